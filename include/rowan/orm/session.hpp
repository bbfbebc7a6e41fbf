// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/engine/engine.hpp>
#include <rowan/engine/plain_objects.hpp>
#include <rowan/orm/filter.hpp>
#include <rowan/orm/insert_by.hpp>
#include <rowan/orm/load.hpp>
#include <rowan/orm/savepoint.hpp>
#include <rowan/orm/tracked.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rowan {

/// One unit of work: a transaction on a pooled connection. Nothing is kept without commit(); the
/// destructor rolls back. Not thread-safe: one session per thread and unit of work; the engine may
/// be shared. Queries of a session must not outlive it.
class Session {
  public:
    /// A session whose transactions are as the options say. Throws Closed.
    explicit Session(const Engine& engine, const TransactionOptions& options = {})
        : Session(*engine.core(), options) {}
    /// The same on what an engine is made of.
    explicit Session(engine::Core& core, const TransactionOptions& options = {})
        : own_(core.open_work(options)), work_(&*own_) {}
    /// On work that somebody else began and will end; it must outlive the session.
    explicit Session(engine::Work& borrowed) : work_(&borrowed) {}

    /// Inserts one object. A generated key is written into it, unless it is const or a temporary.
    /// Throws IntegrityError, DataError, OperationalError.
    template <typename Object>
    void insert(Object&& object) {
        engine::insert(*work_, {mapping_of<Object>, hooks_of<Object>, __builtin_addressof(object),
                                is_constant<Object>});
    }
    /// Inserts all objects of a range, or none, in memory that does not grow with their number.
    /// Generated keys are written into them if the range can be walked again and its elements are
    /// not const; without keys, databases with a faster way for many rows take it (COPY). Any input
    /// range will do, one that makes its objects on the way too.
    template <typename Range>
    void insert_all(Range&& range) {
        insert_range(range, static_cast<std::nullptr_t*>(nullptr));
    }
    /// The same; calls `progress(std::int64_t rows_so_far)` after every thousand rows or so and at
    /// the end. If it throws, nothing is inserted.
    template <typename Range, std::invocable<std::int64_t> Progress>
    void insert_all(Range&& range, Progress progress) {
        insert_range(range, &progress);
    }
    template <typename Object>
    void insert_all(std::initializer_list<Object> objects) {
        insert_all(std::span(objects.begin(), objects.size()));
    }
    /// Inserts one object; says what becomes of it where its key is taken: `session.insert(job,
    /// on_conflict<&Job::url>().do_update("status"_col = excluded("status"_col)))`. A generated key
    /// is not written into it. With `.returning(…)`, gives that row, or nothing where nothing was
    /// done. Throws NotSupported where the database has no such statement.
    template <typename Object, typename Entity, typename Columns>
    auto insert(const Object& object, const Conflict<Entity, Columns>& conflict) {
        return orm::insert_by(*work_, object, conflict);
    }
    /// Inserts one object and returns columns of its row, as the database has made it:
    /// `session.insert(job, rowan::returning("id"_col))`.
    template <typename Entity, typename... Columns>
    auto insert(const Entity& object, lang::ReturnedColumns<Columns...> columns) {
        return orm::insert_by(*work_, object, columns);
    }
    /// The same for all objects of a range, or none of them; with `.returning(…)`, gives the rows
    /// that were inserted or updated.
    template <typename Range, typename Entity, typename Columns>
    auto insert_all(const Range& range, const Conflict<Entity, Columns>& conflict) {
        Savepoint all(*work_);
        auto release = [&] { all.release(); };
        return orm::insert_all_by(*work_, range, conflict, release);
    }
    /// Writes all columns of the row with the object's primary key. Throws StaleData if there is
    /// none, or its version is another one.
    template <typename Object>
    void update(Object&& object) {
        engine::update(*work_, {mapping_of<Object>, hooks_of<Object>, __builtin_addressof(object),
                                is_constant<Object>});
    }
    /// Writes all columns of the rows with the primary keys of a range's objects, many by one
    /// statement where the database can; all of them or none. Versions are checked and counted on
    /// as by update(). An object must not come twice. Throws StaleData if one of them has no row,
    /// or its row another version.
    template <typename Range>
    void update_all(Range&& range) {
        using Walking = Walk<std::remove_reference_t<Range>, std::nullptr_t>;
        using Reference = typename Walking::Reference;
        using Iterator = decltype(std::begin(range));
        Walking walk{std::begin(range), std::end(range), nullptr};
        Savepoint all(*work_);
        work_->update_all(
            mapping_of<Reference>,
            {&walk, [](void* context) { return static_cast<Walking*>(context)->next(); }},
            is_constant<Reference> || !std::forward_iterator<Iterator>);
        all.release();
    }
    /// Updates the row with the object's primary key, or inserts it if there is none.
    template <typename Object>
    void save(Object&& object) {
        engine::save(*work_, {mapping_of<Object>, hooks_of<Object>, __builtin_addressof(object),
                              is_constant<Object>});
    }
    /// Deletes the row with the object's primary key. Throws StaleData if there is none.
    template <typename Object>
    requires(!orm::IsSharedPointer<std::remove_cvref_t<Object>>) void remove(Object&& object) {
        engine::remove(*work_, {mapping_of<Object>, hooks_of<Object>, __builtin_addressof(object),
                                is_constant<Object>});
    }

