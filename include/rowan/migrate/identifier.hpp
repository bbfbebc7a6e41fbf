// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::migrate {

/// Words that can't be the name of a member: C++'s own, common macros, and members that a model has
/// anyway.
inline constexpr std::string_view taken_words[] = {
    "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break",
    "case", "catch", "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return",
    "co_yield", "compl", "concept", "const", "const_cast", "consteval", "constexpr", "constinit",
    "continue", "decltype", "default", "delete", "do", "double", "dynamic_cast", "else", "enum",
    "explicit", "export", "extern", "false", "float", "for", "friend", "goto", "if", "inline",
    "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
    "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast",
    "requires", "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast",
    "struct", "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef",
    "typeid", "typename", "union", "unsigned", "using", "virtual", "void", "volatile", "wchar_t",
    "while", "xor", "xor_eq",
    // Macros of common systems.
    "assert", "errno", "linux", "major", "minor", "stderr", "stdin", "stdout", "unix", "EOF", "NAN",
    "NULL", "INFINITY", "BUFSIZ", "DOMAIN", "OVERFLOW", "UNDERFLOW",
    // What a model has already, and its namespaces.
    "as_dict", "count", "get", "make", "query", "remove", "rowan", "save", "std", "boost", "table"};

inline bool is_identifier_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

inline bool is_taken_word(std::string_view name) {
    return std::find(std::begin(taken_words), std::end(taken_words), name) != std::end(taken_words);
}

/// Whether a name can be an identifier as it is; those that are the compiler's own can't.
inline bool is_identifier(std::string_view name) {
    bool valid = !name.empty() && !(name[0] >= '0' && name[0] <= '9') && !is_taken_word(name) &&
                 name.find("__") == std::string_view::npos &&
                 !(name.size() > 1 && name[0] == '_' && name[1] >= 'A' && name[1] <= 'Z');
    for (char c : name)
        valid = valid && is_identifier_character(c);
    return valid;
}

/// Gives names of a database identifiers that are valid in C++ and each there once.
class Identifiers {
  public:
    /// For a member: the name itself if it can be.
    std::string member(std::string_view name) { return unused(valid(name)); }
    /// For a struct: `stac_harvester` becomes `StacHarvester`.
    std::string type(std::string_view name) {
        std::string pascal;
        bool starts_word = true;
        for (char c : name) {
            bool part = is_identifier_character(c) && c != '_';
            if (part)
                pascal += starts_word && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
            starts_word = !part;
        }
        return unused(valid(pascal));
    }
    void take(std::string_view name) { taken_.emplace_back(name); }

  private:
    static std::string valid(std::string_view name) {
        std::string made;
        for (char c : name) {
            bool usable = is_identifier_character(c);
            if (usable ? c != '_' || made.empty() || made.back() != '_'
                       : made.empty() || made.back() != '_')
                made += usable ? c : '_';
        }
        bool reserved = made.size() > 1 && made[0] == '_' && made[1] >= 'A' && made[1] <= 'Z';
        if (made.empty() || made == "_" || (made[0] >= '0' && made[0] <= '9') || reserved)
            made.insert(0, made.starts_with('_') ? "x" : "x_");
        if (is_taken_word(made))
            made += '_';
        return made;
    }
    std::string unused(const std::string& name) {
        std::string chosen = name;
        for (int number = 2; std::find(taken_.begin(), taken_.end(), chosen) != taken_.end();
             ++number)
            chosen = name + (name.ends_with('_') ? "" : "_") + std::to_string(number);
        taken_.push_back(chosen);
        return chosen;
    }

    std::vector<std::string> taken_;
};

/// A text as a string literal of C++.
inline std::string string_literal(std::string_view text) {
    std::string literal = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\')
            literal += '\\';
        if (c == '\n')
            literal += "\\n";
        else if (c == '\t')
            literal += "\\t";
        else if (c == '\r')
            literal += "\\r";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            // Always three digits: a digit that follows in the text isn't taken as part of it.
            literal += {'\\', static_cast<char>('0' + c / 64), static_cast<char>('0' + c / 8 % 8),
                        static_cast<char>('0' + c % 8)};
        else
            literal += c;
    }
    return literal + "\"";
}

} // namespace rowan::migrate
