// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/column.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <utility>

namespace rowan::migrate {

/// What an alter_column changes: only what is said.
class Alteration {
  public:
    /// Another type; `cast` is an SQL expression for the new values where the database can't tell
    /// (PostgreSQL's USING).
    constexpr Alteration&& type(meta::ColumnType type, std::string_view cast = {}) && {
        operation_.table.columns[0].type = std::move(type);
        operation_.cast = cast;
        operation_.change.type = true;
        return std::move(*this);
    }
    constexpr Alteration&& nullable(bool allowed) && {
        operation_.table.columns[0].nullable = allowed;
        operation_.change.nullable = true;
        return std::move(*this);
    }
    /// An SQL expression; an empty one takes the default away.
    constexpr Alteration&& server_default(std::string_view expression) && {
        operation_.table.columns[0].server_default = expression;
        operation_.change.server_default = true;
        return std::move(*this);
    }
    constexpr Alteration&& comment(std::string_view text) && {
        operation_.table.columns[0].comment = text;
        operation_.change.comment = true;
        return std::move(*this);
    }
    /// Another collation; an empty one is the database's own. Tell the type too, or what the column
    /// was by `existing`: PostgreSQL states both at once.
    constexpr Alteration&& collate(std::string_view name) && {
        operation_.table.columns[0].collate = name;
        operation_.change.collate = true;
        return std::move(*this);
    }
    /// Whether the database gives the values where an INSERT has none.
    constexpr Alteration&& generated(bool by_database = true) && {
        operation_.table.columns[0].generated = by_database;
        operation_.change.generated = true;
        return std::move(*this);
    }
    /// The same; values are never given again.
    constexpr Alteration&& autoincrement(bool never_again = true) && {
        operation_.table.columns[0].autoincrement = never_again;
        return std::move(*this).generated();
    }
    constexpr Alteration&& rename(std::string_view name) && {
        operation_.to = name;
        return std::move(*this);
    }
    /// The column as it was. MySQL states all of a column anew when it changes one thing: what is
    /// not told here is asked of the database, and can't be known in offline SQL otherwise.
    constexpr Alteration&& existing(const ColumnDefinition& column) && {
        operation_.existing = column.value();
        operation_.change.knows_existing = true;
        return std::move(*this);
    }
    constexpr Alteration&& schema(std::string_view name) && {
        operation_.table.schema = name;
        return std::move(*this);
    }

    constexpr Operation take(std::string_view table, std::string_view column) && {
        operation_.table.name = table;
        operation_.name = column;
        if (operation_.to.empty())
            operation_.table.columns[0].name = column;
        else
            operation_.table.columns[0].name = operation_.to;
        return std::move(operation_);
    }
    constexpr Alteration() {
        operation_.kind = OperationKind::alter_column;
        operation_.table.columns.emplace_back();
    }

  private:
    Operation operation_;
};
/// `alter().nullable(false).rename("b")`
constexpr Alteration alter() { return {}; }

/// A value of a row for bulk_insert: text, a number, a boolean or nullptr.
struct RowLiteral {
    RowValue value;

    constexpr RowLiteral(std::nullptr_t) {}
    constexpr RowLiteral(const char* text) : value{RowValue::Kind::text, text} {}
    constexpr RowLiteral(std::string_view text) : value{RowValue::Kind::text, text} {}
    template <std::same_as<bool> Boolean>
    constexpr RowLiteral(Boolean boolean) : value{RowValue::Kind::boolean, boolean ? "1" : "0"} {}
    template <std::integral Integer>
    requires(!std::same_as<Integer, bool>) constexpr RowLiteral(Integer number)
        : value{RowValue::Kind::number, {}} {
        char digits[21]{};
        std::size_t at = sizeof digits;
        bool negative = number < 0;
        do {
            int digit = static_cast<int>(number % 10);
            digits[--at] = static_cast<char>('0' + (digit < 0 ? -digit : digit));
            number = static_cast<Integer>(number / 10);
        } while (number != 0);
        if (negative)
            digits[--at] = '-';
        value.text = std::string_view(digits + at, sizeof digits - at);
    }
};
/// A number with a fraction, by its digits: `number("12.50")`.
constexpr RowLiteral number(std::string_view digits) {
    RowLiteral literal(nullptr);
    literal.value = {RowValue::Kind::number, digits};
    return literal;
}

} // namespace rowan::migrate
