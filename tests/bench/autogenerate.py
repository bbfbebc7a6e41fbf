#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Compares a database of 300 tables with models, by Rowan and by Debian's python3-alembic.

    autogenerate.py PROGRAM URL [TABLES [ROUNDS]]

PROGRAM is rowan_bench_autogenerate, URL a PostgreSQL that may be written to. Both find nothing; they
take turns, and the least time of each counts: of the comparison alone, and of the whole process.
Ends with 77 where Alembic is not installed.
"""

import subprocess
import sys
import time

try:
    import sqlalchemy as sa
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
except ImportError:
    print("python3-alembic and python3-psycopg2 are not installed", file=sys.stderr)
    sys.exit(77)


def metadata(count):
    """The tables that the program creates."""
    tables = sa.MetaData()
    for i in range(count):
        key = [sa.ForeignKey(f"bench_{(i - 1) // 2}.id", ondelete="CASCADE")] if i else []
        sa.Table(
            f"bench_{i}",
            tables,
            sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
            sa.Column("name", sa.String(80), nullable=False, unique=True),
            sa.Column("note", sa.Text),
            sa.Column("amount", sa.Integer, nullable=False, server_default="0"),
            sa.Column("price", sa.Numeric(12, 2)),
            sa.Column("made", sa.DateTime, server_default=sa.text("CURRENT_TIMESTAMP")),
            sa.Column("active", sa.Boolean, nullable=False, server_default=sa.text("true")),
            sa.Column("parent", sa.BigInteger, *key),
            sa.Index(f"ix_bench_{i}_amount", "amount", "made"),
        )
    return tables


def by_alembic(url, count):
    """Runs in a process of its own: seconds, differences."""
    tables = metadata(count)
    with sa.create_engine(url).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        start = time.perf_counter()
        found = compare_metadata(context, tables)
        print(time.perf_counter() - start, len(found))


def timed(command):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    whole = time.perf_counter() - start
    alone, found = done.stdout.split()
    return float(alone), whole, int(found)


def main(program, url, count=300, rounds=3):
    subprocess.run([program, url, "drop", str(count)], check=True)
    subprocess.run([program, url, "create", str(count)], check=True)
    try:
        least = {}
        for _ in range(rounds):
            for name, command in (
                ("rowan", [program, url, "compare", str(count)]),
                ("alembic", [sys.executable, __file__, "--alembic", url, str(count)]),
            ):
                alone, whole, found = timed(command)
                if name == "rowan" and found:
                    sys.exit(f"{found} differences where there are none")
                before = least.get(name, (alone, whole))
                least[name] = (min(before[0], alone), min(before[1], whole))
        for name, (alone, whole) in least.items():
            print(f"{name:8} compares {count} tables in {alone:.3f} s, {whole:.3f} s with its process")
        ratio = [least["rowan"][i] / least["alembic"][i] for i in (0, 1)]
        print(f"ratio    {ratio[0]:.3f}, {ratio[1]:.3f} with the process")
        return 0 if ratio[0] <= 0.2 else 1
    finally:
        subprocess.run([program, url, "drop", str(count)], check=True)


if __name__ == "__main__":
    if sys.argv[1] == "--alembic":
        by_alembic(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1], sys.argv[2], *(int(number) for number in sys.argv[3:])))
