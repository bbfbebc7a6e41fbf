// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/reflect/members.hpp>
#include <rowan/schema/parts.hpp>
#include <rowan/type/codec.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace rowan::meta {

/// Members that stand for rows of other tables; they are no columns.
template <typename Member>
inline constexpr bool is_relation = false;

/// A struct inside a struct: its members become columns named `member_inner`.
template <typename Member>
concept Embedded = !types::Mapped<Member> && !is_relation<Member> && !HasTable<Member> &&
                   !types::is_optional<Member> && reflect::Reflectable<Member>;

/// What a member can be, for the compiler's message.
template <typename Member>
inline constexpr bool is_column_or_relation =
    types::Mapped<Member> || is_relation<Member> || Embedded<Member>;

template <typename Member>
inline constexpr bool is_optional_of_optional = false;
template <typename Value>
inline constexpr bool is_optional_of_optional<std::optional<std::optional<Value>>> = true;

/// A column's name on its way down through embedded structs.
struct NamePrefix {
    const NamePrefix* outer;
    std::string_view name;

    [[nodiscard]] constexpr std::size_t size() const {
        return (outer ? outer->size() + 1 : 0) + name.size();
    }
    constexpr char* write(char* out) const {
        if (outer) {
            out = outer->write(out);
            *out++ = '_';
        }
        for (char c : name)
            *out++ = c;
        return out;
    }
};

template <typename Entity, typename Use>
constexpr void each_leaf(const NamePrefix* outer, Use& use);

template <typename Entity, typename Member, typename Use>
constexpr void each_leaf_of(std::string_view name, const NamePrefix* outer, Use& use) {
    NamePrefix path{outer, name};
    if constexpr (types::Mapped<Member>) {
        use(path, types::codec<Member>);
    } else if constexpr (Embedded<Member>) {
        each_leaf<Member>(&path, use);
    }
}

/// Calls `use(path, codec)` for each column of a struct, embedded ones included, in order.
template <typename Entity, typename Use>
constexpr void each_leaf(const NamePrefix* outer, Use& use) {
    [&]<typename... Member>(reflect::TypeList<Member...>) {
        [[maybe_unused]] constexpr auto names = reflect::member_names<Entity>();
        [[maybe_unused]] std::size_t i = 0;
        (each_leaf_of<Entity, Member>(names[i++], outer, use), ...);
    }(reflect::Members<Entity>{});
}

/// How many columns a member is.
template <typename Member>
consteval std::size_t leaves_of() {
    if constexpr (types::Mapped<Member>)
        return 1;
    else if constexpr (Embedded<Member>)
        return []<typename... Inner>(reflect::TypeList<Inner...>) {
            return (std::size_t{0} + ... + leaves_of<Inner>());
        }(reflect::Members<Member>{});
    else
        return 0;
}

/// The number of columns of a struct.
template <typename Entity>
inline constexpr std::size_t column_count = []<typename... Member>(reflect::TypeList<Member...>) {
    return (std::size_t{0} + ... + leaves_of<Member>());
}(reflect::Members<Entity>{});

/// The column a member is: its position, or that of the first column of an embedded struct.
template <typename Entity>
consteval std::size_t leaf_of_member(std::size_t member) {
    return [&]<typename... Member>(reflect::TypeList<Member...>) {
        constexpr std::size_t counts[] = {leaves_of<Member>()..., 0};
        std::size_t leaf = 0;
        for (std::size_t i = 0; i < member; ++i)
            leaf += counts[i];
        return leaf;
    }(reflect::Members<Entity>{});
}

template <typename Entity>
inline constexpr std::size_t name_pool_size = [] {
    std::size_t total = 1;
    auto count = [&](const NamePrefix& path, const types::Codec&) { total += path.size(); };
    each_leaf<Entity>(nullptr, count);
    return total;
}();

/// The names of all columns behind each other, so that the long spellings they were cut from don't
/// end up in the program.
template <typename Entity>
inline constexpr auto name_pool = [] {
    std::array<char, name_pool_size<Entity>> pool{};
    char* out = pool.data();
    auto copy = [&](const NamePrefix& path, const types::Codec&) { out = path.write(out); };
    each_leaf<Entity>(nullptr, copy);
    return pool;
}();

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Writes `HTTPServerLog` as `http_server_log`; returns the length, writes only where `out` is.
constexpr std::size_t snake_case(std::string_view name, char* out) {
    std::size_t length = 0;
    auto put = [&](char c) {
        if (out)
            out[length] = c;
        ++length;
    };
    for (std::size_t i = 0; i < name.size(); ++i) {
        bool starts_word =
            i > 0 && is_upper(name[i]) &&
            (is_lower_or_digit(name[i - 1]) ||
             (is_upper(name[i - 1]) && i + 1 < name.size() && is_lower_or_digit(name[i + 1])));
        if (starts_word)
            put('_');
        put(is_upper(name[i]) ? static_cast<char>(name[i] + 32) : name[i]);
    }
    return length;
}

template <typename Entity>
inline constexpr auto snake_case_name = [] {
    std::array<char, snake_case(reflect::type_name<Entity>(), nullptr) + 1> text{};
    snake_case(reflect::type_name<Entity>(), text.data());
    return text;
}();

template <typename Entity>
inline constexpr auto entity_name = [] {
    constexpr std::string_view name = reflect::type_name<Entity>();
    std::array<char, name.size() + 1> text{};
    for (std::size_t i = 0; i < name.size(); ++i)
        text[i] = name[i];
    return text;
}();

/// Writes the offsets of all columns of `Entity`, which starts at `base`.
template <typename Entity>
std::uint32_t* write_offsets(std::uint32_t base, std::uint32_t* out) {
    auto offsets = reflect::member_offsets<Entity>();
    [&]<typename... Member>(reflect::TypeList<Member...>) {
        [[maybe_unused]] std::size_t i = 0;
        [[maybe_unused]] auto one = [&]<typename One>(std::uint32_t at) {
            if constexpr (types::Mapped<One>)
                *out++ = base + at;
            else if constexpr (Embedded<One>)
                out = write_offsets<One>(base + at, out);
        };
        (one.template operator()<Member>(offsets[i++]), ...);
    }(reflect::Members<Entity>{});
    return out;
}

/// The offsets of the columns' members, computed once per program.
template <typename Entity>
const std::uint32_t* column_offsets() {
    static const auto offsets = [] {
        std::array<std::uint32_t, column_count<Entity> + 1> list{};
        write_offsets<Entity>(0, list.data());
        return list;
    }();
    return offsets.data();
}

} // namespace rowan::meta
