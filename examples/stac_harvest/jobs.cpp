// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#include "jobs.hpp"

#include "models.hpp"
#include "text.hpp"

#include <rowan/rowan.hpp>

#include <algorithm>
#include <array>
#include <ostream>
#include <vector>

namespace stac {

using namespace rowan::literals;

namespace {

using Row = std::array<std::string, 6>;

std::string cell(const std::optional<std::string>& text) { return printable(text.value_or("-")); }

Row row_of(const StacHarvester& job) {
    auto started = job._date ? std::optional(rowan::to_string(*job._date)) : std::nullopt;
    if (started)
        started->resize(std::min<std::size_t>(started->size(), 19)); // to the second
    return {cell(started), cell(job.owner_org), cell(job.status), cell(job.number_records),
            cell(job.url), cell(job.message)};
}

/// Columns as wide as their widest cell; the last one as it comes.
void print_table(std::ostream& out, const std::vector<Row>& rows) {
    Row::size_type last = rows.front().size() - 1;
    std::array<std::size_t, std::tuple_size_v<Row>> widths{};
    for (const Row& row : rows)
        for (std::size_t i = 0; i < last; ++i)
            widths[i] = std::max(widths[i], width(row[i]));

    for (const Row& row : rows) {
        for (std::size_t i = 0; i < last; ++i)
            out << row[i] << std::string(widths[i] - width(row[i]) + 2, ' ');
        out << row[last] << "\n";
    }
}

} // namespace

// [jobs]
void print_jobs(std::ostream& out, const std::optional<std::string>& user) {
    std::vector<Row> rows{{"started", "organization", "status", "items", "catalog", "message"}};
    // An empty optional asks for NULL: the jobs that name no user.
    auto jobs = StacHarvester::get("user"_col = user).order_by("_date"_col, "harvester_id"_col);
    for (const StacHarvester& job : jobs)
        rows.push_back(row_of(job));

    out << (user ? "Jobs of " + printable(*user) : "Jobs without a user") << ":\n";
    print_table(out, rows);
}
// [/jobs]

} // namespace stac
