// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Each difference that is found becomes operations which, run on the database, leave none; and
// back.
#include "tests/suite/schema_cases.hpp"

#include <rowan/migrate/apply.hpp>
#include <rowan/migrate/autogenerate.hpp>
#include <rowan/migrate/run_operations.hpp>

#include <span>
#include <string>
#include <utility>
#include <vector>

using namespace rowan_test;

namespace {

void run_all(const rowan::Engine& engine, const rowan::migrate::Operations& operations) {
    auto work = engine.core()->open_work();
    std::span<const rowan::migrate::Operation> left = operations;
    while (!left.empty()) {
        std::size_t size = rowan::migrate::together(left, engine.dialect());
        INFO(rowan::migrate::describe(left[0]));
        rowan::migrate::run_operations(*work, left.first(size));
        left = left.subspan(size);
    }
    work->commit();
}

void is_made(const rowan::Engine& engine, const rowan::meta::Schema& from,
             const rowan::meta::Schema& to) {
    Made made(engine, from);
    auto found = rowan::migrate::compare(engine, to);
    auto operations = rowan::migrate::autogenerate(found);
    run_all(engine, operations.upgrade);
    auto left = rowan::migrate::compare(engine, to);
    for (const std::string& sentence : left.sentences)
        UNSCOPED_INFO(sentence);
    CHECK(left.empty());
    run_all(engine, operations.downgrade);
    auto back = rowan::migrate::compare(engine, from);
    for (const std::string& sentence : back.sentences)
        UNSCOPED_INFO(sentence);
    CHECK(back.empty());
}

/// The same without a database: the revisions' schema becomes that of the models.
void is_replayed(rowan::meta::Schema from, const rowan::meta::Schema& to) {
    rowan::meta::Schema before = from;
    auto operations = rowan::migrate::autogenerate(rowan::migrate::compare(from, to));
    for (const rowan::migrate::Operation& operation : operations.upgrade)
        rowan::migrate::apply(operation, from);
    auto left = rowan::migrate::compare(from, to);
    for (const std::string& sentence : left.sentences)
        UNSCOPED_INFO(sentence);
    CHECK(left.empty());
    for (const rowan::migrate::Operation& operation : operations.downgrade)
        rowan::migrate::apply(operation, from);
    auto back = rowan::migrate::compare(from, before);
    for (const std::string& sentence : back.sentences)
        UNSCOPED_INFO(sentence);
    CHECK(back.empty());
}

rowan::meta::ColumnType mood(std::vector<rowan::meta::Name> labels) {
    rowan::meta::ColumnType type;
    type.kind = rowan::TypeKind::enumeration;
    type.name = "mood";
    type.labels = std::move(labels);
    type.is_native = true;
    return type;
}

} // namespace

TEST_CASE("operations made of differences leave none") {
    if (!can_inspect())
        return;
    is_made(open_engine(), all_cases(&SchemaCase::from), all_cases(&SchemaCase::to));
}

TEST_CASE("operations are made for what not every database knows") {
    if (!can_inspect())
        return;
    rowan::Engine engine = open_engine();
    rowan::meta::Schema from =
        schema_of("CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(9), b VARCHAR(9))");
    rowan::meta::Schema to = from;
    auto both = [&] {
        is_made(engine, from, to);
        is_replayed(from, to);
    };

    SECTION("comments") {
        to.tables[0].comment = "it's";
        to.tables[0].columns[1].comment = "a \\ b";
        from.tables[0].columns[2].comment = "gone";
        both();
    }
    SECTION("a collation") {
        to.tables[0].columns[1].collate = another_collation();
        both();
    }
    SECTION("whether a key is ever given again") {
        to.tables[0].columns[0].autoincrement = true;
        both();
    }
    SECTION("names before") {
        from = schema_of("CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(9), b VARCHAR(9), "
                         "UNIQUE (a)); CREATE INDEX ix ON t (b)");
        to = from;
        to.tables[0].name = "u";
        to.tables[0].renamed_from = "t";
        to.tables[0].columns[1].name = "c";
        to.tables[0].columns[1].renamed_from = "a";
        to.tables[0].uniques[0].columns = {"c"};
        to.tables[0].columns[2].type = rowan::Varchar{20};
        both();
    }
    SECTION("an enum's values") {
        rowan::meta::ColumnType& type = from.tables[0].columns[1].type;
        type = mood({"calm", "angry"});
        from.tables[0].columns[1].server_default = "'calm'";
        to = from;
        to.tables[0].columns[1].type = mood({"sad", "calm", "glad", "angry"});
        both();
    }
    SECTION("an enum that comes") {
        to.tables[0].columns.push_back(to.tables[0].columns[1]);
        to.tables[0].columns.back().name = "mood";
        to.tables[0].columns.back().type = mood({"calm", "angry"});
        both();
    }
    SECTION("a partial index") {
        to = schema_of("CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(9), b VARCHAR(9)); "
                       "CREATE INDEX ix ON t (a) WHERE b IN ('x', 'y')");
        both();
    }
    SECTION("all at once") {
        from = schema_of(
            "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (id INTEGER PRIMARY KEY, a "
            "INTEGER, b VARCHAR(9) DEFAULT 'x' NOT NULL, c INTEGER REFERENCES p (id), CONSTRAINT "
            "ck CHECK (a > 0)); CREATE INDEX ix ON t (a, b); CREATE TABLE gone (id INTEGER PRIMARY "
            "KEY, t INTEGER REFERENCES t (id))");
        to = schema_of(
            "CREATE TABLE q (id INTEGER PRIMARY KEY, t INTEGER REFERENCES t (id)); CREATE TABLE t "
            "(id INTEGER PRIMARY KEY, a BIGINT NOT NULL, b VARCHAR(20), d INTEGER REFERENCES q "
            "(id), CONSTRAINT ck CHECK (a > 1), UNIQUE (b)); CREATE INDEX ix ON t (b, a)");
        both();
    }
}

TEST_CASE("operations applied to the revisions' schema leave no difference") {
    for (const SchemaCase& one : schema_cases) {
        INFO(one.name);
        is_replayed(schema_of(one.from), schema_of(one.to));
    }
}
