// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E121
// EXPECT-GCC: rowan: Book::author: Book has several foreign keys to Author; say which one
// EXPECT-GCC: rowan::relation<&Book::author>().by<&Book::...>()
// EXPECT-CLANG: goes_by_one_foreign_key<&Book::author>
// EXPECT-CLANG: a relation finds several foreign keys to go by
#include <rowan/rowan.hpp>

struct Author : rowan::Model<Author> {
    std::int64_t id = 0;

    static constexpr auto table = rowan::table(rowan::primary_key<&Author::id>());
};

struct Book : rowan::Model<Book> {
    std::int64_t id = 0;
    std::int64_t author_id = 0;
    std::optional<std::int64_t> editor_id;
    rowan::BelongsTo<Author> author;

#ifdef CONTROL_CASE
    // [right]
    static constexpr auto table =
        rowan::table(rowan::primary_key<&Book::id>(),
                     rowan::foreign_key<&Book::author_id>(rowan::references<&Author::id>()),
                     rowan::foreign_key<&Book::editor_id>(rowan::references<&Author::id>()),
                     rowan::relation<&Book::author>().by<&Book::author_id>());
    // [/right]
#else
    // [wrong]
    static constexpr auto table =
        rowan::table(rowan::primary_key<&Book::id>(),
                     rowan::foreign_key<&Book::author_id>(rowan::references<&Author::id>()),
                     rowan::foreign_key<&Book::editor_id>(rowan::references<&Author::id>()));
    // [/wrong]
#endif
};

auto use(rowan::Session& session) { return Book::get(session).load<&Book::author>().all(); }
