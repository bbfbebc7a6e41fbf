// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E106
// EXPECT: cannot be stored; specialize rowan::Type for it
// EXPECT-GCC: rowan: Job::settings has type map, which
// EXPECT-CLANG: can_be_stored<Job, rowan::FixedString<9>{"settings"}, std::map<int, int
#include <rowan/rowan.hpp>

#include <map>

using Settings = std::map<int, int>;

#ifdef CONTROL_CASE
// [right]
template <>
struct rowan::Type<Settings> {
    using wire_type = std::string;
    static std::string to_wire(const Settings& settings) { return std::to_string(settings.size()); }
    static Settings from_wire(const std::string&) { return {}; }
};
// [/right]
#endif

// [wrong]
struct Job : rowan::Model<Job> {
    std::string id;
    Settings settings;
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};
// [/wrong]

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
