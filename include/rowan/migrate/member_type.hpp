// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/identifier.hpp>
#include <rowan/schema/table.hpp>
#include <rowan/sql/normalise.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::migrate {

/// How a column of a database becomes a member of a struct.
struct MemberType {
    std::string spelling;             ///< In C++, without std::optional.
    std::vector<std::string> options; ///< Of `rowan::column`, that say the type.
    std::vector<std::string> remarks; ///< What the model can't say.
    bool keeps_default_out = false;   ///< The default is the database's way to generate a key.
};

/// Chooses members' types so that a model of them has the column's type in the database.
class MemberTypes {
  public:
    explicit MemberTypes(const lang::Dialect& dialect) : dialect_(dialect) {}

    /// Names the enums of all tables.
    void name_enums(const meta::Schema& schema, Identifiers& structs) {
        for (const meta::Table& table : schema.tables)
            for (const meta::Column& column : table.columns)
                if (column.type.kind == TypeKind::enumeration && can_be_enum(column.type) &&
                    !find_enum(table, column))
                    enums_.push_back(
                        {column.type.is_native ? std::string() : key(table, column), column.type,
                         structs.type(column.type.is_native ? std::string(column.type.name)
                                                            : std::string(table.name) + "_" +
                                                                  std::string(column.name))});
    }

    MemberType of(const meta::Table& table, const meta::Column& column) {
        MemberType member;
        meta::ColumnType usual = choose(table, column, member);
        bool automatic = is_automatic(table, column);
        member.keeps_default_out = column.generated && automatic;
        if (fits(table, column, usual, automatic))
            return member;
        std::string option = spelled_option(column.type);
        if (!option.empty() && fits(table, column, column.type, automatic)) {
            member.options.push_back("rowan::type(" + option + ")");
        } else {
            // A type of the user's own is never taken for one whose values are generated.
            std::string spelled = in_dialect(column.type);
            meta::ColumnType custom = lang::parse_type("rowan custom", dialect_);
            custom.name = custom.postgresql = custom.mysql = std::string_view(spelled);
            member.options.push_back("rowan::type(rowan::Custom{" + string_literal(spelled) + "})");
            if (!fits(table, column, custom, false))
                member.remarks.push_back("The model can't say how the database gives this "
                                         "column's values, or its type.");
        }
        return member;
    }

    [[nodiscard]] std::string includes() const {
        std::string text;
        if (!enums_.empty())
            text += "#include <rowan/type/enumeration.hpp>\n";
        if (has_json_)
            text += "#include <rowan/type/json.hpp>\n";
        if (has_uuid_)
            text += "#include <rowan/type/uuid.hpp>\n\n#include <boost/uuid/uuid.hpp>\n";
        return text;
    }
    [[nodiscard]] std::string enums() const {
        std::string text;
        for (const NamedEnum& one : enums_) {
            text += "enum class " + one.name + " { ";
            for (std::size_t i = 0; i < one.type.labels.size(); ++i)
                text.append(i > 0 ? ", " : "").append(one.type.labels[i]);
            text += " };\n\n";
        }
        return text;
    }

  private:
    struct NamedEnum {
        std::string place; ///< Table and column, unless the type has a name in the database.
        meta::ColumnType type;
        std::string name;
    };

    static std::string key(const meta::Table& table, const meta::Column& column) {
        return std::string(table.schema) + "." + std::string(table.name) + "." +
               std::string(column.name);
    }
    static bool can_be_enum(const meta::ColumnType& type) {
        bool possible = !type.labels.empty() && type.labels.size() <= 100;
        for (const meta::Name& label : type.labels)
            possible = possible && is_identifier(label);
        return possible;
    }
    [[nodiscard]] const NamedEnum* find_enum(const meta::Table& table,
                                             const meta::Column& column) const {
        for (const NamedEnum& one : enums_)
            if (column.type.is_native ? one.place.empty() && one.type.name == column.type.name
                                      : one.place == key(table, column))
                return &one;
        return nullptr;
    }
    /// Whether a model takes a column for a key that the database generates.
    static bool is_automatic(const meta::Table& table, const meta::Column& column) {
        bool automatic = table.primary_key.columns.size() == 1 &&
                         table.primary_key.columns.front() == column.name &&
                         (column.server_default.empty() || column.generated) &&
                         column.computed.empty();
        for (const meta::ForeignKey& foreign : table.foreign_keys)
            automatic = automatic && !meta::contains(foreign.columns, column.name);
        return automatic;
    }

    /// Whether a model whose column has this type is what the database has.
    [[nodiscard]] bool fits(const meta::Table& table, const meta::Column& column,
                            const meta::ColumnType& type, bool automatic) const {
        meta::Schema model;
        model.tables.push_back(table);
        std::size_t at = 0;
        while (!(table.columns[at].name == column.name))
            ++at;
        meta::Column& tried = model.tables[0].columns[at];
        tried.type = type;
        bool generates = automatic && type.kind == TypeKind::integer;
        tried.generated = generates || column.autoincrement;
        if (generates)
            tried.server_default = {};
        meta::Schema normal = lang::normalise(model, dialect_, lang::Origin::models);
        const meta::Column& made = normal.tables[0].columns[at];
        bool same_type = made.type == column.type ||
                         (type.kind == TypeKind::enumeration && column.type.is_native);
        return same_type && made.generated == column.generated;
    }

