// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/dialects.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::backend::soci_generic {

/// A dialect as SOCI wants it written, whose backends rewrite `:p1` to what their database has.
constexpr lang::Dialect with_colons(lang::Dialect dialect) {
    dialect.placeholder = lang::Placeholder::colon;
    return dialect;
}

/// Whether a name in quotes (or what else stands in them, but for text) holds one of these.
inline bool is_in_a_name(std::string_view sql, std::string_view characters) {
    char quote = 0;
    for (char c : sql) {
        if (quote == 0)
            quote = c == '\'' || c == '"' || c == '`' ? c : '\0';
        else if (c == quote)
            quote = 0;
        else if (quote != '\'' && characters.find(c) != std::string_view::npos)
            return true;
    }
    return false;
}

/// SQL with the places of its values known, of which some may hold blobs.
class StatementText {
  public:
    explicit StatementText(std::string_view sql) : sql_(sql) {
        char quote = 0;
        for (std::size_t i = 0; i < sql.size(); ++i) {
            char c = sql[i];
            if (quote != 0) {
                if (c == quote)
                    quote = 0;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == ':' && i + 1 < sql.size() && sql[i + 1] == 'p') {
                std::size_t end = i + 2;
                while (end < sql.size() && sql[end] >= '0' && sql[end] <= '9')
                    ++end;
                places_.push_back({i, end});
                i = end - 1;
            }
        }
    }

    /// How many values there are.
    [[nodiscard]] std::size_t size() const { return places_.size(); }
    /// Says whether a value is a blob; true if that is news.
    bool mark(std::size_t index, bool blob) {
        if (places_[index].blob == blob)
            return false;
        places_[index].blob = blob;
        return true;
    }
    /// The SQL with `before` and `after` around the places of blobs.
    [[nodiscard]] std::string render(std::string_view before, std::string_view after) const {
        std::string text;
        std::size_t done = 0;
        for (const Place& place : places_) {
            if (!place.blob)
                continue;
            text.append(sql_, done, place.begin - done).append(before);
            text.append(sql_, place.begin, place.end - place.begin).append(after);
            done = place.end;
        }
        return text.append(sql_, done);
    }

  private:
    struct Place {
        std::size_t begin;
        std::size_t end;
        bool blob = false;
    };

    std::string sql_;
    std::vector<Place> places_;
};

} // namespace rowan::backend::soci_generic
