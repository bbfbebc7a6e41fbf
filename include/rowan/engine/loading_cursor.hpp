// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/loader.hpp>
#include <rowan/engine/run.hpp>
#include <rowan/engine/stream_cursor.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace rowan::engine {

/// Loads the relations of a tree for objects of a session.
inline void load_relations(SessionState& state, const LoadTree& tree, const ObjectList& objects,
                           const SharedFilters& filters) {
    const meta::MappedRelation* counted = nullptr;
    auto select = [&](const lang::Statement& bare, auto read) {
        FilteredStatement statement(bare, filters);
        // The batches of keys of one relation are one load.
        bool goes_on = bare.related->relation == counted;
        counted = bare.related->relation;
        RepeatGuard::Pause pause(goes_on ? state.repeats() : nullptr);
        run_statement(state, *statement, Purpose::read, nullptr, [&](Execution& execution) {
            execution.bind_clauses(false);
            std::int64_t rows = 0;
            while (execution->step()) {
                read(*execution);
                ++rows;
            }
            return rows;
        });
    };
    load_all(tree.nodes, objects, state.database().dialect(), select);
}

/// A SELECT that is read row by row, with relations: it reads some rows, loads theirs, and gives
/// them out.
class LoadingCursor final : public Cursor {
  public:
    LoadingCursor(Shared<SessionState> state, const lang::Statement& statement, const Loads& loads,
                  SharedFilters filters)
        : loads_(loads), lists_(*loads_.tree().roots), filters_(filters), state_(state),
          rows_(std::move(state), *FilteredStatement(with_joins(statement, loads_), filters),
                filters),
          loop_(rows_.take_loop()) {}
    LoadingCursor(const LoadingCursor&) = delete;
    LoadingCursor& operator=(const LoadingCursor&) = delete;
    ~LoadingCursor() override { lists_.release(list_); }

    bool next(void*) override { return false; }
    void* next_row(void*) override {
        if (at_ == count_ && !fill())
            return nullptr;
        return lists_.objects(list_)[at_++];
    }

  private:
    static constexpr std::size_t portion = 256;

    static lang::Statement with_joins(lang::Statement statement, const Loads& loads) {
        statement.related = loads.joined();
        if (statement.related && statement.related->repeats)
            throw InvalidQuery("rowan: a loop over a query with load_joined() of a HasOne, HasMany "
                               "or ManyToMany: an object is whole only when all rows have come; "
                               "take load(), or loop over all()");
        return statement;
    }
    bool fill() {
        if (!list_)
            list_ = lists_.create();
        lists_.clear(list_);
        at_ = count_ = 0;
        std::size_t read = 0;
        while (!ended_ && read < portion) {
            ended_ = !rows_.next(lists_.add(list_));
            read += ended_ ? 0 : 1;
        }
        ObjectList objects;
        for (std::size_t i = 0; i < read; ++i)
            objects.push_back(lists_.objects(list_)[i]);
        RepeatGuard::Pause pause(state_->repeats()); // once for each portion
        load_relations(*state_, loads_.tree(), objects, filters_);
        count_ = read;
        return count_ > 0;
    }

    Loads loads_;
    const meta::ListType& lists_;
    SharedFilters filters_;
    Shared<SessionState> state_;
    StreamCursor rows_;
    RepeatGuard::OpenLoop loop_;
    meta::ListHead* list_ = nullptr;
    std::size_t at_ = 0, count_ = 0;
    bool ended_ = false;
};

} // namespace rowan::engine
