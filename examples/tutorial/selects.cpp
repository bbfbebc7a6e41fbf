// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The code of docs/tutorial.md about selects; tutorial.cpp runs it.

#include <rowan/rowan.hpp>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <source_location>
#include <string>
#include <tuple>
#include <vector>

using namespace rowan::literals;

namespace {

int failures = 0;

void expect(bool holds, std::source_location at = std::source_location::current()) {
    if (holds)
        return;
    ++failures;
    std::printf("%s:%u: not as the tutorial says\n", at.file_name(), unsigned(at.line()));
}

// [models]
struct Employee : rowan::Model<Employee> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> boss_id;

    static constexpr auto table = rowan::table("employee", rowan::primary_key<&Employee::id>());
};

struct Sale : rowan::Model<Sale> {
    std::int64_t id = 0;
    std::int64_t employee_id = 0;
    std::int64_t cents = 0;
    std::optional<std::string> country;

    static constexpr auto table =
        rowan::table("sale", rowan::primary_key<&Sale::id>(),
                     rowan::foreign_key<&Sale::employee_id>(rowan::references<&Employee::id>()));
};
// [/models]

// [kept]
struct BestSale : rowan::Model<BestSale> {
    std::string employee;
    std::optional<std::int64_t> cents;

    static constexpr auto table =
        rowan::table("best_sale", rowan::primary_key<&BestSale::employee>());
};
// [/kept]

void items(rowan::Session& session) {
    // [items]
    using rowan::col;
    std::vector<std::string> names =
        rowan::select(session, col<&Employee::name>).order_by(col<&Employee::id>).all();
    std::optional<std::tuple<std::int64_t, std::optional<std::string>>> first =
        rowan::select(session, col<&Sale::cents>, col<&Sale::country>)
            .where(col<&Sale::cents> > 100)
            .order_by(col<&Sale::id>)
            .first();
    // [/items]
    expect(names == std::vector<std::string>{"Ann", "Bob", "Cid"});
    expect(first && std::get<0>(*first) == 300);
}

// [struct]
struct Total {
    std::string name;
    std::int64_t sales = 0;
    std::optional<std::int64_t> cents; // a sum is NULL where there are no rows
};
// [/struct]

void groups(rowan::Session& session) {
    using rowan::col;
    // [groups]
    auto totals =
        rowan::select(session, col<&Employee::name>, rowan::count(col<&Sale::id>).as<"sales">(),
                      rowan::sum(col<&Sale::cents>).as<"cents">())
            .from<Employee>()
            .left_join<Sale>() // along the foreign key
            .group_by(col<&Employee::id>, col<&Employee::name>)
            .order_by("cents"_col.desc().nulls_last())
            .into<Total>()
            .all();
    // [/groups]
    expect(totals.size() == 3 && totals[0].name == "Bob" && totals[0].cents == 500);
    expect(totals[2].sales == 0 && !totals[2].cents);
}

void aliases(rowan::Session& session) {
    using rowan::col;
    // [alias]
    constexpr auto boss = rowan::alias<Employee, "boss">;
    auto pairs = rowan::select(session, col<&Employee::name>, boss.col<&Employee::name>)
                     .from<Employee>()
                     .left_join(boss)
                     .on(boss.col<&Employee::id> == col<&Employee::boss_id>)
                     .order_by(col<&Employee::id>)
                     .all(); // the boss's name is a std::optional
    // [/alias]
    expect(std::get<1>(pairs[0]) == std::nullopt && std::get<1>(pairs[1]) == "Ann");
}

