// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The reference: what a competent C programmer writes over the sqlite3 API, with its default open
// flags and kept prepared statements.
//
// - It fills the very struct that Rowan fills, so the date is parsed and printed too; by a
//   fixed-layout loop over digits, since sscanf, strptime and snprintf cost more than the query.
// - Strings are built from sqlite3_column_text and sqlite3_column_bytes: two calls a column.
// - Streaming fills one struct again and again, so that its strings keep their memory.
// - Values are bound without a copy (SQLITE_STATIC); each statement is prepared once.
// - Writes are one transaction. Reads have none around them, as in a rowan::Session that has not
//   written yet.

#include "side.hpp"

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <stdexcept>
#include <string_view>

namespace bench {
namespace {

constexpr std::size_t date_length = 26; // YYYY-MM-DD HH:MM:SS.ffffff

int digits(const char* text, int count) {
    int value = 0;
    for (int index = 0; index < count; ++index) {
        const auto digit = static_cast<unsigned>(text[index] - '0');
        if (digit > 9U) {
            throw std::runtime_error("not a date");
        }
        value = value * 10 + static_cast<int>(digit);
    }
    return value;
}

rowan::DateTime parse_date(const char* text, int size) {
    using namespace std::chrono;
    if (size != static_cast<int>(date_length) || text[4] != '-' || text[7] != '-' ||
        text[10] != ' ' || text[13] != ':' || text[16] != ':' || text[19] != '.') {
        throw std::runtime_error("not a date");
    }
    const year_month_day date{year{digits(text, 4)},
                              month{static_cast<unsigned>(digits(text + 5, 2))},
                              day{static_cast<unsigned>(digits(text + 8, 2))}};
    const hours hour{digits(text + 11, 2)};
    const minutes minute{digits(text + 14, 2)};
    const seconds second{digits(text + 17, 2)};
    if (!date.ok() || hour >= hours{24} || minute >= minutes{60} || second >= seconds{60}) {
        throw std::runtime_error("not a date");
    }
    return sys_days{date} + hour + minute + second + microseconds{digits(text + 20, 6)};
}

void put(char* text, int count, unsigned value) {
    for (int index = count; index-- > 0; value /= 10U) {
        text[index] = static_cast<char>('0' + value % 10U);
    }
}

void print_date(rowan::DateTime value, char* text) {
    using namespace std::chrono;
    const auto days = floor<std::chrono::days>(value);
    const year_month_day date{days};
    const hh_mm_ss<microseconds> time{value - days};
    put(text, 4, static_cast<unsigned>(static_cast<int>(date.year())));
    text[4] = '-';
    put(text + 5, 2, static_cast<unsigned>(date.month()));
    text[7] = '-';
    put(text + 8, 2, static_cast<unsigned>(date.day()));
    text[10] = ' ';
    put(text + 11, 2, static_cast<unsigned>(time.hours().count()));
    text[13] = ':';
    put(text + 14, 2, static_cast<unsigned>(time.minutes().count()));
    text[16] = ':';
    put(text + 17, 2, static_cast<unsigned>(time.seconds().count()));
    text[19] = '.';
    put(text + 20, 6, static_cast<unsigned>(time.subseconds().count()));
}

void assign(std::string& target, sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    if (text == nullptr) {
        throw std::runtime_error("NULL in a column without NULL");
    }
    target.assign(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

void assign(std::optional<std::string>& target, sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    if (text == nullptr) {
        target.reset();
        return;
    }
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    if (target) {
        target->assign(text, size);
    } else {
        target.emplace(text, size);
    }
}

void assign(std::optional<rowan::DateTime>& target, sqlite3_stmt* statement, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    if (text == nullptr) {
        target.reset();
    } else {
        target = parse_date(text, sqlite3_column_bytes(statement, column));
    }
}

/// A row without the default of its key, which costs a random number.
StacHarvester empty_row() { return {{}, std::string(), {}, {}, {}, {}, {}, {}, std::nullopt}; }

void assign(StacHarvester& row, sqlite3_stmt* statement) {
    assign(row.harvester_id, statement, 0);
    assign(row.user, statement, 1);
    assign(row.owner_org, statement, 2);
    assign(row.url, statement, 3);
    assign(row.number_records, statement, 4);
    assign(row.status, statement, 5);
    assign(row.message, statement, 6);
    assign(row._date, statement, 7);
}

void bind(sqlite3_stmt* statement, int position, const std::string& value) {
    sqlite3_bind_text(statement, position, value.data(), static_cast<int>(value.size()),
                      SQLITE_STATIC);
}

void bind(sqlite3_stmt* statement, int position, const std::optional<std::string>& value) {
    if (value) {
        bind(statement, position, *value);
    } else {
        sqlite3_bind_null(statement, position);
    }
}

class RawSide final : public Side {
  public:
    RawSide() {
        check(sqlite3_open(":memory:", &handle_));
        run("CREATE TABLE stac_harvester (harvester_id VARCHAR NOT NULL, user VARCHAR, owner_org "
            "VARCHAR, url VARCHAR, number_records VARCHAR, status VARCHAR, message VARCHAR, _date "
            "DATETIME, CONSTRAINT pk_stac_harvester PRIMARY KEY (harvester_id))");
        select_ = prepare("SELECT harvester_id, user, owner_org, url, number_records, status, "
                          "message, _date FROM stac_harvester");
        look_up_ = prepare("SELECT harvester_id, user, owner_org, url, number_records, status, "
                           "message, _date FROM stac_harvester WHERE harvester_id = ?");
        insert_ =
            prepare("INSERT INTO stac_harvester (harvester_id, user, owner_org, url, "
                    "number_records, status, message, _date) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        update_ = prepare("UPDATE stac_harvester SET user = ?, owner_org = ?, url = ?, "
                          "number_records = ?, status = ?, message = ?, _date = ? "
                          "WHERE harvester_id = ?");
    }

    RawSide(const RawSide&) = delete;
    RawSide& operator=(const RawSide&) = delete;

    ~RawSide() override {
        for (sqlite3_stmt* statement : {select_, look_up_, insert_, update_}) {
            sqlite3_finalize(statement);
        }
        sqlite3_close(handle_);
    }

    Rows select_all() override {
        Rows rows;
        while (step(select_)) {
            assign(rows.emplace_back(empty_row()), select_);
        }
        check(sqlite3_reset(select_));
        return rows;
    }

    std::uint64_t stream() override {
        std::uint64_t sum = 0;
        StacHarvester row = empty_row();
        while (step(select_)) {
            assign(row, select_);
            sum += weigh(row);
        }
        check(sqlite3_reset(select_));
        return sum;
    }

    std::uint64_t look_up(const Keys& keys) override {
        std::uint64_t sum = 0;
        for (const auto& key : keys) {
            sum += weigh(find(key));
        }
        return sum;
    }

    std::uint64_t look_up_at_run_time(const Keys& keys) override { return look_up(keys); }

    void insert_all(const Rows& rows) override { insert_each(rows); }

    void insert_each(const Rows& rows) override {
        std::array<char, date_length> date{};
        run("BEGIN");
        for (const auto& row : rows) {
            bind(insert_, 1, row.harvester_id);
            bind_values(insert_, 2, row, date);
            step(insert_);
            check(sqlite3_reset(insert_));
        }
        run("COMMIT");
    }

    void update_each(const Rows& rows) override {
        std::array<char, date_length> date{};
        run("BEGIN");
        for (const auto& row : rows) {
            bind_values(update_, 1, row, date);
            bind(update_, 8, row.harvester_id);
            step(update_);
            check(sqlite3_reset(update_));
        }
        run("COMMIT");
    }

  private:
    static void bind_values(sqlite3_stmt* statement, int first, const StacHarvester& row,
                            std::array<char, date_length>& date) {
        bind(statement, first, row.user);
        bind(statement, first + 1, row.owner_org);
        bind(statement, first + 2, row.url);
        bind(statement, first + 3, row.number_records);
        bind(statement, first + 4, row.status);
        bind(statement, first + 5, row.message);
        if (row._date) {
            print_date(*row._date, date.data());
            sqlite3_bind_text(statement, first + 6, date.data(), date_length, SQLITE_STATIC);
        } else {
            sqlite3_bind_null(statement, first + 6);
        }
    }

    StacHarvester find(const std::string& key) {
        StacHarvester row = empty_row();
        bind(look_up_, 1, key);
        if (!step(look_up_)) {
            throw std::runtime_error("no such row");
        }
        assign(row, look_up_);
        check(sqlite3_reset(look_up_));
        return row;
    }

    void check(int code) const {
        if (code != SQLITE_OK) {
            throw std::runtime_error(sqlite3_errmsg(handle_));
        }
    }

    bool step(sqlite3_stmt* statement) const {
        const int code = sqlite3_step(statement);
        if (code != SQLITE_ROW && code != SQLITE_DONE) {
            check(code);
        }
        return code == SQLITE_ROW;
    }

    void run(const char* sql) const {
        check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
    }

    sqlite3_stmt* prepare(std::string_view sql) const {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement,
                                 nullptr));
        return statement;
    }

    sqlite3* handle_ = nullptr;
    sqlite3_stmt* select_ = nullptr;
    sqlite3_stmt* look_up_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    sqlite3_stmt* update_ = nullptr;
};

} // namespace

std::unique_ptr<Side> make_raw_side() { return std::make_unique<RawSide>(); }

} // namespace bench
