// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/map.hpp>
#include <rowan/sql/code.hpp>
#include <rowan/sql/forward.hpp>

#include <initializer_list>
#include <string_view>

namespace rowan {

namespace lang {

/// Adds the columns that a text names to an order, none if one of them is no column.
void add_order(Clause& order, const meta::Mapping& mapping, std::string_view text,
               std::initializer_list<std::string_view> allowed);

} // namespace lang

/// An order of rows of one struct that is known at run time only.
template <typename Entity>
class Order {
  public:
    Order() = default;
    Order(std::string_view text, std::initializer_list<std::string_view> allowed) {
        lang::add_order(clause_, meta::mapping<Entity>, text, allowed);
    }
    /// Whether nothing is sorted by it.
    [[nodiscard]] bool empty() const { return clause_.empty(); }
    /// Its words; for Rowan's own rooms.
    [[nodiscard]] const lang::Clause& clause() const { return clause_; }

  private:
    lang::Clause clause_;
};

/// The order that a text asks for, such as a user's `"-created,name"`: names of columns or members,
/// the first counts most; `-` before one sorts downwards. An empty text is no order, a column that
/// is named again makes no difference. To be given to order_by().
///
/// Sorting by a column tells something of its values: `allowed` lists the columns that may be named
/// where not all may.
///
/// Throws UnknownColumn for a name that is no column or not allowed, InvalidQuery for a missing
/// one.
template <typename Entity>
[[nodiscard]] Order<Entity> ordering(std::string_view text,
                                     std::initializer_list<std::string_view> allowed = {}) {
    return Order<Entity>(text, allowed);
}

} // namespace rowan
