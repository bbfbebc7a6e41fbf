# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(rowan_config_dir "${CMAKE_INSTALL_DATADIR}/cmake/rowan")

install(TARGETS rowan EXPORT rowan-targets FILE_SET HEADERS)
install(EXPORT rowan-targets NAMESPACE rowan:: DESTINATION ${rowan_config_dir})

# Each backend has an export set of its own, so that a missing database library takes away only
# that backend from find_package(rowan).
foreach(rowan_backend sqlite3 postgresql mysql firebird odbc cli)
    if(TARGET rowan_${rowan_backend})
        install(
            TARGETS rowan_${rowan_backend}
            EXPORT rowan-${rowan_backend}-targets
            FILE_SET HEADERS
        )
        install(
            EXPORT rowan-${rowan_backend}-targets
            NAMESPACE rowan::
            DESTINATION ${rowan_config_dir}
        )
    endif()
endforeach()

configure_package_config_file(
    .cmake/rowan-config.cmake.in
    "${PROJECT_BINARY_DIR}/rowan-config.cmake"
    INSTALL_DESTINATION ${rowan_config_dir}
    NO_SET_AND_CHECK_MACRO
)
write_basic_package_version_file(
    "${PROJECT_BINARY_DIR}/rowan-config-version.cmake"
    COMPATIBILITY SameMinorVersion
    ARCH_INDEPENDENT
)
install(
    FILES
        "${PROJECT_BINARY_DIR}/rowan-config.cmake"
        "${PROJECT_BINARY_DIR}/rowan-config-version.cmake"
        .cmake/FindFirebird.cmake
        .cmake/FindMariaDB.cmake
        .cmake/FindSOCI.cmake
        .cmake/migrations.cmake
    DESTINATION ${rowan_config_dir}
)
