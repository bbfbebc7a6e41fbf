// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// What a server refuses because it has no more of it: on a small server of this file's own.
#include "tests/mysql/server.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fleet.hpp"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <unistd.h>

using namespace rowan_test;
using rowan::Engine;
using rowan::Session;
using namespace rowan::literals;

namespace {

/// A row that fills a table.
struct Page : rowan::Model<Page> {
    std::int64_t id = 0;
    std::string text;

    static constexpr auto table = rowan::table("page", rowan::primary_key<&Page::id>());
};

/// A server for ten connections, three for each user; the program is skipped where there is none.
class SmallServer {
  public:
    SmallServer() {
        // In memory, where it is there: it is made in two seconds less.
        std::string name =
            ::access("/dev/shm", W_OK) == 0 ? "/dev/shm/rowan_XXXXXX" : "/tmp/rowan_XXXXXX";
        if (::mkdtemp(name.data()))
            folder_ = name;
        if (!call("start", "innodb_log_file_size=8M max_connections=10 max_user_connections=3")) {
            std::puts("skipped: no MariaDB server");
            std::fflush(stdout);
            std::_Exit(77);
        }
    }
    SmallServer(const SmallServer&) = delete;
    SmallServer& operator=(const SmallServer&) = delete;
    ~SmallServer() {
        call("stop");
        ::rmdir(folder_.c_str()); // If nothing was started.
    }

    bool call(const std::string& what, const std::string& options = "") const {
        const std::string command =
            MYSQL_SCRIPT " " + what + " " + folder_ + " " + options + " >/dev/null";
        return std::system(command.c_str()) == 0;
    }
    /// The URL of a user; "rowan" has all rights and one connection more.
    [[nodiscard]] std::string url(const std::string& user = "rowan") const {
        return "mysql://" + user + ":pw@/rowan?unix_socket=" + folder_ + "/my.sock";
    }

  private:
    std::string folder_;
};

/// Started once for the cases of this file.
const SmallServer& server() {
    static const SmallServer one;
    return one;
}

/// The code of a call's error, which must be of this very type.
template <typename Thrown, typename Call>
int code_of(Call call) {
    try {
        static_cast<void>(call());
    } catch (const Thrown& error) {
        INFO(error.what());
        CHECK(typeid(error) == typeid(Thrown));
        return error.code();
    }
    FAIL_CHECK("nothing was thrown");
    return 0;
}

} // namespace

TEST_CASE("a server or a user with too many connections is OperationalError until one ends") {
    RawClient all_rights(server().url());
    const std::vector<std::string> users = {"a", "b", "c"};
    for (const std::string& user : users) {
        all_rights.run("CREATE USER " + user + "@localhost IDENTIFIED BY 'pw'");
        all_rights.run("GRANT ALL ON rowan.* TO " + user + "@localhost");
    }
    std::vector<std::unique_ptr<RawClient>> held;
    auto hold = [&](const std::string& user, int count) {
        for (int i = 0; i < count; ++i)
            held.push_back(std::make_unique<RawClient>(server().url(user)));
    };
    {
        Engine maker(server().url());
        rowan::create_all<Port, Ship>(maker);
    }
    {
        Engine engine(server().url("c"));
        Session session(engine);
        hold("c", 3);
        CHECK(code_of<rowan::OperationalError>([&] { return Ship::count(session); }) == 1203);
        held.pop_back();
        CHECK(Ship::count(session) == 0);
    }
    held.clear();
    Engine engine(server().url("c"));
    Session next(engine);
    // A connection that was closed counts for a moment.
    auto only_ours = [&] {
        for (int i = 0; i < 500; ++i) {
            if (all_rights.value("SELECT variable_value FROM information_schema.global_status "
                                 "WHERE variable_name = 'THREADS_CONNECTED'") == "1")
                return true;
            ::usleep(10'000);
        }
        return false;
    };
    REQUIRE(only_ours());
    hold("a", 3);
    hold("b", 3);
    hold("c", 2);
    hold("rowan", 1);
    CHECK(code_of<rowan::OperationalError>([&] { return Ship::count(next); }) == 1040);
    held.clear();
    REQUIRE(only_ours());
    CHECK(Ship::count(next) == 0);
    CHECK(engine.pool_status().in_use == 0);
}

// One in memory: where the disk or the tablespace of InnoDB is full, MariaDB 10.11 aborts, which a
// program sees as ConnectionLost.
TEST_CASE("a table that is full is OperationalError, and the session goes on") {
    Engine engine(server().url());
    Session session(engine);
    session.execute_unchecked("SET max_heap_table_size = 131072");
    session.execute_unchecked("CREATE TABLE page (id BIGINT AUTO_INCREMENT PRIMARY KEY, "
                              "text VARCHAR(1000) NOT NULL) ENGINE = MEMORY");
    std::int64_t kept = 0;
    auto fill = [&] {
        for (; kept < 1000; ++kept)
            session.insert(Page{{}, 0, "x"});
        return 0;
    };
    CHECK(code_of<rowan::OperationalError>(fill) == 1114);
    CHECK(kept > 0);
    CHECK(Page::count(session) == kept);
    CHECK(Page::query(session).limit(1).all().size() == 1);
    session.execute_unchecked("DROP TABLE page");
}

TEST_CASE("a server whose tables can only be read is ReadOnly to writers") {
    Engine before(server().url());
    rowan::drop_all<Port, Ship>(before);
    rowan::create_all<Port, Ship>(before);
    {
        Session session(before);
        session.insert(ship("Ra"));
        session.commit();
    }
    REQUIRE(server().call("restart", "innodb_read_only=ON"));
    Engine engine(server().url());
    Session session(engine);
    CHECK(code_of<rowan::ReadOnly>([&] {
              session.insert(ship("Fram"));
              return 0;
          }) == 1036);
    session.rollback();
    CHECK(code_of<rowan::ReadOnly>([&] { return Ship::query(session).update("crew"_col = 2); }) ==
          1036);
    session.rollback();
    CHECK(Ship::count(session) == 1);
    REQUIRE(server().call("restart", "innodb_read_only=OFF"));
}
