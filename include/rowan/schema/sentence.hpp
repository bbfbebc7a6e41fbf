// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/schema/difference.hpp>
#include <rowan/schema/table.hpp>

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::meta {

/// What the two schemas are called in sentences.
struct Sides {
    std::string_view from = "the database";
    std::string_view to = "the models";
};

/// Writes a difference as a sentence.
class SentenceWriter {
  public:
    constexpr SentenceWriter(const Schema& from, const Schema& to, Sides sides)
        : from_(from), to_(to), sides_(sides) {}

    constexpr Name write(const Difference& difference) {
        subject(difference);
        predicate(difference);
        return std::move(text_);
    }

  private:
    using Kind = DifferenceKind;

    constexpr SentenceWriter& put(std::string_view text) {
        text_.append(text);
        return *this;
    }
    constexpr void number(int value) {
        char digits[12]{};
        std::size_t at = sizeof digits;
        unsigned left = value < 0 ? 0U : static_cast<unsigned>(value);
        do {
            digits[--at] = static_cast<char>('0' + left % 10);
        } while ((left /= 10) != 0);
        put({digits + at, sizeof digits - at});
    }
    constexpr void list(const std::vector<Name>& names) {
        for (std::size_t i = 0; i < names.size(); ++i)
            put(i > 0 ? ", " : "").put(names[i]);
    }
    [[nodiscard]] constexpr const Table& table_of(const Difference& difference) const {
        return difference.to.table != nowhere ? to_.tables[difference.to.table]
                                              : from_.tables[difference.from.table];
    }
    constexpr void subject(const Difference& difference) {
        if (difference.kind == Kind::add_enum || difference.kind == Kind::change_enum ||
            difference.kind == Kind::drop_enum)
            return;
        const Table& table = table_of(difference);
        put("table ");
        if (!table.schema.empty())
            put(table.schema).put(".");
        put(table.name);
    }
    /// `: index ix is not in the database` or `… not in the models`.
    constexpr void only(std::string_view what, std::string_view name, bool added) {
        put(": ").put(what).put(" ").put(name.empty() ? std::string_view("without a name") : name);
        missing(added);
    }
    constexpr void missing(bool added) { put(" is not in ").put(added ? sides_.from : sides_.to); }

    constexpr void type(const ColumnType& type) {
        switch (type.kind) {
        case TypeKind::boolean:
            put("Boolean");
            break;
        case TypeKind::integer:
            put(type.is_unsigned ? "Unsigned" : "");
            put(type.size == 8    ? "TinyInteger"
                : type.size == 16 ? "SmallInteger"
                : type.size == 32 ? "Integer"
                                  : "BigInteger");
            break;
        case TypeKind::real:
            put(type.size == 32 ? "Float" : "Double");
            break;
        case TypeKind::numeric:
            put("Numeric");
            if (type.size > 0) {
                put("(");
                number(type.size);
                put(", ");
                number(type.scale);
                put(")");
            }
            break;
        case TypeKind::text:
            put("Text");
            break;
        case TypeKind::varchar:
        case TypeKind::fixed_char:
            put(type.kind == TypeKind::varchar ? "Varchar" : "Char");
            if (type.size > 0) {
                put("(");
                number(type.size);
                put(")");
            }
            break;
        case TypeKind::blob:
            put("Binary");
            break;
        case TypeKind::date:
            put("Date");
            break;
        case TypeKind::time:
            put("Time");
            break;
        case TypeKind::timestamp:
            put(type.with_time_zone ? "Timestamp with time zone" : "Timestamp");
            break;
        case TypeKind::interval:
            put("Interval");
            break;
        case TypeKind::uuid:
            put("Uuid");
            break;
        case TypeKind::json:
            put("Json");
            break;
        case TypeKind::enumeration:
            put("Enum ").put(type.name).put("(");
            list(type.labels);
            put(")");
            break;
        case TypeKind::custom:
            put(type.name.empty() ? type.postgresql : type.name);
            break;
        }
    }

    constexpr void predicate(const Difference& difference) {
        switch (difference.kind) {
        case Kind::add_enum:
        case Kind::drop_enum:
        case Kind::change_enum:
            return enumeration(difference);
        case Kind::rename_table:
            put(" is called ").put(from_.tables[difference.from.table].name);
            return static_cast<void>(put(" in ").put(sides_.from));
        case Kind::add_table:
        case Kind::drop_table:
            return missing(difference.kind == Kind::add_table);
        case Kind::change_table_comment:
            return texts(" has the comment", from_.tables[difference.from.table].comment,
                         to_.tables[difference.to.table].comment);
        case Kind::change_partitioning:
            return static_cast<void>(put(" is partitioned otherwise in ").put(sides_.to));
        case Kind::column_order:
            return static_cast<void>(put(" has its columns in another order in ").put(sides_.to));
        default:
            return part(difference);
        }
    }

    constexpr void enumeration(const Difference& difference) {
        bool added = difference.kind == Kind::add_enum;
        const Schema& schema = difference.kind == Kind::drop_enum ? from_ : to_;
        const SchemaPlace& place =
            difference.kind == Kind::drop_enum ? difference.from : difference.to;
        const ColumnType& here = schema.tables[place.table].columns[place.part].type;
        put("enum ").put(here.name);
        if (difference.kind != Kind::change_enum)
            return missing(added);
        put(" has the values ");
        list(here.labels);
        put(" in ").put(sides_.to).put(", ");
        list(from_.tables[difference.from.table].columns[difference.from.part].type.labels);
        put(" in ").put(sides_.from);
    }

    constexpr void part(const Difference& difference) {
        const SchemaPlace &a = difference.from, &b = difference.to;
        auto before = [&]() -> const Table& { return from_.tables[a.table]; };
        auto after = [&]() -> const Table& { return to_.tables[b.table]; };
        switch (difference.kind) {
        case Kind::rename_column:
            put(": column ").put(after().columns[b.part].name).put(" is called ");
            put(before().columns[a.part].name).put(" in ").put(sides_.from);
            break;
        case Kind::add_column:
            return only("column", after().columns[b.part].name, true);
        case Kind::drop_column:
            return only("column", before().columns[a.part].name, false);
        case Kind::change_column:
            return column(before().columns[a.part], after().columns[b.part], difference.changes);
        case Kind::add_primary_key:
            put(": the primary key (");
            list(after().primary_key.columns);
            put(")");
            return missing(true);
        case Kind::drop_primary_key:
            put(": the primary key (");
            list(before().primary_key.columns);
            put(")");
            return missing(false);
        case Kind::add_unique:
            return only("unique constraint", after().uniques[b.part].name, true);
        case Kind::drop_unique:
            return only("unique constraint", before().uniques[a.part].name, false);
        case Kind::add_index:
            return only("index", after().indexes[b.part].name, true);
        case Kind::drop_index:
            return only("index", before().indexes[a.part].name, false);
        case Kind::add_foreign_key:
            return only("foreign key", after().foreign_keys[b.part].name, true);
        case Kind::drop_foreign_key:
            return only("foreign key", before().foreign_keys[a.part].name, false);
        case Kind::add_check:
            return only("check", after().checks[b.part].name, true);
        case Kind::drop_check:
            return only("check", before().checks[a.part].name, false);
        default:
            break;
        }
    }

    /// `is X in the models, Y in the database`, texts being quoted.
    constexpr void texts(std::string_view what, std::string_view before, std::string_view after) {
        auto quoted = [&](std::string_view text) {
            if (text.empty())
                put("none");
            else
                put("[").put(text).put("]");
        };
        put(what).put(" ");
        quoted(after);
        put(" in ").put(sides_.to).put(", ");
        quoted(before);
        put(" in ").put(sides_.from);
    }
    constexpr void column(const Column& before, const Column& after, const ColumnChanges& changes) {
        put(": column ").put(after.name);
        std::string_view next = "";
        auto begin = [&] {
            put(next);
            next = ";";
        };
        auto sides = [&](std::string_view in_to, std::string_view in_from) {
            begin();
            put(" ").put(in_to).put(" in ").put(sides_.to).put(", ");
            put(in_from).put(" in ").put(sides_.from);
        };
        if (changes.type) {
            begin();
            put(" is ");
            type(after.type);
            put(" in ").put(sides_.to).put(", ");
            type(before.type);
            put(" in ").put(sides_.from);
        }
        if (changes.nullable)
            sides(after.nullable ? "may be NULL" : "may not be NULL",
                  before.nullable ? "may be NULL" : "may not be NULL");
        if (changes.generated)
            sides(generation(after), generation(before));
        if (changes.server_default) {
            begin();
            texts(" has the default", before.server_default, after.server_default);
        }
        if (changes.computed) {
            begin();
            texts(" is computed from", before.computed, after.computed);
        }
        if (changes.collate) {
            begin();
            texts(" has the collation", before.collate, after.collate);
        }
        if (changes.comment) {
            begin();
            texts(" has the comment", before.comment, after.comment);
        }
    }
    static constexpr std::string_view generation(const Column& column) {
        return column.autoincrement ? "is generated and never given again"
               : column.generated   ? "is generated"
                                    : "is not generated";
    }

    const Schema& from_;
    const Schema& to_;
    Sides sides_;
    Name text_;
};

/// A difference in words: `table job: column url is Varchar(80) in the models, Text in the
/// database`.
constexpr Name sentence(const Difference& difference, const Schema& from, const Schema& to,
                        Sides sides = {}) {
    return SentenceWriter(from, to, sides).write(difference);
}

} // namespace rowan::meta
