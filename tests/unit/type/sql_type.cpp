// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/type/sql_type.hpp>

using rowan::SqlType;
using rowan::TypeKind;

namespace {

constexpr std::string_view colours[] = {"red", "green"};
constexpr std::string_view same_colours[] = {"red", "green"};
constexpr std::string_view other_colours[] = {"red", "blue"};

constexpr SqlType enumeration(const std::string_view* labels, std::string_view name) {
    SqlType type;
    type.kind = TypeKind::enumeration;
    type.labels = labels;
    type.label_count = 2;
    type.name = name;
    return type;
}

static_assert(SqlType(rowan::Integer{}) == SqlType(rowan::Integer{}));
static_assert(!(SqlType(rowan::Integer{}) == SqlType(rowan::BigInteger{})));
static_assert(!(SqlType(rowan::Varchar{10}) == SqlType(rowan::Varchar{20})));
static_assert(!(SqlType(rowan::Varchar{10}) == SqlType(rowan::Char{10})));
static_assert(!(SqlType(rowan::Numeric{10, 2}) == SqlType(rowan::Numeric{10, 3})));
static_assert(!(SqlType(rowan::Timestamp{}) == SqlType(rowan::Timestamp{true})));
static_assert(enumeration(colours, "colour") == enumeration(same_colours, "colour"));
static_assert(!(enumeration(colours, "colour") == enumeration(other_colours, "colour")));
static_assert(!(enumeration(colours, "colour") == enumeration(colours, "paint")));

} // namespace

TEST_CASE("a custom type is spelled for SQLite everywhere, unless another spelling is given") {
    constexpr SqlType plain = rowan::Custom{.sqlite = "CITEXT"};
    CHECK(plain.name == "CITEXT");
    CHECK(plain.postgresql == "CITEXT");
    CHECK(plain.mysql == "CITEXT");
    constexpr SqlType each =
        rowan::Custom{.sqlite = "TEXT", .postgresql = "INET", .mysql = "VARCHAR(45)"};
    CHECK(each.name == "TEXT");
    CHECK(each.postgresql == "INET");
    CHECK(each.mysql == "VARCHAR(45)");
    CHECK_FALSE(plain == each);
}
