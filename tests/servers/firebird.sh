#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# An empty Firebird database for tests to copy. Firebird runs inside of each test: no server here.
#
#   tests/servers/firebird.sh start FOLDER   makes it, prints its Rowan URL
#   tests/servers/firebird.sh stop FOLDER    removes FOLDER
#
# Exit status 77: there is no Firebird on this machine.

set -uo pipefail

[ $# -eq 2 ] || { echo "usage: firebird.sh start|stop FOLDER" >&2; exit 1; }
folder=$(realpath -m "$2")
file=$folder/empty.fdb

case "$1" in
    start)
        command -v isql-fb >/dev/null || {
            echo "firebird.sh: no isql-fb here (Debian: firebird3.0-utils)" >&2
            exit 77
        }
        ls /usr/lib/*/firebird/*/plugins/libEngine* >/dev/null 2>&1 || {
            echo "firebird.sh: no engine for files here (Debian: firebird3.0-server-core)" >&2
            exit 77
        }
        mkdir -p "$folder/lock" || exit 1
        # Its usual place, /tmp/firebird, belongs to the first user who came.
        export FIREBIRD_LOCK=$folder/lock
        isql-fb -q -b >&2 <<SQL || { rm -rf -- "$folder"; exit 1; }
CREATE DATABASE '$file' USER 'SYSDBA' PAGE_SIZE 16384 DEFAULT CHARACTER SET UTF8;
SQL
        echo "firebird:///$file"
        ;;
    stop)
        # Only what this script has made is removed.
        [ ! -e "$file" ] || rm -rf -- "$folder"
        ;;
    *) exit 1 ;;
esac
