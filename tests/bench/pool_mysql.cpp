// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The throughput of a pool on MariaDB: rowan_bench_pool_mysql URL [rounds [lookups]].

#include "pool.hpp"

#include <rowan/backend/mysql.hpp>

#include <array>
#include <memory>
#include <mysql.h>
#include <stdexcept>

namespace {

struct Raw {
    MYSQL* connection = mysql_init(nullptr);
    MYSQL_STMT* statement = nullptr;
    std::int64_t key = 0;
    std::array<char, 64> name{};
    unsigned long length = 0;
    std::int64_t id = 0;
    MYSQL_BIND parameter{};
    std::array<MYSQL_BIND, 2> results{};

    explicit Raw(const rowan::engine::Url& url) {
        const std::string* socket = url.option("unix_socket");
        if (!mysql_real_connect(connection, url.host.empty() ? nullptr : url.host.c_str(),
                                url.user.c_str(), url.password.c_str(), url.database.c_str(),
                                static_cast<unsigned>(url.port), socket ? socket->c_str() : nullptr,
                                0))
            throw std::runtime_error(mysql_error(connection));
        statement = mysql_stmt_init(connection);
        const std::string sql = "SELECT id, name FROM bench_keyed WHERE id = ?";
        parameter.buffer_type = results[0].buffer_type = MYSQL_TYPE_LONGLONG;
        parameter.buffer = &key;
        results[0].buffer = &id;
        results[1].buffer_type = MYSQL_TYPE_STRING;
        results[1].buffer = name.data();
        results[1].buffer_length = name.size();
        results[1].length = &length;
        if (mysql_stmt_prepare(statement, sql.data(), sql.size()) != 0 ||
            mysql_stmt_bind_param(statement, &parameter) != 0 ||
            mysql_stmt_bind_result(statement, results.data()) != 0)
            throw std::runtime_error(mysql_stmt_error(statement));
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;
    ~Raw() {
        mysql_stmt_close(statement);
        mysql_close(connection);
    }
    std::string look_up(std::int64_t wanted) {
        key = wanted;
        std::string found;
        if (mysql_stmt_execute(statement) == 0 && mysql_stmt_fetch(statement) == 0)
            found.assign(name.data(), length);
        mysql_stmt_free_result(statement);
        return found;
    }
};

} // namespace

int main(int argc, char** argv) {
    return bench::measure_pool(argc, argv, [&] {
        auto raw = std::make_shared<Raw>(rowan::engine::parse_url(argv[1]));
        return [raw](std::int64_t key) { return raw->look_up(key); };
    });
}
