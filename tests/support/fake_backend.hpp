// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// The driver without a database behind `fake://` URLs; `fake://x/postgresql` speaks that dialect.

#include "tests/support/fake_driver.hpp"

#include <rowan/engine/engine.hpp>
#include <rowan/engine/open_database.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace rowan_test {

/// The log of all fake databases. The pool's options in a URL hold as usual.
inline FakeLog& fake_log() {
    static FakeLog log;
    return log;
}

inline std::unique_ptr<engine::Connector> make_fake(const engine::Url& url) {
    const rowan::lang::Dialect& dialect = url.database == "postgresql" ? rowan::lang::postgresql
                                          : url.database == "mysql"    ? rowan::lang::mysql
                                                                       : rowan::lang::sqlite;
    return std::make_unique<FakeConnector>(fake_log(), false, dialect);
}
inline rowan::Shared<engine::Core> open_fake(std::string_view url) {
    return engine::open_database(url, {}, &make_fake);
}
inline engine::Backend fake_backend{"fake", &open_fake};
inline const bool fake_registered = engine::register_backend(fake_backend);

/// An engine on `fake://`, its log cleared.
struct FakeDatabase {
    FakeLog& log = fake_log();
    rowan::Engine engine;

    explicit FakeDatabase(const std::string& rest = "") : engine("fake://" + rest) {
        log.failing.clear();
        log.failing_rolls_back = false;
        log.failures = 1'000'000;
        log.batch = 0;
        log.failing_kind = engine::ErrorKind::operational;
        log.taken();
    }
};

} // namespace rowan_test
