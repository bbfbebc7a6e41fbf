// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/engine/engine.hpp>

using rowan::Engine;
using rowan::InvalidUrl;

namespace {

std::string refusal(const char* url) {
    try {
        Engine engine(url);
    } catch (const InvalidUrl& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("an engine's URL needs a scheme that a backend of the program knows") {
    CHECK(refusal("").find("sqlite:///file.db") != std::string::npos);
    CHECK(refusal("portal.db").find("no '://'") != std::string::npos);
    CHECK(refusal("://x").find("no '://'") != std::string::npos);
    std::string unknown = refusal("oracle+cx://alice:hunter2@host/db");
    CHECK(unknown.find("'oracle://'") != std::string::npos);
    CHECK(unknown.find("sqlite") != std::string::npos);
    CHECK(unknown.find("hunter2") == std::string::npos);
}

TEST_CASE("a driver behind the scheme changes nothing") {
    CHECK(Engine("sqlite+pysqlite://").dialect().name == "sqlite");
}

TEST_CASE("the first backend of a scheme is kept") {
    static rowan::engine::Backend second{
        "sqlite", [](std::string_view) -> rowan::Shared<rowan::engine::Core> { return {}; }};
    CHECK_FALSE(rowan::engine::register_backend(second));
    CHECK(bool(Engine("sqlite://").core()));
}

TEST_CASE("a backend of a scheme with its driver goes before that of the scheme alone") {
    static bool asked = false;
    static rowan::engine::Backend exact{
        "sqlite+exact", [](std::string_view url) -> rowan::Shared<rowan::engine::Core> {
            asked = true;
            return Engine("sqlite" + std::string(url.substr(url.find(':')))).core();
        }};
    REQUIRE(rowan::engine::register_backend(exact));
    CHECK(Engine("sqlite+exact://").dialect().name == "sqlite");
    CHECK(asked);
    CHECK(refusal("sqlite+other://").find("'other'") != std::string::npos);
}
