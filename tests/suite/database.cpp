// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"

#include <rowan/engine/session_work.hpp>
#include <rowan/engine/url.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <unistd.h>

namespace rowan_test {

namespace {

namespace engine = rowan::engine;

/// Runs SQL that stands in no transaction.
void run_alone(const rowan::Engine& on, const std::string& sql) {
    auto& database = static_cast<engine::Database&>(*on.core());
    engine::Lease lease(database.pool());
    try {
        lease->connection->execute(sql);
    } catch (const engine::DriverError& error) {
        throw std::runtime_error(sql + ": " + error.message);
    }
}

/// How a server makes and drops a database; `{}` is its name.
struct Provision {
    std::string_view dialect;
    std::string_view create;
    std::string_view drop;
};
constexpr Provision provisions[] = {
    {"postgresql", "CREATE DATABASE {}", "DROP DATABASE {} WITH (FORCE)"},
    // Text is compared as it is: neither case nor trailing spaces are ignored.
    {"mysql", "CREATE DATABASE {} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin",
     "DROP DATABASE {}"},
};

std::string with_name(std::string_view sql, const std::string& name) {
    std::string text(sql);
    return text.replace(text.find("{}"), 2, name);
}

/// `ROWAN_SUITE_URL`, read from a file where it is `@/path/of/file`.
std::string given_url() {
    const char* given = std::getenv("ROWAN_SUITE_URL");
    std::string url = given ? given : "";
    if (url.starts_with('@')) {
        std::ifstream file(url.substr(1));
        url.clear();
        std::getline(file, url);
        if (url.empty()) {
            std::printf("skipped: no server (%s)\n", given);
            std::fflush(stdout);
            std::_Exit(77);
        }
    }
    return url;
}

/// This process's database, made when it is first asked for and gone when the process ends.
class Own {
  public:
    Own() {
        const std::string name = "suite_" + std::to_string(::getpid());
        const std::string given = given_url();
        const rowan::engine::Url parsed =
            rowan::engine::parse_url(given.empty() ? "sqlite://" : given);
        if (parsed.scheme == "sqlite") {
            if (!given.empty() && parsed.database.empty()) {
                url_ = given; // In memory.
                return;
            }
            std::string folder = parsed.database;
            if (folder.empty())
                folder = std::filesystem::temp_directory_path().string();
            file_ = folder + "/rowan_" + name + ".db";
            remove_files();
            url_ = (given.empty() ? "sqlite" : given.substr(0, given.find("://"))) + ":///" +
                   file_ + "?synchronous=off";
            return;
        }
        if (parsed.scheme == "odbc") {
            // SQLite behind ODBC; what is given is the folder.
            file_ = parsed.database + "/rowan_" + name + "_odbc.db";
            remove_files();
            url_ = "odbc://?dialect=sqlite&connect=DRIVER%3DSQLite3;JournalMode%3DWAL;Database%3D" +
                   file_;
            return;
        }
        if (parsed.scheme == "firebird") {
            // What is given is an empty file.
            file_ = parsed.database + "." + name;
            std::filesystem::copy_file(parsed.database, file_,
                                       std::filesystem::copy_options::overwrite_existing);
            url_ = "firebird:///" + file_;
            // Its usual place, /tmp/firebird, belongs to the first user who came.
            const std::string locks =
                std::filesystem::path(parsed.database).parent_path().string() + "/lock";
            ::setenv("FIREBIRD_LOCK", locks.c_str(), 0);
            return;
        }
        const rowan::Engine server(given);
        for (const Provision& one : provisions)
            if (one.dialect == server.dialect().name)
                provision_ = &one;
        if (!provision_)
            throw std::runtime_error("tests/suite/database.cpp knows no way to make a database");
        run_alone(server, with_name(provision_->create, name));
        server_url_ = given;
        name_ = name;
        // The database's name is what stands between the authority's slash and the options.
        const std::size_t slash = given.find('/', given.find("://") + 3);
        const std::size_t end = std::min(given.find('?'), given.size());
        url_ = given.substr(0, slash + 1) + name + given.substr(end);
    }
    ~Own() {
        remove_files();
        if (provision_)
            try {
                run_alone(rowan::Engine(server_url_), with_name(provision_->drop, name_));
            } catch (const std::exception&) {
                // The server that the tests started is thrown away as a whole.
            }
    }
    Own(const Own&) = delete;
    Own& operator=(const Own&) = delete;

    const std::string& url() const { return url_; }

  private:
    void remove_files() const {
        if (!file_.empty())
            for (const char* end : {"", "-wal", "-shm", "-journal"})
                std::remove((file_ + end).c_str());
    }

    std::string url_, file_, server_url_, name_;
    const Provision* provision_ = nullptr;
};

const Own& own() {
    static const Own database;
    return database;
}

} // namespace

std::string database_url() { return own().url(); }

rowan::Engine open_engine(std::string_view options) {
    std::string url = database_url();
    if (url.starts_with("firebird") && !has(options, "statement_cache"))
        url += "?statement_cache=0"; // Statements that are kept would keep their tables.
    if (!options.empty()) {
        url += has(url, "?") ? '&' : '?';
        url += options;
    }
    return rowan::Engine(url);
}

const rowan::lang::Dialect& dialect() {
    static const rowan::lang::Dialect& ours = open_engine().dialect();
    return ours;
}

} // namespace rowan_test
