// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"
#include "tests/unit/migrate/graph_text.hpp"

#include <rowan/migrate/revisions.hpp>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

using namespace rowan::migrate;
using Catch::Matchers::Contains;
using rowan_test::GraphText;
using rowan_test::text_of;

namespace {

constexpr const char* branched = "a b(a) c1(b)@c1branch d1(c1) c2(b)@c2branch d2(c2)";
constexpr const char* merged = "a b(a) c1(b)@c1branch d1(c1) c2(b)@c2branch d2(c2) e(d1,d2) f(e)";
constexpr const char* named = "a@abranch b(a) somelongername(b) c(somelongername) d e(d)@ebranch "
                              "someothername(e) f(someothername)";
constexpr const char* crossed =
    "base1@b_1 a1a(base1) a1b(base1) b1a(a1a) b1b(a1b;a3) base2@b_2 a2(base2) b2(a2) c2(b2;a3) "
    "d2(c2) base3@b_3 a3(base3) b3(a3)";

std::string join(const Graph& graph, const Nodes& nodes) {
    std::vector<std::string> ids;
    for (Node node : nodes)
        ids.emplace_back(graph.id(node));
    std::sort(ids.begin(), ids.end());
    std::string text;
    for (const std::string& id : ids)
        text += (text.empty() ? "" : " ") + id;
    return text;
}

struct Planned {
    GraphText text;
    Graph graph;
    Planner planner;

    explicit Planned(const char* graph_text)
        : text(graph_text), graph(text.pointers), planner(graph) {}
    std::string up(const Idents& to, const Idents& from) {
        return text_of(graph, planner.upgrade(to, from));
    }
    std::string down(const char* to, const Idents& from) {
        return text_of(graph, planner.downgrade(to, from));
    }
    std::string stamp(const Idents& to, const Idents& from) {
        return text_of(graph, planner.stamp(to, from));
    }
    std::string all(const char* symbol) { return join(graph, planner.symbols().all(symbol)); }
};

std::string problem_of(const char* text) {
    GraphText given(text);
    Graph graph(given.pointers);
    try {
        Planner planner(graph);
    } catch (const rowan::MigrationError& error) {
        return error.what();
    }
    return "";
}

struct First {
    static constexpr Revision revision{.id = "f1", .message = "first"};
};
struct Second {
    static constexpr Revision revision{.id = "s2", .down = "f1"};
};
struct OtherSecond {
    static constexpr Revision revision{.id = "o2", .down = "f1", .branch_labels = "other"};
};
struct Merge {
    static constexpr Revision revision{.id = "m3", .down = {"s2", "o2"}};
};

static_assert(single_head<Revisions<>>);
static_assert(single_head<Revisions<Second, First>>);
static_assert(!single_head<Revisions<First, Second, OtherSecond>>);
static_assert(single_head<Revisions<First, Merge, Second, OtherSecond>>);
static_assert(Revisions<First, Second, OtherSecond>::heads == 2);

} // namespace

TEST_CASE("symbols name revisions") {
    Planned plan(named);
    CHECK(plan.all("somelongername") == "somelongername");
    CHECK(plan.all("somel") == "somelongername");
    CHECK(plan.all("abranch") == "a");
    CHECK(plan.all("heads") == "c f");
    CHECK(plan.all("base").empty());
    CHECK(plan.all("ebranch@head") == "f");
    CHECK(plan.all("ebranch@heads") == "f");
    CHECK(plan.all("ebranch@base").empty());
    CHECK(plan.all("ebranch@some") == "someothername");
    CHECK(plan.all("abranch@some") == "somelongername");
    CHECK(plan.all("someo@head") == "f");
    CHECK_THROWS_WITH(plan.all("head"), Contains("several revisions: c and f"));
    CHECK_THROWS_WITH(plan.all("some"), Contains("somelongername and someothername"));
    CHECK_THROWS_WITH(plan.all("ebranch@b"), Contains("b is not a member of branch 'ebranch'"));
    CHECK_THROWS_WITH(plan.all("nowhere"), Contains("no revision or branch 'nowhere'"));
    CHECK_THROWS_WITH(plan.all("nowhere@head"), Contains("'nowhere'"));
    CHECK_THROWS_AS(plan.planner.symbols().one("heads"), rowan::MigrationError);
}

