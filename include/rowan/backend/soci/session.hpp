// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/backend/soci/elements.hpp>
#include <rowan/backend/soci/placeholders.hpp>
#include <rowan/engine/driver.hpp>

#include <soci/soci.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace rowan::backend::soci_generic {

/// What the generic driver must know of the database behind SOCI. What nobody says is taken to be
/// missing: then a value is refused rather than changed.
struct Abilities {
    /// What stands around a text to make a blob of its bytes; SOCI binds bytes as text only, and
    /// without it there are no blobs.
    std::string_view blob_before = {};
    std::string_view blob_after = {};
    /// Text with a NUL is bound whole: PostgreSQL's backend cuts it there, MySQL's lets what
    /// follows into the SQL.
    bool keeps_nul = false;
    /// A column may hold values of other types than its own, which SOCI would read as 0.
    bool untyped_columns = false;
    /// Digits that a NUMERIC keeps; 0 is all.
    std::size_t decimal_digits = 0;
    /// Of them, those behind the point, where NUMERIC rounds away what is more; 0 is all.
    std::size_t decimal_scale = 0;
    /// Digits of a floating point number that survive the way there and back; 0 is all.
    int real_digits = 0;
    /// Reads text where SOCI cuts it in silence.
    FetchText fetch_text = nullptr;
    /// SOCI forgets the copy of a value that it has made for a run.
    bool leaks_values = false;
    bool infinity = true; ///< Floating point columns hold infinities.
    /// Asks for the key that the connection's last INSERT generated. What SOCI offers for it is the
    /// largest key of a table, on SQLite with 4.1, whoever inserted it.
    std::string_view key_query = {};
    /// Characters that SOCI or the driver take for a value's place in a name too: other rows would
    /// be found, or none.
    std::string_view not_in_names = {};
};

/// The kind of an error from SOCI's coarse categories, which its backends rarely fill in.
inline engine::ErrorKind kind_of(soci::soci_error::error_category category) {
    switch (category) {
    case soci::soci_error::connection_error:
        return engine::ErrorKind::connection_lost;
    case soci::soci_error::invalid_statement:
    case soci::soci_error::no_privilege:
        return engine::ErrorKind::programming;
    case soci::soci_error::constraint_violation:
        return engine::ErrorKind::integrity;
    case soci::soci_error::unknown_transaction_state:
    case soci::soci_error::system_error:
        return engine::ErrorKind::operational;
    default:
        return engine::ErrorKind::other;
    }
}

/// SOCI's session with what a connection's statements share. Statements must die before it.
class Session {
  public:
    /// Connects. Throws DriverError.
    Session(const soci::backend_factory& factory, const std::string& parameters,
            Abilities abilities) try
        : session_(factory, parameters), abilities_(abilities) {
#if SOCI_VERSION >= 400100
        // It would write each value into a text, whether or not an error ever shows it.
        session_.set_query_context_logging_mode(soci::log_context::never);
#endif
    } catch (const soci::soci_error& error) {
        throw engine::DriverError{engine::ErrorKind::operational, error.get_error_message()};
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    [[nodiscard]] soci::session& session() const { return session_; }
    [[nodiscard]] const Abilities& abilities() const { return abilities_; }

    /// Calls `call`; an error of SOCI's becomes the driver's.
    template <typename Call>
    decltype(auto) guarded(Call&& call) const {
        try {
            return std::forward<Call>(call)();
        } catch (const soci::soci_error& error) {
            engine::DriverError ours = error_of(error);
            lost_ = lost_ || ours.kind == engine::ErrorKind::connection_lost;
            throw ours;
        }
    }

    /// Throws what a statement deserves that names something in a way which does not arrive.
    void check_names(std::string_view sql) const {
        if (is_in_a_name(sql, abilities_.not_in_names))
            throw engine::DriverError{engine::ErrorKind::programming,
                                      "names with one of the characters " +
                                          std::string(abilities_.not_in_names) +
                                          " do not get through SOCI to this database"};
    }

    /// Says how the values of a prepared statement are exchanged, and prepares SOCI's part for it;
    /// in nothing, they are all Form::any. `reads` is whether rows are wanted.
    virtual void describe(soci::statement& statement, bool reads, Places& places) const {
        static_cast<void>(statement);
        static_cast<void>(reads);
        static_cast<void>(places);
    }

    /// A statement's run has ended.
    virtual void after_run() const {}

    /// Firebird can't tell how many rows some DDL has changed.
    static std::int64_t affected_rows_of(soci::statement& statement) {
        try {
            return statement.get_affected_rows();
        } catch (const soci::soci_error&) {
            return 0;
        }
    }

    mutable std::int64_t changed_rows = 0; ///< Rows matched by the last change.

  protected:
    /// Whether an error has told that the connection is gone.
    [[nodiscard]] bool is_lost() const { return lost_; }
    /// Our error of SOCI's. The first line of its own message only: SOCI's what() also holds the
    /// SQL, and what databases say on further lines holds values.
    [[nodiscard]] virtual engine::DriverError error_of(const soci::soci_error& error) const {
        std::string message = error.get_error_message();
        message.resize(std::min(message.find('\n'), message.size()));
        return {kind_of(error.get_error_category()), std::move(message)};
    }

  private:
    mutable soci::session session_; ///< Whose every question is a non-const function.
    Abilities abilities_;
    mutable bool lost_ = false;
};

} // namespace rowan::backend::soci_generic
