#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Umbrella headers pull in no database's headers, by whatever way: the compiler is asked."""

import os
import re
import subprocess
import tempfile

import tree

DATABASE = re.compile(r"(/soci/|/sqlite3(ext)?\.h|/libpq[^/]*\.h|/mysql\.h|/mariadb/|/mysql/)")
SESSION = re.compile(r"/rowan/orm/session\.hpp")
# The umbrella -> what must not be among the files it reads.
FORBIDDEN = {
    "model.hpp": [DATABASE],
    "rowan.hpp": [DATABASE],
    "migrate.hpp": [DATABASE, SESSION],
    "cli.hpp": [DATABASE],
}


def read_files(root, compiler, umbrella):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "umbrella.cpp")
        with open(source, "w", encoding="utf-8") as file:
            file.write(f"#include <rowan/{umbrella}>\n")
        command = [compiler, "-std=c++20", "-M", f"-I{os.path.join(root, 'include')}", source]
        result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        return None, result.stderr
    return result.stdout.replace("\\\n", " ").split()[1:], ""


def check(root, compiler):
    problems = []
    for umbrella, forbidden in FORBIDDEN.items():
        if not os.path.isfile(os.path.join(root, "include", "rowan", umbrella)):
            continue
        names, errors = read_files(root, compiler, umbrella)
        if names is None:
            problems.append(f"<rowan/{umbrella}> cannot be preprocessed:\n{errors}")
            continue
        for pattern in forbidden:
            hits = [name for name in names if pattern.search(name)]
            if hits:
                problems.append(f"<rowan/{umbrella}> pulls in {hits[0]} ({len(hits)} of the kind)")
    return problems


if __name__ == "__main__":
    tree.run(check)
