// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/sqlite3/handle.hpp>
#include <rowan/backend/sqlite3/settings.hpp>
#include <rowan/backend/sqlite3/soci.hpp>
#include <rowan/backend/sqlite3/statement.hpp>

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace rowan::backend::sqlite3_native {

/// A connection: SOCI's session for the transactions, SQLite's own handle for the rows.
class Connection final : public engine::Connection {
  public:
    explicit Connection(const Settings& settings)
        : session_(soci::sqlite3, ":memory:"), handle_(open_handle(session_, settings)) {}

    [[nodiscard]] std::unique_ptr<engine::PreparedStatement>
    prepare(std::string_view sql) override {
        return std::make_unique<Statement>(handle_, sql);
    }
    void execute(std::string_view sql) override { run_script(handle_, sql); }
    void begin() override {
        guarded([&] { session_.begin(); });
    }
    void begin_to_write() override { run_script(handle_, "BEGIN IMMEDIATE"); }
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
    ::sqlite3* handle_;
};

/// Opens connections with SQLite's native rows.
class Connector final : public engine::Connector {
  public:
    explicit Connector(Settings settings) : settings_(std::move(settings)) {}

    [[nodiscard]] std::unique_ptr<engine::Connection> connect() override {
        return std::make_unique<Connection>(settings_);
    }
    [[nodiscard]] const lang::Dialect& dialect() const override { return lang::sqlite; }
    [[nodiscard]] bool single_connection() const override { return settings_.in_memory; }

  private:
    Settings settings_;
};

} // namespace rowan::backend::sqlite3_native