    /// Loads a relation of objects that are there already, one or a range of them, as Query::load
    /// does: `session.load<&User::jobs>(users)`. What was loaded there before is replaced; of a
    /// path, the relations before the last are kept where all objects have them.
    template <auto... Path, typename Objects, typename... Choose>
    void load(Objects&& objects, Choose... choose) {
        using Entity = typename orm::LastOf<Path...>::entity;
        engine::Loads loads;
        orm::add_load<Entity, Path...>(loads, engine::LoadWay::missing, choose...);
        if constexpr (std::is_same_v<std::remove_cvref_t<Objects>, Entity>) {
            work_->load(loads, meta::ListObjects{&objects, 1, sizeof(Entity)});
        } else {
            // A type that waits for Entity: the list would be compiled in every file.
            typename orm::Later<std::vector<void*>, Entity>::type list;
            for (auto& object : objects)
                list.push_back(orm::address_of<Entity>(object));
            work_->load(loads, list.data(), list.size());
        }
    }

    /// The object with this primary key, whose row the session tracks from now on; nullptr if there
    /// is none. There is one object for each row: where it is tracked already, nothing is sent.
    /// Where it is not, changes of other objects are written first only if they might take the row
    /// away, and where there is none.
    template <typename Entity, typename... Keys>
    [[nodiscard]] std::shared_ptr<Entity> get(const Keys&... key) {
        return orm::get_tracked<Entity>(*work_, key...);
    }
    /// Tracks an object, whose row flush() or commit() inserts, and all objects that its relations
    /// lead to (SQLAlchemy's cascade "save-update"). One that is tracked already stays so.
    template <typename Entity>
    void add(std::shared_ptr<Entity> object) {
        work_->tracker().add(orm::tracked_type<Entity>, std::move(object));
    }
    /// The same for all of a range.
    template <typename Range>
    void add_all(const Range& objects) {
        for (const auto& object : objects)
            add(object);
    }
    /// Says that a tracked object's row is to be deleted, by flush() or commit(). Throws
    /// InvalidQuery if the session does not track it.
    template <typename Entity>
    void remove(const std::shared_ptr<Entity>& object) {
        work_->tracker().remove(object.get());
    }
    /// Writes what was changed of tracked objects, in the order that foreign keys ask for: only
    /// columns that differ from what was read. Commit, queries and savepoints do so by themselves.
    /// Throws StaleData if a row is gone or has another version, and what the database throws. What
    /// the flush has written is undone then, objects stay as the program made them: mend them and
    /// try again, or roll back.
    void flush() { work_->tracker().flush(); }
    /// The tracked objects of a struct whose rows the next flush inserts, updates or deletes: what
    /// a listener to Event::before_flush looks at. add() takes back that one is removed.
    template <typename Entity>
    [[nodiscard]] std::vector<std::shared_ptr<Entity>> added() {
        return orm::list_tracked<Entity>(*work_, engine::Pending::added);
    }
    template <typename Entity>
    [[nodiscard]] std::vector<std::shared_ptr<Entity>> modified() {
        return orm::list_tracked<Entity>(*work_, engine::Pending::modified);
    }
    template <typename Entity>
    [[nodiscard]] std::vector<std::shared_ptr<Entity>> removed() {
        return orm::list_tracked<Entity>(*work_, engine::Pending::removed);
    }
    /// Says whether queries flush first, and get() where it matters; they do, if nothing is said.
    void autoflush(bool on) { work_->tracker().autoflush(on); }
    /// Whether a tracked object differs from its row, as far as the session knows.
    template <typename Entity>
    [[nodiscard]] bool is_modified(const std::shared_ptr<Entity>& object) {
        return work_->tracker().is_modified(object.get());
    }
    /// Whether the session tracks the object.
    template <typename Entity>
    [[nodiscard]] bool tracks(const std::shared_ptr<Entity>& object) {
        return work_->tracker().tracks(object.get());
    }
    /// Reads a tracked object's row again: what was changed and not written is lost, relations are
    /// no longer loaded. Throws StaleData if the row is gone.
    template <typename Entity>
    void refresh(const std::shared_ptr<Entity>& object) {
        work_->tracker().refresh(object.get());
    }
    /// Tracks an object no longer: what was changed is not written, its relations are no longer
    /// loaded.
    template <typename Entity>
    void expunge(const std::shared_ptr<Entity>& object) {
        work_->tracker().expunge(object.get());
    }
    /// Writes a value's columns into the tracked object with its key, which is read if need be; if
    /// there is no such row, a copy of the value is tracked as a new object.
    template <typename Entity>
    std::shared_ptr<Entity> merge(Entity value) {
        return std::static_pointer_cast<Entity>(
            work_->tracker().merge(orm::tracked_type<Entity>, &value));
    }
    /// All tracked objects are read again when get() or a tracked query next comes to them; what
    /// was changed and not written is lost then.
    void expire_all() { work_->tracker().expire_all(); }

