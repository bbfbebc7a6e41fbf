// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/soci/connection.hpp>
#include <rowan/backend/sqlite3/handle.hpp>
#include <rowan/backend/sqlite3/settings.hpp>
#include <rowan/backend/sqlite3/soci.hpp>

#include <memory>
#include <string_view>
#include <utility>

namespace rowan::backend::sqlite3_native {

/// SQLite's dialect with SOCI's placeholders.
inline constexpr lang::Dialect sqlite_with_colons = soci_generic::with_colons(lang::sqlite);

/// SOCI's SQLite backend binds text whole, but as text only.
inline constexpr soci_generic::Abilities soci_abilities = {
    .blob_before = "CAST(",
    .blob_after = " AS BLOB)",
    .keeps_nul = true,
    .untyped_columns = true,
    .decimal_digits = lang::sqlite.decimal_digits,
    .key_query = "SELECT last_insert_rowid()",
};

/// A connection of the generic driver (`sqlite+soci://`) on the same kind of handle as the native
/// one; the handle is asked only for what SOCI can't tell.
class GenericConnection final : public soci_generic::Connection {
  public:
    explicit GenericConnection(const Settings& settings)
        : soci_generic::Connection(soci::sqlite3, ":memory:", soci_abilities),
          handle_(open_handle(session(), settings)) {}

    /// SOCI would run the first statement of a text and forget the others.
    void execute(std::string_view sql) override { run_script(handle_, sql); }
    void begin_to_write() override { run_script(handle_, "BEGIN IMMEDIATE"); }
    /// SQLite ends some transactions by itself, as after a full disk.
    [[nodiscard]] bool in_transaction() const override {
        return ::sqlite3_get_autocommit(handle_) == 0;
    }

  protected:
    /// SOCI's error knows the primary result code at most.
    [[nodiscard]] engine::DriverError error_of(const soci::soci_error& error) const override {
        int primary = ::sqlite3_errcode(handle_) & 0xff;
        if (primary == SQLITE_OK || primary == SQLITE_ROW || primary == SQLITE_DONE)
            return soci_generic::Connection::error_of(error);
        return last_error(handle_);
    }

  private:
    ::sqlite3* handle_;
};

/// Opens connections of the generic driver.
class GenericConnector final : public engine::Connector {
  public:
    explicit GenericConnector(Settings settings) : settings_(std::move(settings)) {}

    [[nodiscard]] std::unique_ptr<engine::Connection> connect() override {
        return std::make_unique<GenericConnection>(settings_);
    }
    [[nodiscard]] const lang::Dialect& dialect() const override { return sqlite_with_colons; }
    [[nodiscard]] bool single_connection() const override { return settings_.in_memory; }

  private:
    Settings settings_;
};

} // namespace rowan::backend::sqlite3_native
