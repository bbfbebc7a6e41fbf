// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace rowan {

template <typename Entity>
class Condition;
template <typename Entity>
class Order;

} // namespace rowan
