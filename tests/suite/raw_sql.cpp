// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// SQL that is written by hand.

#include "tests/suite/database.hpp"

#include <rowan/orm/raw_sql.hpp>

#include <tuple>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

struct Parcel : rowan::Model<Parcel> {
    std::int64_t id = 0;
    std::optional<std::string> owner;
    std::int64_t weight = 0;
    std::optional<rowan::DateTime> sent;
    static constexpr auto table =
        rowan::table("suite_parcel", rowan::primary_key<&Parcel::id>(),
                     rowan::column<&Parcel::owner>(rowan::type(rowan::Varchar{80})));
};

struct Load {
    std::int64_t total = 0;
    std::optional<std::string> owner;
};

struct Parcels : Tables<Parcel> {
    Parcels() {
        for (std::int64_t i = 1; i <= 9; ++i)
            session.insert(Parcel{{},
                                  i,
                                  i % 3 ? std::optional("o" + std::to_string(i % 3)) : std::nullopt,
                                  i * 10,
                                  {}});
    }
};

} // namespace

TEST_CASE("values of SQL by hand are bound, by order and by name") {
    Parcels parcels;
    rowan::Session& session = parcels.session;
    const std::string owner = "o1";
    auto heavy = rowan::sql<"SELECT count(*) FROM suite_parcel WHERE owner = :owner AND "
                            "weight > :weight AND owner <> ':owner'">(session, owner, 10);
    CHECK(heavy.one<std::int64_t>() == 2);
    CHECK(rowan::sql<"SELECT id FROM suite_parcel WHERE weight = :w AND owner = :o">(
              session, "o"_col = "o2", "w"_col = 20)
              .one<std::int64_t>() == 2);
    // A name that comes twice, an empty optional, what would end a string.
    CHECK(rowan::sql<"SELECT count(*) FROM suite_parcel WHERE id = :n OR weight = :n">(session, 10)
              .one<int>() == 1);
    const std::optional<std::string> nobody;
    CHECK(rowan::sql<"UPDATE suite_parcel SET owner = :o WHERE id = :id">(session, nobody, 1)
              .execute() == 1);
    const std::string evil = "x'; DROP TABLE suite_parcel; --";
    CHECK(rowan::sql<"UPDATE suite_parcel SET owner = :o WHERE id < :id">(session, evil, 3)
              .execute() == 2);
    CHECK(parcels.all<Parcel>().filter("owner"_col == evil).count() == 2);
    CHECK_FALSE(rowan::sql<"SELECT owner FROM suite_parcel WHERE id = :id">(session, 3)
                    .one<std::optional<std::string>>());
}

TEST_CASE("rows of SQL by hand become values and tuples") {
    Parcels parcels;
    rowan::Session& session = parcels.session;
    auto tuples = rowan::sql<"SELECT owner, count(*) FROM suite_parcel GROUP BY owner "
                             "ORDER BY count(*), owner">(session)
                      .all<std::tuple<std::optional<std::string>, std::int64_t>>();
    REQUIRE(tuples.size() == 3);
    CHECK(std::get<1>(tuples[2]) == 3);
    std::int64_t count = 0;
    for (std::int64_t id :
         rowan::sql<"SELECT id FROM suite_parcel ORDER BY id">(session).rows<std::int64_t>()) {
        CHECK(id == ++count);
        // Another statement in between.
        CHECK(rowan::sql<"SELECT weight FROM suite_parcel WHERE id = :id">(session, id)
                  .one<std::int64_t>() == id * 10);
    }
    CHECK(count == 9);
    auto last = rowan::sql<"SELECT id FROM suite_parcel ORDER BY id DESC">(session);
    CHECK(last.first<std::int64_t>() == 9);
    CHECK_THROWS_AS(last.one<std::int64_t>(), rowan::MultipleResultsFound);
    auto none = rowan::sql<"SELECT id FROM suite_parcel WHERE id = 99">(session);
    CHECK_FALSE(none.one_or_none<std::int64_t>());
    CHECK_THROWS_AS(none.one<std::int64_t>(), rowan::NoResultFound);
}

