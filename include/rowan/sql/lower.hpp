// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <rowan/base/compile_error.hpp>
#include <rowan/schema/map.hpp>
#include <rowan/sql/expression.hpp>

namespace rowan::lang {

/// Writes the values of one clause; the words go beside them.
///
/// Throws DataError if a value has no form in a database, such as the 30th of February.
inline void put_encoded(Clause& clause, const types::Codec& codec, const void* value,
                        const meta::Mapping& mapping, std::uint16_t column) {
    types::Cell cell;
    try {
        codec.encode(value, cell);
    } catch (const types::ConversionError& error) {
        throw DataError("rowan: " + std::string(mapping.table) + "." +
                        std::string(mapping.columns[column].name) + ": " + error.what());
    }
    clause.put(Op::parameter);
    clause.values.add(cell);
}
constexpr void put_text(Clause& clause, std::string_view value) {
    clause.put(Op::parameter);
    clause.values.add_text(value);
}
constexpr void put_integer(Clause& clause, std::int64_t value) {
    clause.put(Op::parameter);
    clause.values.add_integer(value);
}

template <std::size_t Index, typename Held>
struct IndexedType {
    using type = Held;
};
template <typename Indexes, typename... Held>
struct TypeTable;
template <std::size_t... I, typename... Held>
struct TypeTable<std::index_sequence<I...>, Held...> : IndexedType<I, Held>... {};
template <std::size_t Index, typename Held>
IndexedType<Index, Held> pick_type(const IndexedType<Index, Held>&);

template <typename... Left, typename... Right>
constexpr reflect::TypeList<Left..., Right...> operator+(reflect::TypeList<Left...>,
                                                         reflect::TypeList<Right...>) {
    return {};
}
template <typename Member>
constexpr auto leaf_types_of();
template <typename Entity>
constexpr auto leaf_types() {
    return []<typename... Member>(reflect::TypeList<Member...> members) {
        if constexpr ((types::Mapped<Member> && ...))
            return members;
        else
            return (reflect::TypeList<>{} + ... + leaf_types_of<Member>());
    }(reflect::Members<Entity>{});
}
template <typename Member>
constexpr auto leaf_types_of() {
    if constexpr (types::Mapped<Member>)
        return reflect::TypeList<Member>{};
    else if constexpr (meta::Embedded<Member>)
        return leaf_types<Member>();
    else
        return reflect::TypeList<>{};
}
template <typename... Held>
TypeTable<std::index_sequence_for<Held...>, Held...> make_type_table(reflect::TypeList<Held...>);

/// The C++ types of a struct's columns, embedded ones included, by position.
template <typename Entity>
using ColumnTypes = decltype(make_type_table(leaf_types<Entity>()));
/// The C++ type of the column at `Position`.
template <typename Entity, std::size_t Position>
using ColumnType =
    typename decltype(pick_type<Position>(std::declval<ColumnTypes<Entity>>()))::type;

template <typename Entity, std::uint16_t Position>
struct ColumnTypeAt {
    using type = ColumnType<Entity, Position>;
};
template <typename Entity>
struct ColumnTypeAt<Entity, meta::no_column> {
    using type = void;
};

/// The position of the column a node names; no_column if the struct has none of that name.
template <typename Entity, FixedString Name>
constexpr std::uint16_t position_of(NamedColumn<Name>) {
    return meta::mapping<Entity>.find(Name.view());
}
template <typename Entity, auto Member>
constexpr std::uint16_t position_of(MemberColumn<Member>) {
    if constexpr (meta::is_member_of<Entity, Member>)
        return meta::position_of<Entity, Member>();
    else
        return meta::no_column;
}

/// What the compiler is asked, by the names its messages show.
template <typename Entity, FixedString Name>
inline constexpr bool has_column = meta::mapping<Entity>.find(Name.view()) != meta::no_column;
template <typename Entity, auto Member>
inline constexpr bool has_member = meta::is_member_of<Entity, Member>;

/// The column that a misspelt name was most likely meant to be, or nothing.
template <typename Entity>
consteval std::string_view closest_column(std::string_view name) {
    std::string_view closest;
    std::size_t least = name.size() / 2 + 1;
    for (const auto& column : meta::mapping<Entity>.columns) {
        std::size_t distance = errors::edit_distance(name, column.name);
        if (distance < least) {
            least = distance;
            closest = column.name;
        }
    }
    return closest;
}

template <typename Entity, FixedString Name>
constexpr void check_column(NamedColumn<Name>) {
    ROWAN_CHECK((has_column<Entity, Name>),
                "rowan: the struct has no column of this name; use a column's or a member's name. "
                "docs/errors.md#E101",
                "rowan: ", reflect::type_name<Entity>(), " has no column '", Name.view(), "'",
                closest_column<Entity>(Name.view()).empty() ? "" : "; did you mean '",
                closest_column<Entity>(Name.view()),
                closest_column<Entity>(Name.view()).empty() ? "; use a column's or a member's name"
                                                            : "'?",
                " docs/errors.md#E101");
}
template <typename Entity, auto Member>
constexpr void check_column(MemberColumn<Member>) {
    ROWAN_CHECK((has_member<Entity, Member>),
                "rowan: this column belongs to a struct that is not in the query; use a column of "
                "the query's struct. docs/errors.md#E104",
                "rowan: ", reflect::type_name<reflect::entity_of<Member>>(),
                "'s column is not in this query of ", reflect::type_name<Entity>(),
                "; use a column of the query's struct. docs/errors.md#E104");
}

/// The C++ type of a node's value in a query of `Entity`; `void` if it can be anything.
template <typename Entity, typename Node>
struct ValueOf {
    using type = void;
};
template <typename Entity, FixedString Name>
struct ValueOf<Entity, NamedColumn<Name>> {
    using type = typename ColumnTypeAt<Entity, position_of<Entity>(NamedColumn<Name>{})>::type;
};
template <typename Entity, auto Member>
struct ValueOf<Entity, MemberColumn<Member>> {
    using type = typename ColumnTypeAt<Entity, position_of<Entity>(MemberColumn<Member>{})>::type;
};
template <typename Entity, Op Operator, typename Left, typename Right>
struct ValueOf<Entity, Arithmetic<Operator, Left, Right>> {
    using left = typename ValueOf<Entity, Left>::type;
    using type =
        std::conditional_t<std::is_void_v<left>, typename ValueOf<Entity, Right>::type, left>;
};
template <typename Entity, typename Inner>
struct ValueOf<Entity, Negative<Inner>> : ValueOf<Entity, Inner> {};

template <typename Number>
concept Numeric = types::NumberInteger<Number> || std::floating_point<Number>;

/// Whether a column of C++ type `Column` can be compared with, or set to, a C++ `Value`.
template <typename Column, typename Value>
inline constexpr bool fits = [] {
    using Bare = types::bare_t<Column>;
    using Other = types::bare_t<Value>;
    if constexpr (std::is_void_v<Bare> || std::is_void_v<Other>)
        return true;
    else if constexpr (std::same_as<Bare, Other>)
        return true;
    else if constexpr (Numeric<Bare> || std::same_as<Bare, bool>)
        return Numeric<Bare> && Numeric<Other>;
    else if constexpr (std::same_as<Bare, std::string>)
        return std::same_as<Other, std::string_view>;
    else if constexpr (std::same_as<Bare, Decimal>)
        return types::NumberInteger<Other>;
    else
        return std::convertible_to<Other, Bare>;
}();

/// A name for a node in messages.
template <FixedString Name>
consteval std::string_view node_name(NamedColumn<Name>) {
    return Name.view();
}
template <auto Member>
consteval std::string_view node_name(MemberColumn<Member>) {
    using Entity = reflect::entity_of<Member>;
    return meta::mapping<Entity>.columns[meta::position_of<Entity, Member>()].name;
}
template <typename Node>
consteval std::string_view node_name(Node) {
    return "expression";
}

template <typename Entity, typename Column, typename Value>
inline constexpr bool can_be_compared = fits<typename ValueOf<Entity, Column>::type, Value>;
template <typename Entity, typename Column>
inline constexpr bool can_be_null = std::is_void_v<typename ValueOf<Entity, Column>::type> ||
                                    types::is_optional<typename ValueOf<Entity, Column>::type>;

/// Stops the compiler when `Column` can't be compared with a `Value`.
template <typename Entity, typename Column, typename Value>
constexpr void check_value() {
    ROWAN_CHECK((can_be_compared<Entity, Column, Value>),
                "rowan: this column can't be compared with a value of that type; give a value of "
                "the member's type. docs/errors.md#E103",
                "rowan: ", reflect::type_name<Entity>(), "'s column '", node_name(Column{}), "' (",
                reflect::type_name<types::bare_t<typename ValueOf<Entity, Column>::type>>(),
                ") can't be compared with a value of type ",
                reflect::type_name<types::bare_t<Value>>(),
                "; give a value of the member's type. docs/errors.md#E103");
}
template <typename Entity, typename Column>
constexpr void check_null() {
    ROWAN_CHECK((can_be_null<Entity, Column>),
                "rowan: this column is never NULL, since its member is no std::optional; leave the "
                "comparison away or make the member optional. docs/errors.md#E112",
                "rowan: ", reflect::type_name<Entity>(), "'s column '", node_name(Column{}),
                "' is never NULL, since its member is no std::optional; leave the comparison away "
                "or make the member optional. docs/errors.md#E112");
}

template <typename Column, typename Value>
constexpr void put_value(Clause& clause, const Value& value, const meta::Mapping& mapping,
                         std::uint16_t position) {
    using Bare = types::bare_t<std::conditional_t<std::is_void_v<Column>, Value, Column>>;
    if constexpr (types::NumberInteger<Value> && sizeof(Value) <= 8 &&
                  (std::is_signed_v<Value> || sizeof(Value) < 8) && Numeric<Bare>)
        put_integer(clause, static_cast<std::int64_t>(value));
    else if constexpr (std::same_as<Bare, std::string> || std::same_as<Bare, std::string_view>)
        put_text(clause, value);
    else if constexpr (Numeric<Value> && Numeric<Bare>)
        put_encoded(clause, types::codec<Value>, &value, mapping, position);
    else {
        const Bare converted(value);
        put_encoded(clause, types::codec<Bare>, &converted, mapping, position);
    }
}

template <typename Node>
inline constexpr bool is_literal = false;
template <typename Held>
inline constexpr bool is_literal<Literal<Held>> = true;
template <typename Node>
inline constexpr bool is_null_literal = std::same_as<Node, Literal<Null>>;
template <typename Node>
inline constexpr bool is_optional_literal = false;
template <typename Held>
inline constexpr bool is_optional_literal<Literal<std::optional<Held>>> = true;

/// Turns nodes into words for queries of one struct.
template <typename Entity>
struct Lower {
    Clause& clause;
    static constexpr const meta::Mapping& mapping = meta::mapping<Entity>;

