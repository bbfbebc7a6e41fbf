// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// The compiler replays revisions and compares what they make with the models.
#include <rowan/migrate/in_sync.hpp>
#include <rowan/rowan.hpp>
#include <rowan/type/enumeration.hpp>

namespace {

using namespace rowan;
namespace m = rowan::migrate;

enum class Mood { calm, angry };
struct User {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto table =
        rowan::table("user", primary_key<&User::id>(), index<&User::name>());
};
struct Job {
    std::int64_t a = 0;
    std::string b;
    std::optional<std::int64_t> user;
    Mood mood = Mood::calm;
    std::optional<DateTime> at;
    std::uint8_t small = 0;
    rowan::Decimal d;
    static constexpr auto table =
        rowan::table("job", primary_key<&Job::a, &Job::b>(), unique<&Job::user, &Job::b>(),
                     check("", "a > 0"), column<&Job::mood>(native_enum("mood")),
                     column<&Job::at>(server_default("CURRENT_TIMESTAMP")),
                     foreign_key<&Job::user>(references<&User::id>()).on_delete(cascade),
                     index<&Job::b>("ix_b").unique().where("a > 1"));
};
struct R1 {
    static constexpr m::Revision revision{.id = "r1"};
    static constexpr void upgrade(auto& op) {
        op.create_enum("mood", {"calm"});
        op.create_table("user", m::column("id", BigInteger{}).primary_key(),
                        m::column("name", Text{}).not_null());
        op.create_table("old", m::column("a", BigInteger{}), m::column("b", Text{}),
                        m::column("user", Integer{}),
                        m::column("mood", m::enumeration("mood", {"calm"}, true)).not_null(),
                        m::column("x", Text{}), m::primary_key({"a", "b"}));
        op.create_index("ix_user_name", "user", {"name"});
    }
    static constexpr void downgrade(auto&) {}
};
struct R2 {
    static constexpr m::Revision revision{.id = "r2", .down = "r1"};
    static constexpr void upgrade(auto& op) {
        op.add_enum_value_after("mood", "angry", "calm");
        op.rename_table("old", "job");
        op.drop_column("job", "x");
        op.add_column("job", m::column("at", Timestamp{}).server_default("CURRENT_TIMESTAMP"));
        op.add_column(
            "job",
            m::column("small", SqlType{.kind = TypeKind::integer, .is_unsigned = true, .size = 8})
                .not_null());
        op.add_column("job", m::column("d", Numeric{}).not_null());
        op.alter_column("job", "user", m::alter().type(BigInteger{}));
        op.create_unique_constraint("", "job", {"user", "b"});
        op.create_check_constraint("", "job", "a > 0");
        op.create_foreign_key("", "job",
                              m::foreign_key({"user"}, "user", {"id"}).on_delete(cascade));
        op.create_index("ix_b", "job", m::index({"b"}).unique().where("a > 1"));
    }
    static constexpr void downgrade(auto&) {}
};
/// The order in the list makes no difference.
using History = m::Revisions<R2, R1>;
static_assert(m::in_sync<History, User, Job>);
static_assert(!m::in_sync<History, User>);
static_assert(!m::in_sync<m::Revisions<R1>, User, Job>);

} // namespace