    /// Adds a condition that rows of a struct have to fulfil wherever this session reads them: see
    /// rowan::add_filter(). One of the same name is replaced, the engine's too.
    template <typename Entity>
    void add_filter(std::string_view name, const Condition<Entity>& condition) {
        orm::add_filter(*work_, name, condition);
    }
    /// Ends all filters of this name, for the rest of the session. Throws InvalidQuery if no filter
    /// is named so.
    void lift_filter(std::string_view name) { work_->lift_filters(engine::filter_named(name)); }

    /// Makes what was done durable, after a flush(). Throws OperationalError if the database has
    /// rolled it back.
    void commit() { work_->commit(); }
    /// Undoes what was done since the last commit. Tracked objects become what they were then: new
    /// ones are tracked no longer, removed ones are there again.
    void rollback() { work_->rollback(); }
    /// Begins a part that can be undone alone.
    [[nodiscard]] Savepoint savepoint() { return Savepoint(*work_); }
    /// Runs `unit(session)` and commits; rolls back if it throws.
    template <std::invocable<Session&> Unit>
    decltype(auto) transaction(Unit&& unit) {
        struct Guard {
            engine::Work* work;
            ~Guard() {
                if (work)
                    try {
                        work->rollback();
                    } catch (...) {
                        // What the unit threw matters more; the connection is thrown away.
                    }
            }
        } guard{&*work_};
        if constexpr (std::is_void_v<std::invoke_result_t<Unit, Session&>>) {
            std::forward<Unit>(unit)(*this);
            commit();
            guard.work = nullptr;
        } else {
            decltype(auto) result = std::forward<Unit>(unit)(*this);
            commit();
            guard.work = nullptr;
            return result;
        }
    }
    /// Whether a transaction is open.
    [[nodiscard]] bool in_transaction() const { return work_->in_transaction(); }

