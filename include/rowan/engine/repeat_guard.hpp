// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/database.hpp>
#include <rowan/schema/mapped_relation.hpp>
#include <rowan/sql/statement.hpp>

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::engine {

/// Counts the statements that a session reads by, and tells the engine's log of one that ran too
/// often: inside one loop over a query, or in one unit of work. It tells once of each.
///
/// A session has one only if somebody listens, so that nobody else pays for it.
class RepeatGuard {
    /// How often each statement ran, by its text: values are no part of it.
    using Runs = std::map<std::string, std::int64_t, std::less<>>;
    struct Loop {
        std::string sql;
        const meta::Mapping* mapping;
        Runs runs = {};
    };

  public:
    /// A loop that goes on; it ends with this.
    class OpenLoop {
      public:
        OpenLoop() = default;
        OpenLoop(RepeatGuard* guard, const lang::Statement& statement, const std::string& sql)
            : guard_(guard) {
            if (guard_)
                at_ = guard_->loops_.insert(guard_->loops_.begin(), Loop{sql, statement.mapping});
        }
        OpenLoop(OpenLoop&& other) noexcept
            : guard_(std::exchange(other.guard_, nullptr)), at_(other.at_) {}
        OpenLoop& operator=(OpenLoop other) noexcept {
            std::swap(guard_, other.guard_);
            std::swap(at_, other.at_);
            return *this;
        }
        ~OpenLoop() {
            if (guard_)
                guard_->loops_.erase(at_);
        }

      private:
        RepeatGuard* guard_ = nullptr;
        std::list<Loop>::iterator at_;
    };

    /// While it lives nothing is counted.
    class Pause {
      public:
        explicit Pause(RepeatGuard* guard) : guard_(guard) {
            if (guard_)
                ++guard_->pauses_;
        }
        Pause(const Pause&) = delete;
        Pause& operator=(const Pause&) = delete;
        ~Pause() {
            if (guard_)
                --guard_->pauses_;
        }

      private:
        RepeatGuard* guard_;
    };

    RepeatGuard(Database& database, RepeatLimits limits) : database_(database), limits_(limits) {}
    RepeatGuard(const RepeatGuard&) = delete;
    RepeatGuard& operator=(const RepeatGuard&) = delete;

    /// Counts a run of a statement.
    void ran(const lang::Statement& statement, const std::string& sql) {
        if (pauses_ > 0 || !reads(statement))
            return;
        if (limits_.in_loop > 0)
            for (Loop& loop : loops_)
                if (count(loop.runs, sql) == limits_.in_loop + 1 && told_.insert(sql).second)
                    tell(statement, sql, limits_.in_loop, &loop);
        if (limits_.in_unit > 0 && count(unit_, sql) == limits_.in_unit + 1 &&
            told_.insert(sql).second)
            tell(statement, sql, limits_.in_unit, nullptr);
    }
    /// A unit of work ended: a commit or a rollback.
    void unit_ended() { unit_.clear(); }

  private:
    static constexpr std::size_t most_texts = 10'000; ///< What more there are is not counted.

    static bool reads(const lang::Statement& statement) {
        using lang::Verb;
        switch (statement.verb) {
        case Verb::select:
        case Verb::count:
        case Verb::exists:
        case Verb::query:
            return !statement.explain;
        case Verb::raw:
            return statement.raw->reads && !statement.explain;
        default:
            return false;
        }
    }
    static std::int64_t count(Runs& runs, const std::string& sql) {
        auto found = runs.find(sql);
        if (found == runs.end()) {
            if (runs.size() >= most_texts)
                return 0;
            found = runs.emplace(sql, 0).first;
        }
        return ++found->second;
    }
    static bool has_key_to(const meta::Mapping& from, const meta::Mapping& to) {
        for (const meta::MappedConstraint& constraint : from.constraints)
            if (constraint.target && constraint.target().table == &to)
                return true;
        return false;
    }
    /// How the rows of a statement come at once.
    static std::string advice(const lang::Statement& statement, const meta::Mapping* looped) {
        const meta::Mapping& read = *statement.mapping;
        const meta::RelationName* known = nullptr;
        if (statement.related && statement.related->relation)
            known = statement.related->relation->name;
        if (known)
            return "add .load<&" + std::string(known->entity) + "::" + std::string(known->member) +
                   ">() to the query that reads the objects";
        std::string all = "ask for all of them before by .filter(\"column\"_col.in(keys))";
        const char* kind = !looped                     ? nullptr
                           : has_key_to(*looped, read) ? "BelongsTo"
                           : has_key_to(read, *looped) ? "HasMany"
                                                       : nullptr;
        if (!kind)
            return all;
        std::string owner(looped->entity);
        return "add .load<&" + owner + "::member>() to the loop's query, where the member is a " +
               "rowan::" + kind + "<" + std::string(read.entity) + "> of " + owner + ", or " + all;
    }
    void tell(const lang::Statement& statement, const std::string& sql, std::int64_t limit,
              const Loop* loop) {
        std::string what(statement.mapping->entity);
        std::string text = "rowan: N+1: one statement" + (what.empty() ? what : " for " + what) +
                           " has run " + std::to_string(limit + 1) + " times ";
        if (loop)
            text +=
                "inside one loop over " +
                (loop->mapping->entity.empty() ? "a query" : std::string(loop->mapping->entity));
        else
            text += "in one unit of work";
        text += "; " + advice(statement, loop ? loop->mapping : nullptr);
        text += ". The statement: " + sql;
        if (loop)
            text += ". The loop: " + loop->sql;
        database_.log({.about = "n_plus_one", .text = text, .sql = sql});
    }

    Database& database_;
    RepeatLimits limits_;
    std::list<Loop> loops_; ///< Those that go on, the innermost first.
    Runs unit_;
    std::set<std::string, std::less<>> told_;
    std::size_t pauses_ = 0;
};

} // namespace rowan::engine
