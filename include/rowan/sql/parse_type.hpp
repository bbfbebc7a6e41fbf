// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/table.hpp>
#include <rowan/sql/dialects.hpp>
#include <rowan/sql/tokens.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::lang {

/// A type's spelling in parts: `character varying` and 80, `int`, 11 and `unsigned`.
struct SpelledType {
    std::string words;
    std::vector<std::string> arguments;
    bool has_suffix = false; ///< Words behind the arguments, which `words` has too.
};

inline SpelledType split_type(std::string_view spelled) {
    SpelledType parts;
    bool inside = false;
    for (const Token& token : tokenise(spelled)) {
        if (token.kind == TokenKind::end)
            break;
        if (token.text == "(" || token.text == ")") {
            inside = token.text == "(";
        } else if (inside) {
            if (token.text != ",")
                parts.arguments.push_back(token.text);
        } else {
            parts.has_suffix = parts.has_suffix || !parts.arguments.empty();
            if (!parts.words.empty() && token.kind == TokenKind::word)
                parts.words += ' ';
            parts.words += token.text;
        }
    }
    return parts;
}

/// A name that one or several dialects have for a type.
struct KnownType {
    std::string_view words;
    TypeKind kind;
    int size = 0;
    bool is_unsigned = false;
    bool with_time_zone = false;
};

/// Names that mean the same in every dialect that has them.
inline constexpr KnownType common_types[] = {
    {"boolean", TypeKind::boolean},
    {"bool", TypeKind::boolean},
    {"smallint", TypeKind::integer, 16},
    {"int2", TypeKind::integer, 16},
    {"integer", TypeKind::integer, 32},
    {"int", TypeKind::integer, 32},
    {"int4", TypeKind::integer, 32},
    {"bigint", TypeKind::integer, 64},
    {"int8", TypeKind::integer, 64},
    {"smallint unsigned", TypeKind::integer, 16, true},
    {"integer unsigned", TypeKind::integer, 32, true},
    {"int unsigned", TypeKind::integer, 32, true},
    {"bigint unsigned", TypeKind::integer, 64, true},
    {"float", TypeKind::real, 32},
    {"double", TypeKind::real, 64},
    {"double precision", TypeKind::real, 64},
    {"date", TypeKind::date},
    {"json", TypeKind::json},
};

/// SQLite keeps what was written.
inline constexpr KnownType sqlite_types[] = {
    {"real", TypeKind::real, 64},      {"text", TypeKind::text},
    {"blob", TypeKind::blob},          {"time", TypeKind::time},
    {"datetime", TypeKind::timestamp}, {"timestamp", TypeKind::timestamp},
};

inline constexpr KnownType postgresql_types[] = {
    {"real", TypeKind::real, 32},
    {"float4", TypeKind::real, 32},
    {"float8", TypeKind::real, 64},
    {"float", TypeKind::real, 64},
    {"text", TypeKind::text},
    {"bytea", TypeKind::blob},
    {"time", TypeKind::time},
    {"time without time zone", TypeKind::time},
    {"timestamp", TypeKind::timestamp},
    {"timestamp without time zone", TypeKind::timestamp},
    {"timestamp with time zone", TypeKind::timestamp, 0, false, true},
    {"timestamptz", TypeKind::timestamp, 0, false, true},
    {"interval", TypeKind::interval},
    {"uuid", TypeKind::uuid},
};

inline constexpr KnownType mysql_types[] = {
    {"tinyint", TypeKind::integer, 8}, {"tinyint unsigned", TypeKind::integer, 8, true},
    {"real", TypeKind::real, 64},      {"longtext", TypeKind::text},
    {"longblob", TypeKind::blob},
};

/// The type that a dialect, or its catalog, spells so. Different types with one spelling in the
/// dialect become the same; an unknown spelling becomes a custom type of it, in lower case.
class TypeParser {
  public:
    TypeParser(std::string_view spelled, const Dialect& dialect)
        : spelled_(spelled), parts_(split_type(spelled)), custom_(dialect.ddl->types.custom) {}

