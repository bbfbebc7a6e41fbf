// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/map.hpp>
#include <rowan/sql/dictionary.hpp>
#include <rowan/sql/lower.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace rowan {

// Declared only: a source file that describes models compiles neither sessions nor queries.
class Session;
template <typename Entity>
class Query;
Session& default_session();

namespace orm {

template <typename Entity>
void save(Session& session, Entity& object);
template <typename Entity>
void remove(Session& session, Entity& object);

template <typename... Arguments>
inline constexpr bool starts_with_session = false;
template <typename First, typename... Rest>
inline constexpr bool starts_with_session<First, Rest...> =
    std::same_as<std::remove_cvref_t<First>, Session>;

/// Sets the member of a `"column"_col = value`.
template <typename Entity, typename Column, typename Right>
void set_member(Entity& object, const lang::Assignment<Column, Right>& assignment) {
    lang::check_column<Entity>(Column{});
    using Member = lang::value_of_t<Entity, Column>;
    static_assert(lang::is_literal<Right>, "rowan: make() takes values, not columns");
    if constexpr (!std::is_void_v<Member> && lang::is_literal<Right>) {
        constexpr std::uint16_t position = lang::position_of<Entity>(Column{});
        auto& member = *reinterpret_cast<Member*>(reinterpret_cast<char*>(&object) +
                                                  meta::mapping<Entity>.offsets[position]);
        const auto& value = assignment.value.value;
        using Given = std::remove_cvref_t<decltype(value)>;
        using Plain = lang::value_type_t<Given>;
        if constexpr (std::same_as<Given, lang::Null>) {
            lang::check_null<Entity, Column>();
            member = Member{};
        } else {
            lang::check_new_value<Entity, Column, Plain>();
            if constexpr (types::is_optional<Given>)
                lang::check_null<Entity, Column>();
            if constexpr (lang::can_be_set<Entity, Column, Plain>) {
                auto store = [&](const auto& given) {
                    member = lang::stored_value<types::bare_t<Member>>(given, meta::mapping<Entity>,
                                                                       position);
                };
                if constexpr (!types::is_optional<Given>)
                    store(value);
                else if (value)
                    store(*value);
                else
                    member = Member{};
            }
        }
    }
}

} // namespace orm

namespace lang {

/// The condition that a text has a term in it, whatever the case of its letters.
template <auto Member>
constexpr auto contains_any_case(std::string_view term) {
    return Like<Op::ilike, MemberColumn<Member>>{{}, {}, OwnedText(term), Match::part};
}

} // namespace lang

/// Adds the calls of an active record to a struct: `struct User : rowan::Model<User> { … };`.
/// Each takes the session first or uses rowan::default_session().
template <typename Entity>
struct Model {
    /// A query of the rows that have these values: `get(session, "user"_col = "alice")`, or those
    /// of run-time `rowan::Filters`; all rows without arguments.
    template <typename... Arguments>
    [[nodiscard]] static Query<Entity> get(Session& session, const Arguments&... arguments) {
        Query<Entity> result(session);
        if constexpr (sizeof...(Arguments) > 0)
            result.narrow_by(arguments...);
        return result;
    }
    template <typename... Arguments>
    requires(!orm::starts_with_session<Arguments...>)
        [[nodiscard]] static Query<Entity> get(const Arguments&... arguments) {
        return get(default_session(), arguments...);
    }
    /// A query without conditions.
    [[nodiscard]] static Query<Entity> query(Session& session) { return Query<Entity>(session); }
    [[nodiscard]] static Query<Entity> query() { return Query<Entity>(default_session()); }
    /// How many rows have these values.
    template <typename... Arguments>
    [[nodiscard]] static std::int64_t count(Session& session, const Arguments&... arguments) {
        return get(session, arguments...).count();
    }
    template <typename... Arguments>
    requires(!orm::starts_with_session<Arguments...>) [[nodiscard]] static std::int64_t
        count(const Arguments&... arguments) {
        return count(default_session(), arguments...);
    }
    /// The first row with this name, for models that have a column `name`.
    [[nodiscard]] static std::optional<Entity> by_name(Session& session, std::string_view name) {
        return get(session, lang::NamedColumn<"name">{} = name).first();
    }
    [[nodiscard]] static std::optional<Entity> by_name(std::string_view name) {
        return by_name(default_session(), name);
    }
    /// A query of the rows that have the term in one of these members, whatever the case of its
    /// letters (as ilike() has it); `%` and `_` in it are plain characters:
    /// `Job::text_search<&Job::title, &Job::notes>(session, "50%")`.
    template <auto First, auto... Rest>
    [[nodiscard]] static Query<Entity> text_search(Session& session, std::string_view term) {
        return Query<Entity>(session).filter(
            (lang::contains_any_case<First>(term) || ... || lang::contains_any_case<Rest>(term)));
    }
    template <auto First, auto... Rest>
    [[nodiscard]] static Query<Entity> text_search(std::string_view term) {
        return text_search<First, Rest...>(default_session(), term);
    }
    /// A new object: the members' own initializers, then these values. Nothing is sent.
    template <typename... Assignments>
    [[nodiscard]] static Entity make(const Assignments&... assignments) {
        Entity object{};
        (set(object, assignments), ...);
        return object;
    }

    /// Updates the object's row or inserts it. Nothing is kept without the session's commit().
    void save(Session& session = default_session()) { orm::save(session, self()); }
    /// Deletes the object's row.
    void remove(Session& session = default_session()) { orm::remove(session, self()); }
    void remove(Session& session = default_session()) const { orm::remove(session, self()); }
    /// The columns as an ordered map of name to value.
    [[nodiscard]] Dict as_dict() const { return lang::to_dict(meta::mapping<Entity>, &self()); }
    /// Sets the members whose columns the map names, all or none of them; says which of them have
    /// changed, and which names are no columns. Throws TypeMismatch and DataError.
    DictReport from_dict(const Dict& values) {
        return lang::from_dict(meta::mapping<Entity>, &self(), values);
    }

    friend constexpr bool operator==(const Model&, const Model&) = default;
    friend constexpr auto operator<=>(const Model&, const Model&) = default;

  private:
    template <typename Node>
    static void set(Entity& object, const Node& node) {
        lang::check_assignment<Entity, Node>();
        if constexpr (lang::is_assignment_node<Node>)
            orm::set_member(object, node);
    }
    [[nodiscard]] Entity& self() { return static_cast<Entity&>(*this); }
    [[nodiscard]] const Entity& self() const { return static_cast<const Entity&>(*this); }
};

} // namespace rowan
