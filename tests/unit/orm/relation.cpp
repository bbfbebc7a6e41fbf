// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/engine/once.hpp>
#include <rowan/orm/load.hpp>
#include <rowan/sql/render.hpp>
#include <rowan/type/builtin.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

using rowan::lang::Clauses;
using rowan::lang::Op;
using rowan::orm::relation_of;

namespace {

struct Book;
struct Label;
struct Author {
    std::int64_t id = 0;
    rowan::HasMany<Book> written;
    static constexpr auto table = rowan::table(rowan::primary_key<&Author::id>());
};
struct Tag {
    std::string id;
    rowan::ManyToMany<Book, Label> books;
    static constexpr auto table = rowan::table(rowan::primary_key<&Tag::id>());
};
struct Book {
    std::int64_t id = 0;
    std::int64_t author_id = 0;
    std::optional<std::int64_t> editor_id;
    rowan::BelongsTo<Author> author;
    rowan::BelongsTo<Author> editor;
    static constexpr auto table = rowan::table(
        rowan::primary_key<&Book::id>(),
        rowan::foreign_key<&Book::author_id>(rowan::references<&Author::id>()),
        rowan::foreign_key<&Book::editor_id>(rowan::references<&Author::id>()),
        rowan::relation<&Book::author>().by<&Book::author_id>().back_populates<&Author::written>(),
        rowan::relation<&Book::editor>().by<"editor_id">());
};
struct Label {
    std::int64_t book = 0;
    std::string tag;
    static constexpr auto table =
        rowan::table(rowan::primary_key<&Label::book, &Label::tag>(),
                     rowan::foreign_key<&Label::book>(rowan::references<&Book::id>()),
                     rowan::foreign_key<&Label::tag>(rowan::references<&Tag::id>()));
};

/// The text of a select that loads a relation for one key.
std::string text_of(const rowan::meta::MappedRelation& relation,
                    const rowan::lang::Related& related, std::int64_t limit = -1) {
    Clauses clauses;
    clauses.limit = limit;
    if (related.relation) {
        clauses.where.put(Op::in, 1);
        bool between = relation.through.table != nullptr;
        clauses.where.put(between ? Op::beside : Op::column,
                          between ? relation.through.to_source[0] : relation.target_columns[0]);
        clauses.where.put(Op::parameter);
        clauses.where.count = 1;
    }
    rowan::lang::Text text(rowan::lang::postgresql);
    const auto* mapping = related.relation ? relation.target : relation.source;
    rowan::lang::render(text, {.verb = rowan::lang::Verb::select,
                               .mapping = mapping,
                               .clauses = &clauses,
                               .related = &related});
    return std::string(text.view());
}
std::string text_of(const rowan::meta::MappedRelation& relation, std::int64_t limit = -1) {
    return text_of(relation, {&relation, limit >= 0}, limit);
}

} // namespace

TEST_CASE("a relation goes by the columns of its foreign key") {
    constexpr const auto& author = relation_of<&Book::author>;
    STATIC_REQUIRE(author.source_columns[0] == 1);
    STATIC_REQUIRE(author.target_columns[0] == 0);
    STATIC_REQUIRE(relation_of<&Book::editor>.source_columns[0] == 2);
    // The inverse has the key from the other side.
    STATIC_REQUIRE(relation_of<&Author::written>.target_columns[0] == 1);
    STATIC_REQUIRE(relation_of<&Tag::books>.through.to_source[0] == 1);
    STATIC_REQUIRE(relation_of<&Tag::books>.through.to_target[0] == 0);
    CHECK(author.name->entity == "Book");
    CHECK(author.name->member == "author");
    Book book;
    CHECK(author.slot(&book) == &book.author);
}

TEST_CASE("rows that belong to keys are selected by them") {
    CHECK(text_of(relation_of<&Author::written>) ==
          R"(SELECT "id", "author_id", "editor_id" FROM "book" WHERE "author_id" IN ($1))");
    CHECK(text_of(relation_of<&Tag::books>) ==
          R"(SELECT "a"."id", "a"."author_id", "a"."editor_id", "b"."tag" FROM "book" AS "a" )"
          R"(JOIN "label" AS "b" ON "b"."book" = "a"."id" WHERE "b"."tag" IN ($1))");
}

TEST_CASE("a limit for each key numbers the rows of each") {
    CHECK(text_of(relation_of<&Author::written>, 3) ==
          R"(SELECT "c000", "c001", "c002" FROM (SELECT "id" AS "c000", "author_id" AS "c001", )"
          R"("editor_id" AS "c002", row_number() OVER (PARTITION BY "author_id" ORDER BY "id") )"
          R"(AS "place" FROM "book" WHERE "author_id" IN ($1)) AS "ranked" WHERE "place" <= $2 )"
          R"(ORDER BY "place")");
}

TEST_CASE("a join reads a row of each table") {
    const rowan::lang::Join joins[] = {{&relation_of<&Book::author>, -1}};
    CHECK(text_of(relation_of<&Book::author>, {nullptr, false, joins}) ==
          R"(SELECT "a"."id", "a"."author_id", "a"."editor_id", "b0"."id" FROM "book" AS "a" )"
          R"(LEFT JOIN "author" AS "b0" ON "b0"."id" = "a"."author_id")");
}
