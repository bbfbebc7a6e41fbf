// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/check_select.hpp>
#include <rowan/sql/lock.hpp>
#include <rowan/sql/select_draft.hpp>

#include <cstddef>
#include <cstdint>

// for_update() and for_share() of selects of any shape.

namespace rowan::lang {

/// The table that an option is about.
template <typename Option>
struct LockedTable {
    static constexpr std::uint8_t flag = lock_flag<void, Option>;
};
template <typename Entity, FixedString Alias>
struct LockedTable<TableSource<Entity, Alias>> {
    static constexpr std::uint8_t flag = lock_own;
    using Source = TableSource<Entity, Alias>;
};
template <typename Entity>
struct LockedTable<LockOf<Entity>> : LockedTable<TableSource<Entity>> {};

template <typename Option>
inline constexpr bool is_select_lock_option = LockedTable<Option>::flag != 0;
template <typename Sources, typename Option>
consteval void check_select_lock_option() {
    ROWAN_CHECK((is_select_lock_option<Option>),
                "rowan: select(): for_update() and for_share() take rowan::nowait, "
                "rowan::skip_locked, rowan::of<Struct> and aliases. docs/errors.md#E161",
                "rowan: select(): for_update() and for_share() can't take a ",
                reflect::type_name<Option>(),
                "; give rowan::nowait, rowan::skip_locked, rowan::of<Struct> or an alias. "
                "docs/errors.md#E161");
    if constexpr (LockedTable<Option>::flag == lock_own)
        check_source<Sources, typename LockedTable<Option>::Source>();
}
template <typename... Options>
inline constexpr std::uint8_t select_lock_flags = (LockedTable<Options>::flag | ... | 0);
template <typename Option>
void put_locked(Clause& words) {
    if constexpr (LockedTable<Option>::flag == lock_own) {
        std::size_t opened = open_part(words, Part::lock);
        put_address(words, &LockedTable<Option>::Source::info);
        close_words(words, opened);
    }
}
template <LockFlags Kind, typename Sources, typename... Options>
SelectDraft with_lock(const SelectDraft& draft) {
    (check_select_lock_option<Sources, Options>(), ...);
    ROWAN_CHECK((waits_in_one_way<void, Options...>),
                "rowan: select(): for_update() and for_share() take nowait or skip_locked, not "
                "both. docs/errors.md#E162",
                "rowan: select(): for_update() or for_share(): a row that is locked is an error "
                "(nowait) or left out (skip_locked), not both; choose one. docs/errors.md#E162");
    SelectDraft next = draft;
    next.clauses.lock = static_cast<std::uint8_t>(Kind | select_lock_flags<Options...>);
    (put_locked<Options>(next.clauses.where), ...);
    return next;
}

} // namespace rowan::lang
