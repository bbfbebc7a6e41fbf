# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0

# Finds SOCI and spells its targets as SOCI 4.1 does, whatever is installed:
#   SOCI::Core, SOCI::SQLite3, SOCI::PostgreSQL, SOCI::MySQL, SOCI::Firebird, SOCI::ODBC
# Three sources, in this order:
#   1. targets that exist already (SOCI added by add_subdirectory or FetchContent),
#   2. SOCI's own CMake package: 4.1 uses the names above, 4.0 SOCI::soci_core and the like,
#   3. the header and the libraries alone (Debian's libsoci-dev 4.0.3 ships no CMake package).
# Sets SOCI_FOUND, SOCI_VERSION and SOCI_<component>_FOUND.

include(FindPackageHandleStandardArgs)

# The backends of 4.0 and of Debian don't say that they need the core, so Core comes first.
set(soci_components Core ${SOCI_FIND_COMPONENTS})
list(REMOVE_DUPLICATES soci_components)

if(NOT TARGET SOCI::Core AND NOT TARGET SOCI::soci_core)
    find_package(
        SOCI
        ${SOCI_FIND_VERSION}
        QUIET
        CONFIG
        OPTIONAL_COMPONENTS ${soci_components}
    )
endif()

if(NOT TARGET SOCI::Core AND NOT TARGET SOCI::soci_core)
    find_path(SOCI_INCLUDE_DIR soci/soci.h)
    mark_as_advanced(SOCI_INCLUDE_DIR)
endif()

if(NOT SOCI_VERSION AND SOCI_INCLUDE_DIR)
    # #define SOCI_VERSION 400003: major * 100000 + minor * 100 + patch
    file(
        STRINGS "${SOCI_INCLUDE_DIR}/soci/version.h" soci_version_number
        REGEX "^#define SOCI_VERSION [0-9]+"
    )
    string(REGEX REPLACE "[^0-9]" "" soci_version_number "${soci_version_number}")
    math(EXPR soci_major "${soci_version_number} / 100000")
    math(EXPR soci_minor "${soci_version_number} / 100 % 1000")
    math(EXPR soci_patch "${soci_version_number} % 100")
    set(SOCI_VERSION "${soci_major}.${soci_minor}.${soci_patch}")
endif()

foreach(soci_component IN LISTS soci_components)
    string(TOLOWER "${soci_component}" soci_name)
    if(NOT TARGET SOCI::${soci_component})
        unset(soci_link)
        foreach(soci_target SOCI::soci_${soci_name} SOCI::soci_${soci_name}_static)
            if(TARGET ${soci_target})
                set(soci_link ${soci_target})
                break()
            endif()
        endforeach()
        if(NOT soci_link AND SOCI_INCLUDE_DIR)
            # Another version's backend may stand elsewhere on this machine.
            if(NOT soci_component STREQUAL "Core")
                cmake_path(GET SOCI_Core_LIBRARY PARENT_PATH soci_folder)
                set(soci_places PATHS "${soci_folder}" NO_DEFAULT_PATH)
            else()
                set(soci_places "")
            endif()
            find_library(SOCI_${soci_component}_LIBRARY soci_${soci_name} ${soci_places})
            mark_as_advanced(SOCI_${soci_component}_LIBRARY)
            if(SOCI_${soci_component}_LIBRARY)
                set(soci_link "${SOCI_${soci_component}_LIBRARY}")
            endif()
        endif()
        if(soci_link)
            add_library(SOCI::${soci_component} INTERFACE IMPORTED)
            target_link_libraries(SOCI::${soci_component} INTERFACE ${soci_link})
            if(soci_component STREQUAL "Core")
                # The core loads backends by name at run time.
                target_link_libraries(SOCI::Core INTERFACE ${CMAKE_DL_LIBS})
            else()
                target_link_libraries(SOCI::${soci_component} INTERFACE SOCI::Core)
            endif()
            if(SOCI_INCLUDE_DIR)
                target_include_directories(SOCI::${soci_component} INTERFACE "${SOCI_INCLUDE_DIR}")
            endif()
        endif()
    endif()
    if(TARGET SOCI::${soci_component})
        set(SOCI_${soci_component}_FOUND TRUE)
    else()
        set(SOCI_${soci_component}_FOUND FALSE)
    endif()
endforeach()

if(SOCI_DIR)
    set(SOCI_PLACE "${SOCI_DIR}")
elseif(SOCI_Core_LIBRARY)
    set(SOCI_PLACE "${SOCI_Core_LIBRARY}")
elseif(TARGET SOCI::Core)
    set(SOCI_PLACE "targets of this build")
endif()

find_package_handle_standard_args(
    SOCI
    REQUIRED_VARS SOCI_PLACE SOCI_Core_FOUND
    VERSION_VAR SOCI_VERSION
    HANDLE_COMPONENTS
    HANDLE_VERSION_RANGE
    REASON_FAILURE_MESSAGE "on Debian: apt-get install libsoci-dev"
)
