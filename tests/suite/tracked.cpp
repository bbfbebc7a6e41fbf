// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/shelf.hpp"
#include "tests/support/catch.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

using namespace rowan::literals;
using namespace rowan_test;

using Sent = std::vector<std::string>;

// The traces are SQLAlchemy's, taken with the same models (orm_behaviour.txt); statements that it
// sends and Rowan doesn't are named beside.

TEST_CASE("adding a child inserts its parent first and the rows between two tables last") {
    Shelf shelf;
    auto novel = Shelf::novel("first");
    novel->writer.set(Shelf::writer("ann"));
    novel->labels.add(Shelf::label("crime"));
    shelf.session.add(novel);
    CHECK(shelf.sent([&] { shelf.session.flush(); }) ==
          Sent{"INSERT writer", "INSERT label", "INSERT novel", "INSERT novel_label"});
    CHECK(novel->id > 0);
    CHECK(novel->writer_id == novel->writer->id);
    CHECK(shelf.session.tracks(novel->writer.ptr()));
    shelf.session.commit();
    auto found = shelf.all<Novel>().load<&Novel::labels>().load<&Novel::writer>().one();
    CHECK(found.labels[0].text == "crime");
    CHECK(found.writer->name == "ann");
}

TEST_CASE("a session has one object for each row") {
    Shelf shelf;
    auto writer = Shelf::writer("ann");
    shelf.session.add(writer);
    shelf.session.commit();
    std::int64_t id = writer->id;
    CHECK(shelf.sent([&] { CHECK(shelf.session.get<Writer>(id) == writer); }).empty());
    CHECK(shelf.sent([&] {
        CHECK(shelf.all<Writer>().filter("id"_col == id).tracked().one() == writer);
    }) == Sent{"SELECT writer"});
    CHECK(shelf.session.get<Writer>(id + 1) == nullptr);
    // What was changed and not written is not read over.
    writer->name = "changed";
    shelf.session.autoflush(false);
    CHECK(shelf.all<Writer>().tracked().one()->name == "changed");
    rowan::Session other(shelf.engine);
    CHECK(other.get<Writer>(id) != writer);
}

TEST_CASE("a flush writes the columns that differ, and nothing for equal values") {
    Shelf shelf;
    auto writer = Shelf::writer("ann");
    shelf.session.add(writer);
    shelf.session.commit();
    CHECK_FALSE(shelf.session.is_modified(writer));
    writer->name = "ann";
    CHECK(shelf.sent([&] { shelf.session.commit(); }).empty());
    writer->name = "beth";
    CHECK(shelf.session.is_modified(writer));
    std::string sql;
    shelf.engine.set_echo([&](const rowan::StatementEvent& event) {
        if (event.sql.starts_with("UPDATE"))
            sql = event.sql;
    });
    shelf.session.commit();
    shelf.engine.set_echo(nullptr);
    CHECK(has_name(sql, "name"));
    CHECK(writer->revision == 2);
    CHECK_FALSE(shelf.session.is_modified(writer));
    auto novel = Shelf::novel("one");
    shelf.session.add(novel);
    shelf.session.commit();
    novel->title = "two";
    shelf.engine.set_echo([&](const rowan::StatementEvent& event) {
        if (event.sql.starts_with("UPDATE"))
            sql = event.sql;
    });
    shelf.session.commit();
    shelf.engine.set_echo(nullptr);
    CHECK_FALSE(has_name(sql, "writer_id"));
}

TEST_CASE("a row that somebody else has changed or deleted is StaleData") {
    Shelf shelf;
    auto writer = Shelf::writer("ann");
    shelf.session.add(writer);
    shelf.session.commit();
    shelf.all<Writer>().update("name"_col = "other", "revision"_col = 7);
    shelf.session.commit();
    writer->name = "mine";
    std::string text;
    try {
        shelf.session.commit();
    } catch (const rowan::StaleData& error) {
        text = error.what();
    }
    CHECK(has(text, "update of Writer"));
    CHECK(has(text, "id = " + std::to_string(writer->id) + " and the version 1"));
    // The object is as the program made it; nothing of the flush was kept.
    CHECK(writer->name == "mine");
    CHECK(writer->revision == 1);
    shelf.session.refresh(writer);
    CHECK(writer->name == "other");
    CHECK(writer->revision == 7);
    shelf.session.remove(writer);
    shelf.all<Writer>().update("revision"_col = 8);
}

