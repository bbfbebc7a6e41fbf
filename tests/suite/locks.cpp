// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/jobs.hpp"
#include "tests/suite/library.hpp"
#include "tests/support/catch.hpp"

#include <string>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

bool has_update_locks() { return !dialect().writing->for_update.empty(); }
bool has_share_locks() { return !dialect().writing->for_share.empty(); }

} // namespace

TEST_CASE("a lock that the database has not is an error, never left out") {
    Jobs jobs;
    auto all = jobs.all();
    if (!has_update_locks()) {
        const std::string message =
            error_of<rowan::NotSupported>(jobs.session, [&] { return all.for_update().all(); });
        CHECK(has(message, dialect().name));
        CHECK(has(message, "for_update()"));
        CHECK_THROWS_AS(all.for_update().sql(), rowan::NotSupported);
        CHECK_THROWS_AS(all.for_update(rowan::skip_locked).first(), rowan::NotSupported);
        CHECK_THROWS_AS(all.for_update().begin(), rowan::NotSupported);
    }
    if (!has_share_locks())
        CHECK_THROWS_AS(all.for_share().one_or_none(), rowan::NotSupported);
    if (!dialect().writing->lock_waits) {
        CHECK_THROWS_AS(all.for_update(rowan::nowait).all(), rowan::NotSupported);
        CHECK_THROWS_AS(all.for_update(rowan::skip_locked).all(), rowan::NotSupported);
    }
    if (!dialect().writing->lock_of)
        CHECK_THROWS_AS(all.for_update(rowan::of<Job>).all(), rowan::NotSupported);
    // The session goes on.
    CHECK(all.count() == 12);
}

TEST_CASE("a query that locks reads what it reads without") {
    Jobs jobs;
    if (!has_update_locks())
        return;
    auto some = jobs.all().filter("id"_col > 4).order_by("id"_col.desc()).limit(3);
    CHECK_FALSE(jobs.session.in_transaction());
    CHECK(ids(some.for_update()) == Ids{12, 11, 10});
    CHECK(jobs.session.in_transaction());
    jobs.session.rollback();
    Ids looped;
    for (const Job& job : some.for_update())
        looped.push_back(job.id);
    CHECK(looped == Ids{12, 11, 10});
    CHECK(jobs.session.in_transaction());
    jobs.session.rollback();
    CHECK(jobs.all().filter_by("id"_col = 3).for_update().one().id == 3);
    if (has_share_locks())
        CHECK(ids(some.for_share()) == Ids{12, 11, 10});
    if (dialect().writing->lock_waits) {
        CHECK(ids(some.for_update(rowan::nowait)) == Ids{12, 11, 10});
        CHECK(ids(some.for_share(rowan::skip_locked)) == Ids{12, 11, 10});
    }
    if (dialect().writing->lock_of)
        CHECK(ids(some.for_update(rowan::of<Job>, rowan::nowait)) == Ids{12, 11, 10});
}

TEST_CASE("locked rows make others fail or leave them out", "[connections]") {
    Jobs jobs;
    if (!dialect().writing->lock_waits)
        return;
    auto queue = [](rowan::Session& session) {
        return rowan::query<Job>(session).filter("id"_col < 5).order_by("id"_col);
    };
    CHECK(ids(queue(jobs.session).filter_by("id"_col = 1).for_update().all()) == Ids{1});
    rowan::Session other(jobs.engine);
    CHECK(ids(queue(other).for_update(rowan::skip_locked)) == Ids{2, 3, 4});
    CHECK_THROWS_AS(queue(other).for_update(rowan::nowait).all(), rowan::LockTimeout);
    other.rollback();
    // Who only reads is not kept out.
    CHECK(ids(queue(other)) == Ids{1, 2, 3, 4});
    other.rollback();
    jobs.session.rollback();
    CHECK(ids(queue(other).for_update(rowan::nowait)) == Ids{1, 2, 3, 4});
    other.rollback();
    // Two may share.
    CHECK(ids(queue(jobs.session).for_share()) == Ids{1, 2, 3, 4});
    CHECK(ids(queue(other).for_share(rowan::nowait)) == Ids{1, 2, 3, 4});
    CHECK_THROWS_AS(queue(other).for_update(rowan::nowait).all(), rowan::LockTimeout);
}

TEST_CASE("only a query that reads rows can lock") {
    Jobs jobs;
    auto locking = jobs.all().for_update();
    CHECK_THROWS_AS(locking.count(), rowan::InvalidQuery);
    CHECK_THROWS_AS(locking.exists(), rowan::InvalidQuery);
    CHECK_THROWS_AS(locking.remove(), rowan::InvalidQuery);
    CHECK_THROWS_AS(locking.update("status"_col = "x"), rowan::InvalidQuery);
    CHECK(jobs.all().count() == 12);
}

