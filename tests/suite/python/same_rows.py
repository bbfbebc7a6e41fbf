#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""The same statements, two programs: what SQLAlchemy's selects find and its changes leave, Rowan's do.

    same_rows.py SUITE     with ROWAN_SUITE_URL as the suite has it

Python makes the tables t and u and fills them. same_rows.cpp runs each case and writes its rows,
null where it says that the database has no such thing, the message of any other error. Python runs the cases of the same names and
compares. A case that SQLAlchemy can't run here (its SQL is refused, or it has none) is only counted.
Exit status 77: no SQLAlchemy.
"""

import decimal
import json
import os
import sys
import tempfile
import warnings

from same_bytes import for_python, own_database, run_rowan, sa

meta = sa.MetaData()
t = sa.Table("t", meta, sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
             sa.Column("x", sa.BigInteger), sa.Column("y", sa.BigInteger), sa.Column("s", sa.Text))
u = sa.Table("u", meta, sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
             sa.Column("t_id", sa.BigInteger, sa.ForeignKey("t.id")),
             sa.Column("n", sa.Text, nullable=False))
T_ROWS = [(1, 1, 2, "abc"), (2, 5, 1, "50%_x/"), (3, None, 3, "Abd"), (4, 3, 3, None),
          (5, 3, None, "")]
U_ROWS = [(1, 1, "one"), (2, 1, "two"), (3, 4, "three"), (4, None, "none")]

c = t.c
ORDERED = {"limit", "offset", "limit offset", "nulls_last", "nulls_first", "union order limit"}
func, select = sa.func, sa.select


def conditions():
    of_t = u.c.t_id == c.id
    return {
        "eq None": c.x == None,  # noqa: E711
        "ne None": c.x != None,  # noqa: E711
        "eq 5": c.x == 5,
        "and/or nesting": sa.or_(sa.and_(c.x == 1, c.y == 2), c.x == 3),
        "or in and": sa.and_(c.x == 3, sa.or_(c.y == 3, c.y == 1)),
        "not(and)": sa.not_(sa.and_(c.x == 3, c.y == 3)),
        "not eq": sa.not_(c.x == 3),
        "in": c.x.in_([1, 3, 9]),
        "not in": c.x.not_in([1, 3]),
        "in empty": c.x.in_([]),
        "not in empty": c.x.not_in([]),
        "tuple in": sa.tuple_(c.x, c.y).in_([(1, 2), (3, 3)]),
        "tuple in empty": sa.tuple_(c.x, c.y).in_([]),
        "between": c.x.between(1, 3),
        "not between": ~c.x.between(1, 3),
        "contains autoescape": c.s.contains("50%_x/", autoescape=True),
        "ilike": c.s.ilike("AB%"),
        "startswith": c.s.startswith("50"),
        "is distinct": c.x.is_distinct_from(c.y),
        "is not distinct": c.x.is_not_distinct_from(c.y),
        "exists correlated sel": sa.exists(select(u.c.id).where(of_t)),
        "not exists": ~sa.exists(select(u.c.id).where(of_t)),
        "in select": c.id.in_(select(u.c.t_id).where(u.c.n != "two")),
        "not in select with NULL": c.id.not_in(select(u.c.t_id)),
        "eq scalar": c.id == select(func.max(u.c.t_id)).scalar_subquery(),
        "eq any": c.id == sa.any_(select(u.c.t_id).where(u.c.n != "none").scalar_subquery()),
        "ge all": c.id >= sa.all_(select(u.c.t_id).where(u.c.n != "none").scalar_subquery()),
        "arith": sa.or_((c.x + c.y) * 2 == 6, c.x - (c.y - 1) == 1),
    }


def selects(dialect):
    both = t.join(u)
    cte = select(c.id).where(c.x > 1).cte("c")
    tree = select(c.id, c.x).where(c.x == None).cte("tree", recursive=True)  # noqa: E711
    tree = tree.union_all(select(c.id, c.x).select_from(t.join(tree, c.x == tree.c.id)))
    a, b = t.alias("a"), t.alias("b")
    counted = select(u.c.t_id, func.count().label("jobs")).group_by(u.c.t_id).subquery("counted")
    half = c.x.op("DIV")(2) if dialect == "mysql" else c.x / 2
    length = func.char_length if dialect == "mysql" else func.length
    return {
        "limit": select(c.id).order_by(c.id).limit(2),
        "offset": select(c.id).order_by(c.id).offset(3),
        "limit offset": select(c.id).order_by(c.id).limit(2).offset(1),
        "nulls_last": select(c.id).order_by(c.x.desc().nulls_last(), c.id.desc()),
        "nulls_first": select(c.id).order_by(c.x.nulls_first(), c.id),
        "group/having": select(c.x, func.count(c.id)).group_by(c.x).having(func.count(c.id) > 1),
        "distinct": select(c.x).distinct(),
        "join": select(c.id, u.c.n).select_from(both),
        "outer join": select(c.id, u.c.n).select_from(t.outerjoin(u)),
        "full join": select(c.id, u.c.n).select_from(t.join(u, full=True)),
        "cross join": select(c.id, u.c.id).select_from(t.join(u, sa.true())),
        "scalar subq": select(
            c.id, select(func.count(u.c.id)).where(u.c.t_id == c.id).scalar_subquery().label("n")),
        "cte": select(cte.c.id),
        "recursive cte": select(tree.c.id),
        "union order limit": select(c.id).union(select(u.c.id)).order_by("id").limit(3),
        "union all": select(c.id).union_all(select(u.c.id)),
        "intersect": select(c.id).intersect(select(u.c.id)),
        "except": select(c.id).except_(select(u.c.id)),
        "nested union": select(c.id).union(select(u.c.id).union_all(select(u.c.t_id))),
        "union w/ limited part": select(c.id).order_by(c.id.desc()).limit(1).union(
            select(u.c.id).where(u.c.id < 3)),
        "case": select(sa.case((c.x > 3, "big"), (c.x > 1, "middle"), else_="small")),
        "case value": select(sa.case({1: "one", 3: "three"}, value=c.x, else_="more")),
        "cast": select(sa.cast(c.x, sa.String)),
        "window": select(c.id, func.row_number().over(
            partition_by=c.x, order_by=[(c.y == None), c.y.desc(), c.id])),  # noqa: E711
        "frame": select(c.id, func.sum(c.x).over(order_by=c.id, rows=(-1, 0))),
        "running sum": select(c.id, func.sum(c.x).over(order_by=c.id)),
        "lag": select(c.id, func.lag(c.x).over(order_by=c.id)),
        "rank": select(c.id, func.rank().over(
            order_by=[(c.y != None), c.y])),  # noqa: E711
        "filter agg": select(func.count(c.id).filter(c.x > 1)),
        "aggregates": select(
            func.count(), func.count(c.x), func.count(c.x.distinct()), func.sum(c.x), func.avg(c.x),
            func.min(c.s), func.max(c.y)).select_from(t),
        "aggregates of nothing": select(
            func.count(), func.sum(c.x), func.avg(c.x), func.max(c.s)).where(c.id > 99),
        "concat": select(c.s + "!"),
        "arith prec": select((c.x + c.y) * 2, c.x + c.y * 2, c.x - (c.y - 1)),
        "div": select(half, c.x % 2),
        "self alias": select(a.c.id, b.c.id).select_from(a.join(b, a.c.x == b.c.id)),
        "coalesce": select(func.coalesce(c.x, c.y, 0), func.nullif(c.x, 3)),
        "functions": select(func.upper(c.s), length(c.s), func.abs(c.x - 4)),
        "subquery in from": select(c.id, counted.c.jobs).select_from(
            t.outerjoin(counted, counted.c.t_id == c.id)),
    }


def upsert(dialect, statement, key, changes):
    """Makes an INSERT meet rows with its key; `changes` is made of the row that was refused."""
    if dialect == "mysql":
        # SQLAlchemy 1.4 knows no ON DUPLICATE KEY UPDATE that does nothing.
        made = changes(statement.inserted) if changes else {key.name: key}
        return statement.on_duplicate_key_update(**made)
    if not changes:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(
        index_elements=[key], set_=changes(statement.excluded))


def insert(dialect):
    if dialect == "mysql":
        from sqlalchemy.dialects.mysql import insert as own
    elif dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as own
    else:
        from sqlalchemy.dialects.sqlite import insert as own
    return own


def changes(dialect):
    """Statements whose rows are those of t afterwards."""
    into = insert(dialect)(t)
    of_t = u.c.t_id == c.id
    # SQLite's parser needs a WHERE before ON CONFLICT.
    shifted = select(u.c.id + 3, u.c.n).where(u.c.id > 0)
    more = select(u.c.id + 3, u.c.id, u.c.n).where(u.c.id > 0)
    return {
        "insert": [into.values(id=9, x=7, s="it's")],
        "insert multi": [into.values([dict(id=8, x=7, s="a"), dict(id=9, x=None, s=None)])],
        "insert from select": [into.from_select(
            ["id", "x", "s"], select(u.c.id + 10, u.c.t_id, u.c.n))],
        "insert from union": [into.from_select(["id", "s"], select(u.c.id + 10, u.c.n).where(
            u.c.id < 3).union(select(u.c.id + 20, u.c.n).select_from(t.join(u))))],
        "insert from select, do nothing": [upsert(
            dialect, into.from_select(["id", "s"], shifted), c.id, None)],
        "insert from select, do update": [upsert(
            dialect, into.from_select(["id", "x", "s"], more), c.id,
            lambda new: {"x": c.x + new.x, "s": new.s})],
        "upsert": [upsert(dialect, into.values(id=2, x=50), c.id, lambda new: {"x": new.x})],
        "do nothing": [upsert(dialect, into.values(id=2, x=50), c.id, None)],
        "update": [sa.update(t).where(c.id == 2).values(x=c.x + 1)],
        "update corr": [sa.update(t).values(
            s=select(func.max(u.c.n)).where(of_t).scalar_subquery())],
        "update from": [sa.update(t).where(of_t, u.c.id != 1).values(
            s=u.c.n, y=c.id * 10 + u.c.id)],
        "update where exists": [sa.update(t).where(
            sa.exists(select(u.c.id).where(of_t, u.c.n != "three"))).values(y=-1)],
        "update where in": [sa.update(t).where(c.id.in_(select(u.c.t_id))).values(y=None)],
        "delete": [sa.update(u).values(t_id=5), sa.delete(t).where(c.id == 2)],
        "delete where not exists": [sa.delete(t).where(
            ~sa.exists(select(u.c.id).where(of_t)))],
    }


def results(dialect):
    """Statements of which the last one gives the rows."""
    counted = {
        "count of join": select(c.id, u.c.id.label("other")).select_from(t.outerjoin(u)),
        "count of distinct": select(c.x).distinct(),
        "count of union": select(c.id).union(select(u.c.id)).limit(4),
    }
    cases = {name: [select(func.count()).select_from(rows.subquery())]
             for name, rows in counted.items()}
    cases["update returning"] = [
        sa.update(t).where(c.id > 3).values(x=c.x * 2).returning(c.id, c.x)]
    cases["insert from select returning"] = [
        sa.insert(t).from_select(["id", "s"], select(u.c.id + 10, u.c.n)).returning(c.id, c.s)]
    cases["delete using"] = [sa.delete(u).where(u.c.t_id == c.id, c.x == 1), select(u.c.id)]
    return cases


def plain(value):
    """Numbers are compared as numbers, whatever type a driver gives them."""
    if isinstance(value, (bool, int)):
        return int(value)
    if isinstance(value, (float, decimal.Decimal)):
        return int(value) if value == int(value) else round(float(value), 9)
    return value


def rows_of(name, rows):
    made = [[plain(value) for value in row] for row in rows]
    return made if name in ORDERED else sorted(made, key=repr)


def run(connection, statements):
    """The rows of the last statement; all is undone. None where this is not to be had."""
    transaction = connection.begin()
    try:
        for statement in statements:
            result = connection.execute(statement)
        return [tuple(row) for row in result]
    except (sa.exc.CompileError, sa.exc.DBAPIError, NotImplementedError):
        return None
    finally:
        transaction.rollback()


def expectations(connection, dialect):
    found = {}
    for name, condition in conditions().items():
        found[name] = [select(c.id).where(condition)]
        found[name + " (query)"] = found[name]
    found.update({name: [statement] for name, statement in selects(dialect).items()})
    found.update({name: statements + [select(t)] for name, statements in changes(dialect).items()})
    found.update(results(dialect))
    return {name: run(connection, statements) for name, statements in found.items()}


def main(suite):
    with own_database() as url, tempfile.TemporaryDirectory() as folder:
        engine = sa.create_engine(for_python(url))
        dialect = engine.dialect.name
        meta.create_all(engine)
        with engine.begin() as connection:
            connection.execute(sa.insert(t), [dict(zip(("id", "x", "y", "s"), row))
                                              for row in T_ROWS])
            connection.execute(sa.insert(u), [dict(zip(("id", "t_id", "n"), row))
                                              for row in U_ROWS])
        with engine.connect() as connection:
            expected = expectations(connection, dialect)
        engine.dispose()
        path = os.path.join(folder, "rows.json")
        problems = run_rowan(suite, "selected", url, path)
        told = {}
        if not problems:
            with open(path, encoding="utf-8") as file:
                told = json.load(file)
            problems += [f"{name}: only one side has it" for name in set(told) ^ set(expected)]
        compared = 0
        for name in sorted(set(told) & set(expected)):
            if expected[name] is None:
                continue
            compared += 1
            theirs = rows_of(name, expected[name])
            ours = rows_of(name, told[name]) if isinstance(told[name], list) else told[name]
            if ours != theirs:
                problems.append(f"{name}: SQLAlchemy has {theirs}, Rowan {ours}")
        refused = sorted(name for name, rows in expected.items() if rows is None)
        print(f"{dialect}: {compared} statements compared, {len(problems)} problems; "
              f"SQLAlchemy can't: {', '.join(refused) or 'nothing'}")
    for problem in problems:
        print(problem)
    return 1 if problems or compared < 50 else 0


if __name__ == "__main__":
    warnings.simplefilter("ignore", sa.exc.SAWarning)
    warnings.simplefilter("ignore", sa.exc.SADeprecationWarning)
    sys.exit(main(sys.argv[1]))
