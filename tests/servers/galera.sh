#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# A Galera cluster of three MariaDB servers for tests, on loopback addresses.
#
#   tests/servers/galera.sh start FOLDER   starts it, prints the Rowan URL of its first node
#   tests/servers/galera.sh stop FOLDER    stops it and removes FOLDER
#   tests/servers/galera.sh kill FOLDER N  kills node N (1 to 3) as a power cut would
#   tests/servers/galera.sh join FOLDER N  starts node N if it is dead, waits until it has caught up
#   tests/servers/galera.sh bootstrap FOLDER N
#       lets node N and those that it sees go on without the others, as an operator would
#
# Node N listens on the socket FOLDER/nN/my.sock, on 127.0.0.N:(ROWAN_GALERA_PORT + N), the other
# nodes reach it on ports of ROWAN_GALERA_PORT + 10 N and the two after it (default: 23300).
# Nodes start with the same data and the same saved state of the cluster, so that nothing is copied
# between them. Exit status 77: there is no MariaDB with Galera on this machine.

set -uo pipefail

usage="usage: galera.sh start|stop FOLDER, galera.sh kill|join|bootstrap FOLDER NODE"
die() { printf '%s\n' "galera.sh: $*" >&2; exit 1; }

[ $# -ge 2 ] || die "$usage"
folder=$(realpath -m "$2")
base=${ROWAN_GALERA_PORT:-23300}
nodes=(1 2 3)
[ ${#folder} -le 90 ] || die "the folder's name is too long for a socket: $folder"
PATH=$PATH:/usr/sbin:/usr/local/sbin
provider=$(ls /usr/lib/galera/libgalera_smm.so /usr/lib*/galera*/libgalera_smm.so 2>/dev/null | head -n 1)

user=$(id -un) as_user=()
if [ "$(id -u)" -eq 0 ]; then
    user=mysql
    as_user=(setpriv --reuid=mysql --regid=mysql --init-groups)
fi

group_port() { echo $((base + 10 * $1)); }
# The number by which the others know a node; any will do.
node_id() { echo "$1$1$1$1$1$1$1$1-$1$1$1$1-11e1-8$1$1$1-$1$1$1$1$1$1$1$1$1$1$1$1"; }

# Whether node $1's process lives. A zombie has no command line.
running() {
    local pid
    pid=$(cat "$folder/n$1/pid" 2>/dev/null) || return 1
    [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "$folder/n$1/my.cnf"
}
end() {
    local signal=$1 node=$2 i
    running "$node" || return 0
    kill "-$signal" "$(cat "$folder/n$node/pid")" 2>/dev/null
    for ((i = 0; i < 100; ++i)); do
        running "$node" || return 0
        sleep 0.05
    done
    kill -KILL "$(cat "$folder/n$node/pid")" 2>/dev/null
}

stop() {
    local node
    # Only what this script has made is removed.
    [ -e "$folder/n1/my.cnf" ] || return 0
    # Nobody needs what they hold: no node waits for another one's goodbye.
    for node in "${nodes[@]}"; do end KILL "$node"; done
    rm -rf "$folder"
}

configure() {
    local node=$1 home=$folder/n$1 group address
    group=$(group_port "$node")
    address=127.0.0.$node
    mkdir -p "$home/tmp"
    chmod 711 "$home"
    cat >"$home/my.cnf" <<CONF
[mariadbd]
datadir = $home/data
socket = $home/my.sock
pid-file = $home/my.pid
log-error = $home/my.err
tmpdir = $home/tmp
bind-address = $address
port = $((base + node))
skip-name-resolve
character-set-server = utf8mb4
max_connections = 60
performance_schema = OFF
binlog_format = ROW
innodb_autoinc_lock_mode = 2
innodb_flush_log_at_trx_commit = 0
innodb_flush_method = nosync
innodb_doublewrite = 0
innodb_buffer_pool_size = 32M
innodb_log_file_size = 16M
wsrep_on = ON
wsrep_provider = $provider
wsrep_cluster_name = rowan_test
wsrep_cluster_address = gcomm://127.0.0.1:$(group_port 1),127.0.0.2:$(group_port 2),127.0.0.3:$(group_port 3)
wsrep_node_name = n$node
wsrep_node_address = $address:$group
wsrep_node_incoming_address = $address:$((base + node))
wsrep_sst_method = rsync
wsrep_sst_receive_address = $address:$((group + 2))
# A dead node is missed after five seconds, as usual. With less, two nodes that live lose each other
# when the machine lets one of them wait; then neither is in the majority, and nothing brings them
# back but the dead one, or an operator.
wsrep_provider_options = "gmcast.listen_addr=tcp://$address:$group; ist.recv_addr=$address:$((group + 1)); gcache.size=16M; pc.recovery=true; evs.keepalive_period=PT0.5S; evs.suspect_timeout=PT5S; evs.inactive_timeout=PT15S; evs.install_timeout=PT8S"
CONF
}

launch() {
    local home=$folder/n$1
    cd "$home" || exit 1
    "${as_user[@]}" setsid mariadbd --defaults-file="$home/my.cnf" </dev/null >/dev/null 2>&1 &
    echo $! >"$home/pid"
}
ask() { mariadb --no-defaults -NB -uroot -S "$folder/n$1/my.sock" -e "$2" 2>/dev/null; }
# Waits until node $1 says that it is up to date in a cluster of $2 nodes.
wait_for() {
    local i
    for ((i = 0; i < 600; ++i)); do
        [ "$(ask "$1" "SELECT GROUP_CONCAT(variable_value ORDER BY variable_name) FROM
            information_schema.global_status WHERE variable_name IN
            ('wsrep_cluster_size', 'wsrep_local_state_comment')")" = "$2,Synced" ] && return 0
        running "$1" || [ $i -lt 20 ] || break
        sleep 0.05
    done
    cat "$folder/n$1/my.err" >&2
    return 1
}

start() {
    if ! command -v mariadbd >/dev/null || ! command -v mariadb-install-db >/dev/null ||
        [ -z "$provider" ]; then
        echo "galera.sh: no Galera here (Debian: mariadb-server, galera-4)" >&2
        exit 77
    fi
    stop
    mkdir -p "$folder" || exit 1
    chmod 711 "$folder"
    # From here on a failed or interrupted start leaves nothing behind.
    trap stop EXIT
    trap 'exit 1' HUP INT TERM
    local node other
    for node in "${nodes[@]}"; do configure "$node"; done
    [ "$(id -u)" -ne 0 ] || chown -R mysql: "$folder"
    mariadb-install-db --defaults-file="$folder/n1/my.cnf" --user="$user" --skip-test-db \
        --wsrep-on=OFF --auth-root-authentication-method=normal >"$folder/install.log" 2>&1 ||
        { cat "$folder/install.log" >&2; exit 1; }
    # The saved state of a cluster in which nothing has happened.
    cat >"$folder/n1/data/grastate.dat" <<STATE
# GALERA saved state
version: 2.1
uuid:    99999999-9999-11e9-8999-999999999999
seqno:   0
safe_to_bootstrap: 0
STATE
    for node in 2 3; do cp -a --reflink=auto --sparse=always "$folder/n1/data" "$folder/n$node/"; done
    for node in "${nodes[@]}"; do
        {
            printf 'my_uuid: %s\n#vwbeg\nview_id: 3 %s 3\nbootstrap: 0\n' \
                "$(node_id "$node")" "$(node_id 1)"
            for other in "${nodes[@]}"; do printf 'member: %s 0\n' "$(node_id "$other")"; done
            echo '#vwend'
        } >"$folder/n$node/data/gvwstate.dat"
    done
    [ "$(id -u)" -ne 0 ] || chown -R mysql: "$folder"
    for node in "${nodes[@]}"; do launch "$node"; done
    for node in "${nodes[@]}"; do wait_for "$node" 3 || exit 1; done
    ask 1 "CREATE DATABASE rowan CHARACTER SET utf8mb4;
        CREATE USER rowan@localhost IDENTIFIED BY 'pw';
        GRANT ALL PRIVILEGES ON *.* TO rowan@localhost WITH GRANT OPTION" ||
        { cat "$folder/n1/my.err" >&2; exit 1; }
    trap - EXIT HUP INT TERM
    echo "mysql://rowan:pw@/rowan?unix_socket=$folder/n1/my.sock"
}

# How many nodes live.
count() {
    local node total=0
    for node in "${nodes[@]}"; do ! running "$node" || total=$((total + 1)); done
    echo $total
}

case "$1,$#" in
    start,2) start ;;
    stop,2) stop ;;
    kill,3) end KILL "$3" ;;
    bootstrap,3)
        for ((i = 0; i < 600; ++i)); do
            [ "$(ask "$3" "SELECT variable_value FROM information_schema.global_status
                WHERE variable_name = 'wsrep_cluster_size'")" = "$(count)" ] && break
            sleep 0.1
        done
        ask "$3" "SET GLOBAL wsrep_provider_options = 'pc.bootstrap=true'"
        ;;
    join,3)
        running "$3" || launch "$3"
        wait_for "$3" "$(count)"
        ;;
    *) die "$usage" ;;
esac
