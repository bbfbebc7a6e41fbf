// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/type/builtin.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan {

/// Any wire value: what a column can hold when its C++ type is known at run time only.
///
/// Holds NULL, bool, an integer of 64 bits, double, text, bytes, a date, a time, a moment or a
/// length of time. (No std::variant: it cost a fifth of the compile time of everything here.)
class Value {
  public:
    Value() = default;
    Value(std::nullptr_t) {}
    Value(std::nullopt_t) {}
    Value(std::same_as<bool> auto value) : kind_(types::CellKind::boolean), integer_(value) {}
    template <types::NumberInteger Number>
    Value(Number value)
        : kind_(types::CellKind::integer), integer_(static_cast<std::int64_t>(value)) {
        if constexpr (std::is_unsigned_v<Number>)
            if (std::uint64_t{value} > std::uint64_t{INT64_MAX})
                kind_ = types::CellKind::unsigned_integer;
    }
    Value(std::floating_point auto value)
        : kind_(types::CellKind::real), real_(static_cast<double>(value)) {}
    /// A null pointer is NULL.
    Value(const char* value) {
        if (value)
            *this = Value(std::string_view(value));
    }
    Value(std::string_view value) : kind_(types::CellKind::text), text_(value) {}
    Value(std::string value) : kind_(types::CellKind::text), text_(std::move(value)) {}
    Value(const Blob& value)
        : kind_(types::CellKind::blob),
          text_(reinterpret_cast<const char*>(value.data()), value.size()) {}
    /// Throws TypeMismatch for what is no date, such as February 30: it would become another.
    Value(Date value)
        : kind_(types::CellKind::date),
          integer_(std::chrono::sys_days(value).time_since_epoch().count()) {
        if (!value.ok())
            throw TypeMismatch("rowan: the date is none of the calendar");
    }
    Value(Time value) : kind_(types::CellKind::time), integer_(value.since_midnight.count()) {}
    Value(DateTime value)
        : kind_(types::CellKind::datetime), integer_(value.time_since_epoch().count()) {}
    Value(std::chrono::microseconds value)
        : kind_(types::CellKind::interval), integer_(value.count()) {}
    /// Nothing becomes NULL.
    template <typename Inner>
    requires std::constructible_from<Value, const Inner&> Value(const std::optional<Inner>& value) {
        if (value)
            *this = Value(*value);
    }
    /// Reads a cell; decimals, UUIDs and JSON become text.
    explicit Value(const types::Cell& cell);

    [[nodiscard]] bool is_null() const { return kind_ == types::CellKind::null; }
    /// What it holds.
    [[nodiscard]] types::CellKind kind() const { return kind_; }
    /// Whether it holds a `Held`: bool, std::int64_t, std::uint64_t (only numbers above the largest
    /// signed one), double, std::string, Blob, Date, Time, DateTime or std::chrono::microseconds.
    template <typename Held>
    [[nodiscard]] bool holds() const {
        return kind_ == kind_of<Held>();
    }
    /// The value as a `Held`. Throws TypeMismatch if it holds another type.
    template <typename Held>
    [[nodiscard]] Held get() const {
        if (!holds<Held>())
            throw_mismatch(kind_of<Held>());
        if constexpr (std::same_as<Held, bool>)
            return integer_ != 0;
        else if constexpr (std::same_as<Held, double>)
            return real_;
        else if constexpr (std::same_as<Held, std::string>)
            return text_;
        else if constexpr (std::same_as<Held, Blob>) {
            const auto* bytes = reinterpret_cast<const std::byte*>(text_.data());
            return Held(bytes, bytes + text_.size());
        } else if constexpr (std::same_as<Held, Date>)
            return Date(std::chrono::sys_days(std::chrono::days(integer_)));
        else if constexpr (std::same_as<Held, Time>)
            return Time(std::chrono::microseconds(integer_));
        else if constexpr (std::same_as<Held, DateTime>)
            return DateTime(std::chrono::microseconds(integer_));
        else
            return Held(integer_);
    }
    /// The value as a `Held`, or nothing if it holds another type.
    template <typename Held>
    [[nodiscard]] std::optional<Held> get_if() const {
        if (!holds<Held>())
            return std::nullopt;
        return get<Held>();
    }

    /// Writes the value into a cell, which then points into this value.
    void encode(types::Cell& cell) const;

    friend bool operator==(const Value& left, const Value& right);

  private:
    [[noreturn]] void throw_mismatch(types::CellKind wanted) const;

    template <typename Held>
    static consteval types::CellKind kind_of() {
        if constexpr (std::same_as<Held, std::int64_t>)
            return types::CellKind::integer;
        else if constexpr (std::same_as<Held, std::uint64_t>)
            return types::CellKind::unsigned_integer;
        else
            return Type<Held>::kind;
    }

    types::CellKind kind_ = types::CellKind::null;
    std::int64_t integer_ = 0;
    double real_ = 0;
    std::string text_;
};

/// An ordered map of column name to Value.
class Dict {
  public:
    /// One name and its value.
    struct Item {
        std::string name;
        Value value;
        friend bool operator==(const Item&, const Item&) = default;
    };

    Dict();
    Dict(const Dict& other);
    Dict(Dict&& other) noexcept;
    Dict& operator=(const Dict& other);
    Dict& operator=(Dict&& other) noexcept;
    ~Dict();
    Dict(std::initializer_list<Item> items);

    /// The value of `name`, NULL if it was not there before.
    Value& operator[](std::string_view name);
    /// The value of `name`, or nullptr.
    [[nodiscard]] const Value* find(std::string_view name) const;
    /// The value of `name`. Throws UnknownColumn if there is none.
    [[nodiscard]] const Value& at(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
    /// Removes `name`; true if it was there.
    bool erase(std::string_view name);
    void clear();
    [[nodiscard]] std::size_t size() const { return items_.size(); }
    [[nodiscard]] bool empty() const { return items_.empty(); }
    [[nodiscard]] auto begin() const { return items_.begin(); }
    [[nodiscard]] auto end() const { return items_.end(); }

    friend bool operator==(const Dict& left, const Dict& right);

  private:
    std::vector<Item> items_;
};

/// Filters whose names and values are known at run time only; all of them must hold.
using Filters = Dict;

} // namespace rowan
