#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""One database, two programs: what SQLAlchemy writes Rowan reads, and the other way round.

    same_bytes.py SUITE     with ROWAN_SUITE_URL as the suite has it

Python creates and fills the tables, Rowan compares each value with a description that is made of
the literals below and of nothing that was read. Then Rowan creates and fills them from the
description, and Python compares what it reads with its literals. Exit status 77: no SQLAlchemy.
"""

import contextlib
import datetime
import decimal
import json
import os
import subprocess
import sys
import tempfile
import uuid
import warnings

try:
    import sqlalchemy as sa
    from sqlalchemy import orm
    from sqlalchemy.dialects import mysql, postgresql
except ImportError:
    print("skipped: no SQLAlchemy here; on Debian: apt-get install python3-sqlalchemy")
    sys.exit(77)

Base = orm.declarative_base()
LONG = sa.Text().with_variant(mysql.LONGTEXT(), "mysql")
KEY = sa.Text().with_variant(sa.String(255), "mysql")
MOMENT = sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql")
CLOCK = sa.Time().with_variant(mysql.TIME(fsp=6), "mysql")
BYTES = sa.LargeBinary().with_variant(mysql.LONGBLOB(), "mysql")
REAL = sa.Float().with_variant(sa.REAL(), "postgresql")
DOUBLE = sa.Float(53).with_variant(mysql.DOUBLE(asdecimal=False), "mysql")
NUMBER = sa.Numeric().with_variant(sa.Numeric(65, 30), "mysql")


def unsigned(plain, of_mysql, of_postgresql=None):
    kind = plain.with_variant(of_mysql(unsigned=True), "mysql")
    return kind.with_variant(of_postgresql, "postgresql") if of_postgresql else kind


class Uuid(sa.types.TypeDecorator):
    """As SQLAlchemy 2 stores it: 32 digits, or the database's own type."""

    impl = sa.CHAR(32)
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID(as_uuid=True))
        return dialect.type_descriptor(sa.CHAR(32))

    def process_bind_param(self, value, dialect):
        return value if value is None or dialect.name == "postgresql" else value.hex

    def process_result_value(self, value, dialect):
        return value if value is None or dialect.name == "postgresql" else uuid.UUID(value)


class User(Base):
    __tablename__ = "user"
    id = sa.Column(KEY, primary_key=True)
    name = sa.Column(LONG, nullable=False)


class StacHarvester(Base):
    __tablename__ = "stac_harvester"
    harvester_id = sa.Column(KEY, primary_key=True)
    user = sa.Column(KEY, sa.ForeignKey("user.id"))
    owner_org = sa.Column(LONG)
    url = sa.Column(LONG)
    number_records = sa.Column(LONG)
    status = sa.Column(LONG)
    message = sa.Column(LONG)
    _date = sa.Column("_date", MOMENT)


class Everything(Base):
    __tablename__ = "everything"
    id = sa.Column(KEY, primary_key=True)
    flag = sa.Column(sa.Boolean, nullable=False)
    i8 = sa.Column(sa.SmallInteger, nullable=False)
    i16 = sa.Column(sa.SmallInteger, nullable=False)
    i32 = sa.Column(sa.Integer, nullable=False)
    i64 = sa.Column(sa.BigInteger, nullable=False)
    u8 = sa.Column(unsigned(sa.SmallInteger(), mysql.SMALLINT), nullable=False)
    u16 = sa.Column(unsigned(sa.Integer(), mysql.SMALLINT), nullable=False)
    u32 = sa.Column(unsigned(sa.BigInteger(), mysql.INTEGER), nullable=False)
    u64 = sa.Column(unsigned(sa.BigInteger(), mysql.BIGINT, sa.Numeric(20, 0)), nullable=False)
    f32 = sa.Column(REAL, nullable=False)
    f64 = sa.Column(DOUBLE, nullable=False)
    text = sa.Column(LONG, nullable=False)
    bytes = sa.Column(BYTES, nullable=False)
    day = sa.Column(sa.Date, nullable=False)
    clock = sa.Column(CLOCK, nullable=False)
    moment = sa.Column(MOMENT, nullable=False)
    lasting = sa.Column(sa.Interval, nullable=False)
    exact = sa.Column(NUMBER, nullable=False)
    unique_id = sa.Column(Uuid, nullable=False)
    colour = sa.Column(sa.Enum("red", "green", "ultramarine", name="colour", native_enum=False),
                       nullable=False)
    document = sa.Column(sa.JSON, nullable=False)
    line = sa.Column(sa.String(40), nullable=False)
    price = sa.Column(sa.Numeric(12, 2), nullable=False)
    maybe = sa.Column(LONG)
    maybe_number = sa.Column(sa.BigInteger)
    maybe_real = sa.Column(DOUBLE)
    maybe_flag = sa.Column(sa.Boolean)
    maybe_moment = sa.Column(MOMENT)
    maybe_bytes = sa.Column(BYTES)


