// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <soci/soci.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace rowan::backend::soci_generic {

/// How SOCI exchanges the values of a place of a statement.
enum class Form : std::uint8_t {
    any,       ///< As Rowan's type says: the database converts it.
    text,      ///< As text, numbers too.
    moment,    ///< As the text of a date or time without zeros at the end of its fraction.
    truth,     ///< As TRUE and FALSE.
    real,      ///< As a double.
    long_text, ///< As SOCI's long_string, which is a blob.
};

/// The places of a statement, where the database's backend of SOCI has types for them.
struct Places {
    std::vector<Form> values;
    std::vector<Form> columns;
};

/// A value on its way to the database: text of its own or of an object, a number, or NULL.
class Parameter {
  public:
    /// SOCI's ODBC backend looks at the text beside a NULL too: it must not be one that is gone.
    void set_null() {
        if (type_ == soci::details::x_stdstring && address_ != &text_)
            set_text().clear();
        indicator_ = soci::i_null;
    }
    void set_integer(long long value) {
        integer_ = value;
        set(soci::details::x_long_long, &integer_);
    }
    void set_real(double value) {
        real_ = value;
        set(soci::details::x_double, &real_);
    }
    /// Text to be filled in; it lives here.
    std::string& set_text() {
        set(soci::details::x_stdstring, &text_);
        return text_;
    }
    /// Text that lives elsewhere until the statement has run.
    void set_text_at(const std::string& text) {
        // SOCI takes no pointer to const, but writes to no value that is bound as read-only.
        set(soci::details::x_stdstring, const_cast<std::string*>(&text));
    }

    /// Text to be filled in that SOCI sends as a blob.
    std::string& set_long_text() {
        set(soci::details::x_longstring, &long_text_);
        return long_text_.value;
    }
    /// Where every value of such a place will stand.
    void settle(Form form) {
        if (form == Form::real)
            set_real(0);
        else if (form == Form::long_text)
            set_long_text();
        else
            set_text();
        set_null();
    }

    [[nodiscard]] soci::details::exchange_type type() const { return type_; }
    [[nodiscard]] void* address() const { return address_; }
    [[nodiscard]] soci::indicator& indicator() { return indicator_; }

  private:
    void set(soci::details::exchange_type type, void* address) {
        type_ = type;
        address_ = address;
        indicator_ = soci::i_ok;
    }

    std::string text_;
    soci::long_string long_text_;
    long long integer_ = 0;
    double real_ = 0;
    soci::details::exchange_type type_ = soci::details::x_stdstring;
    void* address_ = &text_;
    soci::indicator indicator_ = soci::i_null;
};

/// Reads a column of the current row where SOCI's own way does not do; false if it is NULL.
using FetchText = bool (*)(soci::details::statement_backend&, int position, std::string&);

/// Shows a parameter to SOCI, which owns this but not the parameter. Its address may change from
/// run to run: the backend is told before each. SOCI's own elements copy each value into a variable
/// bound once.
class ParameterElement : public soci::details::use_type_base {
  public:
    /// `cleaned` is whether SOCI's backend must be cleaned up after each run.
    ParameterElement(Parameter& parameter, bool cleaned)
        : parameter_(parameter), cleaned_(cleaned) {}

    // SOCI 4.0 asks for the first dump_value, 4.1 for the second, so neither can be an `override`;
    // clang wants all marked or none.
    void bind(soci::details::statement_impl& statement, int& position) {
        backend_.reset(statement.make_use_type_backend());
        position_ = position++;
        point();
    }
    std::string get_name() const { return {}; }
    void dump_value(std::ostream& out) const { out << "(hidden)"; }
    void dump_value(std::ostream& out, int) const { out << "(hidden)"; }
    void pre_exec(int count) { backend_->pre_exec(count); }
    void pre_use() {
        if (parameter_.address() != address_ || parameter_.type() != type_)
            point();
        backend_->pre_use(&parameter_.indicator());
    }
    void post_use(bool got_data) {
        backend_->post_use(got_data, &parameter_.indicator());
        if (cleaned_ || type_ == soci::details::x_longstring) {
            // SOCI would fill the same blob again, which ends with its transaction.
            backend_->clean_up();
            address_ = nullptr;
        }
    }
    void clean_up() {
        if (backend_)
            backend_->clean_up();
        backend_.reset();
    }
    std::size_t size() const { return 1; }

  private:
    void point() {
        address_ = parameter_.address();
        type_ = parameter_.type();
        int position = position_;
        backend_->bind_by_pos(position, address_, type_, true);
    }

    Parameter& parameter_;
    bool cleaned_;
    std::unique_ptr<soci::details::standard_use_type_backend> backend_;
    int position_ = 0;
    void* address_ = nullptr;
    soci::details::exchange_type type_ = soci::details::x_stdstring;
};

/// Reads one column of each row to the same place; SOCI owns this, but not the place.
class ColumnElement final : public soci::details::into_type_base {
  public:
    /// `fetch`, if there is one, is used instead of SOCI's backend.
    ColumnElement(int position, std::string& target, soci::indicator& indicator, FetchText fetch)
        : ColumnElement(position, &target, soci::details::x_stdstring, indicator) {
        fetch_ = fetch;
    }
    ColumnElement(int position, soci::long_string& target, soci::indicator& indicator)
        : ColumnElement(position, &target, soci::details::x_longstring, indicator) {}
    ColumnElement(int position, double& target, soci::indicator& indicator)
        : ColumnElement(position, &target, soci::details::x_double, indicator) {}

    void define(soci::details::statement_impl& statement, int& position) override {
        if (fetch_) {
            statement_ = statement.get_backend();
            return;
        }
        backend_.reset(statement.make_into_type_backend());
        position = position_;
        backend_->define_by_pos(position, target_, type_);
    }
    void pre_exec(int count) override {
        if (backend_)
            backend_->pre_exec(count);
    }
    void pre_fetch() override {
        if (backend_)
            backend_->pre_fetch();
    }
    void post_fetch(bool got_data, bool called_from_fetch) override {
        if (backend_)
            backend_->post_fetch(got_data, called_from_fetch, &indicator_);
        else if (got_data)
            indicator_ = fetch_(*statement_, position_, *static_cast<std::string*>(target_))
                             ? soci::i_ok
                             : soci::i_null;
    }
    void clean_up() override {
        if (backend_)
            backend_->clean_up();
        backend_.reset();
    }
    [[nodiscard]] std::size_t size() const override { return 1; }

  private:
    ColumnElement(int position, void* target, soci::details::exchange_type type,
                  soci::indicator& indicator)
        : position_(position), target_(target), type_(type), indicator_(indicator) {}

    int position_;
    void* target_;
    soci::details::exchange_type type_;
    soci::indicator& indicator_;
    FetchText fetch_ = nullptr;
    soci::details::statement_backend* statement_ = nullptr;
    std::unique_ptr<soci::details::standard_into_type_backend> backend_;
};

} // namespace rowan::backend::soci_generic
