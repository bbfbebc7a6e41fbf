// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/type/cell.hpp>
#include <rowan/type/sql_type.hpp>

#include <cstdint>
#include <exception>
#include <new>
#include <optional>
#include <string_view>
#include <type_traits>

namespace rowan {

/// The customization point for a type of your own: how it is stored, told by a type Rowan knows.
///
/// ```cpp
/// template <> struct rowan::Type<Colour> {
///     using wire_type = std::string;                       // any type that is mapped already
///     static std::string to_wire(const Colour& colour);
///     static Colour from_wire(const std::string& text);    // what it throws becomes a DataError
///     static constexpr rowan::SqlType sql_type = rowan::Varchar{7};       // may be left out
/// };
/// ```
/// `sql_type = rowan::Custom{.sqlite = …, .postgresql = …, .mysql = …}` differs by dialect.
template <typename Member>
struct Type;

} // namespace rowan

namespace rowan::types {

/// A type that tells itself by another one (a user's).
template <typename Member>
concept WireMapped = requires(const Member& member) {
    typename Type<Member>::wire_type;
    Type<Member>::to_wire(member);
};

/// A type that reads and writes cells itself (the built-in ones).
template <typename Member>
concept CellMapped = requires(const Member& in, Member& out, Cell& cell) {
    Type<Member>::encode(in, cell);
    Type<Member>::decode(out, cell);
};

template <typename Member>
inline constexpr bool is_optional = false;
template <typename Value>
inline constexpr bool is_optional<std::optional<Value>> = true;

/// The type of a member without the `std::optional` around it.
template <typename Member>
struct Bare {
    using type = Member;
};
template <typename Value>
struct Bare<std::optional<Value>> {
    using type = Value;
};
template <typename Member>
using bare_t = typename Bare<Member>::type;

/// A type that can be a column: built in, or with a `rowan::Type` of its own, or optional of such.
template <typename Member>
concept Mapped = !std::is_const_v<Member> && !std::is_const_v<bare_t<Member>> &&
                 (CellMapped<bare_t<Member>> || WireMapped<bare_t<Member>>);

/// Types that a native driver reads and writes without the detour over a Cell.
enum class Fast : std::uint8_t {
    none,
    text,
    optional_text,
    int64,
    optional_int64,
    int32,
    optional_int32,
    real,
    optional_real,
    datetime,
    optional_datetime,
};

/// How one C++ type travels to and from cells; one constexpr value per type, shared by all models.
struct Codec {
    SqlType sql_type;
    bool nullable;
    Fast fast;
    CellKind kind;             ///< The kind that encode() gives for a value.
    std::string_view expected; ///< "text", "an integer of 32 bits": for messages.
    void (*encode)(const void* member, Cell& cell);
    void (*decode)(void* member, const Cell& cell); ///< Throws ConversionError.
};

/// Calls what a user wrote: whatever it throws tells of a value that can't be converted.
template <typename Convert>
decltype(auto) convert(Convert&& user_function) {
    try {
        return user_function();
    } catch (const ConversionError&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& problem) {
        throw ConversionError(problem.what());
    }
}

template <typename Bare>
struct CodecFunctions {
    static void encode(const void* member, Cell& cell) {
        const Bare& value = *static_cast<const Bare*>(member);
        if constexpr (WireMapped<Bare>) {
            using Wire = typename Type<Bare>::wire_type;
            static_assert(Mapped<Wire> && !is_optional<Wire>,
                          "rowan: the wire_type of a rowan::Type must be a type that can be stored "
                          "and no std::optional. docs/errors.md#E106");
            const Wire wire = convert([&]() -> Wire { return Type<Bare>::to_wire(value); });
            CodecFunctions<Wire>::encode(&wire, cell);
            // The wire value ends here; a text that points into it must outlive it.
            if (is_text(cell.kind) && cell.text.data() != cell.owned.data()) {
                cell.owned.assign(cell.text);
                cell.text = cell.owned;
            }
        } else {
            Type<Bare>::encode(value, cell);
        }
    }
    static void decode(void* member, const Cell& cell) {
        Bare& value = *static_cast<Bare*>(member);
        if constexpr (WireMapped<Bare>) {
            typename Type<Bare>::wire_type wire{};
            CodecFunctions<typename Type<Bare>::wire_type>::decode(&wire, cell);
            convert([&] { value = Type<Bare>::from_wire(wire); });
        } else {
            Type<Bare>::decode(value, cell);
        }
    }
};

template <typename Value>
struct CodecFunctions<std::optional<Value>> {
    static void encode(const void* member, Cell& cell) {
        const auto& value = *static_cast<const std::optional<Value>*>(member);
        if (value)
            CodecFunctions<Value>::encode(&*value, cell);
        else
            cell.set_null();
    }
    static void decode(void* member, const Cell& cell) {
        auto& value = *static_cast<std::optional<Value>*>(member);
        if (cell.kind == CellKind::null)
            value.reset();
        else
            CodecFunctions<Value>::decode(&value.emplace(), cell);
    }
};

template <typename Bare>
consteval SqlType sql_type_of() {
    if constexpr (requires { SqlType(Type<Bare>::sql_type); })
        return Type<Bare>::sql_type;
    else
        return sql_type_of<typename Type<Bare>::wire_type>();
}

template <typename Bare>
consteval CellKind kind_of() {
    if constexpr (WireMapped<Bare>)
        return kind_of<typename Type<Bare>::wire_type>();
    else
        return Type<Bare>::kind;
}

template <typename Bare>
consteval std::string_view expected_of() {
    if constexpr (WireMapped<Bare>)
        return expected_of<typename Type<Bare>::wire_type>();
    else
        return Type<Bare>::expected;
}

template <typename Member>
consteval Fast fast_of() {
    if constexpr (requires { Fast{Type<bare_t<Member>>::fast}; }) {
        constexpr Fast plain = Type<bare_t<Member>>::fast;
        // The fast kind of an optional follows that of its value.
        return is_optional<Member> && plain != Fast::none
                   ? static_cast<Fast>(static_cast<int>(plain) + 1)
                   : plain;
    } else {
        return Fast::none;
    }
}

/// The codec of a member's type.
template <Mapped Member>
inline constexpr Codec codec = {
    .sql_type = sql_type_of<bare_t<Member>>(),
    .nullable = is_optional<Member>,
    .fast = fast_of<Member>(),
    .kind = kind_of<bare_t<Member>>(),
    .expected = expected_of<bare_t<Member>>(),
    .encode = &CodecFunctions<Member>::encode,
    .decode = &CodecFunctions<Member>::decode,
};

} // namespace rowan::types
