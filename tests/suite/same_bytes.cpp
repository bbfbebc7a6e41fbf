// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Rowan's side of python/same_bytes.py, which runs these two tests: hidden to all others.
#include "tests/suite/database.hpp"
#include "tests/suite/everything.hpp"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/uuid/string_generator.hpp>

using namespace rowan_test;
using namespace rowan::literals;

namespace {

struct User {
    std::string id;
    std::string name;

    static constexpr auto table = rowan::table("user", rowan::primary_key<&User::id>());
};

struct StacHarvester {
    std::string harvester_id;
    std::optional<std::string> user;
    std::optional<std::string> owner_org;
    std::optional<std::string> url;
    std::optional<std::string> number_records;
    std::optional<std::string> status;
    std::optional<std::string> message;
    std::optional<rowan::DateTime> _date;

    static constexpr auto table =
        rowan::table("stac_harvester", rowan::primary_key<&StacHarvester::harvester_id>(),
                     rowan::foreign_key<&StacHarvester::user>(rowan::references<&User::id>()));
};

/// Calls `each(name, member)` for every column of the struct.
template <typename Each>
void members(User& row, Each each) {
    each("id", row.id), each("name", row.name);
}
template <typename Each>
void members(StacHarvester& row, Each each) {
    each("harvester_id", row.harvester_id), each("user", row.user);
    each("owner_org", row.owner_org), each("url", row.url);
    each("number_records", row.number_records), each("status", row.status);
    each("message", row.message), each("_date", row._date);
}
template <typename Each>
void members(Everything& row, Each each) {
    each("id", row.id), each("flag", row.flag), each("i8", row.i8), each("i16", row.i16);
    each("i32", row.i32), each("i64", row.i64), each("u8", row.u8), each("u16", row.u16);
    each("u32", row.u32), each("u64", row.u64), each("f32", row.f32), each("f64", row.f64);
    each("text", row.text), each("bytes", row.bytes), each("day", row.day);
    each("clock", row.clock), each("moment", row.moment), each("lasting", row.lasting);
    each("exact", row.exact), each("unique_id", row.unique_id), each("colour", row.colour);
    each("document", row.document), each("line", row.line), each("price", row.price);
    each("maybe", row.maybe), each("maybe_number", row.maybe_number);
    each("maybe_real", row.maybe_real), each("maybe_flag", row.maybe_flag);
    each("maybe_moment", row.maybe_moment), each("maybe_bytes", row.maybe_bytes);
}

std::string text_of(const boost::json::value& told) { return std::string(told.as_string()); }

/// Reads a value as the description spells it.
template <typename Member>
void read(Member& member, const boost::json::value& told) {
    if constexpr (rowan::types::is_optional<Member>) {
        if (told.is_null())
            member.reset();
        else
            read(member.emplace(), told);
    } else if constexpr (std::is_same_v<Member, boost::json::value>) {
        member = told;
    } else if constexpr (std::is_same_v<Member, bool>) {
        member = told.as_bool();
    } else if constexpr (std::is_integral_v<Member>) {
        const std::string text = text_of(told);
        REQUIRE(std::from_chars(text.data(), text.data() + text.size(), member).ec == std::errc{});
    } else if constexpr (std::is_floating_point_v<Member>) {
        member = static_cast<Member>(std::strtod(text_of(told).c_str(), nullptr));
    } else if constexpr (std::is_same_v<Member, std::string>) {
        member = text_of(told);
    } else if constexpr (std::is_same_v<Member, rowan::Blob>) {
        const std::string digits = text_of(told);
        member.clear();
        for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
            member.push_back(static_cast<std::byte>(std::stoi(digits.substr(i, 2), nullptr, 16)));
    } else if constexpr (std::is_same_v<Member, std::chrono::seconds>) {
        member = std::chrono::seconds(std::stoll(text_of(told)));
    } else if constexpr (std::is_same_v<Member, rowan::Decimal>) {
        member = rowan::Decimal(text_of(told));
    } else if constexpr (std::is_same_v<Member, boost::uuids::uuid>) {
        member = boost::uuids::string_generator()(text_of(told));
    } else if constexpr (std::is_same_v<Member, Colour>) {
        const std::string name = text_of(told);
        member = name == "red"     ? Colour::red
                 : name == "green" ? Colour::green
                                   : Colour::ultramarine;
    } else {
        member = rowan::parse<Member>(text_of(told));
    }
}

const char* setting(const char* name) {
    const char* value = std::getenv(name);
    if (!value)
        throw std::runtime_error(std::string(name) + " is not set; run python/same_bytes.py");
    return value;
}

/// The rows that the description has for a table.
template <typename Entity>
std::vector<Entity> described(const char* table) {
    std::ifstream file(setting("ROWAN_SAME_BYTES"));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const boost::json::value all = boost::json::parse(text);
    std::vector<Entity> rows;
    for (const boost::json::value& told : all.as_object().at(table).as_array())
        members(rows.emplace_back(),
                [&](const char* name, auto& member) { read(member, told.as_object().at(name)); });
    return rows;
}

template <typename Entity>
void compare(rowan::Session& session, const char* table) {
    std::vector<Entity> expected = described<Entity>(table);
    CHECK(rowan::query<Entity>(session).count() == static_cast<std::int64_t>(expected.size()));
    for (Entity& told : expected) {
        std::string key;
        members(told, [&](const char*, auto& member) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>)
                if (key.empty())
                    key = member;
        });
        INFO(table << " " << key);
        const rowan::Dict all = rowan::lang::to_dict(rowan::meta::mapping<Entity>, &told);
        Entity row = rowan::query<Entity>(session).filter_by(rowan::Filters{*all.begin()}).one();
        std::vector<const void*> found;
        members(row, [&](const char*, auto& member) { found.push_back(&member); });
        std::size_t i = 0;
        members(told, [&](const char* name, auto& member) {
            INFO(name);
            using Member = std::remove_cvref_t<decltype(member)>;
            CHECK(bool(*static_cast<const Member*>(found[i++]) == member));
        });
    }
}

} // namespace

TEST_CASE("SQLAlchemy's rows: read", "[.same_bytes]") {
    rowan::Engine engine(setting("ROWAN_SAME_BYTES_URL"));
    rowan::Session session(engine);
    compare<User>(session, "user");
    compare<StacHarvester>(session, "stac_harvester");
    compare<Everything>(session, "everything");
}

TEST_CASE("SQLAlchemy's rows: written", "[.same_bytes]") {
    rowan::Engine engine(setting("ROWAN_SAME_BYTES_URL"));
    rowan::create_all<User, StacHarvester, Everything>(engine);
    rowan::Session session(engine);
    session.insert_all(described<User>("user"));
    session.insert_all(described<StacHarvester>("stac_harvester"));
    session.insert_all(described<Everything>("everything"));
    session.commit();
    compare<Everything>(session, "everything");
}
