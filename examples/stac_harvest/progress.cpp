// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#include "progress.hpp"

#include "text.hpp"

#include <iostream>

#include <unistd.h>

namespace stac {

namespace {

/// Seen as steady, and cheap even when thousands of documents a second are stored.
constexpr std::chrono::milliseconds between_updates{50};

} // namespace

std::string describe(const Counts& counts) {
    return counted(counts.collections, "collection") + ", " + counted(counts.items, "item") + ", " +
           counted(counts.assets, "asset");
}

Progress::Progress() : is_terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { wipe(); }

void Progress::stored(std::string_view kind, std::string_view id, const Counts& counts) {
    if (!is_terminal_) {
        std::cerr << "stored " << kind << " " << printable(id) << "\n";
        return;
    }
    auto now = std::chrono::steady_clock::now();
    if (now < next_update_)
        return;
    next_update_ = now + between_updates;
    wipe();
    std::cerr << describe(counts) << std::flush;
    line_is_open_ = true;
}

void Progress::note(std::string_view text) {
    wipe();
    std::cerr << printable(text) << "\n";
}

void Progress::wipe() {
    if (line_is_open_)
        std::cerr << "\r\x1b[K" << std::flush; // to the line's start, clear to its end
    line_is_open_ = false;
}

} // namespace stac
