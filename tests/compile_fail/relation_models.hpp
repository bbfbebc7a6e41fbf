// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/rowan.hpp>

#include <cstdint>

// Tables of the files about loading relations.

using namespace rowan::literals;

struct Book;

struct Author : rowan::Model<Author> {
    std::int64_t id = 0;
    rowan::HasMany<Book> books;

    static constexpr auto table = rowan::table(rowan::primary_key<&Author::id>());
};

struct Book : rowan::Model<Book> {
    std::int64_t id = 0;
    std::int64_t author_id = 0;
    rowan::BelongsTo<Author> author;

    static constexpr auto table =
        rowan::table(rowan::primary_key<&Book::id>(),
                     rowan::foreign_key<&Book::author_id>(rowan::references<&Author::id>()));
};
