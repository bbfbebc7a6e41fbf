// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Selects that are joined along relations of every kind.

#include "tests/suite/library.hpp"

#include <tuple>

using namespace rowan_test;
using rowan::col;
using rowan::select;

namespace {

using Names = std::vector<std::string>;
using Pairs = std::vector<std::tuple<std::int64_t, std::string>>;

} // namespace

TEST_CASE("a select is joined along a relation to one row") {
    Library library;
    // Two foreign keys lead to authors; the relation says which one.
    auto items = select(library.session, col<&Book::id>, col<&Author::name>);
    CHECK(items.from<Book>().join<&Book::author>().order_by(col<&Book::id>).all() ==
          Pairs{{11, "author 1"}, {12, "author 1"}, {13, "author 1"}, {14, "author 2"}});
    CHECK(items.from<Book>().join<&Book::editor>().order_by(col<&Book::id>).all() ==
          Pairs{{11, "author 3"}, {12, "author 1"}, {14, "author 3"}});
    CHECK(items.from<Book>().left_join<&Book::editor>().all().size() == 4);
    // Both at once.
    constexpr auto editor = rowan::alias<Author, "editor">;
    CHECK(select(library.session, col<&Book::id>, editor.col<&Author::name>)
              .from<Book>()
              .join<&Book::author>()
              .join<&Book::editor>(editor)
              .where(col<&Author::name> == editor.col<&Author::name>)
              .all() == Pairs{{12, "author 1"}});
}

TEST_CASE("a select is joined along a relation to many rows") {
    Library library;
    auto& session = library.session;
    CHECK(select(session, col<&Author::id>, col<&Book::title>)
              .from<Author>()
              .join<&Author::edited>()
              .order_by(col<&Book::id>)
              .all() == Pairs{{3, "book 11"}, {1, "book 12"}, {3, "book 14"}});
    CHECK(select(session, col<&Author::id>, col<&Profile::id>)
              .from<Author>()
              .join<&Author::profile>()
              .all() == Pairs{{1, "first"}});
    auto tags = select(session, col<&Book::id>, col<&Tag::id>)
                    .from<Book>()
                    .join<&Book::tags>()
                    .order_by(col<&Book::id>, col<&Tag::id>);
    CHECK(tags.all() == Pairs{{11, "a"}, {11, "b"}, {12, "b"}});
    CHECK(select(session, col<&Tag::id>)
              .from<Book>()
              .join<&Book::tags>()
              .where(col<&BookTag::weight> > 6)
              .distinct()
              .all() == Names{"b"});
    // From the other side, those without any included.
    auto counts = select(session, col<&Tag::id>, rowan::count(col<&Book::id>))
                      .from<Tag>()
                      .left_join<&Tag::books>()
                      .group_by(col<&Tag::id>)
                      .order_by(col<&Tag::id>)
                      .all();
    CHECK(counts ==
          std::vector<std::tuple<std::string, std::int64_t>>{{"a", 1}, {"b", 2}, {"c", 0}});
}
