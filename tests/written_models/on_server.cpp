// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// Models that `inspect --models` has written for a server's database are what it has. on_server.py
// writes both headers, builds this and runs it: `models_of_… URL`.
#include <rowan/migrate/compare.hpp>

#include "list.hpp"
#include "models.hpp"

#include <cstdio>
#include <exception>
#include <string>

namespace {

/// Reads a table by its model.
template <typename... Entities>
void read_all(rowan::Session& session) {
    (static_cast<void>(rowan::query<Entities>(session).all()), ...);
}

int compare(const char* url) {
    rowan::Engine engine(url);
    rowan::migrate::Comparison comparison = rowan::migrate::compare(
        engine, rowan::migrate::describe_models<WRITTEN_MODELS>(), {.ignore = {WRITTEN_UNMAPPED}});
    for (const std::string& sentence : comparison.sentences)
        std::printf("FAILED: %s\n", sentence.c_str());
    std::printf("%zu tables compared\n", comparison.to.tables.size());
    rowan::Session session(engine);
    read_all<WRITTEN_MODELS>(session);
    return comparison.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return argc == 2 ? compare(argv[1]) : 2;
    } catch (const std::exception& error) {
        std::printf("FAILED: %s\n", error.what());
        return 1;
    }
}
