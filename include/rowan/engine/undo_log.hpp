// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/identity_map.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace rowan::engine {

/// What tracked objects were before a transaction changed their rows, the oldest first.
class UndoLog {
  public:
    explicit UndoLog(IdentityMap& map) : map_(map) {}
    UndoLog(const UndoLog&) = delete;
    UndoLog& operator=(const UndoLog&) = delete;
    ~UndoLog() { clear(); }

    [[nodiscard]] std::size_t size() const { return steps_.size(); }
    /// Notes what an entry is, before it becomes something else; its copy of the row is taken from
    /// it. `key_was_given` says that the database did not make its key.
    void note(Entry& entry, bool key_was_given = true) {
        entry.is_logged = true;
        steps_.push_back(
            {&entry, std::exchange(entry.before, nullptr), entry.standing, key_was_given});
    }
    /// Makes room for this many more notes.
    void reserve(std::size_t more) {
        if (steps_.capacity() < steps_.size() + more)
            steps_.reserve(std::max(steps_.size() + more, steps_.capacity() * 2));
    }
    /// Makes entries what they were when the log had this size. The objects stay as they are, but
    /// for keys and versions that the database was to have; `use(entry)` is told of each.
    template <typename Use>
    void undo(std::size_t size, Use use) {
        while (steps_.size() > size) {
            Step step = steps_.back();
            steps_.pop_back();
            if (!step.entry)
                continue;
            Entry& entry = *step.entry;
            const meta::Mapping& mapping = entry.mapping();
            map_.drop_key(entry);
            entry.forget();
            entry.before = step.before;
            entry.standing = step.standing;
            if (entry.before) {
                map_.set_key(entry);
                if (mapping.version != meta::no_column)
                    copy_column(mapping, mapping.version, entry.object.get(), entry.before);
            } else if (!step.key_was_given) {
                unset_key(mapping, entry.object.get());
            }
            use(entry);
        }
    }
    /// What an entry was is forgotten.
    void drop(const Entry& entry) {
        for (Step& step : steps_)
            if (step.entry == &entry) {
                step.entry = nullptr;
                if (step.before)
                    entry.type->destroy(std::exchange(step.before, nullptr));
            }
    }
    /// What was done stays.
    void clear() {
        for (Step& step : steps_) {
            if (step.entry)
                step.entry->is_logged = false;
            if (step.before)
                step.entry->type->destroy(step.before);
        }
        steps_.clear();
    }
    static void copy_column(const meta::Mapping& mapping, std::uint16_t column, void* to,
                            const void* from) {
        types::Cell cell;
        mapping.columns[column].codec->encode(member_of(mapping, column, from), cell);
        write_back(mapping, column, to, cell);
    }

  private:
    struct Step {
        Entry* entry;
        void* before;
        Standing standing;
        bool key_was_given;
    };

    IdentityMap& map_;
    std::vector<Step> steps_;
};

} // namespace rowan::engine
