// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/firebird/errors.hpp>
#include <rowan/backend/firebird/places.hpp>
#include <rowan/backend/firebird/settings.hpp>
#include <rowan/backend/firebird/soci.hpp>
#include <rowan/backend/soci/connection.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::backend::firebird_soci {

/// Firebird's dialect with SOCI's placeholders.
inline constexpr lang::Dialect dialect = soci_generic::with_colons(lang::firebird);

inline constexpr soci_generic::Abilities soci_abilities = {
    .blob_after = " ", // It has places for blobs.
    .keeps_nul = true,
    .decimal_digits = lang::firebird.decimal_digits,
    .decimal_scale = lang::firebird.decimal_scale,
    .infinity = lang::firebird.infinity,
    .key_query = "SELECT RDB$GET_CONTEXT('USER_SESSION', 'ROWAN_KEY') FROM RDB$DATABASE",
    .not_in_names = ":",
};

/// A connection of the generic driver. SOCI begins a transaction when a statement is prepared that
/// is in none, and commits it when the session ends; neither is wanted here.
class Connection final : public soci_generic::Connection {
  public:
    explicit Connection(const std::string& parameters)
        : soci_generic::Connection(soci::firebird, parameters, soci_abilities) {}
    ~Connection() override { forget_transaction(); }

    void execute(std::string_view sql) override {
        soci_generic::Connection::execute(sql);
        if (!in_transaction())
            guarded([&] { session().commit(); });
    }
    void begin() override {
        forget_transaction(); // What it would see is as old as it.
        soci_generic::Connection::begin();
    }
    [[nodiscard]] bool ping() override {
        try {
            soci_generic::Statement statement(*this, "SELECT 1 FROM RDB$DATABASE");
            statement.expect(nullptr);
            return statement.step();
        } catch (const engine::DriverError&) {
            return false;
        }
    }

    void describe(soci::statement& statement, bool reads,
                  soci_generic::Places& places) const override {
        describe_places(statement, reads, places);
    }

    /// A read in no transaction is in one of SOCI's, whose view of the data must end with it.
    void after_run() const override {
        if (!in_transaction())
            forget_transaction();
    }

  protected:
    [[nodiscard]] engine::DriverError error_of(const soci::soci_error& error) const override {
        return driver_error(error);
    }

  private:
    void forget_transaction() const noexcept {
        try {
            session().rollback();
        } catch (const soci::soci_error&) {
            // A connection that is gone has none.
        }
    }
};

/// Opens connections.
class Connector final : public engine::Connector {
  public:
    explicit Connector(std::string parameters) : parameters_(std::move(parameters)) {}

    [[nodiscard]] std::unique_ptr<engine::Connection> connect() override {
        return std::make_unique<Connection>(parameters_);
    }
    [[nodiscard]] const lang::Dialect& dialect() const override { return firebird_soci::dialect; }

  private:
    std::string parameters_;
};

} // namespace rowan::backend::firebird_soci
