// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Structs and enums of one source file alone can be mapped, without a warning of either compiler.

#include <rowan/rowan.hpp>
#include <rowan/schema/describe.hpp>

#include <cstdint>
#include <optional>

namespace {

enum class State { fresh, done };

struct Task {
    std::int64_t id = 0;
    std::optional<State> state;
    State last = State::fresh;

    static constexpr auto table = rowan::table("task", rowan::primary_key<&Task::id>());
};

static_assert(rowan::reflect::member_count<Task> == 3);
static_assert(rowan::describe<Task>().columns.size() == 3);

[[maybe_unused]] std::int64_t count(rowan::Session& session) {
    return rowan::query<Task>(session).count();
}

} // namespace
