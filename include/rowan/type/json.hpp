// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/type/codec.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace rowan {

/// JSON documents; include <rowan/type/json.hpp> and link Boost.JSON (or include
/// <boost/json/src.hpp> in one source file).
template <>
struct Type<boost::json::value> {
    static constexpr SqlType sql_type = Json{};
    static constexpr types::CellKind kind = types::CellKind::json;
    static constexpr std::string_view expected = "a JSON document";
    static void encode(const boost::json::value& value, types::Cell& cell) {
        cell.set_owned(boost::json::serialize(value), types::CellKind::json);
    }
    static void decode(boost::json::value& value, const types::Cell& cell) {
        switch (cell.kind) {
        case types::CellKind::json:
        case types::CellKind::text:
            return parse(value, cell.text);
        // SQLite turns a document that is nothing but a number into one.
        case types::CellKind::integer:
            value = cell.integer;
            return;
        case types::CellKind::real:
            value = cell.real;
            return;
        default:
            throw types::ConversionError("expected a JSON document, found " +
                                         std::string(types::kind_name(cell.kind)));
        }
    }

  private:
    static void parse(boost::json::value& value, std::string_view text) {
        boost::json::parse_options options;
        options.max_depth = 1000; // The default, 32, is less than what serialize() writes.
        boost::system::error_code problem;
        value = boost::json::parse({text.data(), text.size()}, problem, {}, options);
        if (problem)
            throw types::ConversionError("expected a JSON document, the text is none");
    }
};

} // namespace rowan
