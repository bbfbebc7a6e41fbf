// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/reflect/names.hpp>

#include <string>

namespace {

using rowan::reflect::last_identifier;
using rowan::reflect::type_name;

struct Hidden {};
enum class Colour { red };
template <typename... Inner>
struct Box {
    struct Lid {};
};

static_assert(last_identifier("") == "");
static_assert(last_identifier("name") == "name");
static_assert(last_identifier("(& mould<X>.Mould<X>::value.X::_date)") == "_date");
static_assert(last_identifier("&mould.value.name_1]") == "name_1");
static_assert(last_identifier("größe)") == "größe");

} // namespace

struct Global {};
namespace far::away {
struct Named {
    struct Inner {};
};
} // namespace far::away

TEST_CASE("a type's name is written without its namespaces and template arguments") {
    struct Local {};
    CHECK(type_name<Global>() == "Global");
    CHECK(type_name<far::away::Named>() == "Named");
    CHECK(type_name<far::away::Named::Inner>() == "Inner");
    CHECK(type_name<Hidden>() == "Hidden");
    CHECK(type_name<Colour>() == "Colour");
    CHECK(type_name<Local>() == "Local");
    CHECK(type_name<Box<far::away::Named, int>>() == "Box");
    CHECK(type_name<Box<Box<int>, Hidden>>() == "Box");
    CHECK(type_name<Box<Box<int>, Hidden>::Lid>() == "Lid");
    CHECK(type_name<std::string>() == "basic_string");
    CHECK(type_name<int>() == "int");
}