    template <typename Node>
    using value_of = typename ValueOf<Entity, Node>::type;

    template <FixedString Name>
    constexpr void operator()(const NamedColumn<Name>& node) {
        check_column<Entity>(node);
        clause.put(Op::column, position_of<Entity>(node));
    }
    template <auto Member>
    constexpr void operator()(const MemberColumn<Member>& node) {
        check_column<Entity>(node);
        clause.put(Op::column, position_of<Entity>(node));
    }
    template <Op Operator, typename Left, typename Right>
    constexpr void operator()(const Arithmetic<Operator, Left, Right>& node) {
        clause.put(Operator);
        either(node.left, node.right);
    }
    template <typename Inner>
    constexpr void operator()(const Negative<Inner>& node) {
        clause.put(Op::negative);
        (*this)(node.operand);
    }
    template <Op Operator, typename Left, typename Right>
    constexpr void operator()(const Comparison<Operator, Left, Right>& node) {
        compare<Operator>(node.left, node.right);
    }
    template <Op Operator, typename Inner>
    constexpr void operator()(const NullTest<Operator, Inner>& node) {
        clause.put(Operator);
        (*this)(node.operand);
    }
    template <Op Operator, typename Inner, typename Element>
    constexpr void operator()(const Membership<Operator, Inner, Element>& node) {
        if (node.values.empty()) {
            clause.put(Op::always, Operator == Op::not_in ? 1 : 0);
            name_only(node.operand);
            return;
        }
        clause.put(Operator, static_cast<std::uint32_t>(node.values.size()));
        (*this)(node.operand);
        for (const auto& value : node.values)
            literal<Inner>(value);
    }
    template <Op Operator, typename Inner, typename Low, typename High>
    constexpr void operator()(const Between<Operator, Inner, Low, High>& node) {
        clause.put(Operator);
        (*this)(node.operand);
        operand<Inner>(node.low);
        operand<Inner>(node.high);
    }
    template <Op Operator, typename Inner>
    constexpr void operator()(const Like<Operator, Inner>& node) {
        clause.put(Operator, node.escaped ? 1 : 0);
        (*this)(node.operand);
        check_value<Entity, Inner, std::string>();
        put_text(clause, node.pattern);
    }
    template <Op Operator, typename Left, typename Right>
    constexpr void operator()(const Junction<Operator, Left, Right>& node) {
        clause.put(Operator);
        (*this)(node.left);
        (*this)(node.right);
    }
    template <typename Inner>
    constexpr void operator()(const Negation<Inner>& node) {
        clause.put(Op::negation);
        (*this)(node.operand);
    }
    template <typename Inner>
    constexpr void operator()(const Ordering<Inner>& node) {
        clause.put(Op::order, node.flags);
        (*this)(node.operand);
    }

