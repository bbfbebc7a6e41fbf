// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/generated.hpp>
#include <rowan/engine/rows.hpp>
#include <rowan/engine/tracker.hpp>
#include <rowan/engine/work.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace rowan::engine {

/// Rows that were read into objects of a list of their own.
class ReadRows {
  public:
    explicit ReadRows(const meta::ListType& type) : type_(&type), list_(type.create()) {}
    ReadRows(const ReadRows&) = delete;
    ReadRows& operator=(const ReadRows&) = delete;
    ~ReadRows() { type_->release(list_); }

    void read(Work& work, const lang::Statement& statement) {
        auto next = [](void* context) {
            auto& rows = *static_cast<ReadRows*>(context);
            return rows.type_->add(rows.list_);
        };
        work.fetch(statement, {this, next}, -1);
    }
    [[nodiscard]] meta::ListObjects objects() const { return type_->objects(list_); }
    /// A blank object, at the end.
    void* add() { return type_->add(list_); }

  private:
    const meta::ListType* type_;
    meta::ListHead* list_;
};

/// The clauses of a statement of the tracker's own.
inline lang::Clauses unfiltered() {
    lang::Clauses clauses;
    clauses.lifted = lang::all_filters;
    return clauses;
}

inline void encode_member(const meta::Mapping& mapping, std::uint16_t column, const void* object,
                          types::Cell& cell) {
    try {
        mapping.columns[column].codec->encode(member_of(mapping, column, object), cell);
    } catch (const types::ConversionError& error) {
        throw DataError("rowan: " + std::string(mapping.table) + "." +
                        std::string(mapping.columns[column].name) + ": " + error.what());
    }
    meta::fit(cell, mapping.columns[column]);
}
/// Adds the condition that a column has a value, which is not NULL.
inline void add_equal(lang::Clause& where, std::uint16_t column, const types::Cell& value) {
    where.put(lang::Op::equal);
    where.put(lang::Op::column, column);
    where.put(lang::Op::parameter);
    where.values.add(value);
    ++where.count;
}
/// Adds the condition that columns have the values that columns of an object have.
inline void add_equal(lang::Clause& where, std::span<const std::uint16_t> columns,
                      const meta::Mapping& mapping, std::span<const std::uint16_t> members,
                      const void* object) {
    types::Cell cell;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        encode_member(mapping, members[i], object, cell);
        add_equal(where, columns[i], cell);
    }
}
/// Adds the condition that a row has the key of an object.
inline void add_key(lang::Clause& where, const meta::Mapping& mapping, const void* object) {
    add_equal(where, mapping.key, mapping, mapping.key, object);
}
inline void add_column(lang::Clause& set, std::uint16_t column, const types::Cell& value) {
    set.put(lang::Op::assign, column);
    set.put(lang::Op::parameter);
    set.values.add(value);
    ++set.count;
}
/// Sets columns to what an object has in them.
inline void add_columns(lang::Clause& set, const meta::Mapping& mapping,
                        std::span<const std::uint16_t> columns, const void* object) {
    types::Cell cell;
    for (std::uint16_t column : columns) {
        encode_member(mapping, column, object, cell);
        add_column(set, column, cell);
    }
}
/// Writes columns of one object into columns of another; nullptr stands for NULL.
inline void copy_columns(const meta::Mapping& to, std::span<const std::uint16_t> to_columns,
                         void* object, const meta::Mapping& from,
                         std::span<const std::uint16_t> from_columns, const void* source) {
    types::Cell cell;
    for (std::size_t i = 0; i < to_columns.size(); ++i) {
        cell.set_null();
        if (source)
            encode_member(from, from_columns[i], source, cell);
        write_back(to, to_columns[i], object, cell);
    }
}
/// A row's key for messages: `id = 7`.
inline std::string printed_key(const meta::Mapping& mapping, const void* object) {
    std::string text;
    types::Cell cell;
    for (std::uint16_t column : mapping.key) {
        encode_member(mapping, column, object, cell);
        text += (text.empty() ? "" : ", ") + std::string(mapping.columns[column].name) + " = " +
                printed(cell);
    }
    return text;
}

} // namespace rowan::engine
