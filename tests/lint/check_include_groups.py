#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Includes of a header stand in three groups, own, third party, standard library, each sorted
and set apart by an empty line: a reader sees at once how low the header sits."""

import re

import tree

OWN, THIRD_PARTY, STANDARD = "own", "third party", "standard library"
GROUPS = [OWN, THIRD_PARTY, STANDARD]
_FOREIGN_C_HEADERS = {"<sqlite3.h>", "<libpq-fe.h>", "<mysql.h>", "<errmsg.h>"}


def group_of(name):
    if name.startswith("<rowan/"):
        return OWN
    if name in _FOREIGN_C_HEADERS:
        return THIRD_PARTY
    # The standard library's headers have no folder; the system's C headers stand with them.
    if "/" not in name or re.match(r"<(sys|netinet|arpa)/", name):
        return STANDARD
    return THIRD_PARTY


def header_problems(root, path):
    previous = None
    depth = 0
    gap = False
    for number, line in enumerate(tree.text(root, path).splitlines(), 1):
        if re.match(r"\s*#\s*if", line):
            depth += 1
        elif re.match(r"\s*#\s*endif", line):
            depth -= 1
        match = re.match(r'\s*#\s*include\s*(<[^>]*>|"[^"]*")', line)
        if not match:
            gap = gap or not line.strip()
            # Code between includes is a reason for what follows to stand there.
            if line.strip() and not re.match(r"\s*(//|#)", line):
                previous = None
            continue
        # A condition is a reason to stand elsewhere.
        if depth > 0:
            continue
        name = match.group(1)
        group = group_of(name)
        if previous:
            before, before_group = previous
            if GROUPS.index(group) < GROUPS.index(before_group):
                yield f"{path}:{number}: {name} ({group}) stands after {before} ({before_group})"
            elif group == before_group and name < before:
                yield f"{path}:{number}: {name} stands after {before}; sort them"
            elif (group != before_group) and not gap:
                yield f"{path}:{number}: no empty line between {before} and {name}"
        previous = (name, group)
        gap = False


def check(root, compiler=None):
    return [problem for path in tree.headers(root) for problem in header_problems(root, path)]


if __name__ == "__main__":
    tree.run(check)
