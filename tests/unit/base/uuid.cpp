// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/base/uuid.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <set>
#include <string>
#include <thread>
#include <vector>

TEST_CASE("make_uuid() writes version 4, variant 1, in lower case with hyphens") {
    for (int i = 0; i < 1000; ++i) {
        const std::string text = rowan::make_uuid();
        REQUIRE(text.size() == 36);
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (at == 8 || at == 13 || at == 18 || at == 23)
                REQUIRE(text[at] == '-');
            else
                REQUIRE(std::string_view("0123456789abcdef").find(text[at]) != std::string::npos);
        }
        REQUIRE(text[14] == '4');
        REQUIRE(std::string_view("89ab").find(text[19]) != std::string::npos);
    }
}

TEST_CASE("every other digit of a UUID takes every value") {
    std::array<std::set<char>, 36> seen;
    for (int i = 0; i < 2000; ++i) {
        const std::string text = rowan::make_uuid();
        for (std::size_t at = 0; at < text.size(); ++at)
            seen[at].insert(text[at]);
    }
    for (std::size_t at = 0; at < seen.size(); ++at) {
        const bool fixed = at == 8 || at == 13 || at == 14 || at == 18 || at == 23;
        CHECK(seen[at].size() == (fixed ? 1 : at == 19 ? 4 : 16));
    }
}

TEST_CASE("UUIDs of several threads are different") {
    std::array<std::vector<std::string>, 4> made;
    std::vector<std::thread> threads;
    for (auto& list : made)
        threads.emplace_back([&list] {
            for (int i = 0; i < 5000; ++i)
                list.push_back(rowan::make_uuid());
        });
    for (auto& thread : threads)
        thread.join();
    std::set<std::string> all;
    for (const auto& list : made)
        all.insert(list.begin(), list.end());
    CHECK(all.size() == 20000);
}

TEST_CASE("a child process makes other UUIDs than its parent") {
    (void)rowan::make_uuid();
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const std::string text = rowan::make_uuid();
        const bool written = ::write(ends[1], text.data(), text.size()) == 36;
        ::_exit(written ? 0 : 1);
    }
    const std::string mine = rowan::make_uuid();
    std::string theirs(36, ' ');
    CHECK(::read(ends[0], theirs.data(), theirs.size()) == 36);
    int status = 1;
    CHECK(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    CHECK(mine != theirs);
    ::close(ends[0]);
    ::close(ends[1]);
}
