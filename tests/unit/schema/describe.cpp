// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"
#include "tests/support/every_part.hpp"

#include <rowan/schema/describe.hpp>

#include <string_view>

namespace {

using namespace rowan::meta;
using every::Author;
using every::Book;
using every::Everything;
using rowan::describe;

struct HTTPServerLog {
    std::optional<std::int32_t> id;
    every::Place place;
    static constexpr auto table =
        rowan::table(rowan::schema("audit"), rowan::primary_key<&HTTPServerLog::id>("my_key"));
};

/// A key of an embedded struct's columns, and one that points to it.
struct House {
    every::Place place;
    static constexpr auto table = rowan::table(rowan::primary_key<&House::place>());
};
struct Room {
    std::int64_t id = 0;
    every::Place house;
    static constexpr auto table =
        rowan::table(rowan::primary_key<&Room::id>(),
                     rowan::foreign_key<&Room::house>(rowan::references<&House::place>()));
};

struct Numbered {
    std::int64_t id = 0;
    std::string note;
    static constexpr auto table = rowan::table(rowan::primary_key<&Numbered::id>(),
                                               rowan::column<&Numbered::note>(rowan::collate("C")));
};
struct Extension {
    std::int64_t id = 0;
    static constexpr auto table =
        rowan::table(rowan::primary_key<&Extension::id>(),
                     rowan::foreign_key<&Extension::id>(rowan::references<&Numbered::id>()));
};

constexpr Column column(const Table& table, std::string_view name) { return *table.find(name); }

constexpr bool lists(const std::vector<Name>& names, std::string_view first,
                     std::string_view second = {}) {
    return names.size() == (second.empty() ? 1U : 2U) && names.front() == first &&
           (second.empty() || names.back() == second);
}

} // namespace

TEST_CASE("a struct becomes a table") {
    CHECK_TEXT(describe<Book>().name, "book");
    CHECK_TEXT(describe<Book>().comment, "What's on the shelf");
    CHECK_TEXT(describe<Book>().version, "revision");
    CHECK_BOTH(describe<Book>().columns.size() == 10);
    CHECK_BOTH(describe<Book>().schema.empty());
    CHECK_BOTH(describe<Book>() == describe<Book>());
    CHECK_BOTH(!(describe<Book>() == describe<Author>()));
}

TEST_CASE("a table without a name has the struct's, in snake case") {
    CHECK_TEXT(describe<HTTPServerLog>().name, "http_server_log");
    CHECK_TEXT(describe<HTTPServerLog>().schema, "audit");
}

TEST_CASE("columns carry their options") {
    CHECK_TEXT(describe<Book>().columns[0].name, "nr");
    CHECK_BOTH(column(describe<Book>(), "nr").autoincrement);
    CHECK_BOTH(column(describe<Book>(), "nr").generated);
    CHECK_BOTH(column(describe<Book>(), "title").type == ColumnType(rowan::Varchar{80}));
    CHECK_TEXT(column(describe<Book>(), "title").server_default, "'untitled'");
    CHECK_TEXT(column(describe<Book>(), "title").renamed_from, "name");
    CHECK_TEXT(column(describe<Book>(), "subtitle").comment, "a \\ and a '");
    CHECK_TEXT(column(describe<Book>(), "leaves").computed, "pages / 2");
    CHECK_TEXT(column(describe<Numbered>(), "note").collate, "C");
}

TEST_CASE("an optional may be NULL, unless it is the key") {
    CHECK_BOTH(column(describe<Book>(), "subtitle").nullable);
    CHECK_BOTH(!column(describe<Book>(), "title").nullable);
    CHECK_BOTH(!column(describe<HTTPServerLog>(), "id").nullable);
}

TEST_CASE("a single integer key is generated, unless a foreign key fills it") {
    CHECK_BOTH(column(describe<Numbered>(), "id").generated);
    CHECK_BOTH(!column(describe<Numbered>(), "id").autoincrement);
    CHECK_BOTH(!column(describe<Extension>(), "id").generated);
    CHECK_BOTH(!column(describe<Everything>(), "id").generated);
}

