// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

// Graphs, ends and steps as Alembic's own tests have them. The order among revisions that don't
// need each other is free.
#if __has_include(<boost/json.hpp>)

#include "tests/unit/migrate/read_cases.hpp"

#include <rowan/migrate/plan.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <vector>

namespace json = boost::json;
namespace migrate = rowan::migrate;
using Names = std::vector<std::string>;

namespace {

Names names(const json::value& value) {
    Names found;
    if (value.is_string())
        found.emplace_back(value.as_string());
    if (value.is_array())
        for (const json::value& one : value.as_array())
            found.emplace_back(one.as_string());
    return found;
}

/// A graph out of a file, with the names it is made of.
struct Given {
    std::deque<Names> texts;
    std::deque<std::vector<std::string_view>> views;
    std::deque<migrate::Revision> revisions;
    std::vector<const migrate::Revision*> pointers;

    explicit Given(const json::object& one) {
        for (const json::value& value : one.at("graph").as_array()) {
            const json::object& node = value.as_object();
            migrate::Revision& revision = revisions.emplace_back();
            revision.id = texts.emplace_back(Names{std::string(node.at("id").as_string())}).front();
            revision.down = ids(node, "down");
            revision.depends_on = ids(node, "depends_on");
            revision.branch_labels = ids(node, "labels");
            pointers.push_back(&revision);
        }
    }
    migrate::Ids ids(const json::object& node, const char* key) {
        const json::value* found = node.if_contains(key);
        const Names& kept = texts.emplace_back(found ? names(*found) : Names{});
        if (kept.size() == 1)
            return {std::string_view(kept[0])};
        if (kept.size() == 2)
            return {std::string_view(kept[0]), std::string_view(kept[1])};
        if (kept.size() == 3)
            return {std::string_view(kept[0]), std::string_view(kept[1]),
                    std::string_view(kept[2])};
        REQUIRE(kept.size() < 4);
        return {};
    }
};

Names ids_of(const migrate::Graph& graph, const migrate::Nodes& nodes) {
    Names found;
    for (migrate::Node node : nodes)
        found.emplace_back(graph.id(node));
    return found;
}

Names sorted(Names names) {
    std::sort(names.begin(), names.end());
    return names;
}

/// Nothing comes after what it needs; `found` begins with the topmost.
bool is_topological(const migrate::Graph& graph, const migrate::Nodes& found) {
    for (std::size_t i = 0; i < found.size(); ++i) {
        migrate::NodeSet below = graph.ancestors(migrate::Nodes{found[i]});
        for (std::size_t j = 0; j < i; ++j)
            if (below.has(found[j]))
                return false;
    }
    return true;
}

} // namespace

TEST_CASE("ranges of revisions are Alembic's") {
    std::size_t same_order = 0;
    json::array cases = read_cases("revision_iterate.json");
    REQUIRE(!cases.empty());
    for (const json::value& value : cases) {
        const json::object& one = value.as_object();
        Given given(one);
        migrate::Graph graph(given.pointers);
        migrate::Symbols symbols(graph);
        INFO(json::serialize(one.at("src"))
             << " " << json::serialize(one.at("upper")) << " " << json::serialize(one.at("lower")));
        migrate::Range range{.inclusive = one.at("inclusive").as_bool(),
                             .implicit_base = one.at("implicit_base").as_bool()};
        bool is_up = one.at("direction").as_string() == "up";
        auto run = [&] {
            migrate::Traversal traversal(symbols);
            Names upper = names(one.at("upper")), lower = names(one.at("lower"));
            return is_up ? traversal.up(upper, lower, range) : traversal.down(upper, lower, range);
        };
        if (one.contains("error")) {
            CHECK_THROWS_AS(run(), rowan::MigrationError);
            continue;
        }
        migrate::Nodes found = run();
        Names expected = names(one.at("expect"));
        CHECK(sorted(ids_of(graph, found)) == sorted(expected));
        CHECK(is_topological(graph, found));
        same_order += ids_of(graph, found) == expected;
    }
    WARN(same_order << " of " << cases.size() << " in Alembic's own order");
}

TEST_CASE("steps and changes to the version table are Alembic's") {
    std::size_t same_order = 0;
    json::array cases = read_cases("version_traversal.json");
    REQUIRE(!cases.empty());
    for (const json::value& value : cases) {
        const json::object& one = value.as_object();
        Given given(one);
        migrate::Graph graph(given.pointers);
        migrate::Planner planner(graph);
        std::string destination;
        if (one.at("destination").is_string())
            destination = one.at("destination").as_string();
        INFO(json::serialize(one.at("src")) << " " << json::serialize(one.at("op")) << " "
                                            << json::serialize(one.at("destination")));
        Names current = names(one.at("current_heads"));
        std::erase(current, "base");
        auto run = [&] {
            std::string op(one.at("op").as_string());
            Names target = one.at("destination").is_array() ? names(one.at("destination"))
                                                            : Names{destination};
            if (op == "upgrade")
                return planner.upgrade(target, current);
            if (op == "downgrade")
                return planner.downgrade(destination, current);
            return planner.stamp(target, current);
        };
        if (one.contains("error")) {
            CHECK_THROWS_AS(run(), rowan::MigrationError);
            continue;
        }
        migrate::Plan plan = run();
        Names steps, expected_steps;
        for (const migrate::Step& step : plan.steps) {
            std::string text = step.direction == migrate::Direction::up ? "up" : "down";
            if (step.revision != migrate::no_node)
                text += " " + std::string(graph.id(step.revision));
            else
                for (const std::string& id : ids_of(graph, step.to))
                    text += " to " + id;
            steps.push_back(text);
        }
        for (const json::value& step : one.at("steps").as_array()) {
            const json::object& object = step.as_object();
            std::string text(object.at("dir").as_string());
            if (object.contains("rev"))
                text += " " + std::string(object.at("rev").as_string());
            else
                for (const std::string& id : names(object.at("to")))
                    text += " to " + id;
            expected_steps.push_back(text);
        }
        CHECK(sorted(steps) == sorted(expected_steps));

        // Each change finds its row, and what is left in the end is right.
        std::set<std::string> rows;
        for (migrate::Node node : planner.symbols().all(current))
            rows.emplace(graph.id(node));
        std::vector<Names> changes, expected_changes;
        for (const migrate::Step& step : plan.steps)
            for (const migrate::VersionChange& change : step.changes) {
                std::string from(change.from), to(change.to);
                if (change.verb != migrate::VersionVerb::insert)
                    CHECK(rows.erase(from) == 1);
                if (change.verb != migrate::VersionVerb::remove)
                    CHECK(rows.insert(to).second);
                if (change.verb == migrate::VersionVerb::insert)
                    changes.push_back({"INSERT", to});
                else if (change.verb == migrate::VersionVerb::update)
                    changes.push_back({"UPDATE", from, to});
                else
                    changes.push_back({"DELETE", from});
            }
        for (const json::value& change : one.at("version_table_dml").as_array())
            expected_changes.push_back(names(change));
        Names after = sorted(names(one.at("heads_after")));
        CHECK(Names(rows.begin(), rows.end()) == after);
        CHECK(sorted(ids_of(graph, plan.heads)) == after);
        if (steps == expected_steps) {
            ++same_order;
            // Which of several rows is updated and which are inserted follows from no rule.
            auto verbs = [](const std::vector<Names>& list) {
                Names found;
                for (const Names& change : list)
                    found.push_back(change.front());
                return sorted(found);
            };
            CHECK(verbs(changes) == verbs(expected_changes));
        }
    }
    WARN(same_order << " of " << cases.size() << " in Alembic's own order");
}

#endif
