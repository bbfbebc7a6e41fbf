#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Breaks each lint rule once, in small trees of its own: self_test.py <compiler>."""

import os
import shutil
import sys
import tempfile
import textwrap
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import check_docs_links
import check_docs_quotes
import check_format
import check_header_text
import check_include_groups
import check_room_order
import check_run_bits
import check_spdx
import check_umbrella_weight

COMPILER = sys.argv.pop(1) if len(sys.argv) > 1 else "c++"
HEAD = "// SPDX-FileCopyrightText: 2026 The Rowan authors\n// SPDX-License-Identifier: BSL-1.0\n"
ONCE = HEAD + "#pragma once\n\n"


class Tree(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.root)

    def write(self, path, content):
        full = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(content)

    def header(self, path, *lines):
        self.write(f"include/rowan/{path}", ONCE + "\n".join(lines) + "\n")

    def accepts(self, rule):
        self.assertEqual(rule.check(self.root, COMPILER), [])

    def refuses(self, rule, *words):
        """Exactly one problem for each of the words, in this order."""
        problems = rule.check(self.root, COMPILER)
        self.assertEqual(len(problems), len(words), problems)
        for problem, word in zip(problems, words):
            self.assertIn(word, problem)


class RoomOrder(Tree):
    def test_downwards_and_inside(self):
        self.header("sql/render.hpp", "#include <rowan/base/error.hpp>", "#include <rowan/sql/detail/x.hpp>")
        self.header("base/error.hpp", "#include <rowan/version.hpp>")
        self.header("reflect/hana.hpp", "#include <boost/hana/accessors.hpp>")
        self.header("backend/sqlite3.hpp", "#include <rowan/engine/pool.hpp>", "#include <soci/soci.h>")
        self.header("rowan.hpp", "// Why.", "#include <rowan/model.hpp>")
        self.accepts(check_room_order)

    def test_upwards(self):
        self.header("base/error.hpp", "#include <rowan/sql/render.hpp>")
        self.refuses(check_room_order, "not below base (sql)")

    def test_beside(self):
        self.header("backend/sqlite3.hpp", "#include <rowan/orm/model.hpp>")
        self.refuses(check_room_order, "not below backend (orm)")

    def test_backend_from_above(self):
        self.header("orm/query.hpp", "#include <rowan/backend/sqlite3.hpp>")
        self.header("cli/main.hpp", "#include <rowan/backend/sqlite3.hpp>")
        self.header("rowan.hpp", "#include <rowan/backend/sqlite3.hpp>")
        self.refuses(check_room_order, "only a program's one file", "only a program's one file", "no backend")

    def test_detail_of_another_room(self):
        self.header("sql/render.hpp", "#include <rowan/base/detail/x.hpp>")
        self.refuses(check_room_order, "the detail of another room (base)")

    def test_umbrella_from_a_room(self):
        self.header("orm/query.hpp", "#include <rowan/model.hpp>")
        self.refuses(check_room_order, "an umbrella header")

    def test_umbrella_with_code(self):
        self.header("model.hpp", "namespace rowan {}")
        self.refuses(check_room_order, "includes alone")

    def test_quotes(self):
        self.header("base/error.hpp", '#include "uuid.hpp"')
        self.refuses(check_room_order, "write <rowan/...>")

    def test_foreign_library(self):
        self.header("orm/query.hpp", "#include <soci/soci.h>", "#include <boost/hana.hpp>")
        self.header("type/text.hpp", "#include <sqlite3.h>")
        self.refuses(check_room_order, "soci belongs to backend", "boost/hana belongs", "sqlite3.h belongs")

    def test_unknown_places(self):
        self.header("extra.hpp")
        self.header("cellar/wine.hpp")
        self.header("sql/render.hpp", "#include <rowan/cellar/wine.hpp>")
        self.refuses(check_room_order, "does not know: cellar", "belongs into a room", "does not know: cellar")


class IncludeGroups(Tree):
    def test_sorted_groups(self):
        self.header(
            "sql/a.hpp",
            "#include <rowan/base/a.hpp>",
            "#include <rowan/base/b.hpp>",
            "",
            "#include <boost/uuid/uuid.hpp>",
            "",
            "#include <cstdint>",
            "#include <string>",
            "#if __has_include(<format>)",
            "#include <format>",
            "#endif",
            "namespace needed { using ::before_the_next; }",
            "#include <boost/pfr.hpp>",
        )
        self.accepts(check_include_groups)

    def test_disorder(self):
        self.header("sql/a.hpp", "#include <string>", "#include <cstdint>")
        self.header("sql/b.hpp", "#include <string>", "", "#include <rowan/base/a.hpp>")
        self.header("sql/c.hpp", "#include <rowan/base/a.hpp>", "#include <string>")
        self.refuses(check_include_groups, "sort them", "stands after <string>", "no empty line")


