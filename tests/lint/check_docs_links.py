#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Links between pages lead somewhere, and so do the pages that error messages name."""

import os
import re

import tree

LINK = re.compile(r"\]\(([^)\s]+)\)")
NAMED_IN_MESSAGE = re.compile(r"\b(docs/[\w-]+\.md)(?:#([\w-]+))?")


def anchors(content):
    """What may follow a page's '#': its headings as GitHub spells them, and its <a id=...>."""
    names = set(re.findall(r'<a (?:id|name)="([^"]+)"', content))
    for heading in re.findall(r"^#+ +(.*?) *$", content, re.MULTILINE):
        kept = re.sub(r"[^\w\- ]", "", heading.lower())
        names.add(kept.replace(" ", "-"))
    return names


def target_problem(root, page, anchor):
    full = os.path.join(root, page)
    if not os.path.exists(full):
        return f"{page} does not exist"
    if anchor and page.endswith(".md") and anchor.lower() not in {a.lower() for a in anchors(tree.text(root, page))}:
        return f"{page} has no heading or anchor '{anchor}'"
    return None


def check(root, compiler=None):
    problems = []
    for path in tree.files(root, ".md"):
        outside_code = re.sub(r"^(```|~~~).*?^\1", "", tree.text(root, path), flags=re.M | re.S)
        for link in LINK.findall(outside_code):
            if re.match(r"[a-z]+:", link):
                continue
            page, _, anchor = link.partition("#")
            target = os.path.normpath(path.parent / page) if page else str(path)
            problem = target_problem(root, target, anchor)
            if problem:
                problems.append(f"{path}: link to {link}: {problem}")
    for path in tree.headers(root):
        for page, anchor in set(NAMED_IN_MESSAGE.findall(tree.text(root, path))):
            problem = target_problem(root, page, anchor)
            if problem:
                problems.append(f"{path}: names {page}#{anchor}: {problem}")
    return problems


if __name__ == "__main__":
    tree.run(check)
