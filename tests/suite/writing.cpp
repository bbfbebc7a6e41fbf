// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/fleet.hpp"
#include "tests/support/catch.hpp"

#include <thread>

using namespace rowan_test;
using rowan::Session;
using namespace rowan::literals;

namespace {

struct Ticket {
    std::optional<std::int64_t> number;
    std::optional<std::string> state;
    std::optional<std::string> note;
    std::int64_t seats = 1;
    std::int64_t twice = 0;

    static constexpr auto table =
        rowan::table("ticket", rowan::primary_key<&Ticket::number>(),
                     rowan::column<&Ticket::number>(rowan::autoincrement),
                     rowan::column<&Ticket::state>(rowan::server_default("'open'")),
                     rowan::column<&Ticket::twice>(rowan::computed("seats * 2")));
};

struct Account {
    std::string owner;
    std::string bank;
    std::int64_t balance = 0;
    std::int32_t version = 1;

    static constexpr auto table =
        rowan::table("account", rowan::primary_key<&Account::owner, &Account::bank>(),
                     rowan::version<&Account::version>());
};

struct Member {
    std::string person;
    std::string club;

    static constexpr auto table =
        rowan::table("member", rowan::primary_key<&Member::person, &Member::club>());
};

struct Reserved {
    std::int64_t select = 0;
    std::string order;
    std::optional<std::string> group;
    std::string where;

    static constexpr auto table =
        rowan::table("table", rowan::primary_key<&Reserved::select>(),
                     rowan::index<&Reserved::group, &Reserved::order>("index"));
};

struct SmallKey {
    std::int8_t id = 0;

    static constexpr auto table = rowan::table("small_key", rowan::primary_key<&SmallKey::id>());
};

using Database = Tables<Ticket, Account, Member, Reserved, SmallKey>;

} // namespace

TEST_CASE("a generated key is written back, an explicit one is kept") {
    Fleet fleet;
    Session session(fleet.engine);
    Ship first = ship("first"), second = ship("second");
    session.insert(first);
    CHECK(first.id == 1);
    second.id = 41;
    session.insert(second);
    CHECK(second.id == 41);
    const Ship constant = ship("constant");
    session.insert(constant);
    CHECK(constant.id == 0);
    session.insert(ship("temporary"));
    // PostgreSQL's counter does not see the 41.
    const bool follow = dialect().keys_follow;
    CHECK(Ship::get(session, "name"_col = "temporary").one().id == (follow ? 43 : 3));
    std::vector<Ship> list = ships("list", 3);
    list[1].id = 100;
    session.insert_all(list);
    CHECK(list[0].id == (follow ? 44 : 4));
    CHECK(list[1].id == 100);
    CHECK(list[2].id == (follow ? 101 : 5));
    for (const Ship& row : list)
        CHECK(Ship::get(session, "id"_col = row.id).one().name == row.name);
    CHECK_FAILS(session, rowan::UniqueViolation, session.insert(first));
}

TEST_CASE("an optional key is generated where it is empty; its number is never used again") {
    Database db;
    Ticket ticket;
    db.session.insert(ticket);
    REQUIRE(ticket.number == 1);
    db.session.remove(ticket);
    ticket.number.reset();
    db.session.insert(ticket);
    CHECK(ticket.number == 2);
}

TEST_CASE("a generated key that does not fit its member is an error that names it") {
    Database db;
    std::vector<SmallKey> most(127);
    db.session.insert_all(most);
    CHECK(most.back().id == 127);
    SmallKey next;
    try {
        db.session.insert(next);
        FAIL("was written");
    } catch (const rowan::DataError& error) {
        CHECK(std::string(error.what()).find("small_key.id") != std::string::npos);
    }
    CHECK(next.id == 0);
}

TEST_CASE("the server's default holds where the member is empty; computed columns aren't written") {
    Database db;
    Ticket given, empty;
    given.state = "closed";
    given.twice = 99;
    empty.seats = 2;
    db.session.insert(given);
    db.session.insert(empty);
    auto rows = rowan::query<Ticket>(db.session).order_by("number"_col).all();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].state == "closed");
    CHECK(rows[0].twice == 2);
    CHECK(rows[1].state == "open");
    CHECK(rows[1].twice == 4);
    CHECK_FALSE(rows[1].note);
    std::vector<Ticket> mixed(4);
    mixed[1].state = "closed";
    mixed[3].number = 50;
    db.session.insert_all(mixed);
    CHECK(rowan::query<Ticket>(db.session).filter("state"_col == "open").count() == 4);
    CHECK(mixed[2].number == 5);
    CHECK(mixed[3].number == 50);
    rows[0].note = "seen";
    db.session.update(rows[0]);
    CHECK(rowan::query<Ticket>(db.session).filter("note"_col == "seen").one().twice == 2);
}

