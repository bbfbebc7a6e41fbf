// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The code of docs/tutorial.md, in its order. It checks what it says, and ends with 1 if something
// is otherwise.

// [include]
#include <rowan/rowan.hpp>
// [/include]

#include <cstdint>
#include <cstdio>
#include <exception>
#include <optional>
#include <source_location>
#include <string>
#include <vector>

int run_queries();   // in queries.cpp
int run_relations(); // in relations.cpp
int run_selects();   // in selects.cpp
int run_tracked();   // in tracked.cpp

static int failures = 0;

static void expect(bool holds, std::source_location at = std::source_location::current()) {
    if (holds)
        return;
    ++failures;
    std::printf("%s:%u: not as the tutorial says\n", at.file_name(), unsigned(at.line()));
}

// [model]
struct Job : rowan::Model<Job> {
    std::string id = rowan::make_uuid(); // an initializer is the default of new objects
    std::optional<std::string> user;     // an optional may be NULL
    std::string url;                     // anything else is NOT NULL
    std::string status = "running";
    std::int64_t records = 0;
    rowan::DateTime started = rowan::utcnow(); // UTC, to the microsecond

    static constexpr auto table = rowan::table("job", rowan::primary_key<&Job::id>(),
                                               rowan::index<&Job::user, &Job::status>());
};
// [/model]

// [types]
enum class Level { guest, member, editor }; // stored by name

struct Address { // embedded: its members become columns
    std::string street;
    std::string town;
};

struct Color { // a type that Rowan doesn't know
    std::uint8_t red = 0, green = 0, blue = 0;
};
// [/types]

// [user_type]
template <>
struct rowan::Type<Color> {
    using wire_type = std::int64_t; // stored as this type, which Rowan knows
    static std::int64_t to_wire(Color color) {
        return color.red * 65536 + color.green * 256 + color.blue;
    }
    static Color from_wire(std::int64_t number) {
        auto byte = [=](int shift) { return static_cast<std::uint8_t>(number >> shift & 0xff); };
        return {byte(16), byte(8), byte(0)};
    }
};
// [/user_type]

// [options]
struct Customer : rowan::Model<Customer> {
    std::int64_t id = 0; // 0: the database gives the key
    std::string name;
    Address address; // columns address_street and address_town
    Level level = Level::guest;
    std::optional<rowan::Date> birthday;
    Color color;
    std::optional<std::string> origin;

    static constexpr auto table = rowan::table(
        "customer", rowan::primary_key<&Customer::id>(),
        rowan::column<&Customer::name>("full_name", rowan::type(rowan::Varchar{80}), rowan::unique),
        rowan::column<&Customer::origin>(rowan::server_default("'web'")),
        rowan::check("name_given", "full_name <> ''"));
};
// [/options]

// [foreign_key]
struct Order : rowan::Model<Order> {
    std::int64_t id = 0;
    std::int64_t customer = 0;
    double total = 0;

    static constexpr auto table =
        rowan::table("customer_order", rowan::primary_key<&Order::id>(),
                     rowan::foreign_key<&Order::customer>(rowan::references<&Customer::id>())
                         .on_delete(rowan::cascade));
};
// [/foreign_key]

// [hana_define]
struct Point {
    BOOST_HANA_DEFINE_STRUCT(Point, (std::int64_t, id), (double, x), (double, y));
};
template <>
inline constexpr auto rowan::table_of<Point> = rowan::table("point",
                                                            rowan::primary_key<&Point::id>());
// [/hana_define]

// [hana_adapt]
namespace foreign { // somebody else's struct: it has a constructor, so it can't be taken apart
struct Sensor {
    Sensor() {}
    std::string name;
    std::optional<double> value;
};
} // namespace foreign
BOOST_HANA_ADAPT_STRUCT(foreign::Sensor, name, value);
template <>
inline constexpr auto rowan::table_of<foreign::Sensor> =
    rowan::table("sensor", rowan::primary_key<&foreign::Sensor::name>());
// [/hana_adapt]

// [literals]
using namespace rowan::literals;
// [/literals]

static void insert(rowan::Session& session) {
    // [insert]
    Job job;
    job.user = "alice";
    job.url = "https://stac.example/1";
    session.insert(job);

    std::vector<Job> jobs(3);
    for (Job& each : jobs)
        each.url = "https://stac.example/2";
    jobs[0].user = "bob";
    session.insert_all(jobs);

    session.insert(Job::make("user"_col = "carol", "status"_col = "finished"));
    session.commit();
    // [/insert]
    expect(Job::count(session) == 5);
}

