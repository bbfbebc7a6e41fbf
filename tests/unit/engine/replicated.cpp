// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/support/temporary_file.hpp"

#include <rowan/rowan.hpp>

#include <cstdint>
#include <string>

using rowan::Engine;
using rowan::Session;
using rowan_test::TemporaryFile;

namespace {

struct Row {
    std::int64_t id = 0;
    std::string where;

    static constexpr auto table = rowan::table("row", rowan::primary_key<&Row::id>());
};

/// Three files of which none follows another: what a session reads tells where it is.
struct Three {
    TemporaryFile files[3];
    std::string urls[3];
    Three() {
        for (int i = 0; i < 3; ++i) {
            urls[i] = "sqlite:///" + files[i].path();
            Engine engine(urls[i]);
            rowan::create_all<Row>(engine);
            Session session(engine);
            session.insert(Row{0, i == 0 ? "primary" : "replica " + std::to_string(i)});
            session.commit();
        }
    }
    Engine engine() {
        return Engine(urls[0], {.replicas = {urls[1], urls[2]}, .read_your_writes = false});
    }
};

std::string place(const Engine& engine, const rowan::TransactionOptions& options = {}) {
    Session session(engine, options);
    return rowan::query<Row>(session).one().where;
}

} // namespace

TEST_CASE("sessions that read only take replicas by turns, others the primary") {
    Three three;
    Engine engine = three.engine();
    CHECK(place(engine) == "primary");
    std::string first = place(engine, {.read_only = true});
    std::string second = place(engine, {.read_only = true});
    CHECK(first.starts_with("replica"));
    CHECK(second.starts_with("replica"));
    CHECK(first != second);
    CHECK(place(engine, {.read_only = true}) == first);
    CHECK(engine.url() == three.urls[0]);
    Session session(engine, {.read_only = true});
    CHECK_THROWS_AS(session.insert(Row{0, "no"}), rowan::ReadOnly);
}

TEST_CASE("tables are made on the primary, the echo hears of all, close() closes all") {
    Three three;
    Engine engine = three.engine();
    rowan::drop_all<Row>(engine);
    CHECK_THROWS_AS(place(engine), rowan::ProgrammingError);
    rowan::create_all<Row>(engine);
    int heard = 0;
    engine.set_echo([&](const rowan::StatementEvent&) { ++heard; });
    place(engine, {.read_only = true});
    CHECK(heard > 0);
    engine.close();
    CHECK_THROWS_AS(Session(engine), rowan::Closed);
    CHECK_THROWS_AS(Session(engine, {.read_only = true}), rowan::Closed);
}

TEST_CASE("what can't be replicated so is refused") {
    Three three;
    CHECK_THROWS_AS(Engine(three.urls[0], {.replicas = {three.urls[1]}}), rowan::InvalidQuery);
    CHECK_THROWS_AS(Engine(three.urls[0], {.replicas = {"nothing://x"}, .read_your_writes = false}),
                    rowan::InvalidUrl);
    CHECK(place(Engine(three.urls[0], {}), {.read_only = true}) == "primary");
}
