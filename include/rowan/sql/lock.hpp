// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/check.hpp>
#include <rowan/sql/lock_flags.hpp>

#include <cstdint>
#include <type_traits>

namespace rowan::lang {

struct Nowait {};
struct SkipLocked {};
template <typename Entity>
struct LockOf {};

template <typename Entity, typename Option>
inline constexpr std::uint8_t lock_flag = 0;
template <typename Entity>
inline constexpr std::uint8_t lock_flag<Entity, Nowait> = lock_nowait;
template <typename Entity>
inline constexpr std::uint8_t lock_flag<Entity, SkipLocked> = lock_skip;
template <typename Entity>
inline constexpr std::uint8_t lock_flag<Entity, LockOf<Entity>> = lock_own;

template <typename Entity, typename Option>
inline constexpr bool is_lock_option = lock_flag<Entity, Option> != 0;
template <typename Entity, typename... Options>
inline constexpr bool waits_in_one_way = ((lock_flag<Entity, Options> | ... | 0) &
                                          (lock_nowait | lock_skip)) != (lock_nowait | lock_skip);

template <typename Entity, typename Option>
consteval void check_lock_option() {
    ROWAN_CHECK((is_lock_option<Entity, Option>),
                "rowan: for_update() and for_share() take rowan::nowait, rowan::skip_locked and "
                "rowan::of<> the query's struct. docs/errors.md#E161",
                "rowan: for_update() or for_share() of ", reflect::type_name<Entity>(),
                " can't take a ", reflect::type_name<Option>(),
                "; give rowan::nowait, rowan::skip_locked or rowan::of<",
                reflect::type_name<Entity>(), ">. docs/errors.md#E161");
}

/// The bits of the options of for_update() or for_share().
template <typename Entity, typename... Options>
consteval std::uint8_t lock_flags() {
    (check_lock_option<Entity, Options>(), ...);
    ROWAN_CHECK((waits_in_one_way<Entity, Options...>),
                "rowan: for_update() and for_share() take nowait or skip_locked, not both. "
                "docs/errors.md#E162",
                "rowan: for_update() or for_share() of ", reflect::type_name<Entity>(),
                ": a row that is locked is an error (nowait) or left out (skip_locked), not both; "
                "choose one. docs/errors.md#E162");
    return static_cast<std::uint8_t>((lock_flag<Entity, Options> | ... | 0));
}

} // namespace rowan::lang

namespace rowan {

/// for_update(nowait): a row that another transaction has locked is a LockTimeout at once.
inline constexpr lang::Nowait nowait{};
/// for_update(skip_locked): rows that another transaction has locked are left out, as a queue's
/// workers want it.
inline constexpr lang::SkipLocked skip_locked{};
/// for_update(of<Job>): only the rows of this struct are locked, not what is joined to them.
template <typename Entity>
inline constexpr lang::LockOf<Entity> of{};

} // namespace rowan
