// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace rowan::reflect {

/// Room that could hold an Entity but never does: its members have addresses, by which they get
/// their names (at compile time) and their offsets (at run time).
template <typename Entity>
union Mould {
    char none;
    Entity value;
    constexpr Mould() : none{} {}
    constexpr ~Mould() {}
};

template <typename Entity>
inline constexpr Mould<Entity> mould{};

// Names are cut out of what compilers print, in constant expressions: each step there costs some
// microseconds, in every file and for every member, so as few are taken as can be. Functions that
// are printed return a type of Rowan's own: of std::string_view, g++ would print behind the text
// what it stands for.

/// The text that a compiler prints for a function, or a part of it.
struct Spelled {
    const char* text;
    std::size_t size;

    constexpr operator std::string_view() const { return {text, size}; }
};

template <typename Named>
consteval Spelled spelled_type() {
    return {__PRETTY_FUNCTION__, sizeof __PRETTY_FUNCTION__ - 1};
}

constexpr bool is_identifier(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// The last identifier of a text, which may be followed by closing brackets.
constexpr Spelled last_identifier(const char* text, std::size_t size) {
    const char* end = text + size;
    while (end != text && !is_identifier(end[-1]))
        --end;
    const char* begin = end;
    while (begin != text && ((begin[-1] >= 'a' && begin[-1] <= 'z') || is_identifier(begin[-1])))
        --begin;
    return {begin, static_cast<std::size_t>(end - begin)};
}
constexpr std::string_view last_identifier(std::string_view text) {
    return last_identifier(text.data(), text.size());
}

/// The name of the member that lives at `Address` inside a mould.
///
/// g++: `… [with const void* Address = (& mould<X>.Mould<X>::value.X::name)]`,
/// clang: `… [Address = &mould.value.name]`.
template <const void* Address>
consteval Spelled member_name() {
    return last_identifier(__PRETTY_FUNCTION__, sizeof __PRETTY_FUNCTION__ - 1);
}

template <auto Pointer>
consteval Spelled spelled_pointer() {
    return last_identifier(__PRETTY_FUNCTION__, sizeof __PRETTY_FUNCTION__ - 1);
}

/// The name of the member that a member pointer points to: of `&User::id`, `id`.
template <auto Pointer>
consteval std::string_view pointed_name() {
    return spelled_pointer<Pointer>();
}

/// What stands before a type's name in its spelling: all but `int]`.
inline constexpr std::size_t type_intro = spelled_type<int>().size - 4;

/// The unqualified name of a struct or enum, without template arguments.
template <typename Named>
consteval std::string_view type_name() {
    constexpr Spelled spelled = spelled_type<Named>();
    const char* begin = spelled.text + type_intro;
    const char* last = spelled.text + spelled.size - 1;
    const char* end = last;
    std::size_t depth = 0;
    for (const char* at = begin; at != last; ++at) {
        if (*at >= 'a')
            continue;
        if (*at == '<' && depth++ == 0)
            end = at;
        else if (*at == '>')
            --depth;
        else if (*at == ':' && depth == 0) {
            begin = at + 1;
            end = last;
        }
    }
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
}

} // namespace rowan::reflect
