// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/engine/joined_rows.hpp>
#include <rowan/engine/load_tree.hpp>
#include <rowan/rowan.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace engine = rowan::engine;

namespace {

struct Leaf;
struct Branch;
struct Tree : rowan::Model<Tree> {
    std::int64_t id = 0;
    rowan::HasMany<Branch> branches;

    static constexpr auto table = rowan::table("tree", rowan::primary_key<&Tree::id>());
};
struct Branch : rowan::Model<Branch> {
    std::int64_t id = 0;
    std::int64_t tree_id = 0;
    rowan::HasOne<Leaf> leaf;

    static constexpr auto table =
        rowan::table("branch", rowan::primary_key<&Branch::id>(),
                     rowan::foreign_key<&Branch::tree_id>(rowan::references<&Tree::id>()));
};
struct Leaf : rowan::Model<Leaf> {
    std::int64_t id = 0;
    std::int64_t branch_id = 0;

    static constexpr auto table =
        rowan::table("leaf", rowan::primary_key<&Leaf::id>(),
                     rowan::foreign_key<&Leaf::branch_id>(rowan::references<&Branch::id>()));
};

/// The columns of tree, branch and leaf in one row.
using Row = std::vector<std::optional<std::int64_t>>;

/// Rows in an order that no database needs to keep from giving them in.
class Rows final : public engine::PreparedStatement {
  public:
    explicit Rows(std::vector<Row> rows) : rows_(std::move(rows)) {}
    void bind(std::size_t, const rowan::types::Cell&, bool) override {}
    bool step() override { return next_++ < rows_.size(); }
    void read(std::size_t column, rowan::types::Cell& cell) override {
        std::optional<std::int64_t> value = rows_[next_ - 1].at(column);
        value ? cell.set_integer(*value) : cell.set_null();
    }
    void reset() override {}

  private:
    std::vector<Row> rows_;
    std::size_t next_ = 0;
};

/// `1[11(111) 12]`: the objects that rows become.
std::string put_together(std::vector<Row> rows) {
    engine::Loads loads;
    const rowan::meta::MappedRelation* path[] = {&rowan::orm::relation_of<&Tree::branches>,
                                                 &rowan::orm::relation_of<&Branch::leaf>};
    loads.set_roots(rowan::orm::list_type<Tree>);
    loads.add(path, engine::LoadWay::joined);
    rowan::lang::Clauses clauses;
    rowan::lang::Statement statement{rowan::lang::Verb::select, &rowan::meta::mapping<Tree>,
                                     &clauses};
    statement.related = loads.joined();
    std::vector<Tree> trees;
    auto next = [](void* context) -> void* {
        return &static_cast<std::vector<Tree>*>(context)->emplace_back(rowan::orm::Blank<Tree>{});
    };
    engine::JoinedRows joined(statement, {&trees, next, nullptr, sizeof(Tree)});
    Rows statement_of_rows(std::move(rows));
    std::size_t count = 0;
    while (statement_of_rows.step())
        count += joined.take(statement_of_rows) ? 1 : 0;
    CHECK(count == trees.size());
    std::string text;
    for (const Tree& tree : trees) {
        text += std::to_string(tree.id) + "[";
        for (const Branch& branch : tree.branches) {
            CHECK(branch.tree_id == tree.id);
            text += std::to_string(branch.id);
            text += branch.leaf ? "(" + std::to_string(branch.leaf->id) + ") " : " ";
        }
        text += "]";
    }
    return text;
}

constexpr std::nullopt_t none = std::nullopt;

} // namespace

TEST_CASE("rows of one object needn't stand side by side") {
    CHECK(put_together({{2, 21, 2, none, none},
                        {1, none, none, none, none},
                        {3, 31, 3, 311, 31},
                        {2, 22, 2, 221, 22},
                        {3, 32, 3, none, none},
                        {2, 23, 2, 231, 23}}) == "2[21 22(221) 23(231) ]1[]3[31(311) 32 ]");
    CHECK(put_together({}).empty());
}

TEST_CASE("a row that comes again for the same object is the same one") {
    CHECK(put_together({{1, 11, 1, 111, 11},
                        {1, 12, 1, none, none},
                        {1, 11, 1, 111, 11},
                        {1, 12, 1, none, none}}) == "1[11(111) 12 ]");
}

TEST_CASE("objects stay found while more of them come") {
    std::vector<Row> rows;
    std::string expected;
    for (int pass = 0; pass < 2; ++pass)
        for (std::int64_t tree = 1; tree <= 300; ++tree)
            rows.push_back({tree, tree * 10 + pass, tree, none, none});
    for (std::int64_t tree = 1; tree <= 300; ++tree)
        expected += std::to_string(tree) + "[" + std::to_string(tree * 10) + " " +
                    std::to_string(tree * 10 + 1) + " ]";
    CHECK(put_together(rows) == expected);
}

TEST_CASE("a second row of what is to one is an error") {
    CHECK_THROWS_AS(put_together({{1, 11, 1, 111, 11}, {1, 11, 1, 112, 11}}),
                    rowan::MultipleResultsFound);
}
