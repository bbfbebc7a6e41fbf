#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# Builds and runs all tests with g++ and clang++-19, after installing the Debian packages that are
# missing. The last line is "N passed, N failed" over all that ran.
#
#   tests/run.sh                     both compilers
#   tests/run.sh --compiler gcc      one of them (gcc or clang)
#   tests/run.sh --long              the sanitizers too (presets asan and tsan), and the tests that
#                                    have the label `long`
#
# ROWAN_JOBS in the environment says how many jobs run side by side (as many as processors).

set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
. tests/support/debian.sh

usage() { sed -n '/^# Builds/,/^$/s/^#\( \|$\)//p' "$0"; }

presets=(gcc clang)
long=no
while [ $# -gt 0 ]; do
    case "$1" in
        --long) long=yes ;;
        --compiler)
            shift
            case "${1:-}" in
                gcc | clang) presets=("$1") ;;
                *) usage; exit 2 ;;
            esac
            ;;
        -h | --help) usage; exit 0 ;;
        *) usage; exit 2 ;;
    esac
    shift
done
[ "$long" = no ] || presets+=(asan tsan)

passed=0
failed=0
skipped=0
jobs=${ROWAN_JOBS:-$(nproc)}
export CMAKE_BUILD_PARALLEL_LEVEL=$jobs CTEST_PARALLEL_LEVEL=$jobs

fail() {
    say "FAILED: $*"
    failed=$((failed + 1))
}

# One preset: configure, build all that builds, run all tests of it, add to the counts.
run_preset() {
    local preset=$1 folder=build/$1 report counts
    report=$PWD/$folder/tests.xml
    say "$preset: configure in $folder"
    # Minutes for what differs little between compilers: of the second one the headers one by one,
    # the consumers, the migration tool and what is about one server are for the long run.
    local whole=ON leave_out=()
    [ "$preset$long" != clangno ] || whole=OFF
    if ! cmake --preset "$preset" -DROWAN_TEST_SERVERS=$whole -DROWAN_CLI=$whole; then
        fail "$preset: configure"
        return
    fi
    say "$preset: build ($jobs jobs)"
    cmake --build --preset "$preset" -- -k 0 ||
        fail "$preset: build; the tests that were built run all the same"
    say "$preset: run the tests"
    rm -f "$report"
    # Tests that have the label `long` are for --long.
    [ "$long" = yes ] || leave_out=(-LE '^long$')
    [ "$whole" = ON ] || leave_out=(
        -E '^(headers\.self_contained|(consumer|servers)\..*)$'
        -LE '^(long|(suite|portal)\.(postgresql|mysql|firebird|odbc)|postgresql|mysql|galera|replication)$')
    ctest --preset "$preset" "${leave_out[@]}" --output-junit "$report"
    if ! counts=$(python3 tests/support/count_tests.py "$report"); then
        fail "$preset: no test ran"
        return
    fi
    read -r -a counts <<<"$counts"
    passed=$((passed + counts[0]))
    failed=$((failed + counts[1]))
    skipped=$((skipped + counts[2]))
    say "$preset: ${counts[0]} passed, ${counts[1]} failed, ${counts[2]} skipped"
}

packages=("${rowan_packages[@]}" libboost-json1.81-dev catch2 python3 clang-format-14
    python3-sqlalchemy python3-alembic libcli11-dev python3-psycopg2 python3-pymysql sqlite3 "${mysql_server_packages[@]}"
    "${postgresql_packages[@]}" "${postgresql_server_packages[@]}" "${generic_packages[@]}")
case " ${presets[*]} " in *" clang "* | *" asan "*) packages+=(clang-19) ;; esac
[ "$long" = no ] || packages+=(libclang-rt-19-dev)

if install_packages "${packages[@]}"; then
    for preset in "${presets[@]}"; do
        run_preset "$preset"
    done
else
    fail "the packages that the tests need"
fi

say "$SECONDS seconds; $skipped skipped"
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
