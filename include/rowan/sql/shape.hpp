// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// What of a statement its writer and its caches ask; files that only make statements need none.

#include <rowan/base/small_buffer.hpp>
#include <rowan/sql/statement.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace rowan::lang {

/// Whether a filter is of a table that a join brings in.
constexpr bool is_about(const TableFilter& filter, const Join& join) {
    return filter.mapping == join.relation->target ||
           filter.mapping == join.relation->through.table;
}

/// Calls `use` for each clause whose words and values a statement has, in the order by which a
/// writer numbers the values.
template <typename Use>
constexpr void each_piece(const Statement& statement, Use use) {
    if (statement.source)
        use(*statement.source);
    if (statement.clauses && !statement.raw) {
        use(statement.clauses->set);
        use(statement.clauses->where);
        use(statement.clauses->order);
    }
    for (const TableFilter& filter : statement.filters)
        use(filter.condition);
}
constexpr bool has_wide_words(const Clause& clause) {
    for (std::uint32_t code : clause.code)
        if (op_of(code) == Op::wider)
            return true;
    return false;
}
/// Whether a statement has words of the select language: its writer knows which value each
/// placeholder is for.
constexpr bool is_wide(const Statement& statement) {
    bool wide = statement.source != nullptr || statement.verb == Verb::query;
    each_piece(statement, [&](const Clause& piece) { wide = wide || has_wide_words(piece); });
    return wide;
}

/// The words that tell one statement's text from another's, for one dialect.
using Shape = SmallBuffer<std::uint32_t, 48>;

constexpr std::uint32_t limit_flag(const Clauses& clauses) {
    return (clauses.limit >= 0 ? 1u : 0u) | (clauses.offset >= 0 ? 2u : 0u);
}

/// Whether a select cuts its own rows before others are joined to them, as a limit counts those.
constexpr bool cuts_first(const Statement& statement) {
    return statement.related && statement.related->repeats && limit_flag(*statement.clauses) != 0;
}

/// The hash of a shape, the same whether its words come in one piece or in several.
class ShapeHasher {
  public:
    void add(const std::uint32_t* words, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i)
            hash_ = (hash_ ^ words[i]) * 0xff51afd7ed558ccd;
    }
    [[nodiscard]] std::uint64_t result() const { return hash_ ^ hash_ >> 32; }

  private:
    std::uint64_t hash_ = 0x9e3779b97f4a7c15;
};

/// A statement's shape in its pieces, for a look-up that copies nothing.
class ShapeParts {
  public:
    explicit ShapeParts(const Statement& statement)
        : clauses_(statement.clauses), filters_(statement.filters), source_(statement.source) {
        head_[0] = static_cast<std::uint32_t>(statement.verb);
        name(head_ + 1, statement.mapping);
        if (statement.raw) {
            // Its clauses hold nothing but values.
            clauses_ = nullptr;
            name(head_ + 3, statement.raw);
            head_[5] = 0;
        } else if (clauses_) {
            head_[0] |= limit_flag(*clauses_) << 8 | std::uint32_t{clauses_->lock} << 24;
            head_[3] = size_of(clauses_->set);
            head_[4] = size_of(clauses_->where);
            head_[5] = size_of(clauses_->order);
        } else {
            head_[3] = static_cast<std::uint32_t>(statement.omitted);
            head_[4] = static_cast<std::uint32_t>(statement.omitted >> 32);
            head_[5] = 0;
        }
        if (statement.related)
            add(*statement.related);
        if (clauses_ && statement.verb == Verb::insert)
            add_words(statement.omitted);
        if (statement.explain)
            head_[0] |= 1u << 31;
        if (statement.rows)
            add_words(reinterpret_cast<std::uintptr_t>(statement.rows));
        if (source_)
            add_words(size_of(*source_));
    }

    /// The pieces behind each other.
    [[nodiscard]] Shape joined() const {
        Shape shape;
        each([&](const std::uint32_t* words, std::size_t count) { shape.append(words, count); });
        return shape;
    }
    [[nodiscard]] std::uint64_t hash() const {
        ShapeHasher hasher;
        each([&](const std::uint32_t* words, std::size_t count) { hasher.add(words, count); });
        return hasher.result();
    }
    [[nodiscard]] bool equals(const Shape& shape) const {
        const std::uint32_t* at = shape.data();
        const std::uint32_t* end = at + shape.size();
        bool equal = true;
        each([&](const std::uint32_t* words, std::size_t count) {
            equal = equal && static_cast<std::size_t>(end - at) >= count &&
                    __builtin_memcmp(at, words, count * sizeof *words) == 0;
            if (equal)
                at += count;
        });
        return equal && at == end;
    }

  private:
    /// Names a constant by its address.
    static void name(std::uint32_t* words, const void* constant) {
        auto address = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(constant));
        words[0] = static_cast<std::uint32_t>(address);
        words[1] = static_cast<std::uint32_t>(address >> 32);
    }
    void add_words(std::uint64_t number) {
        related_[related_size_++] = static_cast<std::uint32_t>(number);
        related_[related_size_++] = static_cast<std::uint32_t>(number >> 32);
        head_[0] += 2u << 16;
    }
    void add(const Related& related) {
        head_[0] |= (related.each ? 12u : 4u) << 8;
        if (related.relation)
            add(related.relation, -1);
        for (const Join& join : related.joins)
            add(join.relation, join.from);
        head_[0] |= static_cast<std::uint32_t>(related_size_) << 16;
    }
    void add(const meta::MappedRelation* relation, std::int32_t from) {
        auto address = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(relation));
        related_[related_size_++] = static_cast<std::uint32_t>(address);
        related_[related_size_++] = static_cast<std::uint32_t>(address >> 32);
        related_[related_size_++] = static_cast<std::uint32_t>(from);
    }
    static std::uint32_t size_of(const Clause& clause) {
        return static_cast<std::uint32_t>(clause.code.size());
    }
    template <typename Use>
    void each(Use use) const {
        use(head_, 6);
        if (related_size_ > 0)
            use(related_, related_size_);
        for (const TableFilter& filter : filters_) {
            std::uint32_t table[2];
            name(table, filter.mapping);
            use(table, 2);
            use(filter.condition.code.data(), filter.condition.code.size());
        }
        if (source_)
            use(source_->code.data(), source_->code.size());
        if (!clauses_)
            return;
        for (const Clause* clause : {&clauses_->set, &clauses_->where, &clauses_->order})
            if (!clause->code.empty())
                use(clause->code.data(), clause->code.size());
    }

    std::uint32_t head_[6];
    std::uint32_t related_[3 * most_joins];
    std::size_t related_size_ = 0;
    const Clauses* clauses_;
    std::span<const TableFilter> filters_;
    const Clause* source_;
};

} // namespace rowan::lang
