#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Runs the example portal's migration tool on a database, and Alembic on the same version table.

    portal.py PROGRAM SOURCE_FOLDER URL      URL may be @FILE that holds it
"""

import contextlib
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

try:
    import alembic.command
    import alembic.config
    import sqlalchemy
except ImportError:
    print("skipped: Debian's python3-alembic is not installed")
    sys.exit(77)

HEAD, BEFORE_HEAD, MIDDLE = "796cac900039", "cf3438c769b2", "c81d4be36f02"
# What the revisions' headers say, in Alembic's words.
PYTHON = [
    ("d145fc3c67ae", "op.create_table('user', C('id', sa.String(255), primary_key=True), C('name', sa.Text))",
     "op.drop_table('user')"),
    ("5e0c2f7b91a4", "op.create_table('saved_searches', C('saved_search_id', sa.String(255), primary_key=True),"
     " C('owner_user', sa.String(100)), C('search_query', sa.Text))", "op.drop_table('saved_searches')"),
    (MIDDLE, "op.add_column('saved_searches', C('saved_search_date', sa.DateTime))",
     "op.drop_column('saved_searches', 'saved_search_date')"),
    ("2b97a60d5ce8", "op.create_index('ix_saved_searches_owner_user', 'saved_searches', ['owner_user'])",
     "op.drop_index('ix_saved_searches_owner_user', 'saved_searches')"),
    (BEFORE_HEAD, "op.add_column('user', C('job_title', sa.Text))", "op.drop_column('user', 'job_title')"),
    (HEAD, "op.create_table('stac_harvester', C('harvester_id', sa.String(255), primary_key=True),"
     " C('user', sa.String(255), sa.ForeignKey('user.id')), C('status', sa.Text))",
     "op.drop_table('stac_harvester')"),
]


def python_url(url):
    """SQLAlchemy's spelling, with the drivers that Debian has."""
    return re.sub(r"^(mysql|mariadb):", "mysql+pymysql:", url)


