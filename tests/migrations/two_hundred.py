#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""A tool of 200 small revisions: what it costs to compile, its speed beside Alembic's, and what is left
when it is killed.

    two_hundred.py figures <folder> -- <compile command, without source and output>
    two_hundred.py kill <folder> <url> [times] -- <compile command>

The compile command must link a program with Rowan's cli, SQLite and, for its URLs, PostgreSQL.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time

COUNT = 200
PYTHON = "/usr/bin/python3"  # Debian's Alembic belongs to Debian's Python.


def revision_id(number):
    return hashlib.md5(str(number).encode()).hexdigest()[:12]


def kind(number):
    """Which table a revision is about, and what it does there."""
    return number // 4, ("create", "column", "index", "row")[number % 4]


def cpp_operations(number):
    table, what = kind(number)
    name = f"table_{table}"
    up = {
        "create": f'op.create_table("{name}", m::column("id", rowan::Integer{{}}).primary_key(), '
        f'm::column("name", rowan::Text{{}}));',
        "column": f'op.add_column("{name}", m::column("size", rowan::Integer{{}}));',
        "index": f'op.create_index("ix_{name}", "{name}", {{"size"}});',
        "row": f"op.execute(\"INSERT INTO {name} (id, name, size) VALUES ({number}, 'one', 1)\");",
    }[what]
    down = {
        "create": f'op.drop_table("{name}");',
        "column": f'op.drop_column("{name}", "size");',
        "index": f'op.drop_index("ix_{name}", "{name}");',
        "row": f'op.execute("DELETE FROM {name}");',
    }[what]
    return up, down


def python_operations(number):
    table, what = kind(number)
    name = f"table_{table}"
    return {
        "create": f'op.create_table("{name}", sa.Column("id", sa.Integer, primary_key=True), '
        f'sa.Column("name", sa.Text))',
        "column": f'op.add_column("{name}", sa.Column("size", sa.Integer))',
        "index": f'op.create_index("ix_{name}", "{name}", ["size"])',
        "row": f"op.execute(\"INSERT INTO {name} (id, name, size) VALUES ({number}, 'one', 1)\")",
    }[what]


