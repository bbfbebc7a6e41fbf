// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Large values, many rows, long lists.
#include "tests/suite/fleet.hpp"
#include "tests/suite/types.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;
using rowan::Session;

namespace {

/// Kept whole, or refused by a typed error; never cut.
template <typename Member>
void kept_whole_or_refused(std::size_t size, std::size_t must_fit) {
    Member value;
    value.resize(size);
    for (std::size_t i = 0; i < size; ++i)
        value[i] = static_cast<typename Member::value_type>('a' + i * 7 % 23);
    Through<Member> through;
    std::int64_t id = 0;
    try {
        id = through.write(value);
    } catch (const rowan::DatabaseError& error) {
        INFO(error.what());
        CHECK(size > must_fit);
        CHECK(through.count() == 0);
        return;
    }
    CHECK(bool(through.template read<Member>(id) == value));
}

} // namespace

TEST_CASE("a text of 1 MB and one of 100 MB is kept whole or refused") {
    kept_whole_or_refused<std::string>(1'000'000, 8'000'000);
    kept_whole_or_refused<std::string>(100'000'000, 8'000'000);
}

TEST_CASE("1 MB and 64 MB of bytes are kept whole or refused") {
    const std::size_t must_fit = dialect().blobs ? 8'000'000 : 0;
    kept_whole_or_refused<rowan::Blob>(1'000'000, must_fit);
    kept_whole_or_refused<rowan::Blob>(64'000'000, must_fit);
}

TEST_CASE("a loop over many rows has each of them once") {
    Fleet fleet;
    Session& session = fleet.session;
    session.insert_all(ships("s", 5000));
    session.commit();
    std::int64_t rows = 0, last = 0;
    for (const Ship& row : Ship::query(session).order_by("id"_col)) {
        CHECK((row.id > last));
        last = row.id;
        ++rows;
    }
    CHECK(rows == 5000);
    CHECK(Ship::query(session).all().size() == 5000);
    CHECK(Ship::query(session).filter("crew"_col == 1).update("crew"_col = 2) == 5000);
    CHECK(Ship::query(session).remove() == 5000);
}

// SOCI looks each of its named places up among all of them: minutes for so many.
TEST_CASE("a list may be as long as the database takes values", "[not_sqlite_soci]") {
    Fleet fleet;
    Session& session = fleet.session;
    session.insert_all(ships("s", 10));
    session.commit();
    std::vector<std::int64_t> ids;
    for (const Ship& row : Ship::query(session))
        ids.push_back(row.id);
    const std::size_t most = std::min<std::size_t>(30'000, dialect().most_parameters);
    for (std::int64_t i = 0; ids.size() < most; ++i)
        ids.push_back(1'000'000 + i);
    CHECK(Ship::query(session).filter("id"_col.in(ids)).count() == 10);
    CHECK(Ship::query(session).filter("id"_col.in(ids)).all().size() == 10);
    CHECK(Ship::query(session).filter("id"_col.in(ids)).update("crew"_col = 7) == 10);
    CHECK(Ship::query(session).filter("crew"_col == 7).count() == 10);
    CHECK(Ship::query(session).filter("id"_col.not_in(ids)).count() == 0);
    ids.resize(dialect().most_parameters * 8, -7);
    CHECK_FAILS(session, rowan::DatabaseError,
                Ship::query(session).filter("id"_col.in(ids)).count());
    CHECK(Ship::count(session) == 10);
}
