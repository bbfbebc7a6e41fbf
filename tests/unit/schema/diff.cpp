// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/support/both.hpp"

#include <rowan/schema/diff.hpp>
#include <rowan/schema/sentence.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace {

using namespace rowan::meta;
using Kind = DifferenceKind;

constexpr Column column(std::string_view name, const ColumnType& type = rowan::Integer{}) {
    Column made;
    made.name = name;
    made.type = type;
    return made;
}

/// A table `job` of id, url and owner.
constexpr Table job() {
    Table table;
    table.name = "job";
    table.columns = {column("id"), column("url", rowan::Varchar{80}), column("owner")};
    table.primary_key = {"pk_job", {Name("id")}};
    return table;
}
constexpr ForeignKey key_to(std::string_view table) {
    ForeignKey key;
    key.columns = {Name("owner")};
    key.referred_table = table;
    key.referred_columns = {Name("id")};
    return key;
}
constexpr Schema schema(const std::vector<Table>& tables) { return Schema{tables}; }

/// What is found after a change of the table, and whether it is nothing before it.
template <typename Change>
constexpr std::vector<Kind> after(Change change) {
    Table changed = job();
    change(changed);
    name_constraints(changed);
    Schema from = schema({job()}), to = schema({changed});
    std::vector<Kind> kinds;
    for (const Difference& difference : diff(from, to))
        kinds.push_back(difference.kind);
    if (!diff(from, from).empty() || !diff(to, to).empty())
        kinds.clear();
    return kinds;
}
constexpr bool is(const std::vector<Kind>& found, std::vector<Kind> wanted) {
    return found == wanted;
}

/// Whether this is the sentence of the only difference.
template <typename Change>
constexpr bool says(Change change, std::string_view words) {
    Table changed = job();
    change(changed);
    Schema from = schema({job()}), to = schema({changed});
    std::vector<Difference> found = diff(from, to);
    if (found.size() != 1)
        return false;
    Name said = sentence(found[0], from, to);
    return said == words;
}

constexpr Table named(std::string_view name) {
    Table table = job();
    table.name = name;
    return table;
}

constexpr bool parents_come_first() {
    Table child = named("a"), parent = named("b");
    child.foreign_keys.push_back(key_to("b"));
    child.indexes.push_back({"ix_a", {Name("url")}, {}, {}, false});
    Schema nothing, both = schema({child, parent});
    std::vector<Difference> made = diff(nothing, both), dropped = diff(both, nothing);
    return made.size() == 3 && made[0].to == SchemaPlace{1} && made[1].to == SchemaPlace{0} &&
           made[2].kind == Kind::add_index && dropped.size() == 2 &&
           dropped[0].from == SchemaPlace{0} && dropped[1].from == SchemaPlace{1};
}

constexpr bool keys_of_a_circle_come_last() {
    Table one = named("a"), two = named("b");
    one.foreign_keys.push_back(key_to("b"));
    two.foreign_keys.push_back(key_to("a"));
    Schema nothing, both = schema({one, two});
    std::vector<Difference> made = diff(nothing, both), dropped = diff(both, nothing);
    return made.size() == 3 && made[2].kind == Kind::add_foreign_key && dropped.size() == 3 &&
           dropped[0].kind == Kind::drop_foreign_key;
}

constexpr bool an_index_goes_before_its_column() {
    Table before = job(), after_it = job();
    before.indexes.push_back({"ix", {Name("url")}, {}, {}, false});
    before.foreign_keys.push_back(key_to("other"));
    after_it.columns.pop_back();
    after_it.columns.pop_back();
    after_it.columns.push_back(column("new"));
    std::vector<Difference> found = diff(schema({before}), schema({after_it}));
    return found.size() == 5 && found[0].kind == Kind::drop_foreign_key &&
           found[1].kind == Kind::drop_index && found[2].kind == Kind::add_column &&
           found[3].kind == Kind::drop_column && found[4].kind == Kind::drop_column;
}

/// Keys and indexes over a renamed column of a renamed table are the same still.
constexpr bool renames_are_followed() {
    Table before = job();
    before.indexes.push_back({"ix", {Name("url")}, {}, {}, false});
    before.foreign_keys.push_back(key_to("job"));
    Table changed = before;
    changed.name = "task";
    changed.renamed_from = "job";
    changed.columns[0].name = "nr";
    changed.columns[0].renamed_from = "id";
    changed.columns[1].name = "address";
    changed.columns[1].renamed_from = "url";
    changed.primary_key.columns = {Name("nr")};
    changed.indexes[0].columns = {Name("address")};
    changed.foreign_keys[0].referred_table = "task";
    changed.foreign_keys[0].referred_columns = {Name("nr")};
    Schema from = schema({before}), to = schema({changed});
    std::vector<Difference> found = diff(from, to);
    return found.size() == 3 && found[0].kind == Kind::rename_table &&
           found[1].kind == Kind::rename_column && found[2].kind == Kind::rename_column &&
           sentence(found[1], from, to) == "table task: column nr is called id in the database" &&
           // Once it is done, the hint says nothing.
           diff(to, to).empty();
}