void subqueries(rowan::Session& session) {
    using rowan::col;
    // [subquery]
    auto sold = rowan::select(col<&Sale::id>).where(col<&Sale::employee_id> == col<&Employee::id>);
    auto idle = rowan::select(session, col<&Employee::name>).where(!rowan::exists(sold)).all();

    auto ranked = rowan::select(col<&Sale::employee_id>, col<&Sale::cents>,
                                rowan::row_number()
                                    .over(rowan::partition_by(col<&Sale::employee_id>),
                                          rowan::order_by(col<&Sale::cents>.desc()))
                                    .as<"place">())
                      .as<"ranked">();
    auto best = rowan::select(session, ranked.col<"employee_id">, ranked.col<"cents">)
                    .from(ranked)
                    .where(ranked.col<"place"> == 1)
                    .order_by(ranked.col<"employee_id">)
                    .all();
    // [/subquery]
    expect(idle == std::vector<std::string>{"Cid"});
    expect(best.size() == 2 && std::get<1>(best[1]) == 400);
}

void recursion(rowan::Session& session) {
    using rowan::col;
    // [recursive]
    auto staff = rowan::select(col<&Employee::id>, rowan::literal(0).as<"depth">())
                     .where(col<&Employee::boss_id> == nullptr)
                     .recursive<"staff">([](auto above) {
                         return rowan::select(col<&Employee::id>, above.template col<"depth"> + 1)
                             .template from<Employee>()
                             .join(above)
                             .on(col<&Employee::boss_id> == above.template col<"id">);
                     });
    auto deepest = rowan::select(session, rowan::max(staff.col<"depth">)).from(staff).one();
    // [/recursive]
    expect(deepest == 2);
}

void writes(rowan::Session& session) {
    using rowan::col;
    // [insert_select]
    std::int64_t kept = rowan::insert_into<BestSale>(session, "employee"_col, "cents"_col)
                            .from(rowan::select(col<&Employee::name>, rowan::max(col<&Sale::cents>))
                                      .from<Employee>()
                                      .join<Sale>()
                                      .group_by(col<&Employee::name>),
                                  rowan::on_conflict<&BestSale::employee>().do_update());
    // [/insert_select]
    expect(kept == 2);
    // [joined]
    std::int64_t renamed = rowan::change<BestSale>(session)
                               .join<Employee>()
                               .on(col<&Employee::name> == col<&BestSale::employee>)
                               .where(col<&Employee::boss_id> != nullptr)
                               .update("employee"_col = col<&Employee::name> + "!");
    std::int64_t removed =
        rowan::change<Sale>(session).join<Employee>().where(col<&Employee::name> == "Ann").remove();
    // [/joined]
    expect(renamed == 1 && removed == 1);
    // [query_subquery]
    auto sold = rowan::select(col<&Sale::id>).where(col<&Sale::employee_id> == col<&Employee::id>);
    std::vector<Employee> sellers = Employee::get(session).filter(rowan::exists(sold)).all();
    auto best = rowan::scalar(rowan::select(rowan::max(col<&Sale::cents>)));
    std::int64_t raised = rowan::query<BestSale>(session)
                              .filter("employee"_col.in(rowan::select(col<&Employee::name>)))
                              .update("cents"_col = best);
    // [/query_subquery]
    expect(sellers.size() == 1 && raised == 1);
    // [count]
    auto countries = rowan::select(session, col<&Sale::country>).distinct();
    std::int64_t many = countries.count();
    bool any = countries.where(col<&Sale::cents> > 1000).exists();
    // [/count]
    expect(many == 2 && !any);
}

} // namespace

int run_selects() {
    rowan::Engine engine("sqlite://");
    rowan::create_all<Employee, Sale, BestSale>(engine);
    rowan::Session session(engine);
    session.insert(Employee{{}, 1, "Ann", {}});
    session.insert(Employee{{}, 2, "Bob", 1});
    session.insert(Employee{{}, 3, "Cid", 2});
    session.insert(Sale{{}, 1, 1, 300, "France"});
    session.insert(Sale{{}, 2, 2, 400, {}});
    session.insert(Sale{{}, 3, 2, 100, "Spain"});
    items(session);
    groups(session);
    aliases(session);
    subqueries(session);
    recursion(session);
    writes(session);
    return failures;
}
