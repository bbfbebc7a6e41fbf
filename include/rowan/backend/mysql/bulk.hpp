// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/statement.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::backend::mysql_native {

/// Many rows a round trip: INSERT … VALUES (…), (…), … of 256, 64, 16, 4 rows or one. So the last
/// batch, whatever its size, takes statements that stay prepared, and few of them.
///
/// MariaDB's other way, arrays of values for a statement of one row, was measured to be no faster;
/// it fixes a column's type for the whole batch, and MySQL has it not.
class Bulk final : public engine::BulkInsert {
  public:
    Bulk(Statement& single, std::vector<WideStatement>& wide, const engine::BulkTarget& target)
        : single_(single), wide_(wide), mapping_(target.mapping), columns_(target.columns),
          table_(target.table), key_(target.key) {
        while (most_ < largest && most_ * step * columns_.size() <= most_values)
            most_ *= step;
    }

    bool add(const void* object) override {
        std::size_t first = ends_.size() * columns_.size();
        if (values_.size() < first + columns_.size())
            values_.resize(std::max(2 * first, first + columns_.size()));
        values_.bind_row(first, mapping_, columns_, object);
        bytes_ += ParameterList::bytes(values_.from(first), columns_.size());
        ends_.push_back(bytes_);
        return ends_.size() == most_ || bytes_ >= most_bytes;
    }

    void send() override {
        keys_.clear();
        next_key_ = 0;
        std::size_t sent = 0;
        // Whatever becomes of it, the next batch begins with nothing.
        std::vector<std::size_t> ends;
        ends.swap(ends_);
        bytes_ = 0;
        while (sent < ends.size()) {
            std::size_t rows = most_, before = sent == 0 ? 0 : ends[sent - 1];
            // A row that is too large goes alone, and fails alone.
            while (rows > 1 && (sent + rows > ends.size() ||
                                !single_.link().fits(ends[sent + rows - 1] - before)))
                rows /= step;
            run(sent, rows);
            sent += rows;
        }
        values_.trim();
    }

    [[nodiscard]] std::int64_t key() override { return keys_[next_key_++]; }
    /// That of one row: the others repeat it.
    [[nodiscard]] std::string_view sql() const override { return single_.sql(); }

  private:
    static constexpr std::size_t step = 4, largest = 256;
    /// More values a statement were no faster, and the server allows 65535.
    static constexpr std::size_t most_values = 4096;
    static constexpr std::size_t most_bytes = 1'048'576;

    void run(std::size_t first, std::size_t rows) {
        bool returning = rows > 1 && !key_.empty();
        Statement& statement = rows > 1 ? wide(rows, returning) : single_;
        statement.borrow(values_.from(first * columns_.size()));
        try {
            types::Cell key;
            while (statement.step()) {
                statement.read(0, key);
                keys_.push_back(key.integer);
            }
        } catch (...) {
            statement.reset();
            throw;
        }
        statement.reset();
        if (!returning && !key_.empty())
            keys_.push_back(single_.link().last_insert_id);
    }
    Statement& wide(std::size_t rows, bool returning) {
        for (const WideStatement& one : wide_)
            if (one.rows == rows && one.returns_keys == returning)
                return *one.statement;
        std::string row = "(?";
        for (std::size_t i = 1; i < columns_.size(); ++i)
            row += ",?";
        row += ')';
        std::string text = "INSERT INTO " + table_ + " VALUES " + row;
        for (std::size_t i = 1; i < rows; ++i)
            text.append(",").append(row);
        if (returning)
            text.append(" RETURNING ").append(key_);
        auto made = std::make_unique<Statement>(single_.link(), text, Statement::Values::borrowed);
        return *wide_.emplace_back(WideStatement{rows, returning, std::move(made)}).statement;
    }

    Statement& single_;
    std::vector<WideStatement>& wide_;
    const meta::Mapping& mapping_;
    std::span<const std::uint16_t> columns_;
    std::string table_, key_;
    std::size_t most_ = 1; ///< Rows in a batch.
    ParameterList values_{true};
    std::size_t bytes_ = 0;         ///< Of the values of the batch.
    std::vector<std::size_t> ends_; ///< For each row, the bytes up to its end.
    std::vector<std::int64_t> keys_;
    std::size_t next_key_ = 0;
};

inline std::unique_ptr<engine::BulkInsert> Statement::bulk(const engine::BulkTarget& target) {
    if (!target.key.empty() && !link_.returns_keys)
        return nullptr;
    return std::make_unique<Bulk>(*this, wide_, target);
}

} // namespace rowan::backend::mysql_native
