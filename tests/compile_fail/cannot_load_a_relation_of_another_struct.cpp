// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E123
// EXPECT-GCC: rowan: load() of Author names a relation of another struct
// EXPECT-CLANG: is_path_of<Author, &Book::author>
// EXPECT-CLANG: load() names a relation of another struct
#include <rowan/rowan.hpp>

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

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return Author::get(session).load<&Author::books, &Book::author>().all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Author::get(session).load<&Book::author>().all();
    // [/wrong]
}
#endif
