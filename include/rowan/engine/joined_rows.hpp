// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/key_index.hpp>
#include <rowan/engine/rows.hpp>
#include <rowan/engine/work.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rowan::engine {

/// Reads an object whose columns begin at the row's column `first`.
inline void read_columns(PreparedStatement& row, const meta::Mapping& mapping, void* object,
                         std::size_t first) {
    const reflect::Offsets offsets = mapping.offsets;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i)
        read_column(row, mapping, i, static_cast<char*>(object) + offsets[i], first);
}

/// Fills an object from a row, and the relations that are joined to it.
inline void read_joined(PreparedStatement& row, const lang::Statement& statement, void* object) {
    row.read_row(*statement.mapping, object);
    void* sources[lang::most_joins];
    std::size_t first = statement.mapping->columns.size();
    types::Cell cell;
    for (std::size_t i = 0; i < statement.related->joins.size(); ++i) {
        const lang::Join& join = statement.related->joins[i];
        const meta::MappedRelation& relation = *join.relation;
        const meta::Mapping& target = *relation.target;
        void* source = join.from < 0 ? object : sources[join.from];
        sources[i] = nullptr;
        if (source) {
            meta::ListHead* list = relation.lists->create();
            relation.lists->release(relation.slot(source)->exchange(list));
            row.read(first + relation.target_columns[0], cell);
            if (cell.kind != types::CellKind::null) {
                sources[i] = relation.lists->add(list);
                read_columns(row, target, sources[i], first);
            }
        }
        first += target.columns.size();
    }
}

/// Puts objects together whose rows come once for each row that is joined to them. An object is
/// made when the first of its rows comes, which its primary key tells, and what is joined when it
/// comes first for this object: two joins of many rows have each row of one beside each of the
/// other.
class JoinedRows {
  public:
    JoinedRows(const lang::Statement& statement, RowTarget target)
        : mapping_(*statement.mapping), joins_(statement.related->joins), target_(target),
          joined_(joins_.size()) {}

    /// Takes a row in; whether it is the first one of an object.
    bool take(PreparedStatement& row) {
        key_.clear();
        add_key(row, mapping_.key, 0);
        Found sources[lang::most_joins];
        std::size_t known = index_.size();
        Found own{index_.add(key_.view()), nullptr};
        bool is_new = own.number == known;
        own.object = is_new ? make(row) : object_at(own.number);
        std::size_t first = mapping_.columns.size();
        for (std::size_t i = 0; own.object && i < joins_.size(); ++i) {
            const meta::MappedRelation& relation = *joins_[i].relation;
            const Found& source =
                joins_[i].from < 0 ? own : sources[static_cast<std::size_t>(joins_[i].from)];
            sources[i] = source.object ? join(row, first, source, relation, joined_[i]) : Found{};
            first += relation.target->columns.size();
            if (relation.through.table)
                first += relation.through.table->key.size();
        }
        return is_new;
    }

  private:
    struct Found {
        std::size_t number = 0;
        void* object = nullptr;
    };
    /// The rows of one join, of all objects that it starts at.
    struct Joined {
        KeyIndex index;
        std::vector<std::uint32_t> places; ///< Of each of them: where in its object's list it is.
    };

    void* make(PreparedStatement& row) {
        void* object = target_.next(target_.context);
        if (object)
            row.read_row(mapping_, object);
        newest_ = static_cast<char*>(object);
        return object;
    }
    [[nodiscard]] void* object_at(std::size_t number) const {
        return newest_ - (index_.size() - 1 - number) * target_.size;
    }
    /// The object that is joined to `source` in a row, made if it is new to it; none if no row is.
    Found join(PreparedStatement& row, std::size_t first, const Found& source,
               const meta::MappedRelation& relation, Joined& joined) {
        const meta::ListType& type = *relation.lists;
        meta::RelationSlot& slot = *relation.slot(source.object);
        if (!slot.list())
            static_cast<void>(slot.exchange(type.create()));
        row.read(first + relation.target_columns[0], cell_);
        if (cell_.kind == types::CellKind::null)
            return {};
        cell_.set_integer(static_cast<std::int64_t>(source.number));
        key_.clear();
        key_.add(cell_);
        // The key of a row between tells how often two rows are connected.
        if (const meta::Mapping* through = relation.through.table)
            add_columns(row, through->key.size(), first + relation.target->columns.size());
        else
            add_key(row, relation.target->key, first);
        std::size_t known = joined.index.size();
        Found found{joined.index.add(key_.view()), nullptr};
        if (found.number < known) {
            found.object = type.objects(slot.list())[joined.places[found.number]];
            return found;
        }
        std::size_t place = type.objects(slot.list()).count;
        if (place > 0 && !meta::is_to_many(relation.kind))
            several_rows(relation);
        joined.places.push_back(static_cast<std::uint32_t>(place));
        found.object = type.add(slot.list());
        read_columns(row, *relation.target, found.object, first);
        return found;
    }
    void add_key(PreparedStatement& row, std::span<const std::uint16_t> columns,
                 std::size_t first) {
        for (std::uint16_t column : columns)
            add_column(row, first + column);
    }
    void add_columns(PreparedStatement& row, std::size_t count, std::size_t first) {
        for (std::size_t i = 0; i < count; ++i)
            add_column(row, first + i);
    }
    void add_column(PreparedStatement& row, std::size_t column) {
        row.read(column, cell_);
        key_.add(cell_);
    }
    [[noreturn]] static void several_rows(const meta::MappedRelation& relation) {
        throw MultipleResultsFound(
            "rowan: load_joined<&" + std::string(relation.name->entity) +
            "::" + std::string(relation.name->member) + ">(): an object has several rows of " +
            std::string(relation.target->table) +
            "; make it a HasMany, or choose one by load() with conditions, order_by() and "
            "limit(1)");
    }

    const meta::Mapping& mapping_;
    std::span<const lang::Join> joins_;
    RowTarget target_;
    KeyIndex index_;
    char* newest_ = nullptr; ///< The object that was made last.
    std::vector<Joined> joined_;
    KeyBytes key_;
    types::Cell cell_;
};

} // namespace rowan::engine
