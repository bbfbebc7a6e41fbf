// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/parameter.hpp>
#include <rowan/engine/rows.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace rowan::backend::mysql_native {

/// Values for placeholders, as the client library sends them.
class ParameterList {
  public:
    /// A list that copies outlives the objects that its values come from.
    explicit ParameterList(bool copies) : copies_(copies) {}
    ParameterList(const ParameterList&) = delete;
    ParameterList& operator=(const ParameterList&) = delete;

    [[nodiscard]] std::size_t size() const { return binds_.size(); }
    void resize(std::size_t count) {
        binds_.resize(count);
        parameters_.resize(count);
        // The binds may have moved.
        for (::MYSQL_BIND& bind : binds_)
            bind.length = &bind.buffer_length;
    }

    void bind(std::size_t index, const types::Cell& cell, bool copy) {
        parameters_[index].set(binds_[index], cell, copy || copies_);
    }
    /// Sets the values from `first` on to these columns of an object. Throws DataError.
    void bind_row(std::size_t first, const meta::Mapping& mapping,
                  std::span<const std::uint16_t> columns, const void* object) {
        using types::Fast;
        const reflect::Offsets offsets = mapping.offsets;
        const char* base = static_cast<const char*>(object);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            std::uint16_t column = columns[i];
            const char* member = base + offsets[column];
            Parameter& parameter = parameters_[first + i];
            ::MYSQL_BIND& bind = binds_[first + i];
            switch (mapping.columns[column].codec->fast) {
            case Fast::text:
                parameter.set_text(bind, parameter.kept(as<std::string>(member), copies_));
                break;
            case Fast::optional_text:
                if (const auto& value = as<std::optional<std::string>>(member))
                    parameter.set_text(bind, parameter.kept(*value, copies_));
                else
                    parameter.set_null(bind);
                break;
            case Fast::int64:
                parameter.set_integer(bind, as<std::int64_t>(member));
                break;
            case Fast::int32:
                parameter.set_integer(bind, as<std::int32_t>(member));
                break;
            default:
                engine::bind_column(*this, mapping, first + i, column, member);
            }
        }
    }

    [[nodiscard]] ::MYSQL_BIND* from(std::size_t first) { return binds_.data() + first; }
    /// How much memory the values of `count` placeholders take on the wire, at most.
    [[nodiscard]] static std::size_t bytes(const ::MYSQL_BIND* binds, std::size_t count) {
        std::size_t bytes = 0;
        for (std::size_t i = 0; i < count; ++i)
            bytes += 16 + (is_text(binds[i].buffer_type) ? binds[i].buffer_length : 0);
        return bytes;
    }
    /// Gives back the memory of large copies.
    void trim() {
        for (Parameter& parameter : parameters_)
            parameter.trim();
    }

  private:
    template <typename Member>
    static const Member& as(const char* member) {
        return *reinterpret_cast<const Member*>(member);
    }
    static bool is_text(enum_field_types type) {
        return type == MYSQL_TYPE_STRING || type == MYSQL_TYPE_BLOB ||
               type == MYSQL_TYPE_NEWDECIMAL;
    }

    bool copies_;
    std::vector<::MYSQL_BIND> binds_;
    std::deque<Parameter> parameters_; ///< Which stay where they are: the binds point to them.
};

} // namespace rowan::backend::mysql_native
