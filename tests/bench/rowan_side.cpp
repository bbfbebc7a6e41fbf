// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The works with Rowan, as its users write them. The backend is in a file of its own (backend.cpp),
// as in a real program: this one sees the abstract driver only.

#include "side.hpp"

#include <rowan/rowan.hpp>

namespace bench {
namespace {

using namespace rowan::literals;

class RowanSide final : public Side {
  public:
    RowanSide() { rowan::create_all<StacHarvester>(engine_); }

    Rows select_all() override {
        rowan::Session session(engine_);
        return StacHarvester::get(session).all();
    }

    std::uint64_t stream() override {
        std::uint64_t sum = 0;
        rowan::Session session(engine_);
        for (const auto& row : StacHarvester::get(session)) {
            sum += weigh(row);
        }
        return sum;
    }

    std::uint64_t look_up(const Keys& keys) override {
        std::uint64_t sum = 0;
        rowan::Session session(engine_);
        for (const auto& key : keys) {
            sum += weigh(StacHarvester::get(session, "harvester_id"_col = key).one());
        }
        return sum;
    }

    std::uint64_t look_up_at_run_time(const Keys& keys) override {
        std::uint64_t sum = 0;
        rowan::Session session(engine_);
        for (const auto& key : keys) {
            const rowan::Filters filters{{"harvester_id", key}};
            sum += weigh(StacHarvester::get(session, filters).one());
        }
        return sum;
    }

    void insert_all(const Rows& rows) override {
        rowan::Session session(engine_);
        session.insert_all(rows);
        session.commit();
    }

    void insert_each(const Rows& rows) override {
        rowan::Session session(engine_);
        for (const auto& row : rows) {
            session.insert(row);
        }
        session.commit();
    }

    void update_each(const Rows& rows) override {
        rowan::Session session(engine_);
        for (const auto& row : rows) {
            session.update(row);
        }
        session.commit();
    }

  private:
    rowan::Engine engine_{"sqlite://"};
};

} // namespace

std::unique_ptr<Side> make_rowan_side() { return std::make_unique<RowanSide>(); }

} // namespace bench
