#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# A private pgbouncer for tests, in front of a PostgreSQL server of its own.
#
#   tests/servers/pgbouncer.sh start FOLDER   start both in FOLDER, print the pooler's URL
#   tests/servers/pgbouncer.sh stop FOLDER    stop them and remove FOLDER
#
# It gives each transaction one of two connections to the server, by turns, so that a client rarely
# meets the same one again. Called by root, it runs as the user postgres. Where it or the server is
# not installed, start returns 77.

set -euo pipefail

usage() { sed -n '/^# A private/,/^$/s/^#\( \|$\)//p' "$0" >&2; exit 2; }
[ $# -eq 2 ] || usage
folder=$(realpath -m -- "$2")
postgresql=$(realpath -- "$(dirname "$0")")/postgresql.sh
port=6432
PATH=$PATH:/usr/sbin

# Whether the process of the pid file is this folder's pooler. A zombie has no command line.
running() {
    local pid
    pid=$(cat "$folder/pgbouncer.pid" 2>/dev/null) || return 1
    [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" |
        grep -qF "$folder/pgbouncer.ini"
}

stop() {
    local i
    # Only what this script has made is removed.
    [ -f "$folder/pgbouncer.ini" ] || return 0
    if running; then
        kill "$(cat "$folder/pgbouncer.pid")" 2>/dev/null || true
        for i in $(seq 100); do
            running || break
            [ "$i" -ne 60 ] || kill -KILL "$(cat "$folder/pgbouncer.pid")" 2>/dev/null || true
            sleep 0.05
        done
    fi
    "$postgresql" stop "$folder/s"
    rm -rf -- "$folder"
}

start() {
    command -v pgbouncer >/dev/null || {
        echo "no pgbouncer here; on Debian: apt-get install pgbouncer" >&2
        exit 77
    }
    stop
    mkdir -p -- "$folder"
    chmod 711 "$folder"
    cat >"$folder/pgbouncer.ini" <<CONF
[databases]
* = host=$folder/s port=5432 user=postgres
[pgbouncer]
unix_socket_dir = $folder
unix_socket_mode = 0777
listen_addr =
listen_port = $port
auth_type = any
pool_mode = transaction
default_pool_size = 2
server_round_robin = 1
max_client_conn = 50
logfile = $folder/pgbouncer.log
pidfile = $folder/pgbouncer.pid
CONF
    trap 'stop' INT TERM HUP
    local code=0 as_owner=()
    "$postgresql" start "$folder/s" >/dev/null || code=$?
    if [ "$code" -ne 0 ]; then
        stop
        exit "$code"
    fi
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres: "$folder"
        as_owner=(runuser -u postgres --)
    fi
    if ! (cd "$folder" && "${as_owner[@]}" pgbouncer -d -q "$folder/pgbouncer.ini" >&2); then
        cat "$folder/pgbouncer.log" >&2 || true
        stop
        exit 1
    fi
    echo "postgresql://postgres@/rowan?host=$folder&port=$port"
}

case $1 in
    start) start ;;
    stop) stop ;;
    *) usage ;;
esac