// SOCI tells no names of columns.
TEST_CASE("rows of SQL by hand become structs by the columns' names",
          "[not_sqlite_soci][not_firebird][not_odbc]") {
    Parcels parcels;
    rowan::Session& session = parcels.session;
    // In whatever order, of a struct with a table or without.
    auto whole =
        rowan::sql<"SELECT weight, id, sent, owner FROM suite_parcel WHERE id = :id">(session, 4)
            .one<Parcel>();
    CHECK(whole.id == 4);
    CHECK(whole.weight == 40);
    CHECK(whole.owner == "o1");
    std::int64_t count = 0;
    auto ordered = rowan::sql<"SELECT id AS ignored, weight AS total, owner FROM suite_parcel "
                              "ORDER BY id">(session);
    for (const Load& load : ordered.rows<Load>())
        CHECK(load.total == ++count * 10);
    // The same text into other rows, one after the other.
    using Row = std::tuple<int, int, std::optional<std::string>>;
    CHECK(std::get<1>(ordered.all<Row>()[8]) == 90);
    CHECK(ordered.all<Load>()[8].total == 90);

    auto three = rowan::sql<"SELECT id, owner, weight FROM suite_parcel">(session);
    CHECK(has(error_of<rowan::ProgrammingError>(session, [&] { return three.all<Load>(); }),
              "no column 'total' for the member of Load"));
    using Pair = std::tuple<std::int64_t, int>;
    CHECK(has(error_of<rowan::ProgrammingError>(session, [&] { return three.all<Pair>(); }),
              "3 columns"));
    auto twice = rowan::sql<"SELECT 1 AS total, 2 AS total, 'a' AS owner">(session);
    CHECK(has(error_of<rowan::ProgrammingError>(session, [&] { return twice.all<Load>(); }),
              "two columns 'total'"));
}

TEST_CASE("what SQL by hand reads must fit") {
    Parcels parcels;
    rowan::Session& session = parcels.session;
    auto three = rowan::sql<"SELECT id, owner, weight FROM suite_parcel">(session);
    // A driver that can't name columns says so, or what does not fit.
    CHECK_FAILS(session, rowan::Error, three.all<Load>());
    using Pair = std::tuple<std::int64_t, std::string>;
    CHECK_FAILS(
        session, rowan::DataError,
        rowan::sql<"SELECT id, owner FROM suite_parcel WHERE owner IS NULL">(session).all<Pair>());
    CHECK_FAILS(
        session, rowan::DataError,
        rowan::sql<"SELECT owner FROM suite_parcel WHERE id = 1">(session).all<std::int64_t>());
    CHECK_FAILS(session, rowan::DatabaseError,
                rowan::sql<"SELECT nothing FROM nowhere">(session).all<std::int64_t>());
    // What failed is not kept; what was right still is.
    CHECK(rowan::sql<"SELECT id FROM suite_parcel WHERE id = 1">(session).one<int>() == 1);
}

TEST_CASE("SQL by hand takes part in the session's transaction") {
    Parcels parcels;
    rowan::Session& session = parcels.session;
    session.commit();
    CHECK_FALSE(session.in_transaction());
    static_cast<void>(rowan::sql<"SELECT id FROM suite_parcel">(session).all<int>());
    CHECK_FALSE(session.in_transaction());
    rowan::sql<"DELETE FROM suite_parcel WHERE id > :id">(session, 4).execute();
    CHECK(session.in_transaction());
    CHECK(parcels.count<Parcel>() == 4);
    session.rollback();
    CHECK(parcels.count<Parcel>() == 9);
}

TEST_CASE("a question mark is PostgreSQL's operator or an error") {
    Parcels parcels;
    auto ask = [&] {
        return rowan::sql<"SELECT CAST(:doc AS jsonb) ? 'a'">(parcels.session, "{\"a\": 1}");
    };
    if (rowan::lang::shares_places(dialect()))
        CHECK(ask().one<bool>());
    else
        CHECK_THROWS_AS(ask(), rowan::InvalidQuery);
}
