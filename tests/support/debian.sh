# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
# Shared by examples/run.sh and tests/run.sh; to be sourced by bash.

say() { printf '== %s\n' "$*"; }

# What every program built on Rowan and one of its databases needs.
rowan_packages=(g++ cmake ninja-build libsoci-dev libboost1.81-dev libsqlite3-dev
    libmariadb-dev libpq-dev)

# What programs on PostgreSQL need too, and what its tests need.
postgresql_packages=(libpq-dev)
postgresql_server_packages=(postgresql-15 postgresql-client-15 pgbouncer)

# What the tests of MariaDB and of a Galera cluster need.
mysql_server_packages=(mariadb-server galera-4 rsync)

# What the tests of the generic driver's other databases need: Firebird in the process, SQLite behind
# ODBC.
generic_packages=(firebird-dev firebird3.0-server-core firebird3.0-utils unixodbc-dev libsqliteodbc)

# Installs those of the named Debian packages that are missing.
install_packages() {
    local package missing=() as_root=()
    if ! command -v apt-get >/dev/null; then
        say "not a Debian system; what these packages hold must be there already: $*"
        return 0
    fi
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        say "all Debian packages are there"
        return 0
    fi
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    say "installing ${missing[*]}"
    case " ${missing[*]} " in
        *" libboost1.81-dev "*)
            dpkg-query -W -f '${db:Status-Status}' libboost1.74-dev 2>/dev/null | grep -qx installed &&
                say "Boost 1.81 takes the place of the 1.74 development packages"
            ;;
    esac
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -q --no-install-recommends "${missing[@]}"
}