ODD_TEXTS = ["", " ", "x ", "NULL", "O'Brien; --", '"', "\\", "\\'", "%_", "réve 🐍", "line\r\nbreak\t",
             "é" * 5000, "\u0001\u007f\u0085\u2028\ufeff", "0x10", "'" * 1000]


def everything(key, **values):
    """A row of plain values, and of these."""
    row = dict(
        id=key, flag=False, i8=0, i16=0, i32=0, i64=0, u8=0, u16=0, u32=0, u64=0, f32=0.0, f64=0.0,
        text="", bytes=b"", day=datetime.date(1970, 1, 1), clock=datetime.time(0),
        moment=datetime.datetime(1970, 1, 1), lasting=datetime.timedelta(0),
        exact=decimal.Decimal(0), unique_id=uuid.UUID(int=0), colour="red", document={},
        line="", price=decimal.Decimal("0.00"), maybe=None, maybe_number=None, maybe_real=None,
        maybe_flag=None, maybe_moment=None, maybe_bytes=None)
    unknown = set(values) - set(row)
    assert not unknown, unknown
    row.update(values)
    return row


def everything_rows(dialect):
    at = datetime.datetime
    rows = [
        everything("zero"),
        everything(
            "most", flag=True, i8=127, i16=32767, i32=2**31 - 1, i64=2**63 - 1, u8=255, u16=65535,
            u32=2**32 - 1, u64=2**63 - 1, f32=1.5, f64=1.7976931348623157e308,
            bytes=bytes(range(256)), day=datetime.date(9999, 12, 31),
            clock=datetime.time(23, 59, 59, 999999), moment=at(9999, 12, 31, 23, 59, 59, 999999),
            lasting=datetime.timedelta(days=20000, seconds=3), exact=decimal.Decimal("999999999999999"),
            unique_id=uuid.UUID(int=2**128 - 1), colour="ultramarine",
            document={"a": [1, 2.5, None, True, {"é": "\"🐍\\"}], "b": ""}, line="x" * 40,
            price=decimal.Decimal("9999999999.99"), maybe="", maybe_number=2**63 - 1,
            maybe_real=-1.7976931348623157e308, maybe_flag=True, maybe_moment=at(2026, 11, 22, 19, 44, 59, 502303),
            maybe_bytes=b""),
        everything(
            "least", i8=-128, i16=-32768, i32=-2**31, i64=-2**63, f32=-0.25, f64=5e-324,
            day=datetime.date(1, 1, 1), clock=datetime.time(0, 0, 0, 1), moment=at(1, 1, 1),
            lasting=datetime.timedelta(days=-20000), exact=decimal.Decimal("-0.0000000001"),
            unique_id=uuid.UUID("01234567-89ab-cdef-0123-456789abcdef"), colour="green",
            document=[], price=decimal.Decimal("-0.01"), maybe_number=-2**63, maybe_real=0.1,
            maybe_flag=False, maybe_moment=at(1969, 12, 31, 23, 59, 59, 999999),
            maybe_bytes=b"\x00'\\\xff"),
        everything("leap", day=datetime.date(2024, 2, 29), moment=at(2024, 2, 29, 12),
                   lasting=datetime.timedelta(seconds=-1), f64=1 / 3, f32=0.5,
                   exact=decimal.Decimal("1.5"), document="text", price=decimal.Decimal("1.50")),
        everything("fraction", moment=at(2000, 1, 1, 0, 0, 0, 100000),
                   clock=datetime.time(12, 30, 0, 500000), document=True,
                   exact=decimal.Decimal("1234.0000001")),
    ]
    if dialect != "sqlite":
        rows.append(everything("beyond SQLite", u64=2**64 - 1,
                               exact=decimal.Decimal("12345678901234567890.123456789012345678")))
    rows += [everything(f"text {i}", text=text, maybe=text) for i, text in enumerate(ODD_TEXTS)]
    return rows


USERS = [dict(id="01", name="alice"), dict(id="02", name="O'Brien"), dict(id="é", name="🐍")]
HARVESTERS = [
    dict(harvester_id=f"{i:02}", user=[None, "01", "02", "é"][i % 4], owner_org=None,
         url=f"https://stac.example/{i}?q='x'&p=100%", number_records=str(i * 10),
         status=["running", "finished", "failed"][i % 3], message=None if i % 2 else "",
         _date=None if i % 5 == 0 else datetime.datetime(2026, 1, 1 + i, 19, 44, 59, 502303 - i))
    for i in range(20)
]


