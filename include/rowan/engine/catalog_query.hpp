// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/work.hpp>
#include <rowan/type/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::engine {

/// One row of a database's catalog: texts and integers.
class CatalogRow {
  public:
    explicit CatalogRow(std::span<const types::Cell> cells) : cells_(cells) {}

    [[nodiscard]] bool is_null(std::size_t column) const {
        return cells_[column].kind == types::CellKind::null;
    }
    /// A text, which is empty for NULL.
    [[nodiscard]] std::string_view text(std::size_t column) const {
        return types::is_text(cells_[column].kind) ? cells_[column].text : std::string_view{};
    }
    /// An integer, which may be spelled as text.
    [[nodiscard]] std::int64_t number(std::size_t column) const {
        const types::Cell& cell = cells_[column];
        if (!types::is_text(cell.kind))
            return is_null(column) ? 0 : cell.integer;
        std::int64_t value = 0;
        for (char c : cell.text)
            if (c >= '0' && c <= '9')
                value = value * 10 + (c - '0');
        return value;
    }

  private:
    std::span<const types::Cell> cells_;
};

/// Calls `use(row)` for each row of a catalog's query; texts are bound to its places.
template <typename Use>
void read_catalog(Work& work, std::string_view sql, std::size_t columns,
                  std::span<const std::string> texts, Use use) {
    std::vector<types::Cell> values(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
        values[i].set_text(texts[i]);
    CellSink sink{&use, [](void* context, std::span<const types::Cell> cells) {
                      (*static_cast<Use*>(context))(CatalogRow(cells));
                  }};
    work.query(sql, values, columns, sink);
}

} // namespace rowan::engine
