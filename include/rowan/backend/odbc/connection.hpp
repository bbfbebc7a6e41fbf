// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/odbc/errors.hpp>
#include <rowan/backend/odbc/settings.hpp>
#include <rowan/backend/odbc/soci.hpp>
#include <rowan/backend/soci/connection.hpp>

#include <cstddef>
#include <memory>
#include <utility>

namespace rowan::backend::odbc_soci {

/// A connection of the generic driver, with the errors of ODBC's SQLSTATEs.
class Connection final : public soci_generic::Connection {
  public:
    explicit Connection(const Settings& settings)
        : soci_generic::Connection(soci::odbc, settings.parameters, settings.behind->abilities) {
        if (!settings.behind->start.empty())
            execute(settings.behind->start);
    }

    /// SOCI's SQLite backend takes two variables for a column, ODBC one.
    void describe(soci::statement& statement, bool reads,
                  soci_generic::Places& places) const override {
        auto& backend = *static_cast<soci::odbc_statement_backend*>(statement.get_backend());
        SQLSMALLINT count = 0;
        if (reads && !soci::is_odbc_error(SQLNumResultCols(backend.hstmt_, &count)))
            places.columns.assign(static_cast<std::size_t>(count), soci_generic::Form::text);
    }

  protected:
    [[nodiscard]] engine::DriverError error_of(const soci::soci_error& error) const override {
        return driver_error(error);
    }
};

/// Opens connections.
class Connector final : public engine::Connector {
  public:
    explicit Connector(Settings settings) : settings_(std::move(settings)) {}

    [[nodiscard]] std::unique_ptr<engine::Connection> connect() override {
        return std::make_unique<Connection>(settings_);
    }
    [[nodiscard]] const lang::Dialect& dialect() const override {
        return settings_.behind->dialect;
    }

  private:
    Settings settings_;
};

} // namespace rowan::backend::odbc_soci
