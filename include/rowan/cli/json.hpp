// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::cli {

/// A JSON string in its quotes.
inline std::string quoted_json(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
            out += escape;
        } else {
            out += c;
        }
    }
    return out + '"';
}

/// A JSON object or array while it grows.
class Json {
  public:
    static Json object() { return Json('{', '}'); }
    static Json array() { return Json('[', ']'); }

    Json& add(std::string_view key, std::string_view value) { return raw(key, quoted_json(value)); }
    Json& add(std::string_view key, const char* value) { return add(key, std::string_view(value)); }
    Json& add(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
    Json& add(std::string_view key, long long value) { return raw(key, std::to_string(value)); }
    Json& add(std::string_view key, const Json& value) { return raw(key, value.text()); }
    Json& push(std::string_view value) { return raw({}, quoted_json(value)); }
    Json& push(const Json& value) { return raw({}, value.text()); }

    [[nodiscard]] std::string text() const { return text_ + end_; }

  private:
    Json(char begin, char end) : text_(1, begin), end_(end) {}
    Json& raw(std::string_view key, const std::string& value) {
        if (text_.size() > 1)
            text_ += ", ";
        if (end_ == '}')
            text_ += quoted_json(key) + ": ";
        text_ += value;
        return *this;
    }

    std::string text_;
    char end_;
};

} // namespace rowan::cli
