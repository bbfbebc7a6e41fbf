// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// What get() of a key sends that no tracked object has: changes are looked for before it only where
// they could take the row away, and after it where there is none.

#include "tests/suite/shelf.hpp"
#include "tests/support/catch.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

/// Without relations; its keys are the program's.
struct Paper : rowan::Model<Paper> {
    std::string name;
    std::string text;

    static constexpr auto table = rowan::table("paper", rowan::primary_key<&Paper::name>());
};
/// Its key changes with its paper's.
struct Sheet : rowan::Model<Sheet> {
    std::string paper;
    std::int64_t number = 0;

    static constexpr auto table =
        rowan::table("sheet", rowan::primary_key<&Sheet::paper, &Sheet::number>(),
                     rowan::foreign_key<&Sheet::paper>(rowan::references<&Paper::name>())
                         .on_update(rowan::cascade));
};

using Sent = std::vector<std::string>;

struct Desk : Tables<Paper, Sheet> {
    Desk() {
        for (const char* name : {"a", "b", "c", "d", "e"})
            session.insert(paper(name));
        session.insert(Sheet{{}, "a", 1});
        session.commit();
    }
    static Paper paper(const char* name) {
        Paper made;
        made.name = name;
        made.text = "text";
        return made;
    }
    /// The first words of the statements that a call sends, without those about savepoints.
    template <typename Call>
    Sent sent(Call call) {
        Sent list;
        engine.set_echo([&](const rowan::StatementEvent& event) {
            std::string verb(event.sql.substr(0, event.sql.find(' ')));
            if (verb == "SELECT" || verb == "INSERT" || verb == "UPDATE" || verb == "DELETE")
                list.push_back(std::move(verb));
        });
        call();
        engine.set_echo(nullptr);
        return list;
    }
};

} // namespace

TEST_CASE("get of a row that is there is not kept waiting by changes of others") {
    Desk desk;
    auto a = desk.session.get<Paper>("a");
    a->text = "changed";
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("b")->name == "b"); }) == Sent{"SELECT"});
    CHECK(desk.session.is_modified(a));
    // A query asks for more than one row by its key.
    CHECK(desk.sent([&] { CHECK(desk.count<Paper>() == 5); }) == Sent{"UPDATE", "SELECT"});
    CHECK_FALSE(desk.session.is_modified(a));
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("none") == nullptr); }) == Sent{"SELECT"});
}

TEST_CASE("get writes changes where there is no row, and looks again") {
    Desk desk;
    auto a = desk.session.get<Paper>("a");
    a->text = "changed";
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("none") == nullptr); }) ==
          Sent{"SELECT", "UPDATE", "SELECT"});
    auto b = desk.session.get<Paper>("b");
    b->name = "z";
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("z") == b); }) == Sent{"SELECT", "UPDATE"});
    b->name = "y";
    desk.session.autoflush(false);
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("y") == nullptr); }) == Sent{"SELECT"});
}

TEST_CASE("get writes what was added and removed before it reads") {
    Desk desk;
    auto a = desk.session.get<Paper>("b");
    auto added = std::make_shared<Paper>(Desk::paper("new"));
    desk.session.add(added);
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("new") == added); }) == Sent{"INSERT"});
    desk.session.merge(Desk::paper("newer"));
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("c") != nullptr); }) ==
          Sent{"INSERT", "SELECT"});
    desk.session.remove(a);
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("d") != nullptr); }) ==
          Sent{"DELETE", "SELECT"});
    added->text = "changed";
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("e") != nullptr); }) == Sent{"SELECT"});
    CHECK(desk.session.get<Paper>("b") == nullptr);
}

TEST_CASE("objects whose flush has failed are written by the next get") {
    Desk desk;
    auto one = std::make_shared<Paper>(Desk::paper("a")); // There is such a row.
    desk.session.add(one);
    CHECK_THROWS_AS(desk.session.flush(), rowan::IntegrityError);
    one->name = "one";
    CHECK(desk.sent([&] { CHECK(desk.session.get<Paper>("b") != nullptr); }) ==
          Sent{"INSERT", "SELECT"});
}

TEST_CASE("get sees that a row has got another key with the one it refers to") {
    Desk desk;
    auto a = desk.session.get<Paper>("a");
    a->name = "z";
    CHECK(desk.session.get<Sheet>("a", 1) == nullptr);
    CHECK(desk.session.get<Sheet>("z", 1) != nullptr);
}

TEST_CASE("get sees what a filter says after changes of other rows") {
    Desk desk;
    auto a = desk.session.get<Paper>("a");
    a->text = "last";
    desk.session.add_filter<Paper>(
        "the first",
        "text"_col <= rowan::scalar(rowan::select(rowan::min(rowan::col<&Paper::text>))));
    // The filter would still let the row through.
    CHECK(desk.session.get<Paper>("b") == nullptr);
    CHECK_FALSE(desk.session.is_modified(a));
}

TEST_CASE("get finds what changed relations lead to, and not what they leave") {
    Shelf shelf;
    auto branch = Shelf::branch("stem");
    shelf.session.add(branch);
    shelf.session.flush();
    auto twig = Shelf::branch("twig");
    twig->id = branch->id + 100;
    branch->children.add(twig);
    CHECK(shelf.sent([&] { CHECK(shelf.session.get<Branch>(twig->id) == twig); }) ==
          Sent{"SELECT branch", "INSERT branch"});
    shelf.session.commit();

    auto novel = Shelf::novel("first");
    novel->labels.add(Shelf::label("crime"));
    shelf.session.add(novel);
    shelf.session.commit();
    auto label = novel->labels[0].id;
    novel->labels.remove(novel->labels.ptr(0));
    CHECK(shelf.session.get<NovelLabel>(novel->id, label) == nullptr);
}

TEST_CASE("objects that are added several times are tracked once") {
    Desk desk;
    std::vector<std::shared_ptr<Paper>> papers;
    for (int i = 0; i < 300; ++i) {
        papers.push_back(std::make_shared<Paper>(Desk::paper("")));
        papers.back()->name = "paper " + std::to_string(i);
        desk.session.add(papers.back());
        desk.session.add(papers[papers.size() / 2]);
    }
    desk.session.add_all(papers);
    CHECK(desk.session.added<Paper>() == papers);
    desk.session.add_all(papers);
    CHECK(papers[7].use_count() == 2);
    desk.session.expunge(papers[7]);
    CHECK_FALSE(desk.session.tracks(papers[7]));
    desk.session.commit();
    CHECK(desk.count<Paper>() == 5 + 299);
    // What is removed is taken back, now or later.
    desk.session.remove(papers[0]);
    desk.session.add(papers[0]);
    desk.session.remove(papers[1]);
    desk.session.flush();
    CHECK_THROWS_AS(desk.session.add(papers[1]), rowan::InvalidQuery);
    desk.session.commit();
    CHECK(desk.session.tracks(papers[0]));
    CHECK(desk.count<Paper>() == 5 + 298);
    papers[1]->text = "again";
    desk.session.add(papers[1]);
    desk.session.add(papers[1]);
    desk.session.commit();
    CHECK(desk.count<Paper>() == 5 + 299);
}
