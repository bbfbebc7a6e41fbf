#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""What starts with #!/usr/bin/env bash and is called by people can be started."""

import os

import tree

COMMANDS = [".ci/run", "tests/run.sh", "examples/run.sh"]


def check(root, compiler=None):
    present = [name for name in COMMANDS if os.path.isfile(os.path.join(root, name))]
    problems = [f"{name} is missing" for name in COMMANDS if name not in present]
    problems += [
        f"{name} has no run bit" for name in present if not os.access(os.path.join(root, name), os.X_OK)
    ]
    return problems


if __name__ == "__main__":
    tree.run(check)
