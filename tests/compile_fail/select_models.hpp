// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/rowan.hpp>

#include <cstdint>
#include <optional>
#include <string>

// Tables of the files about selects.

using rowan::col;
using rowan::select;
using namespace rowan::literals;

struct User {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> age;

    static constexpr auto table = rowan::table(rowan::primary_key<&User::id>());
};

struct Job {
    std::int64_t id = 0;
    std::int64_t user_id = 0;
    std::int64_t checker_id = 0;
    std::string title;

    static constexpr auto table =
        rowan::table(rowan::primary_key<&Job::id>(),
                     rowan::foreign_key<&Job::user_id>(rowan::references<&User::id>()));
};

struct Tag {
    std::int64_t id = 0;
    std::string word;

    static constexpr auto table = rowan::table(rowan::primary_key<&Tag::id>());
};

struct Line {
    std::string name;
    std::int64_t jobs = 0;
};
