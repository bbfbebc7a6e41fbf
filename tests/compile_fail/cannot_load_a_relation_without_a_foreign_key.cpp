// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E120
// EXPECT-GCC: rowan: Book::author: Book has no foreign key to Author
// EXPECT-GCC: add rowan::foreign_key<&Book::...>(rowan::references<&Author::...>()) to its table
// EXPECT-CLANG: goes_by_a_foreign_key<&Book::author>
// EXPECT-CLANG: a relation finds no foreign key to go by
#include <rowan/rowan.hpp>

struct Author : rowan::Model<Author> {
    std::int64_t id = 0;

    static constexpr auto table = rowan::table(rowan::primary_key<&Author::id>());
};

struct Book : rowan::Model<Book> {
    std::int64_t id = 0;
    std::int64_t author_id = 0;
    rowan::BelongsTo<Author> author;

#ifdef CONTROL_CASE
    // [right]
    static constexpr auto table =
        rowan::table(rowan::primary_key<&Book::id>(),
                     rowan::foreign_key<&Book::author_id>(rowan::references<&Author::id>()));
    // [/right]
#else
    // [wrong]
    static constexpr auto table = rowan::table(rowan::primary_key<&Book::id>());
    // [/wrong]
#endif
};

auto use(rowan::Session& session) { return Book::get(session).load<&Book::author>().all(); }
