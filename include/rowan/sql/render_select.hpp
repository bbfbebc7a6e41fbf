// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/once.hpp>
#include <rowan/sql/render.hpp>
#include <rowan/sql/render_related.hpp>
#include <rowan/sql/render_select_expression.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::lang {

/// Writes a select of any shape.
class SelectWriter : public SelectExpressions {
  public:
    SelectWriter(Text& text, const Statement& statement)
        : SelectExpressions(text, statement), filters_(statement.filters) {}

    /// Which value each placeholder is for.
    [[nodiscard]] const std::vector<std::uint32_t>& values() const { return values_.list(); }
    /// How many of them stand before the limit and the offset.
    [[nodiscard]] std::size_t values_before_limit() const { return values_.before_limit(); }
    /// Which item each member of a struct is read from; empty if rows become no struct.
    [[nodiscard]] const std::vector<std::uint16_t>& positions() const { return positions_; }
    /// Whether the items are written in the order of the members.
    [[nodiscard]] bool is_arranged() const { return is_arranged_; }

  protected:
    ~SelectWriter() = default;

    static WordReader words_of(const Clause& clause) {
        return {clause.code.data(), clause.code.data() + clause.code.size()};
    }
    /// Finds the items that a struct's members are read from, by their names. Where each item has a
    /// member, the items are written in the members' order, as some drivers read them.
    void arrange(const meta::Mapping& mapping, const WordReader& words) {
        std::vector<std::string_view> names;
        find_names(words, names);
        for (const meta::MappedColumn& column : mapping.columns) {
            auto found = std::find(names.begin(), names.end(), column.name);
            if (found == names.end())
                throw InvalidQuery("rowan: select(): no item is named '" +
                                   std::string(column.name) + "' for the member of " +
                                   std::string(mapping.entity));
            positions_.push_back(static_cast<std::uint16_t>(found - names.begin()));
        }
        is_arranged_ = names.size() == mapping.columns.size();
    }
    /// Where item `i` is written.
    [[nodiscard]] std::size_t place_of(std::size_t i) const {
        for (std::size_t place = 0; place < positions_.size(); ++place)
            if (positions_[place] == i)
                return place;
        return i;
    }
    [[nodiscard]] std::size_t number_of(const WordReader& words,
                                        std::string_view name) const override {
        std::vector<std::string_view> names;
        find_names(words, names);
        auto i =
            static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
        return (is_moved_ ? place_of(i) : i) + 1;
    }

