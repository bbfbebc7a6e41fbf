// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/firebird/soci.hpp>
#include <rowan/engine/driver.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::backend::firebird_soci {

/// The kind of one of Firebird's codes, of which an error has several.
inline engine::ErrorKind kind_of(ISC_STATUS code) {
    using engine::ErrorKind;
    switch (code) {
    case isc_unique_key_violation:
    case isc_no_dup:
        return ErrorKind::unique;
    case isc_foreign_key:
    case isc_foreign_key_references_present:
        return ErrorKind::foreign_key;
    case isc_not_valid:
    case isc_not_valid_for_var:
        return ErrorKind::not_null;
    case isc_check_constraint:
        return ErrorKind::check;
    case isc_update_conflict:
        return ErrorKind::serialization;
    case isc_deadlock:
        return ErrorKind::deadlock;
    case isc_lock_conflict:
    case isc_lock_timeout:
        return ErrorKind::lock_timeout;
    case isc_read_only_trans:
    case isc_read_only_database:
    case isc_read_only_rel:
        return ErrorKind::read_only;
    case isc_arith_except:
    case isc_exception_integer_overflow:
    case isc_exception_integer_divide_by_zero:
    case isc_exception_float_overflow:
    case isc_exception_float_divide_by_zero:
    case isc_convert_error:
    case isc_string_truncation:
    case isc_numeric_out_of_range:
    case isc_malformed_string:
    case isc_transliteration_failed:
        return ErrorKind::data;
    case isc_network_error:
    case isc_net_read_err:
    case isc_net_write_err:
    case isc_lost_db_connection:
    case isc_att_shutdown:
    case isc_shutdown:
        return ErrorKind::connection_lost;
    case isc_dsql_error:
    case isc_no_meta_update:
        return ErrorKind::programming;
    default:
        return ErrorKind::other;
    }
}

/// How much a kind says; of an error's codes the one that says the most is taken.
inline int rank_of(engine::ErrorKind kind) {
    switch (kind) {
    case engine::ErrorKind::other:
        return 0;
    case engine::ErrorKind::programming:
        return 1;
    case engine::ErrorKind::deadlock: // Each conflict begins with this code.
        return 2;
    default:
        return 3;
    }
}

/// What a message says before it quotes a value. Syntax errors have several lines, which quote the
/// SQL alone.
inline std::string without_values(std::string message, engine::ErrorKind kind) {
    if (kind != engine::ErrorKind::programming)
        message.resize(std::min(message.find('\n'), message.size()));
    for (std::string_view part : {" from string \"", ", value \""})
        message.resize(std::min(message.find(part), message.size()));
    std::replace(message.begin(), message.end(), '\n', ' ');
    return message;
}

/// Our error of SOCI's. Values that the message holds are left out.
inline engine::DriverError driver_error(const soci::soci_error& error) {
    engine::DriverError ours{engine::ErrorKind::other, error.get_error_message()};
    if (const auto* own = dynamic_cast<const soci::firebird_soci_error*>(&error)) {
        for (std::size_t i = 0; i + 1 < own->status_.size(); i += 2) {
            if (own->status_[i] != isc_arg_gds)
                continue;
            engine::ErrorKind kind = kind_of(own->status_[i + 1]);
            if (ours.code == 0 || rank_of(kind) > rank_of(ours.kind)) {
                ours.kind = kind;
                ours.code = static_cast<int>(own->status_[i + 1]);
            }
        }
        ours.message = without_values(std::move(ours.message), ours.kind);
    } else if (ours.message.starts_with("Value \"")) {
        ours = {engine::ErrorKind::data, "a text is too long for its column"};
    }
    return ours;
}

} // namespace rowan::backend::firebird_soci
