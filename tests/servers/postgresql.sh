#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# A private PostgreSQL server for tests.
#
#   tests/servers/postgresql.sh start FOLDER   start one in FOLDER, print its URL
#   tests/servers/postgresql.sh stop FOLDER    stop it and remove FOLDER
#   tests/servers/postgresql.sh url FOLDER     print its URL again
#
# It listens on a unix socket in FOLDER alone, trusts everybody who can open it (but asks the role
# `locked` for a password), and loses everything when it ends. FOLDER is made; what an interrupted
# run has left in it is stopped and removed before. Called by root, the server runs as the user
# postgres, else as oneself. Where no server is installed, start returns 77.

set -euo pipefail

usage() { sed -n '/^# A private/,/^$/s/^#\( \|$\)//p' "$0" >&2; exit 2; }
[ $# -eq 2 ] || usage
folder=$(realpath -m -- "$2")
port=5432

. "$(dirname "$(realpath "$0")")/../support/postgresql_server.sh"
if [ ! -x "$binaries/initdb" ]; then
    echo "no PostgreSQL server here; on Debian: apt-get install postgresql-15" >&2
    exit 77
fi

# Whether a process is there; a zombie that nobody has waited for yet is not.
alive() {
    local state
    state=$(sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null) || return 1
    [ -n "$state" ] && [ "$state" != Z ]
}

stop() {
    local pid="" i
    # Only what this script has made: a server's folder says so by its own file.
    [ -e "$folder" ] || return 0
    if [ -f "$folder/data/postmaster.pid" ]; then
        pid=$(head -n 1 "$folder/data/postmaster.pid")
        # The number may be another process's by now.
        if alive "$pid" && [ "$(readlink "/proc/$pid/cwd")" = "$folder/data" ]; then
            kill -QUIT "$pid" 2>/dev/null || true
            for i in $(seq 100); do
                alive "$pid" || break
                [ "$i" -ne 60 ] || kill -KILL "$pid" 2>/dev/null || true
                sleep 0.05
            done
        fi
    fi
    if [ -f "$folder/rowan_test_server" ] || [ -z "$(ls -A "$folder")" ]; then
        rm -rf -- "$folder"
    else
        echo "$folder was not made by this script; it is left as it is" >&2
        exit 1
    fi
}

url() { echo "postgresql://postgres@/rowan?host=$folder&port=$port"; }

start() {
    stop
    if [ ${#folder} -gt 80 ]; then
        echo "the path of a unix socket is 107 characters at most; $folder is too long" >&2
        exit 1
    fi
    mkdir -p -- "$folder"
    touch "$folder/rowan_test_server"
    chmod 711 "$folder"
    [ "$(id -u)" -ne 0 ] || chown postgres: "$folder"
    trap 'stop' INT TERM HUP
    if ! as_owner "$binaries/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 \
        --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1; then
        cat "$folder/initdb.log" >&2
        stop
        exit 1
    fi
    cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
port = $port
unix_socket_directories = '$folder'
unix_socket_permissions = 0777
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 64MB
max_connections = 60
max_prepared_transactions = 4
deadlock_timeout = 100ms
CONF
    sed -i '1i local all locked scram-sha-256' "$folder/data/pg_hba.conf"
    if ! as_owner "$binaries/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 -s start >&2; then
        cat "$folder/log" >&2
        stop
        exit 1
    fi
    as_owner "$binaries/psql" -q -X -h "$folder" -p "$port" -U postgres \
        -c 'CREATE DATABASE rowan' >&2
    url
}

case $1 in
    start) start ;;
    stop) stop ;;
    url) url ;;
    *) usage ;;
esac
