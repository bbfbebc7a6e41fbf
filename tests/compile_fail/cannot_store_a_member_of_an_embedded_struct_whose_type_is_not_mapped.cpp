// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E106
// EXPECT: cannot be stored; specialize rowan::Type for it
// EXPECT-GCC: rowan: Asset::handle has type void*, which
// EXPECT-CLANG: can_be_stored<Asset, rowan::FixedString<7>{"handle"}, void *>
#include <rowan/rowan.hpp>

struct Asset {
    std::string href;
#ifdef CONTROL_CASE
    std::int64_t handle;
#else
    void* handle;
#endif
};
struct Job : rowan::Model<Job> {
    std::string id;
    Asset asset;
    static constexpr auto table = rowan::table(rowan::primary_key<&Job::id>());
};

auto jobs(rowan::Session& session) { return Job::get(session).all(); }
