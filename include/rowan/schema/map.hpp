// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/fixed_string.hpp>
#include <rowan/schema/check_members.hpp>
#include <rowan/schema/columns.hpp>
#include <rowan/schema/mapping.hpp>
#include <rowan/schema/table_draft.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace rowan::meta {

template <typename Entity, auto Member>
inline constexpr bool is_member_of = std::is_same_v<reflect::entity_of<Member>, Entity>;

/// How many columns the member is that a table's part names.
template <typename Entity, auto Member>
inline constexpr std::size_t
    columns_of_member = leaves_of<typename reflect::MemberPointer<Member>::member>();

template <typename Entity, auto Member>
inline constexpr bool is_one_column = columns_of_member<Entity, Member> == 1;
template <typename Entity, auto Member>
inline constexpr bool is_stored = columns_of_member<Entity, Member> != 0;

/// The column of a member that a table's part names; of an embedded struct, its first one.
template <typename Entity, auto Member>
consteval std::uint16_t first_position_of() {
    ROWAN_CHECK((is_member_of<Entity, Member>),
                "rowan: table(): a part names a member of another struct; name members of its own. "
                "docs/errors.md#E108",
                "rowan: table() of ", reflect::type_name<Entity>(), " names ",
                reflect::type_name<reflect::entity_of<Member>>(),
                "::", reflect::pointed_name<Member>(), ", a member of ",
                reflect::type_name<reflect::entity_of<Member>>(),
                "; name members of its own. docs/errors.md#E108");
    if constexpr (is_member_of<Entity, Member>) {
        constexpr std::size_t index = reflect::index_of<Entity, Member>();
        ROWAN_CHECK((is_stored<Entity, Member>),
                    "rowan: table(): a part names a member that is no column. "
                    "docs/errors.md#E116",
                    "rowan: table() of ", reflect::type_name<Entity>(), ": ",
                    reflect::member_names<Entity>()[index], " is no column. docs/errors.md#E116");
        return static_cast<std::uint16_t>(leaf_of_member<Entity>(index));
    } else {
        return no_column;
    }
}

/// The one column of a member that a table's part names.
template <typename Entity, auto Member>
consteval std::uint16_t position_of() {
    ROWAN_CHECK((is_one_column<Entity, Member>),
                "rowan: table(): a part that is about one column names an embedded struct or a "
                "relation. docs/errors.md#E116",
                "rowan: table() of ", reflect::type_name<Entity>(),
                ": a part that is about one column names an embedded struct or a relation. "
                "docs/errors.md#E116");
    return first_position_of<Entity, Member>();
}

/// Writes `count` positions from `first` on; returns where the next one goes.
constexpr std::uint16_t* put_positions(std::uint16_t* out, std::uint16_t first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        *out++ = static_cast<std::uint16_t>(first + i);
    return out;
}

/// The columns of members; an embedded struct stands for all of its own.
template <typename Entity, auto... Members>
constexpr auto find_positions() {
    std::array<std::uint16_t, (std::size_t{0} + ... + columns_of_member<Entity, Members>)> list{};
    [[maybe_unused]] std::uint16_t* out = list.data();
    ((out = put_positions(out, first_position_of<Entity, Members>(),
                          columns_of_member<Entity, Members>)),
     ...);
    return list;
}
template <typename Entity, auto... Members>
inline constexpr auto positions = find_positions<Entity, Members...>();

/// Fills in what the members say of their columns.
struct ColumnFiller final : LeafVisitor {
    MappedColumn* column;
    const char* name;
    constexpr ColumnFiller(MappedColumn* first, const char* names) : column(first), name(names) {}
    constexpr void leaf(const NamePrefix& path, const types::Codec& codec) override {
        column->name = {name, path.size()};
        column->codec = &codec;
        column->type = codec.sql_type;
        name += path.size();
        ++column;
    }
};

/// What a foreign key of `Entity` points to. (g++ takes a function of member pointers alone for the
/// same in all files, even if their structs are of unnamed namespaces.)
template <typename Entity, auto First, auto... Targets>
constexpr ForeignTarget target_of();

// What the parts of a table say.
template <typename Entity, auto Member>
constexpr void gather(TableDraft& table, const ColumnPart<Member>& part) {
    table.add_column(position_of<Entity, Member>(), part.name, part.options);
}
template <typename Entity, auto... Members>
constexpr void gather(TableDraft& table, const KeyPart<Members...>& part) {
    table.add_key(positions<Entity, Members...>, part.name);
}
template <typename Entity, auto... Members>
constexpr void gather(TableDraft& table, const UniquePart<Members...>& part) {
    table.add({.kind = ConstraintKind::unique,
               .name = part.name,
               .columns = positions<Entity, Members...>});
}
template <typename Entity, auto... Members>
constexpr void gather(TableDraft& table, const IndexPart<Members...>& part) {
    table.add({.kind = ConstraintKind::index,
               .name = part.name,
               .columns = positions<Entity, Members...>,
               .unique = part.is_unique,
               .predicate = part.predicate,
               .expressions = part.expressions});
}
template <typename Entity, auto... Targets, auto... Members>
constexpr void gather(TableDraft& table,
                      const ForeignKeyPart<References<Targets...>, Members...>& part) {
    table.add({.kind = ConstraintKind::foreign_key,
               .name = part.name,
               .columns = positions<Entity, Members...>,
               .target = &target_of<Entity, Targets...>,
               .on_delete = part.delete_action,
               .on_update = part.update_action,
               .deferrable = part.is_deferrable});
}
template <typename Entity>
constexpr void gather(TableDraft& table, const CheckPart& part) {
    table.add({.kind = ConstraintKind::check, .name = part.name, .predicate = part.condition});
}
template <typename Entity, auto Member>
constexpr void gather(TableDraft& table, const VersionPart<Member>&) {
    table.facts.version = position_of<Entity, Member>();
}
template <typename Entity>
constexpr void gather(TableDraft& table, const SchemaPart& part) {
    table.facts.schema = part.name;
}
template <typename Entity>
constexpr void gather(TableDraft&, const RelationTag&) {}
template <typename Entity, auto... Members>
constexpr void gather(TableDraft& table, const PartitionPart<Members...>& part) {
    table.facts.partitioning = {part.method, part.is_foreign, positions<Entity, Members...>};
}
template <typename Entity>
constexpr void gather(TableDraft& table, const ColumnOption& part) {
    table.add_option(part);
}