constexpr bool enums_are_compared_by_their_names() {
    Table before = job(), changed = job();
    ColumnType type;
    type.kind = rowan::TypeKind::enumeration;
    type.is_native = true;
    type.name = "mood";
    type.labels = {Name("calm")};
    before.columns[1].type = type;
    type.labels.emplace_back("glad");
    changed.columns[1].type = changed.columns[2].type = type;
    Schema from = schema({before}), to = schema({changed});
    std::vector<Difference> found = diff(from, to);
    return found.size() == 2 && found[0].kind == Kind::change_enum &&
           found[1].kind == Kind::change_column && found[1].to == SchemaPlace{0, 2} &&
           sentence(found[0], from, to) ==
               "enum mood has the values calm, glad in the models, calm in the database";
}

/// Who named a constraint by the convention doesn't mind what the database calls it.
constexpr bool chosen_names_count() {
    Table before = job(), by_convention = job(), chosen = job();
    before.uniques.push_back({"job_url_key", {Name("url")}});
    by_convention.uniques.push_back({"", {Name("url")}});
    name_constraints(by_convention);
    chosen.uniques.push_back({"one_url", {Name("url")}});
    return diff(schema({before}), schema({by_convention})).empty() &&
           diff(schema({before}), schema({chosen})).size() == 2;
}

} // namespace

TEST_CASE("what changed in a table is found") {
    CHECK_BOTH(is(after([](Table&) {}), {}));
    CHECK_BOTH(is(after([](Table& t) { t.comment = "c"; }), {Kind::change_table_comment}));
    CHECK_BOTH(is(after([](Table& t) { t.columns[1].nullable = true; }), {Kind::change_column}));
    CHECK_BOTH(is(after([](Table& t) { t.columns.push_back(column("n")); }), {Kind::add_column}));
    CHECK_BOTH(is(after([](Table& t) { t.columns.pop_back(); }), {Kind::drop_column}));
    CHECK_BOTH(is(after([](Table& t) { t.primary_key.columns = {Name("url")}; }),
                  {Kind::drop_primary_key, Kind::add_primary_key}));
    CHECK_BOTH(is(after([](Table& t) {
                      t.uniques.push_back({"", {Name("url")}});
                  }),
                  {Kind::add_unique}));
    CHECK_BOTH(is(after([](Table& t) { t.checks.push_back({"", "id > 0"}); }), {Kind::add_check}));
    CHECK_BOTH(is(after([](Table& t) {
                      t.partitioning = {rowan::meta::PartitionMethod::hash, false, {Name("id")}};
                  }),
                  {Kind::change_partitioning}));
}

TEST_CASE("differences come in an order that can be carried out") {
    CHECK_BOTH(parents_come_first());
    CHECK_BOTH(keys_of_a_circle_come_last());
    CHECK_BOTH(an_index_goes_before_its_column());
}

TEST_CASE("names before are followed") { CHECK_BOTH(renames_are_followed()); }

TEST_CASE("enums that are types of their own are compared once") {
    CHECK_BOTH(enums_are_compared_by_their_names());
}

TEST_CASE("names count where somebody chose them") { CHECK_BOTH(chosen_names_count()); }

TEST_CASE("a difference has a sentence") {
    CHECK_BOTH(says([](Table& t) { t.columns[1].type = rowan::Text{}; },
                    "table job: column url is Text in the models, Varchar(80) in the database"));
    CHECK_BOTH(says(
        [](Table& t) {
            t.columns[1].type = rowan::Numeric{8, 2};
        },
        "table job: column url is Numeric(8, 2) in the models, Varchar(80) in the database"));
    CHECK_BOTH(
        says([](Table& t) { t.columns[1].nullable = true; },
             "table job: column url may be NULL in the models, may not be NULL in the database"));
    CHECK_BOTH(
        says([](Table& t) { t.columns[1].server_default = "'x'"; },
             "table job: column url has the default ['x'] in the models, none in the database"));
    CHECK_BOTH(says([](Table& t) { t.columns.pop_back(); },
                    "table job: column owner is not in the models"));
    CHECK_BOTH(says([](Table& t) { t.foreign_keys.push_back(key_to("user")); },
                    "table job: foreign key without a name is not in the database"));
    CHECK_BOTH(says(
        [](Table& t) {
            t.indexes.push_back({"ix", {Name("id")}, {}, {}, false});
        },
        "table job: index ix is not in the database"));
}

TEST_CASE("blanks in an expression make no difference") {
    CHECK_BOTH(same_expression("a > 0", " a>0 "));
    CHECK_BOTH(same_expression("a AND b", "a\n AND\tb"));
    CHECK_BOTH(!same_expression("a b", "ab"));
    CHECK_BOTH(!same_expression("' a'", "'a'"));
}
