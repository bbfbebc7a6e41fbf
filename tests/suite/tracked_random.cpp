// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/shelf.hpp"
#include "tests/support/catch.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace rowan::literals;
using namespace rowan_test;

namespace {

/// The rows as plain maps, by numbers that the test gives.
struct World {
    struct NovelRow {
        std::string title;
        int writer = 0; ///< 0 is none.
    };
    std::map<int, std::string> writers, labels;
    std::map<int, NovelRow> novels;
    std::set<std::pair<int, int>> pairs; ///< Novel and label.

    void remove_novel(int number) {
        novels.erase(number);
        std::erase_if(pairs, [&](const auto& pair) { return pair.first == number; });
    }
    void remove_label(int number) {
        labels.erase(number);
        std::erase_if(pairs, [&](const auto& pair) { return pair.second == number; });
    }
    void remove_writer(int number) {
        writers.erase(number);
        std::vector<int> own;
        for (const auto& [novel, row] : novels)
            if (row.writer == number)
                own.push_back(novel);
        for (int novel : own)
            remove_novel(novel);
    }
};

/// Does the same by tracked objects and to a World.
class Game {
  public:
    Game(Shelf& shelf, std::uint32_t seed) : shelf_(shelf), random_(seed) { begin(); }

    /// Some random steps, then a commit or a rollback; whether all is as it should be.
    bool play() {
        for (int steps = 1 + below(8); steps > 0; --steps)
            step();
        for (; !points_.empty(); points_.pop_back())
            points_.back().savepoint.release();
        if (below(5) == 0) {
            session().rollback();
            now_ = committed_;
        } else {
            session().commit();
            committed_ = now_;
        }
        if (!objects_are_right() || !rows_are_right())
            return false;
        if (below(40) == 0)
            begin();
        return true;
    }

  private:
    struct Point {
        rowan::Savepoint savepoint;
        World world;

        Point(rowan::Session& session, const World& now)
            : savepoint(session.savepoint()), world(now) {}
    };

    rowan::Session& session() { return *session_; }
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
    template <typename Map>
    int pick(const Map& map) {
        auto at = map.begin();
        std::advance(at, below(static_cast<int>(map.size())));
        return at->first;
    }
    std::string word() { return "text " + std::to_string(below(1000)); }

    /// A new session, whose objects are read again.
    void begin() {
        session_.reset();
        session_ = std::make_unique<rowan::Session>(shelf_.engine);
        std::map<std::int64_t, int> writers, novels, labels;
        for (const auto& [number, object] : writers_)
            writers[object->id] = number;
        for (const auto& [number, object] : novels_)
            novels[object->id] = number;
        for (const auto& [number, object] : labels_)
            labels[object->id] = number;
        writers_.clear();
        novels_.clear();
        labels_.clear();
        for (auto& one : rowan::query<Writer>(session()).tracked().all())
            writers_[writers[one->id]] = one;
        for (auto& one : rowan::query<Label>(session()).tracked().all())
            labels_[labels[one->id]] = one;
        auto query = rowan::query<Novel>(session()).load<&Novel::labels>();
        if (below(2) == 0)
            query = query.load<&Novel::writer>();
        for (auto& one : query.tracked().all())
            novels_[novels[one->id]] = one;
    }

