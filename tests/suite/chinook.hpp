// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The eleven tables of the Chinook sample, a shop for music, with a few rows.

#include "tests/suite/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rowan_test {

struct Artist {
    std::int64_t artist_id = 0;
    std::string name;
    static constexpr auto table =
        rowan::table("ch_artist", rowan::primary_key<&Artist::artist_id>(),
                     rowan::column<&Artist::name>(rowan::type(rowan::Varchar{120})));
};
struct Album {
    std::int64_t album_id = 0;
    std::string title;
    std::int64_t artist_id = 0;
    static constexpr auto table = rowan::table(
        "ch_album", rowan::primary_key<&Album::album_id>(),
        rowan::column<&Album::title>(rowan::type(rowan::Varchar{160})),
        rowan::foreign_key<&Album::artist_id>(rowan::references<&Artist::artist_id>()));
};
struct Genre {
    std::int64_t genre_id = 0;
    std::string name;
    static constexpr auto table =
        rowan::table("ch_genre", rowan::primary_key<&Genre::genre_id>(),
                     rowan::column<&Genre::name>(rowan::type(rowan::Varchar{120})));
};
struct MediaType {
    std::int64_t media_type_id = 0;
    std::string name;
    static constexpr auto table =
        rowan::table("ch_media_type", rowan::primary_key<&MediaType::media_type_id>(),
                     rowan::column<&MediaType::name>(rowan::type(rowan::Varchar{120})));
};
struct Track {
    std::int64_t track_id = 0;
    std::string name;
    std::optional<std::int64_t> album_id;
    std::int64_t media_type_id = 0;
    std::optional<std::int64_t> genre_id;
    std::int64_t milliseconds = 0;
    std::int64_t cents = 0;
    static constexpr auto table = rowan::table(
        "ch_track", rowan::primary_key<&Track::track_id>(),
        rowan::column<&Track::name>(rowan::type(rowan::Varchar{200})),
        rowan::foreign_key<&Track::album_id>(rowan::references<&Album::album_id>()),
        rowan::foreign_key<&Track::media_type_id>(rowan::references<&MediaType::media_type_id>()),
        rowan::foreign_key<&Track::genre_id>(rowan::references<&Genre::genre_id>()));
};
struct Playlist {
    std::int64_t playlist_id = 0;
    std::string name;
    static constexpr auto table =
        rowan::table("ch_playlist", rowan::primary_key<&Playlist::playlist_id>(),
                     rowan::column<&Playlist::name>(rowan::type(rowan::Varchar{120})));
};
struct PlaylistTrack {
    std::int64_t playlist_id = 0;
    std::int64_t track_id = 0;
    static constexpr auto table = rowan::table(
        "ch_playlist_track",
        rowan::primary_key<&PlaylistTrack::playlist_id, &PlaylistTrack::track_id>(),
        rowan::foreign_key<&PlaylistTrack::playlist_id>(
            rowan::references<&Playlist::playlist_id>()),
        rowan::foreign_key<&PlaylistTrack::track_id>(rowan::references<&Track::track_id>()));
};
struct Employee {
    std::int64_t employee_id = 0;
    std::string last_name;
    std::optional<std::int64_t> reports_to;
    static constexpr auto table = rowan::table(
        "ch_employee", rowan::primary_key<&Employee::employee_id>(),
        rowan::column<&Employee::last_name>(rowan::type(rowan::Varchar{20})),
        rowan::foreign_key<&Employee::reports_to>(rowan::references<&Employee::employee_id>()));
};
struct Customer {
    std::int64_t customer_id = 0;
    std::string last_name;
    std::optional<std::string> country;
    std::optional<std::int64_t> support_rep_id;
    static constexpr auto table = rowan::table(
        "ch_customer", rowan::primary_key<&Customer::customer_id>(),
        rowan::column<&Customer::last_name>(rowan::type(rowan::Varchar{20})),
        rowan::column<&Customer::country>(rowan::type(rowan::Varchar{40})),
        rowan::foreign_key<&Customer::support_rep_id>(rowan::references<&Employee::employee_id>()));
};
struct Invoice {
    std::int64_t invoice_id = 0;
    std::int64_t customer_id = 0;
    rowan::DateTime invoice_date = {};
    std::int64_t total = 0;
    static constexpr auto table = rowan::table(
        "ch_invoice", rowan::primary_key<&Invoice::invoice_id>(),
        rowan::foreign_key<&Invoice::customer_id>(rowan::references<&Customer::customer_id>()));
};
struct InvoiceLine {
    std::int64_t invoice_line_id = 0;
    std::int64_t invoice_id = 0;
    std::int64_t track_id = 0;
    std::int64_t cents = 0;
    std::int64_t quantity = 0;
    static constexpr auto table = rowan::table(
        "ch_invoice_line", rowan::primary_key<&InvoiceLine::invoice_line_id>(),
        rowan::foreign_key<&InvoiceLine::invoice_id>(rowan::references<&Invoice::invoice_id>()),
        rowan::foreign_key<&InvoiceLine::track_id>(rowan::references<&Track::track_id>()));
};

