// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The database that the suite runs on: ROWAN_SUITE_URL says which, each process has one of its own.

#include "tests/support/catch.hpp"

#include <rowan/rowan.hpp>
#include <rowan/sql/text.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace rowan_test {

/// An engine on this process's database; in memory, each is a database of its own. Options are
/// spelled `pool_size=1&max_overflow=0`.
rowan::Engine open_engine(std::string_view options = "");

/// What the database can do.
const rowan::lang::Dialect& dialect();

/// The URL of this process's database, for other programs than Rowan.
std::string database_url();

/// Empty tables of these structs, dropped at the end.
template <typename... Entities>
struct Tables {
    rowan::Engine engine;
    rowan::Session session{engine};

    explicit Tables(std::string_view options = "") : engine(open_engine(options)) {
        rowan::drop_all<Entities...>(engine);
        rowan::create_all<Entities...>(engine);
    }
    Tables(const Tables&) = delete;
    Tables& operator=(const Tables&) = delete;
    ~Tables() {
        try {
            session.rollback();
            engine.close(); // On Firebird a connection keeps the tables that it has used.
            rowan::drop_all<Entities...>(open_engine());
        } catch (const rowan::Error&) {
            // What the test found matters more; the whole database goes when the process ends.
        }
    }

    template <typename Entity>
    rowan::Query<Entity> all() {
        return rowan::query<Entity>(session);
    }
    template <typename Entity>
    std::int64_t count() {
        return all<Entity>().count();
    }
};

/// A name as SQL text of this database.
inline std::string quoted(std::string_view name) {
    return std::string(rowan::lang::Text(dialect()).identifier(name).view());
}

/// The message of a call that must throw this very type. It runs in a savepoint, so that the
/// transaction goes on where an error would end it.
template <typename Thrown, typename Call>
std::string error_of(rowan::Session& session, Call call) {
    auto point = session.savepoint();
    try {
        static_cast<void>(call());
    } catch (const Thrown& error) {
        return error.what();
    }
    FAIL_CHECK("nothing was thrown");
    return "";
}

inline bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Whether a text has a name in it, whatever case the database spells it in.
inline bool has_name(std::string_view text, std::string_view name) {
    auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    };
    return std::search(text.begin(), text.end(), name.begin(), name.end(), same) != text.end();
}

} // namespace rowan_test

/// An expression that must throw this type, after which the session's transaction goes on.
#define CHECK_FAILS(session, type, ...)                                                            \
    do {                                                                                           \
        auto failing_part = (session).savepoint();                                                 \
        CHECK_THROWS_AS(__VA_ARGS__, type);                                                        \
    } while (false)
