// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/base/fixed_string.hpp>
#include <rowan/sql/code.hpp>
#include <rowan/sql/operand.hpp>
#include <rowan/type/value.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rowan::lang {

/// `left op right`, true or false.
template <Op Operator, typename Left, typename Right>
struct Comparison : Condition {
    Left left;
    Right right;
};

/// `left op right`, a number.
template <Op Operator, typename Left, typename Right>
struct Arithmetic;

/// `operand IS [NOT] NULL`
template <Op Operator, typename Inner>
struct NullTest : Condition {
    Inner operand;
};

/// `operand [NOT] IN (values)`
template <Op Operator, typename Inner, typename Element>
struct Membership : Condition {
    Inner operand;
    std::vector<Element> values;
};

/// `operand [NOT] BETWEEN low AND high`
template <Op Operator, typename Inner, typename Low, typename High>
struct Between : Condition {
    Inner operand;
    Low low;
    High high;
};

/// Where the text of a LIKE stands in what it finds.
enum class Match : std::uint8_t {
    pattern, ///< the text is a pattern itself
    start,
    end,
    part,
};

/// `operand [NOT] LIKE pattern`
template <Op Operator, typename Inner>
struct Like : Condition {
    Inner operand;
    OwnedText text;
    Match match;
};

/// `left AND right`, `left OR right`
template <Op Operator, typename Left, typename Right>
struct Junction : Condition {
    Left left;
    Right right;
};

/// `NOT operand`
template <typename Inner>
struct Negation : Condition {
    Inner operand;
};

/// `column = value` of get, filter_by, make and update.
template <typename Column, typename Right>
struct Assignment {
    Column column;
    Right value;
};

/// An element of ORDER BY.
template <typename Inner>
struct Ordering {
    Inner operand;
    std::uint32_t flags;

    /// NULL before all values.
    [[nodiscard]] constexpr Ordering nulls_first() const {
        return {operand, (flags & descending) | lang::nulls_first};
    }
    /// NULL after all values.
    [[nodiscard]] constexpr Ordering nulls_last() const {
        return {operand, (flags & descending) | lang::nulls_last};
    }
};

/// An element of a select's list with a name: `expression.as<"name">()`.
template <typename Inner, FixedString Name>
struct Labelled;
/// The same with a name that the compiler checks nothing by: `expression.as("name")`.
template <typename Inner>
struct NamedItem;
/// A literal, which lives as long as the program.
struct LiteralName {
    std::string_view text;
    template <std::size_t Size>
    consteval LiteralName(const char (&literal)[Size]) : text(literal, Size - 1) {}
};
/// `operand [NOT] IN (SELECT …)`
template <Op Operator, typename Inner, typename Select>
struct InSelect;
/// What can stand in brackets as a subquery.
template <typename Query>
concept IsSelect = requires {
    typename std::remove_cvref_t<Query>::select_types;
};

