// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/fleet.hpp"

#include <string>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;

namespace {

/// A table that no test creates.
struct Absent {
    std::int64_t id = 0;
    static constexpr auto table = rowan::table("absent", rowan::primary_key<&Absent::id>());
};

/// The table of ships, with a column that it does not have.
struct Newer {
    std::int64_t id = 0;
    std::int64_t draught = 0;
    static constexpr auto table = rowan::table("ship", rowan::primary_key<&Newer::id>());
};

/// The table of ports with a column that the database lets be NULL.
struct Visited {
    std::string code;
    std::int32_t visits = 0;
    static constexpr auto table = rowan::table("port", rowan::primary_key<&Visited::code>());
};
struct RarelyVisited {
    std::string code;
    std::int8_t visits = 0;
    static constexpr auto table = rowan::table("port", rowan::primary_key<&RarelyVisited::code>());
};

/// What an error must say: type, the statement, the driver's code, and of values only their kinds.
template <typename Thrown, typename Call>
std::string told(rowan::Session& session, const std::string& verb, Call call) {
    auto point = session.savepoint();
    try {
        call();
    } catch (const Thrown& error) {
        const std::string text = error.what();
        INFO(text);
        CHECK(error.sql().starts_with(verb));
        CHECK((error.code() != 0 || error.sqlstate().size() == 5));
        CHECK(has(text, error.sql()));
        CHECK_FALSE(has(text, "hunter2"));
        CHECK_FALSE(has(error.parameters(), "hunter2"));
        return text;
    } catch (const rowan::Error& other) {
        FAIL_CHECK("another error: " << other.what());
        return "";
    }
    FAIL_CHECK("nothing was thrown");
    return "";
}

} // namespace

TEST_CASE("each kind of constraint has its error, which names it and not the value") {
    Fleet fleet;
    rowan::Session& session = fleet.session;
    session.insert(Port{{}, "OSL", {}});
    Ship good{{}, 0, "Ra", "OSL", 1};
    session.insert(good);
    Ship secret{{}, 0, "hunter2", "OSL", 1};
    session.insert(secret);
    session.commit();

    auto unique = told<rowan::UniqueViolation>(session, "INSERT", [&] {
        session.insert(Ship{{}, 0, "hunter2", {}, 1});
    });
    CHECK((has_name(unique, "uq_ship_name") || has(unique, "ship.name")));
    told<rowan::UniqueViolation>(session, "INSERT", [&] {
        session.insert(Ship{{}, good.id, "another", {}, 1});
    });
    told<rowan::UniqueViolation>(session, "UPDATE", [&] {
        session.update(Ship{{}, good.id, "hunter2", {}, 1});
    });
    told<rowan::UniqueViolation>(session, "UPDATE",
                                 [&] { Ship::query(session).update("name"_col = "hunter2"); });
    told<rowan::ForeignKeyViolation>(session, "INSERT", [&] {
        session.insert(Ship{{}, 0, "x", "hunter2", 1});
    });
    told<rowan::ForeignKeyViolation>(session, "DELETE", [&] {
        session.remove(Port{{}, "OSL", {}});
    });
    told<rowan::ForeignKeyViolation>(session, "DELETE", [&] { Port::query(session).remove(); });
    auto check = told<rowan::CheckViolation>(session, "INSERT", [&] {
        session.insert(Ship{{}, 0, "hunter22", {}, 0});
    });
    CHECK(has_name(check, "ck_ship_crew"));
    auto null = told<rowan::NotNullViolation>(session, "INSERT", [&] {
        session.execute_unchecked("INSERT INTO ship (name, crew) VALUES (NULL, 1)");
    });
    CHECK(has_name(null, "name"));
    told<rowan::UniqueViolation>(session, "INSERT", [&] {
        session.insert_all({ship("new"), ship("hunter2")});
    });
    session.commit();
    CHECK(fleet.ships() == 2);
}

TEST_CASE("every violation of a constraint is an IntegrityError and a DatabaseError") {
    Fleet fleet;
    fleet.session.insert(ship("Ra"));
    CHECK_FAILS(fleet.session, rowan::IntegrityError, fleet.session.insert(ship("Ra")));
    CHECK_FAILS(fleet.session, rowan::DatabaseError, fleet.session.insert(ship("Ra")));
    CHECK_FAILS(fleet.session, rowan::Error, fleet.session.insert(ship("Ra")));
}

TEST_CASE("an error tells of each value its kind and size") {
    Fleet fleet;
    fleet.session.insert(ship("Ra"));
    auto point = fleet.session.savepoint();
    try {
        fleet.session.insert(Ship{{}, 77, "Ra", {}, 1});
        FAIL_CHECK("was written");
    } catch (const rowan::UniqueViolation& error) {
        CHECK(error.parameters() == "integer, text(2), NULL, integer");
    }
}

TEST_CASE("a table or column that is not there is ProgrammingError") {
    Fleet fleet;
    rowan::Session& session = fleet.session;
    CHECK(has_name(error_of<rowan::ProgrammingError>(
                       session, [&] { return rowan::query<Absent>(session).all(); }),
                   "absent"));
    CHECK_FAILS(session, rowan::ProgrammingError, session.insert(Absent{}));
    CHECK_FAILS(session, rowan::ProgrammingError, rowan::query<Absent>(session).count());
    CHECK(has_name(error_of<rowan::ProgrammingError>(
                       session, [&] { return rowan::query<Newer>(session).all(); }),
                   "draught"));
    CHECK_FAILS(session, rowan::ProgrammingError, session.insert(Newer{}));
    CHECK_FAILS(session, rowan::ProgrammingError, session.execute_unchecked("SELEC 1"));
    session.insert(ship("Ra"));
    session.commit();
    CHECK(fleet.ships() == 1);
}

TEST_CASE("a statement that failed works when its reason is gone") {
    Fleet fleet;
    rowan::Session& session = fleet.session;
    CHECK_FAILS(session, rowan::ForeignKeyViolation, session.insert(Ship{{}, 0, "a", "OSL", 1}));
    session.insert(Port{{}, "OSL", {}});
    session.insert(Ship{{}, 0, "a", "OSL", 1});
    CHECK_FAILS(session, rowan::ProgrammingError, rowan::query<Absent>(session).count());
    session.commit();
    rowan::create_all<Absent>(fleet.engine);
    CHECK(rowan::query<Absent>(session).count() == 0);
    session.commit();
    rowan::drop_all<Absent>(fleet.engine);
    CHECK(fleet.ships() == 1);
}

TEST_CASE("NULL in a member that can't be empty is a DataError that names it") {
    Fleet fleet;
    rowan::Session& session = fleet.session;
    session.execute_unchecked("ALTER TABLE port ADD visits INTEGER");
    session.commit();
    session.insert(Port{{}, "OSL", {}});
    session.commit();
    auto text =
        error_of<rowan::DataError>(session, [&] { return rowan::query<Visited>(session).one(); });
    CHECK(has(text, "port.visits"));
    CHECK(has(text, "code = 'OSL'"));
    CHECK_FAILS(session, rowan::DataError, rowan::query<Visited>(session).all());
    session.execute_unchecked("UPDATE port SET visits = 2000000000");
    CHECK(rowan::query<Visited>(session).one().visits == 2000000000);
    CHECK_FAILS(session, rowan::DataError, rowan::query<RarelyVisited>(session).one());
}
