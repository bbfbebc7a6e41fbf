// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The questions that tutorials ask of the Chinook sample, without SQL by hand.

#include "tests/suite/chinook.hpp"

#include <tuple>

using namespace rowan::literals;
using namespace rowan_test;
using rowan::col;
using rowan::select;

namespace {

using Counts = std::vector<std::tuple<std::string, std::int64_t>>;
using Sums = std::vector<std::tuple<std::string, std::optional<std::int64_t>>>;

struct Place {
    std::string name;
    std::int64_t place = 0;
    std::int64_t sold = 0;
};

} // namespace

// On Firebird a DateTime is text, which EXTRACT does not take with all its digits.
TEST_CASE("Chinook: who bought what", "[not_firebird]") {
    Chinook chinook;
    auto& session = chinook.session;
    // Customers outside of Germany, those of no country included.
    CHECK(select(session, col<&Customer::last_name>)
              .where(rowan::is_distinct_from(col<&Customer::country>, "Germany"))
              .order_by(col<&Customer::customer_id>)
              .all() == std::vector<std::string>{"Silva", "Nobody"});
    // The invoices of Brazil's customers.
    CHECK(select(session, col<&Customer::last_name>, col<&Invoice::invoice_id>)
              .from<Customer>()
              .join<Invoice>()
              .where(col<&Customer::country> == "Brazil")
              .order_by(col<&Invoice::invoice_id>)
              .all() == Counts{{"Silva", 1}, {"Silva", 3}});
    // Each country once.
    CHECK(select(session, rowan::coalesce(col<&Customer::country>, "?").as<"country">())
              .distinct()
              .order_by("country"_col)
              .all() == std::vector<std::string>{"?", "Brazil", "Germany"});
    // Sales by agent: three tables.
    auto agents =
        select(session, col<&Employee::last_name>, rowan::sum(col<&Invoice::total>).as<"sold">())
            .from<Employee>()
            .join<Customer>()
            .join<Invoice>()
            .group_by(col<&Employee::employee_id>, col<&Employee::last_name>)
            .order_by("sold"_col.desc());
    CHECK(agents.all() == Sums{{"Peacock", 595}, {"Park", 398}});
    CHECK(std::get<0>(*agents.first()) == "Peacock");
    // Customers by agent, agents without any included.
    CHECK(select(session, col<&Employee::last_name>, rowan::count(col<&Customer::customer_id>))
              .from<Employee>()
              .left_join<Customer>()
              .group_by(col<&Employee::employee_id>, col<&Employee::last_name>)
              .order_by(rowan::count(col<&Customer::customer_id>).desc(), col<&Employee::last_name>)
              .limit(3)
              .all() == Counts{{"Peacock", 2}, {"Park", 1}, {"Adams", 0}});
    // Invoices and sums of each year.
    using Years = std::vector<std::tuple<std::int64_t, std::int64_t, std::optional<std::int64_t>>>;
    auto year = rowan::year(col<&Invoice::invoice_date>);
    CHECK(select(session, year, rowan::count(), rowan::sum(col<&Invoice::total>))
              .from<Invoice>()
              .group_by(year)
              .order_by(year)
              .all() == Years{{2021, 3, 595}, {2022, 1, 398}});
    // Invoices of one year, by dates.
    using namespace std::chrono;
    CHECK(
        select(session, rowan::count())
            .from<Invoice>()
            .where(col<&Invoice::invoice_date>.between(rowan::DateTime(sys_days(2021y / 2 / 1)),
                                                       rowan::DateTime(sys_days(2021y / 12 / 31))))
            .one() == 2);
    // Countries whose customers spent more than 500 in all.
    CHECK(select(session, rowan::coalesce(col<&Customer::country>, "?"))
              .from<Customer>()
              .join<Invoice>()
              .group_by(col<&Customer::country>)
              .having(rowan::sum(col<&Invoice::total>) > 496)
              .order_by(col<&Customer::country>)
              .all() == std::vector<std::string>{"Germany"});
    // The best customer of each country.
    auto spent =
        select(col<&Customer::country>.as<"country">(), col<&Customer::last_name>.as<"name">(),
               rowan::rank()
                   .over(rowan::partition_by(col<&Customer::country>),
                         rowan::order_by(rowan::sum(col<&Invoice::total>).desc()))
                   .as<"place">())
            .from<Customer>()
            .join<Invoice>()
            .group_by(col<&Customer::country>, col<&Customer::customer_id>,
                      col<&Customer::last_name>)
            .as<"spent">();
    CHECK(select(session, spent.col<"name">)
              .from(spent)
              .where(spent.col<"place"> == 1)
              .order_by(spent.col<"name">)
              .all() == std::vector<std::string>{"Schmidt", "Silva"});
    // Customers who never bought.
    CHECK(select(session, col<&Customer::last_name>)
              .where(!rowan::exists(
                  select(col<&Invoice::invoice_id>)
                      .where(col<&Invoice::customer_id> == col<&Customer::customer_id>)))
              .one() == "Nobody");
    // A running total of the sales.
    CHECK(select(session,
                 rowan::sum(col<&Invoice::total>).over(rowan::order_by(col<&Invoice::invoice_id>)))
              .order_by(col<&Invoice::invoice_id>)
              .all() == std::vector<std::optional<std::int64_t>>{297, 396, 595, 993});
    // Customers of agents who report to Edwards: two tables twice over.
    constexpr auto boss = rowan::alias<Employee, "boss">;
    CHECK(select(session, rowan::count())
              .from<Customer>()
              .join<Employee>()
              .join(boss)
              .on(col<&Employee::reports_to> == boss.col<&Employee::employee_id>)
              .where(boss.col<&Employee::last_name> == "Edwards")
              .one() == 3);
}

