// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/once.hpp>
#include <rowan/engine/tracker.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace rowan::engine {

/// Objects that a relation points to. It keeps them alive until a session tracks the object that
/// has the relation: two objects that point to each other would never end.
class Links final : public LinkedObjects {
  public:
    void add(std::shared_ptr<void> object) override {
        Link link{object.get(), object, {}};
        if (!is_loose_)
            link.owner = std::move(object);
        links_.push_back(std::move(link));
    }
    bool remove(const void* object) override {
        auto found = std::find_if(links_.begin(), links_.end(),
                                  [&](const Link& link) { return link.object == object; });
        if (found == links_.end())
            return false;
        links_.erase(found);
        return true;
    }
    [[nodiscard]] bool has(const void* object) const override {
        return std::any_of(links_.begin(), links_.end(),
                           [&](const Link& link) { return link.object == object; });
    }
    /// Keeps the objects alive no longer.
    void loosen() {
        is_loose_ = true;
        for (Link& link : links_)
            link.owner.reset();
    }
    /// Keeps those alive again that there are.
    void tighten() {
        is_loose_ = false;
        for (Link& link : links_)
            link.owner = link.seen.lock();
    }

    [[nodiscard]] meta::LinkList* copy() const override {
        auto made = std::make_unique<Links>();
        for (const Link& link : links_)
            if (std::shared_ptr<void> object = link.seen.lock())
                made->add(std::move(object));
        return made.release();
    }
    [[nodiscard]] std::size_t size() const override { return links_.size(); }
    [[nodiscard]] void* at(std::size_t i) const override {
        return links_[i].seen.expired() ? nullptr : links_[i].object;
    }
    [[nodiscard]] std::shared_ptr<void> owner(std::size_t i) const override {
        return links_[i].seen.lock();
    }
    /// The address of an object that may have ended: to compare it, nothing else.
    [[nodiscard]] const void* address(std::size_t i) const { return links_[i].object; }

  private:
    struct Link {
        void* object;
        std::weak_ptr<void> seen;
        std::shared_ptr<void> owner;
    };

    std::vector<Link> links_;
    bool is_loose_ = false;
};

ROWAN_ONCE LinkedObjects* make_links() { return new Links; }

/// The links of a list, or nullptr.
inline Links* links_of(const meta::ListHead* list) {
    return list ? static_cast<Links*>(list->links) : nullptr;
}

} // namespace rowan::engine
