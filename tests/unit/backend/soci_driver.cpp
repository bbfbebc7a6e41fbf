// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/backend/soci/connection.hpp>
#include <rowan/backend/sqlite3/generic.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

using namespace rowan;
using backend::soci_generic::Abilities;
using backend::soci_generic::Connector;
using backend::soci_generic::StatementText;
using engine::DriverError;
using engine::ErrorKind;

namespace {

constexpr lang::Dialect dialect = backend::soci_generic::with_colons(lang::sqlite);
static_assert(dialect.placeholder == lang::Placeholder::colon);
static_assert(lang::sqlite.placeholder == lang::Placeholder::question);

/// SOCI's own SQLite backend with nothing of ours around it.
std::unique_ptr<engine::Connection> connect(Abilities abilities = {}) {
    auto connection = Connector(soci::sqlite3, ":memory:", dialect, abilities).connect();
    connection->execute("CREATE TABLE t (id INTEGER PRIMARY KEY, value TEXT UNIQUE)");
    return connection;
}

types::Cell cell(std::int64_t value) {
    types::Cell made;
    made.set_integer(value);
    return made;
}
types::Cell cell(std::string_view text) {
    types::Cell made;
    made.set_text(text);
    return made;
}
types::Cell null_cell() { return {}; }

void insert(engine::PreparedStatement& statement, const types::Cell& value) {
    statement.bind(0, value, false);
    CHECK_FALSE(statement.step());
    statement.reset();
}

std::int64_t number(engine::Connection& connection, const std::string& sql) {
    auto statement = connection.prepare(sql);
    statement->expect(nullptr);
    types::Cell read;
    REQUIRE(statement->step());
    statement->read(0, read);
    CHECK_FALSE(statement->step());
    CHECK_FALSE(statement->step());
    REQUIRE(read.kind == types::CellKind::integer);
    return read.integer;
}

} // namespace

TEST_CASE("a statement of the generic driver runs again with values of other types") {
    auto connection = connect({.key_query = "SELECT last_insert_rowid()"});
    auto statement = connection->prepare("INSERT INTO t (value) VALUES (:p1)");
    insert(*statement, cell("one"));
    CHECK(connection->last_insert_id() == 1);
    CHECK(connection->affected_rows() == 1);
    insert(*statement, cell(INT64_MIN));
    insert(*statement, null_cell());
    insert(*statement, cell(""));
    insert(*statement, null_cell());
    insert(*statement, cell("two"));
    CHECK(connection->last_insert_id() == 6);
    CHECK(number(*connection, "SELECT count(*) FROM t") == 6);
    CHECK(number(*connection, "SELECT count(*) FROM t WHERE value IS NULL") == 2);
    CHECK(number(*connection, "SELECT id FROM t WHERE value = '-9223372036854775808'") == 2);
    CHECK(number(*connection, "SELECT id FROM t WHERE value = ''") == 4);
    connection->execute("UPDATE t SET value = NULL WHERE id < 4");
    CHECK(connection->affected_rows() == 3);
    CHECK_THROWS_AS(connect()->last_insert_id(), DriverError);
}

TEST_CASE("a query of the generic driver starts anew after reset(), wherever it was") {
    auto connection = connect();
    connection->execute("INSERT INTO t (value) VALUES ('a'), ('b'), ('c')");
    auto query = connection->prepare("SELECT id FROM t WHERE id >= :p1 ORDER BY id");
    query->expect(nullptr);
    types::Cell read;
    // The rows read before the reset: none, some, all but one, all, and past the last.
    for (int rows : {0, 1, 2, 3, 4, 1}) {
        query->bind(0, cell(1), false);
        for (int i = 1; i <= rows; ++i) {
            CHECK(query->step() == (i <= 3));
            if (i <= 3) {
                query->read(0, read);
                CHECK(read.integer == i);
            }
        }
        query->reset();
    }
    // Nothing is left that reads: the table can go.
    CHECK_NOTHROW(connection->execute("DROP TABLE t"));
}

TEST_CASE("the generic driver reports errors by SOCI's message where nothing else is known") {
    auto connection = connect();
    auto statement = connection->prepare("INSERT INTO t (value) VALUES (:p1)");
    insert(*statement, cell("hunter2"));
    statement->bind(0, cell("hunter2"), false);
    try {
        statement->step();
        FAIL("the value is there already");
    } catch (const DriverError& error) {
        INFO(error.message);
        CHECK((error.kind == ErrorKind::other || error.kind == ErrorKind::integrity));
        CHECK(error.message.find("UNIQUE constraint failed") != std::string::npos);
        CHECK(error.message.find("hunter2") == std::string::npos);
    }
    statement->reset();
    insert(*statement, cell("hunter3"));
    CHECK_THROWS_AS(connection->prepare("SELEC"), DriverError);
    CHECK_THROWS_AS(connection->execute("INSERT INTO nowhere VALUES (1)"), DriverError);
    CHECK_THROWS_AS(Connector(soci::sqlite3, "/no/such/folder/x.db", dialect).connect(),
                    DriverError);
}

TEST_CASE("of what SOCI says about an error the generic driver keeps the first line") {
    auto connection = connect();
    connection->execute("CREATE TRIGGER no BEFORE INSERT ON t BEGIN"
                        " SELECT RAISE(ABORT, 'refused\nDETAIL: hunter2'); END");
    try {
        connection->execute("INSERT INTO t (value) VALUES ('x')");
        FAIL("the trigger refuses");
    } catch (const DriverError& error) {
        CHECK(error.message.find("refused") != std::string::npos);
        CHECK(error.message.find("hunter2") == std::string::npos);
    }
}

