// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/map.hpp>
#include <rowan/sql/expression.hpp>
#include <rowan/sql/select_words.hpp>
#include <rowan/sql/spelling.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

// The nodes that only selects of any shape have. sql/functions.hpp and sql/aggregates.hpp have the
// calls that make them.

namespace rowan::lang {

/// A column of a table that goes by an alias.
template <typename Source, auto Member>
struct SourceColumn : OperandCalls<SourceColumn<Source, Member>> {};

/// A table in a select, under its own name or an alias.
template <typename Entity, FixedString Alias = "">
struct TableSource {
    using entity = Entity;
    static constexpr SourceInfo info{&meta::mapping<Entity>, Alias.view()};
    /// A column of the table under this alias: `parent.col<&Employee::name>`.
    template <auto Member>
    static constexpr SourceColumn<TableSource, Member> col{};
};

/// A column by its position, of a view of a table.
template <typename Source, std::uint16_t Position>
struct ColumnAt : OperandCalls<ColumnAt<Source, Position>> {};

/// A column of a subquery or common table expression.
template <typename Source, FixedString Name>
struct OutputColumn : OperandCalls<OutputColumn<Source, Name>> {};

/// Rows of a select that stand where a table could; `Outputs` says what its columns are.
template <typename Outputs, FixedString Name>
struct SelectSource {
    using outputs = Outputs;
    static constexpr SourceInfo info{nullptr, Name.view()};
    /// A column of the select's rows: `totals.col<"total">`.
    template <FixedString Column>
    static constexpr OutputColumn<SelectSource, Column> col{};
};

template <typename Inner, FixedString Name>
struct Labelled {
    Inner inner;
};
template <typename Inner>
struct NamedItem {
    Inner inner;
    LiteralName name;
};
template <FixedString Name>
inline constexpr std::string_view kept_name = Name.view();

template <Op Operator, typename Inner, typename Select>
struct InSelect : Condition {
    Inner operand;
    Select select;
};

/// What a call gives: a type of its own, or one that follows from its operands.
enum class Gives : std::uint8_t {
    own,   ///< The type it names.
    first, ///< That of its first operand.
    sum,   ///< Of integers a 64-bit integer.
    mean,  ///< Of integers a floating point number.
};
/// When a call is NULL.
enum class Nulls : std::uint8_t { any, never, always, all };
/// Where a call may stand.
enum class Role : std::uint8_t { plain, aggregate, window };

/// A function that Rowan knows: its spelling and what it gives.
template <const Spelling& Text, Gives What, typename Own, Nulls When, Role As>
struct Known {
    static constexpr const Spelling& spelling = Text;
    static constexpr Gives gives = What;
    using own = Own;
    static constexpr Nulls nulls = When;
    static constexpr Role role = As;
};

struct Nothing {};

/// The frame of a window.
struct Bound {
    BoundKind kind;
    std::uint32_t rows;
};
struct Frame {
    FrameUnit unit = FrameUnit::none;
    Bound from{BoundKind::unbounded_preceding, 0};
    Bound to{BoundKind::current_row, 0};
};
template <typename... Inner>
struct PartitionBy {
    std::tuple<Inner...> inner;
};
template <typename... Inner>
struct OrderBy {
    std::tuple<Inner...> inner;
};
template <typename Partition, typename Order>
struct Window {
    Partition partition;
    Order order;
    Frame frame;
};

template <typename Column>
constexpr auto as_ordering(const Column& column) {
    if constexpr (requires { column.flags; })
        return column;
    else
        return Ordering<Column>{column, ascending};
}

/// A call of a function that Rowan knows.
template <typename Function, typename Arguments, bool IsDistinct = false, typename Filter = Nothing,
          typename Over = Nothing>
struct Call : OperandCalls<Call<Function, Arguments, IsDistinct, Filter, Over>> {
    Arguments arguments;
    Filter filter_;
    Over over_;

    /// Of an aggregate: takes each value once.
    [[nodiscard]] constexpr auto distinct() const {
        static_assert(Function::role == Role::aggregate,
                      "rowan: only an aggregate is distinct(). docs/errors.md#E157");
        return Call<Function, Arguments, true, Filter, Over>{{}, arguments, filter_, over_};
    }
    /// Of an aggregate: takes the rows that fulfil a condition.
    template <IsCondition Condition>
    [[nodiscard]] constexpr auto filter(const Condition& condition) const {
        static_assert(Function::role == Role::aggregate,
                      "rowan: only an aggregate takes a filter(). docs/errors.md#E157");
        return Call<Function, Arguments, IsDistinct, Condition, Over>{
            {}, arguments, condition, over_};
    }
    /// Computes the call over rows beside the current one: `.over(partition_by(…), order_by(…),
    /// rows(preceding(2), current_row))`, each of them at most once, in whatever order.
    template <typename... Parts>
    [[nodiscard]] constexpr auto over(const Parts&... parts) const {
        static_assert(Function::role != Role::plain,
                      "rowan: only an aggregate or a window function has over(). "
                      "docs/errors.md#E157");
        Window<PartitionBy<>, OrderBy<>> none{};
        auto window = add_parts(none, parts...);
        return Call<Function, Arguments, IsDistinct, Filter, decltype(window)>{
            {}, arguments, filter_, window};
    }

