// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The code of docs/tutorial.md about relations; tutorial.cpp runs it.

#include <rowan/rowan.hpp>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <source_location>
#include <string>
#include <vector>

using namespace rowan::literals;

namespace {

int failures = 0;

void expect(bool holds, std::source_location at = std::source_location::current()) {
    if (holds)
        return;
    ++failures;
    std::printf("%s:%u: not as the tutorial says\n", at.file_name(), unsigned(at.line()));
}

// [models]
struct Book; // declared only: the structs refer to each other
struct BookTag;

struct Author : rowan::Model<Author> {
    std::int64_t id = 0;
    std::string name;
    rowan::HasMany<Book> books;

    static constexpr auto table = rowan::table("author", rowan::primary_key<&Author::id>());
};

struct Tag : rowan::Model<Tag> {
    std::string name;

    static constexpr auto table = rowan::table("tag", rowan::primary_key<&Tag::name>());
};

struct Book : rowan::Model<Book> {
    std::int64_t id = 0;
    std::string title;
    std::int64_t author_id = 0;
    std::optional<std::int64_t> editor_id;
    rowan::BelongsTo<Author> author;
    rowan::BelongsTo<Author> editor;
    rowan::ManyToMany<Tag, BookTag> tags;

    static constexpr auto table = rowan::table(
        "book", rowan::primary_key<&Book::id>(),
        rowan::foreign_key<&Book::author_id>(rowan::references<&Author::id>()),
        rowan::foreign_key<&Book::editor_id>(rowan::references<&Author::id>()),
        rowan::relation<&Book::author>().by<&Book::author_id>().back_populates<&Author::books>(),
        rowan::relation<&Book::editor>().by<&Book::editor_id>());
};

struct BookTag : rowan::Model<BookTag> {
    std::int64_t book_id = 0;
    std::string tag_name;
    std::int64_t weight = 0;

    static constexpr auto table =
        rowan::table("book_tag", rowan::primary_key<&BookTag::book_id, &BookTag::tag_name>(),
                     rowan::foreign_key<&BookTag::book_id>(rowan::references<&Book::id>()),
                     rowan::foreign_key<&BookTag::tag_name>(rowan::references<&Tag::name>()));
};
// [/models]

void fill(rowan::Session& session) {
    session.insert(Author::make("id"_col = 1, "name"_col = "Ann"));
    session.insert(Author::make("id"_col = 2, "name"_col = "Bob"));
    for (std::int64_t id = 1; id <= 5; ++id)
        session.insert(Book::make("id"_col = id, "title"_col = "Volume " + std::to_string(id),
                                  "author_id"_col = 1));
    session.insert(
        Book::make("id"_col = 6, "title"_col = "Other", "author_id"_col = 2, "editor_id"_col = 1));
    session.insert(Tag::make("name"_col = "poetry"));
    session.insert(BookTag::make("book_id"_col = 6, "tag_name"_col = "poetry"));
    session.commit();
}

void load(rowan::Session& session) {
    // [load]
    auto books = Book::get(session).order_by("id"_col).load<&Book::author>().all();
    std::string name = books[0].author->name;

    auto ann = Author::get(session, "name"_col = "Ann").load<&Author::books>().one();
    std::size_t count = ann.books.size();
    // [/load]
    expect(name == "Ann" && count == 5);
}

void not_loaded(rowan::Session& session) {
    std::string message;
    // [not_loaded]
    auto book = Book::get(session, "id"_col = 6).one();
    try {
        message = book.author->name;
    } catch (const rowan::NotLoaded& error) {
        message = error.what(); // "… Book::author was not loaded; add .load<&Book::author>() …"
    }
    session.load<&Book::author>(book); // afterwards: one object, a range, or pointers
    // [/not_loaded]
    expect(message.find("Book::author was not loaded") != std::string::npos);
    expect(book.author->name == "Bob");
}

void optional_row(rowan::Session& session) {
    // [optional]
    auto books = Book::get(session).order_by("id"_col).load<&Book::editor>().all();
    bool has_editor = bool(books[5].editor); // editor_id is no NULL
    bool has_none = !books[0].editor;
    // [/optional]
    expect(has_editor && has_none);
}

void path(rowan::Session& session) {
    // [path]
    auto authors = Author::get(session)
                       .order_by("id"_col)
                       .load<&Author::books, &Book::tags>() // 3 statements in all
                       .all();
    std::string tag = authors[1].books[0].tags[0].name;
    // [/path]
    expect(tag == "poetry");
}

void narrowed(rowan::Session& session) {
    // [narrowed]
    auto authors = Author::get(session)
                       .order_by("id"_col)
                       .load<&Author::books>([](auto books) {
                           return books.filter("title"_col.starts_with("Volume"))
                               .order_by("id"_col.desc())
                               .limit(3);
                       })
                       .all();
    // [/narrowed]
    expect(authors[0].books.size() == 3 && authors[0].books[0].id == 5);
    expect(authors[1].books.empty());
}

void joined(rowan::Session& session) {
    // [joined]
    auto books = Book::get(session, "id"_col = 6).load_joined<&Book::author>().all();
    // [/joined]
    expect(books[0].author->name == "Bob");

    // [joined_many]
    auto authors =
        Author::get(session).order_by("id"_col).limit(2).load_joined<&Author::books>().all();
    // [/joined_many]
    expect(authors.size() == 2 && authors[0].books.size() + authors[1].books.size() == 6);
}

void streamed(rowan::Session& session) {
    // [streamed]
    std::size_t books = 0;
    for (const Author& author : Author::get(session).load<&Author::books>())
        books += author.books.size();
    // [/streamed]
    expect(books == 6);
}

} // namespace

int run_relations() {
    rowan::Engine engine("sqlite://");
    rowan::create_all<Author, Book, Tag, BookTag>(engine);
    rowan::Session session(engine);
    fill(session);
    load(session);
    not_loaded(session);
    optional_row(session);
    path(session);
    narrowed(session);
    joined(session);
    streamed(session);
    return failures;
}
