#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Counts the instructions of each work with callgrind: a figure without the machine's noise.

A ratio of instructions is not a ratio of time (a mutex costs few instructions and much time), but
it shows a regression of one percent, and the profile it leaves shows where it comes from.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

# work: the function that does it, its contenders (as registered in run_time.cpp), rows a call stands for
WORKS = {
    "select": ("select_all", ("raw", "rowan"), 1),
    "stream": ("stream", ("raw", "rowan"), 1),
    "lookup": ("look_up", ("raw", "rowan"), 1),
    "insert_all": ("insert_all", ("raw", "rowan"), 1),
    "insert_each": ("insert_each", ("raw", "rowan"), 1),
    "update": ("update_each", ("raw", "rowan"), 5),
    "filters": ("look_up_at_run_time", ("keyword", "filters"), 1),
}


def count(program, work, side, rows, folder):
    """Instructions of one work, everything outside of it left out."""
    function = WORKS[work][0] if side != "keyword" else "look_up"
    class_name = "RawSide" if side == "raw" else "RowanSide"
    output = folder / f"callgrind.{work}.{side}"
    # insert_all also fills the database of the other works, but in them it isn't collected.
    subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}",
         f"--toggle-collect=bench::*{class_name}::{function}(*", program, "--rounds=1",
         f"--rows={rows}", f"--benchmark_filter=^{work}/{side}/"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    total = re.search(r"^(?:summary|totals): (\d+)", output.read_text(encoding="utf-8"), re.M)
    return int(total.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="rowan_bench")
    parser.add_argument("--filter", default=".", help="only the works that match")
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--keep", help="folder for the profiles (callgrind_annotate reads them)")
    options = parser.parse_args()

    folder = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="rowan_bench_"))
    folder.mkdir(parents=True, exist_ok=True)
    print("| instructions per row or call | reference | Rowan | ratio |")
    print("|---|---:|---:|---:|")
    for work, (_, sides, share) in WORKS.items():
        if not re.search(options.filter, work):
            continue
        # update runs twice: it puts the old values back.
        calls = options.rows // share * (2 if work == "update" else 1)
        reference, rowan = (count(options.program, work, side, options.rows, folder) / calls
                            for side in sides)
        print(f"| {work} | {reference:.0f} | {rowan:.0f} | {rowan / reference:.3f} |", flush=True)
    print(f"\nProfiles: callgrind_annotate {folder}/callgrind.WORK.SIDE", file=sys.stderr)


if __name__ == "__main__":
    main()
