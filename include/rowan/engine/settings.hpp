// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/core.hpp>
#include <rowan/engine/filters.hpp>

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace rowan::engine {

/// One function that listens.
struct Listening {
    Event event;
    const meta::Mapping* mapping; ///< nullptr of a session's events.
    std::shared_ptr<Listener> listener;
};

/// The implementation of Listeners.
class ListenerList final : public Listeners {
  public:
    void add(Listening one) { all_.push_back(std::move(one)); }
    [[nodiscard]] bool hears(Event event, const meta::Mapping* mapping) const override {
        return std::ranges::any_of(all_, [&](const Listening& one) {
            return one.event == event && one.mapping == mapping;
        });
    }
    void tell(Event event, const meta::Mapping* mapping, Work& work, void* object) const override {
        for (const Listening& one : all_)
            if (one.event == event && one.mapping == mapping)
                (*one.listener)(work, object);
    }

  private:
    std::vector<Listening> all_;
};

/// What an engine was told of all its sessions.
struct Settings {
    SharedFilters filters;
    std::shared_ptr<const ListenerList> listeners;
};

/// The settings of an engine. Thread-safe: a session keeps what it has found.
class SettingsHolder {
  public:
    [[nodiscard]] Settings get() const {
        if (!any_.load(std::memory_order_acquire))
            return {};
        std::lock_guard lock(mutex_);
        return settings_;
    }
    void add(const lang::TableFilter& filter) {
        std::lock_guard lock(mutex_);
        settings_.filters = with_filter(settings_.filters, filter);
        any_.store(true, std::memory_order_release);
    }
    void add(const Listening& listening) {
        std::lock_guard lock(mutex_);
        auto longer = settings_.listeners ? std::make_shared<ListenerList>(*settings_.listeners)
                                          : std::make_shared<ListenerList>();
        longer->add(listening);
        settings_.listeners = std::move(longer);
        any_.store(true, std::memory_order_release);
    }

  private:
    std::atomic<bool> any_ = false;
    mutable std::mutex mutex_;
    Settings settings_;
};

} // namespace rowan::engine