    meta::ColumnType parse() {
        meta::ColumnType type;
        if (parse_sized(type) || parse_exact(type))
            return type;
        return custom();
    }

  private:
    [[nodiscard]] int argument(std::size_t index) const {
        int value = 0;
        if (index < parts_.arguments.size())
            for (char c : parts_.arguments[index])
                if (c >= '0' && c <= '9' && value < 100'000'000)
                    value = value * 10 + (c - '0');
        return value;
    }
    [[nodiscard]] bool mysql() const { return custom_ == CustomName::mysql; }

    /// Types whose arguments say more than they are.
    bool parse_sized(meta::ColumnType& type) {
        const std::string& words = parts_.words;
        std::size_t count = parts_.arguments.size();
        if (words == "varchar" || words == "character varying") {
            type.kind = TypeKind::varchar;
            type.size = argument(0);
            return true;
        }
        if (words == "char" || words == "character" || words == "bpchar") {
            type.kind = TypeKind::fixed_char;
            type.size = count > 0 ? argument(0) : 1;
            return true;
        }
        if (words == "numeric" || words == "decimal") {
            type.kind = TypeKind::numeric;
            type.size = argument(0);
            type.scale = argument(1);
            return true;
        }
        if (mysql() && (words == "datetime" || words == "time") && count == 1 && argument(0) == 6) {
            type.kind = words == "time" ? TypeKind::time : TypeKind::timestamp;
            return true;
        }
        if (mysql() && words == "enum") {
            type.kind = TypeKind::enumeration;
            for (const std::string& label : parts_.arguments)
                type.labels.emplace_back(std::string_view(unquoted(label)));
            return true;
        }
        return false;
    }

    bool parse_exact(meta::ColumnType& type) {
        bool found = false;
        auto search = [&](const auto& list) {
            for (const KnownType& known : list)
                if (!found && known.words == parts_.words && fits(known)) {
                    found = true;
                    type.kind = known.kind;
                    type.size = known.size;
                    type.is_unsigned = known.is_unsigned;
                    type.with_time_zone = known.with_time_zone;
                }
        };
        if (mysql() && parts_.words == "tinyint" && argument(0) == 1) {
            type.kind = TypeKind::boolean;
            return true;
        }
        if (custom_ == CustomName::sqlite)
            search(sqlite_types);
        else if (custom_ == CustomName::postgresql)
            search(postgresql_types);
        else if (mysql())
            search(mysql_types);
        search(common_types);
        return found;
    }
    /// MySQL's integers have a width for display, which means nothing.
    [[nodiscard]] bool fits(const KnownType& known) const {
        return parts_.arguments.empty() || (mysql() && known.kind == TypeKind::integer);
    }

    [[nodiscard]] meta::ColumnType custom() const {
        meta::ColumnType type;
        type.kind = TypeKind::custom;
        std::string name;
        bool quoted = false;
        for (char c : spelled_) {
            if (c == '\'' || c == '"')
                quoted = !quoted;
            if (c == ' ' && !quoted && (name.empty() || name.back() == ' ' || name.back() == ','))
                continue;
            name += !quoted && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        while (!name.empty() && name.back() == ' ')
            name.pop_back();
        type.name = type.postgresql = type.mysql = std::string_view(name);
        return type;
    }
    static std::string unquoted(std::string_view literal) {
        std::string value;
        for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
            value += literal[i];
            if ((literal[i] == '\'' && literal[i + 1] == '\'') || literal[i] == '\\') {
                if (literal[i] == '\\')
                    value.back() = literal[i + 1];
                ++i;
            }
        }
        return value;
    }

    std::string_view spelled_;
    SpelledType parts_;
    CustomName custom_;
};

/// The type that a dialect, or its catalog, spells so.
inline meta::ColumnType parse_type(std::string_view spelled, const Dialect& dialect) {
    return TypeParser(spelled, dialect).parse();
}

} // namespace rowan::lang
