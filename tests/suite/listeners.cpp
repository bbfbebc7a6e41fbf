// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"
#include "tests/support/catch.hpp"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

struct Note : rowan::Model<Note> {
    std::int64_t id = 0;
    std::string text;
    std::string state = "active";

    static constexpr auto table = rowan::table("note", rowan::primary_key<&Note::id>());
};

using Told = std::vector<std::string>;

/// A session of an engine whose events are written down.
struct Listened : Tables<Note> {
    Told told;
    rowan::Session heard{listened()};

    rowan::Engine& listened() {
        listen<rowan::Event::before_insert>("before insert");
        listen<rowan::Event::after_insert>("after insert");
        listen<rowan::Event::before_update>("before update");
        listen<rowan::Event::after_update>("after update");
        listen<rowan::Event::before_remove>("before remove");
        listen<rowan::Event::after_remove>("after remove");
        listen<rowan::Event::after_load>("after load");
        listen_to_session<rowan::Event::before_flush>("before flush");
        listen_to_session<rowan::Event::after_flush>("after flush");
        listen_to_session<rowan::Event::before_commit>("before commit");
        listen_to_session<rowan::Event::after_commit>("after commit");
        listen_to_session<rowan::Event::after_rollback>("after rollback");
        return engine;
    }
    template <rowan::Event Which>
    void listen(const char* what) {
        rowan::listen<Which, Note>(engine, [this, what](rowan::Session&, Note& note) {
            told.push_back(std::string(what) + " " + note.text);
        });
    }
    template <rowan::Event Which>
    void listen_to_session(const char* what) {
        rowan::listen<Which>(engine, [this, what](rowan::Session&) { told.push_back(what); });
    }
    Told news() { return std::exchange(told, {}); }
};

Note note(const char* text) {
    Note made;
    made.text = text;
    return made;
}

} // namespace

TEST_CASE("listeners of an engine hear of plain objects", "[connections]") {
    Listened tables;
    Note one = note("one");
    tables.heard.insert(one);
    tables.heard.update(one);
    CHECK(tables.news() ==
          Told{"before insert one", "after insert one", "before update one", "after update one"});
    auto notes = rowan::query<Note>(tables.heard);
    CHECK(notes.all().size() == 1);
    CHECK(notes.one().text == "one");
    for (const Note& found : notes)
        CHECK(found.id == one.id);
    CHECK(tables.news() == Told{"after load one", "after load one", "after load one"});
    tables.heard.remove(one);
    CHECK(tables.news() == Told{"before remove one", "after remove one"});
    std::vector<Note> two{note("a"), note("b")};
    tables.heard.insert_all(two);
    CHECK(tables.news() ==
          Told{"before insert a", "before insert b", "after insert a", "after insert b"});
    tables.heard.commit();
    CHECK(tables.news() == Told{"before commit", "after commit"});
    tables.heard.insert(note("c"));
    tables.heard.rollback();
    tables.heard.rollback();
    CHECK(tables.news() == Told{"before insert c", "after insert c", "after rollback"});
    // A session from before they listened tells nothing.
    tables.session.insert(note("d"));
    tables.session.commit();
    CHECK(tables.news().empty());
}

TEST_CASE("listeners hear of tracked objects once each, and of flushes that write",
          "[connections]") {
    Listened tables;
    rowan::Session& session = tables.heard;
    auto one = std::make_shared<Note>(note("one"));
    session.add(one);
    session.commit();
    CHECK(tables.news() == Told{"before commit", "before flush", "before insert one",
                                "after insert one", "after flush", "after commit"});
    session.flush();
    CHECK(tables.news().empty());
    one->text = "two";
    session.flush();
    CHECK(tables.news() ==
          Told{"before flush", "before update two", "after update two", "after flush"});
    session.remove(one);
    session.rollback();
    CHECK(tables.news() == Told{"after rollback"});
    CHECK(one->text == "one");
    rowan::Session other(tables.engine);
    CHECK(other.get<Note>(one->id)->text == "one");
    CHECK(tables.news() == Told{"after load one"});
}

TEST_CASE("what a listener throws ends the call, and nothing is written", "[connections]") {
    Tables<Note> tables;
    rowan::listen<rowan::Event::before_commit>(tables.engine, [](rowan::Session& session) {
        if (rowan::query<Note>(session).count() > 1)
            throw std::runtime_error("too many");
    });
    rowan::listen<rowan::Event::before_insert, Note>(
        tables.engine, [](rowan::Session&, Note& one) { one.text += "!"; });
    rowan::Session session(tables.engine);
    session.add(std::make_shared<Note>(note("one")));
    session.commit();
    CHECK(rowan::query<Note>(session).one().text == "one!");
    session.add(std::make_shared<Note>(note("two")));
    CHECK_THROWS_WITH(session.commit(), "too many");
    session.rollback();
    CHECK(rowan::query<Note>(session).count() == 1);
}

TEST_CASE("a listener makes of each removal a soft one", "[connections]") {
    Tables<Note> tables;
    rowan::add_filter<Note>(tables.engine, "active", "state"_col == "active");
    rowan::listen<rowan::Event::before_flush>(tables.engine, [](rowan::Session& session) {
        for (auto& one : session.removed<Note>()) {
            session.add(one);
            one->state = "deleted";
        }
    });
    rowan::Session session(tables.engine);
    auto kept = std::make_shared<Note>(note("kept"));
    auto gone = std::make_shared<Note>(note("gone"));
    session.add_all(std::vector{kept, gone});
    CHECK(session.added<Note>().size() == 2);
    session.commit();
    kept->text = "changed";
    CHECK(session.modified<Note>() == std::vector{kept});
    session.remove(gone);
    CHECK(session.removed<Note>() == std::vector{gone});
    session.commit();
    CHECK(session.removed<Note>().empty());
    CHECK(rowan::query<Note>(session).one().text == "changed");
    CHECK(rowan::query<Note>(session).lift_filter("active").count() == 2);
}
