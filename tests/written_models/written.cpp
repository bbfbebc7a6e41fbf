// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Models that writer.cpp has written are what the database has, and work.
#include "tests/support/catch.hpp"

#include <rowan/migrate/compare.hpp>

#include "list.hpp"
#include "models.hpp"

#include <string>

TEST_CASE("models that were written for a database are what it has") {
    rowan::Engine engine(WRITTEN_URL);
    auto comparison = rowan::migrate::compare(
        engine, rowan::migrate::describe_models<WRITTEN_MODELS>(), {.ignore = {WRITTEN_UNMAPPED}});
    for (const std::string& sentence : comparison.sentences)
        UNSCOPED_INFO(sentence);
    CHECK(comparison.empty());
    CHECK(comparison.to.tables.size() == 8);
}

TEST_CASE("rows go through models that were written for a database") {
    rowan::Engine engine(WRITTEN_URL);
    rowan::Session session(engine);
    written::Order order;
    order.select = "a";
    order.delete_ = true;
    order.a_b = rowan::Decimal("12.5");
    session.insert(order);
    CHECK(order.id != 0);
    written::Order found = rowan::query<written::Order>(session)
                               .filter(rowan::col<&written::Order::id> == order.id)
                               .one();
    CHECK(found.select == "a");
    CHECK(found.delete_ == true);
    CHECK(found.a_b == rowan::Decimal("12.5"));
}
