// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <sqlite3.h>

// SOCI 4.0 includes sqlite3.h inside this namespace; with the names already there, it finds them.
namespace sqlite_api {
using ::sqlite3;
using ::sqlite3_destructor_type;
using ::sqlite3_int64;
using ::sqlite3_stmt;
} // namespace sqlite_api

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cctype>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <rowan/backend/sqlite3/statement.hpp>
#include <rowan/engine/url.hpp>

namespace rowan::backend::sqlite3_native {

/// A connection: SOCI's session, whose handle is opened without SQLite's own mutex.
///
/// A pooled connection is used by one thread at a time, so the mutex that SOCI's way of opening
/// brings is only cost (docs/architecture.md). SOCI's session keeps the handle, its transactions
/// and its end; it is never reconnected, which would bring its own handle back.
class Connection final : public engine::Connection {
  public:
    Connection(const std::string& path, int flags) : session_(soci::sqlite3, ":memory:") {
        ::sqlite3* opened = nullptr;
        int code = ::sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
        if (code != SQLITE_OK) {
            std::string message = opened ? ::sqlite3_errmsg(opened) : "out of memory";
            if (opened)
                code = ::sqlite3_extended_errcode(opened);
            ::sqlite3_close(opened);
            throw engine::DriverError{kind_of(code), message + " (" + path + ")", code};
        }
        auto* backend = static_cast<soci::sqlite3_session_backend*>(session_.get_backend());
        ::sqlite3_close(reinterpret_cast<::sqlite3*>(backend->conn_));
        backend->conn_ = reinterpret_cast<decltype(backend->conn_)>(opened);
        handle_ = opened;
        ::sqlite3_extended_result_codes(handle_, 1);
    }

    [[nodiscard]] ::sqlite3* handle() const { return handle_; }

    [[nodiscard]] std::unique_ptr<engine::PreparedStatement>
    prepare(std::string_view sql) override {
        return std::make_unique<Statement>(handle_, sql);
    }
    void execute(std::string_view sql) override {
        if (sql.find('\0') != std::string_view::npos)
            throw engine::DriverError{engine::ErrorKind::programming,
                                      "the SQL text holds a character 0", SQLITE_MISUSE};
        if (::sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr) !=
            SQLITE_OK)
            throw_last_error(handle_);
    }
    void begin() override {
        guarded([&] { session_.begin(); });
    }
    void commit() override {
        guarded([&] { session_.commit(); });
    }
    void rollback() override {
        guarded([&] { session_.rollback(); });
    }
    [[nodiscard]] bool in_transaction() const override {
        return ::sqlite3_get_autocommit(handle_) == 0;
    }
    [[nodiscard]] std::int64_t affected_rows() const override {
#if SQLITE_VERSION_NUMBER >= 3037000
        return ::sqlite3_changes64(handle_);
#else
        return ::sqlite3_changes(handle_);
#endif
    }
    [[nodiscard]] std::int64_t last_insert_id() const override {
        return ::sqlite3_last_insert_rowid(handle_);
    }

  private:
    template <typename Call>
    void guarded(Call call) {
        try {
            call();
        } catch (const soci::soci_error&) {
            throw_last_error(handle_);
        }
    }

    soci::session session_;
    ::sqlite3* handle_ = nullptr;
};

/// What a URL says about an SQLite database.
struct Settings {
    std::string path;
    bool in_memory;
    int flags;
    int busy_timeout; ///< Milliseconds.
    std::string pragmas;
};

/// A pragma's word, which must be one of a list. Throws InvalidUrl.
inline std::string pragma_word(const engine::Url& url, std::string_view name,
                               std::initializer_list<std::string_view> words) {
    const std::string* value = url.option(name);
    if (!value)
        return {};
    std::string lower, list;
    for (char c : *value)
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (std::string_view word : words) {
        if (lower == word)
            return lower;
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    throw InvalidUrl("rowan: option '" + std::string(name) + "' of the sqlite URL must be one of " +
                     list);
}

inline Settings read_settings(const engine::Url& url) {
    if (!url.host.empty() || url.port != 0 || !url.user.empty() || !url.password.empty())
        throw InvalidUrl("rowan: an SQLite URL has no host: 'sqlite:///relative.db', "
                         "'sqlite:////absolute.db' or 'sqlite://' for one in memory");
    Settings settings{};
    settings.path = url.database.empty() ? ":memory:" : url.database;
    settings.in_memory = settings.path == ":memory:";
    if (!settings.in_memory) {
        // As SQLAlchemy does: a later connection is to find the same file in another working
        // folder.
        std::error_code problem;
        std::filesystem::path absolute = std::filesystem::absolute(settings.path, problem);
        if (!problem)
            settings.path = absolute.string();
    }
    settings.flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    std::string mode = pragma_word(url, "mode", {"ro", "rw", "rwc"});
    if (mode == "ro")
        settings.flags = SQLITE_OPEN_READONLY;
    if (mode == "rw")
        settings.flags = SQLITE_OPEN_READWRITE;
    settings.busy_timeout = static_cast<int>(
        url.number("busy_timeout", url.number("timeout", 5, 0, 86'400) * 1000, 0, 86'400'000));
    std::string keys = pragma_word(url, "foreign_keys", {"on", "off", "1", "0", "true", "false"});
    bool off = keys == "off" || keys == "0" || keys == "false";
    settings.pragmas = off ? "PRAGMA foreign_keys = OFF;" : "PRAGMA foreign_keys = ON;";
    std::string journal =
        pragma_word(url, "journal_mode", {"delete", "truncate", "persist", "memory", "wal", "off"});
    if (!journal.empty())
        settings.pragmas += "PRAGMA journal_mode = " + journal + ";";
    std::string synchronous =
        pragma_word(url, "synchronous", {"off", "normal", "full", "extra", "0", "1", "2", "3"});
    if (!synchronous.empty())
        settings.pragmas += "PRAGMA synchronous = " + synchronous + ";";
    return settings;
}

/// Opens connections with SQLite's native rows.
class Connector final : public engine::Connector {
  public:
    explicit Connector(Settings settings) : settings_(std::move(settings)) {}

    [[nodiscard]] std::unique_ptr<engine::Connection> connect() override {
        auto connection = std::make_unique<Connection>(settings_.path, settings_.flags);
        ::sqlite3_busy_timeout(connection->handle(), settings_.busy_timeout);
        connection->execute(settings_.pragmas);
        return connection;
    }
    [[nodiscard]] const lang::Dialect& dialect() const override { return lang::sqlite; }
    [[nodiscard]] bool single_connection() const override { return settings_.in_memory; }

  private:
    Settings settings_;
};

} // namespace rowan::backend::sqlite3_native