TEST_CASE("a session that only reads can't lock") {
    Jobs jobs;
    if (!has_update_locks())
        return;
    rowan::Session reader(jobs.engine, {.read_only = true});
    CHECK_THROWS_AS(rowan::query<Job>(reader).for_update().all(), rowan::ReadOnly);
}

TEST_CASE("the rows of one table are locked, not what is joined to them") {
    Library library;
    auto books = library.all<Book>().load_joined<&Book::author>().order_by("id"_col);
    const std::size_t count = books.all().size();
    if (!dialect().writing->lock_of)
        CHECK_THROWS_AS(books.for_update(rowan::of<Book>).all(), rowan::NotSupported);
    else
        CHECK(books.for_update(rowan::of<Book>).all().size() == count);
}

TEST_CASE("a select locks the rows that it reads, or those of one table") {
    using rowan::col;
    Library library;
    auto titles = rowan::select(library.session, col<&Book::title>)
                      .join<&Book::author>()
                      .where(col<&Book::id> > 0)
                      .order_by(col<&Book::id>)
                      .limit(2);
    const std::vector<std::string> read = titles.all();
    CHECK(read.size() == 2);
    CHECK_FALSE(library.session.in_transaction());
    if (!has_update_locks()) {
        const std::string message = error_of<rowan::NotSupported>(
            library.session, [&] { return titles.for_update().all(); });
        CHECK(has(message, "for_update()"));
        CHECK_THROWS_AS(titles.for_update().sql(), rowan::NotSupported);
        return;
    }
    // Firebird locks the rows of one table alone.
    auto one = rowan::select(library.session, col<&Book::title>).order_by(col<&Book::id>).limit(2);
    CHECK(one.for_update().all() == read);
    CHECK(library.session.in_transaction());
    library.session.rollback();
    if (has_share_locks())
        CHECK(titles.for_share().all() == read);
    if (dialect().writing->lock_waits)
        CHECK(titles.for_update(rowan::skip_locked).all() == read);
    constexpr auto writer = rowan::alias<Author, "writer">;
    auto of_writer = rowan::select(library.session, col<&Book::title>)
                         .join<&Book::author>(writer)
                         .order_by(col<&Book::id>)
                         .limit(2);
    if (!dialect().writing->lock_of) {
        CHECK_THROWS_AS(titles.for_update(rowan::of<Book>).all(), rowan::NotSupported);
    } else {
        CHECK(titles.for_update(rowan::of<Book>, rowan::nowait).all() == read);
        CHECK(titles.for_share(rowan::of<Book>, rowan::of<Author>).all() == read);
        CHECK(of_writer.for_update(writer).all() == read);
        CHECK(has(of_writer.for_update(writer).sql(), " LIMIT $1 FOR UPDATE OF \"writer\""));
    }
}

TEST_CASE("others can't lock what a select has locked", "[connections]") {
    using rowan::col;
    Jobs jobs;
    if (!dialect().writing->lock_waits)
        return;
    auto first = [](rowan::Session& session) {
        return rowan::select(session, col<&Job::id>)
            .where(col<&Job::id> < 5)
            .order_by(col<&Job::id>);
    };
    CHECK(first(jobs.session).where(col<&Job::id> == 1).for_update().one() == 1);
    rowan::Session other(jobs.engine);
    CHECK(first(other).for_update(rowan::skip_locked).all() == Ids{2, 3, 4});
    CHECK_THROWS_AS(first(other).for_update(rowan::nowait).all(), rowan::LockTimeout);
    other.rollback();
    Ids looped;
    for (std::int64_t id : first(other).for_update(rowan::skip_locked))
        looped.push_back(id);
    CHECK(looped == Ids{2, 3, 4});
    CHECK_THROWS_AS(first(jobs.session).for_update(rowan::nowait).all(), rowan::LockTimeout);
}

TEST_CASE("a session that only reads can't lock by a select") {
    Jobs jobs;
    if (!has_update_locks())
        return;
    rowan::Session reader(jobs.engine, {.read_only = true});
    CHECK_THROWS_AS(rowan::select(reader, rowan::col<&Job::id>).for_update().all(),
                    rowan::ReadOnly);
}

TEST_CASE("a lock of a filtered table is never lost") {
    using rowan::col;
    Jobs jobs;
    if (!has_update_locks())
        return;
    jobs.session.add_filter<Job>("small", col<&Job::id> < 3);
    auto small = rowan::select(jobs.session, col<&Job::id>).order_by(col<&Job::id>);
    CHECK(small.all() == Ids{1, 2});
    if (dialect().select->speech == rowan::lang::Speech::postgresql)
        CHECK(small.for_update().all() == Ids{1, 2});
    else
        CHECK_THROWS_AS(small.for_update().all(), rowan::NotSupported);
    CHECK(small.lift_filter("small").limit(4).for_update().all() == Ids{1, 2, 3, 4});
}
