// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/fake_driver.hpp"

#include <array>
#include <vector>

using namespace rowan_test;
using engine::CachedStatement;
using engine::StatementCache;
using rowan::lang::ShapeParts;
using rowan::lang::Statement;
using rowan::lang::Verb;

namespace {

/// Shapes that differ, and the cache's way with them.
struct Bench {
    FakeLog log;
    bool transaction = false;
    std::array<rowan::meta::Mapping, 8> mappings{};
    StatementCache cache;

    explicit Bench(std::size_t capacity) : cache(capacity) {}

    CachedStatement* take(std::size_t which) {
        CachedStatement* statement =
            cache.take(ShapeParts(Statement{Verb::insert, &mappings[which]}));
        if (!statement->prepared)
            statement->prepared = std::make_unique<FakeStatement>(log, "", transaction);
        return statement;
    }
    void use(std::size_t which) { cache.give_back(take(which), true); }
    /// How many statements it takes to use these.
    int prepares(const std::vector<std::size_t>& list) {
        int before = log.prepared;
        for (std::size_t which : list)
            use(which);
        return log.prepared - before;
    }
};

} // namespace

TEST_CASE("a shape is prepared once") {
    Bench bench(4);
    CHECK(bench.prepares({0, 1, 0, 1, 0, 0}) == 2);
    CHECK(bench.cache.size() == 2);
}

TEST_CASE("shapes differ by verb, table and omitted columns, not by the statement's address") {
    Bench bench(8);
    auto* first = bench.take(0);
    bench.cache.give_back(first, true);
    auto take = [&](const Statement& statement) {
        CachedStatement* taken = bench.cache.take(ShapeParts(statement));
        bench.cache.give_back(taken, true);
        return taken;
    };
    CHECK(take({Verb::insert, &bench.mappings[0]}) == first);
    CHECK(take({Verb::update_row, &bench.mappings[0]}) != first);
    CHECK(take({Verb::insert, &bench.mappings[0], nullptr, 1}) != first);
    CHECK(take({Verb::insert, &bench.mappings[0], nullptr, std::uint64_t{1} << 63}) != first);
    CHECK(take({Verb::insert, &bench.mappings[1]}) != first);
    CHECK(bench.cache.size() == 5);
}

TEST_CASE("the statement not used for longest goes when there are too many") {
    Bench bench(3);
    CHECK(bench.prepares({0, 1, 2}) == 3);
    bench.use(0);
    bench.use(3); // takes the place of 1
    CHECK(bench.cache.size() == 3);
    CHECK(bench.log.alive == 3);
    CHECK(bench.prepares({0, 2, 3}) == 0);
    CHECK(bench.prepares({1}) == 1);
}

TEST_CASE("a statement in use is not given to a second user, nor thrown away") {
    Bench bench(2);
    CachedStatement* first = bench.take(0);
    CachedStatement* second = bench.take(0);
    CHECK(first != second);
    CHECK(bench.cache.size() == 1);
    CHECK(bench.prepares({1, 2, 3, 4}) == 4);
    CHECK(first->prepared != nullptr);
    bench.cache.give_back(second, true);
    bench.cache.give_back(first, true);
    CHECK(bench.prepares({0}) == 0);
    CHECK(bench.log.alive == 2);
}

TEST_CASE("the bound holds when all that is kept is in use") {
    Bench bench(2);
    std::vector<CachedStatement*> taken;
    for (std::size_t i = 0; i < 6; ++i)
        taken.push_back(bench.take(i));
    CHECK(bench.cache.size() == 2);
    for (CachedStatement* statement : taken)
        bench.cache.give_back(statement, true);
    CHECK(bench.cache.size() == 2);
    CHECK(bench.log.alive == 2);
}

TEST_CASE("a statement that failed is not kept") {
    Bench bench(2);
    bench.cache.give_back(bench.take(0), false);
    CHECK(bench.cache.size() == 0);
    CHECK(bench.log.alive == 0);
    CHECK(bench.prepares({0}) == 1);
}

TEST_CASE("a cache of size 0 keeps nothing") {
    Bench bench(0);
    CHECK(bench.prepares({0, 0, 0}) == 3);
    CHECK(bench.cache.size() == 0);
    CHECK(bench.log.alive == 0);
}

TEST_CASE("clear() throws all statements away") {
    Bench bench(4);
    bench.prepares({0, 1, 2});
    bench.cache.clear();
    CHECK(bench.log.alive == 0);
    CHECK(bench.prepares({0, 1, 2}) == 3);
}
