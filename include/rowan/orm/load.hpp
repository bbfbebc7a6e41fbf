// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/load.hpp>
#include <rowan/orm/related.hpp>
#include <rowan/sql/clause_calls.hpp>

#include <concepts>
#include <type_traits>
#include <utility>

namespace rowan {

namespace orm {

template <typename Entity, auto First, auto... Rest>
struct PathOf {
    static constexpr bool starts_here = std::is_same_v<EntityOf<First>, Entity>;
    static consteval bool is_path() {
        if constexpr (!starts_here || !is_relation_member<First>)
            return false;
        else if constexpr (sizeof...(Rest) == 0)
            return true;
        else
            return PathOf<TargetOf<First>, Rest...>::is_path();
    }
};

template <typename Entity, auto... Path>
inline constexpr bool is_path_of = PathOf<Entity, Path...>::is_path();

template <typename Entity, typename... Choose>
inline constexpr bool joins_all_rows = sizeof...(Choose) == 0;

/// The struct that a path starts at, and the one that it leads to.
template <auto First, auto... Rest>
struct LastOf : LastOf<Rest...> {
    using entity = EntityOf<First>;
};
template <auto Only>
struct LastOf<Only> {
    using entity = EntityOf<Only>;
    using target = TargetOf<Only>;
};

/// Where an object is, given itself or a pointer to it.
template <typename Entity, typename Object>
void* address_of(Object& object) {
    if constexpr (std::is_same_v<Object, Entity>)
        return __builtin_addressof(object);
    else
        return __builtin_addressof(*object);
}

/// Stops the compiler unless each member is a relation of the struct before; says whether it is.
template <typename Entity, auto... Path>
consteval bool check_path() {
    (check_relation<Path>(), ...);
    if constexpr ((is_relation_member<Path> && ...)) {
        ROWAN_CHECK((is_path_of<Entity, Path...>),
                    "rowan: load() names a relation of another struct: the first must be of the "
                    "query's struct, each other one of the struct that the one before leads to. "
                    "docs/errors.md#E123",
                    "rowan: load() of ", reflect::type_name<Entity>(),
                    " names a relation of another struct: the first must be of ",
                    reflect::type_name<Entity>(),
                    ", each other one of the struct that the one before leads to. "
                    "docs/errors.md#E123");
        if constexpr (is_path_of<Entity, Path...>)
            return (is_resolved<Path>() && ...) && (has_its_inverse<Path> && ...);
    }
    return false;
}

/// The rows that a relation loads, as the function that is given to load() narrows them:
/// `.load<&User::jobs>([](auto jobs) { return jobs.order_by("id"_col).limit(3); })`.
template <typename Entity>
class RelatedRows : public lang::ClauseCalls<RelatedRows<Entity>, Entity> {
  public:
    [[nodiscard]] const lang::Clauses& clauses() const { return clauses_; }

  private:
    friend class lang::ClauseCalls<RelatedRows, Entity>;

    lang::Clauses clauses_;
};

/// Adds a path that starts at `Entity` to what is loaded.
template <typename Entity, auto... Path, typename... Choose>
void add_load(engine::Loads& loads, engine::LoadWay way, Choose&... choose) {
    static_assert(sizeof...(Choose) <= 1, "rowan: load() takes one function");
    if constexpr (check_path<Entity, Path...>()) {
        static constexpr const meta::MappedRelation* path[] = {&relation_of<Path>...};
        loads.set_roots(list_type<Entity>);
        if constexpr (sizeof...(Choose) == 0) {
            loads.add(path, way);
        } else {
            using Rows = RelatedRows<typename LastOf<Path...>::target>;
            const Rows rows = (choose(Rows{}), ...);
            loads.add(path, way, &rows.clauses());
        }
    }
}

/// The same by a join; functions that narrow the rows (`Choose`) are none of its.
template <typename Entity, auto... Path, typename... Choose>
void add_joined_load(engine::Loads& loads, const Choose&...) {
    ROWAN_CHECK((joins_all_rows<Entity, Choose...>),
                "rowan: load_joined() takes no function: a join brings all rows of a relation; "
                "narrow them by load(). docs/errors.md#E124",
                "rowan: load_joined() of ", reflect::type_name<Entity>(),
                " takes no function: a join brings all rows of a relation; narrow them by load(). "
                "docs/errors.md#E124");
    if constexpr (joins_all_rows<Entity, Choose...>)
        add_load<Entity, Path...>(loads, engine::LoadWay::joined);
}

} // namespace orm

} // namespace rowan
