#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Rooms include only rooms below them, never another room's detail/, and know only their own
foreign libraries; nobody includes a backend or an umbrella; umbrellas hold includes alone."""

import re

import tree

# The beginning of an include path -> the rooms that may write it.
FOREIGN = {
    "boost/hana": ["reflect"],
    "boost/pfr": ["reflect"],
    "soci": ["backend"],
    "sqlite3.h": ["backend"],
    "libpq-fe.h": ["backend"],
    "mysql": ["backend"],
    "mariadb": ["backend"],
    "CLI": ["cli"],
}


def own_include_problem(room, target):
    """Why a header of this room may not include <rowan/target>, or None."""
    if len(target) == 1:
        return None if target[0] == "version.hpp" else "an umbrella header; include what is used"
    if target[0] not in tree.ROOM_HEIGHT:
        return f"a room that tree.py does not know: {target[0]}"
    if target[0] == room:
        return None
    if "detail" in target[1:-1]:
        return f"the detail of another room ({target[0]})"
    if target[0] == "backend":
        return "a backend, which only a program's one file includes"
    if tree.ROOM_HEIGHT[target[0]] >= tree.ROOM_HEIGHT[room]:
        return f"a room that is not below {room} ({target[0]})"
    return None


def umbrella_problems(root, path):
    for number, line in enumerate(tree.text(root, path).splitlines(), 1):
        if line.strip() and not line.startswith(("//", "#include <", "#pragma once")):
            yield f"{path}:{number}: an umbrella header holds includes alone, not: {line}"
    for number, name in tree.includes(root, path):
        if name.startswith("<rowan/backend/"):
            yield f"{path}:{number}: an umbrella header includes no backend"


def check(root, compiler=None):
    problems = []
    for path in tree.headers(root):
        inside = path.parts[2:]
        if len(inside) == 1:
            if inside[0] in tree.UMBRELLAS:
                problems += umbrella_problems(root, path)
            elif inside[0] != "version.hpp":
                problems.append(f"{path}: belongs into a room; only umbrellas stand here")
            continue
        room = inside[0]
        if room not in tree.ROOM_HEIGHT:
            problems.append(f"{path}: a room that tree.py does not know: {room}")
            continue
        for number, name in tree.includes(root, path):
            place = f"{path}:{number}: includes {name}"
            if name.startswith('"'):
                problems.append(f"{place}; write <rowan/...>")
            elif name.startswith("<rowan/"):
                problem = own_include_problem(room, name[len("<rowan/") : -1].split("/"))
                if problem:
                    problems.append(f"{place}: {problem}")
            else:
                for library, rooms in FOREIGN.items():
                    named = re.match(re.escape(library) + r"([/.]|$)", name[1:-1])
                    if named and room not in rooms:
                        problems.append(f"{place}: {library} belongs to {', '.join(rooms)} alone")
    return problems


if __name__ == "__main__":
    tree.run(check)
