// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Declares models, tables, relations and expressions, and renders SQL; knows no database.

#include <rowan/base/datetime.hpp>
#include <rowan/base/error.hpp>
#include <rowan/base/uuid.hpp>
#include <rowan/orm/model.hpp>
#include <rowan/orm/relation.hpp>
#include <rowan/schema/map.hpp>
#include <rowan/sql/expression.hpp>
#include <rowan/type/builtin.hpp>
#include <rowan/type/enumeration.hpp>
#include <rowan/type/uuid.hpp>
#include <rowan/type/value.hpp>
