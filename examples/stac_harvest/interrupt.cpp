// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#include "interrupt.hpp"

#include <csignal>

namespace stac {

namespace {

// The only kind of variable that a signal handler may write.
volatile std::sig_atomic_t signal_came = 0;

extern "C" void remember(int) { signal_came = 1; }

} // namespace

void remember_interrupts() {
    std::signal(SIGINT, remember);
    std::signal(SIGTERM, remember);
}

void throw_if_interrupted() {
    if (signal_came != 0)
        throw Interrupted();
}

} // namespace stac
