// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/mysql/client.hpp>
#include <rowan/engine/driver.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace rowan::backend::mysql_native {

/// One row of the table from error numbers to kinds of errors.
struct CodeRule {
    unsigned code;
    engine::ErrorKind kind;
};

/// What no rule names goes by its SQLSTATE. Sources:
/// mariadb.com/kb/en/mariadb-error-code-reference, dev.mysql.com/doc/mysql-errors/8.0, and errmsg.h
/// for the numbers from 2000 on.
inline constexpr CodeRule code_rules[] = {
    {1022, engine::ErrorKind::unique},
    {1062, engine::ErrorKind::unique},
    {1169, engine::ErrorKind::unique},
    {1586, engine::ErrorKind::unique},
    {1216, engine::ErrorKind::foreign_key},
    {1217, engine::ErrorKind::foreign_key},
    {1451, engine::ErrorKind::foreign_key},
    {1452, engine::ErrorKind::foreign_key},
    {1048, engine::ErrorKind::not_null},
    {1263, engine::ErrorKind::not_null},
    {1364, engine::ErrorKind::not_null},
    {3819, engine::ErrorKind::check}, // MySQL
    {4025, engine::ErrorKind::check}, // MariaDB

    {1213, engine::ErrorKind::deadlock}, // Galera's conflicts too
    {1614, engine::ErrorKind::deadlock}, // of XA
    {1020, engine::ErrorKind::serialization},
    {1205, engine::ErrorKind::lock_timeout},
    {3572, engine::ErrorKind::lock_timeout},      // MySQL's NOWAIT
    {1317, engine::ErrorKind::statement_timeout}, // KILL QUERY
    {1969, engine::ErrorKind::statement_timeout}, // MariaDB
    {3024, engine::ErrorKind::statement_timeout}, // MySQL
    {1036, engine::ErrorKind::read_only},         // A table, or all of them (innodb_read_only).
    {1290, engine::ErrorKind::read_only},
    {1792, engine::ErrorKind::read_only},
    {1836, engine::ErrorKind::read_only},

    // A node of Galera that has lost the others: who connects anew may get a better one.
    {1047, engine::ErrorKind::connection_lost},
    {1053, engine::ErrorKind::connection_lost}, // The server shuts down.
    {1158, engine::ErrorKind::connection_lost},
    {1159, engine::ErrorKind::connection_lost},
    {1160, engine::ErrorKind::connection_lost},
    {1161, engine::ErrorKind::connection_lost},
    {1927, engine::ErrorKind::connection_lost}, // KILL
    {CR_SERVER_GONE_ERROR, engine::ErrorKind::connection_lost},
    {CR_SERVER_LOST, engine::ErrorKind::connection_lost},
    {CR_SERVER_LOST_EXTENDED, engine::ErrorKind::connection_lost},
    {CR_MALFORMED_PACKET, engine::ErrorKind::connection_lost},
    {1040, engine::ErrorKind::operational}, // Too many connections,
    {1203, engine::ErrorKind::operational}, // of one user,
    {1226, engine::ErrorKind::operational}, // by the limit of the account.
    {1044, engine::ErrorKind::operational},
    {1045, engine::ErrorKind::operational},
    {1049, engine::ErrorKind::operational},
    {1114, engine::ErrorKind::operational}, // A table or a disk is full.
    {1615, engine::ErrorKind::operational},

    {1153, engine::ErrorKind::data}, // A packet is too large,
    {1301, engine::ErrorKind::data}, // a function's result is.
    {CR_NET_PACKET_TOO_LARGE, engine::ErrorKind::data},
    {1264, engine::ErrorKind::data},
    {1265, engine::ErrorKind::data},
    {1292, engine::ErrorKind::data},
    {1300, engine::ErrorKind::data},
    {1365, engine::ErrorKind::data},
    {1366, engine::ErrorKind::data},
    {1367, engine::ErrorKind::data},
    {1406, engine::ErrorKind::data},
    {1525, engine::ErrorKind::data},
    {1690, engine::ErrorKind::data},
    {3140, engine::ErrorKind::data}, // MySQL's JSON

    {1054, engine::ErrorKind::programming},
    {1064, engine::ErrorKind::programming},
    {1146, engine::ErrorKind::programming},
    {1005, engine::ErrorKind::programming}, // A foreign key's table or index is not there.
    {1215, engine::ErrorKind::programming},
    // A constraint of that name is there already: MariaDB, MySQL 8.
    {1826, engine::ErrorKind::programming},
    {3822, engine::ErrorKind::programming},
    {CR_COMMANDS_OUT_OF_SYNC, engine::ErrorKind::programming},
};

/// The kind of an error; what neither a rule nor its SQLSTATE names is operational.
constexpr engine::ErrorKind kind_of(unsigned code, std::string_view sqlstate) {
    for (const CodeRule& rule : code_rules)
        if (rule.code == code)
            return rule.kind;
    std::string_view group = sqlstate.substr(0, 2);
    if (group == "42")
        return engine::ErrorKind::programming;
    if (group == "22")
        return engine::ErrorKind::data;
    if (group == "23")
        return engine::ErrorKind::integrity;
    if (group == "40")
        return engine::ErrorKind::serialization;
    if (group == "08")
        return engine::ErrorKind::connection_lost;
    return engine::ErrorKind::operational;
}

/// The server's message without the value that it quotes: `Duplicate entry '…' for key 'uq_name'`.
inline std::string without_value(std::string_view message) {
    std::string text(message);
    for (std::string_view before : {"Duplicate entry '", "value: '"}) {
        std::size_t start = text.find(before);
        if (start == std::string::npos)
            continue;
        start += before.size();
        // The value may hold quotes itself, what follows it may not.
        std::size_t end = std::string::npos;
        for (std::string_view after : {"' for key ", "' for column ", "'"})
            if (end == std::string::npos || end < start)
                end = text.rfind(after);
        if (end != std::string::npos && end >= start)
            text.replace(start, end - start, "…");
    }
    return text;
}

inline engine::DriverError error_of(unsigned code, std::string_view sqlstate,
                                    std::string_view message) {
    return {kind_of(code, sqlstate), without_value(message), static_cast<int>(code),
            std::string(sqlstate)};
}

} // namespace rowan::backend::mysql_native
