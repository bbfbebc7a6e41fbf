// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapped_relation.hpp>
#include <rowan/sql/statement.hpp>

#include <cstdint>
#include <span>

namespace rowan::engine {

struct LoadTree;

/// How a relation is loaded.
enum class LoadWay : std::uint8_t {
    apart,   ///< By a statement of its own.
    joined,  ///< By the statement that reads the objects.
    missing, ///< By a statement of its own, unless all objects have it already.
};

/// Which relations are loaded with a query's objects; a value that costs one pointer where there
/// are none.
class Loads {
  public:
    Loads() = default;
    Loads(const Loads& other) : tree_(other.tree_ ? copy(*other.tree_) : nullptr) {}
    Loads(Loads&& other) noexcept : tree_(other.tree_) { other.tree_ = nullptr; }
    Loads& operator=(Loads other) noexcept {
        LoadTree* tree = other.tree_;
        other.tree_ = tree_;
        tree_ = tree;
        return *this;
    }
    ~Loads() {
        if (tree_)
            destroy(tree_);
    }

    explicit operator bool() const { return tree_ != nullptr; }
    /// Adds the relations of a path: those of a member, of a member of its rows, and so on. The
    /// clauses, if there are any, are for the last of them. Throws InvalidQuery if more tables
    /// would be joined than can be.
    void add(std::span<const meta::MappedRelation* const> path, LoadWay way,
             const lang::Clauses* clauses = nullptr);
    /// Says how lists of the query's own objects are handled.
    void set_roots(const meta::ListType& roots);
    /// The joins for the statement that reads the objects, or nullptr.
    [[nodiscard]] const lang::Related* joined() const;
    [[nodiscard]] const LoadTree& tree() const { return *tree_; }

  private:
    static LoadTree* copy(const LoadTree& tree);
    static void destroy(LoadTree* tree);
    LoadTree& own_tree();

    LoadTree* tree_ = nullptr;
};

} // namespace rowan::engine
