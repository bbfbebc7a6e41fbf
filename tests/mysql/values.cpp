// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/mysql/server.hpp"
#include "tests/support/carrier.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/sample_values.hpp"

#include <rowan/rowan.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace rowan::literals;
using namespace std::chrono_literals;

namespace {

/// Carries values through the server: written and committed by one session, read by another.
class ThroughServer : rowan_test::ServerDatabase, public rowan_test::Carrier {
  public:
    ThroughServer() : Carrier(url()) {}

    /// What is stored, as SQL says it.
    std::string stored(std::int64_t id, const std::string& expression) {
        return raw().value("SELECT " + expression +
                           " FROM single WHERE id = " + std::to_string(id));
    }
    /// Puts a value there that Rowan would not write, in a column of another type.
    void overwrite(std::int64_t id, const std::string& type, const std::string& expression) {
        raw().run("SET sql_mode = ''");
        raw().run("ALTER TABLE single DROP COLUMN value, ADD COLUMN value " + type);
        raw().run("UPDATE single SET value = " + expression + " WHERE id = " + std::to_string(id));
    }
    rowan_test::ServerDatabase& database() { return *this; }
};

template <typename Member>
std::vector<Member> storable_values() {
    std::vector<Member> values = rowan_test::sample_values<Member>();
    if constexpr (std::is_same_v<Member, std::string>)
        std::erase(values, "\xff\xfe not UTF-8");
    if constexpr (std::is_unsigned_v<Member> && sizeof(Member) == 8)
        values.push_back(std::numeric_limits<Member>::max());
    return values;
}

/// Writing `value` is a DataError that names the column, and no row is there.
template <typename Member>
void refuses(const Member& value, const char* reason) {
    ThroughServer server;
    server.create<Member>();
    try {
        server.write(value);
        FAIL("was written");
    } catch (const rowan::DataError& error) {
        const std::string text = error.what();
        INFO(text);
        CHECK(text.find(reason) != std::string::npos);
    }
    CHECK(server.database().raw().value("SELECT COUNT(*) FROM single") == "0");
}

/// A `Member` can't be read where the column holds `expression`.
template <typename Member>
void cannot_read(const std::string& type, const std::string& expression) {
    INFO(type << " " << expression);
    ThroughServer server;
    server.create<Member>();
    const std::int64_t id = server.write<Member>(storable_values<Member>()[0]);
    server.overwrite(id, type, expression);
    try {
        server.read<Member>(id);
        FAIL("was read");
    } catch (const rowan::DataError& error) {
        const std::string text = error.what();
        INFO(text);
        CHECK(text.find("single.value") != std::string::npos);
        CHECK(text.find("id = " + std::to_string(id)) != std::string::npos);
    }
}

/// What a `Member` is read as where the column holds `expression`.
template <typename Member>
Member read_as(const std::string& type, const std::string& expression) {
    ThroughServer server;
    server.create<Member>();
    const std::int64_t id = server.write<Member>(storable_values<Member>()[0]);
    server.overwrite(id, type, expression);
    return server.read<Member>(id);
}

} // namespace

TEMPLATE_TEST_CASE("MySQL keeps the values of every type", "", ROWAN_TEST_TYPES) {
    ThroughServer server;
    server.create<TestType>();
    server.create<std::optional<TestType>>();
    rowan_test::laws<TestType>(storable_values<TestType>(), server);
}

TEST_CASE("decimals keep 65 digits, 30 of them behind the point, and compare as numbers") {
    ThroughServer server;
    server.create<rowan::Decimal>();
    for (const char* text :
         {"12345678901234567890123456789012345.123456789012345678901234567891",
          "-99999999999999999999999999999999999.999999999999999999999999999999",
          "0.000000000000000000000000000001", "12345678901234567890123456789.012345678"}) {
        const rowan::Decimal value(text);
        CHECK(server(value) == value);
        rowan::Session session(server.engine());
        CHECK(rowan::query<rowan_test::Single<rowan::Decimal>>(session)
                  .filter_by("value"_col = value)
                  .count() == 1);
    }
    refuses(rowan::Decimal("0.0000000000000000000000000000001"), "30 digits behind the point");
    refuses(rowan::Decimal("1" + std::string(65, '0')), "65 digits");
    refuses(rowan::Decimal("1" + std::string(35, '0')), "Out of range");
}

TEST_CASE("NaN and the infinities are DataError: MySQL has none") {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    refuses(std::nan(""), "single.value: MySQL and MariaDB have no NaN");
    refuses(infinity, "no infinity");
    refuses(-std::numeric_limits<float>::infinity(), "no infinity");
    ThroughServer server;
    CHECK_THROWS_AS(
        [&] {
            server.create<double>();
            rowan::Session session(server.engine());
            return rowan::query<rowan_test::Single<double>>(session)
                .filter_by("value"_col = infinity)
                .count();
        }(),
        rowan::DataError);
}

TEST_CASE("text that is no UTF-8 is DataError, for a text column can't hold it") {
    refuses(std::string("\xff\xfe not UTF-8"), "Incorrect string value");
}

