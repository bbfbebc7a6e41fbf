// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/migrate/graph.hpp>
#include <rowan/reflect/names.hpp>

#include <cstddef>
#include <span>

namespace rowan::migrate {

/// What the revisions of structs say, in the order of the list; one more than there are, so that it
/// is never empty.
template <typename... R>
inline constexpr const Revision* revision_list[] = {&R::revision..., nullptr};

template <typename... R>
constexpr std::span<const Revision* const> revisions_of() {
    return {revision_list<R...>, sizeof...(R)};
}

/// What the compiler found out about a list of revisions.
struct Findings {
    Problem problem;
    std::size_t heads = 0;
    Node first_head = no_node;
    Node second_head = no_node;
};

consteval Findings look_at(std::span<const Revision* const> revisions) {
    Graph graph(revisions);
    Findings findings{graph.problem()};
    if (findings.problem)
        return findings;
    for (Node head : graph.heads()) {
        if (findings.heads < 2)
            (findings.heads == 0 ? findings.first_head : findings.second_head) = head;
        ++findings.heads;
    }
    return findings;
}

template <typename... R>
inline constexpr Findings findings = look_at(revisions_of<R...>());

/// The struct at a place of a list; void behind its end.
template <Node At, typename... R>
struct StructAt {
    using Type = void;
};
template <Node At, typename First, typename... Rest>
struct StructAt<At, First, Rest...> : StructAt<At - 1, Rest...> {};
template <typename First, typename... Rest>
struct StructAt<0, First, Rest...> {
    using Type = First;
};

// What clang prints: each is false.
template <typename Struct>
inline constexpr bool has_possible_id = false;
template <typename Struct, typename Other>
inline constexpr bool have_different_names = false;
template <typename Struct>
inline constexpr bool has_its_parents_in_the_list = false;
template <typename Struct, typename Other>
inline constexpr bool are_in_no_cycle = false;
template <typename Head, typename OtherHead>
inline constexpr bool is_single_head = false;

/// Stops the compiler with a sentence if something is wrong with the list.
template <typename... R>
consteval bool check_revisions() {
    constexpr Problem found = findings<R...>.problem;
    if constexpr (found) {
        using At = typename StructAt<found.at, R...>::Type;
        if constexpr (found.fault == Fault::bad_id) {
            ROWAN_CHECK((has_possible_id<At>),
                        "rowan: Revisions: an id has 1 to 32 characters, none of them @ + - : or a "
                        "space. docs/errors.md#E134",
                        "rowan: Revisions: ", found.name, " of ", reflect::type_name<At>(),
                        " is no possible id: it needs 1 to 32 characters, none of them @ + "
                        "- : or a space. docs/errors.md#E134");
        } else if constexpr (found.fault == Fault::unknown_parent ||
                             found.fault == Fault::unknown_dependency) {
            ROWAN_CHECK((has_its_parents_in_the_list<At>),
                        "rowan: Revisions: a revision follows or depends on one that is not in the "
                        "list. docs/errors.md#E131",
                        "rowan: Revisions: ", reflect::type_name<At>(), " (", At::revision.id,
                        found.fault == Fault::unknown_parent ? ") follows " : ") depends on ",
                        found.name, ", which is not in the list. docs/errors.md#E131");
        } else {
            constexpr bool has_other = found.other != no_node;
            using Other = typename StructAt<has_other ? found.other : found.at, R...>::Type;
            if constexpr (found.fault == Fault::cycle || found.fault == Fault::own_parent) {
                ROWAN_CHECK((are_in_no_cycle<At, Other>),
                            "rowan: Revisions: revisions need each other, so that none can be the "
                            "first. docs/errors.md#E132",
                            "rowan: Revisions: ", reflect::type_name<At>(), " (", At::revision.id,
                            ") and ", reflect::type_name<Other>(), " (", Other::revision.id,
                            ") need each other, so that none can be the first. "
                            "docs/errors.md#E132");
            } else {
                ROWAN_CHECK((have_different_names<At, Other>),
                            "rowan: Revisions: two revisions have the same id or label. "
                            "docs/errors.md#E130",
                            "rowan: Revisions: ", reflect::type_name<Other>(), " and ",
                            reflect::type_name<At>(), " both have the name ", found.name,
                            ". docs/errors.md#E130");
            }
        }
    }
    return true;
}

} // namespace rowan::migrate
