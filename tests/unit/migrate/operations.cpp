// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Operations as SQL text, as C++, taken back, and applied to a schema value. The statements are
// those of Alembic's own tests (shared cases, ddl_ops.json), with every name quoted.

#include "tests/support/catch.hpp"

#include <rowan/migrate/apply.hpp>
#include <rowan/migrate/cpp_source.hpp>
#include <rowan/migrate/hazards.hpp>
#include <rowan/migrate/recorder.hpp>
#include <rowan/migrate/reverse.hpp>
#include <rowan/migrate/sql_text.hpp>

#include <string>
#include <vector>

using namespace rowan::migrate;
using rowan::Boolean;
using rowan::Integer;
using rowan::Text;
using rowan::Varchar;

namespace {

using Record = void (*)(Recorder&);

Operations recorded(Record record) {
    Recorder op;
    record(op);
    return op.take();
}
std::string texts(const Operations& operations, const rowan::lang::Dialect& dialect) {
    std::string all;
    for (const Operation& operation : operations)
        for (const rowan::lang::Text& text : sql_text(operation, dialect))
            all += (all.empty() ? "" : "; ") + std::string(text.view());
    return all;
}
struct Case {
    Record record;
    const char* text;
};

} // namespace

TEST_CASE("operations as PostgreSQL's SQL") {
    const Case cases[] = {
        {[](Recorder& op) { op.create_check_constraint("ck", "user_table", "len(name) > 5"); },
         R"(ALTER TABLE "user_table" ADD CONSTRAINT "ck" CHECK (len(name) > 5))"},
        {[](Recorder& op) { op.add_column("t1", column("c1", Integer{}).not_null()); },
         R"(ALTER TABLE "t1" ADD COLUMN "c1" INTEGER NOT NULL)"},
        {[](Recorder& op) {
             op.add_column("t1", column("c1", Integer{}).not_null(), {.if_not_exists = true});
         },
         R"(ALTER TABLE "t1" ADD COLUMN IF NOT EXISTS "c1" INTEGER NOT NULL)"},
        {[](Recorder& op) {
             op.add_column("t1", column("c1", Integer{}).references("c2", "id", rowan::set_null));
         },
         R"(ALTER TABLE "t1" ADD COLUMN "c1" INTEGER; ALTER TABLE "t1" ADD CONSTRAINT "fk_t1_c1_c2" FOREIGN KEY("c1") REFERENCES "c2" ("id") ON DELETE SET NULL)"},
        {[](Recorder& op) { op.add_column("t", column("q", Integer{}).comment("it's")); },
         R"(ALTER TABLE "t" ADD COLUMN "q" INTEGER; COMMENT ON COLUMN "t"."q" IS 'it''s')"},
        {[](Recorder& op) { op.add_column("t", column("c", Integer{}).computed("foo * 5")); },
         R"(ALTER TABLE "t" ADD COLUMN "c" INTEGER GENERATED ALWAYS AS (foo * 5) STORED)"},
        {[](Recorder& op) { op.alter_column("t", "c", alter().nullable(false)); },
         R"(ALTER TABLE "t" ALTER COLUMN "c" SET NOT NULL)"},
        {[](Recorder& op) { op.alter_column("t", "c", alter().nullable(true).schema("foo")); },
         R"(ALTER TABLE "foo"."t" ALTER COLUMN "c" DROP NOT NULL)"},
        {[](Recorder& op) { op.alter_column("t", "c", alter().type(Varchar{50})); },
         R"(ALTER TABLE "t" ALTER COLUMN "c" TYPE VARCHAR(50))"},
        {[](Recorder& op) { op.alter_column("t", "c", alter().type(Integer{}, "c::integer")); },
         R"(ALTER TABLE "t" ALTER COLUMN "c" TYPE INTEGER USING c::integer)"},
        {[](Recorder& op) { op.alter_column("t", "c", alter().server_default("'q'")); },
         R"(ALTER TABLE "t" ALTER COLUMN "c" SET DEFAULT 'q')"},
        {[](Recorder& op) { op.alter_column("t", "c", alter().server_default("")); },
         R"(ALTER TABLE "t" ALTER COLUMN "c" DROP DEFAULT)"},
        // A default that the new type can't take must not stand in the way of it.
        {[](Recorder& op) {
             op.alter_column("t", "c", alter().type(Integer{}, "c::int").server_default("1"));
         },
         R"(ALTER TABLE "t" ALTER COLUMN "c" DROP DEFAULT; ALTER TABLE "t" ALTER COLUMN "c" TYPE INTEGER USING c::int; ALTER TABLE "t" ALTER COLUMN "c" SET DEFAULT 1)"},
        {[](Recorder& op) { op.alter_column("t", "c", alter().rename("x")); },
         R"(ALTER TABLE "t" RENAME COLUMN "c" TO "x")"},
        {[](Recorder& op) { op.alter_column("T", "C", alter().comment("c").schema("foo")); },
         R"(COMMENT ON COLUMN "foo"."T"."C" IS 'c')"},
        {[](Recorder& op) {
             op.create_index("i", "t", {"c1", "c2"});
         },
         R"(CREATE INDEX "i" ON "t" ("c1", "c2"))"},
        {[](Recorder& op) { op.create_index("i", "t", index({"c1"}).unique().where("c1 > 0")); },
         R"(CREATE UNIQUE INDEX "i" ON "t" ("c1") WHERE c1 > 0)"},
        {[](Recorder& op) { op.create_index("i", "t", index({}).expressions("lower(c)")); },
         R"(CREATE INDEX "i" ON "t" (lower(c)))"},
        {[](Recorder& op) { op.create_index("i", "t", index({"c"}).concurrently()); },
         R"(CREATE INDEX CONCURRENTLY "i" ON "t" ("c"))"},
        {[](Recorder& op) {
             op.create_index("i", "t", index({"c1", "c2"}).include({"inc"}).using_method("btree"));
         },
         R"(CREATE INDEX "i" ON "t" USING "btree" ("c1", "c2") INCLUDE ("inc"))"},
        {[](Recorder& op) { op.drop_index("i", "", {.schema = "foo"}); },
         R"(DROP INDEX "foo"."i")"},
        {[](Recorder& op) { op.drop_index("i", "t", {.if_exists = true, .concurrently = true}); },
         R"(DROP INDEX CONCURRENTLY IF EXISTS "i")"},
        {[](Recorder& op) {
             op.create_primary_key("", "t", {"a", "b"});
         },
         R"(ALTER TABLE "t" ADD CONSTRAINT "pk_t" PRIMARY KEY ("a", "b"))"},
        {[](Recorder& op) { op.create_unique_constraint("", "t", {"x"}); },
         R"(ALTER TABLE "t" ADD CONSTRAINT "uq_t_x" UNIQUE ("x"))"},
        {[](Recorder& op) {
             op.create_foreign_key("fk", "t1",
                                   foreign_key({"foo", "bar"}, "t2", {"bat", "hoho"})
                                       .on_update(rowan::cascade)
                                       .deferrable());
         },
         R"(ALTER TABLE "t1" ADD CONSTRAINT "fk" FOREIGN KEY("foo", "bar") REFERENCES "t2" ("bat", "hoho") ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED)"},
        {[](Recorder& op) { op.drop_constraint("f", "t", ConstraintKind::foreign_key); },
         R"(ALTER TABLE "t" DROP CONSTRAINT "f")"},
        {[](Recorder& op) { op.rename_table("t1", "t2", {.schema = "some.schema"}); },
         R"(ALTER TABLE "some.schema"."t1" RENAME TO "t2")"},
        {[](Recorder& op) { op.create_table_comment("t", "c"); }, R"(COMMENT ON TABLE "t" IS 'c')"},
        {[](Recorder& op) { op.drop_table_comment("t", {.schema = "foo"}); },
         R"(COMMENT ON TABLE "foo"."t" IS NULL)"},
        {[](Recorder& op) { op.drop_table("t", {.if_exists = true}); },
         R"(DROP TABLE IF EXISTS "t")"},
        {[](Recorder& op) {
             op.create_enum("mood", {"sad", "it's"});
         },
         R"(CREATE TYPE "mood" AS ENUM('sad','it''s'))"},
        {[](Recorder& op) { op.add_enum_value_before("mood", "ok", "sad"); },
         R"(ALTER TYPE "mood" ADD VALUE IF NOT EXISTS 'ok' BEFORE 'sad')"},
        {[](Recorder& op) { op.rename_enum_value("mood", "sad", "blue"); },
         R"(ALTER TYPE "mood" RENAME VALUE 'sad' TO 'blue')"},
        {[](Recorder& op) { op.drop_enum("mood"); }, R"(DROP TYPE "mood")"},
        {[](Recorder& op) {
             op.bulk_insert("t", {"a", "b", "c"}, {{1, "it's", true}, {-7, nullptr, false}});
         },
         R"(INSERT INTO "t" ("a", "b", "c") VALUES (1, 'it''s', TRUE); INSERT INTO "t" ("a", "b", "c") VALUES (-7, NULL, FALSE))"},
        {[](Recorder& op) { op.execute({.sqlite = "a", .postgresql = "b", .mysql = "c"}); }, "b"},
        {[](Recorder& op) { op.execute({.sqlite = "a"}); }, ""},
    };
    for (const Case& one : cases)
        CHECK(texts(recorded(one.record), rowan::lang::postgresql) == one.text);
}

