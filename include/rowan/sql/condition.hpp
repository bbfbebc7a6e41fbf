// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/lower.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <type_traits>

namespace rowan {

/// A condition on rows of one struct as a value: kept, passed on, built in a loop.
///
///     rowan::Condition<Job> any;
///     for (const std::string& user : users)
///         any |= "user"_col == user;
///     query.filter(any);
///
/// One that was made without anything is empty: a query with it has no such condition, and joined
/// by `&&`, `||` or `!` it is left out. Mind that remove() and update() of a query without any
/// condition are about all rows.
template <typename Entity>
class Condition : public lang::Condition {
  public:
    Condition() = default;
    /// Any condition that filter() takes. The compiler checks its columns and values here.
    template <typename Node>
    requires(!std::same_as<Node, Condition> &&
             (lang::IsCondition<Node> || lang::IsOperand<Node> || lang::is_assignment_node<Node>))
        Condition(const Node& node) {
        add(node);
    }

    /// Both must hold.
    template <typename Node>
    Condition& operator&=(const Node& node) {
        return join(lang::Op::conjunction, node);
    }
    /// One of them must hold; for an empty one, the other.
    template <typename Node>
    Condition& operator|=(const Node& node) {
        return join(lang::Op::disjunction, node);
    }

    /// Whether there is nothing that must hold.
    [[nodiscard]] bool empty() const { return clause_.code.empty(); }
    /// Its words and values; for Rowan's own rooms.
    [[nodiscard]] const lang::Clause& clause() const { return clause_; }

  private:
    template <typename Node>
    void add(const Node& node) {
        lang::check_condition<Entity, Node>();
        if constexpr (lang::IsCondition<Node>)
            lang::Lower<Entity>{clause_}(node);
    }
    template <typename Node>
    Condition& join(lang::Op op, const Node& node) {
        if constexpr (std::same_as<Node, Condition>)
            if (&node == this)
                return *this;
        std::size_t before = clause_.code.size();
        add(node);
        if (before > 0 && clause_.code.size() > before)
            clause_.code.insert(0, lang::word(op));
        return *this;
    }

    lang::Clause clause_;
};

} // namespace rowan
