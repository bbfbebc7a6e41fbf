// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/sql/statement.hpp>
#include <rowan/sql/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rowan::lang {

class Renderer;

/// Writes the words of a larger language than that of conditions on one table.
class Extension {
  public:
    /// Writes the expression that begins with this word, behind which the renderer stands.
    constexpr virtual void write(Renderer& renderer, std::uint32_t argument) = 0;
    /// Told which word the next placeholder is for.
    constexpr virtual void value(const std::uint32_t* word) = 0;
    /// Told that the limit and the offset come next, where more values come behind them.
    constexpr virtual void limit() = 0;

  protected:
    ~Extension() = default;
};

/// Writes the words of a clause as SQL; one pass, no template.
class Renderer {
  public:
    /// The same for words of a larger language, which know their tables themselves but for that of
    /// the statement.
    constexpr Renderer(Text& text, const meta::Mapping& mapping, const std::uint32_t* code,
                       Extension& extension)
        : text_(text), mapping_(mapping), code_(code), alias_(mapping.table),
          extension_(&extension) {}
    constexpr Renderer(Text& text, const meta::Mapping& mapping, const Clause& clause,
                       Extension* extension = nullptr)
        : text_(text), mapping_(mapping), code_(clause.code.data()), extension_(extension) {}
    /// The same where the columns' table goes by an alias, and maybe another table stands beside.
    constexpr Renderer(Text& text, const meta::Mapping& mapping, const Clause& clause,
                       Extension* extension, std::string_view alias,
                       const meta::Mapping* beside = nullptr, std::string_view beside_alias = {})
        : text_(text), mapping_(mapping), code_(clause.code.data()), alias_(alias), beside_(beside),
          beside_alias_(beside_alias), extension_(extension) {}

    /// The next expression; in parentheses if it binds weaker than `around`.
    constexpr void expression(int around = 0) {
        std::uint32_t next = *code_++;
        Op op = op_of(next);
        std::uint32_t argument = argument_of(next);
        int strength = precedence(op);
        bool parentheses = strength < around;
        if (parentheses)
            text_ << '(';
        write(op, argument, strength);
        if (parentheses)
            text_ << ')';
    }

    /// An element of ORDER BY.
    constexpr void ordering() {
        std::uint32_t flags = argument_of(*code_++);
        bool nulls = (flags & (nulls_first | nulls_last)) != 0;
        const std::uint32_t* start = code_;
        if (nulls && !text_.dialect().nulls_order) {
            expression(comparison);
            text_ << ((flags & nulls_first) != 0 ? " IS NULL DESC, " : " IS NULL, ");
            code_ = start;
        }
        bool cast = !text_.dialect().text_in_order.empty() && is_text(*code_);
        text_ << (cast ? "CAST(" : "");
        expression();
        if (cast)
            text_ << " AS " << text_.dialect().text_in_order << ')';
        if ((flags & descending) != 0)
            text_ << " DESC";
        if (nulls && text_.dialect().nulls_order)
            text_ << ((flags & nulls_first) != 0 ? " NULLS FIRST" : " NULLS LAST");
    }

    /// `"column" = expression`
    constexpr void assignment() {
        text_.identifier(mapping_.columns[argument_of(*code_++)].name) << " = ";
        expression();
    }

    /// The word that comes next, without its operands.
    constexpr std::uint32_t take() { return *code_++; }
    /// Where the next word is; an extension reads its own.
    [[nodiscard]] constexpr const std::uint32_t* at() const { return code_; }
    constexpr void go_to(const std::uint32_t* word) { code_ = word; }

  private:
    static constexpr int either = 1, both = 2, negated = 3, comparison = 4, sum = 5, product = 6,
                         joined = 7, sign = 8, atom = 9;

    static constexpr int precedence(Op op) {
        switch (op) {
        case Op::disjunction:
            return either;
        case Op::conjunction:
            return both;
        case Op::negation:
            return negated;
        case Op::column:
        case Op::beside:
        case Op::parameter:
        case Op::always:
        case Op::excluded:
        case Op::wider:
            return atom;
        case Op::plus:
        case Op::minus:
            return sum;
        case Op::times:
        case Op::divided:
        case Op::modulo:
            return product;
        case Op::negative:
            return sign;
        case Op::concatenation:
            return joined;
        default:
            return comparison;
        }
    }

