// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// How long it takes to compare a database of many tables with models:
// rowan_bench_autogenerate URL create|compare|drop TABLES. autogenerate.py has Alembic beside it.
#include <rowan/migrate/compare.hpp>
#include <rowan/rowan.hpp>
#include <rowan/sql/create_all.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

namespace {

rowan::meta::Column column(std::string_view name, const rowan::meta::ColumnType& type,
                           bool nullable = false, std::string_view server_default = {}) {
    rowan::meta::Column made;
    made.name = name;
    made.type = type;
    made.nullable = nullable;
    made.server_default = server_default;
    return made;
}

rowan::meta::Schema tables(std::size_t count) {
    rowan::meta::Schema schema;
    for (std::size_t i = 0; i < count; ++i) {
        rowan::meta::Table& table = schema.tables.emplace_back();
        std::string name = "bench_" + std::to_string(i);
        table.name = std::string_view(name);
        table.columns = {column("id", rowan::BigInteger{}),
                         column("name", rowan::Varchar{80}),
                         column("note", rowan::Text{}, true),
                         column("amount", rowan::Integer{}, false, "0"),
                         column("price", rowan::Numeric{12, 2}, true),
                         column("made", rowan::Timestamp{}, true, "CURRENT_TIMESTAMP"),
                         column("active", rowan::Boolean{}, false, "true"),
                         column("parent", rowan::BigInteger{}, true)};
        table.columns[0].generated = true;
        table.primary_key.columns = {"id"};
        table.uniques.push_back({{}, {"name"}});
        table.indexes.push_back({{}, {"amount", "made"}, {}, {}, false});
        table.checks.push_back({{}, "amount >= 0"});
        if (i > 0) {
            rowan::meta::ForeignKey key;
            std::string before = "bench_" + std::to_string((i - 1) / 2);
            key.columns = {"parent"};
            key.referred_table = std::string_view(before);
            key.referred_columns = {"id"};
            key.on_delete = rowan::cascade;
            table.foreign_keys.push_back(key);
        }
        rowan::meta::name_constraints(table);
    }
    return schema;
}

int run(const std::string& url, std::string_view what, std::size_t count) {
    rowan::Engine engine(url);
    rowan::meta::Schema models = tables(count);
    auto work = engine.core()->open_work();
    if (what != "compare") {
        auto statements = what == "create"
                              ? rowan::lang::create_all(engine.dialect(), models.tables)
                              : rowan::lang::drop_all(engine.dialect(), models.tables);
        for (const auto& text : statements) {
            work->execute(text.view());
            work->commit(); // Locks of all tables at once are too many for a server.
        }
        return 0;
    }
    auto start = std::chrono::steady_clock::now();
    rowan::migrate::Comparison found = rowan::migrate::compare(*work, models);
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    for (const std::string& sentence : found.sentences)
        std::fprintf(stderr, "%s\n", sentence.c_str());
    std::printf("%.6f %zu\n", took.count(), found.differences.size());
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 4)
        return 2;
    try {
        return run(argv[1], argv[2], std::stoul(argv[3]));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
