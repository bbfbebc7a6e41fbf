// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What the room of SQL compiles once.

#include <rowan/base/error.hpp>
#include <rowan/base/once.hpp>
#include <rowan/sql/dictionary.hpp>
#include <rowan/sql/put_value.hpp>
#include <rowan/type/type_once.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace rowan::lang {

ROWAN_ONCE void bad_value(const meta::Mapping& mapping, std::uint16_t column, const char* why) {
    std::string text = "rowan: " + std::string(mapping.table);
    if (column != meta::no_column)
        text += "." + std::string(mapping.columns[column].name);
    throw DataError(text + ": " + why);
}

ROWAN_ONCE void put_encoded(Clause& clause, const types::Codec& codec, const void* value,
                            const meta::Mapping& mapping, std::uint16_t column, bool fraction) {
    types::Cell cell;
    try {
        codec.encode(value, cell);
    } catch (const types::ConversionError& error) {
        bad_value(mapping, column, error.what());
    }
    if (column != meta::no_column)
        meta::fit(cell, mapping.columns[column]);
    clause.put(Op::parameter, fraction ? 1 : 0);
    clause.values.add(cell);
}

/// Whether a value of kind `given` can be compared with a column whose values are of kind `column`.
constexpr bool kinds_fit(types::CellKind column, types::CellKind given) {
    using types::CellKind;
    switch (column) {
    case CellKind::integer:
    case CellKind::real:
        return given == CellKind::integer || given == CellKind::unsigned_integer ||
               given == CellKind::real;
    case CellKind::decimal:
        return given == CellKind::integer || given == CellKind::text;
    case CellKind::uuid:
    case CellKind::json:
        return given == CellKind::text;
    default:
        return column == given;
    }
}

/// Whether a text is a value of kind `kind`; a UUID's spelling is brought into its usual form.
inline bool is_spelled_as(types::CellKind kind, types::Cell& cell) {
    if (kind == types::CellKind::uuid) {
        std::uint8_t bytes[16];
        if (!types::read_uuid(cell.text, bytes))
            return false;
        cell.set_owned(types::write_uuid(bytes));
    } else if (kind == types::CellKind::decimal) {
        try {
            static_cast<void>(Decimal(cell.text));
        } catch (const Error&) {
            return false;
        }
    }
    return true;
}

/// Makes a cell of a value that is not NULL, in the form of a column's. Throws TypeMismatch; `call`
/// says what can't be done with the column.
inline void fit_cell(types::Cell& cell, const meta::Mapping& mapping, std::uint16_t column,
                     const std::string& name, const Value& value, const char* call) {
    value.encode(cell);
    const types::Codec& codec = *mapping.columns[column].codec;
    if (!kinds_fit(codec.kind, cell.kind))
        throw TypeMismatch("rowan: " + std::string(mapping.entity) + "'s column '" + name +
                           "' is " + std::string(codec.expected) + " and can't be " + call +
                           " a value of type " + std::string(types::kind_name(cell.kind)));
    if (cell.kind == types::CellKind::text && codec.kind != types::CellKind::text) {
        if (!is_spelled_as(codec.kind, cell))
            throw TypeMismatch("rowan: " + std::string(mapping.entity) + "'s column '" + name +
                               "' is " + std::string(codec.expected) +
                               ", and the text that it can't be " + call + " is none");
        cell.kind = codec.kind;
    }
}

/// Adds `column = value` (or IS NULL) to a clause, its name and value known at run time only.
/// Throws UnknownColumn and TypeMismatch.
inline void add_filter(Clause& where, const meta::Mapping& mapping, const std::string& name,
                       const Value& value) {
    std::uint16_t column = mapping.find(name);
    if (column == meta::no_column)
        throw UnknownColumn("rowan: " + std::string(mapping.entity) + " has no column '" + name +
                            "'");
    if (value.is_null()) {
        ++where.count;
        where.put(Op::is_null);
        where.put(Op::column, column);
        return;
    }
    types::Cell cell;
    fit_cell(cell, mapping, column, name, value, "compared with");
    const types::Codec& codec = *mapping.columns[column].codec;
    meta::fit(cell, mapping.columns[column]);
    where.put(Op::equal);
    where.put(Op::column, column);
    where.put(Op::parameter,
              cell.kind == types::CellKind::real && codec.kind == types::CellKind::integer ? 1 : 0);
    where.values.add(cell);
    ++where.count;
}

ROWAN_ONCE void add_filters(Clause& where, const meta::Mapping& mapping, const Filters& filters) {
    Clause added = where;
    for (const auto& [name, value] : filters)
        add_filter(added, mapping, name, value);
    where = std::move(added);
}

ROWAN_ONCE Dict to_dict(const meta::Mapping& mapping, const void* object) {
    Dict dict;
    types::Cell cell;
    const reflect::Offsets offsets = mapping.offsets;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const meta::MappedColumn& column = mapping.columns[i];
        try {
            column.codec->encode(static_cast<const char*>(object) + offsets[i], cell);
        } catch (const types::ConversionError& error) {
            throw DataError("rowan: " + std::string(mapping.table) + "." +
                            std::string(column.name) + ": " + error.what());
        }
        dict[column.name] = Value(cell);
    }
    return dict;
}

/// Writes one value into an object's member.
inline void set_column(const meta::Mapping& mapping, std::uint16_t column, void* object,
                       const std::string& name, const Value& value) {
    const types::Codec& codec = *mapping.columns[column].codec;
    types::Cell cell;
    if (!value.is_null())
        fit_cell(cell, mapping, column, name, value, "set to");
    else if (!codec.nullable)
        throw TypeMismatch("rowan: " + std::string(mapping.entity) + "'s column '" + name +
                           "' is never NULL, since its member is no std::optional");
    try {
        codec.decode(static_cast<char*>(object) + mapping.offsets[column], cell);
    } catch (const types::ConversionError& error) {
        throw DataError("rowan: " + std::string(mapping.table) + "." +
                        std::string(mapping.columns[column].name) + ": " + error.what());
    }
}

ROWAN_ONCE DictReport from_dict(const meta::Mapping& mapping, void* object, const Dict& values) {
    DictReport report;
    const Dict before = to_dict(mapping, object);
    std::size_t done = 0;
    try {
        for (const auto& [name, value] : values) {
            std::uint16_t column = mapping.find(name);
            if (column == meta::no_column)
                report.skipped.push_back(name);
            else
                set_column(mapping, column, object, name, value);
            ++done;
        }
    } catch (...) {
        // What was set already is set back, and what failed, which may have been set in part.
        for (const auto& [name, value] : values) {
            std::uint16_t column = mapping.find(name);
            if (column != meta::no_column)
                set_column(mapping, column, object, name, before.at(mapping.columns[column].name));
            if (done-- == 0)
                break;
        }
        throw;
    }
    const Dict after = to_dict(mapping, object);
    for (const auto& [name, value] : after)
        if (!(value == before.at(name)))
            report.changed.push_back(name);
    return report;
}

} // namespace rowan::lang
