// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// EXPECT: docs/errors.md#E135
// EXPECT-GCC: rowan: in_sync: table job: column url is Text in the models, Varchar(80) in the
// revisions EXPECT-CLANG: table job: column url is Text in the models, Varchar(80) in the revisions
#include <rowan/migrate/in_sync.hpp>
#include <rowan/rowan.hpp>

struct Job {
    std::int64_t id = 0;
    std::string url;
    static constexpr auto table = rowan::table("job", rowan::primary_key<&Job::id>());
};

struct AddJobs {
    static constexpr rowan::migrate::Revision revision{.id = "a1"};
    static constexpr void upgrade(auto& op) {
#ifdef CONTROL_CASE
        // [right]
        op.create_table("job", rowan::migrate::column("id", rowan::BigInteger{}).primary_key(),
                        rowan::migrate::column("url", rowan::Text{}).not_null());
        // [/right]
#else
        // [wrong]
        op.create_table("job", rowan::migrate::column("id", rowan::BigInteger{}).primary_key(),
                        rowan::migrate::column("url", rowan::Varchar{80}).not_null());
        // [/wrong]
#endif
    }
    static constexpr void downgrade(auto& op) { op.drop_table("job"); }
};

using History = rowan::migrate::Revisions<AddJobs>;
static_assert(rowan::migrate::in_sync<History, Job>);
