#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Measures what Rowan costs the compiler, against SOCI, and prints Markdown tables.

Four parts: the headers alone; a program of 10 models with 8 columns and 5 queries each, written
with Rowan and by hand with SOCI; how the cost grows with the number of models and of queries; what
selects of three joins cost, against queries of one table and in a file of wide tables.
A figure is the user time of the whole compile (-c, assembler included) and its peak memory, the
best of the repetitions; the sources that are compared are compiled by turns.
"""
import argparse
import dataclasses
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMPILERS = ("g++", "clang++-19")
LEVELS = ("-O0", "-O2")
MEMORY_LIMIT_MIB = 350
GROWTH_LIMIT = 1.15  # the last models may cost this much more than the first: the noise of a timing
JOINS_LIMIT = 1.5  # of a file of selects with joins, against one of queries without
ONE_JOIN_SECONDS = 0.25

HEADERS = {
    "<soci/soci.h>": ("#include <soci/soci.h>\n", None),
    "<rowan/model.hpp>": ("#include <rowan/model.hpp>\n", 0.75),
    "<rowan/rowan.hpp>": ("#include <rowan/rowan.hpp>\n", 0.9),
    "<rowan/backend/sqlite3.hpp>": ("#include <rowan/backend/sqlite3.hpp>\n", 2.5),
}

# Every model has columns of its own: with the same names in each, the compiler would instantiate
# what belongs to a column's name only once.
TEXTS = ("user", "owner_org", "url", "number_records", "status", "message")

ROWAN_MODEL = """
struct Harvester{n} : rowan::Model<Harvester{n}> {{
    std::string harvester_id_{n};
    std::optional<std::string> user_{n};
    std::optional<std::string> owner_org_{n};
    std::optional<std::string> url_{n};
    std::optional<std::string> number_records_{n};
    std::optional<std::string> status_{n};
    std::optional<std::string> message_{n};
    std::optional<rowan::DateTime> date_{n};

    static constexpr auto table =
        rowan::table("harvester_{n}", rowan::primary_key<&Harvester{n}::harvester_id_{n}>());
}};

std::optional<Harvester{n}> find_{n}(rowan::Session& session, const std::string& key) {{
    return Harvester{n}::get(session, "harvester_id_{n}"_col = key).one_or_none();
}}

std::vector<Harvester{n}> list_{n}(rowan::Session& session, const std::string& status,
                                   const std::string& user) {{
    return Harvester{n}::get(session)
        .filter("status_{n}"_col == status, "user_{n}"_col == user)
        .order_by("date_{n}"_col.desc())
        .limit(10)
        .all();
}}

void add_{n}(rowan::Session& session, const Harvester{n}& row) {{ session.insert(row); }}

void change_{n}(rowan::Session& session, const Harvester{n}& row) {{ session.update(row); }}

std::int64_t drop_{n}(rowan::Session& session, const std::string& key) {{
    return Harvester{n}::get(session, "harvester_id_{n}"_col = key).remove();
}}
"""

ROWAN_QUERY = """
std::vector<Harvester{n}> more_{n}_{q}(rowan::Session& session, const std::string& first,
                                       const std::string& second) {{
    return Harvester{n}::get(session)
        .filter("{a}_{n}"_col {op} first, "{b}_{n}"_col == second)
        .order_by("{c}_{n}"_col)
        .limit({limit})
        .all();
}}
"""

# Four tables, each of which refers to the one before.
JOINED_MODEL = """
struct Table{n} : rowan::Model<Table{n}> {{
    std::string id_{n};
    std::optional<std::string> parent_{n};
{members}
    std::optional<rowan::DateTime> date_{n};

    static constexpr auto table =
        rowan::table("table_{n}", rowan::primary_key<&Table{n}::id_{n}>(){key});
}};
"""

JOINED_KEY = """,
                     rowan::foreign_key<&Table{n}::parent_{n}>(
                         rowan::references<&Table{m}::id_{m}>())"""

SIMPLE_QUERY = """
auto simple_{q}(rowan::Session& session, const std::string& first, const std::string& second,
                const std::string& third) {{
    return Table{n}::get(session)
        .filter("{a}_{n}"_col {op} first, "{b}_{n}"_col == second, "{c}_{n}"_col != third)
        .order_by("date_{n}"_col)
        .limit(10)
        .all();
}}
"""

JOINED_QUERY = """
auto joined_{q}(rowan::Session& session, const std::string& first, const std::string& second,
                const std::string& third) {{
    return rowan::select(session, {items})
        .from<Table3>()
        .join<Table2>()
        .join<Table1>()
        .join<Table0>()
        .where(rowan::col<&Table3::{a}_3> {op} first, rowan::col<&Table2::{b}_2> == second,
               rowan::col<&Table1::{c}_1> != third)
        .order_by(rowan::col<&Table3::date_3>)
        .limit(10)
        .all();
}}
"""

# What doesn't depend on the model stands once, as a SOCI user would write it.
SOCI_START = """
#include <soci/soci.h>