TEST_CASE("the sentence for a graph that is wrong names the revisions") {
    CHECK(problem_of("a(c) b(a) c(b)").find("in a cycle") != std::string::npos);
    CHECK(problem_of("base x(base;c) b(x) c(b)").find("in a cycle") != std::string::npos);
    CHECK(problem_of("a(a)").find("a follows itself") != std::string::npos);
    CHECK(problem_of("a c(a;c)").find("c follows itself or depends") != std::string::npos);
    CHECK(problem_of("a c(a)@xy1 e(a)@xy1").find("'xy1' of revision e") != std::string::npos);
    CHECK(problem_of("a a").find("two revisions have the id a") != std::string::npos);
    CHECK(problem_of("a b(nix)").find("b follows nix") != std::string::npos);
    CHECK(problem_of("a b(a;nix)").find("b depends on nix") != std::string::npos);
    CHECK(problem_of("a+1").find("can't be a revision's id") != std::string::npos);
    CHECK(problem_of("a@l b(l)").find("b follows l") != std::string::npos);
    CHECK(problem_of("a b(a)@l c(a;l)").empty());
}

TEST_CASE("an empty list of revisions has nothing to do") {
    Planned plan("");
    CHECK(plan.up({"head"}, {}).empty());
    CHECK(plan.up({"heads"}, {}).empty());
    CHECK(plan.down("base", {}).empty());
}

TEST_CASE("upgrades go up") {
    Planned line("a b(a) c(b) d(c) e(d)");
    CHECK(line.up({"+2"}, {"a"}) == "b a>b; c b>c;");
    CHECK(line.up({"c"}, {}) == "a +a; b a>b; c b>c;");
    CHECK(line.up({"head"}, {"d"}) == "e d>e;");
    CHECK(line.up({"e"}, {"e"}).empty());
    CHECK_THROWS_WITH(line.up({"+5"}, {"b"}), Contains("+5"));
    CHECK_THROWS_AS(line.up({"-2"}, {"b"}), rowan::MigrationError);

    Planned fork(branched);
    CHECK(fork.up({"d1", "d2"}, {"a"}) == "b a>b; c2 b>c2; d2 c2>d2; c1 +c1; d1 c1>d1;");
    CHECK_THROWS_WITH(fork.up({"+1"}, {"c1", "c2"}), Contains("ambiguous"));
    CHECK(fork.up({"c2branch@+1"}, {"c1", "c2"}) == "d2 c2>d2;");
    CHECK(fork.up({"c2branch@+1"}, {"d1"}) == "c2 +c2;");
    CHECK(fork.up({"c2branch@+3"}, {}) == "a +a; b a>b; c2 b>c2;");
    CHECK_THROWS_WITH(fork.up({"head"}, {"b"}), Contains("d1 and d2"));
    CHECK(fork.up({"heads"}, {"d2", "c1"}) == "d1 c1>d1;");

    Planned merge(merged);
    CHECK(merge.up({"f"}, {"b"}) == "c2 b>c2; d2 c2>d2; c1 +c1; d1 c1>d1; e -d1 d2>e; f e>f;");
}

TEST_CASE("downgrades go down") {
    Planned line("a b(a) c(b) d(c) e(d)");
    CHECK(line.down("base", {"c"}) == "c c>b; b b>a; a -a;");
    CHECK(line.down("-2", {"e"}) == "e e>d; d d>c;");
    CHECK(line.down("c-1", {"d"}) == "d d>c; c c>b;");
    CHECK_THROWS_AS(line.down("+1", {"b"}), rowan::MigrationError);
    CHECK_THROWS_AS(line.down("-3", {"b"}), rowan::MigrationError);
    CHECK_THROWS_WITH(line.down("e", {"b"}), Contains("not a valid downgrade target"));

    Planned fork(branched);
    CHECK(fork.down("a", {"d1", "d2"}) == "d1 d1>c1; c1 -c1; d2 d2>c2; c2 c2>b; b b>a;");
    CHECK(fork.down("c2branch@base+2", {"d1", "d2"}) == "d2 d2>c2; c2 -c2;");

    Planned merge(merged);
    std::string all = merge.down("b", {"f"});
    CHECK(all.starts_with("f f>e; e +d"));
    CHECK(all.ends_with(">b;"));

    Planned implied("a1 b1(;a1) bmerge(a1,b1)");
    CHECK(implied.up({"b1"}, {"a1"}) == "b1 a1>b1;");
    CHECK(implied.down("a1", {"bmerge"}) == "bmerge bmerge>b1;");

    Planned cross(crossed);
    CHECK(join(cross.graph, cross.graph.heads()) == "b1a b1b b3 d2");
    CHECK(join(cross.graph, Traversal(cross.planner.symbols())
                                .down({"heads"}, {"b_3@base"}, {.inclusive = false})) ==
          "a3 b1b b3 base3 c2 d2");
}

