// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A place for one test's database file, empty at its start and deleted at its end.

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

namespace rowan_test {

class TemporaryFile {
  public:
    TemporaryFile() {
        static std::atomic<int> count = 0;
        const char* folder = std::getenv("TMPDIR");
        path_ = std::string(folder ? folder : "/tmp") + "/rowan_test_" +
                std::to_string(::getpid()) + "_" + std::to_string(++count) + ".db";
        remove();
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { remove(); }

    const std::string& path() const { return path_; }
    /// `url("?mode=ro")`
    std::string url(const std::string& options = "") const {
        return "sqlite:///" + path_ + options;
    }
    std::string bytes() const {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }
    void write(const std::string& bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }
    bool exists() const { return std::ifstream(path_).good(); }

  private:
    void remove() const {
        for (const char* end : {"", "-wal", "-shm", "-journal"})
            std::remove((path_ + end).c_str());
    }

    std::string path_;
};

} // namespace rowan_test
