// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fleet.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;

namespace {

struct Blob {
    std::int64_t id = 0;
    std::string bytes;
    static constexpr auto table = rowan::table("blob", rowan::primary_key<&Blob::id>());
};

/// The error of a call, which must be of this type.
template <typename Error, typename Call>
std::string error_of(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    FAIL("nothing was thrown");
    return "";
}

} // namespace

TEST_CASE("a file in a folder that is not there can't be opened, and is not made") {
    TemporaryFile file;
    Engine engine("sqlite:///" + file.path() + "/no/such/folder.db");
    Session session(engine);
    std::string text = error_of<rowan::OperationalError>([&] { return Port::count(session); });
    CHECK(text.find("no/such/folder.db") != std::string::npos);
    CHECK(text.find("[code 14]") != std::string::npos);
    CHECK_THROWS_AS(session.insert(Port{{}, "OSL", {}}), rowan::OperationalError);
    CHECK_FALSE(session.in_transaction());
    CHECK_FALSE(file.exists());
}

TEST_CASE("a lock that another connection holds is waited for, then is LockTimeout") {
    Fleet fleet("?busy_timeout=50");
    Session holder(fleet.engine), waiting(fleet.engine);
    holder.insert(ship("holder"));
    auto started = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(waiting.insert(ship("waiting")), rowan::LockTimeout);
    auto waited = std::chrono::steady_clock::now() - started;
    CHECK(waited >= std::chrono::milliseconds(40));
    CHECK(waited < std::chrono::seconds(20));
    CHECK_THROWS_AS(waiting.insert_all(ships("waiting", 3)), rowan::LockTimeout);
    waiting.rollback();
    holder.commit();
    CHECK(fleet.ships() == 1);
    waiting.insert(ship("waiting"));
    waiting.commit();
    CHECK(fleet.ships() == 2);
}

TEST_CASE("a commit that can't have its lock may be tried again") {
    Fleet fleet("?busy_timeout=0");
    Session writer(fleet.engine), reader(fleet.engine);
    writer.insert(ship("Ra"));
    writer.commit();
    writer.insert(ship("Ra II"));
    {
        auto row = Ship::query(reader).begin();
        CHECK_THROWS_AS(writer.commit(), rowan::LockTimeout);
        CHECK(writer.in_transaction());
    }
    writer.commit();
    CHECK(fleet.ships() == 2);
}

TEST_CASE("a snapshot that is too old to be written from is SerializationFailure") {
    Fleet fleet("?journal_mode=wal&busy_timeout=0");
    Session one(fleet.engine), other(fleet.engine);
    one.insert(ship("first"));
    one.commit();
    for (auto& row : Ship::query(one)) {
        other.insert(ship("other"));
        other.commit();
        CHECK_THROWS_AS(one.insert(ship("one")), rowan::SerializationFailure);
        static_cast<void>(row);
        break;
    }
    one.rollback();
    one.insert(ship("one"));
    one.commit();
    CHECK(fleet.ships() == 3);
}

