// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/operation.hpp>
#include <rowan/migrate/recorder.hpp>
#include <rowan/migrate/revisions.hpp>

#include <concepts>
#include <span>

namespace rowan::migrate {

/// How a revision's operations are asked for.
struct Recording {
    Operations (*upgrade)();
    Operations (*downgrade)();
};

template <typename R>
Operations record_upgrade() {
    Recorder op;
    R::upgrade(op);
    return op.take();
}
template <typename R>
Operations record_downgrade() {
    Recorder op;
    R::downgrade(op);
    return op.take();
}

template <typename... R>
inline constexpr Recording recordings[] = {Recording{&record_upgrade<R>, &record_downgrade<R>}...,
                                           Recording{nullptr, nullptr}};

/// A program's revisions without their types; `Revisions<…>` becomes one.
struct History {
    std::span<const Revision* const> revisions;
    std::span<const Recording> operations;

    History() = default;
    template <typename... R>
    History(Revisions<R...>)
        : revisions(revisions_of<R...>()), operations(recordings<R...>, sizeof...(R)) {}
    History(std::span<const Revision* const> list, std::span<const Recording> recorded)
        : revisions(list), operations(recorded) {}
};

} // namespace rowan::migrate
