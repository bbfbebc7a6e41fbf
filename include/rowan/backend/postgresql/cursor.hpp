// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/handle.hpp>
#include <rowan/backend/postgresql/parameters.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace rowan::backend::postgresql_native {

/// A cursor of the server that hands a SELECT's rows over in portions, so that neither side holds
/// them all and other statements can run between them. It lives as long as the transaction.
class Cursor final : public Stream {
  public:
    explicit Cursor(Handle& handle) : handle_(handle) {}
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;
    ~Cursor() override { close(); }

    /// Starts the SELECT; its rows come in `format`, as libpq numbers it.
    void open(const std::string& select, const Parameters& values, int format) {
        name_ = handle_.next_name("c");
        std::string sql = "DECLARE " + name_ + " NO SCROLL CURSOR FOR " + select;
        handle_.check(::PQexecParams(handle_.get(), sql.c_str(), values.size(),
                                     values.place_types().data(), values.values(), values.lengths(),
                                     values.formats(), 1));
        handle_.add(*this);
        format_ = format;
        open_ = true;
        ended_ = false;
        portion_ = first_portion;
    }
    /// The next portion; without rows after the last one.
    Result fetch() {
        if (rest_)
            return std::move(rest_);
        if (ended_)
            return nullptr;
        Result result = ask("FORWARD " + std::to_string(portion_));
        ended_ = ::PQntuples(result.get()) < portion_;
        // Larger portions are faster, but wide rows are not to fill the memory.
        constexpr std::size_t enough = 1 << 20;
        if (portion_ < most_portion && ::PQresultMemorySize(result.get()) < enough)
            portion_ *= 4;
        return result;
    }
    void drain() override {
        open_ = false;
        if (!std::exchange(ended_, true))
            rest_ = ask("ALL");
    }
    void forget() override { open_ = false; }
    /// Ends the SELECT; what was not read is lost.
    void close() {
        rest_.reset();
        ended_ = true;
        handle_.remove(*this);
        if (std::exchange(open_, false) && handle_.status() == PQTRANS_INTRANS)
            ::PQclear(::PQexec(handle_.get(), ("CLOSE " + name_).c_str()));
    }

  private:
    static constexpr int first_portion = 64;
    static constexpr int most_portion = 4096;

    Result ask(const std::string& which) {
        std::string sql = "FETCH " + which + " FROM " + name_;
        return handle_.check(::PQexecParams(handle_.get(), sql.c_str(), 0, nullptr, nullptr,
                                            nullptr, nullptr, format_));
    }

    Handle& handle_;
    std::string name_;
    Result rest_;       ///< What was fetched before the transaction ended.
    bool open_ = false; ///< The server has the cursor and nothing has made it doubtful.
    bool ended_ = true; ///< The last row was fetched.
    int portion_ = first_portion;
    int format_ = 1;
};

} // namespace rowan::backend::postgresql_native
