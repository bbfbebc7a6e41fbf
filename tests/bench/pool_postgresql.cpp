// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The throughput of a pool on PostgreSQL: rowan_bench_pool_postgresql URL [rounds [lookups]].

#include "pool.hpp"

#include <libpq-fe.h>
#include <memory>
#include <stdexcept>

namespace {

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Finish>;

bench::Lookup make_raw(const char* url) {
    std::shared_ptr<PGconn> connection(PQconnectdb(url), Finish());
    const Result prepared(PQprepare(connection.get(), "lookup",
                                    "SELECT id, name FROM bench_keyed WHERE id = $1", 0, nullptr));
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK)
        throw std::runtime_error(PQerrorMessage(connection.get()));
    return [connection](std::int64_t key) {
        const std::string text = std::to_string(key);
        const char* value = text.c_str();
        const Result result(
            PQexecPrepared(connection.get(), "lookup", 1, &value, nullptr, nullptr, 0));
        return std::string(PQntuples(result.get()) == 1 ? PQgetvalue(result.get(), 0, 1) : "");
    };
}

} // namespace

int main(int argc, char** argv) {
    return bench::measure_pool(argc, argv, [&] { return make_raw(argv[1]); });
}