TEST_CASE("what is taken out of a relation with delete_orphan is deleted") {
    Shelf shelf;
    auto writer = Shelf::writer("ann");
    auto novel = Shelf::novel("first");
    novel->labels.add(Shelf::label("crime"));
    writer->novels.add(novel);
    shelf.session.add(writer);
    shelf.session.commit();
    CHECK(novel->writer_id == writer->id);
    CHECK(writer->novels.remove(novel));
    // SQLAlchemy selects the labels before.
    CHECK(shelf.sent([&] { shelf.session.commit(); }) ==
          Sent{"DELETE novel_label", "DELETE novel"});
    CHECK(shelf.count<Novel>() == 0);
    CHECK(shelf.count<Label>() == 1);
    CHECK_FALSE(shelf.session.tracks(novel));
}

TEST_CASE("removing an object removes what cascades, found in the database if need be") {
    Shelf shelf;
    auto writer = Shelf::writer("ann");
    auto novel = Shelf::novel("first");
    novel->labels.add(Shelf::label("crime"));
    novel->writer.set(writer);
    shelf.session.add(novel);
    shelf.session.commit();
    shelf.session.remove(writer);
    // SQLAlchemy selects the labels too.
    CHECK(shelf.sent([&] { shelf.session.commit(); }) ==
          Sent{"SELECT novel", "DELETE novel_label", "DELETE novel", "DELETE writer"});
    CHECK(shelf.count<Novel>() == 0);
}

TEST_CASE("without a cascade the rows of a removed object lose it") {
    Shelf shelf;
    auto root = Shelf::branch("root");
    for (const char* name : {"a", "b"})
        root->children.add(Shelf::branch(name));
    shelf.session.add(root);
    shelf.session.commit();
    std::int64_t id = root->id;
    auto first = root->children.ptr(0);
    root = nullptr;
    {
        // Of a session that has not loaded the children.
        rowan::Session other(shelf.engine);
        auto again = other.get<Branch>(id);
        other.remove(again);
        auto sent = shelf.sent([&] { other.commit(); });
        CHECK(sent == Sent{"SELECT branch", "UPDATE branch", "UPDATE branch", "DELETE branch"});
    }
    CHECK(shelf.all<Branch>().filter("parent_id"_col.is_null()).count() == 2);
    shelf.session.refresh(first);
    CHECK_FALSE(first->parent_id);
}

TEST_CASE("rows of a table that refers to itself go in parents first and out children first") {
    Shelf shelf;
    auto root = Shelf::branch("root"), middle = Shelf::branch("middle"),
         leaf = Shelf::branch("leaf");
    leaf->parent.set(middle);
    middle->parent.set(root);
    shelf.session.add(leaf);
    shelf.session.commit();
    CHECK(root->id < middle->id);
    CHECK(middle->id < leaf->id);
    CHECK(leaf->parent_id == middle->id);
    for (const auto& one : {root, middle, leaf})
        shelf.session.remove(one);
    shelf.session.commit();
    CHECK(shelf.count<Branch>() == 0);
    // Keys that the program gives, without relations.
    auto child = Shelf::branch("child"), parent = Shelf::branch("parent");
    child->id = 50;
    child->parent_id = 60;
    parent->id = 60;
    shelf.session.add(child);
    shelf.session.add(parent);
    shelf.session.commit();
    CHECK(shelf.count<Branch>() == 2);
}

TEST_CASE("objects that point to each other are connected after both are there") {
    Shelf shelf;
    auto one = Shelf::branch("one"), other = Shelf::branch("other");
    one->twin.set(other);
    other->twin.set(one);
    shelf.session.add(one);
    CHECK(shelf.sent([&] { shelf.session.commit(); }) ==
          Sent{"INSERT branch", "INSERT branch", "UPDATE branch"});
    CHECK(one->twin_id == other->id);
    CHECK(other->twin_id == one->id);
    CHECK(shelf.all<Branch>().filter("twin_id"_col.is_not_null()).count() == 2);
}

TEST_CASE("queries see what was not written yet") {
    Shelf shelf;
    shelf.session.add(Shelf::label("new"));
    CHECK(shelf.sent([&] { CHECK(shelf.count<Label>() == 1); }) ==
          Sent{"INSERT label", "SELECT label"});
    shelf.session.autoflush(false);
    shelf.session.add(Shelf::label("other"));
    CHECK(shelf.count<Label>() == 1);
    shelf.session.flush();
    CHECK(shelf.count<Label>() == 2);
}

