// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/raw_text.hpp>
#include <rowan/sql/text.hpp>

#include <cstddef>

namespace rowan::lang {

/// Writes the text with the dialect's own places.
constexpr void render(Text& out, const RawText& raw) {
    std::size_t at = 0;
    for (const RawPlace& place : raw.places) {
        out << raw.text.substr(at, place.begin - at);
        if (place.name == literal_colon)
            out << ':';
        else if (shares_places(out.dialect()))
            (out << '$').number(place.name + std::size_t{1});
        else
            out.placeholder();
        at = place.begin + place.size;
    }
    out << raw.text.substr(at);
}

} // namespace rowan::lang
