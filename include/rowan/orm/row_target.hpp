// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/work.hpp>
#include <rowan/orm/blank.hpp>

#include <cstddef>
#include <vector>

namespace rowan::orm {

template <typename Row>
void* add_row(void* rows) {
    return &static_cast<std::vector<Row>*>(rows)->emplace_back(Blank<Row>{});
}
template <typename Row>
void reserve_rows(void* rows, std::size_t count) {
    static_cast<std::vector<Row>*>(rows)->reserve(count);
}
/// Where rows that are read go: behind those that are there already.
template <typename Row>
[[gnu::always_inline]] inline engine::RowTarget into(std::vector<Row>& rows) {
    return {&rows, &add_row<Row>, &reserve_rows<Row>, sizeof(Row)};
}

} // namespace rowan::orm