TEST_CASE("stamps only move the rows") {
    Planned fork(branched);
    CHECK(fork.stamp({"b"}, {"d1", "c2"}) == "stamp -d1 c2>b;");
    CHECK(fork.stamp({"base"}, {"d1", "d2"}) == "stamp -d1; stamp -d2;");
    CHECK(fork.stamp({"heads"}, {}) == "stamp +d1; stamp +d2;");
    CHECK(fork.stamp({"c1", "c2"}, {"d1", "d2"}) == "stamp d1>c1; stamp d2>c2;");
    CHECK(fork.stamp({"d1", "d2"}, {"a"}) == "stamp a>d1; stamp +d2;");
    Planned merge(merged);
    CHECK(merge.stamp({"c2branch@head"}, {"d1", "c2"}) == "stamp -d1 c2>f;");
    CHECK(merge.stamp({"c1", "c2"}, {"f"}) == "stamp f>c1; stamp +c2;");
}

TEST_CASE("a revision stands for those that it replaces") {
    GraphText text("a s(a) n(z)");
    text.revisions[1].replaces = {"x", "y", "z"};
    Graph graph(text.pointers);
    REQUIRE(!graph.problem());
    Planner planner(graph);
    CHECK(text_of(graph, planner.upgrade({"head"}, {"z"})) == "n s>n;");
    CHECK(join(graph, planner.symbols().all("y")) == "s");
    GraphText both("a s(a) x(a)");
    both.revisions[1].replaces = {"x"};
    CHECK(Graph(both.pointers).problem().fault == Fault::replaced_is_there);
}

TEST_CASE("ten thousand revisions are planned in time that grows with their number") {
    // Of the processor: other programs don't count.
    auto now = [] { return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC; };
    auto milliseconds = [now](int count, bool forks) {
        std::vector<std::string> ids;
        std::vector<Revision> revisions(static_cast<std::size_t>(count));
        std::vector<const Revision*> pointers;
        for (int i = 0; i < count; ++i)
            ids.push_back("rev" + std::to_string(i * 7919LL));
        for (std::size_t i = 0; i < ids.size(); ++i) {
            revisions[i].id = ids[i];
            // A fork and a merge in each ten, or a line.
            if (i > 0)
                revisions[i].down = std::string_view(ids[forks && i % 10 == 5 ? i - 2 : i - 1]);
            if (forks && i % 10 == 7)
                revisions[i].down = {ids[i - 1], ids[i - 3]};
            pointers.push_back(&revisions[i]);
        }
        double best = 1e9;
        for (int run = 0; run < 5; ++run) {
            double start = now();
            Graph graph(pointers);
            Planner planner(graph);
            Plan plan = planner.upgrade({"head"}, {ids[0]});
            CHECK(plan.steps.size() == ids.size() - 1);
            best = std::min(best, now() - start);
            CHECK(planner.downgrade("base", {ids.back()}).steps.size() == ids.size());
        }
        return best;
    };
    for (bool forks : {false, true}) {
        double few = milliseconds(1'000, forks), many = milliseconds(10'000, forks);
        WARN((forks ? "with forks: " : "a line: ")
             << few << " ms for 1000, " << many << " ms for 10000");
        CHECK(many < 50 * 4); // The figure is for an optimised build.
        CHECK(many < few * 40);
    }
}
