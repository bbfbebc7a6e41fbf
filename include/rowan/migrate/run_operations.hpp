// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/md5.hpp>
#include <rowan/engine/work.hpp>
#include <rowan/migrate/history.hpp>
#include <rowan/migrate/plan.hpp>
#include <rowan/migrate/restated_column.hpp>
#include <rowan/migrate/sql_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// Runs one operation on a work's connection.
inline void run_operation(engine::Work& work, const Operation& operation) {
    if (operation.kind == OperationKind::run)
        return operation.function(work);
    if (restates(operation, work.dialect()))
        return work.execute(RestatedColumn(work, operation).text());
    for (const lang::Text& text : sql_text(operation, work.dialect()))
        work.execute(text.view());
}

/// An operation in a few words, for messages: `create_table user`.
inline std::string describe(const Operation& operation) {
    constexpr std::string_view names[] = {"create_table",   "drop_table",        "rename_table",
                                          "table_comment",  "add_column",        "drop_column",
                                          "alter_column",   "create_index",      "drop_index",
                                          "add_constraint", "drop_constraint",   "create_enum",
                                          "add_enum_value", "rename_enum_value", "drop_enum",
                                          "insert_rows",    "execute",           "run"};
    std::string text(names[static_cast<std::size_t>(operation.kind)]);
    for (std::string_view part :
         {operation.table.name.view(), operation.name.view(), operation.sql.postgresql.view()})
        if (!part.empty())
            text += " " + std::string(part.substr(0, 60));
    return text;
}

/// A number of 32 hexadecimal digits that says whether operations are the same. What a `run` does
/// is not part of it, nor how a name is cut.
inline std::string checksum_of(const Operations& operations) {
    std::string text;
    for (const Operation& operation : operations) {
        text += describe(operation) + '\n';
        if (operation.kind != OperationKind::run)
            for (const lang::Text& one : sql_text(operation, lang::postgresql))
                text += std::string(one.view()) + '\n';
        for (const Name& sql : {operation.sql.sqlite, operation.sql.mysql})
            text += std::string(sql.view()) + '\n';
    }
    auto digits = Md5(text).hex();
    return {digits.begin(), digits.end()};
}

/// Writes operations as statements, one revision after the other.
class ScriptWriter {
  public:
    ScriptWriter(const Graph& graph, const History& history, const lang::Dialect& dialect,
                 const Idents& start)
        : dialect_(dialect) {
        static_cast<void>(graph), static_cast<void>(history), static_cast<void>(start);
    }
    [[nodiscard]] std::vector<std::string> statements(const Operations& operations) {
        std::vector<std::string> found;
        for (const Operation& operation : operations)
            for (const lang::Text& text : sql_text(operation, dialect_))
                found.emplace_back(text.view());
        return found;
    }

  private:
    const lang::Dialect& dialect_;
};

} // namespace rowan::migrate
