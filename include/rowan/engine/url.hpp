// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::engine {

/// The parts of `scheme+driver://user:password@host:port/database?option=value&…`, decoded.
///
/// Source of the spelling: SQLAlchemy, "Database URLs".
struct Url {
    std::string scheme;
    std::string driver;
    std::string user;
    std::string password;
    std::string host;
    int port = 0; ///< 0 is the database's own.
    std::string database;
    std::vector<std::pair<std::string, std::string>> options;

    /// The option's value, or nullptr.
    [[nodiscard]] const std::string* option(std::string_view name) const {
        for (const auto& [key, value] : options)
            if (key == name)
                return &value;
        return nullptr;
    }
    /// An option that is a number from `least` to `most`. Throws InvalidUrl if it is none.
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t otherwise,
                                      std::int64_t least, std::int64_t most) const {
        const std::string* text = option(name);
        if (!text)
            return otherwise;
        std::int64_t value = 0;
        bool valid = !text->empty() && text->size() < 16;
        for (char c : *text) {
            valid = valid && c >= '0' && c <= '9';
            if (valid)
                value = value * 10 + (c - '0');
        }
        if (!valid || value < least || value > most)
            throw InvalidUrl("rowan: option '" + std::string(name) +
                             "' of the URL must be a number "
                             "from " +
                             std::to_string(least) + " to " + std::to_string(most));
        return value;
    }
    /// An option that is on or off. Throws InvalidUrl if it is neither.
    [[nodiscard]] bool flag(std::string_view name, bool otherwise) const {
        const std::string* text = option(name);
        if (!text)
            return otherwise;
        for (std::string_view word : {"on", "true", "1", "On", "True", "ON", "TRUE"})
            if (*text == word)
                return true;
        for (std::string_view word : {"off", "false", "0", "Off", "False", "OFF", "FALSE"})
            if (*text == word)
                return false;
        throw InvalidUrl("rowan: option '" + std::string(name) + "' of the URL must be on or off");
    }
    /// Throws InvalidUrl if there is an option that is in none of the lists, so that a misspelt one
    /// is not lost in silence.
    void check_options(std::initializer_list<std::span<const std::string_view>> known) const {
        for (const auto& [key, value] : options) {
            bool found = false;
            std::string all;
            for (const auto& list : known)
                for (std::string_view name : list) {
                    found = found || key == name;
                    all.append(all.empty() ? "" : ", ").append(name);
                }
            if (!found)
                throw InvalidUrl("rowan: unknown option '" + key.substr(0, 64) + "' in a " +
                                 scheme + " URL; known are " + all);
        }
    }
    /// The URL again, its password masked.
    [[nodiscard]] std::string masked() const;
};

/// Decodes `%20`. Throws InvalidUrl if a '%' is not followed by two hexadecimal digits, and for the
/// character 0, at which a database's own functions would end the text.
inline std::string percent_decode(std::string_view text, bool plus_is_space = false) {
    auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            int high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
            int low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                throw InvalidUrl(
                    "rowan: a '%' in the URL is not followed by two hexadecimal digits");
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
        if (decoded.back() == '\0')
            throw InvalidUrl("rowan: the URL holds a character 0");
    }
    return decoded;
}

/// Where the '@' after the login is, or npos. A password may hold '@', '/' and '?' as they are; a
/// ':' before the path and an '@' after it are a login's, as SQLAlchemy reads them.
inline std::size_t end_of_login(std::string_view rest) {
    std::size_t path = rest.find_first_of("/?");
    std::size_t at = rest.substr(0, path).rfind('@');
    if (at != std::string_view::npos || path == std::string_view::npos)
        return at;
    bool has_password = rest.front() != '[' && rest.find(':') < path;
    return has_password ? rest.find('@', path) : std::string_view::npos;
}

/// Reads a database URL. Throws InvalidUrl, whose message never holds the password.
inline Url parse_url(std::string_view text) {
    Url url;
    std::size_t colon = text.find("://");
    if (colon == std::string_view::npos || colon == 0)
        throw InvalidUrl("rowan: a database URL needs '://' after its scheme");
    std::string_view scheme = text.substr(0, colon);
    for (char c : scheme)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '_'))
            throw InvalidUrl(
                "rowan: the scheme of a database URL is lower case letters and digits");
    std::size_t plus = scheme.find('+');
    url.scheme = scheme.substr(0, plus);
    if (plus != std::string_view::npos)
        url.driver = scheme.substr(plus + 1);
    std::string_view rest = text.substr(colon + 3);

    if (std::size_t at = end_of_login(rest); at != std::string_view::npos) {
        std::string_view login = rest.substr(0, at);
        rest = rest.substr(at + 1);
        std::size_t separator = login.find(':');
        url.user = percent_decode(login.substr(0, separator));
        if (separator != std::string_view::npos)
            url.password = percent_decode(login.substr(separator + 1));
    }
    if (std::size_t question = rest.find('?'); question != std::string_view::npos) {
        std::string_view options = rest.substr(question + 1);
        rest = rest.substr(0, question);
        while (!options.empty()) {
            std::string_view item = options.substr(0, options.find('&'));
            options.remove_prefix(item.size() < options.size() ? item.size() + 1 : item.size());
            std::size_t equals = item.find('=');
            if (equals == std::string_view::npos || equals == 0)
                throw InvalidUrl("rowan: an option of the URL has no '=value'");
            std::string name = percent_decode(item.substr(0, equals), true);
            if (url.option(name))
                throw InvalidUrl("rowan: an option of the URL is given twice");
            url.options.emplace_back(std::move(name),
                                     percent_decode(item.substr(equals + 1), true));
        }
    }
    std::string_view authority = rest.substr(0, rest.find('/'));
    if (authority.size() < rest.size())
        url.database = percent_decode(rest.substr(authority.size() + 1));
    std::string_view port;
    if (!authority.empty() && authority.front() == '[') {
        std::size_t end = authority.find(']');
        if (end == std::string_view::npos)
            throw InvalidUrl("rowan: the URL's host lacks its ']'");
        url.host = percent_decode(authority.substr(1, end - 1));
        port = authority.substr(end + 1);
    } else {
        std::size_t separator = authority.find(':');
        url.host = percent_decode(authority.substr(0, separator));
        port =
            separator == std::string_view::npos ? std::string_view{} : authority.substr(separator);
    }
    if (!port.empty()) {
        for (char c : port.substr(1)) {
            if (c < '0' || c > '9' || url.port > 65535)
                throw InvalidUrl("rowan: the URL's port is no number");
            url.port = url.port * 10 + (c - '0');
        }
        if (port.front() != ':' || url.port == 0 || url.port > 65535)
            throw InvalidUrl("rowan: the URL's port is not from 1 to 65535");
    }
    return url;
}

inline std::string Url::masked() const {
    std::string text = scheme + (driver.empty() ? "" : "+" + driver) + "://";
    if (!user.empty() || !password.empty())
        text += user + (password.empty() ? "" : ":***") + "@";
    text += host.find(':') == std::string::npos ? host : "[" + host + "]";
    if (port != 0)
        text += ":" + std::to_string(port);
    if (!database.empty())
        text += "/" + database;
    char separator = '?';
    for (const auto& [key, value] : options) {
        text += separator + key + "=" + (key.find("pass") != std::string::npos ? "***" : value);
        separator = '&';
    }
    return text;
}

} // namespace rowan::engine
