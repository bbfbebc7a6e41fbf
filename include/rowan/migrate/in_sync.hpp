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
#include <span>
#include <utility>
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

/// What clang prints: the sentence that its arguments are says what differs. It prints 32
/// characters of a text and no more, so they are several.
template <FixedString... Sentence>
inline constexpr bool models_are_what_the_revisions_make = false;

/// A few words of a sentence.
struct Words {
    std::size_t begin = 0;
    std::size_t size = 0;
};

/// Where the words begin that are number `wanted`: at most 30 characters, or up to a colon.
constexpr Words words_of(const FirstDifference& first, std::size_t wanted) {
    Words words;
    std::size_t begin = 0, number = 0, blank = 0;
    for (std::size_t i = 0; i <= first.length; ++i) {
        bool ends = i == first.length || (i > 0 && first.text[i - 1] == ':');
        if (!ends && i - begin >= 30) {
            ends = true;
            i = blank > begin ? blank : i;
        }
        if (ends) {
            if (number++ == wanted)
                return {begin, i - begin};
            begin = i < first.length && first.text[i] == ' ' ? i + 1 : i;
        }
        if (i < first.length && first.text[i] == ' ')
            blank = i;
    }
    return words;
}
constexpr std::size_t count_words(const FirstDifference& first) {
    std::size_t count = 0;
    while (words_of(first, count).size > 0)
        ++count;
    return count;
}

template <std::size_t Size>
consteval FixedString<Size> as_literal(const FirstDifference& first, std::size_t begin) {
    char text[Size]{};
    for (std::size_t i = 0; i + 1 < Size; ++i)
        text[i] = first.text[begin + i];
    return FixedString<Size>(text);
}

template <FixedString Sentence, FixedString... Words>
constexpr void report_out_of_sync() {
    ROWAN_CHECK((models_are_what_the_revisions_make<Words...>),
                "rowan: in_sync: models and revisions differ; write a revision (`revision "
                "--autogenerate` does). docs/errors.md#E135",
                "rowan: in_sync: ", Sentence.view(),
                "; write a revision (`revision --autogenerate` does). docs/errors.md#E135");
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
            report(std::make_index_sequence<count_words(found)>{});
        return found.count == 0;
    }
    constexpr bool operator!() const { return difference_of<History, Models...>.count > 0; }

  private:
    template <std::size_t... I>
    static constexpr void report(std::index_sequence<I...>) {
        constexpr const FirstDifference& found = difference_of<History, Models...>;
        report_out_of_sync<as_literal<found.length + 1>(found, 0),
                           as_literal<words_of(found, I).size + 1>(found,
                                                                   words_of(found, I).begin)...>();
    }
};
template <typename History, typename... Models>
inline constexpr InSync<History, Models...> in_sync{};

} // namespace rowan::migrate
