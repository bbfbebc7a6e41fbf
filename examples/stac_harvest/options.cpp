// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#include "options.hpp"

#include <cstdlib>
#include <string_view>
#include <vector>

namespace stac {

const char* const usage =
    R"(usage: stac_harvest [options] harvest CATALOG   read a STAC catalog from disk and store it
       stac_harvest [options] jobs              list the jobs of a user

  --database URL     where to store, sqlite:///stac_harvest.db by default
  --user NAME        whose job it is, $USER by default
  --owner-org ORG    the organization that owns what is harvested
  --help             print this

CATALOG is the file of a catalog or collection. Exit code: 0 done, 1 the harvest failed (the job
says why), 2 wrong usage or a database that can't be used.
)";

Options parse_options(std::span<char*> arguments) {
    Options options;
    if (const char* user = std::getenv("USER"); user != nullptr && *user != '\0')
        options.user = user;

    std::vector<std::string> words;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string_view argument = arguments[i];
        auto value = [&] {
            if (i + 1 == arguments.size())
                throw UsageError(std::string(argument) + " needs a value");
            return std::string(arguments[++i]);
        };
        if (argument == "--help" || argument == "-h")
            return {};
        if (argument == "--database")
            options.database = value();
        else if (argument == "--user")
            options.user = value();
        else if (argument == "--owner-org")
            options.owner_org = value();
        else if (argument.starts_with("-"))
            throw UsageError("unknown option " + std::string(argument));
        else
            words.emplace_back(argument);
    }

    if (words.size() == 2 && words[0] == "harvest") {
        options.command = Options::Command::harvest;
        options.catalog = words[1];
    } else if (words.size() == 1 && words[0] == "jobs") {
        options.command = Options::Command::jobs;
    } else {
        throw UsageError("expected 'harvest CATALOG' or 'jobs'");
    }
    return options;
}

} // namespace stac
