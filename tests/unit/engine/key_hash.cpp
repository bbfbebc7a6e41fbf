// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/engine/key_hash.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using rowan::engine::is_hash_exact;
using rowan::engine::KeyHash;
using rowan::types::Cell;

namespace {

const rowan::meta::Mapping one{}, other{};

std::vector<Cell> integers(std::vector<std::int64_t> values) {
    std::vector<Cell> key(values.size());
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i].set_integer(values[i]);
    return key;
}
std::uint64_t hash(std::vector<std::int64_t> key) {
    return KeyHash(one, integers(std::move(key))).value();
}
std::uint64_t hash(std::string_view text) {
    Cell cell;
    cell.set_text(text);
    return KeyHash(one, {&cell, 1}).value();
}

} // namespace

TEST_CASE("different integer keys of a table have different hashes") {
    CHECK(is_hash_exact(integers({1})));
    CHECK_FALSE(is_hash_exact(integers({1, 2})));
    std::set<std::int64_t> keys;
    std::set<std::uint64_t> hashes;
    // Numbers as they are counted, and as they are made of a time and a machine.
    for (int shift : {0, 22, 32, 40})
        for (std::int64_t i = -500; i < 500; ++i) {
            keys.insert(i * (std::int64_t{1} << shift));
            hashes.insert(hash({i * (std::int64_t{1} << shift)}));
        }
    CHECK(hashes.size() == keys.size());
    CHECK(hash({7}) == hash({7}));
    CHECK(hash({7}) != KeyHash(other, integers({7})).value());
}

TEST_CASE("integer keys that follow each other have places that follow each other") {
    KeyHash::Walk first(hash({1000}), 1 << 16);
    for (std::int64_t i = 1; i < 100; ++i)
        CHECK(KeyHash::Walk(hash({1000 + i}), 1 << 16).at() ==
              ((first.at() + static_cast<std::size_t>(i)) & 0xffff));
}

TEST_CASE("keys of several values and of text are hashed whole") {
    CHECK(hash({1, 2}) != hash({2, 1}));
    CHECK(hash({1, 2}) == hash({1, 2}));
    CHECK(hash("") != hash("a"));
    CHECK(hash("12345678") != hash("123456780"));
    CHECK(hash("12345678a") != hash("12345678b"));
    CHECK(hash(std::string_view("a\0", 2)) != hash("a"));
    std::set<std::size_t> places;
    for (int i = 0; i < 1000; ++i)
        places.insert(KeyHash::Walk(hash("key " + std::to_string(i)), 4096).at());
    CHECK(places.size() > 850);
}

TEST_CASE("a walk comes to all places") {
    for (std::int64_t key : {0, 1, 77}) {
        KeyHash::Walk walk(hash({key << 32}), 64);
        std::set<std::size_t> places;
        for (int i = 0; i < 64; ++i, walk.next())
            places.insert(walk.at());
        CHECK(places.size() == 64);
    }
}

TEST_CASE("keys with the same first place part at the second") {
    std::set<std::size_t> places;
    for (std::int64_t i = 0; i < 64; ++i) {
        KeyHash::Walk walk(hash({i << 32}), 1 << 16);
        walk.next();
        places.insert(walk.at());
    }
    CHECK(places.size() > 60);
}
