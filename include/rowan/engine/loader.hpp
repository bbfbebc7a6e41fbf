// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/key_index.hpp>
#include <rowan/engine/load_tree.hpp>
#include <rowan/engine/rows.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rowan::engine {

using ObjectList = std::vector<void*>;

/// Lists of one type that nobody holds yet.
struct OwnedLists {
    const meta::ListType& type;
    std::vector<meta::ListHead*> lists = {};

    explicit OwnedLists(const meta::ListType& of) : type(of) {}
    OwnedLists(const OwnedLists&) = delete;
    OwnedLists& operator=(const OwnedLists&) = delete;
    ~OwnedLists() {
        for (meta::ListHead* list : lists)
            type.release(list);
    }
};

/// Reads the keys by which rows belong to objects.
class KeyReader {
  public:
    /// The source's columns of an object; false if one of them is NULL.
    static bool of_object(const meta::Mapping& mapping, std::span<const std::uint16_t> columns,
                          const void* object, KeyBytes& key, types::Cell& cell) {
        key.clear();
        const reflect::Offsets offsets = mapping.offsets;
        for (std::uint16_t column : columns) {
            encode(mapping, column, static_cast<const char*>(object) + offsets[column], cell);
            if (cell.kind == types::CellKind::null)
                return false;
            key.add(cell);
        }
        return true;
    }
    static void encode(const meta::Mapping& mapping, std::uint16_t column, const void* member,
                       types::Cell& cell) {
        try {
            mapping.columns[column].codec->encode(member, cell);
        } catch (const types::ConversionError& error) {
            throw DataError("rowan: " + std::string(mapping.table) + "." +
                            std::string(mapping.columns[column].name) + ": " + error.what());
        }
    }

    /// Of the rows of a relation; a column that the database has in another form than its member
    /// goes through an object of its table.
    explicit KeyReader(const meta::MappedRelation& relation)
        : between_(relation.through.table != nullptr),
          mapping_(between_ ? *relation.through.table : *relation.target),
          columns_(between_ ? relation.through.to_source : relation.target_columns),
          first_(relation.target->columns.size()),
          lists_(between_ ? relation.through.lists : relation.lists) {
        for (std::uint16_t column : columns_)
            plain_ = plain_ && is_plain(*mapping_.columns[column].codec);
        if (!plain_) {
            list_ = lists_->create();
            object_ = lists_->add(list_);
        }
    }
    KeyReader(const KeyReader&) = delete;
    KeyReader& operator=(const KeyReader&) = delete;
    ~KeyReader() { lists_->release(list_); }

    /// The key of the current row.
    void of_row(PreparedStatement& row, KeyBytes& key) {
        key.clear();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            std::uint16_t column = columns_[i];
            std::size_t at = between_ ? first_ + i : column;
            if (plain_) {
                row.read(at, cell_);
            } else {
                char* member = static_cast<char*>(object_) + mapping_.offsets[column];
                read_column_at(row, mapping_, column, at, member);
                encode(mapping_, column, member, cell_);
            }
            key.add(cell_);
        }
    }

  private:
    /// Whether what the driver reads is what the codec makes of a member.
    static bool is_plain(const types::Codec& codec) {
        using types::Fast;
        switch (codec.fast) {
        case Fast::text:
        case Fast::optional_text:
        case Fast::int64:
        case Fast::optional_int64:
        case Fast::int32:
        case Fast::optional_int32:
            return true;
        default:
            return false;
        }
    }

    bool between_;
    const meta::Mapping& mapping_;
    std::span<const std::uint16_t> columns_;
    std::size_t first_;
    const meta::ListType* lists_;
    bool plain_ = true;
    meta::ListHead* list_ = nullptr;
    void* object_ = nullptr;
    types::Cell cell_;
};

/// Loads one relation of objects: the rows of all their keys, a batch of keys in each statement.
///
/// Objects get their rows when all have been read, so that an error leaves them as they were.
class RelationLoad {
  public:
    RelationLoad(const LoadNode& node, const ObjectList& objects)
        : node_(node), relation_(*node.relation), objects_(objects), lists_(*relation_.lists) {
        types::Cell cell;
        KeyBytes key;
        groups_.reserve(objects.size());
        for (void* object : objects) {
            std::size_t group = KeyIndex::none;
            if (KeyReader::of_object(*relation_.source, relation_.source_columns, object, key,
                                     cell)) {
                group = index_.add(key.view());
                if (group == samples_.size())
                    samples_.push_back(object);
            }
            groups_.push_back(group);
        }
        lists_.lists.reserve(samples_.size());
        while (lists_.lists.size() < samples_.size())
            lists_.lists.push_back(relation_.lists->create());
    }

