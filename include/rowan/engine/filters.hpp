// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/base/once.hpp>
#include <rowan/engine/filter_name.hpp>
#include <rowan/sql/shape.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowan::engine {

using FilterList = std::vector<lang::TableFilter>;
using SharedFilters = std::shared_ptr<const FilterList>; ///< Empty if there are none.

/// The names of the program's filters.
struct FilterNames {
    std::mutex mutex;
    std::vector<std::string> names;

    static FilterNames& get() {
        static FilterNames all;
        return all;
    }
    /// The bit of a name, 0 if it has none.
    [[nodiscard]] std::uint64_t find(std::string_view name) const {
        auto found = std::find(names.begin(), names.end(), name);
        return found == names.end() ? 0 : std::uint64_t{1} << (found - names.begin());
    }
};

ROWAN_ONCE std::uint64_t name_filter(std::string_view name) {
    FilterNames& all = FilterNames::get();
    std::lock_guard lock(all.mutex);
    if (std::uint64_t known = all.find(name))
        return known;
    if (all.names.size() == 64)
        throw InvalidQuery("rowan: add_filter(): a program has 64 names of filters at most; '" +
                           std::string(name) + "' would be one more");
    all.names.emplace_back(name);
    return std::uint64_t{1} << (all.names.size() - 1);
}
ROWAN_ONCE std::uint64_t filter_named(std::string_view name) {
    FilterNames& all = FilterNames::get();
    std::lock_guard lock(all.mutex);
    if (std::uint64_t known = all.find(name))
        return known;
    std::string message = "rowan: lift_filter(): no filter is named '" + std::string(name) + "'";
    for (std::size_t i = 0; i < all.names.size(); ++i)
        message += (i == 0 ? "; there is '" : ", '") + all.names[i] + "'";
    throw InvalidQuery(message);
}

/// The same filters and one more; one of the same name and table makes way for it.
[[nodiscard]] inline SharedFilters with_filter(const SharedFilters& filters,
                                               const lang::TableFilter& filter) {
    auto longer = filters ? std::make_shared<FilterList>(*filters) : std::make_shared<FilterList>();
    std::erase_if(*longer, [&](const lang::TableFilter& other) {
        return other.name == filter.name && other.mapping == filter.mapping;
    });
    longer->push_back(filter);
    return longer;
}

/// The filters of a session: those that its engine had when it began, and its own.
class SessionFilters {
  public:
    explicit SessionFilters(SharedFilters of_engine) : active_(std::move(of_engine)) {}

    void add(const lang::TableFilter& filter) { active_ = with_filter(active_, filter); }
    void lift(std::uint64_t names) { active_ = without(names); }
    /// Those that a statement comes under which lifts some.
    [[nodiscard]] SharedFilters without(std::uint64_t lifted) const {
        if (!active_ || lifted == 0)
            return active_;
        if (lifted == lang::all_filters)
            return nullptr;
        auto left = std::make_shared<FilterList>();
        for (const lang::TableFilter& filter : *active_)
            if ((filter.name & lifted) == 0)
                left->push_back(filter);
        return left->empty() ? nullptr : left;
    }

  private:
    SharedFilters active_;
};

/// A statement with the conditions of the filters that it comes under: those on its own table are
/// conditions like others, those on tables beside it go with it to its writer.
class FilteredStatement {
  public:
    FilteredStatement(const lang::Statement& statement, SharedFilters filters)
        : filters_(std::move(filters)), used_(&statement) {
        if (filters_)
            apply();
    }
    FilteredStatement(const FilteredStatement&) = delete;
    FilteredStatement& operator=(const FilteredStatement&) = delete;

    [[nodiscard]] const lang::Statement& operator*() const { return *used_; }
    [[nodiscard]] const lang::Statement* operator->() const { return used_; }
    [[nodiscard]] const SharedFilters& filters() const { return filters_; }

  private:
    void apply() {
        using lang::Verb;
        lang::Statement statement = *used_;
        const meta::Mapping* through = nullptr;
        switch (statement.verb) {
        case Verb::select:
            if (statement.related && statement.related->relation)
                through = statement.related->relation->through.table;
            if (statement.related && !statement.related->joins.empty())
                statement.filters = *filters_;
            break;
        case Verb::query:
        case Verb::insert_select:
            statement.filters = *filters_;
            own_ = statement;
            used_ = &*own_;
            return;
        case Verb::count:
        case Verb::exists:
        case Verb::update:
        case Verb::remove:
            break;
        default:
            return;
        }
        for (const lang::TableFilter& filter : *filters_) {
            if (filter.mapping == statement.mapping)
                add(statement, filter.condition, false);
            if (through && filter.mapping == through)
                add(statement, filter.condition, true);
        }
        if (lang::is_wide(statement))
            statement.filters = *filters_;
        own_ = statement;
        used_ = &*own_;
    }
    void add(lang::Statement& statement, const lang::Clause& condition, bool beside) {
        if (beside && lang::has_wide_words(condition))
            throw InvalidQuery("rowan: load(): a filter of the table between has a subquery or a "
                               "function, which only filters of other tables can have");
        if (!clauses_)
            clauses_ = *statement.clauses;
        statement.clauses = &*clauses_;
        lang::Clause& where = clauses_->where;
        std::size_t first = where.code.size();
        where.code.append(condition.code);
        where.values.append(condition.values);
        ++where.count;
        for (std::size_t i = first; beside && i < where.code.size(); ++i)
            if (lang::op_of(where.code[i]) == lang::Op::column)
                where.code[i] = lang::word(lang::Op::beside, lang::argument_of(where.code[i]));
    }

    SharedFilters filters_;
    std::optional<lang::Clauses> clauses_;
    std::optional<lang::Statement> own_;
    const lang::Statement* used_;
};

} // namespace rowan::engine
