// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E123
// EXPECT-GCC: rowan: load(): Book::author_id is no relation
// EXPECT-CLANG: is_relation_member<&Book::author_id>
// EXPECT-CLANG: load() takes relations
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
    return Book::get(session).load<&Book::author>().all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Book::get(session).load<&Book::author_id>().all();
    // [/wrong]
}
#endif