/// The calls that every column and expression has.
template <typename Self>
struct OperandCalls : Operand {
    [[nodiscard]] constexpr auto is_null() const { return NullTest<Op::is_null, Self>{{}, self()}; }
    [[nodiscard]] constexpr auto is_not_null() const {
        return NullTest<Op::is_not_null, Self>{{}, self()};
    }
    /// True for rows whose value is among `values`, NULL included where one of them is an empty
    /// std::optional; for none if there are none.
    template <typename Range>
    [[nodiscard]] constexpr auto in(const Range& values) const {
        return membership<Op::in>(values);
    }
    template <typename Element>
    [[nodiscard]] constexpr auto in(std::initializer_list<Element> values) const {
        return membership<Op::in>(values);
    }
    /// True for rows whose value is not among `values`; for all if there are none.
    template <typename Range>
    [[nodiscard]] constexpr auto not_in(const Range& values) const {
        return membership<Op::not_in>(values);
    }
    template <typename Element>
    [[nodiscard]] constexpr auto not_in(std::initializer_list<Element> values) const {
        return membership<Op::not_in>(values);
    }
    template <typename Low, typename High>
    [[nodiscard]] constexpr auto between(Low&& low, High&& high) const {
        return Between<Op::between, Self, operand_t<Low>, operand_t<High>>{
            {}, self(), as_operand(std::forward<Low>(low)), as_operand(std::forward<High>(high))};
    }
    template <typename Low, typename High>
    [[nodiscard]] constexpr auto not_between(Low&& low, High&& high) const {
        return Between<Op::not_between, Self, operand_t<Low>, operand_t<High>>{
            {}, self(), as_operand(std::forward<Low>(low)), as_operand(std::forward<High>(high))};
    }
    /// SQL's LIKE: `%` is any text, `_` any character. Whether case counts is the database's way.
    [[nodiscard]] constexpr auto like(std::string_view pattern) const {
        return Like<Op::like, Self>{{}, self(), OwnedText(pattern), Match::pattern};
    }
    [[nodiscard]] constexpr auto not_like(std::string_view pattern) const {
        return Like<Op::not_like, Self>{{}, self(), OwnedText(pattern), Match::pattern};
    }
    /// LIKE that ignores case.
    [[nodiscard]] constexpr auto ilike(std::string_view pattern) const {
        return Like<Op::ilike, Self>{{}, self(), OwnedText(pattern), Match::pattern};
    }
    [[nodiscard]] constexpr auto not_ilike(std::string_view pattern) const {
        return Like<Op::not_ilike, Self>{{}, self(), OwnedText(pattern), Match::pattern};
    }
    /// LIKE with wildcards in `text` taken as plain characters.
    [[nodiscard]] constexpr auto starts_with(std::string_view text) const {
        return Like<Op::like, Self>{{}, self(), OwnedText(text), Match::start};
    }
    [[nodiscard]] constexpr auto ends_with(std::string_view text) const {
        return Like<Op::like, Self>{{}, self(), OwnedText(text), Match::end};
    }
    [[nodiscard]] constexpr auto contains(std::string_view text) const {
        return Like<Op::like, Self>{{}, self(), OwnedText(text), Match::part};
    }
    /// Names the element of a select's list: `.as<"name">()`, whose name the compiler knows, or
    /// `.as("name")`.
    template <FixedString Name>
    [[nodiscard]] constexpr auto as() const {
        return Labelled<Self, Name>{self()};
    }
    [[nodiscard]] constexpr auto as(LiteralName name) const {
        return NamedItem<Self>{self(), name};
    }
    [[nodiscard]] constexpr auto asc() const { return Ordering<Self>{self(), ascending}; }
    [[nodiscard]] constexpr auto desc() const { return Ordering<Self>{self(), descending}; }
    [[nodiscard]] constexpr auto nulls_first() const { return asc().nulls_first(); }
    [[nodiscard]] constexpr auto nulls_last() const { return asc().nulls_last(); }

  private:
    /// Inlined even where nothing is optimized: of each column it would be another function.
    [[nodiscard, gnu::always_inline]] constexpr const Self& self() const {
        return static_cast<const Self&>(*this);
    }

    template <Op Operator, typename Range>
    constexpr auto membership(const Range& values) const {
        if constexpr (IsSelect<Range>) {
            return InSelect<Operator, Self, Range>{{}, self(), values};
        } else {
            using Element = decltype(capture(*std::begin(values)));
            std::vector<Element> list;
            for (const auto& value : values)
                list.push_back(capture(value));
            return Membership<Operator, Self, Element>{{}, self(), std::move(list)};
        }
    }
};

template <Op Operator, typename Left, typename Right>
struct Arithmetic : OperandCalls<Arithmetic<Operator, Left, Right>> {
    Left left;
    Right right;
};

/// `-operand`
template <typename Inner>
struct Negative : OperandCalls<Negative<Inner>> {
    Inner operand;
};

/// A column by its name, `"user"_col`: of whatever table the query is about.
template <FixedString Name>
struct NamedColumn : OperandCalls<NamedColumn<Name>> {
    constexpr NamedColumn() = default;
    constexpr NamedColumn(const NamedColumn&) = default;
    /// `a = a` is an assignment of SQL, too.
    constexpr auto operator=(const NamedColumn& value) const;
    template <typename Value>
    constexpr auto operator=(Value&& value) const {
        return Assignment<NamedColumn, operand_t<Value>>{{},
                                                         as_operand(static_cast<Value&&>(value))};
    }
};