def write_cpp(folder, count, postgresql, is_tool=True):
    """A tool, or a file of revisions alone."""
    lines = ["#include <rowan/backend/sqlite3.hpp>"]
    lines += ["#include <rowan/backend/postgresql.hpp>"] if postgresql else []
    with open(os.path.join(folder, "backend.cpp"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    header = "cli" if is_tool else "migrate"
    lines = [f"#include <rowan/{header}.hpp>", "namespace m = rowan::migrate;"]
    for number in range(count):
        down = f'.down = "{revision_id(number - 1)}", ' if number else ""
        up, back = cpp_operations(number)
        lines.append(
            f"struct R{number} {{\n    static constexpr m::Revision revision{{"
            f'.id = "{revision_id(number)}", {down}.message = "step {number}"}};\n'
            f"    static constexpr void upgrade(auto& op) {{ {up} }}\n"
            f"    static constexpr void downgrade(auto& op) {{ {back} }}\n}};"
        )
    names = ", ".join(f"R{number}" for number in range(count))
    lines.append(f"using History = m::Revisions<{names}>;\nstatic_assert(m::single_head<History>);")
    if is_tool:
        lines.append("int main(int argc, char** argv) {")
        lines.append("    return rowan::cli::main(argc, argv, History{});\n}")
    else:
        lines.append("extern const m::History history;\nconst m::History history = History{};")
    path = os.path.join(folder, f"revisions_{count}.cpp")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def compile_one(command, source, output, flags):
    """Seconds of the processor in user mode, which others on the machine disturb least, and megabytes."""
    words = [*command, *flags, "-c", source, "-o", output]
    process = subprocess.Popen(words)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, words)
    return used.ru_utime, used.ru_maxrss / 1024


def growth(folder, command):
    """What the second half of many revisions costs beside the first, in seconds and in megabytes. There are
    so many that their cost stands out of that of the headers and of what else the machine does."""
    counts = (1, 2 * COUNT, 4 * COUNT)
    costs = {count: [] for count in counts}
    for _ in range(3):
        for count in counts:
            source = write_cpp(folder, count, False, False)
            costs[count].append(compile_one(command, source, os.path.join(folder, "some.o"), ["-O0"]))
    none, half, whole = ([min(run[i] for run in costs[count]) for i in (0, 1)] for count in counts)
    for count, (seconds, megabytes) in zip(counts, (none, half, whole)):
        print(f"compile: {count} revisions {seconds:.2f} s, {megabytes:.0f} MB")
    return [(whole[i] - half[i]) / (half[i] - none[i]) for i in (0, 1)]


def build(folder, command, postgresql, flags=("-O0",)):
    os.makedirs(folder, exist_ok=True)
    source = write_cpp(folder, COUNT, postgresql)
    split = next((i for i, word in enumerate(command) if word.startswith("-l")), len(command))
    compiler, libraries = command[:split], command[split:]
    objects = [os.path.join(folder, name) for name in ("revisions.o", "backend.o")]
    cost = compile_one(compiler, source, objects[0], flags)
    compile_one(compiler, os.path.join(folder, "backend.cpp"), objects[1], flags)
    tool = os.path.join(folder, "tool")
    subprocess.run([*compiler, *objects, "-o", tool, *libraries], check=True)
    return tool, cost


def write_alembic(folder, url):
    versions = os.path.join(folder, "versions")
    os.makedirs(versions, exist_ok=True)
    with open(os.path.join(folder, "env.py"), "w", encoding="utf-8") as file:
        file.write(
            "from alembic import context\nfrom sqlalchemy import create_engine\n"
            "with create_engine(context.config.get_main_option('sqlalchemy.url')).connect() as c:\n"
            "    context.configure(connection=c, target_metadata=None)\n"
            "    with context.begin_transaction():\n        context.run_migrations()\n"
        )
    for number in range(COUNT):
        down = f"'{revision_id(number - 1)}'" if number else "None"
        with open(
            os.path.join(versions, f"{revision_id(number)}_step.py"), "w", encoding="utf-8"
        ) as file:
            file.write(
                f'"""step {number}"""\nfrom alembic import op\nimport sqlalchemy as sa\n'
                f"revision = '{revision_id(number)}'\ndown_revision = {down}\n"
                f"branch_labels = None\ndepends_on = None\n\n"
                f"def upgrade():\n    {python_operations(number)}\n\ndef downgrade():\n    pass\n"
            )
    ini = os.path.join(folder, "alembic.ini")
    with open(ini, "w", encoding="utf-8") as file:
        file.write(f"[alembic]\nscript_location = {folder}\nsqlalchemy.url = {url}\n")
    return ini


def seconds_of(command, before):
    best = None
    for _ in range(3):
        before()
        start = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        took = time.monotonic() - start
        best = took if best is None else min(best, took)
    return best


def figures(folder, command):
    tool, (seconds, megabytes) = build(folder, command, False)
    print(f"compile: {COUNT} revisions {seconds:.1f} s, {megabytes:.0f} MB")
    problems = []
    if seconds > 30 or megabytes > 1536:
        problems.append("200 revisions compile in more than 30 s or 1.5 GiB")
    more_seconds, more_megabytes = growth(folder, command)
    print(f"the second half costs {more_seconds:.2f} times the seconds of the first, "
          f"{more_megabytes:.2f} times the megabytes")
    # What grows with the square costs three times as much.
    if more_seconds > 2 or more_megabytes > 2:
        problems.append("the cost of revisions grows faster than their number")
    ours, theirs = os.path.join(folder, "ours.db"), os.path.join(folder, "theirs.db")

    def fresh():
        for path in (ours, theirs):
            if os.path.exists(path):
                os.remove(path)

    rowan = seconds_of([tool, "--url", f"sqlite:///{ours}", "-q", "upgrade", "head"], fresh)
    ini = write_alembic(os.path.join(folder, "alembic"), f"sqlite:///{theirs}")
    alembic = [PYTHON, "-m", "alembic", "-c", ini, "upgrade", "head"]
    python = seconds_of(alembic, fresh)
    print(f"upgrade of {COUNT} revisions on SQLite: Rowan {rowan * 1000:.0f} ms, "
          f"Alembic {python * 1000:.0f} ms, {python / rowan:.1f} times")
    if python < 10 * rowan:
        problems.append("less than 10 times as fast as Alembic")
    return problems


def schema_of(url):
    """All that a database holds, as text."""
    if url.startswith("sqlite"):
        import sqlite3

        with sqlite3.connect(url[len("sqlite:///"):]) as database:
            return "\n".join(database.iterdump())
    dump = subprocess.run(
        ["pg_dump", "--no-owner", "--inserts", url], capture_output=True, text=True, check=True
    ).stdout
    # Newer ones write a random key into lines of this kind.
    return "\n".join(line for line in dump.splitlines() if "restrict " not in line)


def empty(url):
    if url.startswith("sqlite"):
        for end in ("", "-journal", "-wal", "-shm"):
            path = url[len("sqlite:///"):] + end
            if os.path.exists(path):
                os.remove(path)
    else:
        subprocess.run(
            ["psql", "-q", url, "-c", "DROP SCHEMA public CASCADE; CREATE SCHEMA public"],
            check=True, stderr=subprocess.DEVNULL,
        )


def kill(folder, url, times, command):
    tool, _ = build(folder, command, not url.startswith("sqlite"), ("-O1",))
    problems, kills, runs = [], 0, 0
    whole = {}
    for each in ([], ["--transaction-per-migration"]):
        empty(url)
        start = time.monotonic()
        subprocess.run([tool, "--url", url, "-q", *each, "upgrade", "head"], check=True)
        whole[bool(each)] = (time.monotonic() - start, schema_of(url))
    while kills < times:
        each = runs % 2 == 1
        runs += 1
        words = [tool, "--url", url, "-q", *(["--transaction-per-migration"] if each else [])]
        empty(url)
        killed_here = 0
        while killed_here < 4 and kills < times:
            process = subprocess.Popen([*words, "upgrade", "head"])
            time.sleep(random.uniform(0, whole[each][0]))
            process.send_signal(signal.SIGKILL)
            if process.wait() != -signal.SIGKILL:
                break
            kills += 1
            killed_here += 1
        result = subprocess.run([*words, "upgrade", "head"], capture_output=True, text=True)
        if result.returncode != 0:
            problems.append(f"the run after {killed_here} kills failed: {result.stderr}")
        elif runs % 10 == 0:
            print(f"{kills} kills", flush=True)
        if not problems and schema_of(url) != whole[each][1]:
            problems.append(f"after {killed_here} kills the database is another one")
        if problems:
            break
    print(f"{kills} kills in {runs} upgrades of {url.split(':')[0]}")
    return problems


def main():
    split = sys.argv.index("--")
    words, command = sys.argv[1:split], sys.argv[split + 1:]
    if words[0] == "figures":
        problems = figures(os.path.abspath(words[1]), command)
    else:
        url = words[2]
        if url.startswith("@"):
            if not os.path.exists(url[1:]):
                print("skipped: no server")
                return 77
            with open(url[1:], encoding="utf-8") as file:
                url = file.readline().strip()
        times = int(words[3]) if len(words) > 3 else 200
        problems = kill(os.path.abspath(words[1]), url, times, command)
    for problem in problems:
        print("FAILED:", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
