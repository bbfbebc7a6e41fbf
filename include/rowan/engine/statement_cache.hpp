// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/driver.hpp>
#include <rowan/sql/shape.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rowan::engine {

/// A prepared statement with what is known of its shape.
struct CachedStatement {
    std::string sql;
    std::unique_ptr<PreparedStatement> prepared;
    std::vector<std::uint16_t> bound;     ///< Columns bound by a statement about one object.
    std::size_t version_at = 0;           ///< Where among them the new version is, if there is one.
    std::int64_t rows = 0;                ///< How many a select found when it last ran to its end.
    std::vector<std::uint16_t> positions; ///< Of raw: which column each member is read from,
    bool placed = false;                  ///< once that is known.
    std::vector<std::uint32_t> values;    ///< The value that each placeholder is for,
    bool listed = false;                  ///< where they are listed,
    std::size_t before_limit = 0;         ///< and how many of them stand before the limit.
    bool whole_key = false;               ///< A select that finds one row at most.
    bool generates_key = false;           ///< An insert whose key the database generates.

    bool busy = false;                ///< Taken, not yet given back.
    bool cached = false;              ///< Lives in the cache.
    CachedStatement* newer = nullptr; ///< Neighbours in the order of use.
    CachedStatement* older = nullptr;
    const lang::Shape* shape = nullptr; ///< Its key in the cache.
};

/// Hashes and compares shapes, whether they lie in one piece or in several.
struct ShapeHash {
    using is_transparent = void;
    std::size_t operator()(const lang::ShapeParts& parts) const { return parts.hash(); }
    std::size_t operator()(const lang::Shape& shape) const {
        lang::ShapeHasher hasher;
        hasher.add(shape.data(), shape.size());
        return hasher.result();
    }
};
struct ShapeEqual {
    using is_transparent = void;
    bool operator()(const lang::Shape& left, const lang::Shape& right) const {
        return left == right;
    }
    bool operator()(const lang::ShapeParts& left, const lang::Shape& right) const {
        return left.equals(right);
    }
    bool operator()(const lang::Shape& left, const lang::ShapeParts& right) const {
        return right.equals(left);
    }
};

/// The prepared statements of one connection by their shape; the one not used for longest goes when
/// there are too many.
///
/// A statement that runs is busy: a second run of the same shape meanwhile gets one of its own,
/// which is not kept.
class StatementCache {
  public:
    explicit StatementCache(std::size_t capacity) : capacity_(capacity) {}
    StatementCache(const StatementCache&) = delete;
    StatementCache& operator=(const StatementCache&) = delete;

    /// The statement of a shape, marked busy; `prepared` is empty if it is new.
    CachedStatement* take(const lang::ShapeParts& shape) {
        if (newest_ && !newest_->busy && shape.equals(*newest_->shape)) {
            newest_->busy = true;
            return newest_;
        }
        auto found = statements_.find(shape);
        if (found == statements_.end()) {
            if (!make_room())
                return single();
            found = statements_.try_emplace(shape.joined()).first;
            found->second.cached = true;
            found->second.shape = &found->first;
        } else if (found->second.busy) {
            return single();
        } else {
            unlink(found->second);
        }
        CachedStatement& statement = found->second;
        push_front(statement);
        statement.busy = true;
        return &statement;
    }
    /// Gives a statement back; one that failed is not kept.
    void give_back(CachedStatement* statement, bool keep) {
        if (!statement->cached) {
            delete statement;
        } else if (!keep) {
            remove(*statement);
        } else {
            statement->busy = false;
        }
    }
    void clear() {
        while (oldest_)
            remove(*oldest_);
    }
    [[nodiscard]] std::size_t size() const { return statements_.size(); }

  private:
    static CachedStatement* single() {
        auto statement = std::make_unique<CachedStatement>();
        statement->busy = true;
        return statement.release();
    }
    /// False if all that is kept is busy.
    bool make_room() {
        if (statements_.size() < capacity_)
            return true;
        for (CachedStatement* candidate = oldest_; candidate; candidate = candidate->newer)
            if (!candidate->busy) {
                remove(*candidate);
                return true;
            }
        return false;
    }
    void remove(CachedStatement& statement) {
        unlink(statement);
        statements_.erase(statements_.find(*statement.shape));
    }
    void unlink(CachedStatement& statement) {
        (statement.newer ? statement.newer->older : newest_) = statement.older;
        (statement.older ? statement.older->newer : oldest_) = statement.newer;
        statement.newer = statement.older = nullptr;
    }
    void push_front(CachedStatement& statement) {
        statement.older = newest_;
        (newest_ ? newest_->newer : oldest_) = &statement;
        newest_ = &statement;
    }

    std::size_t capacity_;
    std::unordered_map<lang::Shape, CachedStatement, ShapeHash, ShapeEqual> statements_;
    CachedStatement* newest_ = nullptr;
    CachedStatement* oldest_ = nullptr;
};

} // namespace rowan::engine
