// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/json.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

/// The cases of a file that was made of Alembic's own tests; ROWAN_CASES names another folder of
/// such files.
inline boost::json::array read_cases(const std::string& file) {
    const char* folder = std::getenv("ROWAN_CASES");
    std::ifstream in(std::string(folder ? folder : ROWAN_CASES_FOLDER) + "/" + file);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    return boost::json::parse(text).as_array();
}