#include <ctime>
#include <optional>
#include <string>
#include <vector>

template <typename Value>
std::optional<Value> from_soci(const Value& value, soci::indicator state) {
    if (state == soci::i_null) { return std::nullopt; }
    return value;
}

template <typename Value>
soci::indicator to_soci(const std::optional<Value>& from, Value& value) {
    if (!from) { return soci::i_null; }
    value = *from;
    return soci::i_ok;
}
"""


def soci_model(number):
    """The same model and queries, written by hand with prepared statements, into and use."""
    names = [f"{name}_{number}" for name in TEXTS] + [f"date_{number}"]
    key = f"harvester_id_{number}"
    struct = f"Harvester{number}"
    all_names = ", ".join([key, *names])
    members = "\n".join(f"    std::optional<std::string> {name};" for name in names[:-1])
    values = f"    std::string {', '.join('v_' + name for name in names[:-1])};\n" \
             f"    std::tm v_{names[-1]}{{}};\n"
    states = f"    soci::indicator {', '.join('i_' + name for name in names)};\n"
    into = ",\n        ".join([f"soci::into(row.{key})",
                               *(f"soci::into(v_{name}, i_{name})" for name in names)])
    take = "\n".join(f"row.{name} = from_soci(v_{name}, i_{name});" for name in names)
    give = "\n".join(f"    soci::indicator i_{name} = to_soci(row.{name}, v_{name});"
                     for name in names)
    use = ",\n        ".join(f"soci::use(v_{name}, i_{name})" for name in names)
    table = f"harvester_{number}"
    return f"""
struct {struct} {{
    std::string {key};
{members}
    std::optional<std::tm> {names[-1]};
}};

std::optional<{struct}> find_{number}(soci::session& sql, const std::string& key) {{
    {struct} row;
{values}{states}    soci::statement statement = (sql.prepare << "SELECT {all_names} FROM {table} WHERE {key} = :key",
        {into},
        soci::use(key));
    if (!statement.execute(true)) {{ return std::nullopt; }}
    {take}
    return row;
}}

std::vector<{struct}> list_{number}(soci::session& sql, const std::string& status,
                                    const std::string& user) {{
    std::vector<{struct}> rows;
    {struct} row;
{values}{states}    soci::statement statement = (sql.prepare << "SELECT {all_names} FROM {table} "
        "WHERE status_{number} = :status AND user_{number} = :user ORDER BY date_{number} DESC LIMIT 10",
        {into},
        soci::use(status), soci::use(user));
    statement.execute();
    while (statement.fetch()) {{
        {take}
        rows.push_back(row);
    }}
    return rows;
}}

void add_{number}(soci::session& sql, const {struct}& row) {{
{values}{give}
    soci::statement statement = (sql.prepare << "INSERT INTO {table} ({all_names}) VALUES ("
        "{', '.join(':p' + str(i) for i in range(8))})",
        soci::use(row.{key}),
        {use});
    statement.execute(true);
}}

void change_{number}(soci::session& sql, const {struct}& row) {{
{values}{give}
    soci::statement statement = (sql.prepare << "UPDATE {table} SET "
        "{', '.join(f'{name} = :p{i}' for i, name in enumerate(names))} WHERE {key} = :key",
        {use},
        soci::use(row.{key}));
    statement.execute(true);
}}

