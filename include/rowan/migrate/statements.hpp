// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/work.hpp>
#include <rowan/sql/ddl.hpp>
#include <rowan/sql/text.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// A table of the runner's own, still without columns.
inline meta::Table own_table(std::string_view name, std::string_view schema) {
    meta::Table table;
    table.name = name;
    table.schema = schema;
    return table;
}
/// A column of it.
inline meta::Column own_column(std::string_view name, const SqlType& type) {
    meta::Column column;
    column.name = name;
    column.type = type;
    return column;
}
/// `CREATE TABLE IF NOT EXISTS`.
inline std::string create_text(const lang::Dialect& dialect, const meta::Table& table,
                               bool if_not_exists = true) {
    lang::Text text(dialect);
    lang::create_table(text, table, {.if_not_exists = if_not_exists});
    return std::string(text.view());
}

/// One row of text; NULL is empty.
using TextRow = std::vector<std::string>;

/// A statement with its values, run in a work.
class Query {
  public:
    explicit Query(engine::Work& work) : work_(work), text_(work.dialect()) {}

    [[nodiscard]] lang::Text& text() { return text_; }
    Query& operator<<(std::string_view sql) {
        text_ << sql;
        return *this;
    }
    Query& name(std::string_view identifier) {
        text_.identifier(identifier);
        return *this;
    }
    Query& table(std::string_view schema, std::string_view name) {
        text_.table(schema, name);
        return *this;
    }
    /// Writes a place and keeps its value.
    Query& value(std::string_view value) {
        text_.placeholder();
        cells_.emplace_back().set_owned(std::string(value));
        return *this;
    }
    Query& value(std::int64_t value) {
        text_.placeholder();
        cells_.emplace_back().set_integer(value);
        return *this;
    }

    /// Reads all rows. Throws the public errors.
    [[nodiscard]] std::vector<TextRow> rows(std::size_t columns) {
        std::vector<TextRow> found;
        point_to_own_text();
        work_.query(text_.view(), cells_, columns, {&found, add_row});
        return found;
    }
    /// Runs a change; returns how many rows it matched.
    std::int64_t run() {
        point_to_own_text();
        return work_.change_by(text_.view(), cells_);
    }

  private:
    void point_to_own_text() {
        for (types::Cell& cell : cells_)
            if (cell.kind == types::CellKind::text)
                cell.text = cell.owned;
    }
    static void add_row(void* context, std::span<const types::Cell> cells) {
        TextRow row;
        for (const types::Cell& cell : cells)
            row.push_back(text_of(cell));
        static_cast<std::vector<TextRow>*>(context)->push_back(std::move(row));
    }
    static std::string text_of(const types::Cell& cell) {
        switch (cell.kind) {
        case types::CellKind::null:
            return {};
        case types::CellKind::boolean:
        case types::CellKind::integer:
        case types::CellKind::unsigned_integer:
            return std::to_string(cell.integer);
        default:
            return std::string(cell.text);
        }
    }

    engine::Work& work_;
    lang::Text text_;
    std::vector<types::Cell> cells_;
};

} // namespace rowan::migrate
