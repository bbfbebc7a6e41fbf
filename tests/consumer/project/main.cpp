// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include <rowan/rowan.hpp>

#include <cstdint>
#include <cstdio>
#include <string>

struct Planet : rowan::Model<Planet> {
    std::int64_t id = 0;
    std::string name;

    static constexpr auto table = rowan::table("planet", rowan::primary_key<&Planet::id>());
};

int main() {
    using namespace rowan::literals;
    rowan::Engine engine("sqlite://");
    rowan::create_all<Planet>(engine);
    rowan::Session session(engine);
    session.insert(Planet{{}, 3, "Earth"});
    session.insert(Planet{{}, 4, "Mars"});
    session.commit();
    const Planet mars = Planet::get(session, "name"_col = "Mars").one();
    std::printf("%s is number %lld\n", mars.name.c_str(), static_cast<long long>(mars.id));
    return mars.id == 4 ? 0 : 1;
}