TEST_CASE("operations as MySQL's SQL") {
    const Case cases[] = {
        {[](Recorder& op) { op.add_column("t", column("q", Integer{}).comment("c")); },
         "ALTER TABLE `t` ADD COLUMN `q` INTEGER COMMENT 'c'"},
        {[](Recorder& op) {
             op.alter_column("t1", "c1",
                             alter().nullable(false).existing(
                                 column("c1", Integer{}).comment("existing column comment")));
         },
         "ALTER TABLE `t1` MODIFY `c1` INTEGER NOT NULL COMMENT 'existing column comment'"},
        {[](Recorder& op) {
             op.alter_column("t", "c", alter().type(Integer{}).existing(column("c", Boolean{})));
         },
         "ALTER TABLE `t` MODIFY `c` INTEGER"},
        {[](Recorder& op) { op.alter_column("t", "c", alter().server_default("'1'")); },
         "ALTER TABLE `t` ALTER COLUMN `c` SET DEFAULT ('1')"},
        {[](Recorder& op) { op.alter_column("my table", "column one", alter().rename("two")); },
         "ALTER TABLE `my table` RENAME COLUMN `column one` TO `two`"},
        {[](Recorder& op) {
             op.alter_column("t1", "c1",
                             alter().rename("c2").comment("").existing(
                                 column("c1", Integer{}).not_null().server_default("1")));
         },
         "ALTER TABLE `t1` CHANGE `c1` `c2` INTEGER DEFAULT 1 NOT NULL"},
        {[](Recorder& op) { op.create_table_comment("t2", "c", {.schema = "foo"}); },
         "ALTER TABLE `foo`.`t2` COMMENT 'c'"},
        {[](Recorder& op) { op.drop_constraint("f1", "t1", ConstraintKind::foreign_key); },
         "ALTER TABLE `t1` DROP FOREIGN KEY `f1`"},
        {[](Recorder& op) { op.drop_constraint("f1", "t1", ConstraintKind::unique); },
         "ALTER TABLE `t1` DROP INDEX `f1`"},
        {[](Recorder& op) { op.drop_constraint("f1", "t1", ConstraintKind::check); },
         "ALTER TABLE `t1` DROP CONSTRAINT `f1`"},
        {[](Recorder& op) { op.drop_constraint("p", "t1", ConstraintKind::primary_key); },
         "ALTER TABLE `t1` DROP PRIMARY KEY"},
        {[](Recorder& op) { op.drop_index("i", "t"); }, "DROP INDEX `i` ON `t`"},
        {[](Recorder& op) { op.rename_table("a", "b", {.schema = "s"}); },
         "ALTER TABLE `s`.`a` RENAME TO `s`.`b`"},
        {[](Recorder& op) { op.create_enum("mood", {"sad"}); }, ""},
        {[](Recorder& op) { op.bulk_insert("t", {"a"}, {{true}}); },
         "INSERT INTO `t` (`a`) VALUES (1)"},
    };
    for (const Case& one : cases)
        CHECK(texts(recorded(one.record), rowan::lang::mysql) == one.text);
    // What was told of the column is not enough to state it anew.
    CHECK_THROWS_AS(
        texts(recorded([](Recorder& op) { op.alter_column("t", "c", alter().nullable(false)); }),
              rowan::lang::mysql),
        rowan::MigrationError);
    CHECK_THROWS_AS(texts(recorded([](Recorder& op) { op.drop_index("i"); }), rowan::lang::mysql),
                    rowan::MigrationError);
}