    /// `left = right`, `IS NULL` where the value is none.
    template <Op Operator, typename Left, typename Right>
    constexpr void compare(const Left& left, const Right& right) {
        if constexpr (is_literal<Left> && !is_literal<Right>)
            compare<mirrored(Operator)>(right, left);
        else if constexpr (is_null_literal<Right>) {
            static_assert(Operator == Op::equal || Operator == Op::not_equal,
                          "rowan: NULL can only be compared by == and !=");
            (*this)(left, Operator == Op::equal ? Op::is_null : Op::is_not_null);
            check_null<Entity, Left>();
        } else if constexpr (is_optional_literal<Right>) {
            if (right.value) {
                compare_value<Operator>(left, *right.value);
                return;
            }
            if constexpr (Operator == Op::equal || Operator == Op::not_equal)
                (*this)(left, Operator == Op::equal ? Op::is_null : Op::is_not_null);
            else
                clause.put(Op::always, 0);
        } else if constexpr (is_literal<Right>) {
            compare_value<Operator>(left, right.value);
        } else {
            clause.put(Operator);
            (*this)(left);
            (*this)(right);
            check_value<Entity, Left, value_of<Right>>();
        }
    }

    /// What an UPDATE sets a column to; NULL where the value is none.
    template <typename Column, typename Right>
    constexpr void assign(const Column& column, const Right& right) {
        check_column<Entity>(column);
        constexpr std::uint16_t position = position_of<Entity>(Column{});
        clause.put(Op::assign, position);
        if constexpr (is_null_literal<Right>) {
            check_null<Entity, Column>();
            null();
        } else if constexpr (is_optional_literal<Right>) {
            check_null<Entity, Column>();
            right.value ? literal<Column>(*right.value) : null();
        } else {
            operand<Column>(right);
        }
        ++clause.count;
    }