    /// Runs the statements: `select(statement, read)`, where `read(row)` takes each row.
    template <typename Select>
    void run(const lang::Dialect& dialect, Select select) {
        KeyReader reader(relation_);
        KeyBytes key;
        lang::Related related{&relation_, node_.clauses.limit >= 0 || node_.clauses.offset >= 0};
        std::size_t batch = batch_size(dialect);
        for (std::size_t first = 0; first < samples_.size(); first += batch) {
            std::size_t count = std::min(batch, samples_.size() - first);
            lang::Clauses clauses = with_keys(first, count, batch);
            lang::Statement statement{
                lang::Verb::select, relation_.target, &clauses, 0, nullptr, &related};
            select(statement, [&](PreparedStatement& row) {
                reader.of_row(row, key);
                std::size_t group = index_.find(key.view());
                if (group == KeyIndex::none)
                    unknown_key();
                row.read_row(*relation_.target, relation_.lists->add(lists_.lists[group]));
            });
        }
        if (!meta::is_to_many(relation_.kind))
            check_single();
    }
    /// The rows that were read.
    [[nodiscard]] ObjectList rows() const {
        ObjectList all;
        for (meta::ListHead* list : lists_.lists) {
            meta::ListObjects some = relation_.lists->objects(list);
            for (std::size_t i = 0; i < some.count; ++i)
                all.push_back(some[i]);
        }
        return all;
    }
    /// Gives the objects their rows. What is to one is shared by all that have its key; of what is
    /// to many each has a list of its own.
    void hand_out() {
        const meta::ListType& type = *relation_.lists;
        bool shared = !meta::is_to_many(relation_.kind);
        OwnedLists own(type);
        own.lists.reserve(objects_.size());
        std::vector<meta::ListHead*> given(lists_.lists.size());
        for (std::size_t group : groups_) {
            if (group == KeyIndex::none) {
                own.lists.push_back(type.create());
            } else if (shared) {
                lists_.lists[group]->retain();
                own.lists.push_back(lists_.lists[group]);
            } else if (!given[group]) {
                given[group] = std::exchange(lists_.lists[group], nullptr);
                own.lists.push_back(given[group]);
            } else {
                own.lists.push_back(type.copy(given[group]));
            }
        }
        // Nothing below throws.
        for (std::size_t i = 0; i < objects_.size(); ++i)
            own.lists[i] = relation_.slot(objects_[i])->exchange(own.lists[i]);
    }

  private:
    static constexpr std::size_t most_keys = 1024;
    /// Keys of several columns become conditions with OR between them, whose depth databases limit.
    static constexpr std::size_t most_wide_keys = 256;

