// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/sql/cast_types.hpp>
#include <rowan/sql/listed_values.hpp>
#include <rowan/sql/renderer.hpp>
#include <rowan/sql/select_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::lang {

/// Writes the expressions of a select, and notes which value each placeholder is for.
class SelectExpressions : public Extension {
  public:
    SelectExpressions(Text& text, const Statement& statement)
        : text_(text), mapping_(*statement.mapping), rules_(*text.dialect().select),
          values_(statement) {}

    void value(const std::uint32_t* at) override { values_.add(at); }
    void limit() override { values_.mark_limit(); }

    void write(Renderer& renderer, std::uint32_t argument) override {
        std::uint32_t detail = argument >> 8;
        WordReader reader(renderer.at(), nullptr);
        switch (static_cast<Wide>(argument & 0xff)) {
        case Wide::column: {
            const auto& source = *reader.address<SourceInfo>();
            text_.identifier(source.name()) << '.';
            text_.identifier(source.table->columns[detail].name);
            break;
        }
        case Wide::output:
            text_.identifier(reader.address<SourceInfo>()->name()) << '.';
            text_.identifier(*reader.address<std::string_view>());
            break;
        case Wide::label:
            label(*reader.address<std::string_view>());
            break;
        case Wide::value: {
            const Dialect& dialect = text_.dialect();
            const auto& type = *reader.address<SqlType>();
            bool typed = dialect.values_take_types || dialect.values_have_no_type;
            expression(reader, typed ? &type : nullptr);
            break;
        }
        case Wide::sortable: {
            std::string_view type = text_.dialect().text_in_order;
            text_ << (type.empty() ? "" : "CAST(");
            expression(reader, nullptr);
            if (!type.empty())
                text_ << " AS " << type << ')';
            break;
        }
        case Wide::cast: {
            const auto& type = *reader.address<SqlType>();
            expression(reader, &type);
            break;
        }
        case Wide::call:
            call(reader, detail);
            break;
        case Wide::function:
            text_ << *reader.address<std::string_view>() << '(';
            list(operands(reader));
            text_ << ')';
            break;
        case Wide::cases: {
            auto all = operands(reader);
            text_ << "CASE";
            for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
                text_ << " WHEN ";
                expression(all[i]);
                text_ << " THEN ";
                expression(all[i + 1]);
            }
            if (all.size() % 2 != 0) {
                text_ << " ELSE ";
                expression(all.back());
            }
            text_ << " END";
            break;
        }
        case Wide::divide:
            between(operands(reader), rules_.integer_division);
            break;
        case Wide::differ: {
            auto all = operands(reader);
            bool same = detail != 0;
            if (rules_.distinct == Distinct::spaceship && !same)
                text_ << "(NOT ";
            between(all, rules_.distinct == Distinct::spaceship ? " <=> "
                         : rules_.distinct == Distinct::is      ? (same ? " IS " : " IS NOT ")
                         : same                                 ? " IS NOT DISTINCT FROM "
                                                                : " IS DISTINCT FROM ");
            if (rules_.distinct == Distinct::spaceship && !same)
                text_ << ')';
            break;
        }
        case Wide::tuple:
            if (!rules_.row_values)
                missing("comparisons of several columns together");
            text_ << '(';
            list(operands(reader));
            text_ << ')';
            break;
        case Wide::in:
            membership(operands(reader), detail != 0);
            break;
        case Wide::select:
            subquery(reader, static_cast<Around>(detail));
            break;
        case Wide::json:
            json(reader);
            break;
        case Wide::part:
            break;
        }
        renderer.go_to(reader.at());
    }

  protected:
    ~SelectExpressions() = default;

    /// Writes a select inside of an expression.
    virtual void select(const WordReader& words, bool is_outer = false) = 0;
    /// The number of the column of the result that is called so, from 1.
    virtual std::size_t number_of(const WordReader& words, std::string_view name) const = 0;

    using Operands = std::vector<WordReader>;

    [[noreturn]] void missing(std::string_view what) const {
        throw InvalidQuery("rowan: select(): " + std::string(text_.dialect().name) + " has no " +
                           std::string(what));
    }

    Renderer renderer(const WordReader& words) { return {text_, mapping_, words.at(), *this}; }
    void expression(const WordReader& words, int around = 0) { renderer(words).expression(around); }
    /// The expression that comes next, maybe in a CAST.
    void expression(WordReader& reader, const SqlType* type) {
        WordReader inner = reader.words();
        text_ << (type ? "CAST(" : "");
        expression(inner);
        if (type)
            write_cast_type(text_ << " AS ", *type), text_ << ')';
    }
    static Operands operands(WordReader& reader) {
        Operands all;
        for (std::uint32_t count = reader.number(); count > 0; --count)
            all.push_back(reader.words());
        return all;
    }
    void list(const Operands& all, std::size_t first = 0) {
        for (std::size_t i = first; i < all.size(); ++i) {
            text_ << (i > first ? ", " : "");
            expression(all[i]);
        }
    }
    void between(const Operands& two, std::string_view symbol) {
        text_ << '(';
        expression(two[0], 9);
        text_ << symbol;
        expression(two[1], 9);
        text_ << ')';
    }

    /// A column of the result by its name. Where NULLs are sorted apart by an expression, this
    /// can't name an aggregate in MySQL, and so the item itself is written again.
    void label(std::string_view name) {
        if (text_.dialect().nulls_order && has(ordered_, Part::first)) {
            // Of several selects put together Firebird knows columns by their numbers only.
            text_.number(number_of(ordered_, name));
            return;
        }
        bool written = false;
        if (!text_.dialect().nulls_order)
            each(ordered_, Part::item, [&](SelectPart part) {
                const char* own = part.words.address<char>();
                if (!written && (own ? std::string_view(own) : column_name(part.words)) == name) {
                    expression(part.words);
                    written = true;
                }
            });
        if (!written)
            text_.identifier(name);
    }

    /// A function that Rowan knows, spelled as this database has it.
    void call(WordReader& reader, std::uint32_t flags) {
        const auto& known = *reader.address<Spelling>();
        Operands all = operands(reader);
        const WordReader* over = nullptr;
        const WordReader* filter = nullptr;
        std::size_t count = all.size();
        if ((flags & call_over) != 0)
            over = &all[--count];
        if ((flags & call_filter) != 0)
            filter = &all[--count];
        std::string_view spelled = spelling_in(known, rules_.speech);
        if (spelled == "!")
            missing(known.name);
        for (std::size_t i = 0; i < spelled.size(); ++i) {
            if (spelled[i] != '{') {
                text_ << spelled[i];
                continue;
            }
            char what = spelled[i + 1];
            i += 2;
            if (what == 'a')
                aggregated(all, count, (flags & call_distinct) != 0, filter);
            else if (what == 'o')
                after_call(filter, over);
            else if (what == '*')
                list({all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count)});
            else
                expression(all[static_cast<std::size_t>(what - '0')], 9);
        }
    }
    void aggregated(const Operands& all, std::size_t count, bool distinct,
                    const WordReader* filter) {
        text_ << (distinct ? "DISTINCT " : "");
        bool emulated = filter && !rules_.filter;
        if (count == 0 && !emulated)
            text_ << '*';
        for (std::size_t i = 0; i < (count == 0 && emulated ? 1 : count); ++i) {
            text_ << (i > 0 ? ", " : "");
            bool inside = emulated && i == 0;
            if (inside) {
                text_ << "CASE WHEN ";
                expression(*filter);
                text_ << " THEN ";
            }
            if (count == 0)
                text_ << '1';
            else
                expression(all[i]);
            text_ << (inside ? " END" : "");
        }
    }
    void after_call(const WordReader* filter, const WordReader* over) {
        if (filter && rules_.filter) {
            text_ << " FILTER (WHERE ";
            expression(*filter);
            text_ << ')';
        }
        if (over)
            window(*over);
    }
    void window(WordReader words) {
        text_ << " OVER (";
        Operands partitions = operands(words);
        if (!partitions.empty()) {
            text_ << "PARTITION BY ";
            list(partitions);
        }
        Operands orders = operands(words);
        for (std::size_t i = 0; i < orders.size(); ++i) {
            text_ << (i > 0 ? ", " : partitions.empty() ? "ORDER BY " : " ORDER BY ");
            renderer(orders[i]).ordering();
        }
        auto unit = static_cast<FrameUnit>(words.number());
        if (unit != FrameUnit::none) {
            if (unit == FrameUnit::groups && !rules_.frame_groups)
                missing("frames of groups");
            text_ << (unit == FrameUnit::rows    ? " ROWS BETWEEN "
                      : unit == FrameUnit::range ? " RANGE BETWEEN "
                                                 : " GROUPS BETWEEN ");
            bound(words);
            text_ << " AND ";
            bound(words);
        }
        text_ << ')';
    }
    void bound(WordReader& words) {
        auto kind = static_cast<BoundKind>(words.number());
        std::uint32_t rows = words.number();
        switch (kind) {
        case BoundKind::unbounded_preceding:
            text_ << "UNBOUNDED PRECEDING";
            break;
        case BoundKind::preceding:
            text_.number(rows) << " PRECEDING";
            break;
        case BoundKind::current_row:
            text_ << "CURRENT ROW";
            break;
        case BoundKind::following:
            text_.number(rows) << " FOLLOWING";
            break;
        case BoundKind::unbounded_following:
            text_ << "UNBOUNDED FOLLOWING";
            break;
        }
    }

    void membership(const Operands& all, bool negated) {
        text_ << '(';
        expression(all[0], 9);
        text_ << (negated ? " NOT IN (" : " IN (");
        // A select brings its own brackets.
        bool is_select =
            all.size() == 2 && *all[1].at() == word(Op::wider, static_cast<unsigned>(Wide::select));
        if (is_select) {
            WordReader reader(all[1].at() + 1, all[1].last());
            WordReader inner = reader.words();
            select(inner);
        } else {
            list(all, 1);
        }
        text_ << "))";
    }
    void subquery(WordReader& reader, Around around) {
        if ((around == Around::any || around == Around::all) && !rules_.any_all)
            missing("ANY and ALL");
        text_ << (around == Around::exists ? "EXISTS ("
                  : around == Around::any  ? "ANY ("
                  : around == Around::all  ? "ALL ("
                                           : "(");
        select(reader.words());
        text_ << ')';
    }
    /// `a.b.0` within JSON, as text.
    void json(WordReader& reader) {
        std::string_view path = *reader.address<std::string_view>();
        WordReader inner = reader.words();
        if (rules_.json == JsonPath::none)
            missing("JSON");
        bool array_path = rules_.json == JsonPath::array;
        text_ << (array_path                         ? "(CAST("
                  : rules_.json == JsonPath::unquote ? "JSON_UNQUOTE(JSON_EXTRACT("
                                                     : "json_extract(");
        expression(inner);
        std::string spelled = array_path ? "{" : "$";
        while (!path.empty()) {
            std::size_t dot = path.find('.');
            std::string_view step = path.substr(0, dot);
            path = dot == std::string_view::npos ? "" : path.substr(dot + 1);
            bool index = step.find_first_not_of("0123456789") == std::string_view::npos;
            if (array_path)
                spelled += (spelled.size() > 1 ? ",\"" : "\"") + std::string(step) + "\"";
            else if (index)
                spelled += "[" + std::string(step) + "]";
            else
                spelled += ".\"" + std::string(step) + "\"";
        }
        if (array_path) {
            text_ << " AS JSONB) #>> ";
            text_.literal(spelled + "}") << ')';
        } else {
            text_ << ", ";
            text_.literal(spelled) << (rules_.json == JsonPath::unquote ? "))" : ")");
        }
    }

    template <typename Use>
    static void each(const WordReader& words, Part wanted, Use use) {
        WordReader reader = words;
        while (reader.more()) {
            SelectPart part = read_part(reader);
            if (part.part == wanted)
                use(part);
        }
    }
    static bool has(const WordReader& words, Part wanted) {
        bool found = false;
        each(words, wanted, [&](const SelectPart&) { found = true; });
        return found;
    }

    static std::string_view column_name(WordReader words) {
        if (op_of(*words.at()) != Op::wider)
            return {};
        std::uint32_t argument = words.number();
        if (static_cast<Wide>(argument & 0xff) == Wide::column)
            return words.address<SourceInfo>()->table->columns[argument >> 8].name;
        if (static_cast<Wide>(argument & 0xff) != Wide::output)
            return {};
        words.address<SourceInfo>();
        return *words.address<std::string_view>();
    }

    Text& text_;
    const meta::Mapping& mapping_;
    const SelectRules& rules_;
    WordReader ordered_{nullptr, nullptr}; ///< The select whose ORDER BY is written.
    ListedValues values_;
};

} // namespace rowan::lang
