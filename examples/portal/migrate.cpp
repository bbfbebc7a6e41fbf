// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// The portal's migration tool: `portal_migrate --url sqlite:///portal.db upgrade head`.

// [main]
#include <rowan_migrations.hpp>

static_assert(rowan::migrate::single_head<migrations::History>);
static_assert(rowan::migrate::in_sync<migrations::History, portal::User, portal::SavedSearch,
                                      portal::StacHarvester>);

int main(int argc, char** argv) {
    return rowan::cli::main(argc, argv, migrations::History{}, migrations::models);
}
// [/main]
