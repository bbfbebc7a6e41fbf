// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// A live database compared with models: what was created from them is the same, what differs is
// found.
#include "tests/suite/everything.hpp"
#include "tests/suite/schema_cases.hpp"

#include <cstdint>
#include <optional>
#include <string>

using namespace rowan_test;

namespace {

enum class Mood { calm, angry };

/// Every option of a column, and every part of a table.
struct Owner {
    std::int64_t id = 0;
    std::string email;
    std::optional<std::string> name;
    double score = 0;
    std::int32_t n = 0;
    bool active = true;
    std::optional<rowan::DateTime> created;
    std::optional<std::string> lowered;
    std::optional<std::int32_t> doubled;
    Mood mood = Mood::calm;
    std::optional<Mood> native_mood;
    std::optional<std::string> note;

    static constexpr auto table =
        rowan::table("owner", rowan::comment("owner's \\ things"), rowan::primary_key<&Owner::id>(),
                     rowan::column<&Owner::id>(rowan::autoincrement),
                     rowan::column<&Owner::email>(rowan::type(rowan::Varchar{80}), rowan::unique,
                                                  rowan::comment("the owner's \\ mail")),
                     rowan::column<&Owner::name>(rowan::type(rowan::Varchar{40})),
                     rowan::column<&Owner::score>(rowan::server_default("0")),
                     rowan::column<&Owner::n>(rowan::server_default("-5")),
                     rowan::column<&Owner::active>(rowan::server_default("TRUE")),
                     rowan::column<&Owner::created>(rowan::server_default("CURRENT_TIMESTAMP")),
                     rowan::column<&Owner::note>(rowan::type(rowan::Varchar{20}),
                                                 rowan::server_default("'it''s'")),
                     rowan::column<&Owner::lowered>(rowan::type(rowan::Varchar{80}),
                                                    rowan::computed("lower(email)")),
                     rowan::column<&Owner::doubled>(rowan::computed("n * 2")),
                     rowan::column<&Owner::native_mood>(rowan::native_enum("mood_of_owner")),
                     rowan::unique<&Owner::name, &Owner::n>("uq_named"), rowan::index<&Owner::n>(),
                     rowan::index<&Owner::score, &Owner::n>("ix_two").unique(),
                     rowan::check("ck_n", "n > -10 AND (score >= 0 OR n < 5)"),
                     rowan::check("", "n NOT IN (7, 8) AND n BETWEEN -100 AND 100"));
};

struct Thing {
    std::int64_t a = 0;
    std::string b;
    std::int64_t owner = 0;
    std::optional<std::int64_t> other;
    std::optional<std::int64_t> inside;
    std::optional<std::string> inside_b;
    std::optional<std::string> status;

    static constexpr auto table =
        rowan::table("a_thing_whose_name_is_so_long_that_names_made_of_it_are_cut",
                     rowan::primary_key<&Thing::a, &Thing::b>(),
                     rowan::column<&Thing::b>(rowan::type(rowan::Varchar{20})),
                     rowan::column<&Thing::inside_b>(rowan::type(rowan::Varchar{20})),
                     rowan::column<&Thing::status>(rowan::type(rowan::Varchar{20})),
                     rowan::foreign_key<&Thing::owner>(rowan::references<&Owner::id>())
                         .on_delete(rowan::cascade),
                     rowan::foreign_key<&Thing::other>(rowan::references<&Owner::id>())
                         .on_delete(rowan::set_null)
                         .on_update(rowan::cascade)
                         .deferrable(),
                     rowan::foreign_key<&Thing::inside, &Thing::inside_b>(
                         rowan::references<&Thing::a, &Thing::b>())
                         .on_delete(rowan::restrict),
                     rowan::index<&Thing::status>("ix_part").where("status IN ('open', 'new')"),
                     rowan::index<&Thing::owner>());
};

/// Nothing is different after create_all.
template <typename... Models>
void stays_the_same() {
    Tables<Models...> tables;
    auto comparison =
        rowan::migrate::compare(tables.engine, rowan::migrate::describe_models<Models...>());
    for (const std::string& sentence : comparison.sentences)
        UNSCOPED_INFO(sentence);
    CHECK(comparison.empty());
}

} // namespace

TEST_CASE("a table of every type is what its model says") {
    if (can_inspect())
        stays_the_same<Everything>();
}

TEST_CASE("tables with every part and option are what their models say") {
    if (can_inspect())
        stays_the_same<Owner, Thing>();
}

TEST_CASE("a database that can't be inspected says so") {
    if (can_inspect())
        return;
    CHECK_THROWS_AS(rowan::Inspector(open_engine()).schema(), rowan::InvalidQuery);
}

TEST_CASE("each change is found") {
    if (!can_inspect())
        return;
    rowan::Engine engine = open_engine();
    rowan::meta::Schema from = all_cases(&SchemaCase::from);
    Made made(engine, from);
    CHECK(rowan::migrate::compare(engine, from).empty());
    auto comparison = rowan::migrate::compare(engine, all_cases(&SchemaCase::to));
    for (const SchemaCase& one : schema_cases) {
        INFO(one.name);
        CHECK(found(comparison, beginning_of(one)) == one.found);
    }
    CHECK(comparison.sentences.size() == comparison.differences.size());
}

