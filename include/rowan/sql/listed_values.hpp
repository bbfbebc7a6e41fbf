// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/shape.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace rowan::lang {

/// Which of a statement's values each placeholder is for: the writer takes words in the order of
/// SQL's text, and some of them twice. Values are numbered over the statement's pieces.
class ListedValues {
  public:
    explicit ListedValues(const Statement& statement) : statement_(statement) {}

    /// The next placeholder is for this word.
    void add(const std::uint32_t* word) {
        std::less<> before;
        // It is mostly one of the words behind the last one.
        if (last_ && !before(word, last_) && before(word, end_)) {
            next_ += values_in(last_, word);
        } else {
            next_ = 0;
            bool found = false;
            each_piece(statement_, [&](const Clause& piece) {
                if (found)
                    return;
                const std::uint32_t* first = piece.code.data();
                end_ = first + piece.code.size();
                found = !before(word, first) && before(word, end_);
                next_ += values_in(first, found ? word : end_);
            });
        }
        last_ = word;
        list_.push_back(next_);
    }
    /// The limit and the offset come next.
    void mark_limit() { before_limit_ = list_.size(); }
    [[nodiscard]] const std::vector<std::uint32_t>& list() const { return list_; }
    /// How many values stand before the limit: all, unless it was marked.
    [[nodiscard]] std::size_t before_limit() const {
        return before_limit_ < list_.size() ? before_limit_ : list_.size();
    }

  private:
    static std::uint32_t values_in(const std::uint32_t* first, const std::uint32_t* last) {
        std::uint32_t count = 0;
        for (; first != last; ++first)
            count += op_of(*first) == Op::parameter ? 1 : 0;
        return count;
    }

    const Statement& statement_;
    std::vector<std::uint32_t> list_;
    std::size_t before_limit_ = static_cast<std::size_t>(-1);
    const std::uint32_t* last_ = nullptr; ///< The word of the last value,
    const std::uint32_t* end_ = nullptr;  ///< the end of its clause,
    std::uint32_t next_ = 0;              ///< its number.
};

/// Calls `use(values, i)` for the value of each placeholder of a statement, by its list.
template <typename Use>
void each_listed(const Statement& statement, std::span<const std::uint32_t> list, Use use) {
    for (std::size_t value : list) {
        const types::Parameters* values = nullptr;
        each_piece(statement, [&](const Clause& piece) {
            if (!values && value < piece.values.size())
                values = &piece.values;
            value -= values ? 0 : piece.values.size();
        });
        use(*values, value);
    }
}

} // namespace rowan::lang
