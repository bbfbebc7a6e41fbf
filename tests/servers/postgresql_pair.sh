#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# A private PostgreSQL server and a replica that follows it (streaming replication), for tests.
#
#   tests/servers/postgresql_pair.sh start FOLDER   start both, print the URL that names both
#   tests/servers/postgresql_pair.sh stop FOLDER    stop both and remove FOLDER
#   tests/servers/postgresql_pair.sh url FOLDER     print the URL again
#
# The servers are those of postgresql.sh, in FOLDER/primary and FOLDER/replica.

set -euo pipefail

usage() { sed -n '/^# A private/,/^$/s/^#\( \|$\)//p' "$0" >&2; exit 2; }
[ $# -eq 2 ] || usage
folder=$(realpath -m -- "$2")
one=$(dirname "$(realpath "$0")")/postgresql.sh
. "$(dirname "$(realpath "$0")")/../support/postgresql_server.sh"

stop() {
    "$one" stop "$folder/primary"
    "$one" stop "$folder/replica"
    [ ! -e "$folder" ] || rmdir -- "$folder"
}

url() {
    echo "postgresql://postgres@/rowan?host=$folder/primary,$folder/replica&port=5432,5432"
}

start() {
    stop
    mkdir -p -- "$folder"
    chmod 711 "$folder"
    trap 'stop' INT TERM HUP
    local code=0
    "$one" start "$folder/primary" >/dev/null || code=$?
    if [ "$code" -ne 0 ]; then
        rmdir -- "$folder"
        exit "$code"
    fi
    # Or the replica is sent a commit only when the log's writer comes round, 5 times a second.
    as_owner "$binaries/psql" -q -X -h "$folder/primary" -p 5432 -U postgres \
        -c 'ALTER SYSTEM SET synchronous_commit = local' -c 'SELECT pg_reload_conf()' >/dev/null
    mkdir "$folder/replica"
    touch "$folder/replica/rowan_test_server"
    chmod 711 "$folder/replica"
    [ "$(id -u)" -ne 0 ] || chown postgres: "$folder/replica"
    if ! {
        as_owner "$binaries/pg_basebackup" -h "$folder/primary" -p 5432 -U postgres \
            -D "$folder/replica/data" -R -X stream -c fast --no-sync &&
            sed -i "s|^unix_socket_directories = .*|unix_socket_directories = '$folder/replica'|" \
                "$folder/replica/data/postgresql.conf" &&
            as_owner "$binaries/pg_ctl" -D "$folder/replica/data" -l "$folder/replica/log" -w -t 60 \
                -s start
    } >&2; then
        cat "$folder/replica/log" >&2 || true
        stop
        exit 1
    fi
    url
}

case $1 in
    start) start ;;
    stop) stop ;;
    url) url ;;
    *) usage ;;
esac