  private:
    template <typename Window>
    static constexpr auto add_parts(const Window& window) {
        return window;
    }
    template <typename Partition, typename Order, typename... Inner, typename... Rest>
    static constexpr auto add_parts(const Window<Partition, Order>& window,
                                    const PartitionBy<Inner...>& part, const Rest&... rest) {
        return add_parts(Window<PartitionBy<Inner...>, Order>{part, window.order, window.frame},
                         rest...);
    }
    template <typename Partition, typename Order, typename... Inner, typename... Rest>
    static constexpr auto add_parts(const Window<Partition, Order>& window,
                                    const OrderBy<Inner...>& part, const Rest&... rest) {
        return add_parts(Window<Partition, OrderBy<Inner...>>{window.partition, part, window.frame},
                         rest...);
    }
    template <typename Partition, typename Order, typename... Rest>
    static constexpr auto add_parts(const Window<Partition, Order>& window, const Frame& frame,
                                    const Rest&... rest) {
        return add_parts(Window<Partition, Order>{window.partition, window.order, frame}, rest...);
    }
};

/// A call of a function that Rowan knows, with columns or values.
template <typename Function, typename... Operands>
constexpr auto call(const Operands&... operands) {
    using Arguments = std::tuple<operand_t<const Operands&>...>;
    return Call<Function, Arguments>{{}, Arguments{as_operand(operands)...}, {}, {}};
}

/// A call of a function by its name.
template <FixedString Name, typename Result, typename... Arguments>
struct NamedCall : OperandCalls<NamedCall<Name, Result, Arguments...>> {
    std::tuple<Arguments...> arguments;
};

template <typename Condition, typename Value>
struct Branch {
    Condition condition;
    Value value;
};
/// `CASE WHEN … THEN … ELSE … END`
template <typename Branches, typename Else>
struct Case : OperandCalls<Case<Branches, Else>> {
    Branches branches;
    Else otherwise;

    /// The value where this condition is the first that holds.
    template <IsCondition Condition, typename Value>
    [[nodiscard]] constexpr auto when(const Condition& condition, const Value& value) const {
        auto all = std::tuple_cat(branches, std::tuple(Branch<Condition, operand_t<const Value&>>{
                                                condition, as_operand(value)}));
        return Case<decltype(all), Else>{{}, all, otherwise};
    }
    /// The value where no condition holds; NULL if it isn't said.
    template <typename Value>
    [[nodiscard]] constexpr auto else_(const Value& value) const {
        return Case<Branches, operand_t<const Value&>>{{}, branches, as_operand(value)};
    }
};
/// `CASE operand WHEN …`, its conditions being `operand = value`.
template <typename Operand, typename Branches, typename Else>
struct ValueCase : OperandCalls<ValueCase<Operand, Branches, Else>> {
    Operand operand;
    Case<Branches, Else> cases;

    template <typename Key, typename Value>
    [[nodiscard]] constexpr auto when(const Key& key, const Value& value) const {
        auto more = cases.when(operand == key, value);
        return wrap(more);
    }
    template <typename Value>
    [[nodiscard]] constexpr auto else_(const Value& value) const {
        return cases.else_(value);
    }

  private:
    template <typename More, typename Last>
    constexpr auto wrap(const Case<More, Last>& more) const {
        return ValueCase<Operand, More, Last>{{}, operand, more};
    }
};

/// A value that stands alone.
template <typename Inner>
struct Constant : OperandCalls<Constant<Inner>> {
    Inner inner;
};
template <typename Target, typename Inner>
struct Cast : OperandCalls<Cast<Target, Inner>> {
    Inner inner;
};
/// A value within JSON, as text.
template <FixedString Path, typename Inner>
struct JsonText : OperandCalls<JsonText<Path, Inner>> {
    Inner inner;
};
/// `left IS [NOT] DISTINCT FROM right`
template <bool Same, typename Left, typename Right>
struct Differs : Condition {
    Left left;
    Right right;
};
/// A subquery of one column and one row, or with ANY or ALL before it.
template <Around Kind, typename Select>
struct SelectOperand : OperandCalls<SelectOperand<Kind, Select>> {
    Select select;
};
template <typename Select>
struct Exists : Condition {
    Select select;
};
/// `(a, b) [NOT] IN ((1, 2), …)`
template <bool Negated, typename Columns, typename Rows>
struct TupleIn : Condition {
    Columns columns;
    Rows rows;
};

} // namespace rowan::lang
