#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Code in the documentation is quoted from files that are built and run.

A page holds <!-- quote: path#tag --> and, on the next line, a fenced block; the block equals the
lines of that file between `// [tag]` and `// [/tag]`, less their common indentation. Without
`#tag` it is the whole file after its SPDX lines.
"""

import os
import re
import textwrap

import tree

QUOTE = re.compile(r"^\s*<!-- quote: (\S+?)(?:#(\S+))? -->\s*$")
FENCE = re.compile(r"^\s*(```+|~~~+)")
MARK = re.compile(r"^\s*(?://|#) \[/?[\w.-]+\]\s*$")


def is_page(path):
    return path.name == "README.md" or path.parts[0] == "docs"


def quoted_lines(content, tag):
    """The lines that carry this tag, without the marks of other tags; None where it is missing."""
    lines = content.splitlines()
    if tag is None:
        first = next((i for i, line in enumerate(lines) if "SPDX-" not in line), len(lines))
        chosen = lines[first:]
    else:
        opening = [i for i, line in enumerate(lines) if re.match(rf"^\s*(//|#) \[{re.escape(tag)}\]\s*$", line)]
        closing = [i for i, line in enumerate(lines) if re.match(rf"^\s*(//|#) \[/{re.escape(tag)}\]\s*$", line)]
        if len(opening) != 1 or len(closing) != 1 or closing[0] < opening[0]:
            return None
        chosen = lines[opening[0] + 1 : closing[0]]
    chosen = [line for line in chosen if not MARK.match(line)]
    return textwrap.dedent("\n".join(chosen)).strip("\n").splitlines()


def page_problems(root, path):
    lines = tree.text(root, path).splitlines()
    for number, line in enumerate(lines, 1):
        match = QUOTE.match(line)
        if not match:
            if "<!-- quote" in line:
                yield f"{path}:{number}: not of the form <!-- quote: path#tag -->"
            continue
        source, tag = match.groups()
        place = f"{path}:{number}: {source}" + (f"#{tag}" if tag else "")
        fence = FENCE.match(lines[number]) if number < len(lines) else None
        if not fence:
            yield f"{place}: no fenced block on the next line"
            continue
        block = []
        for inner in lines[number + 1 :]:
            if inner.strip() == fence.group(1):
                break
            block.append(inner)
        if not os.path.isfile(os.path.join(root, source)):
            yield f"{place}: no such file"
            continue
        wanted = quoted_lines(tree.text(root, source), tag)
        if wanted is None:
            yield f"{place}: the file has not exactly one '// [{tag}]' and one '// [/{tag}]' after it"
        elif textwrap.dedent("\n".join(block)).strip("\n").splitlines() != wanted:
            yield f"{place}: the block differs; the file says\n" + "\n".join(wanted)


def check(root, compiler=None):
    pages = [path for path in tree.files(root, ".md") if is_page(path)]
    return [problem for path in pages for problem in page_problems(root, path)]


if __name__ == "__main__":
    tree.run(check)