TEST_CASE("a savepoint that is rolled back restores the objects") {
    Shelf shelf;
    auto label = Shelf::label("one");
    shelf.session.add(label);
    shelf.session.flush();
    {
        auto point = shelf.session.savepoint();
        label->text = "changed";
        auto second = Shelf::label("second");
        shelf.session.add(second);
        shelf.session.flush();
        CHECK(second->id > 0);
        label->text = "changed again";
        point.rollback();
        CHECK(label->text == "one");
        CHECK(second->id == 0);
        CHECK_FALSE(shelf.session.tracks(second));
    }
    {
        auto point = shelf.session.savepoint();
        label->text = "kept";
        point.release();
    }
    shelf.session.commit();
    CHECK(shelf.all<Label>().one().text == "kept");
}

TEST_CASE("a rollback makes objects what they were at the last commit") {
    Shelf shelf;
    auto kept = Shelf::label("kept"), removed = Shelf::label("removed");
    shelf.session.add(kept);
    shelf.session.add(removed);
    shelf.session.commit();
    auto fresh = Shelf::label("fresh");
    shelf.session.add(fresh);
    kept->text = "written";
    shelf.session.remove(removed);
    shelf.session.flush();
    CHECK(fresh->id > 0);
    kept->text = "not written";
    shelf.session.rollback();
    CHECK(kept->text == "kept");
    CHECK(fresh->id == 0);
    CHECK(shelf.session.tracks(removed));
    CHECK_FALSE(shelf.session.tracks(fresh));
    CHECK(shelf.count<Label>() == 2);
    CHECK(shelf.session.get<Label>(removed->id) == removed);
    removed->text = "there again";
    shelf.session.commit();
    CHECK(shelf.all<Label>().filter("text"_col == "there again").count() == 1);
}

TEST_CASE("a flush that fails undoes itself and leaves the objects as they were made") {
    Shelf shelf;
    auto first = Shelf::label("first");
    first->id = 7;
    shelf.session.add(first);
    shelf.session.commit();
    auto good = Shelf::novel("good");
    auto bad = Shelf::label("bad");
    bad->id = 7;
    shelf.session.add(good);
    // Another object for the row that is there.
    shelf.session.add(bad);
    CHECK_THROWS_AS(shelf.session.flush(), rowan::UniqueViolation);
    CHECK(good->id == 0);
    CHECK(bad->text == "bad");
    CHECK(shelf.session.is_modified(good));
    // Mended, it goes through.
    bad->id = 8;
    shelf.session.commit();
    CHECK(shelf.count<Label>() == 2);
    CHECK(shelf.count<Novel>() == 1);
    CHECK(good->id > 0);
}

TEST_CASE("objects of one struct are inserted in one go") {
    Shelf shelf;
    std::vector<std::shared_ptr<Label>> labels;
    for (int i = 0; i < 100; ++i)
        labels.push_back(Shelf::label(std::to_string(i)));
    shelf.session.add_all(labels);
    shelf.session.commit();
    CHECK(shelf.count<Label>() == 100);
    for (std::size_t i = 1; i < labels.size(); ++i)
        CHECK(labels[i]->id > labels[i - 1]->id);
    CHECK(shelf.session.get<Label>(labels[99]->id) == labels[99]);
}

TEST_CASE("both sides of a relation say the same after a flush") {
    Shelf shelf;
    auto ann = Shelf::writer("ann"), beth = Shelf::writer("beth");
    auto novel = Shelf::novel("one");
    ann->novels.add(novel);
    beth->novels.set(std::vector<std::shared_ptr<Novel>>{});
    novel->writer.set(ann);
    auto label = Shelf::label("crime");
    label->novels.set(std::vector<std::shared_ptr<Novel>>{});
    novel->labels.add(label);
    shelf.session.add_all(std::vector{ann, beth});
    shelf.session.commit();
    CHECK(label->novels.size() == 1);
    novel->writer.set(beth);
    shelf.session.commit();
    CHECK(ann->novels.empty());
    REQUIRE(beth->novels.size() == 1);
    CHECK(beth->novels.ptr(0) == novel);
    CHECK(shelf.all<Novel>().one().writer_id == beth->id);
    // By the other side: an orphan that another one has taken over is none.
    beth->novels.remove(novel);
    ann->novels.add(novel);
    shelf.session.commit();
    CHECK(novel->writer.ptr() == ann);
    CHECK(shelf.all<Novel>().one().writer_id == ann->id);
    // By the column: what was loaded by it is forgotten.
    novel->writer_id = beth->id;
    shelf.session.commit();
    CHECK(novel->writer.ptr() == beth);
    CHECK(beth->novels.size() == 1);
    novel->labels.remove(label);
    shelf.session.commit();
    CHECK(label->novels.empty());
    CHECK(shelf.count<NovelLabel>() == 0);
}

