// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The portal's harvests, on a database that `portal_migrate upgrade head` has made:
//
//   portal_harvests URL start USER CATALOGUE      notes that a user's harvest runs, prints its key
//   portal_harvests URL finish HARVEST RECORDS    notes that it has ended
//   portal_harvests URL forget USER               removes a user; the harvests stay, without owner
//   portal_harvests URL list                      prints all users with their harvests

#include "models.hpp"

#include <rowan/rowan.hpp>

#include <cstdio>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace rowan::literals;
using portal::StacHarvester, portal::User;

namespace {

/// The user with this name, a new one if there is none.
std::shared_ptr<User> user_of(rowan::Session& session, const std::string& name) {
    if (auto known = User::get(session, "name"_col = name).tracked().first())
        return known;
    auto made = std::make_shared<User>();
    made->name = name;
    session.add(made);
    return made;
}

void start(rowan::Session& session, const std::string& user, std::string url) {
    // [start]
    auto job = std::make_shared<StacHarvester>();
    job->url = std::move(url);
    job->status = "running";
    job->owner.set(user_of(session, user));
    session.add(job);
    session.commit(); // the user first if he is new, then the job with his key
    // [/start]
    std::printf("%s\n", job->harvester_id.c_str());
}

void finish(rowan::Session& session, const std::string& harvest, std::string records) {
    auto job = session.get<StacHarvester>(harvest);
    if (!job)
        throw std::runtime_error("there is no harvest " + harvest);
    job->status = "finished";
    job->number_records = std::move(records);
    session.commit(); // UPDATE … SET number_records = ?, status = ? WHERE harvester_id = ?
}

void forget(rowan::Session& session, const std::string& user) {
    session.remove(User::get(session, "name"_col = user).tracked().one());
    session.commit(); // his harvests lose their owner before
}

void list(rowan::Session& session) {
    // [list]
    auto users = User::get(session)
                     .order_by("name"_col)
                     .load<&User::stac_harvesters>(
                         [](auto jobs) { return jobs.order_by("_date"_col, "harvester_id"_col); })
                     .all(); // two statements, however many users there are
    for (const User& user : users) {
        std::printf("%s\n", user.name.value_or("?").c_str());
        for (const StacHarvester& job : user.stac_harvesters)
            std::printf("  %s %s %s\n", job.url.value_or("?").c_str(),
                        job.status.value_or("?").c_str(), job.number_records.value_or("-").c_str());
    }
    // [/list]
}

bool run(const std::vector<std::string>& words) {
    const std::string command = words.size() > 1 ? words[1] : "";
    if (command == "list" && words.size() == 2) {
        rowan::Engine engine(words[0]);
        rowan::Session session(engine);
        list(session);
        return true;
    }
    bool takes_one = command == "forget", takes_two = command == "start" || command == "finish";
    if (!(takes_one && words.size() == 3) && !(takes_two && words.size() == 4))
        return false;
    rowan::Engine engine(words[0]);
    rowan::Session session(engine);
    if (command == "start")
        start(session, words[2], words[3]);
    else if (command == "finish")
        finish(session, words[2], words[3]);
    else
        forget(session, words[2]);
    return true;
}

} // namespace

int main(int argc, char** argv) {
    try {
        if (run({argv + 1, argv + argc}))
            return 0;
        std::fputs("usage: portal_harvests URL start USER CATALOGUE | finish HARVEST RECORDS | "
                   "forget USER | list\n",
                   stderr);
        return 2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "portal_harvests: %s\n", error.what());
        return 1;
    }
}
