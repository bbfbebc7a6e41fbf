#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# A server as a fixture of CTest.
#
#   tests/servers/fixture.sh start SERVER FILE   writes the URL of a server into FILE
#   tests/servers/fixture.sh stop SERVER FILE    ends what start has begun
#
# SERVER is one that has a script here, such as mysql. FILE and FILE.folder, the name of the
# server's folder, stand in the build folder, so that the next start ends what an interrupted run
# left. A URL in the environment (ROWAN_TEST_MYSQL_URL) is taken instead of a server of our own.

set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
server=$2
file=$3
given=ROWAN_TEST_${server^^}_URL

end() {
    [ ! -s "$file.folder" ] || "$here/$server.sh" stop "$(cat "$file.folder")"
    rm -f "$file" "$file.folder"
}

end
[ "$1" = start ] || exit 0
if [ -n "${!given:-}" ]; then
    printf '%s\n' "${!given}" >"$file"
    exit 0
fi
folder=$(mktemp -d "/tmp/rowan-$server.XXXXXX") || exit 1
printf '%s\n' "$folder" >"$file.folder"
"$here/$server.sh" start "$folder" >"$file"
status=$?
if [ $status -ne 0 ]; then
    rmdir "$folder" 2>/dev/null
    rm -f "$file" "$file.folder"
fi
exit $status
