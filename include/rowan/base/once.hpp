// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Marks the definition of a function that does not depend on the user's types. It is declared
/// where models are written and defined in a header `..._once.hpp`, which <rowan/engine/once.hpp>
/// gathers and every backend includes: the one source file of a program that includes a backend
/// compiles it, all others only know its name (docs/architecture.md). Weak, so that several files
/// may do so.
#define ROWAN_ONCE [[gnu::weak]]
