// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "everything.hpp"

#include "tests/two_units/ship.hpp"

int main() {
    using namespace rowan::literals;
    rowan::Engine engine("sqlite://");
    rowan::create_all<Ship>(engine);
    rowan::Session session(engine);
    session.insert(Ship{{}, 1, "Rowan"});
    const bool here = Ship::get(session, "name"_col = "Rowan").exists();
    return here && count_ships(session, "Rowan") == 1 && count_ships(session, "Ash") == 0 ? 0 : 1;
}
