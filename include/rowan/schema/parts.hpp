// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/type/sql_type.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace rowan {

/// What happens to rows that point to a row that is deleted or whose key changes.
enum class Action : std::uint8_t { no_action, restrict, cascade, set_null, set_default };

inline constexpr Action no_action = Action::no_action;
inline constexpr Action restrict = Action::restrict;
inline constexpr Action cascade = Action::cascade;
inline constexpr Action set_null = Action::set_null;
inline constexpr Action set_default = Action::set_default;

namespace meta {

/// How a table's rows are divided among partitions.
enum class PartitionMethod : std::uint8_t { none, range, list, hash };

template <auto... Members>
struct UniquePart {
    std::string_view name = {};
};

struct AutoincrementTag {};

/// One option of a column: a single type for all, so that a column costs one instantiation.
struct ColumnOption {
    enum class Kind : std::uint8_t {
        none,
        type,
        server_default,
        unique,
        comment,
        computed,
        collate,
        autoincrement,
        native_enum,
        renamed_from,
    };
    Kind kind = Kind::none;
    std::string_view text = {};
    SqlType type = {};

    constexpr ColumnOption() = default;
    constexpr ColumnOption(Kind what, std::string_view value) : kind(what), text(value) {}
    constexpr ColumnOption(SqlType value) : kind(Kind::type), type(value) {}
    constexpr ColumnOption(AutoincrementTag) : kind(Kind::autoincrement) {}
    /// `unique` without arguments, which is the name of the table part's function too.
    constexpr ColumnOption(UniquePart<> (*)(std::string_view)) : kind(Kind::unique) {}
};

/// The most options one column can have.
inline constexpr std::size_t most_options = 8;

template <auto Member>
struct ColumnPart {
    std::string_view name;
    ColumnOption options[most_options];
};

template <auto... Members>
struct KeyPart {
    std::string_view name;
};

template <auto... Members>
struct IndexPart {
    std::string_view name;
    bool is_unique = false;
    std::string_view predicate = {};
    std::string_view expressions = {};

    /// Only rows for which this SQL condition holds are in the index.
    [[nodiscard]] constexpr IndexPart where(std::string_view condition) const {
        IndexPart part = *this;
        part.predicate = condition;
        return part;
    }
    /// The index forbids equal entries.
    [[nodiscard]] constexpr IndexPart unique() const {
        IndexPart part = *this;
        part.is_unique = true;
        return part;
    }
    /// SQL expressions, separated by commas, that are indexed after the members.
    [[nodiscard]] constexpr IndexPart expression(std::string_view text) const {
        IndexPart part = *this;
        part.expressions = text;
        return part;
    }
};

template <auto... Members>
struct References {};

template <typename Target, auto... Members>
struct ForeignKeyPart;

template <auto... Targets, auto... Members>
struct ForeignKeyPart<References<Targets...>, Members...> {
    std::string_view name = {};
    Action delete_action = Action::no_action;
    Action update_action = Action::no_action;
    bool is_deferrable = false;

    /// What happens to this table's rows when the row they point to is deleted.
    [[nodiscard]] constexpr ForeignKeyPart on_delete(Action action) const {
        ForeignKeyPart part = *this;
        part.delete_action = action;
        return part;
    }
    /// What happens to this table's rows when the key they point to changes.
    [[nodiscard]] constexpr ForeignKeyPart on_update(Action action) const {
        ForeignKeyPart part = *this;
        part.update_action = action;
        return part;
    }
    /// The key is checked when the transaction commits (DEFERRABLE INITIALLY DEFERRED).
    [[nodiscard]] constexpr ForeignKeyPart deferrable() const {
        ForeignKeyPart part = *this;
        part.is_deferrable = true;
        return part;
    }
};

struct CheckPart {
    std::string_view name;
    std::string_view condition;
};

template <auto Member>
struct VersionPart {};

struct SchemaPart {
    std::string_view name;
};

template <auto... Members>
struct PartitionPart {
    PartitionMethod method;
    bool is_foreign = false;

    /// The partitions may be foreign tables (postgres_fdw). A table of such can't have a primary
    /// key, a unique constraint or a unique index: it is created without them, and its partitions
    /// should have them.
    [[nodiscard]] constexpr PartitionPart of_foreign_tables() const { return {method, true}; }
};

struct CommentPart {
    std::string_view text;
};

/// What the parts about relations derive from: they say nothing of columns.
struct RelationTag {};

/// One part of a table at its place.
template <std::size_t Index, typename Part>
struct PlacedPart {
    Part part;
};
template <typename Indexes, typename... Parts>
struct PlacedParts;
template <std::size_t... I, typename... Parts>
struct PlacedParts<std::index_sequence<I...>, Parts...> : PlacedPart<I, Parts>... {
    /// Calls `use(part)` for each part in order.
    template <typename Use>
    constexpr void each(Use& use) const {
        (use(static_cast<const PlacedPart<I, Parts>&>(*this).part), ...);
    }
};

/// What `rowan::table(…)` returns: the parts as they were written. (A std::tuple of them would cost
/// more compile time than all the rest of a small model.)
template <typename... Parts>
struct TableDefinition {
    std::string_view name;
    PlacedParts<std::index_sequence_for<Parts...>, Parts...> parts;
    static constexpr std::size_t part_count = sizeof...(Parts);
};

} // namespace meta

/// Describes a table; every part may be left out but the primary key. Without a name it is the
/// struct's name in snake_case.
template <typename... Parts>
constexpr auto table(std::string_view name, Parts... parts) {
    return meta::TableDefinition<Parts...>{name, {{parts}...}};
}
template <typename First, typename... Parts>
requires(!std::is_convertible_v<First, std::string_view>) constexpr auto table(First first,
                                                                               Parts... parts) {
    return meta::TableDefinition<First, Parts...>{{}, {{first}, {parts}...}};
}

