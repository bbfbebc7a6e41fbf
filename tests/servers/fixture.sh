#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# Starts and stops a test server around the tests that need it (a CTest fixture).
#
#   tests/servers/fixture.sh start NAME STATE   start the server of NAME.sh
#   tests/servers/fixture.sh stop NAME STATE    stop it
#
# The folder STATE gets NAME.url, whose one line is the server's URL. ROWAN_TEST_<NAME>_URL in the
# environment names a server of one's own; then none is started or stopped. Where no server is
# installed there is no NAME.url, and the tests skip.

set -euo pipefail

[ $# -eq 3 ] || { sed -n '/^# Starts/,/^$/s/^#\( \|$\)//p' "$0" >&2; exit 2; }
name=$2 state=$3
script=$(dirname "$0")/$name.sh
variable=ROWAN_TEST_${name^^}_URL

# Also what an interrupted run has left.
stop() {
    rm -f "$state/$name.url"
    [ -f "$state/$name.folder" ] || return 0
    "$script" stop "$(cat "$state/$name.folder")"
    rm -f "$state/$name.folder"
}

case $1 in
    start)
        mkdir -p "$state"
        stop
        if [ -n "${!variable:-}" ]; then
            printf '%s\n' "${!variable}" >"$state/$name.url"
            exit 0
        fi
        # Not in the build folder: a socket's path must be short, and the server's user must reach it.
        folder=$(mktemp -d /tmp/rowan_XXXXXX)
        printf '%s\n' "$folder" >"$state/$name.folder"
        code=0
        "$script" start "$folder" >"$state/$name.new" || code=$?
        if [ "$code" -ne 0 ]; then
            rm -rf -- "$folder" "$state/$name.new" "$state/$name.folder"
            [ "$code" -ne 77 ] || exit 0
            exit 1
        fi
        mv "$state/$name.new" "$state/$name.url"
        ;;
    stop) stop ;;
    *) exit 2 ;;
esac
