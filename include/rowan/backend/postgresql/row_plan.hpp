// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/postgresql/decode.hpp>
#include <rowan/schema/mapping.hpp>

#include <libpq-fe.h>

#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace rowan::backend::postgresql_native {

/// How a column goes into its member without the detour over a cell.
enum class Way : std::uint8_t {
    by_codec,
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

/// The way of a member whose column has this type: only where both are the same, so that nothing
/// needs to be converted or checked.
inline Way way_of(types::Fast fast, std::uint32_t type) {
    using types::Fast;
    switch (fast) {
    case Fast::text:
        return is_text_type(type) ? Way::text : Way::by_codec;
    case Fast::optional_text:
        return is_text_type(type) ? Way::optional_text : Way::by_codec;
    case Fast::int64:
        return type == oid_int8 ? Way::int64 : Way::by_codec;
    case Fast::optional_int64:
        return type == oid_int8 ? Way::optional_int64 : Way::by_codec;
    case Fast::int32:
        return type == oid_int4 ? Way::int32 : Way::by_codec;
    case Fast::optional_int32:
        return type == oid_int4 ? Way::optional_int32 : Way::by_codec;
    case Fast::real:
        return type == oid_float8 ? Way::real : Way::by_codec;
    case Fast::optional_real:
        return type == oid_float8 ? Way::optional_real : Way::by_codec;
    case Fast::datetime:
    case Fast::optional_datetime:
        if (type != oid_timestamp && type != oid_timestamptz)
            return Way::by_codec;
        return fast == Fast::datetime ? Way::datetime : Way::optional_datetime;
    case Fast::none:
        break;
    }
    return Way::by_codec;
}

/// The ways of all columns of a model, made once for each prepared statement.
class RowPlan {
  public:
    struct Step {
        std::uint32_t offset;
        Way way;
    };

    [[nodiscard]] bool is_of(const meta::Mapping& mapping) const { return mapping_ == &mapping; }
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
    void make(const meta::Mapping& mapping, const std::vector<std::uint32_t>& types) {
        mapping_ = &mapping;
        steps_.clear();
        const reflect::Offsets offsets = mapping.offsets;
        for (std::size_t i = 0; i < mapping.columns.size(); ++i)
            steps_.push_back({offsets[i], i < types.size()
                                              ? way_of(mapping.columns[i].codec->fast, types[i])
                                              : Way::by_codec});
    }

  private:
    const meta::Mapping* mapping_ = nullptr;
    std::vector<Step> steps_;
};

/// Reads a value of fixed size; false if it is NULL and the member has no such state.
template <typename Member, typename Load>
bool read_value(const PGresult* result, int row, int column, char* member, Load load_value) {
    if (::PQgetisnull(result, row, column)) {
        if constexpr (types::is_optional<Member>)
            reinterpret_cast<Member*>(member)->reset();
        return types::is_optional<Member>;
    }
    *reinterpret_cast<Member*>(member) = load_value(::PQgetvalue(result, row, column));
    return true;
}
inline double load_real(const char* wire) {
    return std::bit_cast<double>(load<std::uint64_t>(wire));
}
inline DateTime load_moment(const char* wire) {
    return DateTime(std::chrono::microseconds(read_moment(wire)));
}
/// Of a moment that isn't readable, the codec's way says which column it is.
template <typename Member>
bool read_datetime(const PGresult* result, int row, int column, char* member) {
    return (::PQgetisnull(result, row, column) ||
            is_readable_moment(::PQgetvalue(result, row, column))) &&
           read_value<Member>(result, row, column, member, load_moment);
}

/// Reads a column into its member; false if the codec must do it, or tell what is wrong.
inline bool read_fast(Way way, const PGresult* result, int row, int column, char* member) {
    switch (way) {
    case Way::text: {
        auto size = static_cast<std::size_t>(::PQgetlength(result, row, column));
        // Only an empty one can be NULL.
        if (size == 0 && ::PQgetisnull(result, row, column))
            return false;
        reinterpret_cast<std::string*>(member)->assign(::PQgetvalue(result, row, column), size);
        return true;
    }
    case Way::optional_text: {
        auto& value = *reinterpret_cast<std::optional<std::string>*>(member);
        auto size = static_cast<std::size_t>(::PQgetlength(result, row, column));
        if (size == 0 && ::PQgetisnull(result, row, column))
            value.reset();
        else if (value)
            value->assign(::PQgetvalue(result, row, column), size);
        else
            value.emplace(::PQgetvalue(result, row, column), size);
        return true;
    }
    case Way::int64:
        return read_value<std::int64_t>(result, row, column, member, load<std::int64_t>);
    case Way::optional_int64:
        return read_value<std::optional<std::int64_t>>(result, row, column, member,
                                                       load<std::int64_t>);
    case Way::int32:
        return read_value<std::int32_t>(result, row, column, member, load<std::int32_t>);
    case Way::optional_int32:
        return read_value<std::optional<std::int32_t>>(result, row, column, member,
                                                       load<std::int32_t>);
    case Way::real:
        return read_value<double>(result, row, column, member, load_real);
    case Way::optional_real:
        return read_value<std::optional<double>>(result, row, column, member, load_real);
    case Way::datetime:
        return read_datetime<DateTime>(result, row, column, member);
    case Way::optional_datetime:
        return read_datetime<std::optional<DateTime>>(result, row, column, member);
    case Way::by_codec:
        break;
    }
    return false;
}

} // namespace rowan::backend::postgresql_native
