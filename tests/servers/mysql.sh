#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# A private MariaDB for tests: own data, a unix socket in FOLDER, no port.
#
#   tests/servers/mysql.sh start FOLDER [OPTION...]     starts it, prints its Rowan URL
#   tests/servers/mysql.sh restart FOLDER [OPTION...]   ends it and starts it again on its data
#   tests/servers/mysql.sh stop FOLDER                  stops it and removes FOLDER
#
# An option is a line of its configuration, as `max_connections=10`.
#
# FOLDER's name must be short: a socket's path has 107 characters at most. Nothing that it held
# stays: a start first ends what an interrupted run left there. Root starts the server as the user
# mysql, anybody else as himself. Exit status 77: there is no MariaDB on this machine.

set -uo pipefail

die() { printf '%s\n' "mysql.sh: $*" >&2; exit 1; }

usage="usage: mysql.sh start|restart FOLDER [OPTION...], mysql.sh stop FOLDER"
[ $# -ge 2 ] || die "$usage"
options=("${@:3}")
folder=$(realpath -m "$2")
configuration=$folder/my.cnf
socket=$folder/my.sock
[ ${#socket} -le 107 ] || die "the folder's name is too long for a socket: $folder"
PATH=$PATH:/usr/sbin:/usr/local/sbin

# Whether the process of the pid file is this folder's server. A zombie has no command line.
running() {
    local pid
    pid=$(cat "$folder/my.pid" 2>/dev/null) || return 1
    [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "$configuration"
}

end() {
    local pid i
    running || return 0
    pid=$(cat "$folder/my.pid")
    kill "$pid" 2>/dev/null
    for ((i = 0; i < 200; ++i)); do
        running || break
        [ $i -ne 150 ] || kill -KILL "$pid" 2>/dev/null
        sleep 0.1
    done
}

stop() {
    # Only what this script has made is removed.
    [ -e "$configuration" ] || return 0
    end
    rm -rf "$folder"
}

# Starts the server on the data that is there, and waits until it answers.
launch() {
    local i as_user=()
    [ "$(id -u)" -ne 0 ] || as_user=(setpriv --reuid=mysql --regid=mysql --init-groups)
    cd "$folder" || exit 1
    # The server writes its pid file late: an interrupted start must find the process before.
    "${as_user[@]}" mariadbd --defaults-file="$configuration" </dev/null >/dev/null 2>&1 &
    echo $! >"$folder/my.pid"
    [ "$(id -u)" -ne 0 ] || chown mysql: "$folder/my.pid"
    for ((i = 0; i < 600; ++i)); do
        mariadb-admin --no-defaults -uroot -S "$socket" ping >/dev/null 2>&1 && return 0
        running || [ $i -lt 20 ] || break
        sleep 0.05
    done
    cat "$folder/my.err" >&2
    exit 1
}

start() {
    command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null || {
        echo "mysql.sh: no MariaDB server here (Debian: mariadb-server)" >&2
        exit 77
    }
    stop
    mkdir -p "$folder" || exit 1
    local user
    user=$(id -un)
    if [ "$(id -u)" -eq 0 ]; then
        user=mysql
        chown mysql: "$folder"
    fi
    chmod 711 "$folder"
    cat >"$configuration" <<CONF
[mariadbd]
datadir = $folder/data
socket = $socket
pid-file = $folder/my.pid
log-error = $folder/my.err
tmpdir = $folder
skip-networking
skip-name-resolve
character-set-server = utf8mb4
max_connections = 100
max_allowed_packet = 256M
performance_schema = OFF
innodb_buffer_pool_size = 64M
innodb_log_file_size = 96M
innodb_flush_log_at_trx_commit = 0
innodb_flush_method = nosync
innodb_doublewrite = 0
CONF
    printf '%s\n' "${options[@]}" >>"$configuration"
    # From here on a failed or interrupted start leaves nothing behind.
    trap stop EXIT
    trap 'exit 1' HUP INT TERM
    mariadb-install-db --defaults-file="$configuration" --user="$user" --skip-test-db \
        --auth-root-authentication-method=normal >"$folder/install.log" 2>&1 ||
        { cat "$folder/install.log" >&2; exit 1; }
    launch
    mariadb --no-defaults -uroot -S "$socket" <<SQL || { cat "$folder/my.err" >&2; exit 1; }
CREATE DATABASE rowan CHARACTER SET utf8mb4;
CREATE USER rowan@localhost IDENTIFIED BY 'pw';
GRANT ALL PRIVILEGES ON *.* TO rowan@localhost WITH GRANT OPTION;
SQL
    trap - EXIT HUP INT TERM
    echo "mysql://rowan:pw@/rowan?unix_socket=$socket"
}

restart() {
    [ -e "$configuration" ] || die "no server was started in $folder"
    end
    printf '%s\n' "${options[@]}" >>"$configuration"
    launch
}

case "$1" in
    start) start ;;
    restart) restart ;;
    stop) stop ;;
    *) die "$usage" ;;
esac
