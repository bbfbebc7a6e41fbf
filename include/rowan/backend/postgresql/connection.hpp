// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/handle.hpp>
#include <rowan/backend/postgresql/login.hpp>
#include <rowan/backend/postgresql/settings.hpp>
#include <rowan/backend/postgresql/statement.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::backend::postgresql_native {

/// A connection: SOCI's session opens and closes it, all else is said on libpq's own handle.
class Connection final : public engine::Connection {
  public:
    explicit Connection(const Settings& settings)
        : session_(open_session(settings.parameters)),
          handle_(connection_of(*session_), settings.keeping), begin_(settings.begin) {
        ::PQsetNoticeProcessor(
            handle_.get(), [](void*, const char*) {}, nullptr);
        if (!settings.start.empty())
            handle_.run(settings.start);
    }

    [[nodiscard]] std::unique_ptr<engine::PreparedStatement>
    prepare(std::string_view sql) override {
        check_text(sql);
        return std::make_unique<Statement>(handle_, sql);
    }
    void execute(std::string_view sql) override {
        check_text(sql);
        // A savepoint's end may end cursors; which of them, only the server knows.
        if (starts_with_word(sql, "ROLLBACK"))
            handle_.forget_streams();
        bool failed = handle_.status() == PQTRANS_INERROR;
        if (ends_transaction(sql))
            handle_.end(std::string(sql));
        else
            handle_.run(std::string(sql));
        if (failed && handle_.status() == PQTRANS_IDLE && !starts_with_word(sql, "ROLLBACK") &&
            !starts_with_word(sql, "ABORT"))
            throw_not_committed();
    }
    void begin() override {
        handle_.release_doomed();
        handle_.begin(begin_);
    }
    /// The server answers COMMIT of a failed transaction with ROLLBACK, as if nothing were wrong.
    void commit() override {
        if (handle_.status() == PQTRANS_INERROR)
            throw_not_committed();
        handle_.drain_streams();
        Result result = handle_.end("COMMIT");
        if (std::string_view(::PQcmdStatus(result.get())) != "COMMIT")
            throw_not_committed();
    }
    void rollback() override {
        handle_.forget_streams();
        handle_.end("ROLLBACK");
    }
    /// Behind a pooler each transaction begins with the session's settings.
    [[nodiscard]] bool reads_in_transaction() const override {
        return handle_.keeping() != Keeping::session;
    }
    [[nodiscard]] bool in_transaction() const override {
        PGTransactionStatusType status = handle_.status();
        return status != PQTRANS_IDLE && status != PQTRANS_UNKNOWN;
    }
    [[nodiscard]] bool lost() const override { return handle_.lost(); }
    [[nodiscard]] std::int64_t affected_rows() const override { return handle_.changed_rows; }
    /// Not asked for: keys come by RETURNING.
    [[nodiscard]] std::int64_t last_insert_id() const override { return 0; }

  private:
    static void check_text(std::string_view sql) {
        if (sql.find('\0') != std::string_view::npos)
            throw engine::DriverError{engine::ErrorKind::programming,
                                      "the SQL text holds a character 0", 0, "42601"};
    }
    static bool starts_with_word(std::string_view sql, std::string_view word) {
        sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n"), sql.size()));
        for (std::size_t i = 0; i < word.size(); ++i)
            if (i == sql.size() || (sql[i] & ~0x20) != word[i])
                return false;
        return true;
    }
    /// Whether the text is one statement that ends the transaction. One that only goes back to a
    /// savepoint may count as such.
    static bool ends_transaction(std::string_view sql) {
        bool ends = false;
        for (std::string_view word : {"COMMIT", "END", "ROLLBACK", "ABORT", "PREPARE"})
            ends = ends || starts_with_word(sql, word);
        return ends && sql.find(';') == std::string_view::npos &&
               sql.find("TO SAVEPOINT") == std::string_view::npos;
    }
    [[noreturn]] static void throw_not_committed() {
        throw engine::DriverError{engine::ErrorKind::operational,
                                  "a statement of this transaction has failed, so nothing of it "
                                  "is committed; roll it back",
                                  0, "25P02"};
    }

    std::unique_ptr<soci::session> session_;
    Handle handle_;
    std::string begin_;
};

/// Opens connections with PostgreSQL's native rows.
class Connector final : public engine::Connector {
  public:
    explicit Connector(Settings settings) : settings_(std::move(settings)) {}

    [[nodiscard]] std::unique_ptr<engine::Connection> connect() override {
        return std::make_unique<Connection>(settings_);
    }
    [[nodiscard]] const lang::Dialect& dialect() const override { return lang::postgresql; }

  private:
    Settings settings_;
};

} // namespace rowan::backend::postgresql_native
