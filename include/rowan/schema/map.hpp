// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/fixed_string.hpp>
#include <rowan/schema/check_members.hpp>
#include <rowan/schema/columns.hpp>
#include <rowan/schema/mapping.hpp>

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

/// The columns of members; an embedded struct stands for all of its own.
template <typename Entity, auto... Members>
inline constexpr auto positions = [] {
    std::array<std::uint16_t, (std::size_t{0} + ... + columns_of_member<Entity, Members>)> list{};
    std::size_t at = 0;
    [[maybe_unused]] auto add = [&](std::uint16_t first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            list[at++] = static_cast<std::uint16_t>(first + i);
    };
    (add(first_position_of<Entity, Members>(), columns_of_member<Entity, Members>), ...);
    return list;
}();

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

template <typename Entity>
struct Assembly {
    std::array<MappedColumn, column_count<Entity>> columns{};
    std::array<MappedConstraint, table_of<Entity>.part_count + 1> constraints{};
    std::size_t constraint_count = 0;
    std::span<const std::uint16_t> key{};
    std::uint16_t version = no_column;
    std::uint16_t generated = no_column;
    std::string_view schema{}, comment{}, renamed_from{};
    MappedPartitioning partitioning{};

    constexpr void add(const MappedConstraint& constraint) {
        constraints[constraint_count++] = constraint;
    }

    template <auto Member>
    constexpr void apply(const ColumnPart<Member>& part) {
        MappedColumn& column = columns[position_of<Entity, Member>()];
        if (!part.name.empty()) {
            column.member = column.name;
            column.name = part.name;
        }
        for (const ColumnOption& option : part.options) {
            switch (option.kind) {
            case ColumnOption::Kind::none:
                break;
            case ColumnOption::Kind::type:
                column.type = option.type;
                break;
            case ColumnOption::Kind::server_default:
                column.server_default = option.text;
                break;
            case ColumnOption::Kind::unique:
                column.unique = true;
                break;
            case ColumnOption::Kind::comment:
                column.comment = option.text;
                break;
            case ColumnOption::Kind::computed:
                column.computed = option.text;
                break;
            case ColumnOption::Kind::collate:
                column.collate = option.text;
                break;
            case ColumnOption::Kind::autoincrement:
                column.autoincrement = true;
                break;
            case ColumnOption::Kind::native_enum:
                column.type.is_native = true;
                if (!option.text.empty())
                    column.type.name = option.text;
                break;
            case ColumnOption::Kind::renamed_from:
                column.renamed_from = option.text;
                break;
            }
        }
    }
    template <auto... Members>
    constexpr void apply(const KeyPart<Members...>& part) {
        key = positions<Entity, Members...>;
        for (std::uint16_t column : key)
            columns[column].in_key = true;
        add({.kind = ConstraintKind::primary_key, .name = part.name, .columns = key});
    }
    template <auto... Members>
    constexpr void apply(const UniquePart<Members...>& part) {
        add({.kind = ConstraintKind::unique,
             .name = part.name,
             .columns = positions<Entity, Members...>});
    }
    template <auto... Members>
    constexpr void apply(const IndexPart<Members...>& part) {
        add({.kind = ConstraintKind::index,
             .name = part.name,
             .columns = positions<Entity, Members...>,
             .unique = part.is_unique,
             .predicate = part.predicate,
             .expressions = part.expressions});
    }
    template <auto... Targets, auto... Members>
    constexpr void apply(const ForeignKeyPart<References<Targets...>, Members...>& part) {
        add({.kind = ConstraintKind::foreign_key,
             .name = part.name,
             .columns = positions<Entity, Members...>,
             .target = &target_of<Targets...>,
             .on_delete = part.delete_action,
             .on_update = part.update_action,
             .deferrable = part.is_deferrable});
    }
    constexpr void apply(const CheckPart& part) {
        add({.kind = ConstraintKind::check, .name = part.name, .predicate = part.condition});
    }
    template <auto Member>
    constexpr void apply(const VersionPart<Member>&) {
        version = position_of<Entity, Member>();
    }
    constexpr void apply(const SchemaPart& part) { schema = part.name; }
    constexpr void apply(const RelationTag&) {}
    template <auto... Members>
    constexpr void apply(const PartitionPart<Members...>& part) {
        partitioning = {part.method, part.is_foreign, positions<Entity, Members...>};
    }
    constexpr void apply(const ColumnOption& part) {
        bool renames = part.kind == ColumnOption::Kind::renamed_from;
        if (renames || part.kind == ColumnOption::Kind::comment)
            (renames ? renamed_from : comment) = part.text;
    }

