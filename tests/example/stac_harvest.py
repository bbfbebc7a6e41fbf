#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Runs the example stac_harvest as its users do, and looks into the database with Python's sqlite3.

    stac_harvest.py PROGRAM SOURCE_FOLDER [TEST...]
"""

import json
import os
import pathlib
import pty
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77
FINISHED, HARVEST_FAILED, NOT_POSSIBLE = 0, 1, 2


def catalog(*links):
    return {"type": "Catalog", "id": "c", "links": list(links)}


def collection(name, *links, **more):
    extent = {"spatial": {"bbox": [[1, 2, 3, 4]]}, "temporal": {"interval": [[None, None]]}}
    return {"type": "Collection", "id": name, "description": "", "extent": extent, "links": list(links), **more}


def item(name, *assets, **more):
    return {
        "type": "Feature",
        "id": name,
        "properties": {"datetime": "2026-04-01T12:00:00.5+02:00"},
        "assets": {asset: {"href": asset + ".tif"} for asset in assets},
        **more,
    }


def child(href):
    return {"rel": "child", "href": href}


def item_link(href):
    return {"rel": "item", "href": href}


class StacHarvest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="stac_harvest."))
        self.addCleanup(shutil.rmtree, self.folder)
        self.database = self.folder / "harvest.db"

    def command(self, *arguments, database=None):
        return [program, "--database", f"sqlite:///{database or self.database}", "--user", "alice", *map(str, arguments)]

    def call(self, *arguments, database=None):
        return subprocess.run(self.command(*arguments, database=database), capture_output=True, text=True, timeout=100)

    def harvest(self, path, code=FINISHED):
        run = self.call("harvest", path)
        self.assertEqual(run.returncode, code, run.stdout + run.stderr)
        return run

    def write(self, **files):
        """Files of a catalog: documents by name without `.json`, text as it is."""
        for name, content in files.items():
            path = self.folder / "catalog" / (name + ".json")
            path.parent.mkdir(exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return self.folder / "catalog" / "catalog.json"

    def rows(self, sql, *values):
        connection = sqlite3.connect(self.database)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def change(self, sql):
        connection = sqlite3.connect(self.database)
        connection.execute(sql)
        connection.commit()
        connection.close()

    def job(self):
        """The last job: status, message, number of records."""
        return self.rows("SELECT status, message, number_records FROM stac_harvester ORDER BY _date DESC LIMIT 1")[0]

    def count(self, table):
        return self.rows(f"SELECT count(*) FROM {table}")[0][0]

    def ids(self):
        return [row[0] for row in self.rows("SELECT item_id FROM stac_item ORDER BY item_id")]

    def assert_sound(self):
        self.assertEqual(self.rows("PRAGMA foreign_key_check"), [])
        self.assertEqual(self.rows("SELECT * FROM stac_harvester WHERE status = 'running'"), [])

    # The way it should be

    def test_harvests_its_own_catalog(self):
        path = source / "examples/stac_harvest/catalog/catalog.json"
        run = self.harvest(path)
        self.assertEqual(self.job(), ("finished", "stored 2 collections, 4 items, 8 assets", "4"))
        self.assertEqual(self.count("stac_asset"), 7)
        self.assertEqual(self.count("stac_collection_asset"), 1)
        self.assertEqual(
            self.rows(
                "SELECT i.item_id, c.collection_id, i.title, i.bbox_west, i.bbox_north, i.datetime, i.platform,"
                " i.cloud_cover FROM stac_item i JOIN stac_collection c ON i.collection = c.location"
                " ORDER BY i.item_id LIMIT 1"
            ),
            [("flight-2026-03-28", "orchard-flights", "Before the blossom", 9.1, 47.22,
              "2026-03-28 09:12:30.250000", "drone-2", 12.5)],
        )
        self.assertEqual(
            self.rows("SELECT title, datetime, end_datetime FROM stac_item WHERE item_id = 'mast-2026-03'"),
            [("März 2026", None, "2026-03-31 23:59:59.000000")],
        )
        self.assertEqual(self.rows("SELECT DISTINCT user, url FROM stac_harvester"), [("alice", str(path.resolve()))])
        self.assertIn("Jobs of alice:", run.stdout)
        self.assertIn("finished", run.stdout)
        self.assertIn("stored item flight-2026-03-28", run.stderr)
        self.assert_sound()

    def test_reads_every_document_of_the_stac_example(self):
        folder = source.parent / "shared/data/stac"
        if not (folder / "catalog.json").exists():
            self.skipTest("no catalog of the STAC specification beside this checkout")
        for root in ("catalog.json", "collection.json"):
            self.harvest(folder / root)
        documents = {}
        for path in folder.rglob("*.json"):
            documents[str(path.resolve())] = json.loads(path.read_text())
        for kind, table, name in (("Collection", "stac_collection", "collection_id"), ("Feature", "stac_item", "item_id")):
            expected = {path: d["id"] for path, d in documents.items() if d["type"] == kind}
            self.assertEqual(dict(self.rows(f"SELECT location, {name} FROM {table}")), expected)
            for path, text in self.rows(f"SELECT location, document FROM {table}"):
                self.assertEqual(json.loads(text), documents[path])
        assets = {
            (path, name, asset["href"])
            for path, document in documents.items()
            for name, asset in document.get("assets", {}).items()
        }
        stored = self.rows(
            "SELECT owner, name, href FROM stac_asset UNION ALL SELECT owner, name, href FROM stac_collection_asset"
        )
        self.assertEqual(sorted(stored), sorted(assets))
        self.assertEqual({row[0] for row in self.rows("SELECT status FROM stac_harvester")}, {"finished"})
        self.assert_sound()

    def test_keeps_everything_a_document_says(self):
        document = item("a", geometry={"type": "Point", "coordinates": [172.91173669923782, -1e-7]}, bbox=[1, 2, 0, 3, 4, 9])
        document["properties"].update({"deep": [[[{"x": None}]]], "big": 2**63, "text": "réve🐍\n\u0001"})
        self.harvest(self.write(catalog=catalog(item_link("a.json")), a=document))
        (text, *box), = self.rows("SELECT document, bbox_west, bbox_south, bbox_east, bbox_north FROM stac_item")
        self.assertEqual(json.loads(text), document)
        self.assertEqual(box, [1, 2, 3, 4])
        self.assertEqual(self.rows("SELECT datetime FROM stac_item"), [("2026-04-01 10:00:00.500000",)])

    # A second run

    def test_a_second_run_updates_instead_of_duplicating(self):
        path = self.write(catalog=catalog(child("c.json")), c=collection("c", item_link("a.json")), a=item("a", "x", "y"))
        self.harvest(path)
        changed = item("a", "y", "z")
        changed["assets"]["y"]["href"] = "elsewhere.tif"
        self.write(a=changed, c=collection("c", item_link("a.json"), title="New title"))
        self.harvest(path)
        self.assertEqual(
            self.rows("SELECT name, href FROM stac_asset ORDER BY name"), [("y", "elsewhere.tif"), ("z", "z.tif")]
        )
        self.assertEqual(self.rows("SELECT collection_id, title FROM stac_collection"), [("c", "New title")])
        self.assertEqual(self.ids(), ["a"])
        self.assertEqual(self.count("stac_harvester"), 2)
        self.assertEqual(
            self.rows("SELECT count(*) FROM stac_item i JOIN stac_harvester h USING (harvester_id)"
                      " WHERE h._date = (SELECT max(_date) FROM stac_harvester)"),
            [(1,)],
        )
        self.assert_sound()

    def test_the_last_asset_can_go(self):
        path = self.write(catalog=catalog(item_link("a.json")), a=item("a", "x"))
        self.harvest(path)
        self.write(a=item("a"))
        self.harvest(path)
        self.assertEqual(self.count("stac_asset"), 0)
        self.assertEqual(self.ids(), ["a"])

    def test_a_failed_run_leaves_what_an_earlier_one_stored(self):
        path = self.write(catalog=catalog(item_link("a.json"), item_link("b.json")), a=item("a", "x"), b=item("b"))
        self.harvest(path)
        self.write(a="{")
        self.harvest(path, HARVEST_FAILED)
        self.assertEqual(self.ids(), ["a", "b"])
        self.assertEqual(self.count("stac_asset"), 1)
        self.write(a=item("a", "x"))
        self.harvest(path)
        self.assertEqual(self.job()[0], "finished")
        self.assertEqual([row[0] for row in self.rows("SELECT status FROM stac_harvester ORDER BY _date")],
                         ["finished", "failed", "finished"])

    # Links

    def test_a_cycle_ends(self):
        path = self.write(
            catalog=catalog(child("a.json"), child("catalog.json")),
            a=collection("a", child("b.json"), item_link("i.json")),
            b=collection("b", child("a.json"), child("./sub/../b.json"), item_link("i.json")),
            i=item("i"),
        )
        self.harvest(path)
        self.assertEqual(self.count("stac_collection"), 2)
        self.assertEqual(self.ids(), ["i"])
        self.assertEqual(self.rows("SELECT parent FROM stac_collection WHERE collection_id = 'b'"),
                         [(str((self.folder / "catalog/a.json").resolve()),)])

    def test_a_link_that_leaves_the_catalog_is_not_followed_but_told(self):
        (self.folder / "outside.json").write_text(json.dumps(item("outside")))
        links = ["../outside.json", "https://stac.example/item.json", str(self.folder / "outside.json"), "link.json"]
        path = self.write(catalog=catalog(*map(item_link, links), item_link("in.json")))
        self.write(**{"in": item("in")})
        (path.parent / "link.json").symlink_to("../outside.json")
        run = self.harvest(path)
        self.assertEqual(self.ids(), ["in"])
        status, message, _ = self.job()
        self.assertEqual(status, "finished")
        self.assertIn("4 links not followed, the first: ../outside.json (linked from catalog.json)", message)
        self.assertIn("https://stac.example/item.json", run.stderr)

    def test_decodes_a_percent_encoded_link(self):
        path = self.write(catalog=catalog(item_link("./a%20%C3%A9.json?x=1#y")))
        self.write(**{"a é": item("a")})
        self.harvest(path)
        self.assertEqual(self.ids(), ["a"])

    def test_a_deep_catalog_is_read(self):
        files = {f"c{n}": catalog(child(f"c{n + 1}.json")) for n in range(2000)}
        files["c2000"] = catalog(item_link("i.json"))
        self.harvest(self.write(catalog=catalog(child("c0.json")), i=item("i"), **files))
        self.assertEqual(self.ids(), ["i"])

    # Broken catalogs

    def fails(self, reason, **files):
        """A catalog of two good items around one that is broken."""
        path = self.write(
            catalog=catalog(item_link("first.json"), item_link("broken.json"), item_link("last.json")),
            first=item("first", "x"),
            last=item("last"),
            **files,
        )
        run = self.harvest(path, HARVEST_FAILED)
        status, message, records = self.job()
        self.assertEqual((status, records), ("failed", "2"))
        self.assertTrue(message.startswith(f"broken.json: {reason}"), message)
        self.assertIn("(linked from catalog.json)", message)
        self.assertIn("stored 0 collections, 2 items, 1 asset", message)
        self.assertIn(f"broken.json: {reason}", run.stdout)
        self.assertEqual(self.ids(), ["first", "last"])
        self.assert_sound()

    def test_a_broken_link_fails_the_job(self):
        self.fails("no such file")

    def test_invalid_json_fails_the_job(self):
        self.fails("invalid JSON at line 2, column 5: syntax error", broken='{"id": 1,\n"b" 2}')

    def test_a_truncated_file_fails_the_job(self):
        self.fails("invalid JSON at line 1", broken=json.dumps(item("broken", "x"))[:-5])

    def test_an_empty_file_fails_the_job(self):
        self.fails("invalid JSON at line 1, column 1", broken="")

    def test_a_wrong_document_type_fails_the_job(self):
        self.fails("type: expected 'Feature' (an item), found 'Collection'", broken=collection("broken"))

    def test_a_wrong_member_type_fails_the_job(self):
        self.fails("id: expected string, found number", broken=item(5))

    def test_a_wrong_type_deep_inside_fails_the_job(self):
        broken = item("broken", "x")
        broken["assets"]["x"]["roles"] = ["data", 7]
        self.fails("assets.x.roles[1]: expected string, found number", broken=broken)

    def test_a_wrong_date_fails_the_job(self):
        self.fails("properties.datetime: expected a date and time, found 'May'",
                   broken=item("broken", properties={"datetime": "May"}))

    def test_a_missing_member_fails_the_job(self):
        self.fails("assets.x: 'href' is missing", broken=item("broken", assets={"x": {}}))

    def test_a_list_instead_of_an_object_fails_the_job(self):
        self.fails("expected object, found array", broken=[])

    def test_every_problem_is_told(self):
        path = self.write(catalog=catalog(child("no.json"), child("c.json"), item_link("a.json")),
                          c=collection("c", links="x"), a=item("a"))
        self.harvest(path, HARVEST_FAILED)
        self.assertEqual(self.job()[1].splitlines(), [
            "no.json: no such file (linked from catalog.json)",
            "c.json: links: expected array, found string (linked from catalog.json)",
            "stored 0 collections, 1 item, 0 assets",
        ])

    def test_a_missing_catalog_fails_the_job(self):
        self.harvest(self.folder / "nowhere/catalog.json", HARVEST_FAILED)
        self.assertEqual(self.job(), ("failed", "catalog.json: no such file\nstored 0 collections, 0 items, 0 assets", "0"))

    # Databases that refuse

    def test_an_item_is_stored_whole_or_not_at_all(self):
        path = self.write(catalog=catalog(item_link("a.json"), item_link("b.json"), item_link("c.json")),
                          a=item("a", "x"), b=item("b", "good", "refused"), c=item("c"))
        self.harvest(self.write(catalog=catalog()))
        self.write(catalog=catalog(item_link("a.json"), item_link("b.json"), item_link("c.json")))
        self.change("CREATE TRIGGER no BEFORE INSERT ON stac_asset WHEN new.name = 'refused'"
                    " BEGIN SELECT RAISE(ABORT, 'the disk is tired'); END")
        run = self.harvest(path, NOT_POSSIBLE)
        self.assertIn("the disk is tired", run.stderr)
        self.assertEqual(self.ids(), ["a"])
        self.assertEqual(self.rows("SELECT name FROM stac_asset"), [("x",)])
        status, message, records = self.job()
        self.assertEqual((status, records), ("failed", "1"))
        self.assertIn("the disk is tired", message)
        self.assert_sound()
        self.change("DROP TRIGGER no")
        self.harvest(path)
        self.assertEqual(self.ids(), ["a", "b", "c"])

    def test_a_database_in_a_missing_folder_is_refused(self):
        run = self.call("harvest", self.write(catalog=catalog()), database=self.folder / "nowhere/harvest.db")
        self.assertEqual(run.returncode, NOT_POSSIBLE)
        self.assertRegex(run.stderr, "^stac_harvest: .")
        self.assertFalse((self.folder / "nowhere").exists())

    def test_a_file_that_is_no_database_is_refused_and_untouched(self):
        self.database.write_text("a letter to a friend\n" * 100)
        run = self.call("harvest", self.write(catalog=catalog()))
        self.assertEqual(run.returncode, NOT_POSSIBLE)
        self.assertIn("not a database", run.stderr)
        self.assertEqual(self.database.read_text(), "a letter to a friend\n" * 100)

    def test_a_read_only_database_is_refused(self):
        path = self.write(catalog=catalog(item_link("a.json")), a=item("a"))
        self.harvest(path)
        os.chmod(self.database, 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        # root may write anything, so it lets somebody else try
        user = {"user": 65534} if os.geteuid() == 0 else {}
        try:
            run = subprocess.run(self.command("harvest", path), capture_output=True, text=True, **user)
        except PermissionError:
            self.skipTest("root's program can't be run by another user")
        self.assertEqual(run.returncode, NOT_POSSIBLE, run.stderr)
        self.assertIn("readonly", run.stderr)
        self.assertEqual(self.count("stac_harvester"), 1)
        # reading is allowed
        run = subprocess.run(self.command("jobs"), capture_output=True, text=True, **user)
        self.assertEqual(run.returncode, FINISHED, run.stderr)
        self.assertEqual(len(run.stdout.splitlines()), 3)

    def test_a_locked_database_is_refused(self):
        path = self.write(catalog=catalog())
        self.harvest(path)
        other = sqlite3.connect(self.database, isolation_level=None)
        self.addCleanup(other.close)
        other.execute("BEGIN EXCLUSIVE")
        run = self.call("harvest", path, database=f"{self.database}?busy_timeout=100")
        self.assertEqual(run.returncode, NOT_POSSIBLE)
        self.assertIn("locked", run.stderr)
        other.execute("ROLLBACK")
        self.assertEqual(self.count("stac_harvester"), 1)

    def test_a_full_disk_fails_the_job(self):
        many = [f"i{n}" for n in range(200)]
        path = self.write(catalog=catalog(*(item_link(name + ".json") for name in many)),
                          **{name: item(name, "x") for name in many})
        # Ignored, SIGXFSZ becomes an error of write(), like that of a full disk.
        before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.addCleanup(signal.signal, signal.SIGXFSZ, before)
        limit = 150_000
        run = subprocess.run(
            self.command("harvest", path), capture_output=True, text=True, restore_signals=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertEqual(run.returncode, NOT_POSSIBLE, run.stderr)
        status, _, records = self.job()
        self.assertEqual(status, "failed")
        self.assertGreater(int(records), 0)
        self.assertEqual(self.count("stac_item"), int(records))
        self.assertEqual(self.count("stac_asset"), int(records))
        self.assertEqual(self.rows("PRAGMA integrity_check"), [("ok",)])
        self.assert_sound()
        self.harvest(path)
        self.assertEqual(self.count("stac_item"), len(many))

    def test_an_unknown_backend_is_refused(self):
        run = subprocess.run([program, "--database", "nonsense://x", "jobs"], capture_output=True, text=True)
        self.assertEqual(run.returncode, NOT_POSSIBLE)
        self.assertIn("nonsense", run.stderr)

    # The command line and the terminal

    def test_jobs_lists_those_of_one_user(self):
        path = self.write(catalog=catalog())
        self.harvest(path)
        other = subprocess.run(
            [program, "--user", "bob", "--owner-org", "o'hara; --", "--database", f"sqlite:///{self.database}",
             "harvest", str(path)], capture_output=True, text=True)
        self.assertEqual(other.returncode, FINISHED, other.stderr)
        listing = self.call("jobs")
        self.assertEqual(listing.returncode, FINISHED)
        lines = listing.stdout.splitlines()
        self.assertEqual(len(lines), 3)
        self.assertEqual(lines[0], "Jobs of alice:")
        self.assertIn("finished", lines[2])
        self.assertIn("o'hara; --", other.stdout)
        self.assertNotIn("o'hara", listing.stdout)

    def test_a_new_database_has_no_jobs(self):
        run = self.call("jobs")
        self.assertEqual(run.returncode, FINISHED, run.stderr)
        self.assertEqual(len(run.stdout.splitlines()), 2)

    def test_the_user_is_the_one_of_the_environment(self):
        environment = {name: value for name, value in os.environ.items() if name != "USER"}
        path = self.write(catalog=catalog())
        for more in ({"USER": "carol"}, {}):
            run = subprocess.run([program, "--database", f"sqlite:///{self.database}", "harvest", str(path)],
                                 capture_output=True, text=True, env={**environment, **more})
            self.assertEqual(run.returncode, FINISHED, run.stderr)
            self.assertEqual(len(run.stdout.splitlines()), 3)
        self.assertEqual(self.rows("SELECT user FROM stac_harvester ORDER BY _date"), [("carol",), (None,)])

    def test_wrong_usage_is_told(self):
        for arguments in ([], ["harvest"], ["harvest", "a", "b"], ["jobs", "x"], ["steal"], ["--colour", "jobs"],
                          ["jobs", "--user"]):
            run = subprocess.run([program, *arguments], capture_output=True, text=True, cwd=self.folder)
            self.assertEqual(run.returncode, NOT_POSSIBLE, arguments)
            self.assertIn("usage:", run.stderr)
        run = subprocess.run([program, "--help"], capture_output=True, text=True)
        self.assertEqual(run.returncode, FINISHED)
        self.assertIn("usage:", run.stdout)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_terminal_shows_one_line_of_progress(self):
        path = self.write(catalog=catalog(item_link("a.json"), item_link("no.json")), a=item("a\x1b]0;evil\x07"))
        ours, theirs = pty.openpty()
        run = subprocess.run(self.command("harvest", path), stdout=subprocess.PIPE, stderr=theirs, timeout=100)
        os.close(theirs)
        shown = os.read(ours, 65536).decode()
        os.close(ours)
        self.assertEqual(run.returncode, HARVEST_FAILED)
        self.assertIn("0 collections, 1 item, 0 assets\r\x1b[K", shown)
        self.assertIn("problem: no.json", shown)
        self.assertNotIn("\x1b]", shown)

    def test_control_characters_of_a_catalog_are_not_printed(self):
        path = self.write(catalog=catalog(item_link("a.json")), a=item("a\x1b[31m"))
        run = self.harvest(path)
        self.assertNotIn("\x1b", run.stdout + run.stderr)
        self.assertEqual(self.ids(), ["a\x1b[31m"])

    def test_an_interrupt_marks_the_job_failed(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            many = [f"i{n}" for n in range(3000)]
            path = self.write(catalog=catalog(*(item_link(name + ".json") for name in many)),
                              **{name: item(name, "x", "y") for name in many})
            process = subprocess.Popen(self.command("harvest", path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.assertIn("stored item", process.stderr.readline())
            process.send_signal(number)
            out, _ = process.communicate(timeout=100)
            self.assertEqual(process.returncode, HARVEST_FAILED)
            status, message, records = self.job()
            self.assertEqual(status, "failed")
            self.assertTrue(message.startswith("interrupted"), message)
            self.assertIn("interrupted", out)
            self.assertLess(int(records), len(many))
            self.assertGreaterEqual(self.count("stac_item"), int(records))
            self.assert_sound()


if __name__ == "__main__":
    program, source = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    names = [f"StacHarvest.{name}" for name in sys.argv[3:]]
    result = unittest.main(argv=[sys.argv[0], *names], verbosity=2, exit=False).result
    only_skipped = result.testsRun > 0 and len(result.skipped) == result.testsRun
    sys.exit(1 if not result.wasSuccessful() else SKIPPED if only_skipped else 0)
