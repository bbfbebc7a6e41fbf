// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Makes a database of names and types that models don't have by themselves, and writes models for
// it into the folder ROWAN_WRITTEN_MODELS.
#include "tests/support/catch.hpp"
#include "tests/written_models/change.hpp"

#include <rowan/engine/inspector.hpp>
#include <rowan/migrate/autogenerate.hpp>
#include <rowan/migrate/cpp_source.hpp>
#include <rowan/migrate/model_source.hpp>
#include <rowan/rowan.hpp>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view statements[] = {
    R"(CREATE TABLE "order" (id INTEGER PRIMARY KEY AUTOINCREMENT, "select" TEXT NOT NULL,
       "class" VARCHAR(20) DEFAULT 'a"b\c', "2nd" REAL, "with space" INTEGER,
       "delete" BOOLEAN DEFAULT 0, "table" DATETIME DEFAULT CURRENT_TIMESTAMP, "na	ve" TEXT,
       "__x" INT, "_Upper" BLOB, "a-b" NUMERIC(8,2), "a_b" DECIMAL(10, 3), untyped, "get" CLOB,
       "Order" CHAR(3) COLLATE NOCASE CHECK ("Order" <> 'x'), CHECK (length("select") > 0),
       UNIQUE ("class", "2nd")))",
    R"(CREATE TABLE "class" ("int" VARCHAR(8), "new" BIGINT NOT NULL,
       "template" INTEGER REFERENCES "order"(id) ON DELETE CASCADE, PRIMARY KEY ("int", "new")))",
    "CREATE TABLE no_key (a INTEGER, b TEXT)",
    R"(CREATE TABLE key_is_big (id BIGINT PRIMARY KEY, gen TEXT GENERATED ALWAYS AS (id || 'x')
       STORED, v INTEGER GENERATED ALWAYS AS (id * 2) VIRTUAL))",
    "CREATE TABLE hen (id INTEGER PRIMARY KEY, egg INTEGER REFERENCES egg(id))",
    R"(CREATE TABLE egg (id INTEGER PRIMARY KEY, hen INTEGER NOT NULL REFERENCES hen(id)
       DEFERRABLE INITIALLY DEFERRED))",
    "CREATE TABLE one_to_one (id INTEGER PRIMARY KEY REFERENCES hen(id), \"a b\" TEXT)",
    R"(CREATE TABLE types (id TEXT PRIMARY KEY, u UUID, t TIMESTAMP, tm TIME, d DATE, f FLOAT,
       dd DOUBLE, s SMALLINT, n NUMERIC))",
    R"(CREATE UNIQUE INDEX "ix weird" ON "order" ("with space", lower("select"))
       WHERE "2nd" > 1.5)",
};

/// A table of more than sixty columns.
std::string wide() {
    constexpr std::string_view types[] = {"TEXT", "INTEGER", "REAL", "VARCHAR(9)", "DATE"};
    std::string sql = "CREATE TABLE wide (id INTEGER PRIMARY KEY";
    for (std::size_t i = 0; i < 70; ++i)
        sql.append(", c")
            .append(std::to_string(i))
            .append(" ")
            .append(types[i % 5])
            .append(i % 7 == 0 ? " NOT NULL DEFAULT '0'" : "");
    return sql + ")";
}

void write_list(const std::string& path, const std::string& url,
                const rowan::migrate::ModelSource& source) {
    std::ofstream list(path);
    list << "#define WRITTEN_URL " << rowan::migrate::string_literal(url)
         << "\n#define WRITTEN_MODELS ";
    for (std::size_t i = 0; i < source.models.size(); ++i)
        list << (i > 0 ? ", " : "") << "written::" << source.models[i];
    list << "\n#define WRITTEN_UNMAPPED ";
    for (std::size_t i = 0; i < source.unmapped.size(); ++i)
        list << (i > 0 ? ", " : "") << rowan::migrate::string_literal(source.unmapped[i]);
    list << "\n";
}

} // namespace

TEST_CASE("models are written for a database") {
    const char* folder = std::getenv("ROWAN_WRITTEN_MODELS");
    if (!folder)
        return;
    std::filesystem::create_directories(folder);
    std::string url = "sqlite:///" + std::string(folder) + "/database.db";
    std::filesystem::remove(std::string(folder) + "/database.db");
    rowan::Engine engine(url);
    auto work = engine.core()->open_work();
    for (std::string_view sql : statements)
        work->execute(sql);
    work->execute(wide());
    work->execute("CREATE INDEX ix_wide ON wide (c1 DESC, c2)");
    work->execute("CREATE VIEW seen AS SELECT id FROM wide");
    work->commit();
    rowan::Inspector inspector(engine);
    auto source = rowan::migrate::model_source(inspector.schema(), engine.dialect(), "written");
    CHECK(source.unmapped == std::vector<std::string>{"no_key"});
    CHECK(source.text.find("Table no_key: has no primary key") != std::string::npos);
    std::vector<rowan::meta::View> views = inspector.views();
    REQUIRE(views.size() == 1);
    CHECK(views[0].name == "seen");
    CHECK(views[0].definition == "SELECT id FROM wide");
    std::ofstream(std::string(folder) + "/models.hpp") << source.text;
    write_list(std::string(folder) + "/list.hpp", url, source);
}

TEST_CASE("a revision is written") {
    const char* folder = std::getenv("ROWAN_WRITTEN_MODELS");
    if (!folder)
        return;
    std::filesystem::create_directories(folder);
    auto made = rowan::migrate::autogenerate(rowan::migrate::compare(
        rowan_test::schema_of(before_the_change), rowan_test::schema_of(after_the_change)));
    std::ofstream(std::string(folder) + "/revision.hpp")
        << "#pragma once\n\n#include <rowan/migrate.hpp>\n\nstruct WrittenRevision {\n"
        << "    static constexpr rowan::migrate::Revision revision{.id = \"a1\"};\n"
        << "    static constexpr void upgrade(auto& op) {\n"
        << rowan::migrate::cpp_source(made.upgrade)
        << "    }\n    static constexpr void downgrade(auto& op) {\n"
        << rowan::migrate::cpp_source(made.downgrade) << "    }\n};\n";
}
