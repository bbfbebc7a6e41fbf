#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# Starts and stops a server for the suite, and writes its URL into a file.
#
#   tests/suite/server.sh start postgresql|mysql FOLDER URL_FILE
#   tests/suite/server.sh stop postgresql|mysql FOLDER URL_FILE
#
# Where ROWAN_TEST_POSTGRESQL_URL or ROWAN_TEST_MYSQL_URL names a server, that one is used, and is
# neither started nor stopped. Its user must be allowed to create databases.

set -euo pipefail
[ $# -eq 4 ] || { echo "usage: server.sh start|stop postgresql|mysql FOLDER URL_FILE" >&2; exit 2; }
own="ROWAN_TEST_${2^^}_URL"
script="$(dirname "$0")/../servers/$2.sh"

case "$1" in
    start)
        if [ -n "${!own:-}" ]; then
            printf '%s\n' "${!own}" >"$4"
        else
            "$script" start "$3" >"$4.new"
            mv "$4.new" "$4"
        fi
        ;;
    stop)
        rm -f "$4" "$4.new"
        [ -n "${!own:-}" ] || "$script" stop "$3"
        ;;
    *) exit 2 ;;
esac
