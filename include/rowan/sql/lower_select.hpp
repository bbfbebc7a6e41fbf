// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/row_mapping.hpp>
#include <rowan/sql/aggregates.hpp>
#include <rowan/sql/check_operands.hpp>
#include <rowan/sql/lower.hpp>
#include <rowan/sql/select_meaning.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace rowan::lang {

/// Turns the nodes of a select into words.
struct LowerSelect {
    Clause& clause;
    static constexpr const meta::Mapping& no_table = meta::row_mapping<void>;

    template <auto Member>
    void operator()(const MemberColumn<Member>&) {
        using Entity = reflect::entity_of<Member>;
        put_column(clause, TableSource<Entity>::info, meta::position_of<Entity, Member>());
    }
    template <typename Source, auto Member>
    void operator()(const SourceColumn<Source, Member>&) {
        check_column<typename Source::entity>(MemberColumn<Member>{});
        put_column(clause, Source::info, meta::position_of<typename Source::entity, Member>());
    }
    template <typename Source, FixedString Name>
    void operator()(const OutputColumn<Source, Name>&) {
        check_output<Source, Name>();
        put_wide(clause, Wide::output);
        put_address(clause, &Source::info);
        put_address(clause, &kept_name<Name>);
    }
    /// A column of the result; what is sorted by has been checked before.
    template <FixedString Name>
    void operator()(const NamedColumn<Name>&) {
        put_wide(clause, Wide::label);
        put_address(clause, &kept_name<Name>);
    }
    template <typename Source, std::uint16_t Position>
    void operator()(const ColumnAt<Source, Position>&) {
        put_column(clause, Source::info, Position);
    }
    template <typename Item>
    void operator()(const ResultColumn<Item>&) {
        put_wide(clause, Wide::label);
        put_address(clause, &kept_item_name<Item>);
    }
    template <typename Inner, FixedString Name>
    void operator()(const Labelled<Inner, Name>& node) {
        (*this)(node.inner);
    }
    template <typename Inner>
    void operator()(const NamedItem<Inner>& node) {
        (*this)(node.inner);
    }
    /// A value with nothing beside it that tells its type.
    template <typename Held>
    void operator()(const Literal<Held>& node) {
        if constexpr (std::is_same_v<Held, Null>) {
            null();
        } else if constexpr (types::is_optional<Held>) {
            if (!node.value)
                return null();
            (*this)(Literal<typename Held::value_type>{{}, *node.value});
        } else {
            put_wide(clause, Wide::value);
            put_address(clause, &types::codec<value_type_t<Held>>.sql_type);
            std::size_t opened = open_words(clause);
            put_value<void>(clause, node.value, no_table, meta::no_column);
            close_words(clause, opened);
        }
    }
    template <Op Operator, typename Left, typename Right>
    void operator()(const Arithmetic<Operator, Left, Right>& node) {
        check_sum<Operator, Left, Right>();
        using A = typename Meaning<Left>::value;
        using B = typename Meaning<Right>::value;
        constexpr bool texts = std::is_same_v<A, std::string>;
        if constexpr (Operator == Op::divided && types::NumberInteger<A> &&
                      types::NumberInteger<B>) {
            put_wide(clause, Wide::divide);
            put_number(clause, 2);
            words([&] { term<B, texts>(node.left); });
            words([&] { term<A, texts>(node.right); });
        } else {
            clause.put(texts ? Op::concatenation : Operator);
            term<B, texts>(node.left);
            term<A, texts>(node.right);
        }
    }
    template <typename Inner>
    void operator()(const Negative<Inner>& node) {
        check_sum<Op::minus, Inner, Inner>();
        clause.put(Op::negative);
        (*this)(node.operand);
    }
    template <Op Operator, typename Left, typename Right>
    void operator()(const Comparison<Operator, Left, Right>& node) {
        check_sides<Left, Right>();
        if constexpr (is_null_literal<Right>)
            return test(node.left, Operator == Op::equal);
        else if constexpr (is_null_literal<Left>)
            return test(node.right, Operator == Op::equal);
        else {
            if constexpr (is_optional_literal<Right> &&
                          (Operator == Op::equal || Operator == Op::not_equal))
                if (!node.right.value)
                    return test(node.left, Operator == Op::equal);
            clause.put(Operator);
            beside<Right>(node.left);
            beside<Left>(node.right);
        }
    }
    template <Op Operator, typename Inner>
    void operator()(const NullTest<Operator, Inner>& node) {
        test(node.operand, Operator == Op::is_null);
    }
    template <Op Operator, typename Inner, typename Element>
    void operator()(const Membership<Operator, Inner, Element>& node) {
        check_sides<Inner, Literal<Element>>();
        constexpr bool inside = Operator == Op::in;
        std::size_t count = node.values.size();
        if constexpr (types::is_optional<Element>) {
            for (const auto& value : node.values)
                count -= value ? 0 : 1;
            if (count != node.values.size()) {
                if (count > 0)
                    clause.put(inside ? Op::disjunction : Op::conjunction);
                test(node.operand, inside);
                if (count == 0)
                    return;
            }
        }
        if (count == 0)
            return clause.put(Op::always, inside ? 0 : 1);
        if (count > most_arguments)
            throw InvalidQuery("rowan: more values in in() or not_in() than a statement can have");
        clause.put(Operator, static_cast<std::uint32_t>(count));
        (*this)(node.operand);
        for (const auto& value : node.values) {
            if constexpr (!types::is_optional<Element>)
                beside<Inner>(Literal<Element>{{}, value});
            else if (value)
                beside<Inner>(Literal<typename Element::value_type>{{}, *value});
        }
    }
    template <Op Operator, typename Inner, typename Low, typename High>
    void operator()(const Between<Operator, Inner, Low, High>& node) {
        check_sides<Inner, Low>();
        check_sides<Inner, High>();
        clause.put(Operator);
        beside<Low>(node.operand);
        beside<Inner>(node.low);
        beside<Inner>(node.high);
    }
    template <Op Operator, typename Inner>
    void operator()(const Like<Operator, Inner>& node) {
        check_sides<Inner, Literal<std::string>>();
        clause.put(Operator, node.match == Match::pattern ? 0 : 1);
        (*this)(node.operand);
        put_pattern(clause, node.text, node.match);
    }
    template <Op Operator, typename Left, typename Right>
    void operator()(const Junction<Operator, Left, Right>& node) {
        clause.put(Operator);
        (*this)(node.left);
        (*this)(node.right);
    }
    template <typename Inner>
    void operator()(const Negation<Inner>& node) {
        clause.put(Op::negation);
        (*this)(node.operand);
    }
    template <typename Inner>
    void operator()(const Ordering<Inner>& node) {
        clause.put(Op::order, node.flags);
        if constexpr (std::is_same_v<typename Meaning<Inner>::value, std::string>) {
            put_wide(clause, Wide::sortable);
            words([&] { (*this)(node.operand); });
        } else {
            (*this)(node.operand);
        }
    }
    template <bool Same, typename Left, typename Right>
    void operator()(const Differs<Same, Left, Right>& node) {
        check_sides<Left, Right>();
        put_wide(clause, Wide::differ, Same ? 1 : 0);
        put_number(clause, 2);
        words([&] { beside<Right>(node.left); });
        words([&] { beside<Left>(node.right); });
    }
    template <typename Inner>
    void operator()(const Constant<Inner>& node) {
        (*this)(node.inner);
    }
    template <typename Target, typename Inner>
    void operator()(const Cast<Target, Inner>& node) {
        put_wide(clause, Wide::cast);
        put_address(clause, &types::codec<Target>.sql_type);
        words([&] { (*this)(node.inner); });
    }
    template <FixedString Path, typename Inner>
    void operator()(const JsonText<Path, Inner>& node) {
        put_wide(clause, Wide::json);
        put_address(clause, &kept_name<Path>);
        words([&] { (*this)(node.inner); });
    }
    template <FixedString Name, typename Result, typename... Arguments>
    void operator()(const NamedCall<Name, Result, Arguments...>& node) {
        put_wide(clause, Wide::function);
        put_address(clause, &kept_name<Name>);
        put_number(clause, sizeof...(Arguments));
        std::apply([&](const auto&... argument) { (words([&] { (*this)(argument); }), ...); },
                   node.arguments);
    }
    template <typename Function, typename... Arguments, bool IsDistinct, typename Filter,
              typename Over>
    void
    operator()(const Call<Function, std::tuple<Arguments...>, IsDistinct, Filter, Over>& node) {
        using First = typename FirstValue<typename Meaning<Arguments>::value...>::type;
        constexpr bool has_filter = !std::is_same_v<Filter, Nothing>;
        constexpr bool has_over = !std::is_same_v<Over, Nothing>;
        constexpr bool integers = Function::gives == Gives::sum && types::NumberInteger<First>;
        constexpr bool mean = Function::gives == Gives::mean && !std::is_same_v<First, Decimal>;
        put_wide(clause, Wide::call,
                 (IsDistinct ? call_distinct : 0u) | (has_filter ? call_filter : 0u) |
                     (has_over ? call_over : 0u));
        put_address(clause, integers ? &integer_sum_text : &Function::spelling);
        put_number(clause, sizeof...(Arguments) + has_filter + has_over);
        std::apply(
            [&](const auto&... argument) {
                (words([&] {
                     if constexpr (mean) {
                         put_wide(clause, Wide::cast);
                         put_address(clause, &types::codec<double>.sql_type);
                         words([&] { (*this)(argument); });
                     } else {
                         (*this)(argument);
                     }
                 }),
                 ...);
            },
            node.arguments);
        if constexpr (has_filter)
            words([&] { (*this)(node.filter_); });
        if constexpr (has_over)
            words([&] { window(node.over_); });
    }
    template <typename... Branches, typename Else>
    void operator()(const Case<std::tuple<Branches...>, Else>& node) {
        constexpr bool has_else = !std::is_same_v<Else, Nothing>;
        put_wide(clause, Wide::cases);
        put_number(clause, 2 * sizeof...(Branches) + has_else);
        std::apply(
            [&](const auto&... branch) {
                ((words([&] { (*this)(branch.condition); }), words([&] { (*this)(branch.value); })),
                 ...);
            },
            node.branches);
        if constexpr (has_else)
            words([&] { (*this)(node.otherwise); });
    }
    template <typename Operand, typename Branches, typename Else>
    void operator()(const ValueCase<Operand, Branches, Else>& node) {
        (*this)(node.cases);
    }
    template <Op Operator, typename Inner, typename Select>
    void operator()(const InSelect<Operator, Inner, Select>& node) {
        check_sides<Inner, SelectOperand<Around::scalar, Select>>();
        in_select(node, [&] { (*this)(node.operand); });
    }
    template <Op Operator, typename Inner, typename Select, typename Put>
    void in_select(const InSelect<Operator, Inner, Select>& node, Put put_operand) {
        Select::check_embedded();
        static_assert(Select::select_types::count == 1,
                      "rowan: in() takes a select of one column. docs/errors.md#E159");
        put_wide(clause, Wide::in, Operator == Op::in ? 0 : 1);
        put_number(clause, 2);
        words(put_operand);
        words([&] { subquery(node.select, Around::scalar); });
    }
    template <typename Select>
    void operator()(const Exists<Select>& node) {
        Select::check_embedded();
        subquery(node.select, Around::exists);
    }
    template <Around Kind, typename Select>
    void operator()(const SelectOperand<Kind, Select>& node) {
        Select::check_embedded();
        static_assert(Select::select_types::count == 1,
                      "rowan: scalar(), any() and all() take a select of one column. "
                      "docs/errors.md#E159");
        subquery(node.select, Kind);
    }
    template <bool Negated, typename... Columns, typename Rows>
    void operator()(const TupleIn<Negated, std::tuple<Columns...>, Rows>& node) {
        if (node.rows.empty())
            return clause.put(Op::always, Negated ? 1 : 0);
        put_wide(clause, Wide::in, Negated ? 1 : 0);
        put_number(clause, node.rows.size() + 1);
        auto put_tuple = [&](auto... part) {
            words([&] {
                put_wide(clause, Wide::tuple);
                put_number(clause, sizeof...(part));
                (words([&] { part(); }), ...);
            });
        };
        std::apply([&](const auto&... column) { put_tuple([&] { (*this)(column); }...); },
                   node.columns);
        for (const auto& row : node.rows)
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                put_tuple([&] { beside<Columns>(as_operand(std::get<I>(row))); }...);
            }
        (std::index_sequence_for<Columns...>{});
    }

  private:
    template <typename Put>
    void words(Put put) {
        std::size_t opened = open_words(clause);
        put();
        close_words(clause, opened);
    }
    void null() {
        clause.put(Op::parameter);
        clause.values.add_null();
    }
    template <typename Node>
    void test(const Node& node, bool is_null) {
        clause.put(is_null ? Op::is_null : Op::is_not_null);
        (*this)(node);
    }
    /// A side of a comparison: a value takes the type of what it stands beside.
    template <typename Beside, typename Node>
    void beside(const Node& node) {
        using Value = typename Meaning<Beside>::value;
        if constexpr (is_optional_literal<Node>) {
            node.value ? put<Value>(*node.value) : null();
        } else if constexpr (is_literal<Node> && !is_null_literal<Node> && !std::is_void_v<Value>) {
            put<Value>(node.value);
        } else {
            (*this)(node);
        }
    }
    template <typename Value, typename Held>
    void put(const Held& held) {
        if constexpr (fits<Value, value_type_t<Held>>)
            put_value<Value>(clause, held, no_table, meta::no_column);
    }
    /// One side of arithmetic.
    template <typename Beside, bool texts, typename Node>
    void term(const Node& node) {
        if constexpr (is_literal<Node> && !is_null_literal<Node> && !is_optional_literal<Node>) {
            using Value = value_type_t<std::remove_cvref_t<decltype(node.value)>>;
            put<Beside>(node.value);
            constexpr bool numbers = Numeric<Value> && Numeric<Beside>;
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
    template <typename Select>
    void subquery(const Select& select, Around around) {
        put_wide(clause, Wide::select, static_cast<std::uint32_t>(around));
        words([&] { put_select(clause, select.clauses()); });
    }
    template <typename... Partition, typename... Order>
    void window(const Window<PartitionBy<Partition...>, OrderBy<Order...>>& node) {
        put_number(clause, sizeof...(Partition));
        std::apply([&](const auto&... part) { (words([&] { (*this)(part); }), ...); },
                   node.partition.inner);
        put_number(clause, sizeof...(Order));
        std::apply([&](const auto&... part) { (words([&] { (*this)(part); }), ...); },
                   node.order.inner);
        put_number(clause, static_cast<std::size_t>(node.frame.unit));
        for (const Bound& bound : {node.frame.from, node.frame.to}) {
            put_number(clause, static_cast<std::size_t>(bound.kind));
            put_number(clause, bound.rows);
        }
    }
};

} // namespace rowan::lang
