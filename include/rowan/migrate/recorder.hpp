// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/alteration.hpp>
#include <rowan/schema/naming.hpp>

#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>

namespace rowan {
class Session;
}

namespace rowan::migrate {

/// Records a revision's operations: the `op` of its upgrade() and downgrade().
class Recorder {
  public:
    /// Creates a table of columns and other parts: `primary_key`, `unique`, `foreign_key`, `check`,
    /// `index`, `comment`. What has no name gets one by the naming convention.
    template <TablePart... Part>
    constexpr void create_table(std::string_view name, const Part&... parts) {
        create_table(name, Options{}, parts...);
    }
    template <TablePart... Part>
    constexpr void create_table(std::string_view name, const Options& options,
                                const Part&... parts) {
        Operation operation = start(OperationKind::create_table, name, options);
        (parts.add_to(operation.table), ...);
        meta::name_constraints(operation.table);
        add(std::move(operation));
    }
    constexpr void drop_table(std::string_view name, const Options& options = {}) {
        add(start(OperationKind::drop_table, name, options));
    }
    constexpr void rename_table(std::string_view name, std::string_view to,
                                const Options& options = {}) {
        Operation operation = start(OperationKind::rename_table, name, options);
        operation.to = to;
        add(std::move(operation));
    }
    /// An empty comment takes it away.
    constexpr void create_table_comment(std::string_view table, std::string_view comment,
                                        const Options& options = {}) {
        Operation operation = start(OperationKind::table_comment, table, options);
        operation.table.comment = comment;
        add(std::move(operation));
    }
    constexpr void drop_table_comment(std::string_view table, const Options& options = {}) {
        create_table_comment(table, {}, options);
    }

    /// Adds a column, and its foreign key and unique constraint if the definition has them.
    constexpr void add_column(std::string_view table, const ColumnDefinition& column,
                              const Options& options = {}) {
        Operation operation = start(OperationKind::add_column, table, options);
        meta::Table whole = operation.table;
        column.add_to(whole);
        operation.table.columns = whole.columns;
        add(std::move(operation));
        for (const meta::Unique& unique : whole.uniques)
            add_unique(table, unique, options);
        for (const meta::ForeignKey& key : whole.foreign_keys)
            add_foreign_key(table, key, options);
    }
    constexpr void drop_column(std::string_view table, std::string_view column,
                               const Options& options = {}) {
        Operation operation = start(OperationKind::drop_column, table, options);
        operation.name = column;
        add(std::move(operation));
    }
    /// `op.alter_column("job", "user", alter().type(rowan::Text{}).nullable(false))`
    constexpr void alter_column(std::string_view table, std::string_view column,
                                Alteration changes) {
        add(std::move(changes).take(table, column));
    }

    constexpr void create_index(std::string_view name, std::string_view table, IndexPart part,
                                const Options& options = {}) {
        Operation operation = start(OperationKind::create_index, table, options);
        part.index.name = name;
        operation.table.indexes.push_back(std::move(part.index));
        operation.include = std::move(part.included);
        operation.near = std::move(part.method);
        operation.concurrently = operation.concurrently || part.concurrent;
        meta::name_constraints(operation.table);
        add(std::move(operation));
    }
    constexpr void create_index(std::string_view name, std::string_view table, Names columns,
                                const Options& options = {}) {
        create_index(name, table, index(columns), options);
    }
    /// MySQL wants the table too, the others don't.
    constexpr void drop_index(std::string_view name, std::string_view table = {},
                              const Options& options = {}) {
        Operation operation = start(OperationKind::drop_index, table, options);
        operation.name = name;
        add(std::move(operation));
    }

