#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Puts the text on stdin into docs/benchmarks.md, between the markers of one block.

    tests/bench/run.sh | tests/bench/into_docs.py run-time
"""
import pathlib
import sys

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    text = sys.stdin.read().strip()
    begin, end = f"<!-- begin {sys.argv[1]} -->\n", f"<!-- end {sys.argv[1]} -->"
    page = PAGE.read_text(encoding="utf-8")
    if not text or begin not in page or end not in page:
        sys.exit(f"no input, or no block '{sys.argv[1]}' in {PAGE.name}")
    before, rest = page.split(begin, 1)
    PAGE.write_text(before + begin + "\n" + text + "\n\n" + end + rest.split(end, 1)[1],
                    encoding="utf-8")


if __name__ == "__main__":
    main()
