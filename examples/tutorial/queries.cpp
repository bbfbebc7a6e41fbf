// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The code of docs/tutorial.md about conditions, pages and statements that write; tutorial.cpp runs
// it.

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

// [visit]
struct Visit : rowan::Model<Visit> {
    std::int64_t id = 0;
    std::string path;
    std::optional<std::string> user;
    std::int64_t visits = 1;

    static constexpr auto table =
        rowan::table("visit", rowan::primary_key<&Visit::id>(), rowan::unique<&Visit::path>());
};
// [/visit]

void fill(rowan::Session& session) {
    std::vector<Visit> list;
    for (int i = 0; i < 30; ++i)
        list.push_back({{}, 0, "/" + std::to_string(i), i % 3 ? "alice" : "bob", i});
    session.insert_all(list);
}

void conditions(rowan::Session& session) {
    std::vector<std::string> paths{"/1", "/2", "/3"};
    // [condition]
    rowan::Condition<Visit> any;
    for (const std::string& path : paths)
        any |= "path"_col == path;
    rowan::Condition<Visit> wanted = any && "visits"_col > 1;
    std::int64_t found = Visit::get(session).filter(wanted).count();
    // [/condition]
    expect(found == 2);

    bool only_busy = false;
    // [when]
    std::optional<std::string> user; // of a form's field that was left empty
    auto query = Visit::get(session).filter(rowan::when(only_busy, "visits"_col > 10),
                                            "user"_col == rowan::if_set(user));
    // [/when]
    expect(query.count() == 30);

    // [ordering]
    std::string asked = "-visits,path"; // of a URL
    std::vector<Visit> sorted =
        Visit::get(session).order_by(rowan::ordering<Visit>(asked, {"visits", "path"})).all();
    // [/ordering]
    expect(sorted.at(0).visits == 29);
}

void pages(rowan::Session& session) {
    // [page]
    auto query = Visit::get(session, "user"_col = "alice").order_by("visits"_col.desc(), "id"_col);
    rowan::Page<Visit> page = query.page(2, 5);
    // [/page]
    expect(page.rows.size() == 5 && page.total == 20 && page.pages() == 4 && page.has_next());

    std::size_t rows = 0;
    // [after]
    std::string cursor; // empty: the first page
    do {
        rowan::KeysetPage<Visit> part = query.after(cursor, 8);
        rows += part.rows.size();
        cursor = part.next; // empty: that was the last
    } while (!cursor.empty());
    // [/after]
    expect(rows == 20);
}

void locks(rowan::Session& session) {
    bool refused = false;
    // [lock]
    try {
        std::optional<Visit> next = Visit::get(session, "user"_col = nullptr)
                                        .order_by("id"_col)
                                        .for_update(rowan::skip_locked)
                                        .first();
    } catch (const rowan::NotSupported&) { // SQLite has no locks of rows
        refused = true;
    }
    // [/lock]
    expect(refused);
}

void upserts(rowan::Session& session) {
    // [upsert]
    Visit visit;
    visit.path = "/1";
    session.insert(visit, rowan::on_conflict<&Visit::path>().do_update(
                              "visits"_col = "visits"_col + rowan::excluded("visits"_col)));
    session.insert(visit, rowan::on_conflict<&Visit::path>().do_nothing());
    // [/upsert]
    expect(Visit::get(session, "path"_col = "/1").one().visits == 2);

    // [returning]
    std::int64_t id = session.insert(Visit{{}, 0, "/new", {}, 1}, rowan::returning("id"_col));
    std::vector<std::tuple<std::string, std::int64_t>> rows =
        Visit::get(session, "id"_col = id)
            .returning("path"_col, "visits"_col)
            .update("visits"_col = "visits"_col + 1);
    // [/returning]
    expect(rows.size() == 1 && std::get<1>(rows[0]) == 2);

    // [update_all]
    std::vector<Visit> visits = Visit::get(session, "user"_col = "bob").all();
    for (Visit& one : visits)
        one.user = "carol";
    session.update_all(visits);
    // [/update_all]
    expect(Visit::get(session, "user"_col = "carol").count() == 10);
}

void read_it(rowan::Session& session) {
    // [explain]
    auto query = Visit::get(session, "path"_col = "/1");
    std::string plan = query.explain();
    std::string text = to_string(query); // SELECT … WHERE "path" = ? [text '/1']
    // [/explain]
    expect(plan.find("visit") != std::string::npos && text.ends_with("[text '/1']"));
}

} // namespace

int run_queries() {
    rowan::Engine engine("sqlite://");
    rowan::create_all<Visit>(engine);
    rowan::Session session(engine);
    fill(session);
    conditions(session);
    pages(session);
    locks(session);
    upserts(session);
    read_it(session);
    return failures;
}
