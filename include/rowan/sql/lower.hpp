// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/sql/forward.hpp>
#include <rowan/sql/put_comparison.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace rowan::lang {

/// Writes the pattern that finds `text`; '/' goes before what would be a wildcard.
constexpr void put_pattern(Clause& clause, std::string_view text, Match match) {
    if (match == Match::pattern)
        return put_text(clause, text);
    SmallBuffer<char, 120> pattern; // the size that types::Parameters has, made once for both
    if (match != Match::start)
        pattern.push_back('%');
    for (char c : text) {
        if (c == '%' || c == '_' || c == '/')
            pattern.push_back('/');
        pattern.push_back(c);
    }
    if (match != Match::end)
        pattern.push_back('%');
    // Of a char* that is not const, g++ asks all that <ranges> knows about iterators.
    const char* written = pattern.data();
    put_text(clause, {written, pattern.size()});
}

/// A value as a member holds it. Throws DataError if a number is out of the member's range.
template <typename Bare, typename Value>
constexpr Bare stored_value(const Value& value, const meta::Mapping& mapping,
                            std::uint16_t position) {
    if constexpr (types::NumberInteger<Bare> && types::NumberInteger<Value>)
        if (!std::in_range<Bare>(value))
            bad_value(mapping, position, "the number is out of the member's range");
    return static_cast<Bare>(static_cast<value_type_t<Value>>(value));
}

/// Writes what was lowered before.
constexpr void put_clause(Clause& clause, const Clause& lowered) {
    clause.code.append(lowered.code);
    clause.values.append(lowered.values);
}

template <typename Entity>
inline constexpr bool may_be_empty<rowan::Condition<Entity>> = true;

/// Whether a node belongs to the language of selects (select_nodes.hpp).
template <typename Node>
inline constexpr bool is_of_selects = false;
/// Puts such a node into a query of one struct (lower_wide.hpp).
template <typename Entity, typename Node>
struct LowerWide;

/// Turns nodes into words for queries of one struct; `in_conflict` where the row that was refused
/// is at hand.
template <typename Entity, bool in_conflict = false>
struct Lower {
    Clause& clause;
    static constexpr const meta::Mapping& mapping = meta::mapping<Entity>;

    template <typename Node>
    using value_of = value_of_t<Entity, Node>;

    template <FixedString Name>
    constexpr void operator()(const NamedColumn<Name>&) {
        check_column<Entity>(NamedColumn<Name>{});
        clause.put(Op::column, column_position<Entity, NamedColumn<Name>>);
    }
    template <auto Member>
    constexpr void operator()(const MemberColumn<Member>&) {
        check_column<Entity>(MemberColumn<Member>{});
        clause.put(Op::column, column_position<Entity, MemberColumn<Member>>);
    }
    template <typename Column>
    constexpr void operator()(const Excluded<Column>&) {
        check_excluded<Entity, Column, in_conflict>();
        check_column<Entity>(Column{});
        clause.put(Op::excluded, column_position<Entity, Column>);
    }
    template <Op Operator, typename Left, typename Right>
    constexpr void operator()(const Arithmetic<Operator, Left, Right>& node) {
        check_arithmetic<Entity, Operator, Left, Right>();
        constexpr bool texts = std::same_as<types::bare_t<value_of<Left>>, std::string>;
        clause.put(texts ? Op::concatenation : Operator);
        term<Right, texts>(node.left);
        term<Left, texts>(node.right);
    }
    template <typename Inner>
    constexpr void operator()(const Negative<Inner>& node) {
        check_arithmetic<Entity, Op::minus, Inner, Inner>();
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
        constexpr bool inside = Operator == Op::in;
        std::size_t count = node.values.size();
        if constexpr (types::is_optional<Element>) {
            for (const auto& value : node.values)
                count -= value ? 0 : 1;
            // IN finds no NULL, so that one among the values is a test of its own.
            if (count != node.values.size()) {
                if (count > 0)
                    clause.put(inside ? Op::disjunction : Op::conjunction);
                (*this)(node.operand, inside ? Op::is_null : Op::is_not_null);
                if (count == 0)
                    return;
            }
        }
        if (count == 0) {
            clause.put(Op::always, inside ? 0 : 1);
            name_only(node.operand);
            return;
        }
        if (count > most_arguments)
            throw InvalidQuery("rowan: more values in in() or not_in() than a statement can have");
        clause.put(Operator, static_cast<std::uint32_t>(count));
        (*this)(node.operand);
        for (const auto& value : node.values) {
            if constexpr (!types::is_optional<Element>)
                literal<Inner>(value);
            else if (value)
                literal<Inner>(*value);
        }
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
        clause.put(Operator, node.match == Match::pattern ? 0 : 1);
        (*this)(node.operand);
        check_value<Entity, Inner, std::string>();
        put_pattern(clause, node.text, node.match);
    }
    template <Op Operator, typename Left, typename Right>
    constexpr void operator()(const Junction<Operator, Left, Right>& node) {
        std::size_t start = clause.code.size();
        clause.put(Operator);
        (*this)(node.left);
        std::size_t middle = clause.code.size();
        (*this)(node.right);
        // Beside a condition that is none there is nothing to join.
        if constexpr (may_be_empty<Junction<Operator, Left, Right>>)
            if (middle == start + 1 || middle == clause.code.size())
                clause.code.erase(start);
    }
    template <typename Inner>
    constexpr void operator()(const Negation<Inner>& node) {
        std::size_t start = clause.code.size();
        clause.put(Op::negation);
        (*this)(node.operand);
        if constexpr (may_be_empty<Inner>)
            if (clause.code.size() == start + 1)
                clause.code.erase(start);
    }
    template <typename Inner>
    constexpr void operator()(const When<Inner>& node) {
        if (node.condition)
            (*this)(*node.condition);
    }
    template <typename Other>
    constexpr void operator()(const rowan::Condition<Other>& condition) {
        check_own_struct<Entity, Other>();
        put_clause(clause, condition.clause());
    }
    template <typename Inner>
    constexpr void operator()(const Ordering<Inner>& node) {
        if constexpr (is_of_selects<Inner>)
            return LowerWide<Entity, Ordering<Inner>>::put(clause, node);
        clause.put(Op::order, node.flags);
        (*this)(node.operand);
    }
    template <typename Node>
    requires is_of_selects<Node>
    constexpr void operator()(const Node& node) { LowerWide<Entity, Node>::put(clause, node); }

