// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/plain_objects.hpp>
#include <rowan/engine/query_parts.hpp>
#include <rowan/orm/blank.hpp>

#include <cstddef>
#include <iterator>
#include <utility>

namespace rowan::orm {

/// Walks over the rows of a running query; the row is overwritten by each step.
template <typename Row>
class RowIterator {
  public:
    using iterator_concept = std::input_iterator_tag;
    using difference_type = std::ptrdiff_t;
    using value_type = Row;

    RowIterator() = default;

    /// Goes to the first row. Where `kind` is given, the work is told of each row that is read.
    explicit RowIterator(Owned<engine::Cursor> cursor, engine::Work* work = nullptr,
                         const engine::RowKind* kind = nullptr)
        : state_(new State{std::move(cursor), work, kind}) {
        ++*this;
    }
    Row& operator*() const { return *state_->at; }
    Row* operator->() const { return state_->at; }
    RowIterator& operator++() {
        state_->at = static_cast<Row*>(state_->cursor->next_row(&state_->row));
        if (!state_->at)
            state_.reset();
        else if (state_->kind)
            engine::tell(*state_->work, Event::after_load, state_->kind->mapping,
                         state_->kind->hooks, state_->at);
        return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const RowIterator& at, std::default_sentinel_t) { return !at.state_; }

  private:
    struct State {
        Owned<engine::Cursor> cursor;
        engine::Work* work;
        const engine::RowKind* kind;
        Row row = make_blank<Row>();
        Row* at = nullptr; ///< The row, or one that the cursor keeps.
    };
    Owned<State> state_;
};

} // namespace rowan::orm
