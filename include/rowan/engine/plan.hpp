// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/driver.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace rowan::engine {

/// A statement's plan, made of the rows of EXPLAIN.
struct Plan {
    explicit Plan(std::size_t columns) : columns_(columns) {}

    /// Adds the current row. Where it has more than its text, the first two columns are its number
    /// and that of the row it is part of.
    void add(PreparedStatement& statement) {
        types::Cell cell;
        std::size_t depth = 0;
        if (columns_ > 1) {
            std::int64_t number = (statement.read(0, cell), cell.integer);
            statement.read(1, cell);
            for (const auto& [above, its_depth] : depths_)
                if (above == cell.integer)
                    depth = its_depth + 1;
            depths_.emplace_back(number, depth);
        }
        statement.read(columns_ - 1, cell);
        text += (text.empty() ? "" : "\n") + std::string(2 * depth, ' ');
        text += cell.text;
    }

    std::string text;

  private:
    std::size_t columns_;
    std::vector<std::pair<std::int64_t, std::size_t>> depths_;
};

} // namespace rowan::engine
