// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The code of docs/tutorial.md about tracked objects; tutorial.cpp runs it.

#include <rowan/rowan.hpp>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
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
struct Album;

struct Band : rowan::Model<Band> {
    std::int64_t id = 0;
    std::string name;
    std::int64_t revision = 1;
    rowan::HasMany<Album> albums;

    static constexpr auto table =
        rowan::table("band", rowan::primary_key<&Band::id>(), rowan::version<&Band::revision>(),
                     rowan::relation<&Band::albums>().delete_orphan());
};

struct Album : rowan::Model<Album> {
    std::int64_t id = 0;
    std::string title;
    std::int64_t band_id = 0;
    std::optional<rowan::DateTime> changed;
    rowan::BelongsTo<Band> band;

    void before_update(rowan::Session&) { changed = rowan::utcnow(); }

    static constexpr auto table =
        rowan::table("album", rowan::primary_key<&Album::id>(),
                     rowan::foreign_key<&Album::band_id>(rowan::references<&Band::id>()),
                     rowan::relation<&Album::band>().back_populates<&Band::albums>());
};
// [/models]

struct Ticket : rowan::Model<Ticket> {
    std::int64_t id = 0;
    std::string buyer;
    std::optional<rowan::DateTime> removed;

    static constexpr auto table = rowan::table("ticket", rowan::primary_key<&Ticket::id>());
};

void add(rowan::Session& session) {
    // [add]
    auto album = std::make_shared<Album>();
    album->title = "First";
    album->band.set(std::make_shared<Band>());
    album->band->name = "The Rowans";
    session.add(album); // and with it the band
    session.commit();   // INSERT band, INSERT album; album->band_id is the band's new key
    // [/add]
    expect(album->band_id == album->band->id && album->band_id > 0);
}

void get(rowan::Session& session) {
    // [get]
    auto band = session.get<Band>(1);                             // by its primary key
    auto same = Band::get(session, "id"_col = 1).tracked().one(); // by any query
    auto albums = Album::get(session).load<&Album::band>().tracked().all();
    band->name = "Rowan & Co";
    session.commit(); // UPDATE band SET name = ?, revision = ? WHERE id = ? AND revision = ?
    // [/get]
    expect(band == same && albums[0]->band.ptr() == band);
    expect(band->revision == 2);
}

void relate(rowan::Session& session) {
    // [relate]
    auto band = Band::get(session).load<&Band::albums>().tracked().one();
    auto second = std::make_shared<Album>();
    second->title = "Second";
    band->albums.add(second);                 // INSERT album at the next flush
    band->albums.remove(band->albums.ptr(0)); // DELETE album: the relation says delete_orphan()
    session.commit();
    // [/relate]
    expect(Album::get(session).one().title == "Second");
    expect(second->band_id == band->id);
}

void stale(rowan::Engine& engine, rowan::Session& session) {
    auto band = session.get<Band>(1);
    {
        rowan::Session other(engine);
        other.get<Band>(1)->name = "Others";
        other.commit();
    }
    std::string message;
    // [stale]
    band->name = "Ours";
    try {
        session.commit();
    } catch (const rowan::StaleData& error) {
        message = error.what(); // "… no row of band has the key id = 1 and the version 3 …"
        session.refresh(band);  // reads the row again: name and revision are the others' now
    }
    // [/stale]
    expect(band->name == "Others" && !message.empty());
}

void undo(rowan::Session& session) {
    auto album = Album::get(session).tracked().one();
    // [undo]
    {
        auto part = session.savepoint();
        album->title = "Third";
        session.flush();
        part.rollback(); // the row and the object are what they were
    }
    album->title = "Fourth";
    session.rollback(); // likewise, back to the last commit
    // [/undo]
    expect(album->title == "Second");
    album->title = "Fifth";
    session.commit();
    expect(album->changed.has_value());
}

void remove_softly(rowan::Engine& engine) {
    // [soft-delete]
    rowan::add_filter<Ticket>(engine, "not removed", "removed"_col.is_null());
    rowan::listen<rowan::Event::before_flush>(engine, [](rowan::Session& session) {
        for (auto& ticket : session.removed<Ticket>()) {
            session.add(ticket); // its row stays
            ticket->removed = rowan::utcnow();
        }
    });
    // [/soft-delete]
    rowan::Session session(engine);
    session.insert_all({Ticket::make("buyer"_col = "alice"), Ticket::make("buyer"_col = "bob")});
    session.remove(Ticket::get(session, "buyer"_col = "bob").tracked().one());
    session.commit();
    // [filters]
    auto left = Ticket::get(session).all();                               // alice's
    auto all = Ticket::get(session).lift_filter("not removed").all();     // alice's and bob's
    session.add_filter<Ticket>("own", "buyer"_col == "carol");            // of this session
    auto none = Ticket::get(session).lift_filter("not removed").exists(); // false
    // [/filters]
    expect(left.size() == 1 && all.size() == 2 && !none);
}

void remove(rowan::Session& session) {
    // [remove]
    session.remove(session.get<Band>(1));
    session.commit(); // DELETE album, DELETE band
    // [/remove]
    expect(Album::count(session) == 0);
}

} // namespace

int run_tracked() {
    rowan::Engine engine("sqlite://");
    rowan::create_all<Band, Album, Ticket>(engine);
    rowan::Session session(engine);
    add(session);
    get(session);
    relate(session);
    stale(engine, session);
    undo(session);
    remove(session);
    session.commit();
    remove_softly(engine);
    return failures;
}
