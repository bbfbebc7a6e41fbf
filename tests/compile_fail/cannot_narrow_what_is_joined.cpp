// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E124
// EXPECT-GCC: rowan: load_joined() of Author takes no function
// EXPECT-CLANG: joins_all_rows<Author
// EXPECT-CLANG: load_joined() takes no function
#include <rowan/rowan.hpp>

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

#ifdef CONTROL_CASE
auto use(rowan::Session& session) {
    // [right]
    return Author::get(session)
        .load<&Author::books>([](auto books) { return books.order_by("id"_col).limit(3); })
        .all();
    // [/right]
}
#else
auto use(rowan::Session& session) {
    // [wrong]
    return Author::get(session)
        .load_joined<&Author::books>([](auto books) { return books.order_by("id"_col).limit(3); })
        .all();
    // [/wrong]
}
#endif