    /// Whether an expression that begins so is text.
    [[nodiscard]] constexpr bool is_text(std::uint32_t code) const {
        return op_of(code) == Op::concatenation ||
               (op_of(code) == Op::column &&
                mapping_.columns[argument_of(code)].codec->kind == types::CellKind::text);
    }
    constexpr void function(std::string_view name) {
        text_ << name << '(';
        expression();
        text_ << ", ";
        expression();
        text_ << ')';
    }
    constexpr void binary(std::string_view symbol, int left, int right) {
        expression(left);
        text_ << symbol;
        expression(right);
    }
    /// A chain of thousands, as loops make them, must not be as many calls deep.
    constexpr void junction(std::string_view symbol, Op op, int strength) {
        std::size_t more = 1;
        for (; op_of(*code_) == op; ++code_)
            ++more;
        expression(strength);
        for (; more > 0; --more) {
            text_ << symbol;
            expression(strength);
        }
    }
    constexpr void like(std::string_view word, std::uint32_t escaped) {
        binary(word, comparison + 1, comparison + 1);
        if (escaped != 0)
            text_ << " ESCAPE '/'";
    }
    /// ILIKE is PostgreSQL's alone; lower() on both sides means the same.
    constexpr void ilike(std::string_view word, std::uint32_t escaped) {
        text_ << "lower(";
        expression();
        text_ << ')' << word << "lower(";
        expression();
        text_ << ')';
        if (escaped != 0)
            text_ << " ESCAPE '/'";
    }
    constexpr void membership(std::string_view word, std::uint32_t count) {
        expression(comparison + 1);
        text_ << word;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (i > 0)
                text_ << ", ";
            expression();
        }
        text_ << ')';
    }
    constexpr void between(std::string_view word) {
        expression(comparison + 1);
        text_ << word;
        expression(comparison + 1);
        text_ << " AND ";
        expression(comparison + 1);
    }

    constexpr void write(Op op, std::uint32_t argument, int strength) {
        switch (op) {
        case Op::column:
            if (!alias_.empty())
                text_.identifier(alias_) << '.';
            text_.identifier(mapping_.columns[argument].name);
            break;
        case Op::beside:
            text_.identifier(beside_alias_) << '.';
            text_.identifier(beside_->columns[argument].name);
            break;
        case Op::parameter:
            value(argument);
            break;
        case Op::conjunction:
            junction(" AND ", op, strength);
            break;
        case Op::disjunction:
            junction(" OR ", op, strength);
            break;
        case Op::negation:
            text_ << "NOT ";
            expression(strength + 1);
            break;
        case Op::equal:
            binary(" = ", strength + 1, strength + 1);
            break;
        case Op::not_equal:
            binary(" != ", strength + 1, strength + 1);
            break;
        case Op::less:
            binary(" < ", strength + 1, strength + 1);
            break;
        case Op::less_equal:
            binary(" <= ", strength + 1, strength + 1);
            break;
        case Op::greater:
            binary(" > ", strength + 1, strength + 1);
            break;
        case Op::greater_equal:
            binary(" >= ", strength + 1, strength + 1);
            break;
        case Op::is_null:
            expression(strength + 1);
            text_ << " IS NULL";
            break;
        case Op::is_not_null:
            expression(strength + 1);
            text_ << " IS NOT NULL";
            break;
        case Op::in:
            membership(" IN (", argument);
            break;
        case Op::not_in:
            membership(" NOT IN (", argument);
            break;
        case Op::like:
            like(" LIKE ", argument);
            break;
        case Op::not_like:
            like(" NOT LIKE ", argument);
            break;
        case Op::ilike:
            ilike(" LIKE ", argument);
            break;
        case Op::not_ilike:
            ilike(" NOT LIKE ", argument);
            break;
        case Op::between:
            between(" BETWEEN ");
            break;
        case Op::not_between:
            between(" NOT BETWEEN ");
            break;
        case Op::plus:
            binary(" + ", strength, strength + 1);
            break;
        case Op::minus:
            binary(" - ", strength, strength + 1);
            break;
        case Op::times:
            binary(" * ", strength, strength + 1);
            break;
        case Op::divided:
            binary(" / ", strength, strength + 1);
            break;
        case Op::modulo:
            if (text_.dialect().percent_is_modulo)
                binary(" % ", strength, strength + 1);
            else
                function("mod");
            break;
        case Op::negative:
            text_ << '-';
            expression(strength + 1);
            break;
        case Op::concatenation:
            if (text_.dialect().bars_concatenate)
                binary(" || ", strength, strength + 1);
            else
                function("concat");
            break;
        case Op::always:
            text_ << (argument != 0 ? "1 = 1" : "1 = 0");
            break;
        case Op::excluded:
            text_ << text_.dialect().writing->excluded_before;
            text_.identifier(mapping_.columns[argument].name)
                << text_.dialect().writing->excluded_after;
            break;
        case Op::wider:
            extension_->write(*this, argument);
            break;
        case Op::order:
        case Op::assign:
        case Op::conflict:
        case Op::bits:
            break;
        }
    }

    /// The type that the place of a value must name; empty if it needn't.
    [[nodiscard]] constexpr std::string_view type_to_name(std::uint32_t type) const {
        const Dialect& dialect = text_.dialect();
        const TypeNames& names = dialect.ddl->types;
        if (type == fraction)
            return dialect.values_take_types ? names.double_precision : "";
        if (type == plain || !dialect.values_have_no_type)
            return "";
        return type == calculated           ? names.integers[3]
               : type == calculated_real    ? names.double_precision
               : type == calculated_decimal ? names.numeric
                                            : dialect.text_in_order;
    }
    /// The place of a value. A fraction says that it is one where it would become an integer.
    constexpr void value(std::uint32_t type) {
        std::string_view cast = type_to_name(type);
        text_ << (cast.empty() ? "" : "CAST(");
        if (extension_)
            extension_->value(code_ - 1);
        text_.placeholder();
        if (!cast.empty())
            text_ << " AS " << cast << ')';
    }

    Text& text_;
    const meta::Mapping& mapping_;
    const std::uint32_t* code_;
    std::string_view alias_;
    const meta::Mapping* beside_ = nullptr;
    std::string_view beside_alias_;
    Extension* extension_ = nullptr;
};

} // namespace rowan::lang