    constexpr void create_primary_key(std::string_view name, std::string_view table, Names columns,
                                      const Options& options = {}) {
        Operation operation = constraint(ConstraintKind::primary_key, table, options);
        operation.table.primary_key = {name, to_names(columns)};
        name_and_add(std::move(operation));
    }
    constexpr void create_unique_constraint(std::string_view name, std::string_view table,
                                            Names columns, const Options& options = {}) {
        add_unique(table, {name, to_names(columns)}, options);
    }
    constexpr void create_check_constraint(std::string_view name, std::string_view table,
                                           std::string_view condition,
                                           const Options& options = {}) {
        Operation operation = constraint(ConstraintKind::check, table, options);
        operation.table.checks.push_back({name, condition});
        name_and_add(std::move(operation));
    }
    /// `op.create_foreign_key("fk", "job", foreign_key({"user"}, "user",
    /// {"id"}).on_delete(cascade))`
    constexpr void create_foreign_key(std::string_view name, std::string_view table,
                                      ForeignKeyPart part, const Options& options = {}) {
        part.key.name = name;
        add_foreign_key(table, part.key, options);
    }
    constexpr void create_foreign_key(std::string_view name, std::string_view table,
                                      std::string_view referred, Names columns,
                                      Names referred_columns, const Options& options = {}) {
        create_foreign_key(name, table, foreign_key(columns, referred, referred_columns), options);
    }
    constexpr void drop_constraint(std::string_view name, std::string_view table,
                                   ConstraintKind kind, const Options& options = {}) {
        Operation operation = constraint(kind, table, options);
        operation.kind = OperationKind::drop_constraint;
        operation.name = name;
        add(std::move(operation));
    }

    /// A type of its own where the database has such (PostgreSQL); elsewhere nothing.
    constexpr void create_enum(std::string_view name, Names labels, const Options& options = {}) {
        Operation operation = start(OperationKind::create_enum, {}, options);
        operation.name = name;
        operation.include = to_names(labels);
        add(std::move(operation));
    }
    /// Adds a value behind all others.
    constexpr void add_enum_value(std::string_view name, std::string_view value,
                                  const Options& options = {}) {
        place_enum_value(name, value, {}, false, options);
    }
    constexpr void add_enum_value_before(std::string_view name, std::string_view value,
                                         std::string_view next, const Options& options = {}) {
        place_enum_value(name, value, next, true, options);
    }
    constexpr void add_enum_value_after(std::string_view name, std::string_view value,
                                        std::string_view previous, const Options& options = {}) {
        place_enum_value(name, value, previous, false, options);
    }
    constexpr void rename_enum_value(std::string_view name, std::string_view value,
                                     std::string_view to, const Options& options = {}) {
        Operation operation = start(OperationKind::rename_enum_value, {}, options);
        operation.name = name;
        operation.near = value;
        operation.to = to;
        add(std::move(operation));
    }
    constexpr void drop_enum(std::string_view name, const Options& options = {}) {
        Operation operation = start(OperationKind::drop_enum, {}, options);
        operation.name = name;
        add(std::move(operation));
    }

    /// Inserts rows: `op.bulk_insert("kind", {"id", "name"}, {{1, "a"}, {2, "b"}})`.
    constexpr void bulk_insert(std::string_view table, Names columns,
                               std::initializer_list<std::initializer_list<RowLiteral>> rows,
                               const Options& options = {}) {
        Operation operation = start(OperationKind::insert_rows, table, options);
        operation.columns = to_names(columns);
        for (const auto& row : rows) {
            if (row.size() != columns.size())
                throw MigrationError("rowan: bulk_insert: a row has another number of values than "
                                     "there are columns");
            for (const RowLiteral& literal : row)
                operation.values.push_back(literal.value);
        }
        add(std::move(operation));
    }
    /// Runs SQL text as it is.
    constexpr void execute(std::string_view sql) { execute({sql, sql, sql}); }
    /// Runs the text for the database at hand; an empty one is nothing to do there.
    constexpr void execute(const SqlVariants& sql) {
        Operation operation;
        operation.sql = sql;
        add(std::move(operation));
    }
    /// Runs a function on the revision's transaction, for data: `op.run([](rowan::Session& s)
    /// {…})`, where the session's header is included. It captures nothing.
    template <typename Function>
    requires std::is_empty_v<Function>
    constexpr void run(Function) {
        Operation operation;
        operation.kind = OperationKind::run;
        operation.function = [](engine::Work& work) { run_on<Session>(work, Function{}); };
        add(std::move(operation));
    }
    /// Operations on one table, each spelled without it: `op.batch("job", [](auto& batch) {
    /// batch.drop_column("user"); })`. SQLite makes neighbouring operations on a table by one
    /// rebuild, whether they stand in a batch or not.
    template <typename Function>
    constexpr void batch(std::string_view table, Function function, const Options& options = {});

