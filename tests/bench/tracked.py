#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Adds and commits 100,000 new objects by Rowan and by Debian's python3-sqlalchemy.

    tracked.py PROGRAM [ROUNDS]

PROGRAM is rowan_bench_tracked. Both write to SQLite in memory and take turns; the median of their
ratios counts. Ends with 77 where SQLAlchemy is not installed.
"""

import statistics
import subprocess
import sys
import time

try:
    import sqlalchemy as sa
    from sqlalchemy.orm import Session, declarative_base
except ImportError:
    print("python3-sqlalchemy is not installed", file=sys.stderr)
    sys.exit(77)

COUNT, TARGET = 100_000, 20
Base = declarative_base()


class Item(Base):
    """The program's."""

    __tablename__ = "item"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String, nullable=False)
    note = sa.Column(sa.String, nullable=False)
    url = sa.Column(sa.String)
    size = sa.Column(sa.BigInteger, nullable=False)
    parent = sa.Column(sa.BigInteger)
    price = sa.Column(sa.Float, nullable=False)
    status = sa.Column(sa.String, nullable=False)


def by_sqlalchemy():
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    items = [
        Item(
            name=f"an item with the number {i}",
            note="note",
            url=f"https://example.org/items/{i}" if i % 3 else None,
            size=i,
            price=1.5,
            status="open",
        )
        for i in range(COUNT)
    ]
    with Session(engine, expire_on_commit=False) as session:
        start = time.process_time()
        session.add_all(items)
        session.commit()
        return time.process_time() - start


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    rounds = int(sys.argv[2]) if len(sys.argv) == 3 else 3
    pairs = []
    for _ in range(rounds):
        rowan = float(subprocess.run([sys.argv[1], "--seconds"], capture_output=True, text=True, check=True).stdout)
        pairs.append((by_sqlalchemy(), rowan))
    ratio = statistics.median(theirs / ours for theirs, ours in pairs)
    theirs, ours = (statistics.median(side) for side in zip(*pairs))
    print("| work | SQLAlchemy s | Rowan s | times faster | target | |\n|---|---:|---:|---:|---:|---|")
    print(
        f"| 100k new objects, `add` and `commit` | {theirs:.2f} | {ours:.3f} | {ratio:.0f} | {TARGET} | "
        f"{'ok' if ratio >= TARGET else '**missed**'} |"
    )
    return 0 if ratio >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
