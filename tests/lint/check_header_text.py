#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Headers are short, guarded by #pragma once, and leave nothing open."""

import re

import tree

LINES = 400
# Written in halves, so that a search for the words finds only real ones.
OPEN_WORDS = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")


def check(root, compiler=None):
    problems = []
    for path in tree.headers(root):
        lines = tree.text(root, path).splitlines()
        if len(lines) > LINES:
            problems.append(f"{path}: {len(lines)} lines, more than {LINES}; look for two purposes")
        code = [line for line in lines if line.strip() and not line.startswith("//")]
        if code[:1] != ["#pragma once"]:
            problems.append(f"{path}: #pragma once is not the first line after the comments")
        for number, line in enumerate(lines, 1):
            if OPEN_WORDS.search(line):
                problems.append(f"{path}:{number}: left open: {line.strip()}")
    return problems


if __name__ == "__main__":
    tree.run(check)