template <typename Part>
inline constexpr bool is_key_part = false;
template <auto... Members>
inline constexpr bool is_key_part<KeyPart<Members...>> = sizeof...(Members) > 0;

template <typename Entity>
inline constexpr bool has_table = HasTable<Entity>;

template <typename... Parts>
consteval bool has_key_part(const TableDefinition<Parts...>&) {
    return (is_key_part<Parts> || ...);
}
/// Its own message comes before that of the missing key.
consteval bool has_key_part(const NotMapped&) { return true; }

template <typename Entity>
inline constexpr bool has_primary_key = has_key_part(table_of<Entity>);

/// What a struct and its table's parts say, in arrays that the mapping looks at.
template <std::size_t Columns, std::size_t Constraints>
struct GatheredTable {
    std::array<MappedColumn, Columns> columns{};
    std::array<MappedConstraint, Constraints + 1> constraints{};
    TableFacts facts{};
};

template <typename Entity>
constexpr auto gather_table() {
    ROWAN_CHECK((has_table<Entity>),
                "rowan: the struct has no table; give it a `static constexpr auto table = "
                "rowan::table(rowan::primary_key<...>());`. docs/errors.md#E105",
                "rowan: ", reflect::type_name<Entity>(),
                " has no table; give it a `static constexpr auto table = "
                "rowan::table(rowan::primary_key<&",
                reflect::type_name<Entity>(), "::...>());`. docs/errors.md#E105");
    static_assert(check_members<Entity>());
    ROWAN_CHECK((has_primary_key<Entity>),
                "rowan: table(): the struct has no primary key; add rowan::primary_key<...>() to "
                "its table. docs/errors.md#E105",
                "rowan: table() of ", reflect::type_name<Entity>(),
                " has no primary key; add rowan::primary_key<&", reflect::type_name<Entity>(),
                "::...>() to it. docs/errors.md#E105");
    GatheredTable<column_count<Entity>, table_of<Entity>.part_count> gathered;
    ColumnFiller filler(gathered.columns.data(), name_pool<Entity>.text);
    each_leaf<Entity>(nullptr, filler);
    TableDraft table{gathered.columns.data(), gathered.columns.size(), gathered.constraints.data(),
                     gathered.facts};
    auto add = [&](const auto& part) { gather<Entity>(table, part); };
    table_of<Entity>.parts.each(add);
    table.finish();
    return gathered;
}

template <typename Entity>
inline constexpr auto gathered = gather_table<Entity>();

template <typename Entity>
inline constexpr bool has_valid_autoincrement = gathered<Entity>.facts.has_valid_autoincrement;
template <typename Entity>
inline constexpr bool has_enums_where_native = gathered<Entity>.facts.has_enums_where_native;
template <typename Entity>
inline constexpr bool has_partition_columns_in_key =
    gathered<Entity>.facts.has_partition_columns_in_key;

/// What the parts say, if they are right.
template <typename Entity>
constexpr const TableFacts& checked_facts() {
    if constexpr (!gathered<Entity>.facts.is_right()) {
        ROWAN_CHECK((has_partition_columns_in_key<Entity>),
                    "rowan: table(): a column that the table is partitioned by is not in its "
                    "primary key; add it there. docs/errors.md#E119",
                    "rowan: table() of ", reflect::type_name<Entity>(),
                    ": a column that the table is partitioned by is not in its primary key; add it "
                    "there. docs/errors.md#E119");
        ROWAN_CHECK((has_enums_where_native<Entity>),
                    "rowan: table(): native_enum() is for a column whose member is a scoped enum. "
                    "docs/errors.md#E118",
                    "rowan: table() of ", reflect::type_name<Entity>(),
                    ": native_enum() is for a column whose member is a scoped enum. "
                    "docs/errors.md#E118");
        ROWAN_CHECK((has_valid_autoincrement<Entity>),
                    "rowan: table(): autoincrement is for a primary key of one integer. "
                    "docs/errors.md#E115",
                    "rowan: table() of ", reflect::type_name<Entity>(),
                    ": autoincrement is for a primary key of one integer. docs/errors.md#E115");
    }
    return gathered<Entity>.facts;
}

template <typename Entity>
constexpr std::string_view table_name() {
    if constexpr (table_of<Entity>.name.empty())
        return snake_case_name<Entity>.view();
    else
        return table_of<Entity>.name;
}

/// The mapping of a struct.
template <typename Entity>
inline constexpr Mapping mapping = make_mapping(entity_name<Entity>.view(), table_name<Entity>(),
                                                gathered<Entity>.columns,
                                                gathered<Entity>.constraints,
                                                checked_facts<Entity>(), column_offsets<Entity>);

template <typename Entity, auto First, auto... Targets>
constexpr ForeignTarget target_of() {
    using Target = reflect::entity_of<First>;
    return {&mapping<Target>, positions<Target, First, Targets...>};
}

} // namespace rowan::meta
