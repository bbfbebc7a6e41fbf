// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// A change of many kinds, for the revision that writer.cpp writes.

#include "tests/support/schema_of.hpp"

#include <string_view>

inline constexpr std::string_view before_the_change =
    "CREATE TABLE p (id INTEGER PRIMARY KEY);"
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b VARCHAR(9) DEFAULT 'x' NOT NULL, "
    "c INTEGER REFERENCES p (id), u SMALLINT, CONSTRAINT ck CHECK (a > 0));"
    "CREATE INDEX ix ON t (a, b);"
    "CREATE TABLE gone (id INTEGER PRIMARY KEY AUTOINCREMENT, t INTEGER REFERENCES t (id))";
inline constexpr std::string_view after_the_change =
    "CREATE TABLE q (\"class\" VARCHAR(9), \"a \"\"b\"\" \\ c\" NUMERIC(8, 2), t INTEGER "
    "REFERENCES t "
    "(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, made DATETIME DEFAULT "
    "CURRENT_TIMESTAMP, j JSON, n TEXT COLLATE NOCASE, blob BLOB, kind CHAR(3), odd POINT, "
    "low TEXT GENERATED ALWAYS AS (lower(n)) STORED, PRIMARY KEY (\"class\", t), UNIQUE (n));"
    "CREATE UNIQUE INDEX ix_low ON q (n, lower(kind)) WHERE n > 'a\"b';"
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a BIGINT NOT NULL, b VARCHAR(20) COLLATE NOCASE, "
    "d VARCHAR(9), u SMALLINT DEFAULT 1, CONSTRAINT ck CHECK (a > 1), UNIQUE (b));"
    "CREATE INDEX ix ON t (b, a)";