    [[nodiscard]] std::size_t batch_size(const lang::Dialect& dialect) const {
        std::size_t width = relation_.source_columns.size();
        std::size_t others =
            node_.clauses.where.values.size() + 2 * node_.clauses.order.values.size() + 2;
        std::size_t room = dialect.most_parameters > others ? dialect.most_parameters - others : 0;
        return std::max<std::size_t>(
            1, std::min(width == 1 ? most_keys : most_wide_keys, room / width));
    }
    /// The relation's clauses behind a condition on keys. There are few different numbers of keys,
    /// so that few statements are prepared: the last key stands in for those that are missing.
    [[nodiscard]] lang::Clauses with_keys(std::size_t first, std::size_t count,
                                          std::size_t batch) const {
        std::size_t wanted = 1;
        while (wanted < count)
            wanted *= 2;
        wanted = std::min(wanted, batch);
        lang::Clauses clauses;
        lang::Clause& where = clauses.where;
        auto object = [&](std::size_t i) { return samples_[first + std::min(i, count - 1)]; };
        if (relation_.source_columns.size() == 1) {
            where.put(lang::Op::in, static_cast<std::uint32_t>(wanted));
            put_column(where, 0);
            for (std::size_t i = 0; i < wanted; ++i)
                put_value(where, 0, object(i));
        } else {
            for (std::size_t i = 0; i < wanted; ++i) {
                if (i + 1 < wanted)
                    where.put(lang::Op::disjunction);
                for (std::size_t part = 0; part < relation_.source_columns.size(); ++part) {
                    if (part + 1 < relation_.source_columns.size())
                        where.put(lang::Op::conjunction);
                    where.put(lang::Op::equal);
                    put_column(where, part);
                    put_value(where, part, object(i));
                }
            }
        }
        where.count = 1 + node_.clauses.where.count;
        where.code.append(node_.clauses.where.code);
        where.values.append(node_.clauses.where.values);
        clauses.order = node_.clauses.order;
        clauses.limit = node_.clauses.limit;
        clauses.offset = node_.clauses.offset;
        return clauses;
    }
    void put_column(lang::Clause& where, std::size_t part) const {
        if (relation_.through.table)
            where.put(lang::Op::beside, relation_.through.to_source[part]);
        else
            where.put(lang::Op::column, relation_.target_columns[part]);
    }
    void put_value(lang::Clause& where, std::size_t part, const void* object) const {
        const meta::Mapping& source = *relation_.source;
        std::uint16_t column = relation_.source_columns[part];
        types::Cell cell;
        KeyReader::encode(source, column, static_cast<const char*>(object) + source.offsets[column],
                          cell);
        meta::fit(cell, relation_.through.table
                            ? relation_.through.table->columns[relation_.through.to_source[part]]
                            : relation_.target->columns[relation_.target_columns[part]]);
        where.put(lang::Op::parameter);
        where.values.add(cell);
    }
    [[nodiscard]] std::string call() const {
        return "rowan: load<&" + std::string(relation_.name->entity) +
               "::" + std::string(relation_.name->member) + ">()";
    }
    [[noreturn]] void unknown_key() const {
        throw DataError(call() + ": the database found a row of " +
                        std::string(relation_.target->table) +
                        " by a key that differs from its own, as collations have it that ignore "
                        "case or trailing spaces; give the columns of the key a binary one");
    }
    void check_single() const {
        for (meta::ListHead* list : lists_.lists)
            if (relation_.lists->objects(list).count > 1)
                throw MultipleResultsFound(
                    call() + ": an object has several rows of " +
                    std::string(relation_.target->table) +
                    "; make it a HasMany, or choose one by conditions, order_by() and limit(1)");
    }

    const LoadNode& node_;
    const meta::MappedRelation& relation_;
    const ObjectList& objects_;
    KeyIndex index_;
    std::vector<std::size_t> groups_; ///< Of each object: the number of its key.
    std::vector<void*> samples_;      ///< Of each key: the first object that has it.
    OwnedLists lists_;                ///< Of each key: its rows.
};

/// The rows that objects hold in a relation, each once.
inline ObjectList held_rows(const meta::MappedRelation& relation, const ObjectList& objects) {
    std::vector<meta::ListHead*> lists;
    lists.reserve(objects.size());
    for (void* object : objects)
        if (meta::ListHead* list = relation.slot(object)->list())
            lists.push_back(list);
    if (!meta::is_to_many(relation.kind)) {
        std::sort(lists.begin(), lists.end());
        lists.erase(std::unique(lists.begin(), lists.end()), lists.end());
    }
    ObjectList rows;
    for (meta::ListHead* list : lists) {
        meta::ListObjects some = relation.lists->objects(list);
        for (std::size_t i = 0; i < some.count; ++i)
            rows.push_back(some[i]);
        for (std::size_t i = 0; list->links && i < list->links->size(); ++i)
            if (void* row = list->links->at(i))
                rows.push_back(row);
    }
    return rows;
}

inline bool all_loaded(const meta::MappedRelation& relation, const ObjectList& objects) {
    return std::all_of(objects.begin(), objects.end(),
                       [&](void* object) { return relation.slot(object)->is_loaded(); });
}

/// Loads the relations of `nodes` for objects, and what is loaded with their rows; `select` is as
/// RelationLoad::run() says. `joined` says whether the objects came with what was joined to them.
template <typename Select>
void load_all(const std::vector<LoadNode>& nodes, const ObjectList& objects,
              const lang::Dialect& dialect, Select& select, bool joined = true) {
    if (objects.empty())
        return;
    for (const LoadNode& node : nodes) {
        bool has_come = joined && node.way == LoadWay::joined;
        if (has_come || (node.way == LoadWay::missing && all_loaded(*node.relation, objects))) {
            load_all(node.children, held_rows(*node.relation, objects), dialect, select, has_come);
            continue;
        }
        RelationLoad load(node, objects);
        load.run(dialect, select);
        if (!node.children.empty())
            load_all(node.children, load.rows(), dialect, select, false);
        load.hand_out();
    }
}

} // namespace rowan::engine
