// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A primary and its replica, with a table of numbered notes.

#include "tests/support/catch.hpp"

#include <rowan/rowan.hpp>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

namespace rowan_test {

struct Note : rowan::Model<Note> {
    std::int64_t id = 0;
    std::string text;

    static constexpr auto table = rowan::table("note", rowan::primary_key<&Note::id>());
};

/// A view: which server answers.
struct Whereabouts : rowan::Model<Whereabouts> {
    std::int64_t id = 0;
    bool replica = false;

    static constexpr auto table =
        rowan::table("whereabouts", rowan::primary_key<&Whereabouts::id>());
};

/// A view of the replica's: "not paused", "pause requested" or "paused".
struct Replay : rowan::Model<Replay> {
    std::int64_t id = 0;
    std::string state;

    static constexpr auto table = rowan::table("replay", rowan::primary_key<&Replay::id>());
};

struct Pair {
    std::string both;    ///< The URL that names both servers.
    std::string primary; ///< Those of each.
    std::string replica;

    Pair() {
        if (const char* own = std::getenv("ROWAN_TEST_POSTGRESQL_PAIR_URL"))
            both = own;
        else if (std::ifstream file(ROWAN_PAIR_URL_FILE); file)
            std::getline(file, both);
        if (both.empty())
            FAIL("skipped: no PostgreSQL server");
        primary = with_parts(0);
        replica = with_parts(1);
    }
    /// An engine on the primary, whichever of the two it is, with the replica for readers.
    [[nodiscard]] rowan::Engine engine(rowan::EngineOptions options = {}) const {
        options.replicas = {replica};
        return rowan::Engine(both + "&target_session_attrs=read-write", options);
    }
    /// The folder of the primary's socket, which the test server's files are in.
    [[nodiscard]] std::string primary_folder() const {
        std::size_t start = primary.find("host=") + 5;
        return primary.substr(start, primary.find('&', start) - start);
    }

  private:
    /// The URL with the first or the second of its hosts and ports.
    [[nodiscard]] std::string with_parts(int which) const {
        std::string url = both;
        for (const char* key : {"host=", "port="}) {
            std::size_t start = url.find(key) + 5, comma = url.find(',', start);
            std::size_t end = std::min(url.find('&', start), url.size());
            if (which == 0)
                url.erase(comma, end - comma);
            else
                url.erase(start, comma + 1 - start);
        }
        return url;
    }
};

inline void run(const rowan::Engine& engine, const std::string& sql) {
    rowan::Session session(engine);
    session.execute_unchecked(sql);
    session.commit();
}

/// Waits until a condition holds, at most `seconds`; whether it did.
template <typename Condition>
bool soon(Condition condition, int seconds = 10) {
    auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

/// Tables and views, made anew.
inline void build(const rowan::Engine& engine) {
    run(engine, "DROP TABLE IF EXISTS note");
    rowan::create_all<Note>(engine);
    run(engine,
        "CREATE OR REPLACE VIEW whereabouts AS SELECT 1::bigint AS id, pg_is_in_recovery() AS "
        "replica");
    run(engine, "CREATE OR REPLACE VIEW replay AS SELECT 1::bigint AS id, "
                "pg_get_wal_replay_pause_state() AS state");
}

inline std::int64_t write(const rowan::Engine& engine, const std::string& text) {
    rowan::Session session(engine);
    Note note{{}, 0, text};
    session.insert(note);
    session.commit();
    return note.id;
}

/// What a session that only reads finds, and where it was.
struct Found {
    bool note;
    bool replica;
};
inline Found read(const rowan::Engine& engine, std::int64_t id) {
    using namespace rowan::literals;
    rowan::Session session(engine, {.read_only = true});
    bool replica = Whereabouts::get(session).one().replica;
    return {Note::get(session, "id"_col = id).exists(), replica};
}

} // namespace rowan_test
