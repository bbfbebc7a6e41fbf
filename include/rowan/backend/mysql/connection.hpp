// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/bulk.hpp>
#include <rowan/backend/mysql/link.hpp>
#include <rowan/backend/mysql/settings.hpp>
#include <rowan/backend/mysql/soci.hpp>
#include <rowan/backend/mysql/statement.hpp>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::backend::mysql_native {

/// Opens SOCI's session. Throws DriverError.
inline std::unique_ptr<soci::session> open_session(const Settings& settings) {
    try {
        return std::make_unique<soci::session>(soci::mysql, settings.connect);
    } catch (const soci::mysql_soci_error& error) {
        // SOCI doesn't keep the SQLSTATE; the numbers tell enough of those that can come here.
        throw error_of(error.err_num_, {}, error.what() + (" (" + settings.place + ")"));
    } catch (const soci::soci_error& error) {
        throw engine::DriverError{engine::ErrorKind::operational,
                                  error.what() + (" (" + settings.place + ")")};
    }
}

/// The client library's handle of SOCI's session.
///
/// The sanitizer would check the cast by the type_info of SOCI's class, which SOCI 4.0 does not
/// export.
__attribute__((no_sanitize("vptr"))) inline ::MYSQL* handle_of(soci::session& session) {
    return static_cast<soci::mysql_session_backend*>(session.get_backend())->conn_;
}

/// A connection: SOCI's session for the connection and its transactions, its handle for the rows.
///
/// SOCI asks the server for matched rows, so that a change which changes nothing counts them.
class Connection final : public engine::Connection {
  public:
    explicit Connection(const Settings& settings) : session_(open_session(settings)) {
        link_.handle = handle_of(*session_);
        unsigned off = 0;
        ::mysql_options(link_.handle, MYSQL_OPT_LOCAL_INFILE, &off);
        if (settings.encrypted && !::mysql_get_ssl_cipher(link_.handle))
            throw engine::DriverError{engine::ErrorKind::operational,
                                      "the server does not encrypt the connection, which ssl_ca "
                                      "in the URL asks for (" +
                                          settings.place + ")"};
        link_.run(start);
        link_.largest_packet =
            std::strtoull(ask("SELECT @@max_allowed_packet").c_str(), nullptr, 10);
        link_.returns_keys = ::mariadb_connection(link_.handle) &&
                             ::mysql_get_server_version(link_.handle) >= 100'500;
    }

    [[nodiscard]] std::unique_ptr<engine::PreparedStatement>
    prepare(std::string_view sql) override {
        return std::make_unique<Statement>(link_, sql);
    }
    void execute(std::string_view sql) override { link_.run(sql); }
    void begin() override {
        // The setting holds until here: nothing runs between two transactions.
        if (waits_ && !std::exchange(causal_, false)) {
            link_.run("SET SESSION wsrep_sync_wait = DEFAULT");
            waits_ = false;
        }
        guarded([&] { session_->begin(); });
    }
    /// Galera's way: a node waits at each read until it has what the others had committed.
    void read_causally() override {
        if (!waits_) {
            if (!galera())
                throw engine::DriverError{engine::ErrorKind::programming,
                                          "causal reads were asked for, but this server is no node "
                                          "of a Galera cluster"};
            link_.run("SET SESSION wsrep_sync_wait = @@SESSION.wsrep_sync_wait | 1");
            waits_ = true;
        }
        causal_ = true;
    }
    void commit() override {
        guarded([&] { session_->commit(); });
    }
    void rollback() override {
        guarded([&] { session_->rollback(); });
    }
    [[nodiscard]] bool in_transaction() const override { return link_.in_transaction(); }
    [[nodiscard]] bool lost() const override { return link_.lost; }
    [[nodiscard]] std::int64_t affected_rows() const override { return link_.affected_rows; }
    [[nodiscard]] std::int64_t last_insert_id() const override { return link_.last_insert_id; }

  private:
    template <typename Call>
    void guarded(Call call) {
        try {
            call();
        } catch (const soci::soci_error&) {
            link_.fail();
        }
    }
    /// The one value of an answer; "" for NULL and where there is no row.
    std::string ask(std::string_view sql) {
        if (::mysql_real_query(link_.handle, sql.data(), static_cast<unsigned long>(sql.size())) !=
            0)
            link_.fail();
        ::MYSQL_RES* rows = ::mysql_store_result(link_.handle);
        if (!rows)
            link_.fail();
        ::MYSQL_ROW row = ::mysql_fetch_row(rows);
        std::string value = row && row[0] ? row[0] : "";
        ::mysql_free_result(rows);
        return value;
    }
    bool galera() {
        constexpr int unknown_variable = 1193;
        try {
            return ask("SELECT @@SESSION.wsrep_on") == "1";
        } catch (const engine::DriverError& error) {
            if (error.code != unknown_variable)
                throw;
            return false;
        }
    }

    std::unique_ptr<soci::session> session_;
    mutable Link link_;
    bool waits_ = false;  ///< The server waits at reads until it has the cluster's commits.
    bool causal_ = false; ///< The next transaction asks for that.
};

/// Opens connections.
class Connector final : public engine::Connector {
  public:
    explicit Connector(Settings settings) : settings_(std::move(settings)) {}

    [[nodiscard]] std::unique_ptr<engine::Connection> connect() override {
        return std::make_unique<Connection>(settings_);
    }
    [[nodiscard]] const lang::Dialect& dialect() const override { return lang::mysql; }

  private:
    Settings settings_;
};

} // namespace rowan::backend::mysql_native
