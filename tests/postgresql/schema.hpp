// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A schema of its own on the test server, dropped at the end.

#include "tests/support/catch.hpp"

#include <rowan/rowan.hpp>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <string>

#include <unistd.h>

namespace rowan_test {

/// The URL of the server, which has options already; without one the test ends and is skipped.
inline std::string server_url() {
    std::string url;
    if (const char* own = std::getenv("ROWAN_TEST_POSTGRESQL_URL"))
        url = own;
    else if (std::ifstream file(ROWAN_POSTGRESQL_URL_FILE); file)
        std::getline(file, url);
    if (url.empty())
        FAIL("skipped: no PostgreSQL server");
    return url + (url.find('?') == std::string::npos ? "?" : "&");
}

class Schema {
  public:
    Schema() {
        static std::atomic<int> count = 0;
        name_ = "test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
        run("CREATE SCHEMA " + name_);
    }
    Schema(const Schema&) = delete;
    Schema& operator=(const Schema&) = delete;
    ~Schema() {
        try {
            run("DROP SCHEMA " + name_ + " CASCADE");
        } catch (const rowan::Error&) {
            // The test has failed already, or its server is gone.
        }
    }

    [[nodiscard]] const std::string& name() const { return name_; }
    /// `url("&pool_size=1")`
    [[nodiscard]] std::string url(const std::string& options = "") const {
        return server_url() + "search_path=" + name_ + options;
    }

  private:
    static void run(const std::string& sql) {
        rowan::Engine engine(server_url() + "lock_timeout=5000");
        rowan::Session session(engine);
        session.execute_unchecked(sql);
        session.commit();
    }

    std::string name_;
};

/// The URL with another login.
inline std::string url_as(const std::string& user, const std::string& password = "") {
    std::string url = server_url();
    std::size_t start = url.find("://") + 3, at = url.find('@');
    return url.substr(0, start) + user + (password.empty() ? "" : ":" + password) +
           (at == std::string::npos ? "@" + url.substr(start) : url.substr(at));
}

/// The error of a call, which must be of this very type.
template <typename Error, typename Call>
Error error_of(Call call) {
    try {
        call();
    } catch (const Error& error) {
        CHECK(typeid(error) == typeid(Error));
        return error;
    }
    FAIL("nothing was thrown");
    throw rowan::Error("not reached");
}

} // namespace rowan_test
