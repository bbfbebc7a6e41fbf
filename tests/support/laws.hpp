// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The laws of a type that can be a column, for Rowan's own types and for a user's:
//     laws<Colour>({Colour::red, Colour::green});
// checks them on the codec; with a carrier of one's own (a database) as second argument, on that.

#include "tests/support/catch.hpp"

#include <rowan/type/codec.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace rowan_test {

using rowan::types::Cell;
using rowan::types::CellKind;
using rowan::types::ConversionError;

/// A cell as it comes out of a driver: its text is somewhere else than where it was bound.
struct Wire {
    Cell cell;
    std::vector<char> bytes;

    explicit Wire(const Cell& bound) {
        cell.kind = bound.kind;
        cell.integer = bound.integer;
        cell.real = bound.real;
        // A cell that holds no text may still point to one that is gone.
        if (rowan::types::is_text(bound.kind))
            bytes.assign(bound.text.begin(), bound.text.end());
        cell.text = {bytes.data(), bytes.size()};
    }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    /// Equal as a database sees it: what the kind does not use does not count.
    bool same_as(const Wire& other) const {
        if (cell.kind != other.cell.kind)
            return false;
        if (cell.kind == CellKind::null)
            return true;
        if (rowan::types::is_text(cell.kind))
            return cell.text == other.cell.text;
        return cell.kind == CellKind::real ? cell.real == other.cell.real
                                           : cell.integer == other.cell.integer;
    }
};

/// By value, because the elements of a std::vector<bool> have no address.
template <typename Member>
void encode(const Member& value, Cell& cell) {
    rowan::types::codec<Member>.encode(&value, cell);
}

/// Carries values through the codec and nothing else.
struct ThroughCell {
    Cell reused;

    template <typename Member>
    Member operator()(const Member& value) {
        const auto& codec = rowan::types::codec<Member>;
        codec.encode(&value, reused);
        const Wire wire(reused);
        Member back{};
        codec.decode(&back, wire.cell);
        return back;
    }
};

/// Each value comes back as it was, also inside an optional; an empty optional comes back empty.
template <typename Member, typename Carrier>
void round_trip_laws(Carrier&& carry, const std::vector<Member>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        INFO("value number " << i);
        CHECK(bool(carry(values[i]) == values[i]));
        const std::optional<Member> full(values[i]);
        CHECK(bool(carry(full) == full));
    }
    const std::optional<Member> empty;
    CHECK_FALSE(carry(empty).has_value());
}

/// What a codec promises beside the round trip.
template <typename Member>
void codec_laws(const std::vector<Member>& values) {
    using Optional = std::optional<Member>;
    const auto& codec = rowan::types::codec<Member>;
    const auto& optional_codec = rowan::types::codec<Optional>;
    CHECK_FALSE(codec.nullable);
    CHECK(optional_codec.nullable);
    CHECK(codec.sql_type == optional_codec.sql_type);
    CHECK(codec.kind == optional_codec.kind);
    CHECK_FALSE(codec.expected.empty());

    for (std::size_t i = 0; i < values.size(); ++i) {
        INFO("value number " << i);
        Cell fresh;
        encode<Member>(values[i], fresh);
        const Wire wire(fresh);
        CHECK((wire.cell.kind == codec.kind ||
               (codec.kind == CellKind::integer && wire.cell.kind == CellKind::unsigned_integer)));

        // An optional is written as its value is.
        const Optional full(values[i]);
        Cell of_optional;
        optional_codec.encode(&full, of_optional);
        CHECK(wire.same_as(Wire(of_optional)));

        for (std::size_t j = 0; j < values.size(); ++j) {
            // Neither what the cell held nor what the member held before matters.
            Cell used;
            encode<Member>(values[j], used);
            encode<Member>(values[i], used);
            CHECK(wire.same_as(Wire(used)));
            Member member = values[j];
            codec.decode(&member, wire.cell);
            CHECK(bool(member == values[i]));
            Optional optional(values[j]);
            optional_codec.decode(&optional, wire.cell);
            CHECK(bool(optional == full));

            // Values are equal exactly if what is written is.
            Cell other;
            encode<Member>(values[j], other);
            CHECK(bool(values[i] == values[j]) == wire.same_as(Wire(other)));
        }

        Optional emptied(values[i]);
        Cell null;
        optional_codec.decode(&emptied, null);
        CHECK_FALSE(emptied.has_value());
        Cell used;
        encode<Member>(values[i], used);
        optional_codec.encode(&emptied, used);
        CHECK(used.kind == CellKind::null);
        Member member = values[i];
        CHECK_THROWS_AS(codec.decode(&member, null), ConversionError);
    }
}

/// Any cell a database may hold is either read or refused with a ConversionError.
template <typename Member>
void foreign_cell_laws() {
    const auto& codec = rowan::types::codec<Member>;
    for (int kind = 0; kind <= static_cast<int>(CellKind::json); ++kind) {
        for (std::int64_t integer : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1},
                                     std::int64_t{2}, INT64_MAX}) {
            for (const char* text : {"", "x", "-", "1", "-1.5", "1e400", "nan", "2026-02-30", "{",
                                     "2026-11-22 10:00:00", "99999999999999999999999"}) {
                Cell cell;
                cell.kind = static_cast<CellKind>(kind);
                cell.integer = integer;
                cell.real = static_cast<double>(integer) * 1e300;
                cell.text = text;
                // What is no moment of the calendar does not come out of a driver.
                if (cell.kind == CellKind::date)
                    cell.integer = integer % 1000;
                Member member{};
                try {
                    codec.decode(&member, cell);
                } catch (const ConversionError& error) {
                    CHECK_FALSE(std::string(error.what()).empty());
                }
            }
        }
    }
}

/// All laws, on the codec.
template <typename Member>
void laws(const std::vector<Member>& values) {
    round_trip_laws<Member>(ThroughCell{}, values);
    codec_laws<Member>(values);
    foreign_cell_laws<Member>();
}

/// The laws that a database keeps: `carry(value)` writes the value and reads it back.
template <typename Member, typename Carrier>
void laws(const std::vector<Member>& values, Carrier&& carry) {
    round_trip_laws<Member>(carry, values);
}

} // namespace rowan_test
