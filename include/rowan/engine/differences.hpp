// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/links.hpp>
#include <rowan/schema/mapping.hpp>
#include <rowan/type/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

namespace rowan::engine {

/// Whether two members hold the same value. Codecs that are fast say so without a cell.
inline bool same_value(const types::Codec& codec, const void* a, const void* b) {
    using types::Fast;
    auto equal = [&]<typename Member>() {
        return *static_cast<const Member*>(a) == *static_cast<const Member*>(b);
    };
    switch (codec.fast) {
    case Fast::text:
        return equal.template operator()<std::string>();
    case Fast::optional_text:
        return equal.template operator()<std::optional<std::string>>();
    case Fast::int64:
        return equal.template operator()<std::int64_t>();
    case Fast::optional_int64:
        return equal.template operator()<std::optional<std::int64_t>>();
    case Fast::int32:
        return equal.template operator()<std::int32_t>();
    case Fast::optional_int32:
        return equal.template operator()<std::optional<std::int32_t>>();
    case Fast::datetime:
        return equal.template operator()<DateTime>();
    case Fast::optional_datetime:
        return equal.template operator()<std::optional<DateTime>>();
    default:
        break;
    }
    types::Cell one, other;
    codec.encode(a, one);
    codec.encode(b, other);
    if (one.kind != other.kind)
        return false;
    if (one.kind == types::CellKind::null)
        return true;
    if (types::is_text(one.kind))
        return one.text == other.text;
    // Bit by bit: a NaN is the same as itself.
    return one.kind == types::CellKind::real
               ? std::memcmp(&one.real, &other.real, sizeof one.real) == 0
               : one.integer == other.integer;
}

/// The columns in which two objects differ, in their order; `computed` ones are the database's.
inline void differing_columns(const meta::Mapping& mapping, const void* a, const void* b,
                              std::vector<std::uint16_t>& columns) {
    columns.clear();
    const reflect::Offsets offsets = mapping.offsets;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i)
        if (mapping.columns[i].computed.empty() &&
            !same_value(*mapping.columns[i].codec, static_cast<const char*>(a) + offsets[i],
                        static_cast<const char*>(b) + offsets[i]))
            columns.push_back(static_cast<std::uint16_t>(i));
}
inline bool columns_differ(const meta::Mapping& mapping, const void* a, const void* b) {
    const reflect::Offsets offsets = mapping.offsets;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i)
        if (!same_value(*mapping.columns[i].codec, static_cast<const char*>(a) + offsets[i],
                        static_cast<const char*>(b) + offsets[i]) &&
            mapping.columns[i].computed.empty())
            return true;
    return false;
}
/// Whether two lists of a relation point to the same objects, in whatever order.
inline bool same_links(const meta::ListHead* a, const meta::ListHead* b) {
    const Links* some = links_of(a);
    const Links* others = links_of(b);
    std::size_t count = some ? some->size() : 0;
    if (count != (others ? others->size() : 0))
        return false;
    for (std::size_t i = 0; i < count; ++i)
        if (some->address(i) != others->address(i) && !others->has(some->address(i)))
            return false;
    return true;
}

} // namespace rowan::engine