  private:
    static constexpr Op mirrored(Op op) {
        switch (op) {
        case Op::less:
            return Op::greater;
        case Op::less_equal:
            return Op::greater_equal;
        case Op::greater:
            return Op::less;
        case Op::greater_equal:
            return Op::less_equal;
        default:
            return op;
        }
    }

    template <typename Node>
    static constexpr std::uint16_t message_position() {
        if constexpr (requires { position_of<Entity>(Node{}); })
            return position_of<Entity>(Node{});
        else
            return 0;
    }

    template <typename Node>
    constexpr void operator()(const Node& node, Op test) {
        clause.put(test);
        (*this)(node);
    }
    /// Checks a node's columns without a word of it.
    template <typename Node>
    constexpr void name_only(const Node& node) {
        Clause unused;
        Lower<Entity>{unused}(node);
    }
    constexpr void null() {
        clause.put(Op::parameter);
        clause.values.add_null();
    }
    template <Op Operator, typename Left, typename Value>
    constexpr void compare_value(const Left& left, const Value& value) {
        clause.put(Operator);
        (*this)(left);
        literal<Left>(value);
    }
    /// A value that stands beside the node `Beside`, whose type it takes.
    template <typename Beside, typename Value>
    constexpr void literal(const Value& value) {
        check_value<Entity, Beside, Value>();
        if constexpr (can_be_compared<Entity, Beside, Value>)
            put_value<value_of<Beside>>(clause, value, mapping, message_position<Beside>());
    }
    template <typename Beside, typename Node>
    constexpr void operand(const Node& node) {
        if constexpr (is_null_literal<Node> || is_optional_literal<Node>) {
            static_assert(sizeof(Node) == 0, "rowan: this value can't be NULL");
        } else if constexpr (is_literal<Node>) {
            literal<Beside>(node.value);
        } else {
            (*this)(node);
            check_value<Entity, Beside, value_of<Node>>();
        }
    }
    template <typename Left, typename Right>
    constexpr void either(const Left& left, const Right& right) {
        is_literal<Left> ? operand<Right>(left) : operand<Left>(left);
        is_literal<Right> ? operand<Left>(right) : operand<Right>(right);
    }
};

} // namespace rowan::lang
