// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"
#include "tests/support/catch.hpp"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

/// Writes down what it is told.
struct Diary : rowan::Model<Diary> {
    std::int64_t id = 0;
    std::string text;
    std::int64_t changes = 0;

    static inline std::vector<std::string> told;

    void note(const char* what) const { told.push_back(std::string(what) + " " + text); }
    void before_insert(rowan::Session&) {
        if (text == "refused")
            throw std::runtime_error("not this one");
        note("before insert");
        text += "!";
    }
    void after_insert(rowan::Session&) {
        note("after insert");
        if (id == 0)
            told.push_back("no key");
    }
    void before_update(rowan::Session&) { ++changes; }
    void after_update(rowan::Session& session) {
        note(session.in_transaction() ? "after update" : "no transaction");
    }
    void before_remove(rowan::Session&) { note("before remove"); }
    void after_remove(rowan::Session&) { note("after remove"); }
    void after_load(rowan::Session&) { note("after load"); }

    static constexpr auto table = rowan::table("diary", rowan::primary_key<&Diary::id>());
};

using Told = std::vector<std::string>;

Told told() { return std::exchange(Diary::told, {}); }

} // namespace

TEST_CASE("functions of a plain object are called before and after its row is written") {
    Tables<Diary> tables;
    rowan::Session& session = tables.session;
    static_cast<void>(told());
    Diary one;
    one.text = "one";
    session.insert(one);
    CHECK(told() == Told{"before insert one", "after insert one!"});
    session.update(one);
    CHECK(one.changes == 1);
    CHECK(told() == Told{"after update one!"});
    Diary found = tables.all<Diary>().one();
    CHECK(found.text == "one!");
    CHECK(found.changes == 1);
    CHECK(told() == Told{"after load one!"});
    CHECK(tables.all<Diary>().all().size() == 1);
    CHECK(tables.all<Diary>().first().has_value());
    CHECK(tables.all<Diary>().one_or_none().has_value());
    CHECK(told() == Told{"after load one!", "after load one!", "after load one!"});
    one.save(session);
    CHECK(one.changes == 2);
    Diary other;
    other.text = "other";
    session.save(other);
    CHECK(tables.count<Diary>() == 2);
    static_cast<void>(told());
    other.remove(session);
    session.remove(one);
    CHECK(told() == Told{"before remove other!", "after remove other!", "before remove one!",
                         "after remove one!"});
    // What can't be changed is told nothing.
    const Diary constant = [] {
        Diary made;
        made.text = "constant";
        return made;
    }();
    session.insert(constant);
    CHECK(told().empty());
}

TEST_CASE("functions are called for each object of insert_all") {
    Tables<Diary> tables;
    static_cast<void>(told());
    std::vector<Diary> rows(2);
    rows[0].text = "a";
    rows[1].text = "b";
    tables.session.insert_all(rows);
    CHECK(told() ==
          Told{"before insert a", "before insert b", "after insert a!", "after insert b!"});
    CHECK(tables.all<Diary>().order_by("id"_col).all()[1].text == "b!");
    static_cast<void>(told());
    rows.resize(1);
    rows[0] = Diary{};
    rows[0].text = "refused";
    CHECK_THROWS_AS(tables.session.insert_all(rows), std::runtime_error);
    CHECK(tables.count<Diary>() == 2);
}

TEST_CASE("functions of a tracked object are called by the flush, once each") {
    Tables<Diary> tables;
    rowan::Session& session = tables.session;
    static_cast<void>(told());
    auto one = std::make_shared<Diary>();
    one->text = "one";
    session.add(one);
    CHECK(told().empty());
    session.commit();
    CHECK(told() == Told{"before insert one", "after insert one!"});
    one->text = "two";
    session.commit();
    CHECK(one->changes == 1);
    CHECK(tables.all<Diary>().filter("changes"_col == 1).count() == 1);
    CHECK(told() == Told{"after update two"});
    session.commit();
    CHECK(told().empty());
    {
        rowan::Session other(tables.engine);
        auto again = other.get<Diary>(one->id);
        CHECK(told() == Told{"after load two"});
        CHECK(rowan::query<Diary>(other).tracked().one() == again);
        CHECK(told().empty());
    }
    // By the calls for plain objects, too.
    one->text = "three";
    session.update(*one);
    CHECK(told() == Told{"after update three"});
    session.remove(one);
    session.commit();
    CHECK(told() == Told{"before remove three", "after remove three"});
    auto bad = std::make_shared<Diary>();
    bad->text = "refused";
    session.add(bad);
    CHECK_THROWS_AS(session.commit(), std::runtime_error);
    session.rollback();
    CHECK(tables.count<Diary>() == 0);
}
