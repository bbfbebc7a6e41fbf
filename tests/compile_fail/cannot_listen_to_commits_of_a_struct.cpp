// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: rowan: listen<Event, Struct>(): this event is of the session, not of a struct's objects
// EXPECT: docs/errors.md#E171
#include <rowan/rowan.hpp>

struct Job : rowan::Model<Job> {
    std::int64_t id = 0;

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

#ifdef CONTROL_CASE
void use(const rowan::Engine& engine) {
    // [right]
    rowan::listen<rowan::Event::after_commit>(engine, [](rowan::Session&) {});
    // [/right]
}
#else
void use(const rowan::Engine& engine) {
    // [wrong]
    rowan::listen<rowan::Event::after_commit, Job>(engine, [](rowan::Session&, Job&) {});
    // [/wrong]
}
#endif
