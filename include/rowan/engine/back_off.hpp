// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/transaction_options.hpp>

#include <chrono>

namespace rowan {

/// How often and how fast rowan::retry() tries again.
struct RetryOptions {
    int attempts = 10;                         ///< In all; 1 never repeats.
    std::chrono::milliseconds first_pause{10}; ///< The longest pause before the second attempt…
    std::chrono::milliseconds longest_pause{1000}; ///< …doubles for each further one up to this.
    TransactionOptions transaction = {};           ///< Of each attempt.
};

} // namespace rowan

namespace rowan::engine {

/// Sleeps for a random time from 0 to `longest`.
void sleep_at_most(std::chrono::milliseconds longest);

/// Counts attempts and waits between them. Each pause is a random part of a bound that doubles, so
/// that those who met once don't meet again. Source: M. Brooker, "Exponential Backoff And Jitter".
class BackOff {
  public:
    explicit BackOff(const RetryOptions& options)
        : options_(options), bound_(options.first_pause) {}

    /// Counts an attempt that failed; whether there is another one.
    bool again() { return ++failed_ < options_.attempts; }
    /// The pause before the next attempt.
    void wait() {
        if (bound_ > options_.longest_pause)
            bound_ = options_.longest_pause;
        sleep_at_most(bound_);
        bound_ *= 2;
    }

  private:
    RetryOptions options_;
    std::chrono::milliseconds bound_;
    int failed_ = 0;
};

} // namespace rowan::engine