    template <auto First, auto... Targets>
    static constexpr ForeignTarget target_of();

    /// A single integer key that no foreign key fills is generated, as SQLAlchemy's
    /// `autoincrement="auto"` has it.
    constexpr void find_generated() {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            MappedColumn& column = columns[i];
            bool automatic = key.size() == 1 && key[0] == i && column.server_default.empty() &&
                             column.computed.empty() && column.type.kind == TypeKind::integer &&
                             column.codec->kind == types::CellKind::integer;
            for (std::size_t c = 0; c < constraint_count; ++c)
                if (constraints[c].kind == ConstraintKind::foreign_key)
                    for (std::uint16_t member : constraints[c].columns)
                        automatic = automatic && member != i;
            if (automatic || column.autoincrement) {
                column.generated = true;
                generated = static_cast<std::uint16_t>(i);
            }
        }
    }
};

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

template <typename Entity>
inline constexpr auto assembly = [] {
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
    Assembly<Entity> result;
    ColumnFiller filler(result.columns.data(), name_pool<Entity>.data());
    each_leaf<Entity>(nullptr, filler);
    auto apply = [&](const auto& part) { result.apply(part); };
    table_of<Entity>.parts.each(apply);
    result.find_generated();
    return result;
}();

/// Only a table's whole key can be generated, and only where it is an integer.
template <typename Entity>
inline constexpr bool has_valid_autoincrement = [] {
    const auto& all = assembly<Entity>;
    for (std::size_t i = 0; i < all.columns.size(); ++i)
        if (all.columns[i].autoincrement && (all.key.size() != 1 || all.key[0] != i ||
                                             all.columns[i].type.kind != TypeKind::integer))
            return false;
    return true;
}();

template <typename Entity>
inline constexpr bool has_enums_where_native = [] {
    for (const MappedColumn& column : assembly<Entity>.columns)
        if (column.type.is_native && column.type.kind != TypeKind::enumeration)
            return false;
    return true;
}();

/// PostgreSQL can't tell across partitions whether a key is there already.
template <typename Entity>
inline constexpr bool has_partition_columns_in_key = [] {
    const MappedPartitioning& partitioning = assembly<Entity>.partitioning;
    for (std::uint16_t column : partitioning.columns)
        if (!partitioning.is_foreign && !assembly<Entity>.columns[column].in_key)
            return false;
    return true;
}();

template <typename Entity>
consteval bool any_omittable() {
    ROWAN_CHECK((has_partition_columns_in_key<Entity>),
                "rowan: table(): a column that the table is partitioned by is not in its primary "
                "key; add it there. docs/errors.md#E119",
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
    for (const MappedColumn& column : assembly<Entity>.columns)
        if (column.omittable())
            return true;
    return false;
}

/// The mapping of a struct.
template <typename Entity>
inline constexpr Mapping mapping = {
    .entity = {entity_name<Entity>.data(), entity_name<Entity>.size() - 1},
    .table = table_of<Entity>.name.empty() ? std::string_view(snake_case_name<Entity>.data(),
                                                              snake_case_name<Entity>.size() - 1)
                                           : table_of<Entity>.name,
    .schema = assembly<Entity>.schema,
    .comment = assembly<Entity>.comment,
    .renamed_from = assembly<Entity>.renamed_from,
    .partitioning = assembly<Entity>.partitioning,
    .columns = assembly<Entity>.columns,
    .key = assembly<Entity>.key,
    .constraints = {assembly<Entity>.constraints.data(), assembly<Entity>.constraint_count},
    .version = assembly<Entity>.version,
    .generated = assembly<Entity>.generated,
    .has_omittable = any_omittable<Entity>(),
    .offsets = &column_offsets<Entity>,
};

template <typename Entity>
template <auto First, auto... Targets>
constexpr ForeignTarget Assembly<Entity>::target_of() {
    using Target = reflect::entity_of<First>;
    return {&mapping<Target>, positions<Target, First, Targets...>};
}

} // namespace rowan::meta