    void step() {
        switch (below(16)) {
        case 0:
            return add_writer();
        case 1:
        case 2:
            return add_novel();
        case 3:
            return add_label();
        case 4:
            if (!now_.writers.empty()) {
                int number = pick(now_.writers);
                writers_[number]->name = now_.writers[number] = word();
            }
            return;
        case 5:
            if (!now_.novels.empty()) {
                int number = pick(now_.novels);
                novels_[number]->title = now_.novels[number].title = word();
            }
            return;
        case 6:
        case 7:
            return relate();
        case 8:
        case 9:
            return connect();
        case 10:
            return remove();
        case 11:
            return by_collection();
        case 12:
            return session().flush();
        case 13:
            points_.emplace_back(session(), now_);
            return;
        case 14:
            if (!points_.empty()) {
                points_.back().savepoint.release();
                points_.pop_back();
            }
            return;
        case 15:
            if (!points_.empty()) {
                points_.back().savepoint.rollback();
                now_ = points_.back().world;
                points_.pop_back();
            }
            return;
        }
    }
    void add_writer() {
        int number = ++numbers_;
        auto object = Shelf::writer(word());
        session().add(object);
        now_.writers[number] = object->name;
        writers_[number] = object;
    }
    void add_label() {
        int number = ++numbers_;
        auto object = Shelf::label(word());
        session().add(object);
        now_.labels[number] = object->text;
        labels_[number] = object;
    }
    void add_novel() {
        int number = ++numbers_;
        auto object = Shelf::novel(word());
        object->labels.set(std::vector<std::shared_ptr<Label>>{});
        int writer = now_.writers.empty() || below(3) == 0 ? 0 : pick(now_.writers);
        if (writer != 0)
            object->writer.set(writers_[writer]);
        session().add(object);
        now_.novels[number] = {object->title, writer};
        novels_[number] = object;
    }
    void relate() {
        if (now_.novels.empty())
            return;
        int novel = pick(now_.novels);
        int writer = now_.writers.empty() || below(4) == 0 ? 0 : pick(now_.writers);
        // A relation that is set to what it was says nothing against a key that was written by
        // hand; and a writer needs a key to be written by hand.
        session().flush();
        if (below(2) == 0 || writer == 0) {
            novels_[novel]->writer.set(writer == 0 ? nullptr : writers_[writer]);
        } else {
            novels_[novel]->writer_id = writers_[writer]->id;
        }
        now_.novels[novel].writer = writer;
    }
    void connect() {
        if (now_.novels.empty() || now_.labels.empty())
            return;
        int novel = pick(now_.novels), label = pick(now_.labels);
        if (now_.pairs.contains({novel, label})) {
            CHECK(novels_[novel]->labels.remove(labels_[label]));
            now_.pairs.erase({novel, label});
        } else {
            novels_[novel]->labels.add(labels_[label]);
            now_.pairs.emplace(novel, label);
        }
    }
    void remove() {
        int kind = below(6);
        if (kind < 3 && !now_.novels.empty()) {
            int number = pick(now_.novels);
            session().remove(novels_[number]);
            now_.remove_novel(number);
        } else if (kind == 3 && !now_.labels.empty()) {
            int number = pick(now_.labels);
            session().remove(labels_[number]);
            now_.remove_label(number);
        } else if (kind == 4 && !now_.writers.empty()) {
            session().flush(); // Which novels are its own is then the same in both worlds.
            int number = pick(now_.writers);
            session().remove(writers_[number]);
            now_.remove_writer(number);
        }
        session().flush();
    }
    /// A writer takes a novel over, or lets an orphan go.
    void by_collection() {
        if (now_.writers.empty() || now_.novels.empty())
            return;
        session().flush();
        int writer = pick(now_.writers), novel = pick(now_.novels);
        Writer& object = *writers_[writer];
        if (!object.novels.is_loaded())
            session().load<&Writer::novels>(object);
        if (object.novels.remove(novels_[novel])) {
            now_.remove_novel(novel);
        } else {
            object.novels.add(novels_[novel]);
            now_.novels[novel].writer = writer;
        }
        session().flush();
    }

