// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: rowan: listen<Event, Struct>() takes a function of (Session&, Struct&)
// EXPECT: docs/errors.md#E171
#include <rowan/rowan.hpp>

struct Job : rowan::Model<Job> {
    std::int64_t id = 0;

    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};
struct Other {};

#ifdef CONTROL_CASE
void use(const rowan::Engine& engine) {
    // [right]
    rowan::listen<rowan::Event::after_load, Job>(engine, [](rowan::Session&, Job&) {});
    // [/right]
}
#else
void use(const rowan::Engine& engine) {
    // [wrong]
    rowan::listen<rowan::Event::after_load, Job>(engine, [](rowan::Session&, Other&) {});
    // [/wrong]
}
#endif
