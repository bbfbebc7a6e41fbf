#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Counts the tests of a JUnit file that ctest wrote: prints '<passed> <failed> <skipped>'.

A test that ran a program of Catch2's counts as the cases that this says it has run.

A test that ctest could not start (its program was not built) is a failure; ctest itself files it
with the skipped ones.
"""

import re
import sys
import xml.etree.ElementTree


def cases(test):
    """How many of Catch2's cases a test has passed and failed, or None."""
    said = test.findtext("system-out") or ""
    if found := re.search(r"All tests passed \(\d+ assertions? in (\d+) test cases?\)", said):
        return int(found[1]), 0
    if found := re.search(r"^test cases: +(\d+) .*?(\d+) failed", said, re.MULTILINE):
        return int(found[1]) - int(found[2]), int(found[2])
    return None


def count(path):
    passed = failed = skipped = 0
    for case in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        reason = case.find("skipped")
        ran = cases(case) or (1, 0)
        if case.get("status") == "run":
            passed += ran[0]
        elif case.get("status") == "fail":
            passed += ran[0] if ran[1] else 0
            failed += ran[1] or 1
        elif reason is not None and reason.get("message", "").startswith("SKIP_"):
            skipped += 1
        else:
            failed += 1
    return passed, failed, skipped


if __name__ == "__main__":
    print(*count(sys.argv[1]))