struct Chinook : Tables<Artist, Album, Genre, MediaType, Track, Playlist, PlaylistTrack, Employee,
                        Customer, Invoice, InvoiceLine> {
    Chinook() {
        using namespace std::chrono;
        auto day = [](year_month_day date) { return rowan::DateTime(sys_days(date)); };
        auto put = [this]<typename Entity>(std::vector<Entity> rows) { session.insert_all(rows); };
        put(std::vector<Artist>{{1, "AC/DC"}, {2, "Accept"}, {3, "Aerosmith"}, {4, "Silence"}});
        put(std::vector<Album>{
            {1, "Rock You", 1}, {2, "Balls", 2}, {3, "Restless", 2}, {4, "Big Ones", 3}});
        put(std::vector<Genre>{{1, "Rock"}, {2, "Metal"}, {3, "Opera"}});
        put(std::vector<MediaType>{{1, "MPEG"}, {2, "AAC"}});
        put(std::vector<Track>{{1, "Rock", 1, 1, 1, 300, 99},
                               {2, "Roll", 1, 1, 1, 200, 99},
                               {3, "Wall", 2, 2, 2, 400, 99},
                               {4, "Fast", 3, 2, 2, 100, 99},
                               {5, "Walk", 4, 1, 1, 500, 199},
                               {6, "Loose", {}, 1, {}, 50, 199}});
        put(std::vector<Playlist>{{1, "All"}, {2, "Short"}, {3, "None"}});
        put(std::vector<PlaylistTrack>{{1, 1}, {1, 2}, {1, 3}, {1, 4}, {1, 5}, {2, 4}});
        put(std::vector<Employee>{{1, "Adams", {}},
                                  {2, "Edwards", 1},
                                  {3, "Peacock", 2},
                                  {4, "Park", 2},
                                  {5, "King", 1}});
        put(std::vector<Customer>{{1, "Silva", "Brazil", 3},
                                  {2, "Kohler", "Germany", 3},
                                  {3, "Schmidt", "Germany", 4},
                                  {4, "Nobody", {}, {}}});
        put(std::vector<Invoice>{{1, 1, day(2021y / 1 / 5), 297},
                                 {2, 2, day(2021y / 2 / 5), 99},
                                 {3, 1, day(2021y / 2 / 20), 199},
                                 {4, 3, day(2022y / 1 / 9), 398}});
        put(std::vector<InvoiceLine>{{1, 1, 1, 99, 1},
                                     {2, 1, 2, 99, 1},
                                     {3, 1, 3, 99, 1},
                                     {4, 2, 3, 99, 1},
                                     {5, 3, 5, 199, 1},
                                     {6, 4, 5, 199, 2}});
    }
};

} // namespace rowan_test
