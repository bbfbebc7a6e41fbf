// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#include "harvester.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <random>
#include <string_view>

namespace bench {
namespace {

/// SplitMix64: one number per index, so that row n is the same whatever was made before it.
std::uint64_t mix(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

template <typename... Arguments>
std::string print(const char* format, Arguments... arguments) {
    std::array<char, 64> buffer{};
    const int size = std::snprintf(buffer.data(), buffer.size(), format, arguments...);
    return {buffer.data(), static_cast<std::size_t>(size)};
}

std::string uuid_like(std::uint64_t seed) {
    const auto high = static_cast<unsigned long long>(mix(seed));
    const auto low = static_cast<unsigned long long>(mix(~seed));
    return print("%08llx-%04llx-4%03llx-a%03llx-%012llx", high >> 32U, (high >> 16U) & 0xffffU,
                 high & 0xfffU, low >> 52U, low & 0xffffffffffffU);
}

std::uint64_t hash(std::string_view text, std::uint64_t start) {
    std::uint64_t result = start ^ 0xcbf29ce484222325U;
    for (const char byte : text) {
        result = (result ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
    }
    return mix(result ^ text.size());
}

std::uint64_t hash(const std::optional<std::string>& text, std::uint64_t start) {
    return text ? hash(std::string_view(*text), start) : mix(start);
}

} // namespace

Rows make_rows(std::size_t count, std::uint64_t first) {
    static constexpr std::array<std::string_view, 3> states{"finished", "running", "failed"};
    const auto start = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1};
    Rows rows;
    rows.reserve(count);
    for (std::uint64_t index = first; index < first + count; ++index) {
        const auto number = static_cast<unsigned long long>(index);
        StacHarvester row;
        row.harvester_id = uuid_like(index);
        row.user = print("analyst%04llu", number % 10'000U);
        row.owner_org = print("organisation-%08llu", number % 5'000U);
        row.url = print("https://stac.example/catalog/%07llu", number);
        row.number_records = print("%llu", 100U + number % 9'000U);
        row.status = std::string(states.at(index % states.size()));
        row.message = print("stored %08llu items, none lost", number);
        row._date = start + std::chrono::microseconds{index * 61'000'037U};
        if (index % 16 == 1) {
            row.user.reset();
        }
        if (index % 8 == 2) {
            row.owner_org.reset();
        }
        if (index % 4 != 3) {
            row.message.reset();
        }
        if (index % 32 == 5) {
            row._date.reset();
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Keys make_keys(const Rows& rows) {
    Keys keys;
    keys.reserve(rows.size());
    for (const auto& row : rows) {
        keys.push_back(row.harvester_id);
    }
    std::mt19937_64 random(20'261'122U);
    std::shuffle(keys.begin(), keys.end(), random);
    return keys;
}

std::uint64_t fingerprint(const Rows& rows) {
    std::uint64_t sum = rows.size();
    for (const auto& row : rows) {
        std::uint64_t value = hash(std::string_view(row.harvester_id), 1);
        value = hash(row.user, value);
        value = hash(row.owner_org, value);
        value = hash(row.url, value);
        value = hash(row.number_records, value);
        value = hash(row.status, value);
        value = hash(row.message, value);
        value = mix(
            value ^
            (row._date ? static_cast<std::uint64_t>(row._date->time_since_epoch().count()) : 23U));
        sum += value;
    }
    return sum;
}

} // namespace bench
