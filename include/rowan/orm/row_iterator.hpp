// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/work.hpp>
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
    /// Called for each row that was read; nullptr if nobody listens.
    using Tell = void (*)(engine::Work& work, Row& row);

    /// Goes to the first row.
    explicit RowIterator(Owned<engine::Cursor> cursor, engine::Work* work = nullptr,
                         Tell tell = nullptr)
        : state_(new State{std::move(cursor), work, tell}) {
        ++*this;
    }
    Row& operator*() const { return *state_->at; }
    Row* operator->() const { return state_->at; }
    RowIterator& operator++() {
        state_->at = static_cast<Row*>(state_->cursor->next_row(&state_->row));
        if (!state_->at)
            state_.reset();
        else if (state_->tell)
            state_->tell(*state_->work, *state_->at);
        return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const RowIterator& at, std::default_sentinel_t) { return !at.state_; }

  private:
    struct State {
        Owned<engine::Cursor> cursor;
        engine::Work* work;
        Tell tell;
        Row row = make_blank<Row>();
        Row* at = nullptr; ///< The row, or one that the cursor keeps.
    };
    Owned<State> state_;
};

} // namespace rowan::orm
