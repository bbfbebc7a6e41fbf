// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A table for each type, and a way for its values through the database and back.

#include "tests/suite/database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace rowan_test {

template <typename Member>
struct Single {
    std::int64_t id = 0;
    Member value{};

    static constexpr auto table =
        rowan::table(rowan::types::is_optional<Member> ? "of_optional" : "single",
                     rowan::primary_key<&Single::id>());
};

/// Carries values through the database: written and committed by one session, read by another.
template <typename Member>
class Through {
  public:
    using Optional = std::optional<Member>;

    template <typename Value>
    std::int64_t write(const Value& value) {
        rowan::Session session(tables_.engine);
        const std::int64_t id = ++last_;
        session.insert(Single<Value>{id, value});
        session.commit();
        return id;
    }
    template <typename Value>
    Value read(std::int64_t id) {
        using namespace rowan::literals;
        rowan::Session session(tables_.engine);
        return rowan::query<Single<Value>>(session).filter_by("id"_col = id).one().value;
    }
    template <typename Value>
    Value operator()(const Value& value) {
        return read<Value>(write(value));
    }
    /// Whether a row holds this value, asked by a filter.
    template <typename Value>
    bool finds(const Value& value) {
        using namespace rowan::literals;
        rowan::Session session(tables_.engine);
        return rowan::query<Single<Value>>(session).filter("value"_col == value).exists();
    }
    std::int64_t count() {
        return tables_.template count<Single<Member>>() +
               tables_.template count<Single<Optional>>();
    }
    rowan::Session& session() { return tables_.session; }

  private:
    Tables<Single<Member>, Single<Optional>> tables_;
    std::int64_t last_ = 0;
};

/// Writing the value is a DataError that names table, column and reason, and nothing is written.
template <typename Member>
void refuses(const Member& value, std::string_view reason = "") {
    Through<Member> through;
    CHECK_THROWS_AS(through.write(std::optional<Member>(value)), rowan::DataError);
    try {
        through.write(value);
        FAIL_CHECK("was written");
    } catch (const rowan::DataError& error) {
        const std::string text = error.what();
        INFO(text);
        CHECK(has_name(text, "single"));
        CHECK(has(text, reason));
    }
    CHECK(through.count() == 0);
}

/// The value comes back as it was where the database has the capability, else it is refused.
template <typename Member>
void keeps_or_refuses(bool capable, const Member& value, std::string_view reason = "") {
    if (!capable)
        return refuses(value, reason);
    Through<Member> through;
    CHECK(bool(through(value) == value));
    CHECK(bool(through(std::optional<Member>(value)) == std::optional<Member>(value)));
}

} // namespace rowan_test