    void select(const WordReader& words, bool is_outer = false) override {
        with(words);
        if (has(words, Part::first))
            compound(words, is_outer);
        else
            simple(words, is_outer && is_arranged_);
        is_moved_ = is_outer && is_arranged_;
        // Of rows that are counted the order is nobody's.
        if (!is_outer || !numbers_items_)
            order(words);
        rows(words);
    }
    void simple(const WordReader& words, bool arranged) {
        text_ << "SELECT ";
        if (has(words, Part::distinct))
            text_ << "DISTINCT ";
        std::size_t count = 0;
        each(words, Part::distinct_on, [&](const SelectPart& part) {
            if (!rules_.distinct_on)
                missing("DISTINCT ON");
            text_ << (count++ > 0 ? ", " : "DISTINCT ON (");
            expression(part.words);
        });
        text_ << (count > 0 ? ") " : "");
        count = 0;
        std::vector<WordReader> items;
        each(words, Part::item, [&](const SelectPart& part) { items.push_back(part.words); });
        for (; count < items.size(); ++count) {
            text_ << (count > 0 ? ", " : "");
            WordReader item = items[arranged && !positions_.empty() ? positions_[count] : count];
            const char* name = item.address<char>();
            expression(item);
            if (numbers_items_ && arranged) {
                text_ << " AS c";
                text_.number(count);
            } else if (name) {
                text_ << " AS ";
                text_.identifier(name);
            }
        }
        Part from = has(words, Part::from) ? Part::from : Part::deduced;
        if (has(words, from))
            each(words, from, [&](const SelectPart& part) {
                text_ << " FROM ";
                source(part.words);
            });
        else
            text_ << text_.dialect().no_table;
        each(words, Part::join, [&](const SelectPart& part) {
            auto kind = static_cast<JoinKind>(part.detail);
            if (kind == JoinKind::full && !rules_.full_join)
                missing("FULL JOIN");
            text_ << (kind == JoinKind::inner   ? " JOIN "
                      : kind == JoinKind::left  ? " LEFT JOIN "
                      : kind == JoinKind::right ? " RIGHT JOIN "
                      : kind == JoinKind::full  ? " FULL JOIN "
                                                : " CROSS JOIN ");
            WordReader condition = source(part.words);
            if (condition.more()) {
                text_ << " ON ";
                expression(condition);
            }
        });
        conditions(words, Part::where, " WHERE ");
        if (always_where_ && arranged && !has(words, Part::where))
            text_ << " WHERE 1 = 1";
        count = 0;
        each(words, Part::group, [&](const SelectPart& part) {
            text_ << (count++ > 0 ? ", " : " GROUP BY ");
            if (part.detail != 0)
                text_.number((arranged ? place_of(part.detail - 1) : part.detail - 1) + 1);
            else
                expression(part.words);
        });
        conditions(words, Part::having, " HAVING ");
    }
    /// A table or a select in FROM; returns what follows it.
    WordReader source(WordReader words) {
        const auto& info = *words.address<SourceInfo>();
        WordReader inner = words.words();
        if (inner.more()) {
            text_ << '(';
            select(inner);
            text_ << ") AS ";
            text_.identifier(info.alias);
        } else if (info.table && write_filtered(*info.table)) {
            text_ << " AS ";
            text_.identifier(info.name());
        } else if (info.table) {
            text_.table(info.table->schema, info.table->table);
            if (!info.alias.empty()) {
                text_ << " AS ";
                text_.identifier(info.alias);
            }
        } else {
            text_.identifier(info.alias);
        }
        return words;
    }
    /// Writes the rows of a table that its filters let through; false if it has none.
    bool write_filtered(const meta::Mapping& table) {
        std::size_t count = 0;
        // What a filter itself selects from comes under none: it might be the same table.
        std::span<const TableFilter> filters = std::exchange(filters_, {});
        for (const TableFilter& filter : filters)
            if (filter.mapping == &table) {
                if (count++ == 0) {
                    text_ << "(SELECT * FROM ";
                    text_.table(table.schema, table.table);
                }
                text_ << (count > 1 ? " AND " : " WHERE ");
                Renderer(text_, table, filter.condition, this).expression(2);
            }
        filters_ = filters;
        has_filtered_ = has_filtered_ || count > 0;
        text_ << (count > 0 ? ")" : "");
        return count > 0;
    }
    void lock(const WordReader& words, std::uint8_t flags) {
        std::vector<std::string_view> of;
        each(words, Part::lock,
             [&](SelectPart part) { of.push_back(part.words.address<SourceInfo>()->name()); });
        // What is read from a subquery is locked by PostgreSQL alone.
        if (flags != 0 && has_filtered_ && rules_.speech != Speech::postgresql)
            not_supported(text_.dialect(), "lock of rows of tables that have a filter");
        write_lock(text_, flags, of);
    }
    void conditions(const WordReader& words, Part wanted, std::string_view start) {
        std::size_t all = 0, count = 0;
        each(words, wanted, [&](const SelectPart&) { ++all; });
        each(words, wanted, [&](const SelectPart& part) {
            text_ << (count++ > 0 ? " AND " : start);
            expression(part.words, all > 1 ? 2 : 0);
        });
    }
    void order(const WordReader& words) {
        std::size_t count = 0;
        ordered_ = words;
        each(words, Part::order, [&](const SelectPart& part) {
            text_ << (count++ > 0 ? ", " : " ORDER BY ");
            renderer(part.words).ordering();
        });
    }
    /// LIMIT and OFFSET of a select inside another one.
    void rows(const WordReader& words) {
        bool limit = has(words, Part::limit), offset = has(words, Part::offset);
        auto number = [&](Part wanted) {
            each(words, wanted, [&](const SelectPart& part) { expression(part.words); });
        };
        if (text_.dialect().limit == Limit::offset_then_fetch) {
            if (offset) {
                text_ << " OFFSET ";
                number(Part::offset);
                text_ << " ROWS";
            }
            if (limit) {
                text_ << " FETCH FIRST ";
                number(Part::limit);
                text_ << " ROWS ONLY";
            }
            return;
        }
        if (limit) {
            text_ << " LIMIT ";
            number(Part::limit);
        } else if (offset && text_.dialect().offset_needs_limit) {
            text_ << " LIMIT " << text_.dialect().unlimited;
        }
        if (offset) {
            text_ << " OFFSET ";
            number(Part::offset);
        }
    }
    /// UNION and its like. A part that can't stand there as it is becomes a subquery of its own.
    void compound(const WordReader& words, bool is_outer) {
        WordReader reader = words;
        while (reader.more()) {
            SelectPart part = read_part(reader);
            if (part.part == Part::second)
                set_operation(static_cast<SetOperation>(part.detail));
            else if (part.part != Part::first)
                continue;
            bool wrapped = false;
            for (Part kind : {Part::with, Part::order, Part::limit, Part::offset, Part::first})
                wrapped = wrapped || has(part.words, kind);
            text_ << (wrapped ? "SELECT * FROM (" : "");
            select(part.words, is_outer);
            if (wrapped) {
                text_ << ") AS ";
                text_.identifier("part");
            }
        }
    }
    void set_operation(SetOperation operation) {
        if (operation >= SetOperation::intersect && !rules_.intersect)
            missing("INTERSECT and EXCEPT");
        if ((operation == SetOperation::intersect_all || operation == SetOperation::except_all) &&
            !rules_.set_operations_all)
            missing("INTERSECT ALL and EXCEPT ALL");
        constexpr std::string_view spelled[] = {" UNION ",         " UNION ALL ", " INTERSECT ",
                                                " INTERSECT ALL ", " EXCEPT ",    " EXCEPT ALL "};
        text_ << spelled[static_cast<std::size_t>(operation)];
    }
    /// Common table expressions, each name once.
    void with(const WordReader& words) {
        bool recursive = false;
        each(words, Part::with,
             [&](const SelectPart& part) { recursive = recursive || part.detail != 0; });
        std::vector<std::string_view> written;
        each(words, Part::with, [&](SelectPart part) {
            std::string_view name = part.words.address<SourceInfo>()->alias;
            for (std::string_view other : written)
                if (other == name)
                    return;
            text_ << (!written.empty() ? ", " : recursive ? "WITH RECURSIVE " : "WITH ");
            written.push_back(name);
            text_.identifier(name) << " (";
            std::uint32_t count = part.words.number();
            for (std::uint32_t i = 0; i < count; ++i) {
                text_ << (i > 0 ? ", " : "");
                text_.identifier(*part.words.address<std::string_view>());
            }
            text_ << ") AS (";
            select(part.words.words());
            text_ << ')';
        });
        text_ << (written.empty() ? "" : " ");
    }
    void find_names(const WordReader& words, std::vector<std::string_view>& names) const {
        each(words, Part::first, [&](const SelectPart& part) { find_names(part.words, names); });
        each(words, Part::item, [&](SelectPart part) {
            const char* name = part.words.address<char>();
            names.push_back(name ? std::string_view(name) : column_name(part.words));
        });
    }

