// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/reflect/members.hpp>

#include <any>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#if __has_include(<rowan/orm/model.hpp>)
#include <rowan/orm/model.hpp>
#else
namespace rowan {
template <typename Entity>
struct Model {};
} // namespace rowan
#endif

namespace {

using rowan::reflect::index_of;
using rowan::reflect::is_reflectable;
using rowan::reflect::member_count;
using rowan::reflect::member_names;
using rowan::reflect::member_offsets;
using rowan::reflect::Members;
using rowan::reflect::TypeList;

template <typename Entity>
std::vector<std::string> names_of() {
    constexpr auto names = member_names<Entity>();
    return {names.begin(), names.end()};
}

using Names = std::vector<std::string>;

} // namespace

// One struct in each of the three ways, with and without the base.
struct PlainPoint {
    std::int64_t id;
    std::optional<double> score;
    std::string name;
};
struct PlainPointWithBase : rowan::Model<PlainPointWithBase> {
    std::int64_t id;
    std::optional<double> score;
    std::string name;
};
struct DefinedPoint {
    BOOST_HANA_DEFINE_STRUCT(DefinedPoint, (std::int64_t, id), (std::optional<double>, score),
                             (std::string, name));
};
struct DefinedPointWithBase : rowan::Model<DefinedPointWithBase> {
    BOOST_HANA_DEFINE_STRUCT(DefinedPointWithBase, (std::int64_t, id),
                             (std::optional<double>, score), (std::string, name));
};
struct AdaptedPoint {
    std::int64_t id;
    std::optional<double> score;
    std::string name;
};
BOOST_HANA_ADAPT_STRUCT(AdaptedPoint, id, score, name);
struct AdaptedPointWithBase : rowan::Model<AdaptedPointWithBase> {
    std::int64_t id;
    std::optional<double> score;
    std::string name;
};
BOOST_HANA_ADAPT_STRUCT(AdaptedPointWithBase, id, score, name);

TEMPLATE_TEST_CASE("the three ways of reflection list the same members, with and without the base",
                   "", PlainPoint, PlainPointWithBase, DefinedPoint, DefinedPointWithBase,
                   AdaptedPoint, AdaptedPointWithBase) {
    STATIC_REQUIRE(rowan::reflect::Reflectable<TestType>);
    STATIC_REQUIRE(std::is_same_v<Members<TestType>,
                                  TypeList<std::int64_t, std::optional<double>, std::string>>);
    CHECK(names_of<TestType>() == Names{"id", "score", "name"});

    STATIC_REQUIRE(index_of<TestType, &TestType::id>() == 0);
    STATIC_REQUIRE(index_of<TestType, &TestType::score>() == 1);
    STATIC_REQUIRE(index_of<TestType, &TestType::name>() == 2);
    STATIC_REQUIRE(std::is_same_v<rowan::reflect::entity_of<&TestType::name>, TestType>);

    TestType point{};
    point.id = 7;
    point.name = "seven";
    rowan::reflect::with_members(point, [](auto& id, auto& score, auto& name) {
        CHECK(id == 7);
        score = 0.5;
        name += "!";
    });
    CHECK(point.score == 0.5);
    CHECK(point.name == "seven!");
    const TestType& unchanged = point;
    rowan::reflect::with_members(unchanged, [](auto& id, auto&, auto&) {
        STATIC_REQUIRE(std::is_const_v<std::remove_reference_t<decltype(id)>>);
    });

    const auto* start = reinterpret_cast<const char*>(&point);
    const auto offsets = member_offsets<TestType>;
    CHECK(start + offsets[0] == reinterpret_cast<const char*>(&point.id));
    CHECK(start + offsets[1] == reinterpret_cast<const char*>(&point.score));
    CHECK(start + offsets[2] == reinterpret_cast<const char*>(&point.name));
}

