#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rowan authors
# SPDX-License-Identifier: BSL-1.0
"""Checks one file of tests/compile_fail: what it proves to be an error is one, with our words.

A file holds
    // EXPECT: <text>      one or more; each must appear in the first line that reports an error
    // EXPECT-GCC: <text>, // EXPECT-CLANG: <text>      the same for one of the compilers only
    #ifdef CONTROL_CASE
    ...                    nearly the same code, which must compile
    #else
    ...                    the code that must not
    #endif
With --prepare, <rowan/rowan.hpp> is compiled beforehand into the folder --precompiled instead, which
takes away most of what each file costs.
"""

import argparse
import os
import re
import subprocess
import sys

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-fdiagnostics-color=never"]


def expectations(text, is_clang):
    own = "CLANG" if is_clang else "GCC"
    return [line.strip() for line in re.findall(rf"^// EXPECT(?:-{own})?:(.*)$", text, re.MULTILINE)]


def first_error(output):
    return next((line for line in output.splitlines() if "error:" in line), None)


def is_clang(compiler):
    command = [compiler, "-dM", "-E", "-x", "c++", os.devnull]
    return "__clang__" in subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout


def prepared(folder, by_clang):
    """The options that use what prepare() made, where it is there."""
    made = os.path.join(folder, "rowan.hpp.pch" if by_clang else "rowan.hpp.gch")
    if not folder or not os.path.exists(made):
        return []
    return ["-include-pch", made] if by_clang else ["-include", made[: -len(".gch")]]


def prepare(compiler, folders, folder):
    os.makedirs(folder, exist_ok=True)
    header = os.path.join(folder, "rowan.hpp")
    with open(header, "w", encoding="utf-8") as file:
        file.write("#include <rowan/rowan.hpp>\n")
    made = header + (".pch" if is_clang(compiler) else ".gch")
    flags = [flag for flag in FLAGS if flag != "-fsyntax-only"]
    command = [compiler, *flags, *(f"-I{name}" for name in folders)]
    return subprocess.run([*command, "-x", "c++-header", header, "-o", made]).returncode


def problem_of(source, compile_with, by_clang):
    """What is wrong with the file, or None. compile_with(defines) gives (exit code, output)."""
    with open(source, encoding="utf-8") as file:
        text = file.read()
    expected = expectations(text, by_clang)
    if not expected or not all(expected):
        return "the harness needs a line '// EXPECT: <text of the first error>'"
    if "#ifdef CONTROL_CASE" not in text:
        return "the harness needs a case that compiles, under '#ifdef CONTROL_CASE'"

    code, output = compile_with(["CONTROL_CASE"])
    if code != 0:
        return f"the control case does not compile:\n{output}"

    code, output = compile_with([])
    if code == 0:
        return "it compiles, but must not"
    error = first_error(output)
    if error is None:
        return f"the compiler failed without an error line:\n{output}"
    missing = [text for text in expected if text not in error]
    if missing:
        wanted = "\n".join(f"  {text}" for text in missing)
        return f"the first error is\n  {error}\nand lacks\n{wanted}\nAll of it:\n{output}"
    print(error)
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--include", default="", help="folders of headers, with ':' between")
    parser.add_argument("--builtin", default="", help="folders that the compiler has anyway")
    parser.add_argument("--precompiled", default="", help="a folder, see above")
    parser.add_argument("--prepare", action="store_true")
    parser.add_argument("source", nargs="?")
    options = parser.parse_args()

    # Naming a compiler's own folder again would move it in front of the standard library's.
    builtin = {os.path.realpath(name) for name in options.builtin.split(":")}
    folders = [name for name in dict.fromkeys(options.include.split(":")) if name]
    folders = [name for name in folders if os.path.realpath(name) not in builtin]

    if options.prepare:
        return prepare(options.compiler, folders, options.precompiled)
    by_clang = is_clang(options.compiler)
    with open(options.source, encoding="utf-8") as file:
        whole = "#include <rowan/rowan.hpp>" in file.read()
    header = prepared(options.precompiled, by_clang) if whole else []

    def compile_with(defines):
        command = [options.compiler, *FLAGS, *(f"-I{name}" for name in folders)]
        command += [*header, *(f"-D{name}" for name in defines), options.source]
        # The expectations are in English, whatever the language of the person who runs this.
        result = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, "LC_ALL": "C"},
        )
        return result.returncode, result.stdout

    problem = problem_of(options.source, compile_with, by_clang)
    if problem:
        print(f"FAILED {os.path.basename(options.source)}: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
