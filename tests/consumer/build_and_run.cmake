# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0

# Called by the consumer tests: configures, builds and runs consumer/project in WORK, with Rowan
# installed beside it (WAY=find_package) or as a folder (WAY=add_subdirectory).

file(REMOVE_RECURSE "${WORK}")

if(WAY STREQUAL "find_package")
    execute_process(
        COMMAND "${CMAKE_COMMAND}" --install "${ROWAN_BUILD}" --prefix "${WORK}/prefix"
        COMMAND_ERROR_IS_FATAL ANY
    )
    # Nothing of the source tree may be needed, nor named, by what was installed.
    file(GLOB_RECURSE installed "${WORK}/prefix/*")
    foreach(file IN LISTS installed)
        file(READ "${file}" text)
        string(FIND "${text}" "${ROWAN_SOURCE}/" position)
        if(NOT position EQUAL -1)
            message(FATAL_ERROR "${file} names the source folder")
        endif()
    endforeach()
    set(where "-DCMAKE_PREFIX_PATH=${WORK}/prefix" "-DROWAN_VERSION=${ROWAN_VERSION}")
else()
    set(where "-DROWAN_SOURCE=${ROWAN_SOURCE}")
endif()

execute_process(
    COMMAND
        "${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/project" -B "${WORK}/build" -G
        "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}" ${where}
    COMMAND_ERROR_IS_FATAL ANY
)
execute_process(
    COMMAND "${CMAKE_COMMAND}" --build "${WORK}/build" --parallel 1
    COMMAND_ERROR_IS_FATAL ANY
)
execute_process(COMMAND "${WORK}/build/consumer" COMMAND_ERROR_IS_FATAL ANY)
