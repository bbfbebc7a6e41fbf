// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/hana/accessors.hpp>
#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/unpack.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace rowan::reflect {

/// A struct that Boost.Hana's macros describe.
template <typename Entity>
concept HanaStruct = boost::hana::Struct<Entity>::value;

/// Calls `use(m0, m1, …)` with references to the members; Hana is left behind right here, its
/// algorithms cost more compile time than a plain pack (docs/architecture.md).
template <typename Object, typename Use>
constexpr decltype(auto) bind_hana_members(Object& object, Use&& use) {
    return boost::hana::unpack(boost::hana::accessors<std::remove_const_t<Object>>(),
                               [&](auto... accessor) -> decltype(auto) {
                                   return use(boost::hana::second(accessor)(object)...);
                               });
}

template <typename Name>
constexpr std::string_view hana_name(Name) {
    return {Name::c_str(), decltype(boost::hana::length(Name{}))::value};
}

/// Calls `use(name0, name1, …)` with the members' names.
template <typename Entity, typename Use>
constexpr decltype(auto) with_hana_names(Use&& use) {
    return boost::hana::unpack(boost::hana::accessors<Entity>(),
                               [&](auto... accessor) -> decltype(auto) {
                                   return use(hana_name(boost::hana::first(accessor))...);
                               });
}

} // namespace rowan::reflect