namespace {

enum class Colour { red, green };
struct Address {
    std::string street;
    std::optional<int> number;
};
struct Unusual {
    std::optional<std::string> first;
    Address embedded;
    std::vector<std::byte> blob;
    std::unique_ptr<int> only_movable;
    std::any anything;
    std::variant<int, std::string> either;
    std::map<std::string, std::optional<Address>> map;
    std::array<int, 3> array;
    Colour colour;
    const int constant = 5;
    std::optional<std::optional<int>> twice;
    bool last;
};

struct Underscored {
    int _date;
    int trailing_;
    int __both__no; // NOLINT: a name that only an old table could have
    int a;
    int value;
    int none;
    int mould;
    int name1234567890;
};

struct Empty {};
struct EmptyWithBase : rowan::Model<EmptyWithBase> {};
struct One {
    std::string only;
};
struct OneWithBase : rowan::Model<OneWithBase> {
    std::string only;
};
struct OneEmbedded {
    Address only;
};

template <typename Value>
struct Box {
    Value value;
    Box<Value>* next;
};

struct Outer {
    struct Inner {
        int x;
    };
    Inner inner;
    int y;
    [[maybe_unused]] static constexpr int no_member = 1;
    [[maybe_unused]] static inline int neither = 2;
    void nor_this() {}
};

struct WithInitializers : rowan::Model<WithInitializers> {
    std::string id = "made";
    int count = 3;
    std::optional<int> maybe = 4;
};

} // namespace

namespace far::away {
struct Named {
    int in_a_namespace;
    std::string text;
};
} // namespace far::away

TEST_CASE("members of any type are listed, in unnamed namespaces too") {
    CHECK(names_of<Unusual>() == Names{"first", "embedded", "blob", "only_movable", "anything",
                                       "either", "map", "array", "colour", "constant", "twice",
                                       "last"});
    STATIC_REQUIRE(index_of<Unusual, &Unusual::last>() == 11);
    STATIC_REQUIRE(std::is_same_v<Members<One>, TypeList<std::string>>);
}

TEST_CASE("names of members may look like anything the language allows") {
    CHECK(names_of<Underscored>() == Names{"_date", "trailing_", "__both__no", "a", "value", "none",
                                           "mould", "name1234567890"});
}

TEST_CASE("structs of no member and of one") {
    STATIC_REQUIRE(member_count<Empty> == 0);
    STATIC_REQUIRE(member_count<EmptyWithBase> == 0);
    CHECK(names_of<Empty>().empty());
    CHECK(names_of<One>() == Names{"only"});
    CHECK(names_of<OneWithBase>() == Names{"only"});
    CHECK(names_of<OneEmbedded>() == Names{"only"});
    STATIC_REQUIRE(std::is_same_v<Members<OneEmbedded>, TypeList<Address>>);
}

TEST_CASE("structs in namespaces, in structs, in functions and of templates") {
    struct Local {
        int x;
        Outer::Inner inner;
    };
    CHECK(names_of<far::away::Named>() == Names{"in_a_namespace", "text"});
    CHECK(names_of<Outer>() == Names{"inner", "y"});
    CHECK(names_of<Outer::Inner>() == Names{"x"});
    CHECK(names_of<Local>() == Names{"x", "inner"});
    CHECK(names_of<Box<int>>() == Names{"value", "next"});
    CHECK(names_of<Box<Box<std::string>>>() == Names{"value", "next"});
    STATIC_REQUIRE(index_of<Box<int>, &Box<int>::next>() == 1);
}

TEST_CASE("members' initializers don't matter to reflection") {
    CHECK(names_of<WithInitializers>() == Names{"id", "count", "maybe"});
    STATIC_REQUIRE(member_count<WithInitializers> == 3);
}

namespace {

class Private {
    [[maybe_unused]] int hidden_ = 0;

