// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/orm/session.hpp>

#include <concepts>
#include <type_traits>
#include <utility>

namespace rowan {

namespace orm {

template <typename Function, typename... Arguments>
inline constexpr bool takes = std::is_invocable_v<Function&, Arguments&...>;

template <typename Function, typename... Entity>
struct Listener final : engine::Listener {
    Function function;
    explicit Listener(Function&& given) : function(std::move(given)) {}
    void operator()(engine::Work& work, [[maybe_unused]] void* object) override {
        Session session(work);
        if constexpr (sizeof...(Entity) == 0)
            function(session);
        else
            function(session, *static_cast<Entity*>(object)...);
    }
};

} // namespace orm

/// Calls `function(session, object)` for an event of a struct's objects, after the struct's own
/// function of that name: `rowan::listen<rowan::Event::before_update, Job>(engine,
/// [](rowan::Session& session, Job& job) { job.changed = now(); })`. Sessions tell of it that begin
/// from now on; each calls the function in its own thread. What it throws ends the call that it was
/// called in.
///
/// SQLAlchemy: event.listen().
template <Event Which, typename Entity, typename Function>
void listen(const Engine& engine, Function function) {
    static_assert(engine::is_of_object(Which),
                  "rowan: listen<Event, Struct>(): this event is of the session, not of a struct's "
                  "objects; name no struct: listen<Event>(engine, function). docs/errors.md#E171");
    static_assert(orm::takes<Function, Session, Entity>,
                  "rowan: listen<Event, Struct>() takes a function of (Session&, Struct&). "
                  "docs/errors.md#E171");
    if constexpr (engine::is_of_object(Which) && orm::takes<Function, Session, Entity>)
        engine.core()->add_listener(
            Which, &meta::mapping<Entity>,
            Owned<engine::Listener>(new orm::Listener<Function, Entity>(std::move(function))));
}
/// Calls `function(session)` for an event of sessions: before_flush, after_flush, before_commit,
/// after_commit, after_rollback.
template <Event Which, typename Function>
void listen(const Engine& engine, Function function) {
    static_assert(!engine::is_of_object(Which),
                  "rowan: listen<Event>(): this event is of a struct's objects; name the struct: "
                  "listen<Event, Struct>(engine, function). docs/errors.md#E171");
    static_assert(orm::takes<Function, Session>,
                  "rowan: listen<Event>() takes a function of (Session&). docs/errors.md#E171");
    if constexpr (!engine::is_of_object(Which) && orm::takes<Function, Session>)
        engine.core()->add_listener(
            Which, nullptr,
            Owned<engine::Listener>(new orm::Listener<Function>(std::move(function))));
}

} // namespace rowan
