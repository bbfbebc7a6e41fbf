#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0

# Builds the run-time measurements and prints their table in Markdown.
set -eu

usage() {
    cat <<'TEXT'
usage: tests/bench/run.sh [options]
  --compiler g++|clang   which compiler (g++); clang is clang++-19
  --filter REGEX         only the works whose name matches: select stream lookup insert_all
                         insert_each update filters control memory load
                         optional joined tracked
  --rounds N             rounds of each work, the first is dropped (21)
  --rows N               rows in the tables (100000; 5000 for --instructions)
  --instructions         count instructions with callgrind instead of measuring time
  --check                exit with 1 if a target is missed
  --build DIR            build folder (build/bench-COMPILER)
TEXT
}

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
compiler=g++ filter=. rounds=21 rows= instructions=no check= build=

while [ $# -gt 0 ]; do
    case $1 in
        --compiler) compiler=$2; shift ;;
        --filter) filter=$2; shift ;;
        --rounds) rounds=$2; shift ;;
        --rows) rows=$2; shift ;;
        --instructions) instructions=yes ;;
        --check) check=--check ;;
        --build) build=$2; shift ;;
        -h|--help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

case $compiler in
    clang|clang++|clang++-19) compiler=clang++-19 ;;
esac
build=${build:-$root/build/bench-$compiler}
mkdir -p "$build"

# Progress goes to stderr, so that stdout is the table and nothing else.
echo "building with $compiler in $build" >&2
{
    cmake -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$compiler" \
        -DROWAN_BUILD_BENCHMARKS=ON -DROWAN_BUILD_TESTS=OFF -DROWAN_BUILD_EXAMPLES=OFF
    cmake --build "$build" --target rowan_bench rowan_bench_memory rowan_bench_load \
        rowan_bench_optional_filter rowan_bench_joined_select rowan_bench_tracked
} > "$build/build.log" 2>&1 || { tail -n 40 "$build/build.log" >&2; exit 1; }

programs=$(dirname "$(find "$build" -type f -name rowan_bench -perm -u+x)")

if [ "$instructions" = yes ]; then
    exec python3 "$here/instructions.py" --filter "$filter" --keep "$build/profiles" \
        --rows "${rows:-5000}" "$programs/rowan_bench"
fi

results=$build/results
rm -rf "$results"
mkdir -p "$results"

if "$programs/rowan_bench" --benchmark_list_tests "--benchmark_filter=$filter" | grep -q /; then
    echo "measuring times, $rounds rounds" >&2
    "$programs/rowan_bench" --rounds="$rounds" --rows="${rows:-100000}" "--benchmark_filter=$filter" \
        --benchmark_out="$results/times.json" --benchmark_out_format=json \
        > "$results/times.log" 2>&1 || { tail -n 20 "$results/times.log" >&2; exit 1; }
    set -- --times "$results/times.json"
fi
if echo memory | grep -Eq "$filter"; then
    echo "measuring memory" >&2
    "$programs/rowan_bench_memory" > "$results/memory.json"
    set -- "$@" --memory "$results/memory.json"
fi
failed=0
if [ $# -gt 0 ]; then
    python3 "$here/report.py" $check "$@" || failed=1
fi
if echo load | grep -Eq "$filter"; then
    echo "measuring relations" >&2
    "$programs/rowan_bench_load" --rounds="$rounds" $check || failed=1
fi
if echo optional | grep -Eq "$filter"; then
    echo "measuring optional filters" >&2
    "$programs/rowan_bench_optional_filter" --rounds="$rounds" $check || failed=1
fi
if echo joined | grep -Eq "$filter"; then
    echo "measuring joined selects" >&2
    "$programs/rowan_bench_joined_select" --rounds="$rounds" $check || failed=1
fi
if echo tracked | grep -Eq "$filter"; then
    echo "measuring tracked objects" >&2
    "$programs/rowan_bench_tracked" --rounds="$rounds" $check || failed=1
fi
exit $failed
