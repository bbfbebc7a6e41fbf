// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/orm/model.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace rowan {

namespace orm {

template <typename Entity>
void update(Session& session, Entity& object);

/// The values that say whether a row is deleted, of each type that a member `state` can have.
template <typename Member>
struct StateValues;
template <>
struct StateValues<std::string> {
    static constexpr std::string_view active = "active", deleted = "deleted";
};
template <typename Enum>
requires requires {
    requires std::is_enum_v<Enum>;
    Enum::active;
    Enum::deleted;
}
struct StateValues<Enum> {
    static constexpr Enum active = Enum::active, deleted = Enum::deleted;
};

using StateColumn = lang::NamedColumn<"state">;
template <typename Entity>
using StateMember = lang::value_of_t<Entity, StateColumn>;
template <typename Entity>
using StateOf = StateValues<types::bare_t<StateMember<Entity>>>;

template <typename Entity>
inline constexpr bool has_state = requires {
    StateOf<Entity>::active;
};

/// A StatefulModel has no member of its own, since no compiler can list those of a base.
template <typename Entity>
consteval bool check_state() {
    ROWAN_CHECK((has_state<Entity>),
                "rowan: a StatefulModel has a member `state` (or a column of this name): a "
                "std::string, an enum with active and deleted, or a std::optional of "
                "these. docs/errors.md#E175",
                "rowan: ", reflect::type_name<Entity>(),
                " is a StatefulModel and has no fitting column state: add a member `state`, a "
                "std::string, an enum with active and deleted, or a std::optional of these. "
                "docs/errors.md#E175");
    return has_state<Entity>;
}

template <typename Entity>
const StateMember<Entity>& state_of(const Entity& object) {
    constexpr std::uint16_t position = lang::position_of<Entity>(StateColumn{});
    return *reinterpret_cast<const StateMember<Entity>*>(reinterpret_cast<const char*>(&object) +
                                                         meta::mapping<Entity>.offsets[position]);
}
template <typename Entity>
[[nodiscard]] bool is_active(const Entity& object) {
    const auto& state = state_of(object);
    if constexpr (types::is_optional<StateMember<Entity>>)
        return !state || *state == StateOf<Entity>::active;
    else
        return state == StateOf<Entity>::active;
}
template <typename Entity>
[[nodiscard]] bool is_deleted(const Entity& object) {
    return state_of(object) == StateOf<Entity>::deleted;
}

/// Narrows a query to the rows that are active; where the state may be NULL, this is active.
template <typename Entity>
[[nodiscard]] Query<Entity> only_active(Query<Entity> query) {
    if constexpr (types::is_optional<StateMember<Entity>>)
        return std::move(query).filter(StateColumn{} == StateOf<Entity>::active ||
                                       StateColumn{} == nullptr);
    else
        return std::move(query).filter(StateColumn{} == StateOf<Entity>::active);
}
template <typename Entity>
[[nodiscard]] Query<Entity> only_deleted(Query<Entity> query) {
    return std::move(query).filter(StateColumn{} == StateOf<Entity>::deleted);
}

/// Writes another state into an object and its row; the object keeps its own if that fails.
template <typename Entity, typename Value>
void change_state(Session& session, Entity& object, const Value& value) {
    auto& state = const_cast<StateMember<Entity>&>(state_of(object));
    StateMember<Entity> before = state;
    state = StateMember<Entity>(value);
    try {
        update(session, object);
    } catch (...) {
        state = std::move(before);
        throw;
    }
}

} // namespace orm

/// A model whose rows are marked as deleted instead of being deleted (CKAN's StatefulObjectMixin):
/// `struct Package : rowan::StatefulModel<Package> { std::string state = "active"; … };`. The
/// struct has a member `state`, of text or of an enum with `active` and `deleted`; what is neither
/// of them, such as a draft, is neither active nor deleted. remove() deletes the row still.
template <typename Entity>
struct StatefulModel : Model<Entity> {
    /// A query of the active rows, narrowed as by get(): `Package::active(session, "owner"_col =
    /// "alice")`.
    template <typename... Arguments>
    [[nodiscard]] static Query<Entity> active(Session& session, const Arguments&... arguments) {
        if constexpr (orm::check_state<Entity>())
            return orm::only_active(Model<Entity>::get(session, arguments...));
    }
    template <typename... Arguments>
    requires(!orm::starts_with_session<Arguments...>)
        [[nodiscard]] static Query<Entity> active(const Arguments&... arguments) {
        return active(default_session(), arguments...);
    }
    /// A query of the rows that are marked as deleted.
    template <typename... Arguments>
    [[nodiscard]] static Query<Entity> deleted(Session& session, const Arguments&... arguments) {
        if constexpr (orm::check_state<Entity>())
            return orm::only_deleted(Model<Entity>::get(session, arguments...));
    }
    template <typename... Arguments>
    requires(!orm::starts_with_session<Arguments...>)
        [[nodiscard]] static Query<Entity> deleted(const Arguments&... arguments) {
        return deleted(default_session(), arguments...);
    }

    /// Marks the object and its row as deleted, as session.update() writes it (a tracked object
    /// by a flush). Throws what that does: StaleData if there is no such row.
    void mark_deleted(Session& session = default_session()) {
        if constexpr (orm::check_state<Entity>())
            orm::change_state(session, self(), orm::StateOf<Entity>::deleted);
    }
    /// Takes mark_deleted() back: the row is active again.
    void undelete(Session& session = default_session()) {
        if constexpr (orm::check_state<Entity>())
            orm::change_state(session, self(), orm::StateOf<Entity>::active);
    }
    /// Whether the object's state is `active`, or empty where it may be.
    [[nodiscard]] bool is_active() const {
        if constexpr (orm::check_state<Entity>())
            return orm::is_active(self());
    }
    [[nodiscard]] bool is_deleted() const {
        if constexpr (orm::check_state<Entity>())
            return orm::is_deleted(self());
    }

    friend constexpr bool operator==(const StatefulModel&, const StatefulModel&) = default;
    friend constexpr auto operator<=>(const StatefulModel&, const StatefulModel&) = default;

  private:
    [[nodiscard]] Entity& self() { return static_cast<Entity&>(*this); }
    [[nodiscard]] const Entity& self() const { return static_cast<const Entity&>(*this); }
};

} // namespace rowan
