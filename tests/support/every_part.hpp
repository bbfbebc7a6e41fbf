// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Models that use every part of a table and every built-in type, for the tests of schema and DDL.

#include <rowan/schema/map.hpp>
#include <rowan/type/builtin.hpp>
#include <rowan/type/enumeration.hpp>
#include <rowan/type/uuid.hpp>

#include <boost/uuid/uuid.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace every {

enum class Colour { red, green, ultramarine };

struct Place {
    std::string street;
    std::optional<std::string> city;

    friend bool operator==(const Place&, const Place&) = default;
};

struct Author {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table =
        rowan::table("author", rowan::primary_key<&Author::id>(),
                     rowan::column<&Author::name>(rowan::unique, rowan::comment("the author's")));
};

/// Every part a table can have.
struct Book {
    std::int32_t number = 0;
    std::string title;
    std::optional<std::string> subtitle;
    std::optional<std::int64_t> author;
    std::optional<std::int32_t> sequel_of;
    std::int64_t pages = 0;
    std::int64_t leaves = 0;
    std::int32_t revision = 1;
    Place printed;

    static constexpr auto table = rowan::table(
        "book", rowan::comment("What's on the shelf"),
        rowan::column<&Book::number>("nr", rowan::autoincrement),
        rowan::column<&Book::title>(rowan::type(rowan::Varchar{80}), rowan::unique,
                                    rowan::server_default("'untitled'"),
                                    rowan::renamed_from("name")),
        rowan::column<&Book::subtitle>(rowan::comment("a \\ and a '")),
        rowan::column<&Book::leaves>(rowan::computed("pages / 2")),
        rowan::primary_key<&Book::number>(), rowan::unique<&Book::title, &Book::author>(),
        rowan::unique<&Book::subtitle>("one_subtitle"), rowan::index<&Book::author>(),
        rowan::index<&Book::author, &Book::pages>().unique().where("pages > 100"),
        rowan::index<&Book::pages>("ix_long").expression("lower(title), upper(title)"),
        rowan::index<&Book::printed>("ix_printed"),
        rowan::foreign_key<&Book::author>(rowan::references<&Author::id>())
            .on_delete(rowan::cascade)
            .on_update(rowan::set_null)
            .deferrable(),
        rowan::foreign_key<&Book::sequel_of>(rowan::references<&Book::number>(), "fk_sequel"),
        rowan::check("positive", "pages >= 0"), rowan::check("", "revision > 0"),
        rowan::version<&Book::revision>());
};

/// Every built-in type.
struct Everything {
    std::string id;
    bool flag = false;
    std::int8_t i8 = 0;
    std::int16_t i16 = 0;
    std::int32_t i32 = 0;
    std::int64_t i64 = 0;
    std::uint8_t u8 = 0;
    std::uint16_t u16 = 0;
    std::uint32_t u32 = 0;
    std::uint64_t u64 = 0;
    float f32 = 0;
    double f64 = 0;
    std::string text;
    rowan::Blob bytes;
    rowan::Date day{};
    rowan::Time clock;
    rowan::DateTime moment;
    std::chrono::seconds lasting{};
    rowan::Decimal exact;
    boost::uuids::uuid unique_id{};
    Colour colour = Colour::red;
    std::string line;
    std::string code;
    rowan::Decimal price;
    rowan::DateTime zoned;
    std::string shape;
    std::optional<std::string> maybe;

    static constexpr auto table = rowan::table(
        rowan::primary_key<&Everything::id>(),
        rowan::column<&Everything::line>(rowan::type(rowan::Varchar{40})),
        rowan::column<&Everything::code>(rowan::type(rowan::Char{3})),
        rowan::column<&Everything::price>(rowan::type(rowan::Numeric{12, 2})),
        rowan::column<&Everything::zoned>(rowan::type(rowan::Timestamp{.with_time_zone = true})),
        rowan::column<&Everything::shape>(
            rowan::type(rowan::Custom{.sqlite = "TEXT", .postgresql = "POINT"})));
};

} // namespace every
