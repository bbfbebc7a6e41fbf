// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/type/codec.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

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
        if (cell.kind != types::CellKind::json && cell.kind != types::CellKind::text)
            throw types::ConversionError("expected a JSON document, found " +
                                         std::string(types::kind_name(cell.kind)));
        boost::json::parse_options options;
        options.max_depth = 1000; // The default, 32, is less than what serialize() writes.
        boost::system::error_code problem;
        value = boost::json::parse({cell.text.data(), cell.text.size()}, problem, {}, options);
        if (problem)
            throw types::ConversionError("expected a JSON document, the text is none");
    }
};

} // namespace rowan