TEST_CASE("a value of 64 MB is kept, one above max_allowed_packet is DataError and not sent") {
    ThroughServer server;
    server.create<std::string>();
    server.create<rowan::Blob>();
    if (std::stoull(server.database().raw().value("SELECT @@max_allowed_packet")) < 70'000'000) {
        SUCCEED("max_allowed_packet of this server is too small");
        return;
    }
    std::string text(64 * 1024 * 1024, 'x');
    text[12345678] = '\0';
    std::int64_t id = server.write(text);
    CHECK(server.stored(id, "MD5(value)") ==
          server.database().raw().value("SELECT MD5(CONCAT(REPEAT('x', 12345678), CHAR(0), "
                                        "REPEAT('x', 64 * 1024 * 1024 - 12345679)))"));
    CHECK(server.read<std::string>(id) == text);

    const std::size_t most =
        std::stoull(server.database().raw().value("SELECT @@max_allowed_packet"));
    if (most <= 512 * 1024 * 1024) {
        text.assign(most, 'y');
        rowan::Session session(server.engine());
        session.insert(rowan_test::Single<std::string>{100, "before"});
        CHECK_THROWS_AS(session.insert(rowan_test::Single<std::string>{101, text}),
                        rowan::DataError);
        CHECK(session.in_transaction());
        session.insert(rowan_test::Single<std::string>{102, "after"});
        session.commit();
        CHECK(rowan::query<rowan_test::Single<std::string>>(session).count() == 3);
    }
}

TEST_CASE("values stand in the columns as SQLAlchemy's types put them there") {
    ThroughServer server;
    server.create<rowan::DateTime>();
    CHECK(server.stored(server.write(rowan::DateTime(-1us)), "value") ==
          "1969-12-31 23:59:59.999999");
    ThroughServer other;
    other.create<boost::uuids::uuid>();
    CHECK(other.stored(other.write(rowan_test::sample_values<boost::uuids::uuid>()[1]), "value") ==
          "0123456789abcdef0123456789abcdef");
    ThroughServer third;
    third.create<rowan_test::Status>();
    CHECK(third.stored(third.write(rowan_test::Status::finished), "value") == "finished");
}

TEST_CASE("an empty text is not NULL") {
    ThroughServer server;
    server.create<std::optional<std::string>>();
    CHECK(server(std::optional<std::string>("")) == std::optional<std::string>(""));
    rowan::Session session(server.engine());
    auto query = rowan::query<rowan_test::Single<std::optional<std::string>>>(session);
    CHECK(query.filter_by("value"_col = nullptr).count() == 0);
    CHECK(query.filter_by("value"_col = "").count() == 1);
}

TEST_CASE("what is no date of the calendar is DataError, never another date") {
    for (const char* zero : {"'0000-00-00'", "'2026-00-10'", "'2026-10-00'"}) {
        cannot_read<rowan::Date>("DATE", zero);
        cannot_read<rowan::DateTime>("DATETIME(6)", zero);
    }
    cannot_read<rowan::DateTime>("TIMESTAMP NULL", "0");
    cannot_read<std::chrono::seconds>("DATETIME", "'0000-00-00'");
    for (const char* time : {"'-01:00:00'", "'24:00:00'", "'838:59:59'"})
        cannot_read<rowan::Time>("TIME(6)", time);
    CHECK(read_as<rowan::Time>("TIME", "'23:59:59'") == rowan::Time(24h - 1s));
}

TEST_CASE("columns of other types are read where nothing is lost") {
    CHECK(read_as<std::int64_t>("TINYINT", "-128") == -128);
    CHECK(read_as<std::int64_t>("SMALLINT UNSIGNED", "65535") == 65535);
    CHECK(read_as<std::int64_t>("MEDIUMINT", "-8388608") == -8388608);
    CHECK(read_as<std::int64_t>("INT UNSIGNED", "4294967295") == 4294967295);
    CHECK(read_as<std::int32_t>("BIGINT UNSIGNED", "7") == 7);
    CHECK(read_as<std::int64_t>("YEAR", "2026") == 2026);
    CHECK(read_as<std::int64_t>("BIT(20)", "b'10000000000000001'") == 65537);
    CHECK(read_as<std::int64_t>("DECIMAL(10, 0)", "-42") == -42);
    CHECK(read_as<double>("FLOAT", "0.5") == 0.5);
    CHECK(read_as<double>("DECIMAL(5, 2)", "1.25") == 1.25);
    CHECK(read_as<std::string>("BIGINT", "5") == "5");
    CHECK(read_as<std::string>("DECIMAL(5, 2)", "1.20") == "1.20");
    CHECK(read_as<std::string>("ENUM('a', 'b')", "'b'") == "b");
    CHECK(read_as<std::string>("CHAR(3) CHARACTER SET latin1", "_utf8mb4 x'c3a9'") == "\xc3\xa9");
    CHECK(read_as<rowan::Decimal>("BIGINT", "-5") == rowan::Decimal(-5));
    CHECK(read_as<rowan::DateTime>("TIMESTAMP(3)", "'2026-01-02 03:04:05.678'") ==
          rowan::parse<rowan::DateTime>("2026-01-02 03:04:05.678"));
    CHECK(read_as<boost::uuids::uuid>("CHAR(36)", "'01234567-89ab-cdef-0123-456789abcdef'") ==
          rowan_test::sample_values<boost::uuids::uuid>()[1]);
}

TEST_CASE("what a member can't hold is a DataError that names table, column and key") {
    cannot_read<std::int32_t>("BIGINT", "2147483648");
    cannot_read<std::int64_t>("BIGINT UNSIGNED", "9223372036854775808");
    cannot_read<std::uint64_t>("BIGINT", "-1");
    cannot_read<std::int64_t>("TEXT", "'12'");
    cannot_read<std::int64_t>("DECIMAL(5, 2)", "1.5");
    cannot_read<std::int64_t>("BIGINT", "NULL");
    cannot_read<std::string>("TEXT", "NULL");
    cannot_read<double>("DOUBLE", "NULL");
    cannot_read<rowan::DateTime>("DATETIME(6)", "NULL");
    cannot_read<rowan::DateTime>("BIGINT", "5");
    cannot_read<bool>("TINYINT", "2");
    cannot_read<rowan_test::Status>("VARCHAR(20)", "'FINISHED'");
    cannot_read<boost::json::value>("TEXT", "'{'");
}
