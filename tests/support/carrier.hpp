// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Carries values of any type through a database, for the tests of types.

#include <rowan/rowan.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace rowan_test {

template <typename Member>
struct Single {
    std::int64_t id;
    Member value;

    static constexpr auto table =
        rowan::table(rowan::types::is_optional<Member> ? "of_optional" : "single",
                     rowan::primary_key<&Single::id>());
};

/// Values are written and committed by one session and read by another, of another engine if
/// wished.
class Carrier {
  public:
    explicit Carrier(const std::string& url) : writer_(url), reader_(writer_) {}
    Carrier(const std::string& writer, const std::string& reader)
        : writer_(writer), reader_(reader) {}

    /// The tables of a type and of its optional.
    template <typename Member>
    void create() {
        rowan::create_all<Single<Member>>(writer_);
        if constexpr (!rowan::types::is_optional<Member>)
            rowan::create_all<Single<std::optional<Member>>>(writer_);
    }
    template <typename Member>
    std::int64_t write(const Member& value) {
        rowan::Session session(writer_);
        const std::int64_t id = ++last_;
        session.insert(Single<Member>{id, value});
        session.commit();
        return id;
    }
    template <typename Member>
    Member read(std::int64_t id) {
        using namespace rowan::literals;
        rowan::Session session(reader_);
        return rowan::query<Single<Member>>(session).filter_by("id"_col = id).one().value;
    }
    template <typename Member>
    Member operator()(const Member& value) {
        return read<Member>(write(value));
    }
    /// How many rows hold this value, in the reader's eyes.
    template <typename Member>
    std::int64_t found(const Member& value) {
        using namespace rowan::literals;
        rowan::Session session(reader_);
        return rowan::query<Single<Member>>(session).filter_by("value"_col = value).count();
    }
    rowan::Engine& engine() { return writer_; }

  private:
    rowan::Engine writer_;
    rowan::Engine reader_;
    std::int64_t last_ = 0;
};

} // namespace rowan_test
