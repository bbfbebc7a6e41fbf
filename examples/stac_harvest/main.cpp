// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Reads a STAC catalog from disk into a database, and keeps a job for each time it did.

#include "harvest.hpp"
#include "interrupt.hpp"
#include "jobs.hpp"
#include "options.hpp"

#include <rowan/rowan.hpp>

#include <exception>
#include <iostream>
#include <span>

namespace {

enum ExitCode { done = 0, harvest_failed = 1, not_possible = 2 };

// [main]
ExitCode run(const stac::Options& options) {
    rowan::Engine engine(options.database);
    rowan::set_default_engine(engine);
    rowan::create_all<stac::StacHarvester, stac::StacCollection, stac::StacItem, stac::StacAsset,
                      stac::StacCollectionAsset>(engine);

    ExitCode code = done;
    if (options.command == stac::Options::Command::harvest) {
        stac::remember_interrupts();
        stac::Progress progress;
        auto job =
            stac::Harvest(engine, progress).run({options.catalog, options.user, options.owner_org});
        code = job.status == "finished" ? done : harvest_failed;
    }
    stac::print_jobs(std::cout, options.user);
    return code;
}
// [/main]

} // namespace

int main(int argc, char** argv) {
    try {
        auto options =
            stac::parse_options(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
        if (options.command == stac::Options::Command::help) {
            std::cout << stac::usage;
            return done;
        }
        return run(options);
    } catch (const stac::UsageError& error) {
        std::cerr << "stac_harvest: " << error.what() << "\n" << stac::usage;
    } catch (const std::exception& error) {
        std::cerr << "stac_harvest: " << error.what() << "\n";
    }
    return not_possible;
}
