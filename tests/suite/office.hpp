// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Clerks, their errands and those that were filed, for statements that write what selects read.

#include "tests/suite/database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace rowan_test {

struct Clerk : rowan::Model<Clerk> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> age;
    std::optional<std::int64_t> boss;
    std::int64_t jobs = 0;

    static constexpr auto table =
        rowan::table("suite_clerk", rowan::primary_key<&Clerk::id>(),
                     rowan::column<&Clerk::name>(rowan::type(rowan::Varchar{40})));
};

struct Errand : rowan::Model<Errand> {
    std::int64_t id = 0;
    std::optional<std::int64_t> clerk_id;
    std::string title;
    std::int64_t size = 0;
    std::optional<std::string> note;
    rowan::BelongsTo<Clerk> clerk;

    static constexpr auto table =
        rowan::table("suite_errand", rowan::primary_key<&Errand::id>(),
                     rowan::column<&Errand::title>(rowan::type(rowan::Varchar{40})),
                     rowan::column<&Errand::note>(rowan::type(rowan::Varchar{40})),
                     rowan::foreign_key<&Errand::clerk_id>(rowan::references<&Clerk::id>()));
};

struct Filed : rowan::Model<Filed> {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> name;
    std::int64_t size = 0;
    std::string state;

    static constexpr auto table =
        rowan::table("suite_filed", rowan::primary_key<&Filed::id>(),
                     rowan::column<&Filed::id>(rowan::autoincrement),
                     rowan::column<&Filed::title>(rowan::type(rowan::Varchar{40})),
                     rowan::column<&Filed::name>(rowan::type(rowan::Varchar{40})),
                     rowan::column<&Filed::state>(rowan::type(rowan::Varchar{40}),
                                                  rowan::server_default("'kept'")),
                     rowan::unique<&Filed::title>());
};

/// Ann (40) leads Bob (30) and Cid (no age). Ann has two errands, Bob one, Cid none; one is
/// nobody's.
struct Office : Tables<Clerk, Errand, Filed> {
    Office() {
        session.insert(Clerk{{}, 1, "Ann", 40, {}, 0});
        session.insert(Clerk{{}, 2, "Bob", 30, 1, 0});
        session.insert(Clerk{{}, 3, "Cid", {}, 1, 0});
        session.insert(Errand{{}, 1, 1, "dig", 10, {}, {}});
        session.insert(Errand{{}, 2, 1, "saw", 5, "old", {}});
        session.insert(Errand{{}, 3, 2, "mow", 7, {}, {}});
        session.insert(Errand{{}, 4, {}, "nap", 1, {}, {}});
    }
};

} // namespace rowan_test