TEST_CASE("a database may say t and f for yes and no") {
    auto connection = connect();
    connection->execute("INSERT INTO t (value) VALUES ('t'), ('f')");
    for (const char* word : {"t", "f"}) {
        auto query = connection->prepare("SELECT value FROM t WHERE value = :p1");
        query->expect(nullptr);
        query->bind(0, cell(std::string_view(word)), false);
        REQUIRE(query->step());
        types::Cell read;
        query->read(0, read);
        CHECK(read.kind == types::CellKind::boolean);
        CHECK(read.integer == (*word == 't' ? 1 : 0));
    }
}

TEST_CASE("the generic driver knows the transactions that it began") {
    auto connection = connect();
    CHECK_FALSE(connection->in_transaction());
    connection->begin();
    CHECK(connection->in_transaction());
    CHECK_THROWS_AS(connection->begin(), DriverError);
    connection->execute("INSERT INTO t (value) VALUES ('a')");
    connection->rollback();
    CHECK_FALSE(connection->in_transaction());
    connection->begin();
    connection->execute("INSERT INTO t (value) VALUES ('b')");
    connection->commit();
    CHECK_FALSE(connection->in_transaction());
    CHECK(number(*connection, "SELECT count(*) FROM t") == 1);
}

TEST_CASE("values that a database behind SOCI may spoil are refused") {
    auto refuses = [](Abilities abilities, const types::Cell& value) {
        auto connection = connect(abilities);
        auto statement = connection->prepare("INSERT INTO t (value) VALUES (:p1)");
        CHECK_THROWS_AS(statement->bind(0, value, false), types::ConversionError);
    };
    const std::string_view text("a\0b", 3);
    types::Cell blob, large, decimal, date;
    blob.set_blob("a", 1);
    large.set_unsigned(UINT64_MAX);
    decimal.set_text("1234567890.123456", types::CellKind::decimal);
    date.kind = types::CellKind::date;
    date.integer = 10'000'000;
    refuses({}, cell(text));
    refuses({}, blob);
    refuses({}, large);
    refuses({.decimal_digits = 15}, decimal);
    refuses({}, date);

    auto connection =
        connect({.blob_before = "CAST(", .blob_after = " AS BLOB)", .keeps_nul = true});
    auto statement = connection->prepare("INSERT INTO t (value) VALUES (:p1)");
    insert(*statement, cell(text));
    insert(*statement, blob);
    insert(*statement, decimal);
    CHECK(number(*connection, "SELECT count(*) FROM t WHERE typeof(value) = 'text'") == 2);
    CHECK(number(*connection, "SELECT count(*) FROM t WHERE typeof(value) = 'blob'") == 1);
    CHECK(number(*connection, "SELECT length(CAST(value AS BLOB)) FROM t WHERE id = 1") == 3);
}

TEST_CASE("places of values are found outside of quotes, and blobs wrapped") {
    StatementText text(R"(SELECT ":p1", `a:p2`, ':p3', 'it''s :p4' FROM t)"
                       R"( WHERE a = :p1 AND b LIKE :p2 ESCAPE '\' AND c IN (:p3,:p10))");
    REQUIRE(text.size() == 4);
    const std::string plain = text.render("<", ">");
    CHECK(plain == R"(SELECT ":p1", `a:p2`, ':p3', 'it''s :p4' FROM t)"
                   R"( WHERE a = :p1 AND b LIKE :p2 ESCAPE '\' AND c IN (:p3,:p10))");
    CHECK(text.mark(0, true));
    CHECK_FALSE(text.mark(0, true));
    CHECK(text.mark(3, true));
    CHECK(text.render("<", ">") == R"(SELECT ":p1", `a:p2`, ':p3', 'it''s :p4' FROM t)"
                                   R"( WHERE a = <:p1> AND b LIKE :p2 ESCAPE '\' AND)"
                                   R"( c IN (:p3,<:p10>))");
    CHECK(text.mark(0, false));
    CHECK(text.mark(3, false));
    CHECK(text.render("<", ">") == plain);
    CHECK(StatementText("SELECT 1").size() == 0);
}

TEST_CASE("the generic driver on SQLite runs scripts and sees transactions end by themselves") {
    namespace sqlite = backend::sqlite3_native;
    sqlite::GenericConnector connector(sqlite::read_settings(engine::parse_url("sqlite+soci://")));
    CHECK(connector.dialect().placeholder == lang::Placeholder::colon);
    CHECK(connector.single_connection());
    auto connection = connector.connect();
    connection->execute("CREATE TABLE a (x UNIQUE ON CONFLICT ROLLBACK); INSERT INTO a VALUES (1)");
    CHECK(number(*connection, "SELECT count(*) FROM a") == 1);
    connection->begin();
    CHECK(connection->in_transaction());
    auto statement = connection->prepare("INSERT INTO a VALUES (:p1)");
    statement->bind(0, cell(1), false);
    try {
        statement->step();
        FAIL("x is unique");
    } catch (const DriverError& error) {
        CHECK(error.kind == ErrorKind::unique);
        CHECK(error.code == 2067);
    }
    CHECK_FALSE(connection->in_transaction());
}
