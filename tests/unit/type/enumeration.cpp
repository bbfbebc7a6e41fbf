// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/type/enumeration.hpp>

#include <cstdint>
#include <string>
#include <vector>

using rowan::types::Cell;
using rowan::types::codec;
using rowan::types::ConversionError;
using rowan::types::enumerators;

enum class JobStatus { running, finished, failed };

namespace shop {
enum class Size : std::uint8_t { small, large = 255 };
struct Order {
    enum class State : char { is_new = 'n', paid = 'p' };
};
} // namespace shop

namespace {

enum class Hidden : long { below = -128, minus = -1, zero = 0, above = 255 };
enum class Signed : std::int8_t { least = -128, most = 127 };
enum class Answer : bool { no, yes };
enum class Alias { first = 1, same = 1, second = 2 };
enum class Beyond { near = 255, far = 256, way_below = -129 };
enum class Unusual { _underscored, r\u00e9ve, x1, E };
enum class Nothing {};
enum Unscoped { red };
template <typename>
struct Box {
    enum class Kind { one = 1, two };
};

template <typename Enum>
std::vector<std::string> names_of() {
    std::vector<std::string> names;
    for (const auto& enumerator : enumerators<Enum>)
        names.emplace_back(enumerator.name);
    return names;
}

using Names = std::vector<std::string>;

static_assert(rowan::types::ScopedEnum<JobStatus>);
static_assert(!rowan::types::ScopedEnum<Unscoped>);
static_assert(!rowan::types::ScopedEnum<int>);

} // namespace

TEST_CASE("enumerators are listed in order of their values") {
    CHECK(names_of<JobStatus>() == Names{"running", "finished", "failed"});
    CHECK(names_of<shop::Size>() == Names{"small", "large"});
    CHECK(names_of<shop::Order::State>() == Names{"is_new", "paid"});
    CHECK(names_of<Hidden>() == Names{"below", "minus", "zero", "above"});
    CHECK(names_of<Signed>() == Names{"least", "most"});
    CHECK(names_of<Answer>() == Names{"no", "yes"});
    CHECK(enumerators<Hidden>[1].value == Hidden::minus);
    CHECK(enumerators<shop::Size>[1].value == shop::Size::large);
}

TEST_CASE("an enumerator with a second name has the first, one out of range is not seen") {
    CHECK(names_of<Alias>() == Names{"first", "second"});
    CHECK(names_of<Beyond>() == Names{"near"});
}

TEST_CASE("names of enumerators may look like anything the language allows") {
    CHECK(names_of<Unusual>() == Names{"_underscored", "r\xc3\xa9ve", "x1", "E"});
}

TEST_CASE("an enum of a template is found behind its arguments") {
    CHECK(Box<Box<int>>::Kind::one != Box<Box<int>>::Kind::two);
    CHECK(names_of<Box<Box<int>>::Kind>() == Names{"one", "two"});
}

TEST_CASE("an enum's SQL type has its name and those of its values") {
    constexpr rowan::SqlType type = codec<JobStatus>.sql_type;
    CHECK(type.kind == rowan::TypeKind::enumeration);
    CHECK(type.name == "jobstatus");
    CHECK(std::vector<std::string>(type.labels, type.labels + type.label_count) ==
          Names{"running", "finished", "failed"});
}

TEST_CASE("a scoped enum is stored as the name of its value, and no other text is one") {
    Cell cell;
    JobStatus status = JobStatus::failed;
    codec<JobStatus>.encode(&status, cell);
    CHECK(cell.kind == rowan::types::CellKind::text);
    CHECK(cell.text == "failed");
    cell.set_text("finished");
    codec<JobStatus>.decode(&status, cell);
    CHECK(status == JobStatus::finished);
    for (const char* text : {"", "FINISHED", "finished ", "2", "JobStatus::failed"}) {
        cell.set_text(text);
        CHECK_THROWS_AS(codec<JobStatus>.decode(&status, cell), ConversionError);
    }
    cell.set_integer(1);
    CHECK_THROWS_AS(codec<JobStatus>.decode(&status, cell), ConversionError);
    status = static_cast<JobStatus>(77);
    CHECK_THROWS_WITH(codec<JobStatus>.encode(&status, cell), "the enum's value has no name");
}