    /// `left = right`, `IS NULL` where the value is none.
    template <Op Operator, typename Left, typename Right>
    constexpr void compare(const Left& left, const Right& right) {
        if constexpr (is_literal<Left> && !is_literal<Right>)
            compare<mirrored(Operator)>(right, left);
        else if constexpr (is_null_literal<Right>) {
            (*this)(left, Operator == Op::equal ? Op::is_null : Op::is_not_null);
            check_null_comparison<Entity, Left, Operator>();
            check_null<Entity, Left>();
        } else if constexpr (is_if_set<Right>) {
            if (right.value.held)
                compare<Operator>(left, as_operand(*right.value.held));
        } else if constexpr (is_optional_literal<Right>) {
            if constexpr (Operator == Op::equal || Operator == Op::not_equal)
                if (!right.value)
                    return (*this)(left, Operator == Op::equal ? Op::is_null : Op::is_not_null);
            clause.put(Operator);
            (*this)(left);
            optional_literal<Left>(right.value);
        } else if constexpr (is_plain_comparison<Left, Right>) {
            compare_column<Entity, Left>(clause, Operator, right.value);
        } else {
            clause.put(Operator);
            (*this)(left);
            operand<Left>(right);
        }
    }

    /// What an UPDATE sets a column to; NULL where the value is none.
    template <typename Column, typename Right>
    constexpr void assign(const Column&, const Right& right) {
        check_column<Entity>(Column{});
        clause.put(Op::assign, column_position<Entity, Column>);
        if constexpr (is_null_literal<Right>) {
            check_null<Entity, Column>();
            null();
        } else if constexpr (is_optional_literal<Right>) {
            check_null<Entity, Column>();
            right.value ? new_value<Column>(*right.value) : null();
        } else if constexpr (is_literal<Right>) {
            new_value<Column>(right.value);
        } else {
            (*this)(right);
            check_new_value<Entity, Column, value_of<Right>>();
            if constexpr (is_of_selects<Right> && types::is_optional<value_of<Right>>)
                check_null<Entity, Column>();
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
    constexpr void operator()(const Node& node, Op test) {
        clause.put(test);
        (*this)(node);
    }
    /// Checks a node's columns without a word of it.
    template <typename Node>
    constexpr void name_only(const Node& node) {
        Clause unused;
        Lower{unused}(node);
    }
    constexpr void null() {
        clause.put(Op::parameter);
        clause.values.add_null();
    }
    /// A value that stands beside the node `Beside`, whose type it takes.
    template <typename Beside, typename Value>
    constexpr void literal(const Value& value) {
        check_value<Entity, Beside, value_type_t<Value>>();
        if constexpr (can_be_compared<Entity, Beside, value_type_t<Value>>)
            put_value<value_of<Beside>>(clause, value, mapping, column_position<Entity, Beside>);
    }
    template <typename Beside, typename Value>
    constexpr void optional_literal(const std::optional<Value>& value) {
        value ? literal<Beside>(*value) : null();
    }
    /// A value to be written into `Column`.
    template <typename Column, typename Value>
    constexpr void new_value(const Value& value) {
        check_new_value<Entity, Column, value_type_t<Value>>();
        if constexpr (can_be_set<Entity, Column, value_type_t<Value>>) {
            using Bare = types::bare_t<value_of<Column>>;
            if constexpr (Numeric<Bare>)
                put_value<Bare>(clause,
                                stored_value<Bare>(value, mapping, column_position<Entity, Column>),
                                mapping, column_position<Entity, Column>);
            else
                put_value<Bare>(clause, value, mapping, column_position<Entity, Column>);
        }
    }
    template <typename Beside, typename Node>
    constexpr void operand(const Node& node) {
        if constexpr (is_null_literal<Node>) {
            check_null_comparison<Entity, Beside, Op::between>();
        } else if constexpr (is_optional_literal<Node>) {
            optional_literal<Beside>(node.value);
        } else if constexpr (is_literal<Node>) {
            literal<Beside>(node.value);
        } else {
            (*this)(node);
            check_value<Entity, Beside, value_of<Node>>();
        }
    }
    /// One side of arithmetic, whose types have been checked together.
    template <typename Beside, bool texts, typename Node>
    constexpr void term(const Node& node) {
        if constexpr (is_literal<Node>) {
            operand<Beside>(node);
            using Value = types::bare_t<std::remove_cvref_t<decltype(node.value)>>;
            constexpr bool numbers = Numeric<Value> && Numeric<types::bare_t<value_of<Beside>>>;
            constexpr ValueType type = texts                         ? calculated_text
                                       : !numbers                    ? calculated_decimal
                                       : types::NumberInteger<Value> ? calculated
                                                                     : calculated_real;
            std::uint32_t& last = clause.code[clause.code.size() - 1];
            if (last == word(Op::parameter))
                last = word(Op::parameter, type);
        } else {
            (*this)(node);
        }
    }
};

} // namespace rowan::lang