class Portal(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="portal.")
        self.addCleanup(shutil.rmtree, self.folder)
        if given.startswith("sqlite"):
            self.url = f"sqlite:///{self.folder}/portal.db"
            return
        name = f"portal_{os.getpid()}_{self._testMethodName[:20]}"
        server = sqlalchemy.create_engine(python_url(given), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(sqlalchemy.text(f"DROP DATABASE IF EXISTS {name}"))
            connection.execute(sqlalchemy.text(f"CREATE DATABASE {name}"))
        self.url = re.sub(r"(://[^/]*/)[^?]*", rf"\g<1>{name}", given)

        def drop():
            with server.connect() as connection:
                connection.execute(sqlalchemy.text(f"DROP DATABASE {name}"))
            server.dispose()

        self.addCleanup(drop)

    def harvests(self, *words, code=0):
        command = [os.path.join(os.path.dirname(program), "portal_harvests"), self.url, *words]
        result = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(result.returncode, code, f"{words}: {result.stdout}{result.stderr}")
        return result.stdout + (result.stderr if code else "")

    def test_harvests(self):
        """What the portal does with the tables that the tool has made."""
        self.tool("upgrade", "head")
        first = self.harvests("start", "ann", "https://one.example").strip()
        self.harvests("start", "ann", "https://two.example")
        self.harvests("start", "beth", "https://three.example")
        self.harvests("finish", first, "17")
        self.assertEqual(
            self.harvests("list"),
            "ann\n  https://one.example finished 17\n  https://two.example running -\n"
            "beth\n  https://three.example running -\n",
        )
        self.harvests("forget", "ann")
        self.assertEqual(self.harvests("list"), "beth\n  https://three.example running -\n")
        self.assertIn("no harvest", self.harvests("finish", "nothing", "1", code=1))
        self.assertIn("usage", self.harvests("start", code=2))

    def tool(self, *words, code=0, url=None):
        result = subprocess.run([program, "--url", url or self.url, *words], capture_output=True, text=True)
        self.assertEqual(result.returncode, code, f"{words}: {result.stdout}{result.stderr}")
        return result.stdout + (result.stderr if code else "")

    def output(self, *words, code=0):
        """What goes to the standard output alone."""
        result = subprocess.run([program, "--url", self.url, *words], capture_output=True, text=True)
        self.assertEqual(result.returncode, code, f"{words}: {result.stdout}{result.stderr}")
        return result.stdout

    @contextlib.contextmanager
    def database(self):
        engine = sqlalchemy.create_engine(python_url(self.url))
        with engine.connect() as connection:
            yield connection
        engine.dispose()

    def tables(self):
        with self.database() as connection:
            return set(sqlalchemy.inspect(connection).get_table_names()) - {"alembic_version_journal"}

    def versions(self):
        with self.database() as connection:
            rows = connection.execute(sqlalchemy.text("SELECT version_num FROM alembic_version"))
            return [row[0] for row in rows]

    def test_upgrades_checks_and_downgrades(self):
        self.assertEqual(self.tool("current"), "")
        self.assertEqual(self.tables(), set())
        self.tool("upgrade", "head")
        self.assertEqual(self.tool("current", "--check-heads"), f"{HEAD} (head)\n")
        self.assertIn("No new upgrade operations", self.tool("check"))
        self.assertEqual(self.tables(), {"user", "saved_searches", "stac_harvester", "alembic_version"})
        self.tool("downgrade", "-1")
        self.assertEqual(self.versions(), [BEFORE_HEAD])
        self.assertIn("not at all head revisions", self.tool("current", "-c", code=255))
        self.tool("downgrade", "base")
        self.assertEqual(self.tables(), {"alembic_version"})
        self.tool("upgrade", "+2")
        self.tool("upgrade", "c81d")
        self.assertEqual(self.versions(), [MIDDLE])
        self.tool("stamp", "head")
        self.tool("stamp", "--purge", MIDDLE)
        self.assertEqual(self.versions(), [MIDDLE])
        self.assertIn("FAILED", self.tool("upgrade", "nowhere", code=255))
        self.tool("upgrade", code=2)

    def test_answers_scripts_in_json(self):
        steps = json.loads(self.tool("--json", "upgrade", MIDDLE))
        self.assertEqual(steps["heads"], [MIDDLE])
        self.assertEqual(len(steps["steps"]), 3)
        history = json.loads(self.tool("--json", "history", "-i"))
        self.assertEqual([one["revision"] for one in history], [one[0] for one in reversed(PYTHON)])
        self.assertEqual([one["revision"] for one in history if one["current"]], [MIDDLE])
        self.assertIn("error", json.loads(self.tool("--json", "check", code=255).splitlines()[0]))
        for words in (["current"], ["heads"], ["branches"], ["history"], ["show", MIDDLE], ["inspect"],
                      ["downgrade", "-1"], ["stamp", "5e0c2f7b91a4"], ["upgrade", "head"], ["check"]):
            with self.subTest(words=words):
                json.loads(self.tool("--json", *words))
        self.assertIn("user", [one["table"] for one in json.loads(self.tool("--json", "inspect"))])
        self.tool("downgrade", MIDDLE)
        self.tool("stamp", "head")
        lines = [json.loads(line) for line in self.output("--json", "check", code=255).splitlines()]
        self.assertIn("stac_harvester", " ".join(lines[0]["differences"]))
        self.assertIn("error", lines[1])

    def on_terminal(self, *words, **environment):
        """Both streams of the tool, run on a terminal of its own."""
        leader, follower = pty.openpty()
        variables = {**os.environ, "TERM": "xterm", **environment}
        if "NO_COLOR" not in environment:
            variables.pop("NO_COLOR", None)
        process = subprocess.Popen(
            [program, "--url", self.url, *words], stdin=follower, stdout=follower, stderr=follower, env=variables
        )
        os.close(follower)
        text = b""
        with contextlib.suppress(OSError):  # The end of a terminal is an error on Linux.
            while piece := os.read(leader, 4096):
                text += piece
        os.close(leader)
        self.assertEqual(process.wait(), 0, text)
        return text.decode()

    def test_shows_colours_and_progress_on_a_terminal_alone(self):
        shown = self.on_terminal("upgrade", MIDDLE)
        self.assertIn("\r\033[K[1/3] upgrade ", shown)
        self.assertIn("\r\033[K[3/3] upgrade ", shown)
        self.assertIn("\033[32mINFO\033[0m: Ran upgrade ", shown)
        self.assertIn(f"\033[33m{MIDDLE}\033[0m", self.on_terminal("current"))
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            self.assertNotIn("\033", self.on_terminal("downgrade", "-1", **environment))
        self.assertNotIn("INFO", self.on_terminal("-q", "upgrade", "head"))
        self.tool("downgrade", "base")
        piped = subprocess.run(
            [program, "--url", self.url, "upgrade", "head"], env={**os.environ, "TERM": "xterm"},
            capture_output=True, text=True, check=True,
        )
        self.assertNotIn("\033", piped.stdout + piped.stderr)
        self.assertNotIn("[1/6]", piped.stderr)
        self.assertIn("INFO: Ran upgrade ", piped.stderr)
        self.assertNotIn("\033", self.tool("current"))

    def test_writes_revisions(self):
        self.tool("upgrade", "head")
        self.tool("-d", self.folder, "migrate", "-m", "nothing")
        self.assertFalse([name for name in os.listdir(self.folder) if name.endswith(".hpp")])
        path = self.tool("-d", self.folder, "revision", "-m", "Add more things!", "--rev-id", "abc123").split()[1]
        self.assertEqual(os.path.basename(path), "abc123_add_more_things.hpp")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        self.assertIn("struct AddMoreThings {", text)
        self.assertIn(f'.down = "{HEAD}"', text)
        self.assertIn("splice", self.tool("-d", self.folder, "revision", "--head", MIDDLE, code=255))
        self.assertIn("Rev: 796cac900039 (head)", self.tool("show", "796c"))

    def test_autogenerates(self):
        self.tool("upgrade", "head")
        with self.database() as connection:
            connection.execute(sqlalchemy.text("CREATE TABLE stranger (id INTEGER PRIMARY KEY)"))
            quote = "`" if given.startswith("m") else '"'
            connection.execute(sqlalchemy.text(f"ALTER TABLE {quote}user{quote} DROP COLUMN job_title"))
            with contextlib.suppress(AttributeError):
                connection.commit()
        self.assertIn("job_title", self.tool("check", code=255))
        out = self.tool("-d", self.folder, "migrate", "-m", "Mend")
        with open(out.split()[1], encoding="utf-8") as file:
            text = file.read()
        self.assertIn('op.add_column("user"', text)
        self.assertIn('op.drop_table("stranger")', text)

    def test_writes_sql_that_the_databases_own_client_runs(self):
        script = self.tool("upgrade", "head", "--sql")
        if given.startswith("sqlite"):
            import sqlite3

            with contextlib.closing(sqlite3.connect(self.url[len("sqlite:///"):])) as connection:
                connection.executescript(script)
        elif given.startswith("postgresql"):
            subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", self.url], input=script, text=True, check=True)
        else:
            url = sqlalchemy.engine.make_url(self.url)
            words = ["mariadb", f"--user={url.username}", f"--password={url.password}", url.database]
            words += [f"--socket={url.query['unix_socket']}"] if "unix_socket" in url.query else []
            words += [f"--host={url.host}"] if url.host else []
            words += [f"--port={url.port}"] if url.port else []
            subprocess.run(words, input=script, text=True, check=True)
        self.assertEqual(self.tool("current", "-c"), f"{HEAD} (head)\n")
        self.assertIn("No new upgrade operations", self.tool("check"))

    def alembic(self, command, revision):
        versions = os.path.join(self.folder, "versions")
        if not os.path.isdir(versions):
            os.makedirs(versions)
            with open(os.path.join(self.folder, "env.py"), "w", encoding="utf-8") as file:
                file.write(
                    "from alembic import context\nfrom sqlalchemy import create_engine\n"
                    "e = create_engine(context.config.attributes['url'])\nwith e.connect() as c:\n"
                    "    context.configure(connection=c)\n    with context.begin_transaction():\n"
                    "        context.run_migrations()\ne.dispose()\n"
                )
            below = None
            for name, up, down in PYTHON:
                with open(os.path.join(versions, name + "_.py"), "w", encoding="utf-8") as file:
                    file.write(
                        "from alembic import op\nimport sqlalchemy as sa\nC = sa.Column\n"
                        f"revision = {name!r}\ndown_revision = {below!r}\n"
                        f"def upgrade():\n    {up}\n\ndef downgrade():\n    {down}\n"
                    )
                below = name
        config = alembic.config.Config()
        config.set_main_option("script_location", self.folder)
        config.attributes["url"] = python_url(self.url)
        getattr(alembic.command, command)(config, revision)

    def test_goes_on_where_alembic_stopped(self):
        self.alembic("upgrade", MIDDLE)
        self.assertEqual(self.tool("current"), f"{MIDDLE}\n")
        self.tool("upgrade", "head")
        self.assertEqual(self.versions(), [HEAD])
        self.alembic("downgrade", "-2")
        self.assertEqual(self.versions(), ["2b97a60d5ce8"])
        self.tool("downgrade", "base")
        self.assertEqual(self.tables(), {"alembic_version"})

    def test_alembic_goes_on_where_it_stopped(self):
        self.tool("upgrade", MIDDLE)
        self.alembic("upgrade", "head")
        self.assertEqual(self.tool("current", "-c"), f"{HEAD} (head)\n")
        self.tool("downgrade", MIDDLE)
        self.alembic("downgrade", "base")
        self.assertEqual(self.versions(), [])
        with self.database() as connection:
            inspector = sqlalchemy.inspect(connection)
            column = inspector.get_columns("alembic_version")[0]
            self.assertEqual((column["name"], column["type"].length, column["nullable"]), ("version_num", 32, False))
            key = inspector.get_pk_constraint("alembic_version")
            self.assertEqual(key["constrained_columns"], ["version_num"])
            if given.startswith("postgresql"):  # SQLAlchemy 1.4 reads no quoted name of SQLite's.
                self.assertEqual(key["name"], "alembic_version_pkc")


if __name__ == "__main__":
    program, source, given = sys.argv[1:4]
    if given.startswith("@"):
        if not os.path.exists(given[1:]):
            print("skipped: no server")
            sys.exit(77)
        with open(given[1:], encoding="utf-8") as url_file:
            given = url_file.readline().strip()
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]], verbosity=0)
