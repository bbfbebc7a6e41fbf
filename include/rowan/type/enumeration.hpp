// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/reflect/names.hpp>
#include <rowan/type/codec.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace rowan::types {

template <typename Enum>
concept ScopedEnum =
    std::is_enum_v<Enum> && !std::is_convertible_v<Enum, std::underlying_type_t<Enum>>;

/// Where the enumerators of an enum are looked for.
inline constexpr int lowest_enumerator = -128;
inline constexpr int highest_enumerator = 255;

template <auto... Value>
consteval std::string_view spelled_values() {
    return __PRETTY_FUNCTION__;
}

/// One enumerator: its name and its value.
template <typename Enum>
struct Enumerator {
    std::string_view name;
    Enum value;
};

/// The part of the search range that fits the enum's own type.
template <typename Enum>
inline constexpr int first_candidate = std::is_unsigned_v<std::underlying_type_t<Enum>> ? 0
                                       : sizeof(Enum) == 1                              ? -128
                                                           : lowest_enumerator;
template <typename Enum>
inline constexpr int last_candidate = std::is_same_v<std::underlying_type_t<Enum>, bool> ? 1
                                      : sizeof(Enum) == 1 &&
                                              !std::is_unsigned_v<std::underlying_type_t<Enum>>
                                          ? 127
                                          : highest_enumerator;

template <typename Enum>
consteval std::string_view spelled_candidates() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return spelled_values<static_cast<Enum>(static_cast<int>(I) + first_candidate<Enum>)...>();
    }
    (std::make_index_sequence<static_cast<std::size_t>(last_candidate<Enum> -
                                                       first_candidate<Enum> + 1)>{});
}

/// Calls `use(name, value)` for each enumerator in the compiler's list `… = {(E)-1, E::red, …}`,
/// in which a value without a name is spelled as a cast of its number.
template <typename Enum, typename Use>
constexpr void for_each_enumerator(Use use) {
    std::string_view text = spelled_candidates<Enum>();
    text = text.substr(text.find("Value = ") + 9);
    int value = first_candidate<Enum>, depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        // Brackets inside an item: of a cast, a template, an unnamed namespace.
        if (c == '(' || c == '<' || c == '{')
            ++depth;
        else if (depth > 0 && (c == ')' || c == '>' || c == '}'))
            --depth;
        else if (depth == 0 && (c == ',' || c == '}' || c == '>')) {
            std::string_view name = reflect::last_identifier(text.substr(begin, i - begin));
            if (name.front() < '0' || name.front() > '9')
                use(name, static_cast<Enum>(value));
            if (value++ == last_candidate<Enum>)
                return;
            begin = i + 1;
        }
    }
}

template <typename Enum, std::size_t Found>
inline constexpr bool has_enumerators = Found > 0;

template <typename Enum>
consteval auto list_enumerators() {
    constexpr std::size_t count = [] {
        std::size_t found = 0;
        for_each_enumerator<Enum>([&](std::string_view, Enum) { ++found; });
        return found;
    }();
    ROWAN_CHECK((has_enumerators<Enum, count>),
                "rowan: an enum has no enumerator from -128 to 255; specialize rowan::Type for it. "
                "docs/errors.md#E111",
                "rowan: enum ", reflect::type_name<Enum>(),
                " has no enumerator from -128 to 255; specialize rowan::Type<",
                reflect::type_name<Enum>(), "> for it. docs/errors.md#E111");
    std::array<Enumerator<Enum>, count> list{};
    std::size_t at = 0;
    for_each_enumerator<Enum>([&](std::string_view name, Enum value) {
        list[at++] = {name, value};
    });
    return list;
}

/// The enumerators from -128 to 255, in order of value.
template <typename Enum>
inline constexpr auto enumerators = list_enumerators<Enum>();

template <typename Enum>
inline constexpr auto enumerator_names = [] {
    std::array<std::string_view, enumerators<Enum>.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i)
        names[i] = enumerators<Enum>[i].name;
    return names;
}();

/// The enum's name in lower case, as SQLAlchemy names its ENUM types.
template <typename Enum>
inline constexpr auto lower_type_name = [] {
    constexpr std::string_view name = reflect::type_name<Enum>();
    std::array<char, name.size()> lower{};
    for (std::size_t i = 0; i < name.size(); ++i)
        lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] + 32) : name[i];
    return lower;
}();

} // namespace rowan::types

namespace rowan {

/// Scoped enums are stored as the names of their enumerators, as SQLAlchemy's Enum does.
template <types::ScopedEnum Enum>
struct Type<Enum> {
    static constexpr SqlType sql_type = {
        .kind = TypeKind::enumeration,
        .labels = types::enumerator_names<Enum>.data(),
        .label_count = types::enumerator_names<Enum>.size(),
        .name = {types::lower_type_name<Enum>.data(), types::lower_type_name<Enum>.size()}};
    static constexpr types::CellKind kind = types::CellKind::text;
    static constexpr std::string_view expected = "a name of the enum";
    static void encode(Enum value, types::Cell& cell) {
        for (const auto& enumerator : types::enumerators<Enum>)
            if (enumerator.value == value)
                return cell.set_text(enumerator.name);
        throw types::ConversionError("the enum's value has no name");
    }
    static void decode(Enum& value, const types::Cell& cell) {
        if (cell.kind != types::CellKind::text)
            throw types::ConversionError("expected a name of the enum, found " +
                                         std::string(types::kind_name(cell.kind)));
        for (const auto& enumerator : types::enumerators<Enum>)
            if (enumerator.name == cell.text) {
                value = enumerator.value;
                return;
            }
        throw types::ConversionError("expected a name of the enum, the text is none");
    }
};

} // namespace rowan