namespace {

/// A revision's worth of operations, with what goes with a column.
constexpr void write_jobs(Recorder& op) {
    op.create_table("user", column("id", Integer{}).primary_key(),
                    column("name", Text{}).not_null());
    op.create_table("job", column("id", Integer{}).primary_key(), column("owner", Integer{}),
                    column("note", Varchar{20}).comment("said \"so\"").unique(),
                    foreign_key({"owner"}, "user", {"id"}).on_delete(rowan::cascade),
                    check("owner > 0", "ck_owner"), index({"owner", "note"}, "ix"));
}

constexpr rowan::meta::Schema schema_after(Record more) {
    Recorder op;
    write_jobs(op);
    more(op);
    rowan::meta::Schema schema;
    apply_all(op.operations(), schema);
    return schema;
}
constexpr bool renames_everywhere() {
    rowan::meta::Schema schema = schema_after([](Recorder& op) {
        op.rename_table("user", "account");
        op.alter_column("account", "id", alter().rename("number"));
        op.alter_column("job", "owner", alter().rename("account"));
    });
    const rowan::meta::Table& job = schema.tables[1];
    return schema.tables[0].primary_key.columns[0] == "number" &&
           job.foreign_keys[0].referred_table == "account" &&
           job.foreign_keys[0].referred_columns[0] == "number" &&
           job.foreign_keys[0].columns[0] == "account" && job.indexes[0].columns[0] == "account";
}
static_assert(renames_everywhere());

} // namespace