def described(value):
    """A value as the description spells it; Rowan's side reads it by its member's type."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, float):
        return value.hex()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime.timedelta):
        return str(value // datetime.timedelta(seconds=1))
    if isinstance(value, datetime.datetime):
        return value.isoformat() + "Z"
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    return str(value)


def description(tables):
    for rows in tables.values():
        for row in rows:
            # JSON stands as JSON; strings in it must not be taken for a described value.
            yield {name: value if name == "document" else described(value)
                   for name, value in row.items()}


def same(name, left, right):
    if isinstance(left, float) and name == "f32":
        return right is not None and abs(left - right) <= abs(left) * 1e-6
    if name == "u64" and isinstance(right, decimal.Decimal):
        return left == right  # PostgreSQL has no unsigned integers; a NUMERIC stands for them.
    return type(left) is type(right) and left == right


def compare(session, model, rows):
    key = sa.inspect(model).primary_key[0]
    found = {getattr(row, key.key): row for row in session.query(model).all()}
    problems = [] if len(found) == len(rows) else [f"{len(found)} rows instead of {len(rows)}"]
    for expected in rows:
        row = found.get(expected[key.key])
        if row is None:
            problems.append(f"{model.__tablename__}: no row {expected[key.key]!r}")
            continue
        for name, value in expected.items():
            read = getattr(row, name)
            if not same(name, value, read):
                problems.append(f"{model.__tablename__}.{name} of {expected[key.key]!r}: "
                                f"{value!r} became {read!r}")
    return problems


@contextlib.contextmanager
def own_database():
    """The URL of an empty database, which is gone afterwards."""
    url = os.environ["ROWAN_SUITE_URL"]
    if url.startswith("@"):
        if not os.path.exists(url[1:]):
            print(f"skipped: no server ({url})")
            sys.exit(77)
        with open(url[1:], encoding="utf-8") as file:
            url = file.readline().strip()
    name = f"same_bytes_{os.getpid()}"
    if url.startswith("sqlite"):
        with tempfile.TemporaryDirectory() as folder:
            yield f"{url.split('://')[0]}:///{folder}/{name}.db"
        return
    before, _, options = url.partition("?")
    server = sa.create_engine(for_python(url), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        extra = " CHARACTER SET utf8mb4" if server.dialect.name == "mysql" else ""
        connection.execute(sa.text(f"CREATE DATABASE {name}{extra}"))
        try:
            yield f"{before.rpartition('/')[0]}/{name}?{options}"
        finally:
            connection.execute(sa.text(f"DROP DATABASE {name}"))


def for_python(url):
    if url.startswith("mysql:"):
        return url.replace("mysql:", "mysql+pymysql:", 1) + "&charset=utf8mb4"
    return url.replace("sqlite+soci:", "sqlite:", 1)


def run_rowan(suite, what, url, path):
    environment = dict(os.environ, ROWAN_SAME_BYTES_URL=url, ROWAN_SAME_BYTES=path)
    done = subprocess.run([suite, f"SQLAlchemy's rows: {what}"], env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode != 0 or "No tests ran" in done.stdout:
        return [f"Rowan, {what}:\n{done.stdout}"]
    return []


def main(suite):
    problems = []
    with own_database() as url, tempfile.TemporaryDirectory() as folder:
        engine = sa.create_engine(for_python(url))
        tables = {"user": USERS, "stac_harvester": HARVESTERS,
                  "everything": everything_rows(engine.dialect.name)}
        models = {model.__tablename__: model for model in (User, StacHarvester, Everything)}
        path = os.path.join(folder, "rows.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({name: list(description({name: rows})) for name, rows in tables.items()}, file)

        Base.metadata.create_all(engine)
        with orm.Session(engine) as session:
            for name, rows in tables.items():
                for row in rows:
                    session.add(models[name](**row))
                session.flush()
            session.commit()
        problems += run_rowan(suite, "read", url, path)

        Base.metadata.drop_all(engine)
        engine.dispose()
        problems += run_rowan(suite, "written", url, path)
        with orm.Session(engine) as session:
            for name, rows in tables.items():
                problems += compare(session, models[name], rows)
        engine.dispose()
        print(f"{engine.dialect.name}: {sum(map(len, tables.values()))} rows each way, "
              f"{len(problems)} problems")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    # SQLite has no decimals of its own, which is what SQLAlchemy warns of.
    warnings.simplefilter("ignore", sa.exc.SAWarning)
    sys.exit(main(sys.argv[1]))