TEST_CASE("a tracked query loads relations into tracked objects") {
    Shelf shelf;
    {
        rowan::Session session(shelf.engine);
        for (const char* name : {"ann", "beth"}) {
            auto writer = Shelf::writer(name);
            for (const char* title : {"one", "two", "three"}) {
                auto novel = Shelf::novel(title);
                novel->labels.add(Shelf::label(title));
                writer->novels.add(novel);
            }
            session.add(writer);
        }
        session.commit();
    }
    std::vector<std::shared_ptr<Writer>> writers;
    CHECK(shelf
              .sent([&] {
                  writers = shelf.all<Writer>()
                                .order_by("id"_col)
                                .load<&Writer::novels, &Novel::labels>()
                                .tracked()
                                .all();
              })
              .size() == 3);
    REQUIRE(writers.size() == 2);
    REQUIRE(writers[0]->novels.size() == 3);
    auto novel = writers[0]->novels.ptr(1);
    CHECK(shelf.session.get<Novel>(novel->id) == novel);
    writers[0]->novels[1].title = "changed";
    writers[1]->novels[0].labels[0].text = "relabelled";
    CHECK(shelf.sent([&] { shelf.session.commit(); }) == Sent{"UPDATE label", "UPDATE novel"});
    // Later, for objects that are there.
    shelf.session.load<&Novel::writer>(*novel);
    CHECK(novel->writer.ptr() == writers[0]);
    CHECK_FALSE(shelf.session.is_modified(novel));
    auto all = shelf.all<Novel>().order_by("id"_col).load<&Novel::writer>().tracked().all();
    CHECK(all.size() == 6);
    CHECK(all[5]->writer.ptr() == writers[1]);
}

TEST_CASE("a relation that leads back to its object finds the same one") {
    Shelf shelf;
    {
        rowan::Session session(shelf.engine);
        auto writer = Shelf::writer("ann");
        for (const char* title : {"one", "two"})
            writer->novels.add(Shelf::novel(title));
        session.add(writer);
        session.commit();
    }
    auto novels = shelf.all<Novel>()
                      .order_by("id"_col)
                      .load<&Novel::writer, &Writer::novels, &Novel::writer>()
                      .tracked()
                      .all();
    REQUIRE(novels.size() == 2);
    auto writer = novels[0]->writer.ptr();
    CHECK(novels[1]->writer.ptr() == writer);
    CHECK(shelf.all<Writer>().tracked().one() == writer);
    REQUIRE(writer->novels.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(shelf.session.get<Novel>(novels[i]->id) == novels[i]);
        CHECK(shelf.session.get<Novel>(writer->novels[i].id) == writer->novels.ptr(i));
        CHECK_FALSE(shelf.session.is_modified(novels[i]));
    }
    CHECK(writer->novels.ptr(0) == novels[0]);
    CHECK(writer->novels.ptr(1) == novels[1]);
    CHECK(shelf.sent([&] { shelf.session.commit(); }).empty());
    novels[0]->title = "other";
    CHECK(shelf.sent([&] { shelf.session.commit(); }) == Sent{"UPDATE novel"});
    shelf.session.rollback();
    CHECK(writer->novels.ptr(0) == novels[0]);
}

