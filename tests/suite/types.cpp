// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// The laws of types on a real database: what is written is read.
#include "tests/suite/types.hpp"
#include "tests/support/laws.hpp"
#include "tests/support/sample_values.hpp"

using namespace rowan_test;

namespace {

/// Whether a number is one with 15 digits.
bool keeps_fifteen_digits(double value) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.15g", value);
    return std::strtod(digits, nullptr) == value;
}

/// Values that this database must keep: text that it can't hold is tested in unkept_values.cpp.
template <typename Member>
std::vector<Member> kept_values() {
    std::vector<Member> values = sample_values<Member>();
    if constexpr (std::is_same_v<Member, std::string>)
        std::erase_if(values, [](const std::string& text) {
            return (!dialect().nul_in_text && text.find('\0') != std::string::npos) ||
                   (!dialect().any_bytes_in_text && text.find('\xff') != std::string::npos);
        });
    if constexpr (std::is_floating_point_v<Member>)
        std::erase_if(values, [](Member value) {
            return !dialect().exact_doubles && !keeps_fifteen_digits(value);
        });
    if constexpr (std::is_same_v<Member, rowan::Blob>)
        if (!dialect().blobs)
            values.clear();
    return values;
}

} // namespace

TEMPLATE_TEST_CASE("a database keeps the values of every type", "", ROWAN_TEST_TYPES) {
    const std::vector<TestType> values = kept_values<TestType>();
    if (!values.empty())
        laws<TestType>(values, Through<TestType>{});
}