/// A column by its member, `rowan::col<&User::name>`.
template <auto Member>
struct MemberColumn : OperandCalls<MemberColumn<Member>> {
    constexpr MemberColumn() = default;
    constexpr MemberColumn(const MemberColumn&) = default;
    /// `a = a` is an assignment of SQL, too.
    constexpr auto operator=(const MemberColumn& value) const;
    template <typename Value>
    constexpr auto operator=(Value&& value) const {
        return Assignment<MemberColumn, operand_t<Value>>{{},
                                                          as_operand(static_cast<Value&&>(value))};
    }
};

/// A column's value in the row that an INSERT could not insert.
template <typename Column>
struct Excluded : OperandCalls<Excluded<Column>> {};

template <FixedString Name>
constexpr auto NamedColumn<Name>::operator=(const NamedColumn& value) const {
    return Assignment<NamedColumn, NamedColumn>{{}, value};
}
template <auto Member>
constexpr auto MemberColumn<Member>::operator=(const MemberColumn& value) const {
    return Assignment<MemberColumn, MemberColumn>{{}, value};
}

#define ROWAN_BINARY(symbol, node, op)                                                             \
    template <typename Left, typename Right>                                                       \
    requires(IsOperand<Left> || IsOperand<Right>) constexpr auto operator symbol(Left&& left,      \
                                                                                 Right&& right) {  \
        return node<Op::op, operand_t<Left>, operand_t<Right>>{                                    \
            {}, as_operand(static_cast<Left&&>(left)), as_operand(static_cast<Right&&>(right))};   \
    }
ROWAN_BINARY(==, Comparison, equal)
ROWAN_BINARY(!=, Comparison, not_equal)
ROWAN_BINARY(<, Comparison, less)
ROWAN_BINARY(<=, Comparison, less_equal)
ROWAN_BINARY(>, Comparison, greater)
ROWAN_BINARY(>=, Comparison, greater_equal)
ROWAN_BINARY(+, Arithmetic, plus)
ROWAN_BINARY(-, Arithmetic, minus)
ROWAN_BINARY(*, Arithmetic, times)
ROWAN_BINARY(/, Arithmetic, divided)
ROWAN_BINARY(%, Arithmetic, modulo)
#undef ROWAN_BINARY

template <IsOperand Inner>
constexpr auto operator-(Inner&& operand) {
    return Negative<std::remove_cvref_t<Inner>>{{}, std::forward<Inner>(operand)};
}
template <IsCondition Left, IsCondition Right>
constexpr auto operator&&(Left&& left, Right&& right) {
    return Junction<Op::conjunction, std::remove_cvref_t<Left>, std::remove_cvref_t<Right>>{
        {}, std::forward<Left>(left), std::forward<Right>(right)};
}
template <IsCondition Left, IsCondition Right>
constexpr auto operator||(Left&& left, Right&& right) {
    return Junction<Op::disjunction, std::remove_cvref_t<Left>, std::remove_cvref_t<Right>>{
        {}, std::forward<Left>(left), std::forward<Right>(right)};
}
template <IsCondition Inner>
constexpr auto operator!(Inner&& condition) {
    return Negation<std::remove_cvref_t<Inner>>{{}, std::forward<Inner>(condition)};
}

} // namespace rowan::lang

namespace rowan {

/// The column of a member: `rowan::col<&User::name> == "alice"`.
template <auto Member>
inline constexpr lang::MemberColumn<Member> col{};

inline namespace literals {

/// A column by its name: `"name"_col = "alice"` for get and update, `"name"_col == "alice"` for
/// filter. The compiler checks the name when the column meets a query.
template <FixedString Name>
consteval auto operator""_col() {
    return lang::NamedColumn<Name>{};
}

} // namespace literals

} // namespace rowan