TEST_CASE("changes that not every database knows are found where they are known") {
    if (!can_inspect())
        return;
    rowan::Engine engine = open_engine();
    const std::string_view plain = "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(9))";
    auto changed = [&](const rowan::meta::Schema& from, const rowan::meta::Schema& to) {
        Made made(engine, from);
        CHECK(rowan::migrate::compare(engine, from).empty());
        return found(rowan::migrate::compare(engine, to));
    };

    SECTION("a partial index's condition") {
        if (dialect().partial_indexes)
            CHECK(changed(
                      schema_of(std::string(plain) + "; CREATE INDEX ix ON t (a) WHERE a > 'a'"),
                      schema_of(std::string(plain) + "; CREATE INDEX ix ON t (a) WHERE a > 'b'")) ==
                  "drop_index add_index");
    }
    SECTION("an index's expression") {
        if (!dialect().ddl->expressions_in_brackets)
            CHECK(changed(schema_of(std::string(plain) + "; CREATE INDEX ix ON t (lower(a))"),
                          schema_of(std::string(plain) + "; CREATE INDEX ix ON t (upper(a))")) ==
                  "drop_index add_index");
    }
    SECTION("comments") {
        rowan::meta::Schema from = schema_of(plain), to = from;
        from.tables[0].comment = "old";
        to.tables[0].columns[1].comment = "it's \\ new";
        if (dialect().inline_comments || dialect().comment_statements)
            CHECK(changed(from, to) == "change_column(comment) table_comment");
        else
            CHECK(changed(from, to).empty());
    }
    SECTION("a collation") {
        rowan::meta::Schema from = schema_of(plain), to = from;
        to.tables[0].columns[1].collate = another_collation();
        CHECK(changed(from, to) == "change_column(collate)");
        CHECK(changed(to, from) == "change_column(collate)");
    }
    SECTION("whether a key is ever given again") {
        rowan::meta::Schema from = schema_of(plain), to = from;
        to.tables[0].columns[0].autoincrement = true;
        bool known = dialect().key_generation == rowan::lang::KeyGeneration::rowid;
        CHECK(changed(from, to) == (known ? "change_column(generated)" : ""));
    }
    SECTION("names before") {
        rowan::meta::Schema from = schema_of(plain), to = from;
        to.tables[0].name = "u";
        to.tables[0].renamed_from = "t";
        to.tables[0].columns[1].name = "b";
        to.tables[0].columns[1].renamed_from = "a";
        CHECK(changed(from, to) == "rename_table rename_column");
    }
    SECTION("an enum's values") {
        rowan::meta::Schema from = schema_of(plain), to;
        rowan::meta::ColumnType& type = from.tables[0].columns[1].type;
        type = {};
        type.kind = rowan::TypeKind::enumeration;
        type.name = "mood";
        type.labels = {"calm", "angry"};
        type.is_native = true;
        to = from;
        to.tables[0].columns[1].type.labels.emplace_back("glad");
        if (dialect().ddl->types.native_enumerations)
            CHECK(changed(from, to) == "change_enum");
        else if (dialect().ddl->types.inline_enumerations)
            CHECK(changed(from, to) == "change_column(type)");
        // A VARCHAR has no values; the revisions know them.
        from.tables[0].columns[1].type.is_native = to.tables[0].columns[1].type.is_native = false;
        Made made(engine, from);
        CHECK(found(rowan::migrate::compare(engine, to, {.known = &from})) ==
              "change_column(type)");
        CHECK(rowan::migrate::compare(engine, from, {.known = &from}).empty());
    }
}

TEST_CASE("what is others' is left alone") {
    if (!can_inspect())
        return;
    rowan::Engine engine = open_engine();
    rowan::meta::Schema models = schema_of("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    Made made(engine,
              schema_of("CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE alembic_version "
                        "(version_num VARCHAR(32) PRIMARY KEY); CREATE TABLE others (id INTEGER "
                        "PRIMARY KEY); CREATE TABLE geo_a (id INTEGER PRIMARY KEY)"));
    CHECK(found(rowan::migrate::compare(engine, models)) == "drop_table drop_table");
    CHECK(
        rowan::migrate::compare(engine, models, {.ignore = {"alembic_version", "others", "geo_*"}})
            .empty());
    CHECK(rowan::migrate::compare(engine, models, {.only_models = true}).empty());
}

TEST_CASE("columns in another order are told on request") {
    if (!can_inspect())
        return;
    rowan::Engine engine = open_engine();
    Made made(engine, schema_of("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER)"));
    rowan::meta::Schema models =
        schema_of("CREATE TABLE t (id INTEGER PRIMARY KEY, b INTEGER, a INTEGER)");
    CHECK(found(rowan::migrate::compare(engine, models, {.column_order = true})) == "column_order");
}
