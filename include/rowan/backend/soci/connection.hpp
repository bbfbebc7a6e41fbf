// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The generic driver: any database that SOCI has a backend for, at the price of SOCI's limits.
///
/// What it can't do, whatever the database: bind integers above 2^63 - 1, NaN, or values of 2 GiB;
/// tell one kind of violated constraint from another (SOCI's backends do not say); run more than
/// one statement in one execute(); know that the database ended a transaction by itself, which on
/// PostgreSQL lets commit() of a failed transaction return as if it had been done. What depends on
/// the database is in Abilities. A backend that knows its database better derives from Connection.

#include <rowan/backend/soci/placeholders.hpp>
#include <rowan/backend/soci/session.hpp>
#include <rowan/backend/soci/statement.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::backend::soci_generic {

/// A connection through nothing but SOCI's own interface.
class Connection : public engine::Connection, public Session {
  public:
    using Session::Session;

    [[nodiscard]] std::unique_ptr<engine::PreparedStatement>
    prepare(std::string_view sql) override {
        return std::make_unique<Statement>(*this, sql);
    }
    void execute(std::string_view sql) override {
        check_names(sql);
        guarded([&] {
            soci::statement statement(session());
            statement.alloc();
            statement.prepare(std::string(sql), soci::details::st_one_time_query);
            Places none;
            describe(statement, false, none);
            statement.define_and_bind();
            statement.execute(true);
            changed_rows = affected_rows_of(statement);
        });
    }
    void begin() override {
        guarded([&] { session().begin(); });
        in_transaction_ = true;
    }
    void commit() override {
        guarded([&] { session().commit(); });
        in_transaction_ = false;
    }
    void rollback() override {
        in_transaction_ = false;
        guarded([&] { session().rollback(); });
    }
    [[nodiscard]] bool in_transaction() const override { return !is_lost() && in_transaction_; }
    [[nodiscard]] bool lost() const override { return is_lost(); }
    [[nodiscard]] std::int64_t affected_rows() const override { return changed_rows; }
    [[nodiscard]] std::int64_t last_insert_id() const override {
        if (abilities().key_query.empty())
            throw engine::DriverError{engine::ErrorKind::programming,
                                      "nobody said how to ask this database for a generated key"};
        if (!key_query_) {
            key_query_ = std::make_unique<Statement>(*this, abilities().key_query);
            key_query_->expect(nullptr);
        }
        types::Cell id;
        key_query_->step();
        key_query_->read(0, id);
        key_query_->reset();
        return id.integer;
    }

  private:
    bool in_transaction_ = false;
    mutable std::unique_ptr<Statement> key_query_; ///< Kept once it was needed.
};

/// Opens connections of one SOCI backend.
class Connector final : public engine::Connector {
  public:
    /// `dialect` must write `:p1` (with_colons()) and outlive the connector.
    Connector(const soci::backend_factory& factory, std::string parameters,
              const lang::Dialect& dialect, Abilities abilities = {},
              bool single_connection = false)
        : factory_(factory), parameters_(std::move(parameters)), dialect_(dialect),
          abilities_(abilities), single_connection_(single_connection) {}

    [[nodiscard]] std::unique_ptr<engine::Connection> connect() override {
        return std::make_unique<Connection>(factory_, parameters_, abilities_);
    }
    [[nodiscard]] const lang::Dialect& dialect() const override { return dialect_; }
    [[nodiscard]] bool single_connection() const override { return single_connection_; }

  private:
    const soci::backend_factory& factory_;
    std::string parameters_;
    const lang::Dialect& dialect_;
    Abilities abilities_;
    bool single_connection_;
};

} // namespace rowan::backend::soci_generic
