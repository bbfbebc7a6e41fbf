// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/carrier.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_values.hpp"
#include "tests/support/temporary_file.hpp"

#include <rowan/rowan.hpp>

#include <string>

#include <sqlite3.h>

using namespace rowan::literals;
using namespace std::chrono_literals;

namespace {

/// Carries values through a file: written and committed by one session, read by another.
class ThroughFile : rowan_test::TemporaryFile, public rowan_test::Carrier {
  public:
    ThroughFile() : Carrier(url("?synchronous=off")) {}
    using Carrier::write;

    /// What is stored, as SQLite's quote() spells it; by another connection than Rowan's.
    std::string stored(std::int64_t id) {
        return run("SELECT quote(value) FROM single WHERE id = " + std::to_string(id));
    }
    /// The copy of the table allows NULL, and its columns keep their affinities.
    void overwrite(std::int64_t id, const std::string& expression) {
        run("ALTER TABLE single RENAME TO strict; CREATE TABLE single AS SELECT * FROM strict;"
            "DROP TABLE strict; UPDATE single SET value = " +
            expression + " WHERE id = " + std::to_string(id));
    }

  private:
    std::string run(const std::string& sql) {
        sqlite3* database = nullptr;
        std::string text = "nothing";
        REQUIRE(sqlite3_open(path().c_str(), &database) == SQLITE_OK);
        const auto take = [](void* target, int, char** values, char**) {
            *static_cast<std::string*>(target) = values[0] ? values[0] : "NULL";
            return 0;
        };
        const int result = sqlite3_exec(database, sql.c_str(), take, &text, nullptr);
        INFO(sqlite3_errmsg(database));
        CHECK(result == SQLITE_OK);
        sqlite3_close(database);
        return text;
    }
};

/// What stands in the file after `value` was written.
template <typename Member>
std::string stored(const Member& value) {
    ThroughFile file;
    file.create<Member>();
    return file.stored(file.write(value));
}

/// A `Member` can't be read where the file holds `expression`.
template <typename Member>
void cannot_read(const std::string& expression) {
    INFO(expression);
    ThroughFile file;
    file.create<Member>();
    const std::int64_t id = file.write<Member>(rowan_test::sample_values<Member>()[0]);
    file.overwrite(id, expression);
    try {
        file.read<Member>(id);
        FAIL("was read");
    } catch (const rowan::DataError& error) {
        const std::string text = error.what();
        INFO(text);
        CHECK(text.find("single.value") != std::string::npos);
        CHECK(text.find("id = " + std::to_string(id)) != std::string::npos);
    }
}

} // namespace

TEST_CASE("values are stored as SQLAlchemy stores them") {
    CHECK(stored(true) == "1");
    CHECK(stored(std::int8_t{-5}) == "-5");
    CHECK(stored(0.5) == "0.5");
    CHECK(stored(std::string("O'Brien")) == "'O''Brien'");
    CHECK(stored(rowan::Blob{std::byte{0}, std::byte{171}}) == "X'00AB'");
    CHECK(stored(rowan::Blob{}) == "X''");
    CHECK(stored(rowan::Date(std::chrono::year(2026) / 1 / 2)) == "'2026-01-02'");
    CHECK(stored(rowan::Time(19h + 1us)) == "'19:00:00.000001'");
    CHECK(stored(rowan::DateTime(1s)) == "'1970-01-01 00:00:01.000000'");
    CHECK(stored(std::chrono::seconds(-1)) == "'1969-12-31 23:59:59.000000'");
    CHECK(stored(rowan_test::sample_values<boost::uuids::uuid>()[1]) ==
          "'0123456789abcdef0123456789abcdef'");
    CHECK(stored(rowan_test::Status::finished) == "'finished'");
    CHECK(stored(boost::json::value{{"a", {1, nullptr}}}) == "'{\"a\":[1,null]}'");
    CHECK(stored(rowan::Decimal("1.50")) == "1.5");
    CHECK(stored(rowan_test::Version{1, 2}) == "'1.2'");
}

TEST_CASE("what the member can't hold is a DataError that names table, column and key") {
    for (const char* foreign : {"NULL", "'text'", "1.5", "128", "-129", "9223372036854775807"})
        cannot_read<std::int8_t>(foreign);
    for (const char* foreign : {"NULL", "'text'", "x'00'", "-1", "1e30"})
        cannot_read<std::uint64_t>(foreign);
    for (const char* foreign : {"NULL", "'12a'", "x'31'", "9e300"})
        cannot_read<std::int64_t>(foreign);
    for (const char* foreign : {"2147483648", "-2147483649", "NULL", "'x'"})
        cannot_read<std::int32_t>(foreign);
    for (const char* foreign : {"NULL", "2", "'true'"})
        cannot_read<bool>(foreign);
    for (const char* foreign : {"NULL", "'one'", "x'00'"})
        cannot_read<double>(foreign);
    for (const char* foreign : {"NULL", "1e300"})
        cannot_read<float>(foreign);
    cannot_read<std::string>("NULL");
    for (const char* foreign : {"NULL", "5", "0.5"})
        cannot_read<rowan::Blob>(foreign);
    for (const char* foreign : {"NULL", "'2026-02-30'", "'soon'", "''", "20260101"})
        cannot_read<rowan::Date>(foreign);
    for (const char* foreign : {"NULL", "'2026-02-30 00:00:00'", "'now'", "1700000000", "1.5"})
        cannot_read<rowan::DateTime>(foreign);
    for (const char* foreign : {"NULL", "'24:00:00'", "5"})
        cannot_read<rowan::Time>(foreign);
    for (const char* foreign : {"NULL", "5", "'1970-01-01 00:00:00.000001'"})
        cannot_read<std::chrono::seconds>(foreign);
    for (const char* foreign : {"NULL", "'x'", "'0123456789abcdef0123456789abcde'"})
        cannot_read<boost::uuids::uuid>(foreign);
    for (const char* foreign : {"NULL", "'abc'", "x'00'"})
        cannot_read<rowan::Decimal>(foreign);
    for (const char* foreign : {"NULL", "'{'", "x'7b7d'"})
        cannot_read<boost::json::value>(foreign);
    for (const char* foreign : {"NULL", "'FINISHED'", "''"})
        cannot_read<rowan_test::Status>(foreign);
    for (const char* foreign : {"NULL", "'one.two'"})
        cannot_read<rowan_test::Version>(foreign);
}
