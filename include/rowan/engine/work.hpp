// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/owner.hpp>
#include <rowan/engine/event.hpp>
#include <rowan/engine/load.hpp>
#include <rowan/schema/mapping.hpp>
#include <rowan/sql/dialect.hpp>
#include <rowan/sql/statement.hpp>
#include <rowan/type/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace rowan::engine {

class Tracker;

/// Where rows that are read go: each call gives the address of a new object to fill.
struct RowTarget {
    void* context;
    void* (*next)(void* context);
    /// Told at most once how many rows there may be in all; nullptr if nobody asks.
    void (*reserve)(void* context, std::size_t rows) = nullptr;
    /// Of one object, in bytes, where those of all calls lie one behind the other, however they
    /// move; 0 where one object is all that is asked for.
    std::size_t size = 0;
};

/// The `next` of a target that is one object: `context` is where its address is, which is given
/// once.
[[nodiscard]] inline void* next_of_one(void* context) {
    auto& place = *static_cast<void**>(context);
    void* object = place;
    place = nullptr;
    return object;
}

/// Where rows to write come from: each call of `next` gives the address of the next object, then
/// nullptr; it may end the life of the one before.
struct RowSource {
    void* context;
    void* (*next)(void* context);
    /// Told now and then how many rows were sent, and at the end; nullptr if nobody asks.
    void (*progress)(void* context, std::int64_t rows) = nullptr;
};

/// Who takes the rows of SQL text; texts in the cells are valid during the call.
struct CellSink {
    void* context;
    void (*row)(void* context, std::span<const types::Cell> cells);
};

/// An open SELECT that is read row by row.
class Cursor {
  public:
    virtual ~Cursor() = default;
    /// Fills `object`, an entity of the statement's mapping; false after the last row.
    virtual bool next(void* object) = 0;
    /// The next object, nullptr after the last row: `own`, or one that the cursor keeps.
    virtual void* next_row(void* own) { return next(own) ? own : nullptr; }
};

/// What a session can ask of its database; the implementation lives in the one source file that
/// includes a backend, so that user code compiles none of it. Not thread-safe.
class Work {
  public:
    virtual ~Work() = default;

    /// Reads at most `most` rows (-1: all), returns how many there were.
    virtual std::int64_t fetch(const lang::Statement& statement, RowTarget target,
                               std::int64_t most) = 0;
    /// Opens a SELECT to be read row by row; the statement's values are copied.
    virtual Owned<Cursor> open(const lang::Statement& statement) = 0;
    /// The same; the objects have their relations. The cursor keeps them: see next_row().
    virtual Owned<Cursor> open(const lang::Statement& statement, const Loads& loads) = 0;
    /// Loads relations of objects; those that are joined have come with the objects.
    /// `lifted` names the filters under which their rows do not come.
    virtual void load(const Loads& loads, const meta::ListObjects& objects,
                      std::uint64_t lifted = 0) = 0;
    virtual void load(const Loads& loads, void* const* objects, std::size_t count,
                      std::uint64_t lifted = 0) = 0;
    /// Reads one integer: of count and exists.
    virtual std::int64_t scalar(const lang::Statement& statement) = 0;
    /// Runs an update or remove, returns the number of rows it matched.
    virtual std::int64_t change(const lang::Statement& statement) = 0;

    /// Inserts one object; a generated key is written back if the object is not `constant`.
    virtual void insert(const meta::Mapping& mapping, void* object, bool constant) = 0;
    /// Inserts all objects of the source, or none.
    virtual void insert_all(const meta::Mapping& mapping, RowSource source, bool constant) = 0;
    /// Inserts one object by a statement of the caller's: with what to do where its key is taken,
    /// and what to return. Returns the number of rows that it returned.
    virtual std::int64_t insert_by(const lang::Statement& statement, const void* object,
                                   RowTarget target) = 0;
    /// Writes all columns of the object's row; false if there is no such row.
    virtual bool update(const meta::Mapping& mapping, void* object, bool constant) = 0;
    /// The same for all objects of the source. Throws StaleData if one has no such row; what was
    /// done before is not undone.
    virtual void update_all(const meta::Mapping& mapping, RowSource source, bool constant) = 0;
    /// Deletes the object's row; false if there is none.
    virtual bool remove(const meta::Mapping& mapping, const void* object) = 0;

    /// Adds a condition that rows of a table have to fulfil wherever this session reads them; one
    /// of the same name is replaced.
    virtual void add_filter(const lang::TableFilter& filter) = 0;
    /// Ends the session's filters of these names.
    virtual void lift_filters(std::uint64_t names) = 0;
    /// Whether a filter of a table's rows may ask for other rows than each one itself.
    [[nodiscard]] virtual bool filters_see_other_rows(const meta::Mapping& mapping) const = 0;
    /// Those who listen to the session's engine; nullptr if nobody does.
    [[nodiscard]] const Listeners* listeners() const { return listeners_; }

    /// The objects that this session tracks.
    virtual Tracker& tracker() = 0;
    /// Whether this is one of them.
    [[nodiscard]] virtual bool tracks(const void* object) const = 0;

    /// Runs SQL text as it is.
    virtual void execute(std::string_view sql) = 0;
    /// Runs SQL text that reads rows of `columns` columns, its values bound in their order. What
    /// the database's own types become is the driver's choice: text and integers are safe.
    virtual void query(std::string_view sql, std::span<const types::Cell> values,
                       std::size_t columns, CellSink sink) = 0;
    /// Runs SQL text that changes rows, its values bound in their order; returns how many rows it
    /// matched.
    virtual std::int64_t change_by(std::string_view sql, std::span<const types::Cell> values) = 0;

    /// Keeps the connection until the work ends, for what belongs to the connection and not to a
    /// transaction: locks and settings. Whoever changed such must change them back before.
    virtual void hold() = 0;
    /// Says whether writes begin a transaction from now on (they do, if nothing is said). None may
    /// be open.
    virtual void autocommit(bool on) = 0;
    /// Begins a transaction that writes for sure: where the database has one lock for all writers,
    /// it is taken at once.
    virtual void begin_to_write() = 0;
    /// Says that the connection can't be used again once the work has ended.
    virtual void discard() noexcept = 0;

    virtual void commit() = 0;
    /// How many transactions were committed.
    [[nodiscard]] virtual std::uint64_t commits() const = 0;
    virtual void rollback() = 0;
    /// Makes a savepoint, returns its number.
    virtual std::uint64_t savepoint() = 0;
    virtual void release_savepoint(std::uint64_t number) = 0;
    virtual void rollback_to_savepoint(std::uint64_t number) = 0;
    /// Whether a transaction is open.
    [[nodiscard]] virtual bool in_transaction() const = 0;
    [[nodiscard]] virtual const lang::Dialect& dialect() const = 0;
    /// How the database would run a statement, in its own words, line by line.
    [[nodiscard]] virtual std::string explain(const lang::Statement& statement) = 0;
    /// The text that would run for a statement.
    [[nodiscard]] virtual std::string text_of(const lang::Statement& statement) const = 0;

  protected:
    const Listeners* listeners_ = nullptr;
};

} // namespace rowan::engine
