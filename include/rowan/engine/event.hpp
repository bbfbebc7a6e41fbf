// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/mapping.hpp>

#include <cstddef>
#include <cstdint>

namespace rowan {

/// What happens in a session: to an object, of which its struct can have a function of this name
/// too, or to the session as a whole.
enum class Event : std::uint8_t {
    before_insert,
    after_insert,
    before_update,
    after_update,
    before_remove,
    after_remove,
    after_load,
    before_flush, ///< There is something to write.
    after_flush,
    before_commit, ///< Before its flush.
    after_commit,
    after_rollback, ///< By rollback(), of a transaction that was open.
};

} // namespace rowan

namespace rowan::engine {

class Work;

/// The events of objects come first.
inline constexpr std::size_t object_events = 7;
constexpr bool is_of_object(Event event) { return static_cast<std::size_t>(event) < object_events; }

/// The functions that a struct has for the events of its objects; nullptr where it has none.
struct Hooks {
    using Function = void (*)(Work& work, void* object);
    Function of[object_events];

    constexpr Function operator[](Event event) const { return of[static_cast<std::size_t>(event)]; }
};

/// A user's function for one event of an engine; called from whatever thread the session is in.
class Listener {
  public:
    virtual ~Listener() = default;
    /// `object` is one of the struct that is listened to; nullptr of a session's events.
    virtual void operator()(Work& work, void* object) = 0;
};

/// Those who listen to an engine, as they were when a session began.
class Listeners {
  public:
    /// Whether anybody hears of an event of a struct's objects.
    [[nodiscard]] virtual bool hears(Event event, const meta::Mapping* mapping) const = 0;
    /// Tells all who do, in the order in which they came.
    virtual void tell(Event event, const meta::Mapping* mapping, Work& work,
                      void* object) const = 0;

  protected:
    ~Listeners() = default;
};

} // namespace rowan::engine