    [[nodiscard]] std::string in_dialect(const meta::ColumnType& type) const {
        if (type.kind == TypeKind::integer && type.size == 8)
            return type.is_unsigned ? "TINYINT UNSIGNED" : "TINYINT";
        lang::Text text(dialect_);
        lang::write_type(text, type);
        return std::string(text.view());
    }

    /// `rowan::Varchar{80}`; empty for what has no such spelling.
    static std::string spelled_option(const meta::ColumnType& type) {
        std::string size = std::to_string(type.size);
        switch (type.kind) {
        case TypeKind::boolean:
            return "rowan::Boolean{}";
        case TypeKind::integer:
            return type.is_unsigned || type.size == 8 ? ""
                   : type.size == 16                  ? "rowan::SmallInteger{}"
                   : type.size == 32                  ? "rowan::Integer{}"
                                                      : "rowan::BigInteger{}";
        case TypeKind::real:
            return type.size == 32 ? "rowan::Float{}" : "rowan::Double{}";
        case TypeKind::numeric:
            return "rowan::Numeric{" + size + ", " + std::to_string(type.scale) + "}";
        case TypeKind::text:
            return "rowan::Text{}";
        case TypeKind::varchar:
            return "rowan::Varchar{" + size + "}";
        case TypeKind::fixed_char:
            return "rowan::Char{" + size + "}";
        case TypeKind::blob:
            return "rowan::Binary{}";
        case TypeKind::date:
            return "rowan::SqlDate{}";
        case TypeKind::time:
            return "rowan::SqlTime{}";
        case TypeKind::timestamp:
            return type.with_time_zone ? "rowan::Timestamp{true}" : "rowan::Timestamp{}";
        case TypeKind::interval:
            return "rowan::Interval{}";
        case TypeKind::uuid:
            return "rowan::Uuid{}";
        case TypeKind::json:
            return "rowan::Json{}";
        case TypeKind::enumeration:
        case TypeKind::custom:
            break;
        }
        return {};
    }

    /// The member's C++ type; returns the SQL type that it has of itself.
    meta::ColumnType choose(const meta::Table& table, const meta::Column& column,
                            MemberType& member) {
        const meta::ColumnType& type = column.type;
        auto is = [&](std::string_view spelling, const SqlType& usual) {
            member.spelling = spelling;
            return meta::ColumnType(usual);
        };
        switch (type.kind) {
        case TypeKind::boolean:
            return is("bool", Boolean{});
        case TypeKind::integer:
            return choose_integer(type, member);
        case TypeKind::real:
            // SQLite keeps all of them as doubles.
            return type.size == 32 && dialect_.ddl->catalog != lang::Catalog::sqlite_master
                       ? is("float", Float{})
                       : is("double", Double{});
        case TypeKind::numeric:
            return is("rowan::Decimal", Numeric{});
        case TypeKind::text:
        case TypeKind::varchar:
        case TypeKind::fixed_char:
            return is("std::string", Text{});
        case TypeKind::blob:
            return is("rowan::Blob", Binary{});
        case TypeKind::date:
            return is("rowan::Date", SqlDate{});
        case TypeKind::time:
            return is("rowan::Time", SqlTime{});
        case TypeKind::timestamp:
            return is("rowan::DateTime", Timestamp{});
        case TypeKind::interval:
            return is("std::chrono::microseconds", Interval{});
        case TypeKind::uuid:
            has_uuid_ = true;
            return is("boost::uuids::uuid", Uuid{});
        case TypeKind::json:
            has_json_ = true;
            return is("boost::json::value", Json{});
        case TypeKind::enumeration:
            if (const NamedEnum* known = find_enum(table, column)) {
                member.spelling = known->name;
                if (type.is_native)
                    member.options.push_back("rowan::native_enum(" + string_literal(type.name) +
                                             ")");
                return type;
            }
            return is("std::string", Text{});
        case TypeKind::custom:
            break;
        }
        return choose_for_custom(type, member);
    }
    meta::ColumnType choose_integer(const meta::ColumnType& type, MemberType& member) const {
        // SQLite's INTEGER holds 64 bits.
        int bits = dialect_.ddl->catalog == lang::Catalog::sqlite_master ? 64 : type.size;
        member.spelling =
            std::string(type.is_unsigned ? "std::uint" : "std::int") + std::to_string(bits) + "_t";
        meta::ColumnType usual = type;
        usual.size = bits;
        return usual;
    }
    /// By what its name says it holds.
    meta::ColumnType choose_for_custom(const meta::ColumnType& type, MemberType& member) const {
        std::string_view name = type.name;
        auto has = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
        bool is_array = has("[]");
        if (is_array)
            member.spelling = "std::string";
        else if (name.starts_with("timestamp") || name.starts_with("datetime"))
            member.spelling = "rowan::DateTime";
        else if (name.starts_with("time"))
            member.spelling = "rowan::Time";
        else if (has("blob") || has("binary"))
            member.spelling = "rowan::Blob";
        else if (dialect_.ddl->catalog == lang::Catalog::sqlite_master && has("int"))
            member.spelling = "std::int64_t";
        else if (dialect_.ddl->catalog == lang::Catalog::information_schema &&
                 (has("mediumint") || has("year")))
            member.spelling = "std::int32_t";
        else
            member.spelling = "std::string";
        return meta::ColumnType(Text{});
    }

    const lang::Dialect& dialect_;
    std::vector<NamedEnum> enums_;
    bool has_json_ = false;
    bool has_uuid_ = false;
};

} // namespace rowan::migrate
