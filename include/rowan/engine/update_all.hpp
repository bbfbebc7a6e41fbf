// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/generated.hpp>
#include <rowan/engine/stopwatch.hpp>
#include <rowan/engine/work.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Updates the rows of all objects of a source by their keys, many by one statement where the
/// database can. Who calls it undoes what was done when it throws.
class UpdateAll {
  public:
    UpdateAll(SessionState& state, Work& work, const meta::Mapping& mapping, bool constant)
        : state_(state), work_(work), mapping_(mapping), constant_(constant) {
        lang::each_of_many(mapping, [&](std::size_t column) {
            columns_.push_back(static_cast<std::uint16_t>(column));
        });
        bool by_many =
            state.database().dialect().writing->many_rows != lang::ManyRows::one_by_one &&
            std::any_of(mapping.columns.begin(), mapping.columns.end(), lang::is_updated);
        if (by_many)
            for (std::size_t size : sizes)
                if (most_ == 1 && size * columns_.size() <= most_values)
                    most_ = size;
    }

    /// Throws StaleData if one of the objects has no row, or its row another version.
    void run(const RowSource& source) {
        while (void* object = source.next(source.context))
            take(object);
        // What is left goes by the same few shapes, whatever its number.
        for (std::size_t size : sizes)
            while (rows_ >= size && size > 1)
                send(size);
        while (rows_ > 0)
            send(1);
        // Only now is it known that all have their rows.
        for (auto [object, version] : written_)
            write_integer(mapping_, mapping_.version, object, version + 1);
    }

  private:
    static constexpr std::size_t sizes[] = {256, 64, 16, 4};
    static constexpr std::size_t most_values = 4096;

    void take(void* object) {
        if (most_ == 1)
            return update_one(object);
        types::Cell cell;
        for (std::uint16_t column : columns_) {
            try {
                mapping_.columns[column].codec->encode(member_of(mapping_, column, object), cell);
            } catch (const types::ConversionError& error) {
                throw DataError("rowan: " + std::string(mapping_.table) + "." +
                                std::string(mapping_.columns[column].name) + ": " + error.what());
            }
            meta::fit(cell, mapping_.columns[column]);
            if (column == mapping_.version && !constant_)
                written_.emplace_back(object, cell.integer);
            cells_.where.values.add(cell);
        }
        if (++rows_ == most_)
            send(most_);
    }
    void update_one(void* object) {
        // Their versions are counted on at the end, when all of them are written.
        if (!work_.update(mapping_, object, true))
            stale(1);
        if (mapping_.version == meta::no_column || constant_)
            return;
        types::Cell cell;
        mapping_.columns[mapping_.version].codec->encode(
            member_of(mapping_, mapping_.version, object), cell);
        written_.emplace_back(object, cell.integer);
    }
    /// Sends the first rows of those that wait.
    void send(std::size_t rows) {
        lang::Statement statement{lang::Verb::update_rows, &mapping_, nullptr, rows};
        Visit visit(state_, Purpose::write);
        Stopwatch watch(state_.database());
        Execution execution(state_.database(), state_.connection(), statement);
        try {
            std::size_t values = rows * columns_.size();
            execution.bind_first(cells_.where.values, values);
            execution->step();
            std::int64_t found = state_.connection().connection->affected_rows();
            watch.report(execution, nullptr, found);
            if (found != static_cast<std::int64_t>(rows))
                stale(static_cast<std::int64_t>(rows) - found);
            drop(values);
            rows_ -= rows;
        } catch (const DriverError& error) {
            fail(state_, execution, watch, error, nullptr);
        }
    }
    void drop(std::size_t values) {
        types::Parameters rest;
        types::Cell cell;
        for (std::size_t i = values; i < cells_.where.values.size(); ++i) {
            cells_.where.values.get(i, cell);
            rest.add(cell);
        }
        cells_.where.values = std::move(rest);
    }
    [[noreturn]] void stale(std::int64_t rows) const {
        throw StaleData(
            "rowan: update_all() of " + std::string(mapping_.entity) + ": " + std::to_string(rows) +
            " of the objects have no row of " + std::string(mapping_.table) + " with their key" +
            (mapping_.version != meta::no_column ? " and version" : "") + ", or come twice");
    }

    SessionState& state_;
    Work& work_;
    const meta::Mapping& mapping_;
    bool constant_;
    std::vector<std::uint16_t> columns_; ///< Whose values each row brings along.
    std::size_t most_ = 1;               ///< Rows of one statement.
    std::size_t rows_ = 0;               ///< Those that wait to be sent, and their values.
    lang::Clauses cells_;
    std::vector<std::pair<void*, std::int64_t>> written_; ///< Objects and their old versions.
};

} // namespace rowan::engine
