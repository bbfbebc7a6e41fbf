# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0

# Finds Firebird's client library: the target Firebird::Firebird, Firebird_FOUND.

include(FindPackageHandleStandardArgs)

find_path(Firebird_INCLUDE_DIR ibase.h PATH_SUFFIXES firebird)
find_library(Firebird_LIBRARY NAMES fbclient)
mark_as_advanced(Firebird_INCLUDE_DIR Firebird_LIBRARY)

find_package_handle_standard_args(
    Firebird
    REQUIRED_VARS Firebird_LIBRARY Firebird_INCLUDE_DIR
    REASON_FAILURE_MESSAGE "on Debian: apt-get install firebird-dev"
)

if(Firebird_FOUND AND NOT TARGET Firebird::Firebird)
    add_library(Firebird::Firebird INTERFACE IMPORTED)
    target_link_libraries(Firebird::Firebird INTERFACE "${Firebird_LIBRARY}")
    target_include_directories(Firebird::Firebird SYSTEM INTERFACE "${Firebird_INCLUDE_DIR}")
endif()