TEST_CASE("a full disk fails the statement and undoes the transaction") {
    Fleet fleet;
    rowan::create_all<Blob>(fleet.engine);
    Session session(fleet.engine);
    session.execute_unchecked("PRAGMA max_page_count = 20");
    session.insert(ship("before"));
    const Blob large{0, std::string(200'000, 'x')};
    SECTION("one row") { CHECK_THROWS_AS(session.insert(large), rowan::OperationalError); }
    SECTION("many rows") {
        CHECK_THROWS_AS(session.insert_all(std::vector<Blob>(50, {0, std::string(3000, 'x')})),
                        rowan::OperationalError);
    }
    if (!session.in_transaction()) {
        // SQLite has rolled back by itself: nothing may look as if it were kept.
        CHECK_THROWS_AS(session.commit(), rowan::OperationalError);
        CHECK_THROWS_AS(session.insert(ship("after")), rowan::OperationalError);
        CHECK_THROWS_AS(Ship::count(session), rowan::OperationalError);
    }
    session.rollback();
    CHECK(fleet.ships() == 0);
    CHECK(rowan::query<Blob>(session).count() == 0);
    session.insert(ship("after"));
    session.commit();
    CHECK(fleet.ships() == 1);
}

TEST_CASE("a file that is no database is left as it is") {
    TemporaryFile file;
    std::string garbage(8192, 'g');
    file.write(garbage);
    Engine engine(file.url());
    Session session(engine);
    std::string text = error_of<rowan::OperationalError>([&] { return Port::count(session); });
    CHECK(text.find("not a database") != std::string::npos);
    CHECK_THROWS_AS((rowan::create_all<Port, Ship>(engine)), rowan::OperationalError);
    CHECK_THROWS_AS(session.insert(Port{{}, "OSL", {}}), rowan::OperationalError);
    session.rollback();
    CHECK(file.bytes() == garbage);
}

TEST_CASE("a database with overwritten pages says so and the session goes on") {
    TemporaryFile file;
    {
        Engine engine(file.url());
        rowan::create_all<Blob, Port, Ship>(engine);
        Session session(engine);
        session.insert_all(std::vector<Blob>(100, {0, std::string(2000, 'x')}));
        session.commit();
    }
    std::string bytes = file.bytes();
    // All pages but the first five or so, which hold the schema and the tables' roots.
    for (std::size_t i = 4096 * 10; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(0xa5);
    file.write(bytes);
    Engine engine(file.url());
    Session session(engine);
    int rows = 0;
    std::string text = error_of<rowan::OperationalError>([&] {
        for (auto& row : rowan::query<Blob>(session))
            rows += row.bytes.size() == 2000;
    });
    CHECK(text.find("malformed") != std::string::npos);
    CHECK(rows < 100);
    CHECK_THROWS_AS(rowan::query<Blob>(session).all(), rowan::OperationalError);
    session.rollback();
    CHECK(Port::count(session) == 0);
    CHECK(file.bytes() == bytes);
}

TEST_CASE("a database that may only be read is ReadOnly to writers") {
    Fleet fleet;
    Session(fleet.engine).transaction([](Session& s) { s.insert(ship("Ra")); });
    std::string bytes = fleet.file.bytes();
    Engine engine(fleet.file.url("?mode=ro"));
    Session session(engine);
    CHECK(Ship::count(session) == 1);
    CHECK_THROWS_AS(session.insert(ship("Ra II")), rowan::ReadOnly);
    CHECK_THROWS_AS(session.insert_all(ships("s", 3)), rowan::ReadOnly);
    CHECK_THROWS_AS(Ship::query(session).remove(), rowan::ReadOnly);
    CHECK_THROWS_AS(rowan::drop_all<Ship>(engine), rowan::ReadOnly);
    session.rollback();
    CHECK(Ship::query(session).one().name == "Ra");
    CHECK(fleet.file.bytes() == bytes);
}

TEST_CASE("each kind of constraint has its error, which names it and not the value") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert(Port{{}, "OSL", {}});
    Ship good{{}, 0, "hunter2", "OSL", 1};
    session.insert(good);
    session.commit();
    auto check = [](const std::string& text, const char* name, const char* code) {
        INFO(text);
        CHECK(text.find(name) != std::string::npos);
        CHECK(text.find(code) != std::string::npos);
        CHECK(text.find("hunter2") == std::string::npos);
    };
    check(error_of<rowan::UniqueViolation>([&] {
              session.insert(Ship{{}, 0, "hunter2", {}, 1});
          }),
          "ship.name", "2067");
    check(error_of<rowan::UniqueViolation>([&] {
              session.insert(Ship{{}, 1, "hunter2", {}, 1});
          }),
          "ship.", "UNIQUE");
    check(error_of<rowan::ForeignKeyViolation>([&] {
              session.insert(Ship{{}, 0, "x", "hunter2", 1});
          }),
          "FOREIGN KEY", "787");
    check(error_of<rowan::ForeignKeyViolation>([&] {
              session.remove(Port{{}, "OSL", {}});
          }),
          "FOREIGN KEY", "787");
    check(error_of<rowan::CheckViolation>([&] {
              session.insert(Ship{{}, 0, "hunter22", {}, 0});
          }),
          "ck_ship_crew", "275");
    check(error_of<rowan::NotNullViolation>(
              [&] { session.execute_unchecked("INSERT INTO ship (crew) VALUES (1)"); }),
          "ship.name", "1299");
    check(error_of<rowan::IntegrityError>([&] {
              session.execute_unchecked("CREATE TRIGGER refuse BEFORE DELETE ON ship BEGIN "
                                        "SELECT RAISE(ABORT, 'ships stay'); END");
              session.remove(good);
          }),
          "ships stay", "1811");
    session.rollback();
    CHECK(Ship::query(session).one().name == "hunter2");
    CHECK(fleet.ships() == 1);
}

TEST_CASE("a table or column that is not there is ProgrammingError") {
    Fleet fleet;
    Session session(fleet.engine);
    session.execute_unchecked("ALTER TABLE ship RENAME COLUMN crew TO people");
    CHECK(error_of<rowan::ProgrammingError>([&] {
              return Ship::query(session).all();
          }).find("crew") != std::string::npos);
    CHECK_THROWS_AS(session.insert(ship("Ra")), rowan::ProgrammingError);
    session.rollback();
    session.insert(ship("Ra"));
    CHECK(Ship::query(session).all().size() == 1);
    CHECK_THROWS_AS(rowan::query<Blob>(session).all(), rowan::ProgrammingError);
    CHECK_THROWS_AS(session.execute_unchecked(std::string_view("SELECT 1\0; SELECT 2", 19)),
                    rowan::ProgrammingError);
    session.commit();
}

TEST_CASE("a schema that another connection changes is seen by prepared statements") {
    Fleet fleet;
    Session one(fleet.engine), other(fleet.engine);
    CHECK(Ship::count(one) == 0);
    one.insert(ship("Ra"));
    one.commit();
    other.execute_unchecked("ALTER TABLE ship ADD COLUMN speed INTEGER");
    other.execute_unchecked("CREATE INDEX ix_ship_crew ON ship (crew)");
    other.commit();
    one.insert(ship("Ra II"));
    CHECK(Ship::query(one).all().size() == 2);
    one.commit();
}
