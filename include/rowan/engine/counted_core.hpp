// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/core.hpp>

#include <atomic>
#include <cstddef>

namespace rowan::engine {

/// A Core that counts its holders; the last one deletes it.
class CountedCore : public Core {
  public:
    void retain() noexcept final { holders_.fetch_add(1, std::memory_order_relaxed); }
    void release() noexcept final {
        if (holders_.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete this;
    }

  private:
    std::atomic<std::size_t> holders_ = 0;
};

} // namespace rowan::engine