    std::span<const TableFilter> filters_;
    std::vector<std::uint16_t> positions_;
    bool is_arranged_ = true;
    bool numbers_items_ = false; ///< The outermost items are `c0`, `c1` and so on.
    bool always_where_ = false;  ///< The outermost select must have a WHERE.
    bool has_filtered_ = false;  ///< A table has become a subquery.
    bool is_moved_ = false;      ///< In the select whose ORDER BY is written.
};

/// How many values these words have.
inline std::size_t count_values(const std::uint32_t* first, const std::uint32_t* last) {
    std::size_t count = 0;
    for (; first != last; ++first)
        count += op_of(*first) == Op::parameter ? 1 : 0;
    return count;
}
inline bool same_value(const types::Parameters& values, std::size_t left, std::size_t right) {
    types::Cell one, other;
    values.get(left, one);
    values.get(right, other);
    return one.kind == other.kind &&
           (types::is_text(one.kind)            ? one.text == other.text
            : one.kind == types::CellKind::real ? one.real == other.real
                                                : one.integer == other.integer);
}

ROWAN_ONCE void name_grouped_item(Clause& clause, std::size_t opened) {
    const std::uint32_t* begin = clause.code.data();
    const std::uint32_t* key = begin + opened;
    const std::uint32_t* end = begin + clause.code.size();
    std::size_t values = count_values(key, end);
    if (values == 0)
        return;
    std::size_t first_key = count_values(begin, key);
    std::uint32_t number = 0;
    WordReader reader(begin, key - 2);
    while (reader.more()) {
        SelectPart part = read_part(reader);
        if (part.part != Part::item || ++number > 255)
            continue;
        part.words.address<char>();
        const std::uint32_t* item = part.words.at();
        bool same = std::equal(item, part.words.last(), key, end);
        std::size_t first = count_values(begin, item);
        for (std::size_t i = 0; same && i < values; ++i)
            same = same_value(clause.values, first + i, first_key + i);
        if (same) {
            clause.code[opened - 2] =
                word(Op::wider, static_cast<std::uint32_t>(Wide::part) |
                                    (static_cast<std::uint32_t>(Part::group) | number << 8) << 8);
            return;
        }
    }
}

} // namespace rowan::lang
