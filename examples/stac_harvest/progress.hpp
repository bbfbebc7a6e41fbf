// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace stac {

/// What has been stored so far.
struct Counts {
    std::size_t collections = 0;
    std::size_t items = 0;
    std::size_t assets = 0;
};

/// `2 collections, 4 items, 9 assets`.
[[nodiscard]] std::string describe(const Counts& counts);

/// Shows on standard error how far the harvest is: one line that changes on a terminal, a line for
/// each document elsewhere.
class Progress {
  public:
    Progress();
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// A document was stored.
    void stored(std::string_view kind, std::string_view id, const Counts& counts);
    /// Something the user should know; stays on the terminal.
    void note(std::string_view text);

  private:
    void wipe();

    bool is_terminal_;
    bool line_is_open_ = false;
    std::chrono::steady_clock::time_point next_update_{};
};

} // namespace stac