static void get(rowan::Session& session) {
    // [get]
    std::vector<Job> all = Job::get(session).all();
    Job job = Job::get(session, "user"_col = "alice", "status"_col = "running").one();
    std::optional<Job> first = Job::get(session, "user"_col = "nobody").first();
    std::int64_t without_user = Job::get(session, "user"_col = nullptr).count();
    bool any_failed = Job::get(session, "status"_col = "failed").exists();
    // [/get]
    expect(all.size() == 5 && job.url == "https://stac.example/1" && !first);
    expect(without_user == 2 && !any_failed);
}

static void filter(rowan::Session& session) {
    // [filter]
    auto query = Job::get(session, "status"_col = "running")
                     .filter("url"_col.starts_with("https://"),
                             "user"_col == nullptr || "user"_col.in({"alice", "bob"}))
                     .order_by("user"_col.desc().nulls_last(), rowan::col<&Job::id>)
                     .limit(10);
    std::vector<Job> jobs = query.all();
    // [/filter]
    expect(jobs.size() == 4 && jobs[0].user == "bob" && jobs[1].user == "alice" && !jobs[3].user);

    // [sql]
    std::string text = Job::get(session, "user"_col = "alice").sql();
    // [/sql]
    expect(text.find("WHERE \"user\" = ?") != std::string::npos);
}

static void stream(rowan::Session& session) {
    // [stream]
    std::size_t characters = 0;
    for (const Job& job : Job::get(session))
        characters += job.url.size();
    // [/stream]
    expect(characters == 4 * 22);
}

static void run_time_filters(rowan::Session& session) {
    // [filters]
    rowan::Filters filters{{"status", "running"}};
    filters["user"] = nullptr;
    std::vector<Job> jobs = Job::get(session, filters).all();
    // [/filters]
    expect(jobs.size() == 2);

    bool refused = false;
    // [filters_wrong]
    try {
        jobs = Job::get(session, rowan::Filters{{"colour", "red"}}).all();
    } catch (const rowan::UnknownColumn&) {
        refused = true;
    }
    // [/filters_wrong]
    expect(refused);

    // [dict]
    Job job = Job::get(session, "user"_col = "alice").one();
    rowan::Dict row = job.as_dict();
    std::string url = row.at("url").get<std::string>();
    // [/dict]
    expect(row.size() == 6 && url == job.url);

    // [from_dict]
    rowan::DictReport report = job.from_dict({{"status", "late"}, {"colour", "red"}});
    // [/from_dict]
    expect(job.status == "late" && report.changed.size() == 1 && report.skipped.size() == 1);

    // [columns]
    std::vector<std::string> wanted{"id", "url"}; // as a user of the program asks
    std::vector<rowan::Dict> rows = Job::get(session, "user"_col = "alice").columns(wanted).all();
    // [/columns]
    expect(rows.size() == 1 && rows[0].at("url") == rowan::Value(url));

    // [text_search]
    auto found = Job::text_search<&Job::url, &Job::user>(session, "STAC").all();
    // [/text_search]
    expect(!found.empty());
}

static void change(rowan::Session& session) {
    // [change]
    Job job = Job::get(session, "user"_col = "alice").one();
    job.status = "finished";
    session.update(job); // all columns of the row with this key

    Job other;
    other.url = "https://stac.example/3";
    session.save(other); // updates the row with this key, or inserts it
    session.remove(other);

    std::int64_t changed = Job::get(session, "user"_col = "bob").update("status"_col = "failed");
    std::int64_t counted = Job::get(session).update("records"_col = rowan::col<&Job::records> + 10);
    std::int64_t removed = Job::get(session).filter("user"_col.is_null()).remove();
    session.commit();
    // [/change]
    expect(changed == 1 && counted == 5 && removed == 2);
    expect(Job::get(session, "status"_col = "finished", "records"_col = 10).count() == 2);
}

static void transactions(rowan::Engine& engine) {
    // [rollback]
    {
        rowan::Session session(engine);
        session.insert(Job{});
    } // no commit(): nothing was inserted
    // [/rollback]
    rowan::Session session(engine);
    expect(Job::count(session) == 3);

    // [transaction]
    session.transaction([](rowan::Session& unit) {
        unit.insert(Job::make("user"_col = "dave"));
        unit.insert(Job::make("user"_col = "erin"));
    }); // commits; rolls back if the function throws
    // [/transaction]
    expect(Job::count(session) == 5);

    // [savepoint]
    session.insert(Job::make("user"_col = "frank"));
    rowan::Savepoint savepoint = session.savepoint();
    Job::get(session).remove();
    savepoint.rollback(); // or release(); the destructor rolls back
    session.commit();
    // [/savepoint]
    expect(Job::count(session) == 6);

    // [retry]
    std::int64_t done = rowan::retry(engine, [](rowan::Session& unit) {
        return Job::get(unit, "user"_col = "dave").update("records"_col = 7);
    }); // commits; on a deadlock or serialization failure everything runs again
    // [/retry]
    expect(done == 1 && Job::count(session, "records"_col = 7) == 1);
}

