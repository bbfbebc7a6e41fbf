// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Asks the server for any expression's value.

#include <rowan/rowan.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace rowan_test {

/// A value of the server's, by way of a table of one's own.
struct Said {
    std::int64_t id = 0;
    std::optional<std::string> words;
    static constexpr auto table = rowan::table("said", rowan::primary_key<&Said::id>());
};

inline std::string ask(rowan::Session& session, const std::string& expression) {
    session.execute_unchecked("DROP TABLE IF EXISTS said");
    session.execute_unchecked("CREATE TABLE said AS SELECT 1::bigint AS id, (" + expression +
                              ")::text AS words");
    return rowan::query<Said>(session).one().words.value_or("NULL");
}
inline std::string ask(const rowan::Engine& engine, const std::string& expression) {
    rowan::Session session(engine);
    return ask(session, expression);
}

} // namespace rowan_test
