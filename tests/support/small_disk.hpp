// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "tests/support/catch.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include <pwd.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rowan_test {

/// A folder of a user's, on a disk of its own in memory that is full after a few megabytes. Only
/// root can mount one, and not in every container: then it says so, and is false.
class SmallDisk {
  public:
    SmallDisk(const char* user, int megabytes) {
        const passwd* owner = ::getpwnam(user);
        if (!owner || !::mkdtemp(folder_.data())) {
            WARN("skipped: no user " << user << " or no folder for a small disk");
            return;
        }
        const std::string options = "mode=0700,size=" + std::to_string(megabytes) +
                                    "m,uid=" + std::to_string(owner->pw_uid) +
                                    ",gid=" + std::to_string(owner->pw_gid);
        mounted_ = ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, options.c_str()) == 0;
        if (!mounted_)
            WARN("skipped: a small disk can't be mounted here: " << std::strerror(errno));
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (mounted_)
            ::umount2(folder_.c_str(), MNT_DETACH);
        ::rmdir(folder_.c_str());
    }

    explicit operator bool() const { return mounted_; }
    [[nodiscard]] const std::string& folder() const { return folder_; }

  private:
    std::string folder_ = "/tmp/rowan_XXXXXX";
    bool mounted_ = false;
};

} // namespace rowan_test
