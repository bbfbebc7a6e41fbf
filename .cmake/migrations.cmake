# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0

# rowan_add_migrations(<target> DIRECTORY <folder> [MODELS <header or struct>...] [MAIN])
#
# Collects the revisions of a folder, a header each, into the header <rowan_migrations.hpp>, which the
# target can include: it holds `migrations::History`, and with MODELS `migrations::models`. Of
# MODELS, names that end in .hpp or .h are headers, the others are the structs in them. The target
# is linked with rowan::cli. With MAIN it gets a main function, the tool's; a file that includes its
# database's backend is the caller's to add.
#
# In a revision's header the first struct is the revision, in the first namespace of the file.
function(rowan_add_migrations target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "MAIN" "DIRECTORY" "MODELS")
    if(NOT arg_DIRECTORY OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "rowan_add_migrations(<target> DIRECTORY <folder> [MODELS ...] [MAIN])")
    endif()
    cmake_path(ABSOLUTE_PATH arg_DIRECTORY NORMALIZE)
    string(REGEX REPLACE "/$" "" arg_DIRECTORY "${arg_DIRECTORY}")
    file(GLOB headers CONFIGURE_DEPENDS "${arg_DIRECTORY}/*.hpp")
    list(SORT headers)

    set(includes "")
    set(structs "")
    foreach(header IN LISTS headers)
        file(STRINGS "${header}" spaces REGEX "^namespace [A-Za-z0-9_:]+ ?{" LIMIT_COUNT 1)
        file(STRINGS "${header}" names REGEX "^ *struct [A-Za-z0-9_]+ ?{" LIMIT_COUNT 1)
        if(NOT names)
            message(FATAL_ERROR "${header}: a revision's header holds a struct")
        endif()
        string(REGEX REPLACE "^ *struct ([A-Za-z0-9_]+).*" "\\1" name "${names}")
        string(REGEX REPLACE "^namespace ([A-Za-z0-9_:]+).*" "\\1::" space "${spaces}")
        string(APPEND includes "#include \"${header}\"\n")
        list(APPEND structs "::${space}${name}")
        # A file whose struct is renamed is read again.
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
    endforeach()

    set(models "")
    foreach(model IN LISTS arg_MODELS)
        if(model MATCHES "\\.(hpp|h)$")
            cmake_path(ABSOLUTE_PATH model NORMALIZE)
            string(APPEND includes "#include \"${model}\"\n")
        else()
            list(APPEND models "::${model}")
        endif()
    endforeach()

    list(JOIN structs ",\n    " structs)
    list(JOIN models ", " models)
    set(text "// Written by rowan_add_migrations.\n#pragma once\n\n${includes}\n")
    string(APPEND text "#include <rowan/cli.hpp>\n\nnamespace migrations {\n\n")
    string(APPEND text "using History = rowan::migrate::Revisions<\n    ${structs}>;\n")
    if(arg_MODELS)
        string(APPEND text "inline constexpr auto models = rowan::models<${models}>;\n")
    endif()
    string(APPEND text "\n} // namespace migrations\n")
    set(folder "${CMAKE_CURRENT_BINARY_DIR}/${target}.migrations")
    file(CONFIGURE OUTPUT "${folder}/rowan_migrations.hpp" CONTENT "${text}" @ONLY)

    target_include_directories(${target} PRIVATE "${folder}")
    target_link_libraries(${target} PRIVATE rowan::cli)
    target_compile_definitions(
        ${target}
        PRIVATE "ROWAN_MIGRATIONS_DIRECTORY=\"${arg_DIRECTORY}\""
    )
    # For in_sync the compiler replays all revisions in one constant expression; clang's own limit is
    # reached by some thirty.
    target_compile_options(
        ${target}
        PRIVATE
            $<$<CXX_COMPILER_ID:Clang,AppleClang>:-fconstexpr-steps=100000000>
            $<$<CXX_COMPILER_ID:GNU>:-fconstexpr-ops-limit=1000000000>
    )
    if(arg_MAIN)
        set(call "migrations::History{}")
        if(arg_MODELS)
            string(APPEND call ", migrations::models")
        endif()
        set(text "#include <rowan_migrations.hpp>\n\nint main(int argc, char** argv) {\n")
        string(APPEND text "    return rowan::cli::main(argc, argv, ${call});\n}\n")
        file(CONFIGURE OUTPUT "${folder}/main.cpp" CONTENT "${text}" @ONLY)
        target_sources(${target} PRIVATE "${folder}/main.cpp")
    endif()
endfunction()
