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
#include <variant>
#include <vector>

namespace rowan {

/// Any wire value: what a column can hold when its C++ type is known at run time only.
class Value {
  public:
    /// The alternatives, as std::visit sees them. The unsigned one is there only for numbers above
    /// the largest signed one.
    using Variant =
        std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string, Blob,
                     Date, Time, DateTime, std::chrono::microseconds>;

    Value() = default;
    Value(std::nullptr_t) {}
    Value(std::nullopt_t) {}
    Value(std::same_as<bool> auto value) : held_(value) {}
    template <types::NumberInteger Number>
    Value(Number value) {
        if constexpr (std::is_unsigned_v<Number>) {
            if (std::uint64_t{value} > std::uint64_t{INT64_MAX}) {
                held_ = std::uint64_t{value};
                return;
            }
        }
        held_ = static_cast<std::int64_t>(value);
    }
    Value(std::floating_point auto value) : held_(static_cast<double>(value)) {}
    /// A null pointer is NULL.
    Value(const char* value) {
        if (value)
            held_ = std::string(value);
    }
    Value(std::string_view value) : held_(std::string(value)) {}
    Value(std::string value) : held_(std::move(value)) {}
    Value(Blob value) : held_(std::move(value)) {}
    Value(Date value) : held_(value) {}
    Value(Time value) : held_(value) {}
    Value(DateTime value) : held_(value) {}
    Value(std::chrono::microseconds value) : held_(value) {}
    /// Nothing becomes NULL.
    template <typename Inner>
    requires std::constructible_from<Value, const Inner&> Value(const std::optional<Inner>& value) {
        if (value)
            *this = Value(*value);
    }
    /// Reads a cell.
    explicit Value(const types::Cell& cell) {
        using types::CellKind;
        switch (cell.kind) {
        case CellKind::null:
            break;
        case CellKind::boolean:
            held_ = cell.integer != 0;
            break;
        case CellKind::integer:
            held_ = cell.integer;
            break;
        case CellKind::unsigned_integer:
            held_ = static_cast<std::uint64_t>(cell.integer);
            break;
        case CellKind::real:
            held_ = cell.real;
            break;
        case CellKind::blob: {
            const auto* bytes = reinterpret_cast<const std::byte*>(cell.text.data());
            held_ = Blob(bytes, bytes + cell.text.size());
            break;
        }
        case CellKind::date:
            held_ = cell.date();
            break;
        case CellKind::time:
            held_ = cell.time();
            break;
        case CellKind::datetime:
            held_ = cell.datetime();
            break;
        case CellKind::interval:
            held_ = std::chrono::microseconds(cell.integer);
            break;
        case CellKind::text:
        case CellKind::decimal:
        case CellKind::uuid:
        case CellKind::json:
            held_ = std::string(cell.text);
            break;
        }
    }

    [[nodiscard]] bool is_null() const { return held_.index() == 0; }
    /// The alternative `Held`. Throws std::bad_variant_access if the value is another one.
    template <typename Held>
    [[nodiscard]] const Held& get() const {
        return std::get<Held>(held_);
    }
    /// The alternative `Held`, or nullptr.
    template <typename Held>
    [[nodiscard]] const Held* get_if() const {
        return std::get_if<Held>(&held_);
    }
    [[nodiscard]] const Variant& variant() const { return held_; }

    /// Writes the value into a cell, which then points into this value.
    void encode(types::Cell& cell) const {
        struct {
            types::Cell& to;
            void operator()(std::nullptr_t) const { to.set_null(); }
            void operator()(bool value) const { to.set_boolean(value); }
            void operator()(std::int64_t value) const { to.set_integer(value); }
            void operator()(std::uint64_t value) const { to.set_unsigned(value); }
            void operator()(double value) const { to.set_real(value); }
            void operator()(const std::string& value) const { to.set_text(value); }
            void operator()(const Blob& value) const { to.set_blob(value.data(), value.size()); }
            void operator()(Date value) const { to.set_date(value); }
            void operator()(Time value) const { to.set_time(value); }
            void operator()(DateTime value) const { to.set_datetime(value); }
            void operator()(std::chrono::microseconds value) const { to.set_interval(value); }
        } writer{cell};
        std::visit(writer, held_);
    }

    friend bool operator==(const Value&, const Value&) = default;

  private:
    Variant held_ = nullptr;
};

/// An ordered map of column name to Value.
class Dict {
  public:
    using Item = std::pair<std::string, Value>;

    Dict() = default;
    /// Of a name that comes twice, the last value counts.
    Dict(std::initializer_list<Item> items) {
        for (const auto& item : items)
            (*this)[item.first] = item.second;
    }

    /// The value of `name`, NULL if it was not there before.
    Value& operator[](std::string_view name) {
        for (auto& item : items_)
            if (item.first == name)
                return item.second;
        return items_.emplace_back(std::string(name), Value()).second;
    }
    /// The value of `name`, or nullptr.
    [[nodiscard]] const Value* find(std::string_view name) const {
        for (const auto& item : items_)
            if (item.first == name)
                return &item.second;
        return nullptr;
    }
    /// The value of `name`. Throws UnknownColumn if there is none.
    [[nodiscard]] const Value& at(std::string_view name) const {
        if (const Value* value = find(name))
            return *value;
        throw UnknownColumn("rowan: no '" + std::string(name) + "' in this Dict");
    }
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
    /// Removes `name`; true if it was there.
    bool erase(std::string_view name) {
        for (auto item = items_.begin(); item != items_.end(); ++item)
            if (item->first == name) {
                items_.erase(item);
                return true;
            }
        return false;
    }
    void clear() { items_.clear(); }
    [[nodiscard]] std::size_t size() const { return items_.size(); }
    [[nodiscard]] bool empty() const { return items_.empty(); }
    [[nodiscard]] auto begin() const { return items_.begin(); }
    [[nodiscard]] auto end() const { return items_.end(); }

    friend bool operator==(const Dict&, const Dict&) = default;

  private:
    std::vector<Item> items_;
};

/// Filters whose names and values are known at run time only; all of them must hold.
using Filters = Dict;

} // namespace rowan
