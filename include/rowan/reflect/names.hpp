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
inline constinit Mould<Entity> mould{};

template <const void* Address>
consteval std::string_view spelled_address() {
    return __PRETTY_FUNCTION__;
}

template <typename Named>
consteval std::string_view spelled_type() {
    return __PRETTY_FUNCTION__;
}

constexpr bool is_identifier(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// The last identifier of `text`, which may be followed by closing brackets and notes.
constexpr std::string_view last_identifier(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0 && !is_identifier(text[end - 1]))
        --end;
    std::size_t begin = end;
    while (begin > 0 && is_identifier(text[begin - 1]))
        --begin;
    return text.substr(begin, end - begin);
}

/// The name of the member that lives at `Address` inside a mould.
///
/// g++: `… [with const void* Address = (& mould<X>.Mould<X>::value.X::name); std::… = …]`,
/// clang: `… [Address = &mould.value.name]`.
template <const void* Address>
consteval std::string_view member_name() {
    std::string_view text = spelled_address<Address>();
#ifdef __clang__
    return last_identifier(text);
#else
    return last_identifier(text.substr(0, text.rfind("; std::string_view")));
#endif
}

template <auto Pointer>
consteval std::string_view spelled_pointer() {
    return __PRETTY_FUNCTION__;
}

/// The name of the member that a member pointer points to: of `&User::id`, `id`.
template <auto Pointer>
consteval std::string_view pointed_name() {
    std::string_view text = spelled_pointer<Pointer>();
#ifdef __clang__
    return last_identifier(text);
#else
    return last_identifier(text.substr(0, text.rfind("; std::string_view")));
#endif
}

/// The unqualified name of a struct or enum, without template arguments.
template <typename Named>
consteval std::string_view type_name() {
    std::string_view text = spelled_type<Named>();
#ifdef __clang__
    constexpr std::string_view intro = "Named = ";
    text = text.substr(text.find(intro) + intro.size());
    text = text.substr(0, text.rfind(']'));
#else
    constexpr std::string_view intro = "Named = ";
    text = text.substr(text.find(intro) + intro.size());
    text = text.substr(0, text.rfind("; std::string_view"));
#endif
    std::size_t depth = 0, begin = 0, end = text.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<' && depth++ == 0)
            end = i;
        else if (text[i] == '>')
            --depth;
        else if (text[i] == ':' && depth == 0) {
            begin = i + 1;
            end = text.size();
        }
    }
    return text.substr(begin, end - begin);
}

} // namespace rowan::reflect