TEST_CASE("the map keeps nothing alive that nobody holds and nobody has changed") {
    Shelf shelf;
    std::vector<Label> rows(20'000);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].text = "x";
    shelf.session.insert_all(rows);
    shelf.session.commit();
    std::int64_t first = rows.front().id;
    std::shared_ptr<Label> held = shelf.session.get<Label>(first);
    std::weak_ptr<Label> changed = shelf.session.get<Label>(first + 1);
    changed.lock()->text = "changed";
    std::weak_ptr<Label> gone = shelf.session.get<Label>(first + 2);
    shelf.session.autoflush(false);
    for (std::int64_t i = 3; i < 9'000; ++i)
        static_cast<void>(shelf.session.get<Label>(first + i));
    CHECK(gone.expired());
    CHECK_FALSE(changed.expired());
    CHECK(shelf.session.get<Label>(first) == held);
    shelf.session.commit();
    CHECK(shelf.all<Label>().filter("text"_col == "changed").count() == 1);
}

TEST_CASE("objects are expunged, merged and expired") {
    Shelf shelf;
    auto label = Shelf::label("one");
    auto novel = Shelf::novel("one");
    novel->labels.add(label);
    shelf.session.add(novel);
    shelf.session.commit();
    Label value;
    value.id = label->id;
    value.text = "merged";
    CHECK(shelf.session.merge(value) == label);
    CHECK(label->text == "merged");
    value.id = 0;
    auto added = shelf.session.merge(value);
    CHECK(added != label);
    shelf.session.commit();
    CHECK(shelf.count<Label>() == 2);
    shelf.all<Label>().update("text"_col = "by others");
    CHECK(shelf.session.get<Label>(label->id)->text == "merged");
    shelf.session.expire_all();
    CHECK(shelf.session.get<Label>(label->id)->text == "by others");
    CHECK(shelf.all<Label>().filter("id"_col == added->id).tracked().one()->text == "by others");
    shelf.session.commit();
    shelf.session.expunge(label);
    label->text = "nobody writes this";
    CHECK(shelf.sent([&] { shelf.session.commit(); }).empty());
    CHECK_THROWS_AS(shelf.session.refresh(label), rowan::InvalidQuery);
}

TEST_CASE("what a held object points to outlives the session, but for circles") {
    Shelf shelf;
    std::shared_ptr<Writer> writer;
    std::shared_ptr<Branch> branch;
    {
        rowan::Session session(shelf.engine);
        writer = Shelf::writer("ann");
        auto novel = Shelf::novel("one");
        novel->writer.set(writer);
        writer->novels.add(novel);
        session.add(writer);
        branch = Shelf::branch("leaf");
        branch->parent.set(Shelf::branch("root"));
        session.add(branch);
        session.commit();
    }
    REQUIRE(writer->novels.size() == 1);
    CHECK(writer->novels[0].title == "one");
    CHECK_THROWS_AS(writer->novels[0].writer->name, rowan::NotLoaded);
    CHECK(branch->parent->name == "root");
}

TEST_CASE("plain calls on tracked objects do what tracking does") {
    Shelf shelf;
    auto label = Shelf::label("one");
    shelf.session.add(label);
    label->save(shelf.session);
    CHECK(label->id > 0);
    label->text = "two";
    shelf.session.update(*label);
    CHECK_FALSE(shelf.session.is_modified(label));
    label->remove(shelf.session);
    CHECK(shelf.count<Label>() == 0);
    CHECK_FALSE(shelf.session.tracks(label));
    // A copy is a plain object.
    auto other = Shelf::label("plain");
    shelf.session.add(other);
    shelf.session.commit();
    Label copy = *other;
    copy.text = "copied";
    shelf.session.update(copy);
    CHECK(other->text == "plain");
}

TEST_CASE("an orphan of a flush that failed is none if it is put back") {
    Shelf shelf;
    auto writer = Shelf::writer("ann");
    auto novel = Shelf::novel("one");
    writer->novels.add(novel);
    auto label = Shelf::label("label");
    label->id = 7;
    shelf.session.add(writer);
    shelf.session.add(label);
    shelf.session.commit();
    auto bad = Shelf::label("bad");
    bad->id = 7;
    shelf.session.add(bad);
    writer->novels.remove(novel);
    CHECK_THROWS_AS(shelf.session.flush(), rowan::UniqueViolation);
    writer->novels.add(novel);
    shelf.session.remove(bad);
    shelf.session.commit();
    CHECK(shelf.count<Novel>() == 1);
    CHECK(shelf.all<Novel>().one().writer_id == writer->id);
}

TEST_CASE("a savepoint whose release fails to write is undone") {
    Shelf shelf;
    auto first = Shelf::label("first");
    first->id = 7;
    shelf.session.add(first);
    shelf.session.commit();
    auto bad = Shelf::label("bad");
    {
        auto point = shelf.session.savepoint();
        first->text = "changed";
        shelf.session.flush();
        bad->id = 7;
        shelf.session.add(bad);
        CHECK_THROWS_AS(point.release(), rowan::UniqueViolation);
    }
    CHECK(first->text == "first");
    CHECK_FALSE(shelf.session.tracks(bad));
    shelf.session.commit();
    CHECK(shelf.all<Label>().one().text == "first");
}
