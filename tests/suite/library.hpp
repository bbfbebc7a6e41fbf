// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A library: tables with relations of every kind, for the tests of loading.

#include "tests/suite/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rowan_test {

using namespace rowan::literals;

struct Book;
struct Tag;
struct BookTag;
struct Profile;

struct Author : rowan::Model<Author> {
    std::int64_t id = 0;
    std::string name;
    rowan::HasMany<Book> written;
    rowan::HasMany<Book> edited;
    rowan::HasOne<Profile> profile;

    static constexpr auto table =
        rowan::table("author", rowan::primary_key<&Author::id>(),
                     rowan::relation<&Author::edited>().by<"editor_id">());
};

struct Profile : rowan::Model<Profile> {
    std::string id;
    std::int64_t author_id = 0;
    rowan::BelongsTo<Author> author;

    static constexpr auto table =
        rowan::table("profile", rowan::primary_key<&Profile::id>(),
                     rowan::foreign_key<&Profile::author_id>(rowan::references<&Author::id>()),
                     rowan::relation<&Profile::author>().back_populates<&Author::profile>());
};

struct Book : rowan::Model<Book> {
    std::int64_t id = 0;
    std::string title;
    std::int64_t author_id = 0;
    std::optional<std::int64_t> editor_id;
    rowan::BelongsTo<Author> author;
    rowan::BelongsTo<Author> editor;
    rowan::ManyToMany<Tag, BookTag> tags;
    rowan::HasMany<BookTag> tag_links;

    static constexpr auto table = rowan::table(
        "book", rowan::primary_key<&Book::id>(),
        rowan::foreign_key<&Book::author_id>(rowan::references<&Author::id>()),
        rowan::foreign_key<&Book::editor_id>(rowan::references<&Author::id>()),
        rowan::relation<&Book::author>().by<&Book::author_id>().back_populates<&Author::written>(),
        rowan::relation<&Book::editor>().by<&Book::editor_id>().back_populates<&Author::edited>(),
        rowan::relation<&Book::tags>().back_populates<"books">());
};

struct Tag : rowan::Model<Tag> {
    std::string id;
    std::string name;
    rowan::ManyToMany<Book, BookTag> books;

    static constexpr auto table =
        rowan::table("tag", rowan::primary_key<&Tag::id>(),
                     rowan::relation<&Tag::books>().back_populates<&Book::tags>());
};

/// Connects books and tags, and says more of it.
struct BookTag : rowan::Model<BookTag> {
    std::int64_t book_id = 0;
    std::string tag_id;
    std::int64_t weight = 0;
    rowan::BelongsTo<Tag> tag;

    static constexpr auto table =
        rowan::table("book_tag", rowan::primary_key<&BookTag::book_id, &BookTag::tag_id>(),
                     rowan::foreign_key<&BookTag::book_id>(rowan::references<&Book::id>()),
                     rowan::foreign_key<&BookTag::tag_id>(rowan::references<&Tag::id>()));
};

/// Authors 1 to 4; author 1 wrote books 11, 12, 13, author 2 wrote 14; 11 and 14 were edited by
/// author 3, 12 by author 1. Tags a, b, c: book 11 has a and b, 12 has b.
struct Library : Tables<Author, Profile, Book, Tag, BookTag> {
    explicit Library(std::string_view options = "") : Tables(options) {
        for (std::int64_t id = 1; id <= 4; ++id)
            session.insert(
                Author::make("id"_col = id, "name"_col = "author " + std::to_string(id)));
        add_book(11, 1, 3);
        add_book(12, 1, 1);
        add_book(13, 1, std::nullopt);
        add_book(14, 2, 3);
        session.insert(Profile::make("id"_col = "first", "author_id"_col = 1));
        for (const char* id : {"a", "b", "c"})
            session.insert(Tag::make("id"_col = id, "name"_col = std::string("tag ") + id));
        connect(11, "a", 5);
        connect(11, "b", 7);
        connect(12, "b", 9);
        session.commit();
    }
    void add_book(std::int64_t id, std::int64_t author, std::optional<std::int64_t> editor) {
        session.insert(Book::make("id"_col = id, "title"_col = "book " + std::to_string(id),
                                  "author_id"_col = author, "editor_id"_col = editor));
    }
    void connect(std::int64_t book, const std::string& tag, std::int64_t weight) {
        session.insert(
            BookTag::make("book_id"_col = book, "tag_id"_col = tag, "weight"_col = weight));
    }
    rowan::Query<Author> authors() { return all<Author>().order_by("id"_col); }
    rowan::Query<Book> books() { return all<Book>().order_by("id"_col); }
};

} // namespace rowan_test