TEST_CASE("update() writes all columns of the row with the key, or says that there is none") {
    Fleet fleet;
    Session session(fleet.engine);
    Ship kept = ship("kept"), changed = ship("changed");
    session.insert(kept);
    session.insert(changed);
    changed.name = "renamed";
    changed.crew = 5;
    session.update(changed);
    CHECK(Ship::get(session, "id"_col = changed.id).one().name == "renamed");
    CHECK(Ship::get(session, "id"_col = kept.id).one().name == "kept");
    session.remove(changed);
    CHECK_THROWS_AS(session.update(changed), rowan::StaleData);
    CHECK_THROWS_AS(session.remove(changed), rowan::StaleData);
    CHECK_THROWS_AS(session.update(ship("without a key")), rowan::StaleData);
    CHECK(Ship::count(session) == 1);
}

TEST_CASE("save() updates the row or inserts it") {
    Fleet fleet;
    Session session(fleet.engine);
    Ship one = ship("one");
    session.save(one);
    CHECK(one.id == 1);
    one.crew = 7;
    session.save(one);
    one.save(session);
    Port port{{}, "OSL", {}};
    session.save(port);
    port.country = "NO";
    session.save(port);
    CHECK(Ship::query(session).one().crew == 7);
    CHECK(Port::query(session).one().country == "NO");
}

TEST_CASE("a row that somebody else has changed is stale") {
    Database db;
    Account mine{"alice", "north", 100, 1};
    db.session.insert(mine);
    Account theirs = mine;
    mine.balance = 90;
    db.session.update(mine);
    CHECK(mine.version == 2);
    theirs.balance = 50;
    CHECK_THROWS_AS(db.session.update(theirs), rowan::StaleData);
    CHECK_THROWS_AS(db.session.remove(theirs), rowan::StaleData);
    CHECK(theirs.version == 1);
    auto stored = rowan::query<Account>(db.session).one();
    CHECK(stored.balance == 90);
    CHECK(stored.version == 2);
    db.session.update(stored);
    CHECK(stored.version == 3);
    db.session.remove(stored);
    CHECK(rowan::query<Account>(db.session).count() == 0);
}

TEST_CASE("a key of two columns finds its one row") {
    Database db;
    db.session.insert_all(std::vector<Account>{
        {"alice", "north", 1, 1}, {"alice", "south", 2, 1}, {"bob", "north", 3, 1}});
    CHECK_FAILS(db.session, rowan::UniqueViolation,
                db.session.insert(Account{"bob", "north", 4, 1}));
    Account account{"alice", "south", 20, 1};
    db.session.update(account);
    db.session.remove(Account{"bob", "north", 0, 1});
    std::int64_t sum = 0;
    for (auto& row : rowan::query<Account>(db.session))
        sum += row.balance;
    CHECK(sum == 21);
}

TEST_CASE("a table whose columns are all keys can be written") {
    Database db;
    Member member{"alice", "chess"};
    db.session.insert(member);
    db.session.update(member);
    db.session.save(member);
    db.session.save(Member{"alice", "go"});
    CHECK_THROWS_AS(db.session.update(Member{"bob", "go"}), rowan::StaleData);
    db.session.remove(member);
    CHECK(rowan::query<Member>(db.session).one().club == "go");
}

TEST_CASE("SQL's own words may be names") {
    Database db;
    Reserved row{0, "by", {}, "here"};
    db.session.insert(row);
    row.group = "all";
    db.session.update(row);
    auto query = rowan::query<Reserved>(db.session)
                     .filter("group"_col == "all", "order"_col != "x")
                     .order_by("select"_col, "where"_col.desc());
    CHECK(query.one().select == 1);
    CHECK(query.count() == 1);
    CHECK(rowan::query<Reserved>(db.session).update("where"_col = "there") == 1);
    db.session.remove(row);
    db.session.commit();
    rowan::drop_all<Reserved>(db.engine);
}

TEST_CASE("insert_all() inserts all or nothing") {
    Fleet fleet;
    Session session(fleet.engine);
    session.insert(ship("s50"));
    SECTION("row 50 of 100 fails") {
        std::vector<Ship> list = ships("s", 100);
        list[7].id = 700;
        CHECK_THROWS_AS(session.insert_all(list), rowan::UniqueViolation);
        CHECK(Ship::count(session) == 1);
        CHECK(list[0].id == 0);
        CHECK(list[7].id == 700);
        session.insert(ship("after"));
        session.commit();
        CHECK(fleet.ships() == 2);
    }
    SECTION("a value can't be stored") {
        std::vector<Ship> list = ships("t", 10);
        list[5].crew = 0;
        CHECK_THROWS_AS(session.insert_all(list), rowan::CheckViolation);
        session.commit();
        CHECK(fleet.ships() == 1);
    }
    SECTION("in an inner savepoint") {
        auto point = session.savepoint();
        session.insert(ship("inner"));
        CHECK_THROWS_AS(session.insert_all(ships("s", 100)), rowan::UniqueViolation);
        point.release();
        session.commit();
        CHECK(fleet.ships() == 2);
    }
    SECTION("all of them") {
        const std::vector<Ship> list = ships("u", 100);
        session.insert_all(list);
        session.commit();
        CHECK(fleet.ships() == 101);
    }
}
