# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0

# Finds MariaDB's client library (MariaDB Connector/C 3): the target MariaDB::MariaDB.
# Sets MariaDB_FOUND and MariaDB_VERSION.

include(FindPackageHandleStandardArgs)

find_path(MariaDB_INCLUDE_DIR mariadb_version.h PATH_SUFFIXES mariadb mysql)
find_library(MariaDB_LIBRARY mariadb PATH_SUFFIXES mariadb)
mark_as_advanced(MariaDB_INCLUDE_DIR MariaDB_LIBRARY)

if(MariaDB_INCLUDE_DIR)
    file(
        STRINGS "${MariaDB_INCLUDE_DIR}/mariadb_version.h" MariaDB_VERSION
        REGEX "^#define MARIADB_PACKAGE_VERSION "
    )
    string(REGEX REPLACE ".*\"([^\"]*)\".*" "\\1" MariaDB_VERSION "${MariaDB_VERSION}")
endif()

find_package_handle_standard_args(
    MariaDB
    REQUIRED_VARS MariaDB_LIBRARY MariaDB_INCLUDE_DIR
    VERSION_VAR MariaDB_VERSION
    REASON_FAILURE_MESSAGE "on Debian: apt-get install libmariadb-dev"
)

if(MariaDB_FOUND AND NOT TARGET MariaDB::MariaDB)
    add_library(MariaDB::MariaDB INTERFACE IMPORTED)
    target_link_libraries(MariaDB::MariaDB INTERFACE "${MariaDB_LIBRARY}")
    target_include_directories(MariaDB::MariaDB INTERFACE "${MariaDB_INCLUDE_DIR}")
endif()
