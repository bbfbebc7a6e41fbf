// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/related.hpp>
#include <rowan/orm/relation.hpp>
#include <rowan/schema/relate.hpp>
#include <rowan/sql/check_select.hpp>
#include <rowan/sql/lower_select.hpp>
#include <rowan/sql/select_draft.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

// What a select can read from, and how its tables are joined.

namespace rowan::lang {

/// A select that stands in FROM.
template <typename Source>
struct Subquery : Source {
    using source = Source;
    Clauses words;
};
/// A select in WITH.
template <typename Source>
struct CommonTable : Source {
    using source = Source;
    Clauses words;
    bool is_recursive;
};

template <typename Source>
inline constexpr bool is_common_table = false;
template <typename Source>
inline constexpr bool is_common_table<CommonTable<Source>> = true;

template <typename Source>
struct SourceOf {
    using type = Source;
};
template <typename Source>
requires requires { typename Source::source; }
struct SourceOf<Source> {
    using type = typename Source::source;
};
template <typename Source>
using source_t = typename SourceOf<Source>::type;

/// The struct of a source, or the source itself.
template <typename Source>
struct NamedSource {
    using type = Source;
};
template <typename Entity, FixedString Alias>
struct NamedSource<TableSource<Entity, Alias>> {
    using type = Entity;
};
template <typename Source>
using named_source_t = typename NamedSource<Source>::type;

template <typename Source>
void put_with(Clause&, const Source&) {}
template <typename Outputs, FixedString Name>
void put_with(Clause& clause, const CommonTable<SelectSource<Outputs, Name>>& table) {
    std::size_t opened = open_part(clause, Part::with, table.is_recursive ? 1 : 0);
    put_address(clause, &SelectSource<Outputs, Name>::info);
    put_number(clause, size_of_list<Outputs>);
    for (const std::string_view& name : output_names<Outputs>) {
        if (name.empty())
            throw InvalidQuery("rowan: select(): an item of cte() has no name; name it by "
                               "as<\"name\">()");
        put_address(clause, &name);
    }
    std::size_t inner = open_words(clause);
    put_select(clause, table.words);
    close_words(clause, inner);
    close_words(clause, opened);
}
template <typename Source>
void put_inner(Clause&, const Source&) {}
template <typename Source>
void put_inner(Clause& clause, const Subquery<Source>& subquery) {
    put_select(clause, subquery.words);
}

/// Adds a table, subquery or common table expression; returns where the part began.
template <typename Source>
std::size_t put_source(Clause& words, Part part, const Source& source, std::uint32_t detail = 0) {
    put_with(words, source);
    std::size_t opened = open_part(words, part, detail);
    put_address(words, &source_t<Source>::info);
    std::size_t inner = open_words(words);
    put_inner(words, source);
    close_words(words, inner);
    close_words(words, opened);
    return opened;
}
template <typename Source>
SelectDraft with_from(const SelectDraft& draft, const Source& source) {
    SelectDraft next = draft;
    put_source(next.clauses.where, Part::from, source);
    return next;
}

/// The sources after a join.
template <JoinKind Kind, typename Sources, typename Source>
struct JoinSources;
template <JoinKind Kind, typename... Before, bool... IsOuter, typename Source>
struct JoinSources<Kind, TypeList<Joined<Before, IsOuter>...>, Source> {
    static constexpr bool loses_before = Kind == JoinKind::right || Kind == JoinKind::full;
    static constexpr bool loses_new = Kind == JoinKind::left || Kind == JoinKind::full;
    using type = TypeList<Joined<Before, IsOuter || loses_before>..., Joined<Source, loses_new>>;
};
template <JoinKind Kind, typename Sources, typename Source>
using join_sources_t = typename JoinSources<Kind, Sources, source_t<Source>>::type;

/// Adds a join, whose condition comes next.
template <JoinKind Kind, typename Source>
SelectDraft with_join(const SelectDraft& draft, const Source& source) {
    SelectDraft next = draft;
    Clause& words = next.clauses.where;
    next.joined = put_source(words, Part::join, source, static_cast<std::uint32_t>(Kind));
    next.condition = words.code.size();
    return next;
}

/// The foreign keys between two structs; of one with itself each counts for both directions.
template <typename New, typename Before>
inline constexpr std::size_t keys_between = 0;
template <typename New, FixedString NewAlias, typename Before, FixedString Alias>
inline constexpr std::size_t keys_between<TableSource<New, NewAlias>, TableSource<Before, Alias>> =
    meta::keys_of<New, Before, meta::AnyKey>.count + meta::keys_of<Before, New, meta::AnyKey>.count;
template <typename New, typename Sources>
inline constexpr std::size_t key_count = 0;
template <typename New, typename... Before, bool... IsOuter>
inline constexpr std::size_t key_count<New, TypeList<Joined<Before, IsOuter>...>> =
    (std::size_t{0} + ... + keys_between<New, Before>);

/// Writes that the columns of a foreign key are equal to those that it points to.
template <typename Owner, std::size_t Key, typename OwnerSource, typename TargetSource>
void put_key_of(Clause& clause) {
    using Columns = meta::KeyColumns<Owner, meta::PartAt<Owner, Key>>;
    for (std::size_t i = 0; i < Columns::here.size(); ++i) {
        if (i + 1 < Columns::here.size())
            clause.put(Op::conjunction);
        clause.put(Op::equal);
        put_column(clause, OwnerSource::info, Columns::here[i]);
        put_column(clause, TargetSource::info, Columns::there[i]);
    }
}
template <typename New, typename Before>
void put_key_between(Clause& clause) {
    if constexpr (keys_between<New, Before> == 1) {
        using Here = typename New::entity;
        using There = typename Before::entity;
        constexpr auto own = meta::keys_of<Here, There, meta::AnyKey>;
        if constexpr (own.count == 1)
            put_key_of<Here, own.first, New, Before>(clause);
        else
            put_key_of<There, meta::keys_of<There, Here, meta::AnyKey>.first, Before, New>(clause);
    }
}
/// Writes the condition of a join along the one foreign key there is.
template <typename New, typename... Before, bool... IsOuter>
void put_key(Clause& clause, TypeList<Joined<Before, IsOuter>...>) {
    (put_key_between<New, Before>(clause), ...);
}

/// The foreign keys of a relation member.
template <auto Member>
struct RelationKeys {
    using Entity = reflect::entity_of<Member>;
    using Kinds = meta::RelationTraits<typename reflect::MemberPointer<Member>::member>;
    using Keys = meta::Resolved<Entity, reflect::index_of<Entity, Member>()>;
    using Owner = typename Keys::Owner;
    static constexpr std::size_t count = Keys::count;
    static constexpr bool owns = Kinds::kind == meta::RelationKind::belongs_to;
    static constexpr bool is_through = Kinds::kind == meta::RelationKind::many_to_many;
    template <typename OwnerSource, typename TargetSource>
    static void put_first(Clause& clause) {
        put_key_of<Owner, Keys::part, OwnerSource, TargetSource>(clause);
    }
    template <typename OwnerSource, typename TargetSource>
    static void put_second(Clause& clause) {
        put_key_of<Owner, Keys::second_part, OwnerSource, TargetSource>(clause);
    }
};
/// The struct that a relation leads to.
template <auto Member>
using related_t =
    typename meta::RelationTraits<typename reflect::MemberPointer<Member>::member>::target;

/// A join of `Source` to the tables before it, which are `Sources`. Has `sources` after it, `why`
/// the join has no condition yet (Nothing if it has one), and `add(draft, source)`.
template <JoinKind Kind, typename Sources, typename Source>
struct KeyJoin {
    using Here = source_t<Source>;
    static constexpr std::size_t keys = key_count<Here, Sources>;
    using sources = join_sources_t<Kind, Sources, Source>;
    using why = std::conditional_t<keys == 1, Nothing, NoCondition<named_source_t<Here>, keys>>;
    static SelectDraft add(const SelectDraft& draft, const Source& source) {
        SelectDraft next = with_join<Kind>(draft, source);
        if constexpr (keys == 1) {
            put_key<Here>(next.clauses.where, Sources{});
            close_words(next.clauses.where, next.joined);
        }
        return next;
    }
};
/// The same along a relation, over the table between if it has one.
template <JoinKind Kind, typename Sources, typename Source, auto Member>
struct RelationJoin {
    using Relation = RelationKeys<Member>;
    using Here = TableSource<typename Relation::Entity>;
    using There = source_t<Source>;
    using Between = TableSource<typename Relation::Owner>;
    using before =
        typename std::conditional_t<Relation::is_through, JoinSources<Kind, Sources, Between>,
                                    std::type_identity<Sources>>::type;
    using sources = join_sources_t<Kind, before, Source>;
    using why = Nothing;
    static SelectDraft add(const SelectDraft& draft, const Source& source) {
        check_source<Sources, Here>();
        static_assert(Relation::count == 1, "rowan: select(): the relation has no foreign key, or "
                                            "several. docs/errors.md#E151");
        if constexpr (Relation::is_through) {
            SelectDraft next = with_join<Kind>(draft, Between{});
            Relation::template put_first<Between, Here>(next.clauses.where);
            close_words(next.clauses.where, next.joined);
            next = with_join<Kind>(next, source);
            Relation::template put_second<Between, There>(next.clauses.where);
            close_words(next.clauses.where, next.joined);
            return next;
        } else {
            SelectDraft next = with_join<Kind>(draft, source);
            if constexpr (Relation::owns)
                Relation::template put_first<Here, There>(next.clauses.where);
            else
                Relation::template put_first<There, Here>(next.clauses.where);
            close_words(next.clauses.where, next.joined);
            return next;
        }
    }
};

/// The tables of a select that has items only: the one that they are of.
template <typename Uses>
struct DeducedFrom {
    using sources = TypeList<>;
    using rest = Plain;
    static void put(Clause&) {}
};
template <typename Entity, FixedString Alias>
struct DeducedFrom<TypeList<TableSource<Entity, Alias>>> {
    using Source = TableSource<Entity, Alias>;
    using sources = TypeList<Joined<Source, false>>;
    using rest = Deduced;
    static void put(Clause& words) { put_source(words, Part::deduced, Source{}); }
};
template <typename... Item>
using deduced_from_t =
    DeducedFrom<once_t<TypeList<>, concat_t<TypeList<>, typename Meaning<Item>::sources...>>>;

/// Puts an item of a select's list, with its name if it says one.
template <typename Item>
const char* label_of(const Item&) {
    return nullptr;
}
template <typename Inner, FixedString Name>
const char* label_of(const Labelled<Inner, Name>&) {
    return kept_name<Name>.data();
}
template <typename Inner>
const char* label_of(const NamedItem<Inner>& item) {
    return item.name.text.data();
}
template <typename Item>
void put_item(Clause& clause, const Item& item) {
    std::size_t opened = open_part(clause, Part::item);
    put_address(clause, label_of(item));
    LowerSelect{clause}(item);
    close_words(clause, opened);
}

template <bool IsCompound, typename Node>
auto result_operand(const Node& node) {
    if constexpr (!IsOperand<Node> && requires { node.inner; })
        return ResultColumn<Node>{};
    else if constexpr (IsCompound && !item_name<Node>.empty())
        return ResultColumn<Node>{};
    else
        return node;
}
template <typename Inner>
Ordering<Inner> order_of(const Inner& inner, std::uint32_t flags) {
    return {inner, flags};
}
template <typename Node>
struct SortedBy {
    using type = Node;
};
template <typename Inner>
struct SortedBy<Ordering<Inner>> {
    using type = Inner;
};
template <typename Types, FixedString Name>
consteval void check_sorted_name(NamedColumn<Name>) {
    check_label<typename Types::outputs, Name>();
}
template <typename Types, typename Column>
consteval void check_sorted_name(Column) {}
template <typename... Node>
inline constexpr bool are_sorted_by_a_name = (!is_of_a_table<typename SortedBy<Node>::type> || ...);
/// Stops the compiler where a select is sorted by a name that none of its items has.
template <typename Types, typename... Node>
consteval void check_order() {
    (check_sorted_name<Types>(typename SortedBy<Node>::type{}), ...);
}
/// What its order means to the select: the columns of the result are none of a table's.
template <bool IsCompound, typename Node>
using sorted_t = std::remove_cvref_t<decltype(result_operand<IsCompound>(
    std::declval<const typename SortedBy<Node>::type&>()))>;
/// What a select is sorted by: of several selects, only columns of their result.
template <bool IsCompound, typename Node>
auto result_ordering(const Node& node) {
    if constexpr (is_ordering_node<Node>)
        return order_of(result_operand<IsCompound>(node.operand), node.flags);
    else
        return order_of(result_operand<IsCompound>(node), ascending);
}

/// Stops the compiler when two selects don't give the same columns.
template <typename Left, typename Right>
consteval void check_same_columns() {
    ROWAN_CHECK((have_the_same_columns<Left, Right>),
                "rowan: select(): the two selects of union_(), intersect() or except() don't give "
                "as many columns of the same types. docs/errors.md#E158",
                "rowan: select(): the two selects of union_(), intersect() or except() don't give "
                "as many columns of the same types. docs/errors.md#E158");
}

} // namespace rowan::lang
