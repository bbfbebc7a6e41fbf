// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/base/fixed_string.hpp>
#include <rowan/migrate/replay.hpp>
#include <rowan/migrate/revisions.hpp>
#include <rowan/schema/describe.hpp>
#include <rowan/schema/diff.hpp>
#include <rowan/schema/sentence.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// The first difference of models and revisions in words; empty if there is none.
struct FirstDifference {
    char text[400]{};
    std::size_t length = 0;
    std::size_t count = 0; ///< How many differences there are.
};

constexpr FirstDifference first_difference(const meta::Schema& revisions,
                                           const meta::Schema& models) {
    FirstDifference first;
    std::vector<meta::Difference> differences = meta::diff(revisions, models);
    first.count = differences.size();
    if (differences.empty())
        return first;
    meta::Name words = meta::sentence(differences[0], revisions, models, {.from = "the revisions"});
    for (char c : words.view())
        if (first.length < sizeof first.text - 1)
            first.text[first.length++] = c;
    return first;
}

/// Compared once for each list.
template <typename History, typename... Models>
inline constexpr FirstDifference difference_of = [] {
    const meta::Mapping* mappings[] = {&meta::mapping<Models>..., nullptr};
    return first_difference(replay(History{}),
                            meta::describe(std::span(mappings, sizeof...(Models))));
}();

/// What clang prints: the sentence that is its argument says what differs.
template <FixedString Sentence>
inline constexpr bool models_are_what_the_revisions_make = false;

template <std::size_t Size>
consteval FixedString<Size> as_literal(const FirstDifference& first) {
    char text[Size]{};
    for (std::size_t i = 0; i < first.length; ++i)
        text[i] = first.text[i];
    return FixedString<Size>(text);
}

template <FixedString Sentence>
constexpr void report_out_of_sync() {
    ROWAN_CHECK((models_are_what_the_revisions_make<Sentence>),
                "rowan: in_sync: models and revisions differ; write a revision (`revision "
                "--autogenerate` does). docs/errors.md#E140",
                "rowan: in_sync: ", Sentence.view(),
                "; write a revision (`revision --autogenerate` does). docs/errors.md#E140");
}

/// Whether the schema after the last revision is that of the models.
/// `static_assert(in_sync<History, User, Job>)` names the first table and column that differ and
/// says how; `!in_sync<History, User, Job>` can be asked without an error.
///
/// Types, defaults and the rest are compared as they are written: no database is asked.
template <typename History, typename... Models>
struct InSync {
    constexpr operator bool() const {
        constexpr const FirstDifference& found = difference_of<History, Models...>;
        if constexpr (found.count > 0)
            report_out_of_sync<as_literal<found.length + 1>(found)>();
        return found.count == 0;
    }
    constexpr bool operator!() const { return difference_of<History, Models...>.count > 0; }
};
template <typename History, typename... Models>
inline constexpr InSync<History, Models...> in_sync{};

} // namespace rowan::migrate
