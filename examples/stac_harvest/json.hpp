// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stac {

/// A document that can't be used; the message says where in it and what is wrong.
struct DocumentError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A value inside a JSON document that knows its place, so that errors can name it.
class Json {
  public:
    /// The whole of a document, which must outlive this view.
    explicit Json(const boost::json::value& document) : value_(&document) {}

    /// The member of that name; it must be there and not null.
    [[nodiscard]] Json at(std::string_view name) const;
    /// The member of that name, or nothing where it is missing or null.
    [[nodiscard]] std::optional<Json> find(std::string_view name) const;
    /// The elements of an array; nothing for those that are null.
    [[nodiscard]] std::vector<std::optional<Json>> elements() const;
    /// The members of an object, each under its name.
    [[nodiscard]] std::vector<std::pair<std::string, Json>> members() const;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] double number() const;

    /// The text of a member, or nothing where it is missing or null.
    [[nodiscard]] std::optional<std::string> text_of(std::string_view name) const;

    /// Throws a DocumentError that begins with the place of this value.
    [[noreturn]] void fail(const std::string& what) const;

  private:
    Json(const boost::json::value& value, std::string place)
        : value_(&value), place_(std::move(place)) {}
    [[nodiscard]] std::string place_of(std::string_view name) const;
    [[noreturn]] void fail_type(std::string_view expected) const;

    const boost::json::value* value_;
    std::string place_;
};

/// Reads JSON text; a DocumentError names the line and column where it is invalid.
[[nodiscard]] boost::json::value parse_json(std::string_view text);

} // namespace stac
