// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/catch.hpp"

#include <rowan/base/owner.hpp>

#include <utility>

using rowan::Owned;
using rowan::Shared;

namespace {

int alive = 0;

struct Object {
    int holders = 0;
    Object() { ++alive; }
    Object(const Object&) = delete;
    virtual ~Object() { --alive; }
    void retain() { ++holders; }
    void release() {
        if (--holders == 0)
            delete this;
    }
};
struct Derived final : Object {};

} // namespace

TEST_CASE("what is owned lives as long as its one owner") {
    {
        Owned<Object> empty;
        CHECK_FALSE(empty);
        Owned<Object> first(new Derived);
        CHECK(alive == 1);
        Owned<Object> second = std::move(first);
        CHECK_FALSE(first);
        CHECK(second);
        second = Owned<Derived>(new Derived);
        CHECK(alive == 1);
        Owned<Object>& same = second;
        second = std::move(same);
        CHECK(alive == 1);
        CHECK(second);
        second.reset();
        CHECK(alive == 0);
        second.reset(new Object);
        delete second.release();
        CHECK(alive == 0);
        second.reset(new Object);
    }
    CHECK(alive == 0);
}

TEST_CASE("what is shared lives as long as the last of its holders") {
    {
        Shared<Object> first;
        CHECK_FALSE(first);
        {
            Shared<Derived> made(new Derived);
            first = made;
            CHECK(first->holders == 2);
            Shared<Object> moved = std::move(first);
            CHECK_FALSE(first);
            CHECK(moved->holders == 2);
            first = moved;
            Shared<Object>& same = first;
            first = same;
            CHECK(&*first == moved.get());
        }
        CHECK(alive == 1);
        CHECK(first->holders == 1);
    }
    CHECK(alive == 0);
}