long long drop_{number}(soci::session& sql, const std::string& key) {{
    soci::statement statement = (sql.prepare << "DELETE FROM {table} WHERE {key} = :key",
        soci::use(key));
    statement.execute(true);
    return statement.get_affected_rows();
}}
"""


def soci_program(models):
    return SOCI_START + "".join(soci_model(number) for number in range(models))


def rowan_program(models, more_queries=0):
    """`models` models with 5 queries each, and `more_queries` queries of other shapes."""
    parts = ["#include <rowan/rowan.hpp>\n\n#include <cstdint>\n#include <optional>\n"
             "#include <string>\n#include <vector>\n\nusing namespace rowan::literals;\n"]
    for number in range(models):
        parts.append(ROWAN_MODEL.format(n=number))
        for query in range(more_queries):
            parts.append(ROWAN_QUERY.format(
                n=number, q=query, limit=query + 1, a=TEXTS[query % 6], b=TEXTS[query // 6 % 6],
                c=TEXTS[query // 36 % 6], op=("==", "!=", "<", ">")[query % 4]))
    return "".join(parts)


def joined_program(columns, simple, joined, items=4):
    """Four tables of so many columns, queries of one of them and selects of them all; no two are
    alike."""
    texts = TEXTS[:1] + TEXTS[2:] + tuple(f"field{i}" for i in range(columns - 8))
    parts = [rowan_program(0)]
    for number in range(4):
        members = "\n".join(f"    std::optional<std::string> {name}_{number};" for name in texts)
        key = JOINED_KEY.format(n=number, m=number - 1) if number > 0 else ""
        parts.append(JOINED_MODEL.format(n=number, members=members, key=key))
    for query in range(max(simple, joined)):
        first, second, third = query % 5, query // 5 % 5, query // 25
        names = {"q": query, "a": TEXTS[2:][first % 4], "b": texts[second],
                 "c": texts[first + third - 1], "op": ("==", "!=", "<", ">")[query % 4]}
        if query < simple:
            parts.append(SIMPLE_QUERY.format(n=query % 4, **names))
        if query < joined:
            picks = (first, second, first + second + third, first + 2 * second)
            columns_of_items = (f"rowan::col<&Table{i % 4}::"
                                f"{texts[(picks[i % 4] + i // 4) % len(texts)]}_{i % 4}>"
                                for i in range(items))
            parts.append(JOINED_QUERY.format(items=", ".join(columns_of_items), **names))
    return "".join(parts)


@dataclasses.dataclass
class Cost:
    """What one compile took: the best of its repetitions."""

    seconds: float = float("inf")
    mib: float = float("inf")


class Bench:
    """Compiles sources and remembers what each cost."""

    def __init__(self, folder, repetitions, flags):
        self.folder = folder
        self.repetitions = repetitions
        self.flags = flags
        self.started = set()

    def compile(self, compiler, level, name, text):
        """User seconds and peak MiB of one compile; an error ends the program."""
        source = self.folder / (re.sub(r"\W+", "_", name) + ".cpp")
        source.write_text(text, encoding="utf-8")
        command = [compiler, "-std=c++20", level, *self.flags, "-I", str(ROOT / "include"),
                   "-c", str(source), "-o", str(source.with_suffix(".o"))]
        # wait4 counts what the compiler's driver has started and waited for.
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{message[:4000]}")
        return usage.ru_utime, usage.ru_maxrss / 1024

    def measure(self, compiler, level, sources):
        """{name: Cost} of {name: text}, compiled by turns."""
        costs = {name: Cost() for name in sources}
        if compiler not in self.started:  # the first compile reads everything from the disk
            self.compile(compiler, level, *next(iter(sources.items())))
            self.started.add(compiler)
        for _ in range(self.repetitions):
            for name, text in sources.items():
                seconds, mib = self.compile(compiler, level, name, text)
                costs[name].seconds = min(costs[name].seconds, seconds)
                costs[name].mib = min(costs[name].mib, mib)
        return costs


class Table:
    """A Markdown table that is printed line by line, and the number of targets missed."""

    missed = 0

    def __init__(self, *titles):
        print("\n| " + " | ".join(titles) + " |")
        print("|---|---|---|" + "---:|" * (len(titles) - 4) + "---|", flush=True)

    def row(self, *cells):
        print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)

    @classmethod
    def verdict(cls, met):
        if met is None:
            return ""
        if not met:
            cls.missed += 1
        return "ok" if met else "**missed**"


def headers(bench, compilers, levels):
    print("\n### Headers")
    table = Table("source", "compiler", "level", "user s", "MiB", "ratio of time",
                  "ratio of memory", "target", "")
    for compiler in compilers:
        for level in levels:
            costs = bench.measure(compiler, level,
                                  {name: text for name, (text, _) in HEADERS.items()})
            soci = costs["<soci/soci.h>"]
            for name, cost in costs.items():
                target = HEADERS[name][1]
                ratio = cost.seconds / soci.seconds
                table.row(f"`#include {name}`", compiler, f"`{level}`", f"{cost.seconds:.2f}",
                          f"{cost.mib:.0f}", f"{ratio:.2f}", f"{cost.mib / soci.mib:.2f}",
                          target or "", Table.verdict(target and ratio <= target))


def program(bench, compilers, levels):
    print("\n### 10 models of 8 columns, 50 queries")
    table = Table("source", "compiler", "level", "user s", "MiB", "ratio of time",
                  "ratio of memory", "target", "")
    for compiler in compilers:
        for level in levels:
            costs = bench.measure(compiler, level,
                                  {"SOCI": soci_program(10), "Rowan": rowan_program(10)})
            soci, rowan = costs["SOCI"], costs["Rowan"]
            target = 1.0 if level == "-O0" else 0.9
            ratio = rowan.seconds / soci.seconds
            table.row("SOCI, by hand", compiler, f"`{level}`", f"{soci.seconds:.2f}",
                      f"{soci.mib:.0f}", "1.00", "1.00", "", "")
            met = ratio <= target and rowan.mib < MEMORY_LIMIT_MIB
            table.row("Rowan", compiler, f"`{level}`", f"{rowan.seconds:.2f}", f"{rowan.mib:.0f}",
                      f"{ratio:.2f}", f"{rowan.mib / soci.mib:.2f}",
                      f"{target}, < {MEMORY_LIMIT_MIB} MiB", Table.verdict(met))


def growth(bench, compilers, levels):
    print("\n### Growth")
    table = Table("what grows", "compiler", "level", "user s", "MiB", "ms for one more, at first",
                  "ms for one more, at last", "ratio", "target", "")
    kinds = {
        "models with 5 queries each: {}": [(size, size, 0) for size in (10, 50, 100)],
        "queries of 10 models: {}": [(50 + 10 * more, 10, more) for more in (0, 20, 45)],
    }
    for compiler in compilers:
        for level in levels:
            for title, steps in kinds.items():
                names = [title.format(size) for size, _, _ in steps]
                costs = bench.measure(compiler, level, {
                    name: rowan_program(models, more)
                    for name, (_, models, more) in zip(names, steps)})
                found = [costs[name] for name in names]
                sizes = [size for size, _, _ in steps]
                first = (found[1].seconds - found[0].seconds) / (sizes[1] - sizes[0])
                last = (found[2].seconds - found[1].seconds) / (sizes[2] - sizes[1])
                table.row(title.format(", ".join(map(str, sizes))), compiler, f"`{level}`",
                          ", ".join(f"{cost.seconds:.2f}" for cost in found),
                          ", ".join(f"{cost.mib:.0f}" for cost in found),
                          f"{first * 1000:.0f}", f"{last * 1000:.0f}", f"{last / first:.2f}",
                          GROWTH_LIMIT, Table.verdict(last / first <= GROWTH_LIMIT))


def joins(bench, compilers, levels):
    print("\n### Selects of three joins and three values, 4 tables")
    table = Table("source", "compiler", "level", "user s", "MiB", "one of them", "ratio of time",
                  "target", "")
    simple, joined = "50 queries of one table, 8 columns each", "50 selects of 4 such tables"
    wide, wide_joined = "4 queries of tables of 20 columns", "the same and one select of 4 of them"
    sources = {simple: joined_program(8, 50, 0), joined: joined_program(8, 0, 50),
               wide: joined_program(20, 4, 0), wide_joined: joined_program(20, 4, 1)}
    for compiler in compilers:
        for level in levels:
            if level != "-O0" and len(levels) > 1:
                continue
            costs = bench.measure(compiler, level, sources)

            def row(name, one="", ratio="", target="", met=None):
                table.row(name, compiler, f"`{level}`", f"{costs[name].seconds:.2f}",
                          f"{costs[name].mib:.0f}", one, ratio, target, Table.verdict(met))

            ratio = costs[joined].seconds / costs[simple].seconds
            more = costs[wide_joined].seconds - costs[wide].seconds
            row(simple, ratio="1.00")
            row(joined, "", f"{ratio:.2f}", JOINS_LIMIT, ratio <= JOINS_LIMIT)
            row(wide)
            row(wide_joined, f"{more:.2f} s", "", f"< {ONE_JOIN_SECONDS} s",
                more < ONE_JOIN_SECONDS)


PARTS = {"headers": headers, "program": program, "growth": growth, "joins": joins}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one repetition, g++ only")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part (repeatable)")
    parser.add_argument("--compiler", action="append", help="only this compiler (repeatable)")
    parser.add_argument("--level", choices=LEVELS, action="append", help="only this level")
    parser.add_argument("--flag", action="append", default=[], help="one more flag for each compile")
    parser.add_argument("--keep", help="folder in which the generated sources are left")
    parser.add_argument("--check", action="store_true", help="fail if a target is missed")
    options = parser.parse_args()

    compilers = options.compiler or (COMPILERS[:1] if options.quick else COMPILERS)
    with tempfile.TemporaryDirectory(prefix="rowan_compile_cost_") as temporary:
        folder = pathlib.Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        repetitions = 1 if options.quick else options.repetitions
        bench = Bench(folder, repetitions, options.flag)
        versions = (subprocess.run([compiler, "--version"], check=True, capture_output=True,
                                   text=True).stdout.splitlines()[0] for compiler in compilers)
        print(f"{'; '.join(versions)}; best of {repetitions}, {platform.machine()}.")
        for name in options.part or PARTS:
            PARTS[name](bench, compilers, options.level or LEVELS)
    return 1 if options.check and Table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