static void errors(rowan::Session& session) {
    bool refused = false, missed = false, gone = false;
    // [errors]
    Job job = Job::get(session, "user"_col = "frank").one();
    try {
        session.insert(job);
    } catch (const rowan::UniqueViolation& error) {
        refused = !error.sql().empty(); // the statement, never its values
    }
    try {
        job = Job::get(session, "user"_col = "nobody").one();
    } catch (const rowan::NoResultFound&) {
        missed = true;
    }
    job.id = "another";
    try {
        session.update(job);
    } catch (const rowan::StaleData&) { // no row has this key
        gone = true;
    }
    // [/errors]
    expect(refused && missed && gone);
    session.rollback();
}

static void default_session(rowan::Engine& engine) {
    // [default_session]
    rowan::set_default_engine(engine);
    Job job = Job::get("user"_col = "frank").one();
    job.status = "finished";
    job.save();
    rowan::default_session().commit();
    // [/default_session]
    expect(Job::count("status"_col = "finished") == 3);
}

static void columns(rowan::Engine& engine) {
    // [customer]
    rowan::create_all<Order, Customer>(engine); // in the order of their foreign keys
    rowan::Session session(engine);
    Customer ann;
    ann.name = "Ann";
    ann.address = {"Mill Lane 4", "Ayr"};
    ann.level = Level::editor;
    ann.birthday = rowan::parse<rowan::Date>("1990-02-28");
    ann.color = {255, 128, 0};
    session.insert(ann); // ann.id is the new key now
    session.insert(Order{{}, 0, ann.id, 12.5});

    Customer found = Customer::get(session, "full_name"_col = "Ann", "level"_col = Level::editor,
                                   "address_town"_col = "Ayr")
                         .one();
    // [/customer]
    expect(found.id == ann.id && ann.id != 0 && found.address.street == "Mill Lane 4");
    expect(found.level == Level::editor && found.birthday == ann.birthday);
    expect(found.color.red == 255 && found.color.green == 128 && found.color.blue == 0);
    expect(found.origin == "web"); // INSERT left the empty optional to the server's default
    session.remove(found);
    expect(Order::count(session) == 0);
    session.commit();
}

static void any_struct(rowan::Engine& engine) {
    // [any_struct]
    rowan::create_all<Point, foreign::Sensor>(engine);
    rowan::Session session(engine);
    session.insert(Point{1, 2.5, 3.5});
    foreign::Sensor sensor;
    sensor.name = "north";
    session.insert(sensor);
    Point point = rowan::query<Point>(session).filter("x"_col > 2).one();
    auto sensors = rowan::query<foreign::Sensor>(session).filter_by("value"_col = nullptr).all();
    // [/any_struct]
    expect(point.y == 3.5 && sensors.size() == 1 && sensors[0].name == "north");
}

static void echo(rowan::Engine& engine) {
    std::size_t statements = 0;
    // [echo]
    engine.set_echo([&](const rowan::StatementEvent& event) {
        ++statements;
        if (!event.error.empty())
            std::fprintf(stderr, "%.*s\n", int(event.sql.size()), event.sql.data());
    });
    rowan::Session session(engine);
    (void)Job::get(session).all();
    engine.set_echo(nullptr);
    // [/echo]
    expect(statements == 1);
}

static void run() {
    // [engine]
    rowan::Engine engine("sqlite://");
    rowan::create_all<Job>(engine);
    rowan::Session session(engine);
    // [/engine]
    insert(session);
    get(session);
    filter(session);
    stream(session);
    run_time_filters(session);
    change(session);
    transactions(engine);
    errors(session);
    default_session(engine);
    columns(engine);
    any_struct(engine);
    echo(engine);
    failures += run_queries();
    failures += run_relations();
    failures += run_selects();
    failures += run_tracked();
}

int main() {
    try {
        run();
    } catch (const std::exception& error) {
        std::printf("tutorial: %s\n", error.what());
        return 1;
    }
    return failures == 0 ? 0 : 1;
}
