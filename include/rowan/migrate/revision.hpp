// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace rowan::migrate {

/// Ids or labels of a revision: one (`"a1"`), a few (`{"a1", "b2"}`), or a static array of many.
class Ids {
  public:
    constexpr Ids() = default;
    constexpr Ids(const char* one) : Ids(std::string_view(one)) {}
    constexpr Ids(std::string_view one) { add(one); }
    constexpr Ids(std::initializer_list<std::string_view> few) {
        for (std::string_view one : few)
            add(one);
    }
    /// `many` must live as long as the revision.
    template <std::size_t Size>
    constexpr Ids(const std::string_view (&many)[Size]) : many_(many), size_(Size) {}

    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
    [[nodiscard]] constexpr const std::string_view* begin() const { return many_ ? many_ : few_; }
    [[nodiscard]] constexpr const std::string_view* end() const { return begin() + size_; }
    [[nodiscard]] constexpr std::string_view operator[](std::size_t i) const { return begin()[i]; }
    [[nodiscard]] constexpr std::string_view back() const { return begin()[size_ - 1]; }
    [[nodiscard]] constexpr bool contains(std::string_view wanted) const {
        for (std::string_view one : *this)
            if (one == wanted)
                return true;
        return false;
    }

  private:
    static constexpr std::size_t most = 6;

    constexpr void add(std::string_view one) {
        if (one.empty())
            return;
        if (size_ == most)
            throw "more than six ids belong into a static array of std::string_view";
        few_[size_++] = one;
    }

    std::string_view few_[most]{};
    const std::string_view* many_ = nullptr;
    std::size_t size_ = 0;
};

/// Whether a revision runs in a transaction, where the database has transactions for it.
enum class Transaction : unsigned char {
    yes,
    none, ///< For what refuses one, such as PostgreSQL's CREATE INDEX CONCURRENTLY.
};

/// What a revision says about itself.
struct Revision {
    /// At most 32 characters, none of `@`, `+`, `-` and `:`.
    std::string_view id = {};
    /// What it follows: nothing for a base, several for a merge.
    Ids down = {};
    std::string_view message = {};
    /// Names for the branch that begins here; they hold for all that follows.
    Ids branch_labels = {};
    /// Revisions or labels that must have been applied before, though this one doesn't follow them.
    Ids depends_on = {};
    /// Revisions that this one stands for, in their order; they are in the list no more. A database
    /// that is at the last of them is at this one.
    Ids replaces = {};
    /// When it was written, for the eye only.
    std::string_view created = {};
    /// How long a statement waits for a lock; zero: as long as the runner's options say.
    std::chrono::milliseconds lock_timeout{0};
    /// The revision knows that it destroys data.
    bool allow_destructive = false;
    Transaction transaction = Transaction::yes;
};

} // namespace rowan::migrate
