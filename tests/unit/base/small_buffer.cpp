// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/base/small_buffer.hpp>

#include <string>
#include <utility>

namespace {

using Buffer = rowan::SmallBuffer<int, 4>;

constexpr Buffer counted(int count) {
    Buffer buffer;
    for (int i = 0; i < count; ++i)
        buffer.push_back(i);
    return buffer;
}

constexpr bool holds(const Buffer& buffer, std::initializer_list<int> wanted) {
    if (buffer.size() != wanted.size() || buffer.empty() != (wanted.size() == 0))
        return false;
    std::size_t i = 0;
    for (int value : wanted)
        if (buffer[i++] != value)
            return false;
    return true;
}

/// Each property is a function, so that the compiler evaluates it as well.
constexpr bool grows() {
    return holds(counted(0), {}) && holds(counted(4), {0, 1, 2, 3}) &&
           holds(counted(5), {0, 1, 2, 3, 4}) && holds(counted(9), {0, 1, 2, 3, 4, 5, 6, 7, 8});
}

constexpr bool copies() {
    for (int count : {0, 3, 4, 5, 20}) {
        const Buffer original = counted(count);
        Buffer copy = original;
        Buffer assigned = counted(7);
        assigned = original;
        const Buffer& same = assigned;
        assigned = same;
        if (!(copy == original) || !(assigned == original))
            return false;
        copy.push_back(-1);
        if (copy == original || original.size() != static_cast<std::size_t>(count))
            return false;
    }
    return true;
}

constexpr bool moves() {
    for (int count : {0, 3, 4, 5, 20}) {
        Buffer original = counted(count);
        Buffer moved = std::move(original);
        if (!(moved == counted(count)) || !original.empty())
            return false;
        original.push_back(8); // A buffer can be filled again after its content has moved away.
        if (!holds(original, {8}))
            return false;
        Buffer assigned = counted(11);
        assigned = std::move(moved);
        if (!(assigned == counted(count)) || !moved.empty())
            return false;
    }
    return true;
}

constexpr bool inserts() {
    for (int count : {0, 3, 4, 5}) {
        for (int at = 0; at <= count; ++at) {
            Buffer buffer = counted(count);
            buffer.insert(static_cast<std::size_t>(at), 99);
            Buffer wanted;
            for (int i = 0; i <= count; ++i)
                wanted.push_back(i < at ? i : i == at ? 99 : i - 1);
            if (!(buffer == wanted))
                return false;
        }
    }
    return true;
}

constexpr bool appends_itself() {
    for (int count : {0, 2, 3, 4, 5, 8, 9}) {
        Buffer buffer = counted(count);
        buffer.append(buffer);
        buffer.append(buffer.data(), buffer.size());
        Buffer wanted;
        for (int round = 0; round < 4; ++round)
            for (int i = 0; i < count; ++i)
                wanted.push_back(i);
        if (!(buffer == wanted))
            return false;
    }
    return true;
}

constexpr bool resizes() {
    Buffer buffer = counted(2);
    buffer.resize(6, 7);
    if (!holds(buffer, {0, 1, 7, 7, 7, 7}))
        return false;
    buffer.resize(1);
    if (!holds(buffer, {0}))
        return false;
    buffer.clear();
    return holds(buffer, {}) && buffer.begin() == buffer.end();
}

constexpr bool compares() {
    Buffer other = counted(5);
    other[4] = -4;
    return counted(5) == counted(5) && !(counted(5) == counted(4)) && !(counted(5) == other);
}

} // namespace

#define CHECK_TWICE(property)                                                                      \
    static_assert(property);                                                                       \
    CHECK(property)

TEST_CASE("a small buffer grows from its own room into the heap") { CHECK_TWICE(grows()); }
TEST_CASE("a copy of a small buffer is independent") { CHECK_TWICE(copies()); }
TEST_CASE("a moved small buffer takes the content along and leaves nothing") {
    CHECK_TWICE(moves());
}
TEST_CASE("insert() opens a gap anywhere") { CHECK_TWICE(inserts()); }
TEST_CASE("a small buffer can append itself") { CHECK_TWICE(appends_itself()); }
TEST_CASE("resize() fills and cuts, clear() empties") { CHECK_TWICE(resizes()); }
TEST_CASE("small buffers are equal when their elements are") { CHECK_TWICE(compares()); }

TEST_CASE("a small buffer holds large texts byte by byte") {
    rowan::SmallBuffer<char, 120> text;
    const std::string part("a\0b", 3);
    std::string wanted;
    for (int i = 0; i < 100000; ++i) {
        text.append(part.data(), part.size());
        wanted += part;
    }
    CHECK(std::string(text.data(), text.size()) == wanted);
}
