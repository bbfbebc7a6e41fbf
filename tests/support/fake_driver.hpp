// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A driver without a database, which counts what it is asked and fails where a test wants it to.

#include <rowan/engine/session_work.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan_test {

namespace engine = rowan::engine;

/// What a fake database was asked, by all of its connections.
struct FakeLog {
    std::atomic<int> opened = 0;
    std::atomic<int> open = 0;
    std::atomic<int> prepared = 0;
    std::atomic<int> alive = 0; ///< Prepared statements that exist.
    std::atomic<bool> refuses = false;
    int rows = 3;                    ///< That each SELECT gives.
    std::string failing;             ///< A statement that starts so fails.
    bool failing_rolls_back = false; ///< And takes the transaction with it.
    int failures = 1'000'000;        ///< How many of them fail before all is well.
    engine::ErrorKind failing_kind = engine::ErrorKind::operational;
    std::atomic<bool> answers = true; ///< To a ping.
    std::atomic<int> pings = 0;
    std::size_t batch = 0; ///< Rows of a bulk insert's batch; 0: there is none.

    void note(std::string_view sql) {
        std::lock_guard lock(mutex);
        texts.emplace_back(sql);
    }
    /// All texts that were run since the last call.
    std::vector<std::string> taken() {
        std::lock_guard lock(mutex);
        return std::exchange(texts, {});
    }
    bool fails(std::string_view sql) {
        return !failing.empty() && sql.starts_with(failing) && failures-- > 0;
    }

  private:
    std::mutex mutex;
    std::vector<std::string> texts;
};

/// Notes `SEND n` for a batch of n rows, gives keys from 1 on.
class FakeBulk final : public engine::BulkInsert {
  public:
    FakeBulk(FakeLog& log, const engine::BulkTarget& target) : log_(log) {
        log_.note("BULK " + std::string(target.table) + " " + std::string(target.key));
    }
    bool add(const void*) override { return ++rows_ == log_.batch; }
    void send() override {
        std::string text = "SEND " + std::to_string(std::exchange(rows_, 0));
        log_.note(text);
        if (log_.fails(text))
            throw engine::DriverError{log_.failing_kind, "failed as asked", 77};
    }
    std::int64_t key() override { return ++key_; }
    std::string_view sql() const override { return "the bulk's text"; }

  private:
    FakeLog& log_;
    std::size_t rows_ = 0;
    std::int64_t key_ = 0;
};

class FakeStatement final : public engine::PreparedStatement {
  public:
    FakeStatement(FakeLog& log, std::string_view sql, bool& transaction)
        : log_(log), sql_(sql), transaction_(transaction) {
        ++log_.prepared;
        ++log_.alive;
    }
    ~FakeStatement() override { --log_.alive; }
    void bind(std::size_t, const rowan::types::Cell&, bool) override {}
    bool step() override {
        if (row_ == 0)
            log_.note(sql_);
        if (log_.fails(sql_)) {
            if (log_.failing_rolls_back)
                transaction_ = false;
            throw engine::DriverError{log_.failing_kind, "failed as asked", 77};
        }
        return sql_.starts_with("SELECT") && row_++ < log_.rows;
    }
    void read(std::size_t, rowan::types::Cell& cell) override { cell.set_integer(row_); }
    std::unique_ptr<engine::BulkInsert> bulk(const engine::BulkTarget& target) override {
        return log_.batch > 0 ? std::make_unique<FakeBulk>(log_, target) : nullptr;
    }
    void reset() override { row_ = 0; }

  private:
    FakeLog& log_;
    std::string sql_;
    bool& transaction_;
    int row_ = 0;
};

class FakeConnection final : public engine::Connection {
  public:
    explicit FakeConnection(FakeLog& log) : log_(log) {
        ++log_.opened;
        ++log_.open;
    }
    ~FakeConnection() override { --log_.open; }
    std::unique_ptr<engine::PreparedStatement> prepare(std::string_view sql) override {
        return std::make_unique<FakeStatement>(log_, sql, transaction_);
    }
    void execute(std::string_view sql) override {
        log_.note(sql);
        if (log_.fails(sql)) {
            if (log_.failing_rolls_back)
                transaction_ = false;
            throw engine::DriverError{log_.failing_kind, "failed as asked", 77};
        }
    }
    void begin() override { execute("BEGIN"), transaction_ = true; }
    void commit() override { execute("COMMIT"), transaction_ = false; }
    void rollback() override { execute("ROLLBACK"), transaction_ = false; }
    bool ping() override {
        ++log_.pings;
        return log_.answers;
    }
    bool in_transaction() const override { return transaction_; }
    std::int64_t affected_rows() const override { return 1; }
    std::int64_t last_insert_id() const override { return 1; }

  private:
    FakeLog& log_;
    bool transaction_ = false;
};

class FakeConnector final : public engine::Connector {
  public:
    explicit FakeConnector(FakeLog& log, bool single = false,
                           const rowan::lang::Dialect& dialect = rowan::lang::sqlite)
        : log_(log), single_(single), dialect_(dialect) {}
    std::unique_ptr<engine::Connection> connect() override {
        if (log_.refuses)
            throw engine::DriverError{engine::ErrorKind::connection_lost, "refused as asked", 7};
        return std::make_unique<FakeConnection>(log_);
    }
    const rowan::lang::Dialect& dialect() const override { return dialect_; }
    bool single_connection() const override { return single_; }

  private:
    FakeLog& log_;
    bool single_;
    const rowan::lang::Dialect& dialect_;
};

} // namespace rowan_test
