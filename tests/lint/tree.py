# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""What the checks share: the project's files, their includes, and how a check is run."""

import os
import pathlib
import re
import subprocess
import sys

SKIPPED = 77

# From the ground up. A room includes itself and those below it; rooms of one line not each other.
ROOM_LINES = [
    ["base"],
    ["reflect"],
    ["type"],
    ["schema"],
    ["sql"],
    ["engine"],
    ["backend", "orm"],
    ["migrate"],
    ["cli"],
]
ROOM_HEIGHT = {room: height for height, line in enumerate(ROOM_LINES) for room in line}

# Headers directly in include/rowan/ that gather others. version.hpp includes nothing.
UMBRELLAS = ["model.hpp", "rowan.hpp", "migrate.hpp", "cli.hpp"]

_INCLUDE = re.compile(r'^\s*#\s*include\s*(<[^>]*>|"[^"]*")')


def files(root, *suffixes):
    """The project's files below root, as paths relative to it: git's, or all where git has none."""
    listing = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
    )
    if listing.returncode == 0:
        names = [os.fsdecode(name) for name in listing.stdout.split(b"\0") if name]
    else:
        names = []
        for folder, folders, leaves in os.walk(root):
            folders[:] = [name for name in folders if name != ".git" and not name.startswith("build")]
            names += [os.path.relpath(os.path.join(folder, leaf), root) for leaf in leaves]
    paths = sorted(pathlib.PurePosixPath(name) for name in set(names))
    paths = [path for path in paths if os.path.isfile(os.path.join(root, path))]
    return [path for path in paths if not suffixes or path.suffix in suffixes]


def headers(root):
    return [path for path in files(root, ".hpp") if path.parts[:2] == ("include", "rowan")]


def text(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def includes(root, path):
    """Each include of a file, as (line number, the name with its brackets or quotes)."""
    for number, line in enumerate(text(root, path).splitlines(), 1):
        match = _INCLUDE.match(line)
        if match:
            yield number, match.group(1)


def run(check):
    """Runs check(root, compiler), which gives the problems found, as a program of its own."""
    problems = check(*sys.argv[1:3])
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)