class HeaderText(Tree):
    def test_short_and_done(self):
        self.header("base/a.hpp", "// A hackle is no open word.")
        self.accepts(check_header_text)

    def test_long(self):
        self.header("base/a.hpp", *[""] * 400)
        self.refuses(check_header_text, "more than 400")

    def test_open_words(self):
        self.header("base/a.hpp", "// TO" "DO: later", "// FIX" "ME", "// XX" "X", "// HA" "CK")
        self.refuses(check_header_text, *["left open"] * 4)

    def test_no_guard(self):
        self.write("include/rowan/base/a.hpp", HEAD + "// Why.\n#pragma once\nint a;\n")
        self.accepts(check_header_text)
        self.write("include/rowan/base/a.hpp", HEAD + "int a;\n")
        self.refuses(check_header_text, "#pragma once")


class Spdx(Tree):
    def test_with(self):
        self.write("a.cpp", HEAD)
        self.write("b.py", "#!/usr/bin/env python3\n" + HEAD.replace("//", "#"))
        self.write("data.json", "{}")
        self.write("empty.txt", "")
        self.accepts(check_spdx)

    def test_without(self):
        self.write("a.cpp", "int a;\n")
        self.write("b.md", HEAD.splitlines()[0])
        self.refuses(check_spdx, "a.cpp: no line 'SPDX-File", "a.cpp: no line 'SPDX-Lic", "b.md: no line 'SPDX-Lic")


class UmbrellaWeight(Tree):
    def test_light(self):
        self.header("model.hpp", "#include <cstddef>")
        self.header("rowan.hpp", "#include <rowan/model.hpp>")
        self.accepts(check_umbrella_weight)

    def test_database_by_a_detour(self):
        self.write("include/soci/soci.h", "")
        self.header("orm/session.hpp", "#include <soci/soci.h>")
        self.header("rowan.hpp", "#include <rowan/orm/session.hpp>")
        self.header("migrate.hpp", "#include <rowan/orm/session.hpp>")
        self.refuses(check_umbrella_weight, "/soci/", "/soci/", "session.hpp")

    def test_broken(self):
        self.header("rowan.hpp", "#include <rowan/missing.hpp>")
        self.refuses(check_umbrella_weight, "cannot be preprocessed")


class DocsQuotes(Tree):
    def page(self, text, path="docs/a.md"):
        self.write(path, textwrap.dedent(text))

    def setUp(self):
        super().setUp()
        code = "int a;\n    // [one]\n    int b;\n    // [two]\n    int c;\n    // [/two]\n    // [/one]\n"
        self.write("examples/a.cpp", HEAD + code)

    def test_equal(self):
        self.page("<!-- quote: examples/a.cpp#one -->\n```cpp\nint b;\nint c;\n```\n")
        self.page("<!-- quote: examples/a.cpp#two -->\n```cpp\nint c;\n```\n", "README.md")
        self.accepts(check_docs_quotes)

    def test_whole_file(self):
        self.page("<!-- quote: examples/a.cpp -->\n```cpp\nint a;\n    int b;\n    int c;\n```\n")
        self.accepts(check_docs_quotes)

    def test_different(self):
        self.page("<!-- quote: examples/a.cpp#two -->\n```cpp\nint d;\n```\n")
        self.refuses(check_docs_quotes, "the block differs")

    def test_missing(self):
        self.page(
            """\
            <!-- quote: examples/a.cpp#three -->
            ```cpp
            ```
            <!-- quote: examples/b.cpp#one -->
            ```cpp
            ```
            <!-- quote: examples/a.cpp#one -->
            no block
            <!-- quote examples/a.cpp#one -->
            """
        )
        self.refuses(check_docs_quotes, "exactly one", "no such file", "no fenced block", "not of the form")


class DocsLinks(Tree):
    def test_right(self):
        self.write("docs/errors.md", '# Errors\n## E101: `get` of what?\n<a id="E102"></a>\n')
        self.write("README.md", "[a](docs/errors.md#e101-get-of-what) [b](https://example.org) [c](docs)\n")
        self.header("sql/a.hpp", '// "docs/errors.md#E102"')
        self.accepts(check_docs_links)

    def test_wrong(self):
        self.write("docs/errors.md", "# Errors\n")
        self.write("README.md", "[a](docs/missing.md) [b](docs/errors.md#nothing)\n")
        self.header("sql/a.hpp", '// "docs/errors.md#E103"')
        self.refuses(check_docs_links, "missing.md does not exist", "'nothing'", "'E103'")


class RunBits(Tree):
    def test_right_and_wrong(self):
        for name in check_run_bits.COMMANDS:
            self.write(name, "")
            os.chmod(os.path.join(self.root, name), 0o755)
        self.accepts(check_run_bits)
        os.chmod(os.path.join(self.root, ".ci/run"), 0o644)
        os.remove(os.path.join(self.root, "tests/run.sh"))
        self.refuses(check_run_bits, "tests/run.sh is missing", ".ci/run has no run bit")


@unittest.skipUnless(check_format.formatter(), "no clang-format 14 here")
class Format(Tree):
    def test_right_and_wrong(self):
        self.write(".clang-format", "BasedOnStyle: LLVM\n")
        self.write("a.cpp", "int a;\n")
        self.accepts(check_format)
        self.write("a.cpp", "int   a;\n")
        self.refuses(check_format, "a.cpp:1")


if __name__ == "__main__":
    unittest.main()
