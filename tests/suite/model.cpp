// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/jobs.hpp"
#include "tests/support/catch.hpp"

#include <list>
#include <span>
#include <thread>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

struct Author {
    std::string name;
    static constexpr auto table = rowan::table("author", rowan::primary_key<&Author::name>());
};
/// Members that stand for rows of other tables are no columns.
struct Book : rowan::Model<Book> {
    std::string title;
    std::optional<std::string> written_by;
    rowan::BelongsTo<Author> author;
    rowan::HasMany<Job> jobs;

    static constexpr auto table = rowan::table("book", rowan::primary_key<&Book::title>());
};

Job job(std::int64_t id) { return {{}, id, std::nullopt, "new", std::nullopt}; }

} // namespace

TEST_CASE("get() takes a session, conditions, filters or nothing") {
    Jobs jobs;
    CHECK(Job::get(jobs.session).count() == 12);
    CHECK(Job::get(jobs.session, "user"_col = "bob").count() == 4);
    CHECK(Job::get(jobs.session, "user"_col = "bob", "id"_col = 2).one().id == 2);
    CHECK(Job::get(jobs.session, "user"_col = "user"_col).count() == 8);
    CHECK(Job::get(jobs.session, rowan::Filters{}).count() == 12);
    CHECK(Job::query(jobs.session).count() == 12);
    CHECK(Job::count(jobs.session) == 12);
    CHECK(Job::count(jobs.session, "user"_col = nullptr) == 4);
}

TEST_CASE("without a session, the thread's default session is meant") {
    Jobs jobs;
    rowan::set_default_engine(jobs.engine);
    CHECK(Job::get().count() == 12);
    CHECK(Job::get("user"_col = "bob").count() == 4);
    CHECK(Job::get(rowan::Filters{{"user", "bob"}}).count() == 4);
    CHECK(Job::query().count() == 12);
    CHECK(rowan::query<Job>().count() == 12);
    CHECK(Job::count() == 12);
    CHECK(Job::count("user"_col = "bob") == 4);
    auto made = Job::make("id"_col = 77, "user"_col = "eve");
    CHECK(Job::count() == 12);
    made.save();
    CHECK(Job::count("user"_col = "eve") == 1);
    made.remove();
    CHECK(Job::count("user"_col = "eve") == 0);
    rowan::default_session().rollback();
}

TEST_CASE("each thread has a default session of its own") {
    Jobs jobs;
    rowan::set_default_engine(jobs.engine);
    rowan::Session* mine = &rowan::default_session();
    rowan::Session* theirs = nullptr;
    std::thread([&] { theirs = &rowan::default_session(); }).join();
    CHECK(mine == &rowan::default_session());
    CHECK(mine != theirs);
}

TEST_CASE("insert, update, save and remove are about the row with the object's key") {
    Jobs jobs;
    jobs.all().remove();
    auto one = job(5);
    jobs.session.insert(one);
    CHECK(Job::get(jobs.session, "id"_col = 5).one() == one);
    CHECK_FAILS(jobs.session, rowan::UniqueViolation, jobs.session.insert(one));
    one.status = "changed";
    one.user = "eve";
    jobs.session.update(one);
    CHECK(Job::get(jobs.session, "id"_col = 5).one() == one);
    one.user.reset();
    one.save(jobs.session);
    CHECK(Job::get(jobs.session, "id"_col = 5).one() == one);
    one.id = 6;
    CHECK_THROWS_AS(jobs.session.update(one), rowan::StaleData);
    CHECK_THROWS_AS(jobs.session.remove(one), rowan::StaleData);
    one.save(jobs.session);
    CHECK(Job::count(jobs.session) == 2);
    one.remove(jobs.session);
    CHECK(ids(Job::get(jobs.session)) == Ids{5});
    const Job constant = job(8);
    jobs.session.insert(constant);
    jobs.session.save(constant);
    jobs.session.insert(job(9));
    jobs.session.remove(constant);
    CHECK(ids(Job::query(jobs.session).order_by("id"_col)) == Ids{5, 9});
}

TEST_CASE("a key of 0 is given by the database and written back") {
    Tables<Job> jobs;
    auto one = job(0);
    jobs.session.insert(one);
    CHECK(one.id == 1);
    CHECK(Job::get(jobs.session, "id"_col = one.id).one() == one);
    auto two = Job::make("status"_col = "x");
    two.save(jobs.session);
    CHECK(two.id == one.id + 1);
    const Job constant = job(0);
    jobs.session.insert(constant);
    CHECK(constant.id == 0);
    CHECK(Job::count(jobs.session) == 3);
}

TEST_CASE("insert_all() takes ranges of every kind, all or none") {
    Tables<Job> jobs;
    std::vector<Job> vector{job(0), job(0)};
    std::list<Job> list{job(10), job(11)};
    const std::vector<Job> constant{job(20)};
    Job array[] = {job(30), job(31)};
    jobs.session.insert_all(vector);
    CHECK(ids(vector) == Ids{1, 2});
    jobs.session.insert_all(list);
    jobs.session.insert_all(constant);
    jobs.session.insert_all(array);
    jobs.session.insert_all(std::vector<Job>{job(40)});
    jobs.session.insert_all(std::span(array).subspan(0, 0));
    jobs.session.insert_all(std::vector<Job>{});
    jobs.session.insert_all({job(50), job(51)});
    CHECK(ids(jobs.all<Job>().order_by("id"_col)) == Ids{1, 2, 10, 11, 20, 30, 31, 40, 50, 51});

    std::vector<Job> clash{job(60), job(61), job(20), job(62)};
    CHECK_THROWS_AS(jobs.session.insert_all(clash), rowan::UniqueViolation);
    CHECK(jobs.all<Job>().count() == 10);
    jobs.session.commit();
    CHECK(jobs.all<Job>().count() == 10);
}

TEST_CASE("a relation that no query loaded can't be read") {
    Tables<Author, Book> tables;
    rowan::Session& session = tables.session;
    Book book;
    book.title = "It";
    session.insert(book);
    auto found = Book::get(session, "title"_col = "It").one();
    CHECK_FALSE(found.author.is_loaded());
    CHECK_THROWS_AS(static_cast<bool>(found.author), rowan::NotLoaded);
    CHECK_THROWS_AS(found.author->name, rowan::NotLoaded);
    CHECK_THROWS_AS((*found.author).name, rowan::NotLoaded);
    CHECK_THROWS_AS(found.jobs.size(), rowan::NotLoaded);
    CHECK_THROWS_AS(found.jobs.begin(), rowan::NotLoaded);
    CHECK_THROWS_AS(found.jobs[0], rowan::NotLoaded);
    CHECK(found.as_dict().size() == 2);

    found.author.set({Author{"King"}});
    CHECK(found.author->name == "King");
    found.author.set({});
    CHECK_FALSE(found.author);
    found.jobs.set({job(1), job(2)});
    CHECK(found.jobs.size() == 2);
    CHECK(found.jobs[1].id == 2);
    session.update(found);
}
