#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Turns the output of rowan_bench (JSON) and rowan_bench_memory into a Markdown table.

The first round is dropped. A ratio is the median of the ratios of each round's pair, its range the
quartiles; times are medians of thread CPU time per row or call.
"""
import argparse
import json
import statistics
import sys

MIB = 1024 * 1024

# work: what the table says, the reference, the candidate, the ratio to reach
WORKS = {
    "select": ("select {rows} rows into a vector", "raw", "rowan", 0.95),
    "stream": ("stream {rows} rows", "raw", "rowan", 0.95),
    "lookup": ("{rows} lookups by key, `get(…).one()`", "raw", "rowan", 1.05),
    "insert_all": ("{rows} inserts, `insert_all`", "raw", "rowan", 1.00),
    "insert_each": ("{rows} inserts one by one, one transaction", "raw", "rowan", 1.10),
    "update": ("{fifth} updates by key", "raw", "rowan", 1.10),
    "filters": ("run-time `Filters` lookup against keywords", "keyword", "filters", 1.30),
    "control": ("control: raw lookups against themselves", "raw", "again", None),
}


def verdict(value, target):
    """What the last column of a table says."""
    if target is None:
        return ""
    return "ok" if value <= target else "**missed**"


def read_times(path):
    """{work: {side: {round: ns per operation}}}, the errors found, and the program's context."""
    times, errors = {}, []
    with open(path, encoding="utf-8") as file:
        output = json.load(file)
    for run in output["benchmarks"]:
        work, side, number = run["name"].split("/")[:3]
        if run.get("error_occurred"):
            errors.append(f"{run['name']}: {run['error_message']}")
            continue
        unit = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[run["time_unit"]]
        nanoseconds = run["cpu_time"] * unit / run["operations"]
        times.setdefault(work, {}).setdefault(side, {})[int(number.split(":")[1])] = nanoseconds
    return times, errors, output["context"]


def short(count):
    """100000 as 100k."""
    return f"{count // 1000}k" if count % 1000 == 0 else str(count)


def time_rows(times, count):
    """The lines of the table, and the names of the works that missed their target."""
    lines, missed = [], []
    for work, (title, reference, candidate, target) in WORKS.items():
        sides = times.get(work, {})
        rounds = sorted(set(sides.get(reference, {})) & set(sides.get(candidate, {})))
        if len(rounds) > 1:
            rounds = rounds[1:]
        if not rounds:
            continue
        ratios = sorted(sides[candidate][number] / sides[reference][number] for number in rounds)
        ratio = statistics.median(ratios)
        low, _, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
        times_of = [[sides[side][number] for number in rounds] for side in (reference, candidate)]
        best = min(times_of[1]) / min(times_of[0])
        raw, rowan = (statistics.median(values) for values in times_of)
        goal = "" if target is None else f"{target:.2f}"
        lines.append(
            f"| {title.format(rows=short(count), fifth=short(count // 5))} | {raw:.0f} "
            f"| {rowan:.0f} | {ratio:.3f} | {low:.2f} … {high:.2f} | {best:.3f} | {goal} | {verdict(ratio, target)} |"
        )
        if target is not None and ratio > target:
            missed.append(work)
    return lines, missed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", help="JSON output of rowan_bench")
    parser.add_argument("--memory", help="output of rowan_bench_memory")
    parser.add_argument("--check", action="store_true", help="fail if a target is missed")
    options = parser.parse_args()

    errors, missed = [], []
    if options.times:
        times, errors, context = read_times(options.times)
        lines, missed = time_rows(times, int(context["rows"]))
        print(f"{context['compiler']}, SQLite {context['sqlite']}, {context['rows']} rows, median "
              f"of {int(context['rounds']) - 1} rounds on {context['num_cpus']} CPUs, "
              f"{context['date'][:10]}.\n")
        print("| work | raw ns | Rowan ns | ratio | quartiles | best/best | target | |")
        print("|---|---:|---:|---:|---:|---:|---:|---|")
        print("\n".join(lines))
    if options.memory:
        with open(options.memory, encoding="utf-8") as file:
            memory = json.load(file)
        print(f"\n| memory while {memory['rows']:,} rows are streamed, above the first 1,000 "
              "| KiB | target | |")
        print("|---|---:|---:|---|")
        for key, title in (("heap_growth", "live heap, peak"),
                           ("resident_growth", "resident set, peak")):
            print(f"| {title} | {memory[key] / 1024:.0f} | 1024 | {verdict(memory[key], MIB)} |")
            if memory[key] > MIB:
                missed.append(key)
    for error in errors:
        print(f"error: {error}", file=sys.stderr)
    return 1 if errors or (options.check and missed) else 0


if __name__ == "__main__":
    sys.exit(main())