TEST_CASE("an embedded struct's columns are prefixed") {
    CHECK_BOTH(describe<HTTPServerLog>().find("place_street") != nullptr);
    CHECK_BOTH(column(describe<HTTPServerLog>(), "place_city").nullable);
}

TEST_CASE("in a key or an index an embedded struct stands for its columns") {
    CHECK_BOTH(lists(describe<House>().primary_key.columns, "place_street", "place_city"));
    CHECK_BOTH(lists(describe<Room>().foreign_keys[0].columns, "house_street", "house_city"));
    CHECK_BOTH(
        lists(describe<Room>().foreign_keys[0].referred_columns, "place_street", "place_city"));
    CHECK_BOTH(lists(describe<Book>().indexes[3].columns, "printed_street", "printed_city"));
}

TEST_CASE("keys are described with their columns and names") {
    CHECK_TEXT(describe<Book>().primary_key.name, "pk_book");
    CHECK_BOTH(lists(describe<Book>().primary_key.columns, "nr"));
    CHECK_TEXT(describe<HTTPServerLog>().primary_key.name, "my_key");
    CHECK_BOTH(describe<Book>().uniques.size() == 3);
    CHECK_BOTH(describe<Book>().uniques[0] == Unique{"uq_book_title", {"title"}});
    CHECK_BOTH(lists(describe<Book>().uniques[1].columns, "title", "author"));
    CHECK_TEXT(describe<Book>().uniques[1].name, "uq_book_title_author");
    CHECK_TEXT(describe<Book>().uniques[2].name, "one_subtitle");
}

TEST_CASE("indexes are described with their conditions and expressions") {
    CHECK_TEXT(describe<Book>().indexes[0].name, "ix_book_author");
    CHECK_BOTH(!describe<Book>().indexes[0].unique);
    CHECK_TEXT(describe<Book>().indexes[1].name, "ix_book_author_pages");
    CHECK_TEXT(describe<Book>().indexes[1].predicate, "pages > 100");
    CHECK_BOTH(describe<Book>().indexes[1].unique);
    CHECK_TEXT(describe<Book>().indexes[2].expressions, "lower(title), upper(title)");
}

TEST_CASE("foreign keys are described with their targets and actions") {
    CHECK_TEXT(describe<Book>().foreign_keys[0].name, "fk_book_author_author");
    CHECK_TEXT(describe<Book>().foreign_keys[0].referred_table, "author");
    CHECK_BOTH(lists(describe<Book>().foreign_keys[0].referred_columns, "id"));
    CHECK_BOTH(describe<Book>().foreign_keys[0].on_delete == rowan::cascade);
    CHECK_BOTH(describe<Book>().foreign_keys[0].on_update == rowan::set_null);
    CHECK_BOTH(describe<Book>().foreign_keys[0].deferrable);
    CHECK_TEXT(describe<Book>().foreign_keys[1].name, "fk_sequel");
    CHECK_BOTH(lists(describe<Book>().foreign_keys[1].referred_columns, "nr"));
}

TEST_CASE("checks are described") {
    CHECK_BOTH(describe<Book>().checks[0] == Check{"positive", "pages >= 0"});
    CHECK_BOTH(describe<Book>().checks[1] == Check{"ck_book_b650009c", "revision > 0"});
}

TEST_CASE("types are described as values that own their names") {
    CHECK_BOTH(column(describe<Everything>(), "colour").type.labels.size() == 3);
    CHECK_TEXT(column(describe<Everything>(), "colour").type.labels[2], "ultramarine");
    CHECK_TEXT(column(describe<Everything>(), "colour").type.name, "colour");
    CHECK_TEXT(column(describe<Everything>(), "shape").type.postgresql, "POINT");
    CHECK_BOTH(column(describe<Everything>(), "u32").type.is_unsigned);
}

TEST_CASE("several mappings become a schema in their order") {
    static constexpr const Mapping* mappings[] = {&mapping<Book>, &mapping<Author>};
    CHECK_BOTH(describe(mappings).tables[0] == describe<Book>());
    CHECK_BOTH(describe(mappings).tables[1] == describe<Author>());
}
