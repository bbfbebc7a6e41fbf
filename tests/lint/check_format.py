#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""C++ files are as clang-format 14 writes them; other versions format differently."""

import os
import re
import shutil
import subprocess
import sys

import tree


def formatter():
    for name in ("clang-format-14", "clang-format"):
        path = shutil.which(name)
        if path:
            version = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
            if re.search(r"version 14\.", version):
                return path
    return None


def check(root, compiler=None):
    program = formatter()
    if program is None:
        print("skipped: no clang-format 14 here")
        sys.exit(tree.SKIPPED)
    sources = [os.path.join(root, path) for path in tree.files(root, ".hpp", ".cpp")]
    if not sources:
        return []
    result = subprocess.run(
        [program, "--dry-run", "--style=file", "--ferror-limit=1", *sources],
        capture_output=True,
        text=True,
    )
    if result.returncode != 0:
        return [result.stderr]
    return [line for line in result.stderr.splitlines() if "clang-format-violations" in line]


if __name__ == "__main__":
    tree.run(check)
