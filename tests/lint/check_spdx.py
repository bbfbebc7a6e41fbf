#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Every text file that can hold a comment says whose it is and under which licence."""

import os

import tree

COPYRIGHT = "SPDX-FileCopyrightText: 2026 The Rowan authors"
LICENCE = "SPDX-License-Identifier: BSL-1.0"
# No comments in these; LICENSE is the licence itself.
WITHOUT_COMMENTS = {".json", ".geojson", ".csv", ".ndjson"}
FIRST_LINES = 5


def check(root, compiler=None):
    problems = []
    for path in tree.files(root):
        if path.suffix in WITHOUT_COMMENTS or path.name == "LICENSE":
            continue
        with open(os.path.join(root, path), "rb") as file:
            content = file.read()
        if not content or b"\0" in content:
            continue
        head = "\n".join(content.decode("utf-8", "replace").splitlines()[:FIRST_LINES])
        problems += [f"{path}: no line '{line}'" for line in (COPYRIGHT, LICENCE) if line not in head]
    return problems


if __name__ == "__main__":
    tree.run(check)
