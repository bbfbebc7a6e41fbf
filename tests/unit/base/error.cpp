// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/base/error.hpp>

#include <type_traits>

namespace {

template <typename Derived, typename Base>
constexpr bool is_a = std::is_base_of_v<Base, Derived>&& std::is_convertible_v<Derived*, Base*>;

// The tree of design 2.5: a handler of the upper one catches the lower ones.
static_assert(is_a<rowan::Error, std::runtime_error>);
static_assert(is_a<rowan::UnknownColumn, rowan::Error>);
static_assert(is_a<rowan::TypeMismatch, rowan::Error>);
static_assert(is_a<rowan::NoResultFound, rowan::Error>);
static_assert(is_a<rowan::MultipleResultsFound, rowan::Error>);
static_assert(is_a<rowan::NotLoaded, rowan::Error>);
static_assert(is_a<rowan::StaleData, rowan::Error>);
static_assert(is_a<rowan::InvalidUrl, rowan::Error>);
static_assert(is_a<rowan::MigrationError, rowan::Error>);
static_assert(is_a<rowan::DatabaseError, rowan::Error>);
static_assert(is_a<rowan::IntegrityError, rowan::DatabaseError>);
static_assert(is_a<rowan::UniqueViolation, rowan::IntegrityError>);
static_assert(is_a<rowan::ForeignKeyViolation, rowan::IntegrityError>);
static_assert(is_a<rowan::NotNullViolation, rowan::IntegrityError>);
static_assert(is_a<rowan::CheckViolation, rowan::IntegrityError>);
static_assert(is_a<rowan::OperationalError, rowan::DatabaseError>);
static_assert(is_a<rowan::ConnectionLost, rowan::OperationalError>);
static_assert(is_a<rowan::SerializationFailure, rowan::OperationalError>);
static_assert(is_a<rowan::Deadlock, rowan::OperationalError>);
static_assert(is_a<rowan::LockTimeout, rowan::OperationalError>);
static_assert(is_a<rowan::StatementTimeout, rowan::OperationalError>);
static_assert(is_a<rowan::ReadOnly, rowan::OperationalError>);
static_assert(is_a<rowan::ProgrammingError, rowan::DatabaseError>);
static_assert(is_a<rowan::DataError, rowan::DatabaseError>);

} // namespace

TEST_CASE("a database's error tells what, code, SQLSTATE, statement and redacted parameters") {
    const rowan::UniqueViolation error("UNIQUE constraint failed: user.id",
                                       {.sql = "INSERT INTO user (id) VALUES (?)",
                                        .parameters = "text(3)",
                                        .sqlstate = "23505",
                                        .code = 1555});
    CHECK(std::string(error.what()) ==
          "UNIQUE constraint failed: user.id [code 1555] [SQLSTATE 23505] [SQL: INSERT INTO user "
          "(id) VALUES (?)] [parameters: text(3)]");
    CHECK(error.sql() == "INSERT INTO user (id) VALUES (?)");
    CHECK(error.parameters() == "text(3)");
    CHECK(error.sqlstate() == "23505");
    CHECK(error.code() == 1555);
}

TEST_CASE("a database's error leaves out what is not known") {
    const rowan::OperationalError error("unable to open database file");
    CHECK(std::string(error.what()) == "unable to open database file");
    CHECK(error.sql().empty());
    CHECK(error.code() == 0);
}

TEST_CASE("a caught error can be caught as every error above it") {
    const auto throws = [] { throw rowan::LockTimeout("database is locked", {.code = 5}); };
    CHECK_THROWS_AS(throws(), rowan::LockTimeout);
    CHECK_THROWS_AS(throws(), rowan::OperationalError);
    CHECK_THROWS_AS(throws(), rowan::DatabaseError);
    CHECK_THROWS_AS(throws(), rowan::Error);
    CHECK_THROWS_AS(throws(), std::runtime_error);
}