    /// Runs SQL text as it is: nothing is checked, nothing bound. Never put a value into it.
    void execute_unchecked(std::string_view sql) { work_->execute(sql); }

    /// The other side of the session; for Rowan's own rooms.
    [[nodiscard]] engine::Work& work() { return *work_; }

  private:
    /// Where a range is being read; the object of a range that makes its own lives here.
    template <typename Range, typename Progress>
    struct Walk {
        using Reference = decltype(*std::begin(std::declval<Range&>()));
        using Object = std::remove_cvref_t<Reference>;
        static constexpr bool exists = std::is_lvalue_reference_v<Reference>;

        decltype(std::begin(std::declval<Range&>())) at;
        decltype(std::end(std::declval<Range&>())) end;
        Progress* progress;
        bool started = false;
        std::optional<std::conditional_t<exists, bool, Object>> made = {};
        engine::Work* inserts =
            nullptr; ///< The work, if somebody hears of rows before their insert.

        void* next() {
            // An input iterator's object ends with its step: it is taken when the row was copied.
            if (started)
                ++at;
            started = true;
            if (at == end)
                return nullptr;
            if constexpr (exists)
                return told(*at);
            else
                return told(made.emplace(*at));
        }
        /// The object's address, after its function before an insert was called.
        template <typename Row>
        void* told(Row& object) {
            if constexpr (!std::is_const_v<Row>)
                if (inserts)
                    engine::tell(*inserts, Event::before_insert, meta::mapping<Row>,
                                 orm::hooks<Row>, __builtin_addressof(object));
            return address(__builtin_addressof(object));
        }
    };
    template <typename Range, typename Progress>
    void insert_range(Range& range, Progress* progress) {
        using Walking = Walk<Range, Progress>;
        using Reference = typename Walking::Reference;
        using Iterator = decltype(std::begin(range));
        constexpr bool constant = is_constant<Reference> || !std::forward_iterator<Iterator>;
        Walking walk{std::begin(range), std::end(range), progress};
        constexpr const engine::Hooks& hooks = orm::hooks<typename Walking::Object>;
        const meta::Mapping& mapping = mapping_of<Reference>;
        if (engine::is_heard(*work_, Event::before_insert, mapping, hooks))
            walk.inserts = work_;
        engine::RowSource source{
            &walk, [](void* context) { return static_cast<Walking*>(context)->next(); }};
        if constexpr (!std::is_null_pointer_v<Progress>)
            source.progress = [](void* context, std::int64_t rows) {
                (*static_cast<Walking*>(context)->progress)(rows);
            };
        work_->insert_all(mapping, source, constant);
        if constexpr (!constant)
            if (engine::is_heard(*work_, Event::after_insert, mapping, hooks))
                for (auto& object : range)
                    engine::tell(*work_, Event::after_insert, mapping, hooks,
                                 __builtin_addressof(object));
    }

    template <typename Object>
    static constexpr bool is_constant =
        std::is_const_v<std::remove_reference_t<Object>> || !std::is_lvalue_reference_v<Object>;

    template <typename Object>
    static constexpr const meta::Mapping& mapping_of = meta::mapping<std::remove_cvref_t<Object>>;
    static void* address(const void* object) { return const_cast<void*>(object); }
    template <typename Object>
    static constexpr const engine::Hooks* hooks_of = orm::hooks_of<std::remove_reference_t<Object>>;

    Owned<engine::Work> own_; ///< Empty if the work is borrowed.
    engine::Work* work_;
};

namespace orm {

/// What calls of Model and StatefulModel do.
template <typename Entity>
void save(Session& session, Entity& object) {
    session.save(object);
}
template <typename Entity>
void update(Session& session, Entity& object) {
    session.update(object);
}
template <typename Entity>
void remove(Session& session, Entity& object) {
    session.remove(object);
}

} // namespace orm

} // namespace rowan
