// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/engine/url.hpp>

#include <string>
#include <string_view>

namespace rowan::backend::firebird_soci {

/// What may stand behind the `?` of a Firebird URL.
inline constexpr std::string_view options[] = {"role"};

/// One of SOCI's parameters, which blanks separate. Throws InvalidUrl for what it can't carry.
inline void add_parameter(std::string& parameters, std::string_view key, std::string_view value) {
    if (value.empty())
        return;
    if (value.find('"') != std::string_view::npos)
        throw InvalidUrl("rowan: SOCI takes no quotes in a firebird URL");
    parameters.append(parameters.empty() ? "" : " ").append(key).append("=\"");
    parameters.append(value).append("\"");
}

/// SOCI's parameters of a URL. Throws InvalidUrl.
inline std::string read_parameters(const engine::Url& url) {
    if (!url.driver.empty() && url.driver != "soci")
        throw InvalidUrl("rowan: no driver '" + url.driver.substr(0, 32) +
                         "' for Firebird in this program; there is 'firebird://'");
    if (url.database.empty())
        throw InvalidUrl("rowan: a firebird URL names its file, as firebird:///path/of/file.fdb");
    // Without a host the path is a file's, which SQLAlchemy spells with four slashes, too.
    std::string service = url.host.empty() ? "" : url.host;
    if (url.port != 0)
        service += "/" + std::to_string(url.port);
    if (!service.empty())
        service += ":";
    else if (!url.database.starts_with('/'))
        service = "/";
    std::string parameters;
    add_parameter(parameters, "service", service + url.database);
    add_parameter(parameters, "user", url.user.empty() ? "SYSDBA" : url.user);
    add_parameter(parameters, "password", url.password);
    if (const std::string* role = url.option("role"))
        add_parameter(parameters, "role", *role);
    add_parameter(parameters, "charset", "UTF8");
    return parameters;
}

} // namespace rowan::backend::firebird_soci
