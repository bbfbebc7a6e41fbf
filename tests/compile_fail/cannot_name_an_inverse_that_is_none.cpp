// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E122
// EXPECT-GCC: rowan: Book::editor and the member that its back_populates() names are not the same
// EXPECT-CLANG: has_its_inverse<&Book::editor>
// EXPECT-CLANG: back_populates() names a member that is not the same relation
#include <rowan/rowan.hpp>

struct Book;

struct Author : rowan::Model<Author> {
    std::int64_t id = 0;
    rowan::HasMany<Book> written;
    rowan::HasMany<Book> edited;

    static constexpr auto table = rowan::table(
        rowan::primary_key<&Author::id>(), rowan::relation<&Author::written>().by<"author_id">(),
        rowan::relation<&Author::edited>().by<"editor_id">());
};

struct Book : rowan::Model<Book> {
    std::int64_t id = 0;
    std::int64_t author_id = 0;
    std::int64_t editor_id = 0;
    rowan::BelongsTo<Author> editor;

#ifdef CONTROL_CASE
    // [right]
    static constexpr auto table = rowan::table(
        rowan::primary_key<&Book::id>(),
        rowan::foreign_key<&Book::author_id>(rowan::references<&Author::id>()),
        rowan::foreign_key<&Book::editor_id>(rowan::references<&Author::id>()),
        rowan::relation<&Book::editor>().by<&Book::editor_id>().back_populates<&Author::edited>());
    // [/right]
#else
    // [wrong]
    static constexpr auto table = rowan::table(
        rowan::primary_key<&Book::id>(),
        rowan::foreign_key<&Book::author_id>(rowan::references<&Author::id>()),
        rowan::foreign_key<&Book::editor_id>(rowan::references<&Author::id>()),
        rowan::relation<&Book::editor>().by<&Book::editor_id>().back_populates<&Author::written>());
    // [/wrong]
#endif
};

auto use(rowan::Session& session) { return Book::get(session).load<&Book::editor>().all(); }
