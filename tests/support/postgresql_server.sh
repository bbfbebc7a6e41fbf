# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
# shellcheck shell=bash
#
# What the scripts that start PostgreSQL servers share; they set `folder` before they call it.

# The programs, of Debian's place or of the PATH.
binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$binaries" ] || binaries=$(dirname "$(command -v initdb || echo /none/none)")

# Runs a command in the folder as the servers' user: postgres for root, else oneself.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd "$folder" && exec runuser -u postgres -- "$@")
    else
        (cd "$folder" && exec "$@")
    fi
}
