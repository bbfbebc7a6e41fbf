// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

// Which parts of an SQL text are parameters.

#include <rowan/sql/render_raw.hpp>

using namespace rowan::lang;

template <rowan::FixedString Sql>
constexpr bool becomes(const Dialect& dialect, std::string_view wanted) {
    Text text(dialect);
    render(text, raw_text<Sql>);
    return text.view() == wanted;
}
template <rowan::FixedString Sql>
constexpr std::size_t names = raw_text<Sql>.names.size();

// One place for all occurrences of a name, or one for each.
static_assert(becomes<"a = :user AND b = :user OR c = :n">(postgresql,
                                                           "a = $1 AND b = $1 OR c = $2"));
static_assert(becomes<"a = :user AND b = :user OR c = :n">(sqlite, "a = ? AND b = ? OR c = ?"));
static_assert(becomes<"a = :user AND b = :user OR c = :n">(mysql, "a = ? AND b = ? OR c = ?"));
static_assert(names<"a = :user AND b = :user OR c = :n"> == 2);

static_assert(names<"SELECT ':a', 'it''s :a', \":a\", `:a`"> == 0);
static_assert(names<"SELECT 1 -- :a\n, :b /* :c\n */ - :d"> == 2);
static_assert(names<"SELECT 1 -- the last line: :a"> == 0);
static_assert(names<"SELECT $$ :a ' $$, $tag$ :b $$ $tag$, :c, a$b$c"> == 1);
static_assert(names<"SELECT x::int, x ::text, (:a)::uuid, @v := 5"> == 1);
static_assert(names<"SELECT a[1:2], a[lower:upper], a[:n]"> == 1);
static_assert(names<"SELECT doc->'a', doc #>> '{a,b}', doc @> :part, doc ? 'key'"> == 1);
static_assert(names<"SELECT '10:30', time '10:30:00' + :span"> == 1);
static_assert(names<":a+:a/:_b2"> == 2);
static_assert(names<"SELECT ':', :größe"> == 1);
static_assert(becomes<"SELECT a\\:b, '\\:c'">(sqlite, "SELECT a:b, '\\:c'"));

static_assert(raw_text<"SELECT doc ? 'key'">.has_question);
static_assert(raw_text<"SELECT :a, doc ? 'key'">.has_question);
static_assert(!raw_text<"SELECT '?' -- ?">.has_question);

static_assert(raw_text<"SELECT 1">.reads && raw_text<" (select 1)">.reads);
static_assert(raw_text<"VALUES (1)">.reads);
static_assert(!raw_text<"INSERT INTO a SELECT 1">.reads && !raw_text<"selected">.reads);
static_assert(!raw_text<"WITH a AS (DELETE FROM b RETURNING *) SELECT * FROM a">.reads);

static_assert(becomes<"SELECT 1;\n ">(sqlite, "SELECT 1"));
static_assert(fault_of("SELECT ';', 1;") == RawFault::none);
static_assert(fault_of("SELECT 1; SELECT 2") == RawFault::several);
static_assert(fault_of("SELECT 'a") == RawFault::open_quote);
static_assert(fault_of("SELECT 1 /* a") == RawFault::open_quote);
static_assert(fault_of("SELECT $a$ b $$") == RawFault::open_quote);
static_assert(fault_of("SELECT 'it\\'s :a'") == RawFault::backslash_quote);
static_assert(fault_of("SELECT 'C:\\dir\\'") == RawFault::backslash_quote);
static_assert(fault_of("SELECT '\\d+', :a") == RawFault::none);
static_assert(fault_of("SELECT 1 /* a /* b */ c */") == RawFault::nested_comment);
static_assert(fault_of("SELECT $1") == RawFault::numbered);