    bool objects_are_right() {
        std::erase_if(writers_, [&](const auto& one) { return !now_.writers.contains(one.first); });
        std::erase_if(novels_, [&](const auto& one) { return !now_.novels.contains(one.first); });
        std::erase_if(labels_, [&](const auto& one) { return !now_.labels.contains(one.first); });
        std::string wrong;
        auto check = [&](bool right, int number, const char* what) {
            if (!right)
                wrong += std::to_string(number) + ": " + what + "\n";
        };
        for (const auto& [number, name] : now_.writers)
            check(writers_[number]->name == name, number, "name");
        for (const auto& [number, row] : now_.novels) {
            const Novel& object = *novels_[number];
            std::optional<std::int64_t> writer;
            if (row.writer != 0)
                writer = writers_[row.writer]->id;
            check(object.title == row.title, number, "title");
            check(object.writer_id == writer, number, "writer's key");
            if (object.writer.is_loaded())
                check(object.writer.ptr() == (row.writer == 0 ? nullptr : writers_[row.writer]),
                      number, "writer");
        }
        for (const auto& [number, text] : now_.labels)
            check(labels_[number]->text == text, number, "text");
        CHECK(wrong == "");
        return wrong.empty();
    }
    bool rows_are_right() {
        std::map<std::int64_t, std::string> writers, labels;
        std::map<std::int64_t, std::pair<std::string, std::int64_t>> novels;
        std::set<std::pair<std::int64_t, std::int64_t>> pairs;
        for (const Writer& row : rowan::query<Writer>(session()))
            writers[row.id] = row.name;
        for (const Label& row : rowan::query<Label>(session()))
            labels[row.id] = row.text;
        for (const Novel& row : rowan::query<Novel>(session()))
            novels[row.id] = {row.title, row.writer_id.value_or(0)};
        for (const NovelLabel& row : rowan::query<NovelLabel>(session()))
            pairs.emplace(row.novel_id, row.label_id);
        decltype(writers) own_writers, own_labels;
        decltype(novels) own_novels;
        decltype(pairs) own_pairs;
        for (const auto& [number, name] : now_.writers)
            own_writers[writers_[number]->id] = name;
        for (const auto& [number, text] : now_.labels)
            own_labels[labels_[number]->id] = text;
        for (const auto& [number, row] : now_.novels)
            own_novels[novels_[number]->id] = {row.title,
                                               row.writer == 0 ? 0 : writers_[row.writer]->id};
        for (auto [novel, label] : now_.pairs)
            own_pairs.emplace(novels_[novel]->id, labels_[label]->id);
        bool right = writers == own_writers && labels == own_labels && novels == own_novels &&
                     pairs == own_pairs;
        CHECK(writers == own_writers);
        CHECK(labels == own_labels);
        CHECK(novels == own_novels);
        CHECK(pairs == own_pairs);
        return right;
    }

    Shelf& shelf_;
    std::mt19937 random_;
    std::unique_ptr<rowan::Session> session_;
    std::list<Point> points_;
    World now_, committed_;
    int numbers_ = 0;
    std::map<int, std::shared_ptr<Writer>> writers_;
    std::map<int, std::shared_ptr<Novel>> novels_;
    std::map<int, std::shared_ptr<Label>> labels_;
};

/// How many sequences: all where a commit costs nothing.
int sequences() {
    if (database_url() == "sqlite://")
        return 100'000;
    std::string_view name = dialect().name;
    return name == "postgresql" || name == "mysql" ? 2000 : 100;
}

} // namespace

TEST_CASE("random sequences on tracked objects leave the rows that plain maps have") {
    Shelf shelf;
    const int games = 50;
    int left = sequences();
    for (std::uint32_t seed = 1; left > 0; ++seed) {
        INFO("seed " << seed);
        rowan::query<NovelLabel>(shelf.session).remove();
        rowan::query<Novel>(shelf.session).remove();
        rowan::query<Label>(shelf.session).remove();
        rowan::query<Writer>(shelf.session).remove();
        shelf.session.commit();
        Game game(shelf, seed);
        for (int i = 0; i < games && left > 0; ++i, --left)
            if (!game.play()) {
                FAIL_CHECK("sequence " << i << " of seed " << seed);
                return;
            }
    }
}