    /// Adds an operation that is there already.
    constexpr void add(Operation operation) { operations_.push_back(std::move(operation)); }
    [[nodiscard]] constexpr const Operations& operations() const { return operations_; }
    [[nodiscard]] constexpr Operations take() { return std::move(operations_); }

  private:
    /// A session on work that somebody else owns; complete where the function is called.
    template <typename Borrowing, typename Function>
    static void run_on(engine::Work& work, Function function) {
        Borrowing session(work);
        function(session);
    }
    static constexpr Operation start(OperationKind kind, std::string_view table,
                                     const Options& options) {
        Operation operation = about(kind, table, options.schema);
        operation.if_exists = options.if_exists;
        operation.if_not_exists = options.if_not_exists;
        operation.concurrently = options.concurrently;
        return operation;
    }
    static constexpr Operation constraint(ConstraintKind kind, std::string_view table,
                                          const Options& options) {
        Operation operation = start(OperationKind::add_constraint, table, options);
        operation.constraint = kind;
        return operation;
    }
    constexpr void name_and_add(Operation operation) {
        meta::name_constraints(operation.table);
        add(std::move(operation));
    }
    constexpr void add_unique(std::string_view table, const meta::Unique& unique,
                              const Options& options) {
        Operation operation = constraint(ConstraintKind::unique, table, options);
        operation.table.uniques.push_back(unique);
        name_and_add(std::move(operation));
    }
    constexpr void add_foreign_key(std::string_view table, const meta::ForeignKey& key,
                                   const Options& options) {
        Operation operation = constraint(ConstraintKind::foreign_key, table, options);
        operation.table.foreign_keys.push_back(key);
        name_and_add(std::move(operation));
    }
    constexpr void place_enum_value(std::string_view name, std::string_view value,
                                    std::string_view near, bool before, const Options& options) {
        Operation operation = start(OperationKind::add_enum_value, {}, options);
        operation.name = name;
        operation.to = value;
        operation.near = near;
        operation.before = before;
        add(std::move(operation));
    }

    Operations operations_;
};

/// The `batch` of Recorder::batch: the same operations for one table.
class Batch {
  public:
    constexpr Batch(Recorder& op, std::string_view table, const Options& options)
        : op_(op), table_(table), options_(options) {}

    constexpr void add_column(const ColumnDefinition& column) {
        op_.add_column(table_, column, options_);
    }
    constexpr void drop_column(std::string_view column) {
        op_.drop_column(table_, column, options_);
    }
    constexpr void alter_column(std::string_view column, Alteration changes) {
        op_.alter_column(table_, column, std::move(changes).schema(options_.schema));
    }
    constexpr void create_index(std::string_view name, IndexPart part) {
        op_.create_index(name, table_, std::move(part), options_);
    }
    constexpr void create_index(std::string_view name, Names columns) {
        op_.create_index(name, table_, columns, options_);
    }
    constexpr void drop_index(std::string_view name) { op_.drop_index(name, table_, options_); }
    constexpr void create_primary_key(std::string_view name, Names columns) {
        op_.create_primary_key(name, table_, columns, options_);
    }
    constexpr void create_unique_constraint(std::string_view name, Names columns) {
        op_.create_unique_constraint(name, table_, columns, options_);
    }
    constexpr void create_check_constraint(std::string_view name, std::string_view condition) {
        op_.create_check_constraint(name, table_, condition, options_);
    }
    constexpr void create_foreign_key(std::string_view name, ForeignKeyPart part) {
        op_.create_foreign_key(name, table_, std::move(part), options_);
    }
    constexpr void drop_constraint(std::string_view name, ConstraintKind kind) {
        op_.drop_constraint(name, table_, kind, options_);
    }

  private:
    Recorder& op_;
    std::string_view table_;
    Options options_;
};

template <typename Function>
constexpr void Recorder::batch(std::string_view table, Function function, const Options& options) {
    Batch batch(*this, table, options);
    function(batch);
}

} // namespace rowan::migrate
