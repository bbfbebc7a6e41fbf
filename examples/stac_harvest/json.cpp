// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#include "json.hpp"

#include <boost/json/kind.hpp>
#include <boost/json/parser.hpp>

#include <algorithm>

namespace stac {

Json Json::at(std::string_view name) const {
    if (auto member = find(name))
        return *member;
    fail("'" + std::string(name) + "' is missing");
}

std::optional<Json> Json::find(std::string_view name) const {
    if (!value_->is_object())
        fail_type("object");
    const auto* member = value_->get_object().if_contains({name.data(), name.size()});
    if (member == nullptr || member->is_null())
        return std::nullopt;
    return Json(*member, place_of(name));
}

std::vector<std::optional<Json>> Json::elements() const {
    if (!value_->is_array())
        fail_type("array");
    std::vector<std::optional<Json>> list;
    for (const auto& element : value_->get_array()) {
        std::string place = place_ + "[" + std::to_string(list.size()) + "]";
        list.push_back(element.is_null() ? std::nullopt
                                         : std::optional(Json(element, std::move(place))));
    }
    return list;
}

std::vector<std::pair<std::string, Json>> Json::members() const {
    if (!value_->is_object())
        fail_type("object");
    std::vector<std::pair<std::string, Json>> list;
    for (const auto& member : value_->get_object()) {
        std::string name(member.key());
        list.emplace_back(name, Json(member.value(), place_of(name)));
    }
    return list;
}

std::string Json::text() const {
    if (!value_->is_string())
        fail_type("string");
    const auto& string = value_->get_string();
    return {string.data(), string.size()};
}

double Json::number() const {
    if (!value_->is_number())
        fail_type("number");
    return value_->to_number<double>();
}

std::optional<std::string> Json::text_of(std::string_view name) const {
    auto member = find(name);
    return member ? std::optional(member->text()) : std::nullopt;
}

void Json::fail(const std::string& what) const {
    throw DocumentError(place_.empty() ? what : place_ + ": " + what);
}

std::string Json::place_of(std::string_view name) const {
    return place_.empty() ? std::string(name) : place_ + "." + std::string(name);
}

void Json::fail_type(std::string_view expected) const {
    std::string_view found;
    switch (value_->kind()) {
    case boost::json::kind::null:
        found = "null";
        break;
    case boost::json::kind::bool_:
        found = "boolean";
        break;
    case boost::json::kind::int64:
    case boost::json::kind::uint64:
    case boost::json::kind::double_:
        found = "number";
        break;
    case boost::json::kind::string:
        found = "string";
        break;
    case boost::json::kind::array:
        found = "array";
        break;
    case boost::json::kind::object:
        found = "object";
        break;
    }
    fail("expected " + std::string(expected) + ", found " + std::string(found));
}

boost::json::value parse_json(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = 128;
    boost::json::parser parser({}, options);
    boost::json::error_code problem;
    std::size_t read = parser.write_some(text.data(), text.size(), problem);
    if (!problem && read < text.size())
        problem = boost::json::error::extra_data;
    if (!problem)
        return parser.release();

    std::string_view before = text.substr(0, read);
    auto line = 1 + std::count(before.begin(), before.end(), '\n');
    // Without a line break before it, npos + 1 is the start of the text.
    auto column = 1 + read - (before.rfind('\n') + 1);
    throw DocumentError("invalid JSON at line " + std::to_string(line) + ", column " +
                        std::to_string(column) + ": " + problem.message());
}

} // namespace stac
