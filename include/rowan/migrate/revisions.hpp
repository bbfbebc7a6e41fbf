// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/check_revisions.hpp>

#include <cstddef>

namespace rowan::migrate {

/// A program's revisions, in any order. The compiler checks that each id is there once, that all
/// parents are in the list and that there is no cycle.
///
/// Each struct has a `static constexpr Revision revision` and the functions
/// `static constexpr void upgrade(auto& op)` and `downgrade(auto& op)`.
template <typename... R>
struct Revisions {
    static_assert(check_revisions<R...>());

    static constexpr std::size_t size = sizeof...(R);
    /// How many revisions nothing follows.
    static constexpr std::size_t heads = findings<R...>.heads;
};

/// Whether a list of revisions has one head (or is empty). `static_assert(single_head<History>)`
/// names the heads if there are several; `!single_head<History>` can be asked without an error.
template <typename History>
struct SingleHead;
template <typename... R>
struct SingleHead<Revisions<R...>> {
    constexpr operator bool() const {
        constexpr Findings found = findings<R...>;
        static_assert(check_revisions<R...>());
        if constexpr (found.heads > 1) {
            using First = typename StructAt<found.first_head, R...>::Type;
            using Second = typename StructAt<found.second_head, R...>::Type;
            ROWAN_CHECK((is_single_head<First, Second>),
                        "rowan: single_head: the revisions have several heads; merge them or let "
                        "one follow the other. docs/errors.md#E133",
                        "rowan: single_head: the revisions have several heads, ",
                        reflect::type_name<First>(), " (", First::revision.id, ") and ",
                        reflect::type_name<Second>(), " (", Second::revision.id,
                        "); merge them or let one follow the other. docs/errors.md#E133");
        }
        return found.heads < 2;
    }
    constexpr bool operator!() const { return Revisions<R...>::heads > 1; }
};
template <typename History>
inline constexpr SingleHead<History> single_head{};

} // namespace rowan::migrate
