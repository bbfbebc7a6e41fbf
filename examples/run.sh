#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
#
# Builds the example stac_harvest, after installing the Debian packages that are missing, and runs
# it: a STAC catalog is read from disk into an SQLite file, then the jobs are listed.
#
#   examples/run.sh [catalog.json]   (the example's own small catalog by default)

set -euo pipefail
catalog=$(realpath -- "${1:-$(dirname "$0")/stac_harvest/catalog/catalog.json}")
cd "$(dirname "$0")/.."
. tests/support/debian.sh

install_packages "${rowan_packages[@]}" libboost-json1.81-dev

say "configure and build in build/examples"
cmake --preset examples
cmake --build --preset examples --target stac_harvest

program=$(find build/examples -type f -name stac_harvest -perm -u+x | head -n 1)
database=sqlite:///$PWD/build/examples/stac.db

say "$program --database $database harvest $catalog"
status=0
"$program" --database "$database" harvest "$catalog" || status=$?
say "$program --database $database jobs"
"$program" --database "$database" jobs
exit "$status"