TEST_CASE("Chinook: what was bought") {
    Chinook chinook;
    auto& session = chinook.session;
    // Tracks of each playlist, those without tracks included.
    CHECK(select(session, col<&Playlist::name>, rowan::count(col<&PlaylistTrack::track_id>))
              .from<Playlist>()
              .left_join<PlaylistTrack>()
              .group_by(col<&Playlist::playlist_id>, col<&Playlist::name>)
              .order_by(col<&Playlist::playlist_id>)
              .all() == Counts{{"All", 5}, {"Short", 1}, {"None", 0}});
    // Tracks with album, medium and genre, also those that have none.
    auto tracks = select(session, col<&Track::name>, col<&Album::title>, col<&MediaType::name>,
                         col<&Genre::name>)
                      .from<Track>()
                      .left_join<Album>()
                      .join<MediaType>()
                      .left_join<Genre>()
                      .order_by(col<&Track::track_id>)
                      .all();
    REQUIRE(tracks.size() == 6);
    CHECK(std::get<1>(tracks[5]) == std::nullopt);
    CHECK(std::get<2>(tracks[5]) == "MPEG");
    CHECK(std::get<3>(tracks[2]) == "Metal");
    // The best selling artists: five tables.
    auto places = select(session, col<&Artist::name>.as<"name">(),
                         rowan::coalesce(rowan::sum(col<&InvoiceLine::quantity>), 0).as<"sold">(),
                         rowan::rank()
                             .over(rowan::order_by(rowan::sum(col<&InvoiceLine::quantity>).desc()))
                             .as<"place">())
                      .from<InvoiceLine>()
                      .join<Track>()
                      .join<Album>()
                      .join<Artist>()
                      .group_by(col<&Artist::artist_id>, col<&Artist::name>)
                      .order_by("place"_col, "name"_col)
                      .into<Place>()
                      .all();
    REQUIRE(places.size() == 3);
    CHECK(places[0].name == "Aerosmith");
    CHECK(places[0].sold == 3);
    CHECK(places[1].place == 2);
    CHECK(places[2].place == 2);
    // The longest track of each genre.
    auto ranked = select(col<&Genre::name>.as<"genre">(), col<&Track::name>.as<"track">(),
                         rowan::row_number()
                             .over(rowan::partition_by(col<&Genre::genre_id>),
                                   rowan::order_by(col<&Track::milliseconds>.desc()))
                             .as<"place">())
                      .from<Track>()
                      .join<Genre>()
                      .as<"ranked">();
    CHECK(select(session, ranked.col<"genre">, ranked.col<"track">)
              .from(ranked)
              .where(ranked.col<"place"> <= 1)
              .order_by(ranked.col<"genre">)
              .all() ==
          std::vector<std::tuple<std::string, std::string>>{{"Metal", "Wall"}, {"Rock", "Walk"}});
    // Tracks longer than the mean, genres without tracks, artists without albums.
    CHECK(select(session, col<&Track::name>)
              .where(col<&Track::milliseconds> >
                     rowan::scalar(select(rowan::avg(col<&Track::milliseconds>))))
              .order_by(col<&Track::track_id>)
              .all() == std::vector<std::string>{"Rock", "Wall", "Walk"});
    CHECK(select(session, col<&Genre::name>)
              .from<Genre>()
              .left_join<Track>()
              .where(col<&Track::track_id> == nullptr)
              .all() == std::vector<std::string>{"Opera"});
    CHECK(select(session, col<&Artist::name>)
              .where(col<&Artist::artist_id>.not_in(select(col<&Album::artist_id>)))
              .all() == std::vector<std::string>{"Silence"});
    // Sales by medium, as columns of one row.
    auto of_medium = [](const char* name) {
        return rowan::sum(col<&InvoiceLine::cents> * col<&InvoiceLine::quantity>)
            .filter(col<&MediaType::name> == name);
    };
    using Pair = std::tuple<std::optional<std::int64_t>, std::optional<std::int64_t>>;
    CHECK(select(session, of_medium("MPEG"), of_medium("AAC"))
              .from<InvoiceLine>()
              .join<Track>()
              .join<MediaType>()
              .one() == Pair(795, 198));
    // Short, middle or long.
    auto length = rowan::case_()
                      .when(col<&Track::milliseconds> < 200, "short")
                      .when(col<&Track::milliseconds> < 400, "middle")
                      .else_("long");
    CHECK(select(session, length.as<"length">(), rowan::count())
              .from<Track>()
              .group_by(length)
              .order_by("length"_col)
              .all() == Counts{{"long", 2}, {"middle", 2}, {"short", 2}});
}

TEST_CASE("Chinook: who reports to whom") {
    Chinook chinook;
    auto& session = chinook.session;
    auto staff = select(col<&Employee::employee_id>, rowan::literal(0).as<"depth">())
                     .where(col<&Employee::reports_to> == nullptr)
                     .recursive<"staff">([](auto above) {
                         return select(col<&Employee::employee_id>, above.template col<"depth"> + 1)
                             .template from<Employee>()
                             .join(above)
                             .on(col<&Employee::reports_to> == above.template col<"employee_id">);
                     });
    CHECK(select(session, col<&Employee::last_name>, staff.col<"depth">)
              .from<Employee>()
              .join(staff)
              .on(staff.col<"employee_id"> == col<&Employee::employee_id>)
              .order_by(staff.col<"depth">, col<&Employee::employee_id>)
              .all() ==
          std::vector<std::tuple<std::string, int>>{
              {"Adams", 0}, {"Edwards", 1}, {"King", 1}, {"Peacock", 2}, {"Park", 2}});
}
