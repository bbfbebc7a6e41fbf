// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/map.hpp>
#include <rowan/sql/dictionary.hpp>
#include <rowan/type/json.hpp>

#include <boost/json/object.hpp>

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rowan {

namespace orm {

[[noreturn]] inline void bad_json(const meta::Mapping& mapping, std::string_view column,
                                  const std::string& why) {
    throw DataError("rowan: " + std::string(mapping.entity) + "." + std::string(column) + ": " +
                    why);
}

/// Bytes as two hexadecimal digits each, as SQL's hex().
inline std::string to_hex(std::string_view bytes) {
    std::string text;
    for (char c : bytes) {
        auto byte = static_cast<unsigned char>(c);
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}
/// False if the text is not made of such digits.
inline bool from_hex(std::string_view text, Blob& bytes) {
    auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        int high = digit(text[i]), low = digit(text[i + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes.push_back(static_cast<std::byte>(high * 16 + low));
    }
    return text.size() % 2 == 0;
}

inline boost::json::value cell_to_json(const meta::Mapping& mapping,
                                       const meta::MappedColumn& column, const types::Cell& cell) {
    boost::json::value made;
    switch (cell.kind) {
    case types::CellKind::null:
        break;
    case types::CellKind::boolean:
        made = cell.integer != 0;
        break;
    case types::CellKind::integer:
    case types::CellKind::interval:
        made = cell.integer;
        break;
    case types::CellKind::unsigned_integer:
        made = static_cast<std::uint64_t>(cell.integer);
        break;
    case types::CellKind::real:
        if (!std::isfinite(cell.real))
            bad_json(mapping, column.name, "JSON has no number that is not finite");
        made = cell.real;
        break;
    case types::CellKind::date:
        made = to_string(cell.date());
        break;
    case types::CellKind::time:
        made = to_string(cell.time());
        break;
    case types::CellKind::datetime:
        made = to_string(cell.datetime());
        break;
    case types::CellKind::blob:
        made = to_hex(cell.text);
        break;
    case types::CellKind::json:
        Type<boost::json::value>::decode(made, cell);
        break;
    case types::CellKind::text:
    case types::CellKind::decimal:
    case types::CellKind::uuid:
        made = boost::json::string_view(cell.text.data(), cell.text.size());
        break;
    }
    return made;
}

inline boost::json::value object_to_json(const meta::Mapping& mapping, const void* object) {
    boost::json::object made;
    types::Cell cell;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const meta::MappedColumn& column = mapping.columns[i];
        try {
            column.codec->encode(static_cast<const char*>(object) + mapping.offsets[i], cell);
        } catch (const types::ConversionError& error) {
            bad_json(mapping, column.name, error.what());
        }
        made[boost::json::string_view(column.name.data(), column.name.size())] =
            cell_to_json(mapping, column, cell);
    }
    return made;
}

inline Value json_to_value(const meta::Mapping& mapping, const meta::MappedColumn& column,
                           const boost::json::value& given) {
    types::CellKind kind = column.codec->kind;
    // Null is NULL where there is one; where there is none, a document may still be null.
    if (given.is_null() && column.codec->nullable)
        return {};
    if (kind == types::CellKind::json)
        return Value(boost::json::serialize(given));
    switch (given.kind()) {
    case boost::json::kind::null:
        return {};
    case boost::json::kind::bool_:
        return Value(given.get_bool());
    case boost::json::kind::int64:
        if (kind == types::CellKind::real)
            return Value(static_cast<double>(given.get_int64()));
        if (kind == types::CellKind::interval)
            return Value(std::chrono::microseconds(given.get_int64()));
        return Value(given.get_int64());
    case boost::json::kind::uint64:
        if (kind == types::CellKind::real)
            return Value(static_cast<double>(given.get_uint64()));
        if (kind == types::CellKind::decimal)
            return Value(std::to_string(given.get_uint64()));
        return Value(given.get_uint64());
    case boost::json::kind::double_:
        return Value(given.get_double());
    case boost::json::kind::string: {
        std::string_view text(given.get_string().data(), given.get_string().size());
        if (kind == types::CellKind::blob) {
            Blob bytes;
            if (!from_hex(text, bytes))
                bad_json(mapping, column.name, "bytes are two hexadecimal digits each");
            return Value(bytes);
        }
        try {
            if (kind == types::CellKind::date)
                return Value(parse<Date>(text));
            if (kind == types::CellKind::time)
                return Value(parse<Time>(text));
            if (kind == types::CellKind::datetime)
                return Value(parse<DateTime>(text));
        } catch (const Error& error) {
            bad_json(mapping, column.name, error.what());
        }
        return Value(text);
    }
    case boost::json::kind::array:
    case boost::json::kind::object:
        break;
    }
    throw TypeMismatch("rowan: " + std::string(mapping.entity) + "." + std::string(column.name) +
                       ": expected " + std::string(column.codec->expected) +
                       ", found a JSON array or object");
}

inline DictReport object_from_json(const meta::Mapping& mapping, void* object,
                                   const boost::json::value& given) {
    if (!given.is_object())
        throw TypeMismatch("rowan: from_json() of " + std::string(mapping.entity) +
                           ": expected a JSON object");
    Dict dict;
    for (const auto& member : given.get_object()) {
        std::string_view name(member.key().data(), member.key().size());
        std::uint16_t at = mapping.find(name);
        dict[name] = at == meta::no_column
                         ? Value()
                         : json_to_value(mapping, mapping.columns[at], member.value());
    }
    return lang::from_dict(mapping, object, dict);
}

} // namespace orm

/// The columns of an object as a JSON object, by their names; include <rowan/orm/json.hpp> and link
/// Boost.JSON. NULL is null; dates and times are ISO 8601, decimals and UUIDs text, bytes two
/// hexadecimal digits each, lengths of time microseconds, JSON columns what they hold. Throws
/// DataError for a number that is not finite, which JSON has not.
template <typename Entity>
[[nodiscard]] boost::json::value to_json(const Entity& object) {
    return orm::object_to_json(meta::mapping<Entity>, &object);
}

/// Sets the members of an object whose columns a JSON object names, all or none of them; says which
/// of them have changed, and which names are no columns. The forms are those of to_json(); null is
/// NULL for an optional member, also of JSON, and JSON's null for a JSON column without NULL.
/// Throws TypeMismatch and DataError, which name struct and column.
template <typename Entity>
DictReport from_json(Entity& object, const boost::json::value& value) {
    return orm::object_from_json(meta::mapping<Entity>, &object, value);
}

} // namespace rowan
