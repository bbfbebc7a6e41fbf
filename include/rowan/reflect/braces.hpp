// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// The arity table of empty initializers, one line per number of them (`{}` can't be a pack).
#pragma once

#include <cstddef>

namespace rowan::reflect {

/// The most initializers of the table.
inline constexpr std::size_t most_braces = 32;

/// `taken<Entity>`: whether an aggregate takes `Count` empty initializers. `{}` is the default
/// constructor for the compiler, where an object that stands for any member has it try all
/// constructors of each.
template <std::size_t Count>
struct Braces;

// clang-format off
template <> struct Braces<0> { template <typename Entity> static constexpr bool taken = requires { Entity{}; }; };
template <> struct Braces<1> { template <typename Entity> static constexpr bool taken = requires { Entity{{}}; }; };
template <> struct Braces<2> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{}}; }; };
template <> struct Braces<3> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{}}; }; };
template <> struct Braces<4> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{}}; }; };
template <> struct Braces<5> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{}}; }; };
template <> struct Braces<6> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{}}; }; };
template <> struct Braces<7> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{}}; }; };
template <> struct Braces<8> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<9> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<10> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<11> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<12> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<13> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<14> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<15> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<16> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<17> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<18> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<19> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<20> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<21> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<22> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<23> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<24> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<25> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<26> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<27> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<28> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<29> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<30> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<31> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
template <> struct Braces<32> { template <typename Entity> static constexpr bool taken = requires { Entity{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }; };
// clang-format on

} // namespace rowan::reflect