  public:
    int open = 0;
};
struct Constructed {
    Constructed() {}
    int x = 0;
};
struct Virtual {
    int x = 0;
    virtual void f() {}
};
struct Base {
    int inherited;
};
struct Derived : Base {
    int own;
};
struct Mixin {};
struct Mixed : rowan::Model<Mixed>, Mixin {
    int own;
};
struct PrivatelyDerived : private Mixin {
    int own;
};
union Union {
    int x;
    float y;
};

static_assert(!is_reflectable<Private>);
static_assert(!is_reflectable<Constructed>);
static_assert(!is_reflectable<Virtual>);
static_assert(!is_reflectable<Derived>);
static_assert(!is_reflectable<Mixed>);
static_assert(!is_reflectable<PrivatelyDerived>);
static_assert(!is_reflectable<Union>);
static_assert(!is_reflectable<int>);
static_assert(!is_reflectable<int*>);
static_assert(!is_reflectable<Colour>);
static_assert(!is_reflectable<std::string>);
static_assert(!is_reflectable<std::vector<int>>);
static_assert(!is_reflectable<std::optional<int>>);
static_assert(!is_reflectable<std::array<int, 3>>);
static_assert(!is_reflectable<std::pair<int, int>>);
using rowan::reflect::has_no_array;
struct ArrayFirst {
    char name[20];
    int id;
};
struct ArrayLast {
    int id;
    std::string names[2];
};
struct ArrayWithBase : rowan::Model<ArrayWithBase> {
    int id;
    int numbers[3];
};
static_assert(!has_no_array<ArrayFirst, 21, false> && !has_no_array<ArrayFirst, 2, true>);
static_assert(!has_no_array<ArrayLast, 3, false> && !has_no_array<ArrayLast, 2, true>);
static_assert(!has_no_array<ArrayWithBase, 4, false> && !has_no_array<ArrayWithBase, 2, true>);
static_assert(has_no_array<Unusual, 12, false> && has_no_array<Unusual, 12, true>);
static_assert(has_no_array<WithInitializers, 3, false> && has_no_array<WithInitializers, 3, true>);

using rowan::reflect::count_members;
struct Needy {
    explicit Needy(int start) : value(start) {}
    int value;
};
struct Shy {
    explicit Shy() {}
};
struct NeedyFirst {
    Needy needy;
    int own;
};
struct ShyInTheMiddle : rowan::Model<ShyInTheMiddle> {
    std::string own;
    Shy shy;
    int last;
};
static_assert(count_members<Unusual, false>().count == 12);
static_assert(count_members<Unusual, false>().is_exact);
static_assert(count_members<ArrayWithBase, true>().count == 2);
static_assert(count_members<Empty, false>().count == 0);
static_assert(count_members<EmptyWithBase, true>().count == 0);
// What has no default constructor is counted by objects that stand for anything.
static_assert(count_members<NeedyFirst, false>().count == 2);
static_assert(!count_members<NeedyFirst, false>().is_exact);
static_assert(count_members<ShyInTheMiddle, true>().count == 3);
static_assert(!count_members<ShyInTheMiddle, true>().is_exact);
static_assert(std::is_same_v<Members<NeedyFirst>, TypeList<Needy, int>>);

struct Unchanging {
    const int constant;
    int variable;
};
static_assert(std::is_same_v<Members<Unchanging>, TypeList<const int, int>>);

static_assert(is_reflectable<Base>);
static_assert(is_reflectable<Empty>);

} // namespace

/// Boost.Hana describes what is no aggregate.
struct DescribedWithConstructor {
    explicit DescribedWithConstructor(int start) : x(start) {}
    int x;
    std::string text;
};
BOOST_HANA_ADAPT_STRUCT(DescribedWithConstructor, x, text);
struct DescribedDerived : Base {
    int own;
};
BOOST_HANA_ADAPT_STRUCT(DescribedDerived, inherited, own);
/// A description may leave members out and change their order.
struct Partly {
    int first;
    int left_out;
    std::string last;
};
BOOST_HANA_ADAPT_STRUCT(Partly, last, first);

TEST_CASE("what is no plain aggregate can be described with Boost.Hana") {
    CHECK(names_of<DescribedWithConstructor>() == Names{"x", "text"});
    CHECK(names_of<DescribedDerived>() == Names{"inherited", "own"});
    DescribedDerived object{};
    rowan::reflect::with_members(object, [](int& inherited, int& own) {
        inherited = 1;
        own = 2;
    });
    CHECK(object.inherited == 1);
    CHECK(object.own == 2);
}

TEST_CASE("a member pointer tells the member's name") {
    using rowan::reflect::pointed_name;
    CHECK(pointed_name<&PlainPoint::score>() == "score");
    CHECK(pointed_name<&DefinedPointWithBase::id>() == "id");
    CHECK(pointed_name<&Underscored::_date>() == "_date");
    CHECK(pointed_name<&Box<Box<int>>::next>() == "next");
    CHECK(pointed_name<&far::away::Named::in_a_namespace>() == "in_a_namespace");
    CHECK(pointed_name<&Derived::inherited>() == "inherited");
}

TEST_CASE("a description may leave members out") {
    CHECK(names_of<Partly>() == Names{"last", "first"});
    STATIC_REQUIRE(index_of<Partly, &Partly::first>() == 1);
    STATIC_REQUIRE(index_of<Partly, &Partly::left_out>() == member_count<Partly>);
}
