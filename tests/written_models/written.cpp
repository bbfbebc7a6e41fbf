// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Models that writer.cpp has written are what the database has, and work.
#include "tests/support/catch.hpp"
#include "tests/written_models/change.hpp"

#include <rowan/migrate/compare.hpp>

#include "list.hpp"
#include "models.hpp"
#include "revision.hpp"

#include <span>
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

namespace {

void run_on(rowan::Engine& engine, const rowan::migrate::Operations& operations) {
    auto work = engine.core()->open_work();
    std::span<const rowan::migrate::Operation> left = operations;
    while (!left.empty()) {
        std::size_t size = rowan::migrate::together(left, engine.dialect());
        rowan::migrate::run_operations(*work, left.first(size));
        left = left.subspan(size);
    }
    work->commit();
}

std::string differences_from(rowan::Engine& engine, std::string_view schema) {
    std::string all;
    for (const std::string& one :
         rowan::migrate::compare(engine, rowan_test::schema_of(schema)).sentences)
        all += one + "\n";
    return all;
}

} // namespace

TEST_CASE("a revision that was written leads to the models and back") {
    rowan::Engine engine("sqlite://");
    auto work = engine.core()->open_work();
    for (const auto& text : rowan::lang::create_all(
             engine.dialect(), rowan_test::schema_of(before_the_change).tables, false))
        work->execute(text.view());
    work->commit();
    rowan::migrate::Recorder upgrade, downgrade;
    WrittenRevision::upgrade(upgrade);
    WrittenRevision::downgrade(downgrade);
    run_on(engine, upgrade.take());
    CHECK(differences_from(engine, after_the_change).empty());
    run_on(engine, downgrade.take());
    CHECK(differences_from(engine, before_the_change).empty());

    // The same without a database.
    rowan::meta::Schema schema = rowan_test::schema_of(before_the_change);
    rowan::migrate::Recorder again;
    WrittenRevision::upgrade(again);
    for (const rowan::migrate::Operation& operation : again.take())
        rowan::migrate::apply(operation, schema);
    CHECK(rowan::migrate::compare(schema, rowan_test::schema_of(after_the_change)).empty());
}
