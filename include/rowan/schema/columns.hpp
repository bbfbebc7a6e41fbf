// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/compile_error.hpp>
#include <rowan/base/fixed_string.hpp>
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

/// Is told of each column of a struct. Virtual, so that walking over a struct is compiled once for
/// all who walk.
struct LeafVisitor {
    constexpr virtual void leaf(const NamePrefix& path, const types::Codec& codec) = 0;

  protected:
    constexpr ~LeafVisitor() = default;
};

template <typename Entity>
constexpr void each_leaf(const NamePrefix* outer, LeafVisitor& visitor);

template <typename Member>
constexpr void each_leaf_of(std::string_view name, const NamePrefix* outer,
                            [[maybe_unused]] LeafVisitor& visitor) {
    NamePrefix path{outer, name};
    if constexpr (types::Mapped<Member>)
        visitor.leaf(path, types::codec<Member>);
    else if constexpr (Embedded<Member>)
        each_leaf<Member>(&path, visitor);
}

template <typename... Member>
constexpr void
each_leaf_of(reflect::TypeList<Member...>, [[maybe_unused]] const std::string_view* names,
             [[maybe_unused]] const NamePrefix* outer, [[maybe_unused]] LeafVisitor& visitor) {
    (each_leaf_of<Member>(*names++, outer, visitor), ...);
}

/// Visits each column of a struct, embedded ones included, in order.
template <typename Entity>
constexpr void each_leaf(const NamePrefix* outer, LeafVisitor& visitor) {
    constexpr auto names = reflect::member_names<Entity>();
    each_leaf_of(reflect::Members<Entity>{}, names.data(), outer, visitor);
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

/// Whether each member is a column.
template <typename Entity>
inline constexpr bool is_flat = []<typename... Member>(reflect::TypeList<Member...>) {
    return (types::Mapped<Member> && ...);
}(reflect::Members<Entity>{});

/// The column a member is: its position, or that of the first column of an embedded struct.
template <typename Entity>
consteval std::size_t leaf_of_member(std::size_t member) {
    if constexpr (is_flat<Entity>)
        return member;
    else
        return [&]<typename... Member>(reflect::TypeList<Member...>) {
            constexpr std::size_t counts[] = {leaves_of<Member>()..., 0};
            std::size_t leaf = 0;
            for (std::size_t i = 0; i < member; ++i)
                leaf += counts[i];
            return leaf;
        }(reflect::Members<Entity>{});
}

/// Adds the lengths of the columns' names.
struct NameLengths final : LeafVisitor {
    std::size_t total = 1;
    constexpr void leaf(const NamePrefix& path, const types::Codec&) override {
        total += path.size();
    }
};
/// Writes the columns' names behind each other.
struct NameWriter final : LeafVisitor {
    char* out;
    constexpr explicit NameWriter(char* start) : out(start) {}
    constexpr void leaf(const NamePrefix& path, const types::Codec&) override {
        out = path.write(out);
    }
};

template <typename Entity>
inline constexpr std::size_t name_pool_size = [] {
    NameLengths lengths;
    each_leaf<Entity>(nullptr, lengths);
    return lengths.total;
}();

/// The names of all columns behind each other, so that the long spellings they were cut from don't
/// end up in the program.
template <typename Entity>
inline constexpr auto name_pool = [] {
    FixedString<name_pool_size<Entity>> pool;
    NameWriter writer(pool.text);
    each_leaf<Entity>(nullptr, writer);
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
inline constexpr std::string_view spelled_entity_name = reflect::type_name<Entity>();

template <typename Entity>
inline constexpr FixedString<spelled_entity_name<Entity>.size() + 1> entity_name{
    spelled_entity_name<Entity>};

template <typename Entity>
inline constexpr auto snake_case_name = [] {
    FixedString<snake_case(spelled_entity_name<Entity>, nullptr) + 1> name;
    snake_case(spelled_entity_name<Entity>, name.text);
    return name;
}();

/// Writes the addresses of the columns that a member is.
template <typename Object>
constexpr void put_addresses(Object& member, const void**& out) {
    using Member = std::remove_const_t<Object>;
    if constexpr (types::Mapped<Member>)
        *out++ = __builtin_addressof(member);
    else if constexpr (Embedded<Member>)
        reflect::with_members(member, [&](auto&... inner) { (put_addresses(inner, out), ...); });
}

/// The addresses of the columns in the struct's mould.
template <typename Entity>
inline constexpr auto column_addresses = [] {
    std::array<const void*, column_count<Entity> + 1> addresses{};
    const void** out = addresses.data();
    reflect::with_members(reflect::mould<Entity>.value,
                          [&](auto&... member) { (put_addresses(member, out), ...); });
    return addresses;
}();

/// Where the columns are in the struct.
template <typename Entity>
inline constexpr reflect::Offsets column_offsets = [] {
    if constexpr (is_flat<Entity>)
        return reflect::member_offsets<Entity>;
    else
        return reflect::member_offsets<Entity>.of(column_addresses<Entity>.data());
}();

} // namespace rowan::meta
