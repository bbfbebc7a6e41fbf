// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/mysql/server.hpp"

#include <rowan/engine/url.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <mysql.h>
#include <unistd.h>

namespace rowan_test {

namespace {

std::string found_url() {
    if (const char* given = std::getenv("ROWAN_TEST_MYSQL_URL"); given && *given)
        return given;
    std::string url;
    if (const char* file = std::getenv("ROWAN_TEST_MYSQL_FILE"))
        std::getline(std::ifstream(file), url);
    return url;
}

/// The server's URL in its parts.
const rowan::engine::Url& server() {
    static const rowan::engine::Url parts = [] {
        std::string url = found_url();
        if (url.empty()) {
            std::puts("skipped: no MySQL or MariaDB server; tests/servers/mysql.sh starts one, or "
                      "name one in ROWAN_TEST_MYSQL_URL");
            std::fflush(stdout);
            std::_Exit(77);
        }
        return rowan::engine::parse_url(url);
    }();
    return parts;
}

std::string encoded(const std::string& text) {
    std::string result;
    for (char c : text) {
        char digits[4];
        std::snprintf(digits, sizeof digits, "%%%02x", static_cast<unsigned>(c) & 0xffU);
        result += digits;
    }
    return result;
}

std::string joined(const rowan::engine::Url& url) {
    std::string text = url.scheme + "://" + encoded(url.user) + ":" + encoded(url.password) + "@" +
                       url.host + (url.port ? ":" + std::to_string(url.port) : "") + "/" +
                       encoded(url.database) + "?charset=utf8mb4";
    for (const auto& [name, value] : url.options)
        if (name != "charset")
            text += "&" + name + "=" + encoded(value);
    return text;
}

} // namespace

RawClient::RawClient(const std::string& url) : handle_(mysql_init(nullptr)) {
    rowan::engine::Url parts = rowan::engine::parse_url(url);
    mysql_options(handle_, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    const std::string* socket = parts.option("unix_socket");
    if (!mysql_real_connect(handle_, parts.host.empty() ? nullptr : parts.host.c_str(),
                            parts.user.c_str(), parts.password.c_str(), parts.database.c_str(),
                            static_cast<unsigned>(parts.port), socket ? socket->c_str() : nullptr,
                            0)) {
        std::string message = mysql_error(handle_);
        mysql_close(handle_);
        throw std::runtime_error(message);
    }
}

RawClient::~RawClient() { mysql_close(handle_); }

std::vector<std::string> RawClient::rows(const std::string& sql) {
    if (mysql_real_query(handle_, sql.data(), sql.size()) != 0)
        throw std::runtime_error(sql + ": " + mysql_error(handle_));
    std::vector<std::string> result;
    MYSQL_RES* rows = mysql_store_result(handle_);
    if (!rows)
        return result;
    unsigned columns = mysql_num_fields(rows);
    while (MYSQL_ROW row = mysql_fetch_row(rows)) {
        const unsigned long* lengths = mysql_fetch_lengths(rows);
        std::string line;
        for (unsigned i = 0; i < columns; ++i) {
            line += i > 0 ? "|" : "";
            line += row[i] ? std::string(row[i], lengths[i]) : "NULL";
        }
        result.push_back(line);
    }
    mysql_free_result(rows);
    return result;
}

std::string RawClient::value(const std::string& sql) { return rows(sql).at(0); }

ServerDatabase::ServerDatabase()
    : name_("rowan_test_" + std::to_string(getpid())), raw_(joined(server())) {
    static int count = 0;
    name_ += "_" + std::to_string(++count);
    raw_.run("DROP DATABASE IF EXISTS " + name_);
    raw_.run("CREATE DATABASE " + name_ + " CHARACTER SET utf8mb4");
    raw_.run("USE " + name_);
}

ServerDatabase::~ServerDatabase() {
    try {
        // A session that is still open, as a thread's default one, would hold the tables.
        for (const std::string& id :
             raw_.rows("SELECT id FROM information_schema.processlist WHERE db = '" + name_ +
                       "' AND id <> CONNECTION_ID()"))
            try {
                raw_.run("KILL " + id);
            } catch (const std::exception&) {
                // It has ended meanwhile.
            }
        raw_.run("DROP DATABASE " + name_);
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "%s\n", problem.what());
    }
}

std::string ServerDatabase::url(const std::string& more) const {
    return with_database(name_) + more;
}
std::string ServerDatabase::url_of(const std::string& user, const std::string& password) const {
    rowan::engine::Url url = server();
    url.user = user;
    url.password = password;
    url.database = name_;
    return joined(url);
}
std::string ServerDatabase::with_scheme(const std::string& scheme) const {
    rowan::engine::Url url = server();
    url.scheme = scheme;
    url.database = name_;
    return joined(url);
}
std::string ServerDatabase::with_database(const std::string& database) const {
    rowan::engine::Url url = server();
    url.database = database;
    return joined(url);
}

} // namespace rowan_test