TEST_CASE("operations applied to a schema") {
    auto nothing = [](Recorder&) {};
    rowan::meta::Schema before = schema_after(nothing);
    rowan::meta::Schema dropped = schema_after([](Recorder& op) { op.drop_column("job", "note"); });
    CHECK(dropped.tables[1].uniques.empty());
    CHECK(dropped.tables[1].indexes.empty());
    CHECK(dropped.tables[1].foreign_keys.size() == 1);
    const Record wrong[] = {
        [](Recorder& op) { op.create_table("job", column("a", Integer{})); },
        [](Recorder& op) { op.drop_table("nothing"); },
        [](Recorder& op) { op.rename_table("job", "user"); },
        [](Recorder& op) { op.drop_column("job", "nothing"); },
        [](Recorder& op) { op.add_column("job", column("note", Integer{})); },
        [](Recorder& op) { op.alter_column("job", "nothing", alter().nullable(true)); },
        [](Recorder& op) { op.drop_index("nothing", "job"); },
        [](Recorder& op) { op.drop_constraint("nothing", "job", ConstraintKind::unique); },
        [](Recorder& op) { op.create_primary_key("", "job", {"owner"}); },
        [](Recorder& op) { op.create_index("ix", "job", {"owner"}); },
    };
    for (Record record : wrong)
        CHECK_THROWS_AS(schema_after(record), rowan::MigrationError);
    CHECK((schema_after([](Recorder& op) {
               op.drop_table("nothing", {.if_exists = true});
               op.drop_column("job", "nothing", {.if_exists = true});
               op.create_table("job", Options{.if_not_exists = true}, column("a", Integer{}));
           }) == before));
}

