// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/firebird/soci.hpp>
#include <rowan/backend/soci/elements.hpp>

#include <cstddef>
#include <vector>

namespace rowan::backend::firebird_soci {

/// Chooses how a place is exchanged. SOCI writes eight bytes to a place of four, cuts moments to
/// seconds and can't read BOOLEAN; so all but blobs and doubles is asked for as text, which the
/// database itself converts.
inline soci_generic::Form settle(XSQLVAR& place) {
    using soci_generic::Form;
    auto as_text = [&](ISC_SHORT longest, Form form) {
        place.sqltype = SQL_VARYING | 1;
        place.sqllen = longest;
        place.sqlscale = 0;
        place.sqlsubtype = 0;
        return form;
    };
    switch (place.sqltype & ~1) {
    case SQL_TEXT:
    case SQL_VARYING:
        place.sqltype = SQL_VARYING | 1;
        return Form::text;
    case SQL_BLOB:
        place.sqltype |= 1;
        return Form::long_text;
    case SQL_FLOAT:
    case SQL_DOUBLE:
        place.sqltype = SQL_DOUBLE | 1;
        place.sqllen = sizeof(double);
        return Form::real;
    case SQL_BOOLEAN:
        return as_text(8, Form::truth);
    case SQL_TIMESTAMP:
    case SQL_TYPE_DATE:
    case SQL_TYPE_TIME:
        return as_text(40, Form::moment);
    default:
        return as_text(40, Form::text);
    }
}

inline std::vector<soci_generic::Form> settle_all(XSQLDA& places) {
    std::vector<soci_generic::Form> forms;
    for (ISC_SHORT i = 0; i < places.sqld; ++i)
        forms.push_back(settle(places.sqlvar[i]));
    return forms;
}

/// Settles the places of a prepared statement. Where nobody reads rows, SOCI is told that there are
/// none: it can't fetch what RETURNING gives, and insists on a variable for each column.
inline void describe_places(soci::statement& statement, bool reads, soci_generic::Places& places) {
    auto& backend = *static_cast<soci::firebird_statement_backend*>(statement.get_backend());
    char item[] = {isc_info_sql_stmt_type};
    char answer[8] = {};
    ISC_STATUS status[soci::stat_size] = {};
    isc_dsql_sql_info(status, &backend.stmtp_, sizeof item, item, sizeof answer, answer);
    if (!reads || answer[3] == isc_info_sql_stmt_exec_procedure)
        backend.sqldap_->sqld = 0;
    places.columns = settle_all(*backend.sqldap_);
    places.values = settle_all(*backend.sqlda2p_);
}

} // namespace rowan::backend::firebird_soci