/// Names a member's column and sets its options; the name may be left out.
template <auto Member>
constexpr auto column(std::string_view name, meta::ColumnOption a = {}, meta::ColumnOption b = {},
                      meta::ColumnOption c = {}, meta::ColumnOption d = {},
                      meta::ColumnOption e = {}, meta::ColumnOption f = {},
                      meta::ColumnOption g = {}, meta::ColumnOption h = {}) {
    return meta::ColumnPart<Member>{name, {a, b, c, d, e, f, g, h}};
}
template <auto Member>
constexpr auto column(meta::ColumnOption a, meta::ColumnOption b = {}, meta::ColumnOption c = {},
                      meta::ColumnOption d = {}, meta::ColumnOption e = {},
                      meta::ColumnOption f = {}, meta::ColumnOption g = {},
                      meta::ColumnOption h = {}) {
    return meta::ColumnPart<Member>{{}, {a, b, c, d, e, f, g, h}};
}

/// The members that identify a row.
template <auto... Members>
constexpr auto primary_key(std::string_view name = {}) {
    return meta::KeyPart<Members...>{name};
}
/// No two rows have the same values in these members; without members, the option of a column.
template <auto... Members>
constexpr meta::UniquePart<Members...> unique(std::string_view name = {}) {
    return {name};
}
/// An index over these members, in this order.
template <auto... Members>
constexpr auto index(std::string_view name = {}) {
    return meta::IndexPart<Members...>{name};
}
/// The members of another struct that a foreign key points to.
template <auto... Members>
constexpr auto references() {
    return meta::References<Members...>{};
}
/// The values of these members are a key of another table, or NULL.
template <auto... Members, auto... Targets>
constexpr auto foreign_key(meta::References<Targets...>, std::string_view name = {}) {
    static_assert(sizeof...(Members) == sizeof...(Targets) && sizeof...(Members) > 0,
                  "rowan: foreign_key() and references() must name the same number of members");
    return meta::ForeignKeyPart<meta::References<Targets...>, Members...>{name};
}
/// Every row must fulfil this SQL condition.
constexpr auto check(std::string_view name, std::string_view condition) {
    return meta::CheckPart{name, condition};
}
/// The member counts the row's versions: a write of an older version is StaleData.
template <auto Member>
constexpr auto version() {
    return meta::VersionPart<Member>{};
}
/// The table's rows lie in partitions by ranges of these columns' values (PostgreSQL's PARTITION BY
/// RANGE). `create_all` creates the table, the partitions are the program's to create. The primary
/// key must have these columns among its own.
template <auto... Members>
constexpr auto partition_by_range() {
    return meta::PartitionPart<Members...>{meta::PartitionMethod::range};
}
/// The same by lists of a column's values.
template <auto Member>
constexpr auto partition_by_list() {
    return meta::PartitionPart<Member>{meta::PartitionMethod::list};
}
/// The same by the remainders of a hash.
template <auto... Members>
constexpr auto partition_by_hash() {
    return meta::PartitionPart<Members...>{meta::PartitionMethod::hash};
}
/// The database schema (namespace) of the table.
constexpr auto schema(std::string_view name) { return meta::SchemaPart{name}; }

/// Another SQL type than the member's own.
constexpr meta::ColumnOption type(SqlType value) { return {value}; }
/// An SQL expression the database fills the column with when an INSERT leaves it out; Rowan leaves
/// out an empty optional of such a column.
constexpr meta::ColumnOption server_default(std::string_view expression) {
    return {meta::ColumnOption::Kind::server_default, expression};
}
/// A comment that the database keeps; as a part of a table, on the table.
constexpr meta::ColumnOption comment(std::string_view text) {
    return {meta::ColumnOption::Kind::comment, text};
}
/// The database computes the column from this SQL expression; Rowan never writes it.
constexpr meta::ColumnOption computed(std::string_view expression) {
    return {meta::ColumnOption::Kind::computed, expression};
}
/// The column's collation.
constexpr meta::ColumnOption collate(std::string_view name) {
    return {meta::ColumnOption::Kind::collate, name};
}
/// The enum is a type of its own where the database has such (PostgreSQL's CREATE TYPE), by this
/// name or the enum's own in lower case; `create_all` creates it. Elsewhere it changes nothing.
constexpr meta::ColumnOption native_enum(std::string_view name = {}) {
    return {meta::ColumnOption::Kind::native_enum, name};
}
/// The column's name before: migrations rename it instead of dropping it; as a part of a table,
/// the table's.
constexpr meta::ColumnOption renamed_from(std::string_view name) {
    return {meta::ColumnOption::Kind::renamed_from, name};
}
/// The database gives the key, and never one again that was deleted.
inline constexpr meta::AutoincrementTag autoincrement{};

namespace meta {

/// A struct that has no table.
struct NotMapped {
    std::string_view name = {};
    PlacedParts<std::index_sequence<>> parts = {};
    static constexpr std::size_t part_count = 0;
};

template <typename Entity>
consteval auto own_table() {
    if constexpr (requires { Entity::table; })
        return Entity::table;
    else
        return NotMapped{};
}

} // namespace meta

/// The table of a struct: its static member `table`, or a specialization beside it:
/// `template <> inline constexpr auto rowan::table_of<Point> = rowan::table("points", …);`
template <typename Entity>
inline constexpr auto table_of = meta::own_table<Entity>();

namespace meta {

/// A struct with a table.
template <typename Entity>
concept HasTable = !std::is_same_v<std::remove_const_t<decltype(table_of<Entity>)>, NotMapped>;

} // namespace meta

} // namespace rowan
