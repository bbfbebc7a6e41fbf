// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The server that the tests use, and a client of it that is not Rowan's.

#include <cstdint>
#include <string>
#include <vector>

struct st_mysql;

namespace rowan_test {

/// A connection by hand-written calls of the client library, to see what is really there.
class RawClient {
  public:
    explicit RawClient(const std::string& url);
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    ~RawClient();

    /// The rows of a statement, their cells joined by `|`; a failure throws std::runtime_error.
    std::vector<std::string> rows(const std::string& sql);
    /// The one cell of the one row.
    std::string value(const std::string& sql);
    void run(const std::string& sql) { rows(sql); }
    [[nodiscard]] st_mysql* handle() { return handle_; }

  private:
    st_mysql* handle_;
};

/// A database of its own on the server, dropped at the end. Without a server the program ends with
/// a message and the status 77, which CTest counts as skipped.
class ServerDatabase {
  public:
    ServerDatabase();
    ServerDatabase(const ServerDatabase&) = delete;
    ServerDatabase& operator=(const ServerDatabase&) = delete;
    ~ServerDatabase();

    [[nodiscard]] const std::string& name() const { return name_; }
    /// The URL, with more options such as "&pool_size=1".
    [[nodiscard]] std::string url(const std::string& more = "") const;
    /// The URL of another user.
    [[nodiscard]] std::string url_of(const std::string& user, const std::string& password) const;
    /// The URL with other parts; "" leaves it as it is.
    [[nodiscard]] std::string with_scheme(const std::string& scheme) const;
    [[nodiscard]] std::string with_database(const std::string& database) const;
    RawClient& raw() { return raw_; }

  private:
    std::string name_;
    RawClient raw_;
};

} // namespace rowan_test