TEST_CASE("what operations do is taken back") {
    const Record records[] = {
        [](Recorder& op) { op.drop_table("job"); },
        [](Recorder& op) { op.rename_table("job", "task"); },
        [](Recorder& op) { op.create_table_comment("job", "c"); },
        [](Recorder& op) { op.add_column("job", column("a", Integer{}).unique()); },
        [](Recorder& op) {
            op.alter_column("job", "note", alter().rename("text").type(Text{}).nullable(false));
            op.alter_column("job", "text", alter().server_default("'x'").comment(""));
        },
        [](Recorder& op) { op.drop_index("ix"); },
        [](Recorder& op) { op.create_index("ix2", "job", index({"note"}).unique()); },
        [](Recorder& op) {
            op.drop_constraint("fk_job_owner_user", "job", ConstraintKind::foreign_key);
        },
        [](Recorder& op) { op.drop_constraint("ck_owner", "job", ConstraintKind::check); },
        [](Recorder& op) { op.create_unique_constraint("u", "job", {"owner"}); },
    };
    const rowan::meta::Schema before = schema_after([](Recorder&) {});
    for (Record record : records) {
        Operations operations = recorded(record);
        rowan::meta::Schema schema = before;
        apply_all(operations, schema);
        CHECK_FALSE((schema == before));
        apply_all(reverse(operations, before), schema);
        CHECK(schema.tables.size() == before.tables.size());
        CHECK(schema.find("job")->find("note")->type == before.find("job")->find("note")->type);
        CHECK((schema == before));
    }
    CHECK_THROWS_AS(reverse(recorded([](Recorder& op) { op.execute("DELETE FROM job"); }), before),
                    rowan::MigrationError);
}

TEST_CASE("operations as C++") {
    CHECK(cpp_source(recorded([](Recorder& op) { write_jobs(op); }), 4) ==
          R"(    op.create_table("user",
        rowan::migrate::column("id", rowan::Integer{}).primary_key(),
        rowan::migrate::column("name", rowan::Text{}).not_null());
    op.create_table("job",
        rowan::migrate::column("id", rowan::Integer{}).primary_key(),
        rowan::migrate::column("owner", rowan::Integer{}),
        rowan::migrate::column("note", rowan::Varchar{20}).comment("said \"so\""),
        rowan::migrate::unique({"note"}, "uq_job_note"),
        rowan::migrate::foreign_key({"owner"}, "user", {"id"}, "fk_job_owner_user").on_delete(rowan::cascade),
        rowan::migrate::check("owner > 0", "ck_owner"),
        rowan::migrate::index({"owner", "note"}, "ix"));
)");
    CHECK(string_literal("a\"\\\n\x01"
                         "1") == R"("a\"\\\n\0011")");
}

TEST_CASE("what an operation may destroy") {
    auto kind = [](Record record) { return destruction_of(recorded(record)[0]); };
    CHECK(kind([](Recorder& op) { op.drop_table("t"); }) == Destruction::table);
    CHECK(kind([](Recorder& op) { op.drop_column("t", "c"); }) == Destruction::column);
    CHECK(kind([](Recorder& op) { op.alter_column("t", "c", alter().type(Integer{})); }) ==
          Destruction::values);
    CHECK(kind([](Recorder& op) {
              op.alter_column("t", "c", alter().type(Varchar{9}).existing(column("c", Varchar{8})));
          }) == Destruction::none);
    CHECK(kind([](Recorder& op) {
              op.alter_column("t", "c", alter().type(Varchar{7}).existing(column("c", Varchar{8})));
          }) == Destruction::values);
    CHECK(kind([](Recorder& op) { op.alter_column("t", "c", alter().nullable(false)); }) ==
          Destruction::null_rows);
    CHECK(kind([](Recorder& op) { op.drop_index("i"); }) == Destruction::none);
    CHECK(widens(rowan::Numeric{8, 2}, rowan::Numeric{10, 3}));
    CHECK_FALSE(widens(rowan::Numeric{8, 2}, rowan::Numeric{8, 3}));
    CHECK_FALSE(widens(rowan::BigInteger{}, Integer{}));
}
