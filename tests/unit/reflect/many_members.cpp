// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/reflect/members.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#if __has_include(<rowan/orm/model.hpp>)
#include <rowan/orm/model.hpp>
#else
namespace rowan {
template <typename Entity>
struct Model {};
} // namespace rowan
#endif

// Ten members whose names end in 0 to 9, of types of different sizes.
#define TEN(m)                                                                                     \
    std::int64_t m##0;                                                                             \
    bool m##1;                                                                                     \
    std::string m##2;                                                                              \
    std::optional<int> m##3;                                                                       \
    char m##4;                                                                                     \
    std::optional<std::string> m##5;                                                               \
    double m##6;                                                                                   \
    std::int16_t m##7;                                                                             \
    std::string m##8;                                                                              \
    float m##9;
#define HUNDRED(m)                                                                                 \
    TEN(m##0)                                                                                      \
    TEN(m##1) TEN(m##2) TEN(m##3) TEN(m##4) TEN(m##5) TEN(m##6) TEN(m##7) TEN(m##8) TEN(m##9)
#define EIGHT(m)                                                                                   \
    std::int64_t m##0;                                                                             \
    bool m##1;                                                                                     \
    std::string m##2;                                                                              \
    std::optional<int> m##3;                                                                       \
    char m##4;                                                                                     \
    std::optional<std::string> m##5;                                                               \
    double m##6;                                                                                   \
    std::int16_t m##7;

struct Of128 {
    HUNDRED(m0) TEN(m10) TEN(m11) EIGHT(m12)
};
struct Of128WithBase : rowan::Model<Of128WithBase> {
    HUNDRED(m0) TEN(m10) TEN(m11) EIGHT(m12)
};

namespace {

/// The arity table's line for `Count`: an array is taken apart as a struct is.
template <std::size_t Count>
bool every_binding_is_its_own() {
    int values[Count];
    for (std::size_t i = 0; i < Count; ++i)
        values[i] = static_cast<int>(i);
    const auto use = [&](auto&... member) {
        std::size_t i = 0;
        return sizeof...(member) == Count && ((&member == &values[i++]) && ...);
    };
    return rowan::reflect::Binding<Count>::bind(values, use);
}

/// As many members as the table of empty initializers has lines, and one more or less.
struct Of30 {
    TEN(m0) TEN(m1) TEN(m2)
};
struct Of31 {
    TEN(m0) TEN(m1) TEN(m2) int m30;
};
struct Of32 {
    TEN(m0) TEN(m1) TEN(m2) int m30;
    int m31;
};
struct Of33 {
    TEN(m0) TEN(m1) TEN(m2) int m30;
    int m31;
    std::string m32;
};
struct Of31WithBase : rowan::Model<Of31WithBase> {
    TEN(m0) TEN(m1) TEN(m2) int m30;
};

} // namespace

TEST_CASE("structs of about as many members as the table of empty initializers has lines") {
    using rowan::reflect::member_count;
    STATIC_REQUIRE(rowan::reflect::most_braces == 32);
    STATIC_REQUIRE(member_count<Of30> == 30);
    STATIC_REQUIRE(member_count<Of31> == 31);
    STATIC_REQUIRE(member_count<Of32> == 32);
    STATIC_REQUIRE(member_count<Of33> == 33);
    STATIC_REQUIRE(member_count<Of31WithBase> == 31);
}

TEST_CASE("each line of the arity table binds each member once and in order") {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        CHECK((every_binding_is_its_own<I + 1>() && ...));
    }
    (std::make_index_sequence<rowan::reflect::most_members>{});
}

TEMPLATE_TEST_CASE("a struct of 128 members has its members, names and offsets", "", Of128,
                   Of128WithBase) {
    STATIC_REQUIRE(rowan::reflect::member_count<TestType> == 128);
    constexpr auto names = rowan::reflect::member_names<TestType>();
    for (int i = 0; i < 128; ++i) {
        const std::string digits = std::to_string(i);
        REQUIRE(names[static_cast<std::size_t>(i)] ==
                "m" + std::string(3 - digits.size(), '0') + digits);
    }
    TestType object{};
    const auto* start = reinterpret_cast<const char*>(&object);
    const auto offsets = rowan::reflect::member_offsets<TestType>;
    CHECK(start + offsets[0] == reinterpret_cast<const char*>(&object.m000));
    CHECK(start + offsets[64] == reinterpret_cast<const char*>(&object.m064));
    CHECK(start + offsets[127] == reinterpret_cast<const char*>(&object.m127));
    STATIC_REQUIRE(rowan::reflect::index_of<TestType, &TestType::m000>() == 0);
    STATIC_REQUIRE(rowan::reflect::index_of<TestType, &TestType::m099>() == 99);
    STATIC_REQUIRE(rowan::reflect::index_of<TestType, &TestType::m127>() == 127);
}
