// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
// What not every database can hold: kept where its dialect says so, a typed error where not.
#include "tests/suite/types.hpp"

#include <rowan/base/iso8601.hpp>
#include <rowan/type/enumeration.hpp>

#include <chrono>
#include <cmath>
#include <limits>

using namespace rowan_test;
using namespace rowan::literals;
using namespace std::chrono_literals;

namespace {

enum class Status { running, finished };

struct Label {
    std::int64_t id = 0;
    std::string text;

    static constexpr auto table =
        rowan::table("label", rowan::primary_key<&Label::id>(),
                     rowan::column<&Label::text>(rowan::type(rowan::Varchar{10})));
};

struct Exact {
    std::int64_t id = 0;
    std::optional<rowan::Decimal> value;

    static constexpr auto table =
        rowan::table("exact", rowan::primary_key<&Exact::id>(),
                     rowan::column<&Exact::value>(rowan::type(rowan::Text{})));
};

template <typename Number>
void nan_is_kept_or_refused() {
    const Number nan = std::numeric_limits<Number>::quiet_NaN();
    if (!dialect().nan)
        return refuses(nan, "NaN");
    Through<Number> through;
    CHECK(std::isnan(through(nan)));
    CHECK(std::isnan(*through(std::optional<Number>(nan))));
}

} // namespace

TEST_CASE("NaN is kept or a DataError") {
    nan_is_kept_or_refused<double>();
    nan_is_kept_or_refused<float>();
}

TEST_CASE("infinities are kept or a DataError") {
    for (double infinity : {HUGE_VAL, -HUGE_VAL}) {
        keeps_or_refuses(dialect().infinity, infinity);
        keeps_or_refuses(dialect().infinity, static_cast<float>(infinity));
    }
}

TEST_CASE("negative zero equals zero when it comes back") {
    Through<double> through;
    CHECK(through(-0.0) == 0.0);
}

TEST_CASE("integers above the largest signed one are kept or a DataError") {
    keeps_or_refuses(dialect().unsigned_integers, std::uint64_t{INT64_MAX} + 1);
    keeps_or_refuses(dialect().unsigned_integers, UINT64_MAX);
    Through<std::uint64_t> through;
    if (dialect().unsigned_integers) {
        through.write(UINT64_MAX);
        CHECK(through.finds(UINT64_MAX));
        CHECK_FALSE(through.finds(UINT64_MAX - 1));
        CHECK_FALSE(through.finds(std::uint64_t{INT64_MAX}));
    } else {
        CHECK_THROWS_AS(through.finds(UINT64_MAX), rowan::DataError);
    }
}

TEST_CASE("decimals with more digits than the database has are a DataError") {
    const rowan::lang::Dialect& ours = dialect();
    const std::string nines(1000, '9');
    const std::size_t whole = ours.decimal_digits == ours.decimal_scale
                                  ? ours.decimal_digits
                                  : ours.decimal_digits - ours.decimal_scale;
    for (std::size_t digits : {std::size_t{15}, std::size_t{16}, std::size_t{35}, std::size_t{36},
                               std::size_t{65}, std::size_t{66}}) {
        INFO(digits << " digits");
        keeps_or_refuses(digits <= whole, rowan::Decimal(nines.substr(0, digits)));
        keeps_or_refuses(digits <= whole, rowan::Decimal("-" + nines.substr(0, digits)));
        keeps_or_refuses(digits <= ours.decimal_scale,
                         rowan::Decimal("0." + nines.substr(0, digits)));
    }
    keeps_or_refuses(whole >= 20 && ours.decimal_scale >= 18,
                     rowan::Decimal("12345678901234567890.123456789012345678"));
}

TEST_CASE("decimals in a column of text keep all digits on every database") {
    Tables<Exact> rows;
    const std::string digits =
        "123456789012345678901234567890.123456789012345678901234567890123456";
    rows.session.insert_all(
        {Exact{1, rowan::Decimal(digits)}, Exact{2, rowan::Decimal(digits + "7")}, Exact{3, {}}});
    CHECK(rows.all<Exact>().filter("id"_col == 1).one().value == rowan::Decimal(digits));
    CHECK(rows.all<Exact>().filter("value"_col == rowan::Decimal(digits)).one().id == 1);
    CHECK(rows.all<Exact>().filter_by(rowan::Filters{{"value", digits + "7"}}).one().id == 2);
    rows.all<Exact>().filter("id"_col == 3).update("value"_col = rowan::Decimal(digits));
    CHECK(rows.all<Exact>().filter("value"_col == rowan::Decimal(digits)).count() == 2);
}

TEST_CASE("text with a NUL is kept or a DataError") {
    for (const std::string& text : {std::string("a\0b", 3), std::string("\0", 1)}) {
        keeps_or_refuses(dialect().nul_in_text, text);
        Through<std::string> through;
        if (dialect().nul_in_text) {
            through.write(text);
            CHECK(through.finds(text));
            CHECK_FALSE(through.finds(std::string("a")));
        } else {
            CHECK_THROWS_AS(through.finds(text), rowan::DataError);
        }
    }
}

TEST_CASE("text that is not UTF-8 is kept byte by byte or a DataError") {
    for (const char* text : {"\xff\xfe", "abc\x80", "\xc3", "\xf4\x90\x80\x80"}) {
        INFO(text);
        keeps_or_refuses(dialect().any_bytes_in_text, std::string(text));
    }
    // Half of a surrogate pair: MariaDB takes it for a character.
    keeps_or_refuses(dialect().any_bytes_in_text || dialect().name == "mysql",
                     std::string("\xed\xa0\x80"));
}

TEST_CASE("bytes and all digits of a double are kept or refused") {
    keeps_or_refuses(dialect().exact_doubles, 1.0 / 3, "15 digits");
    keeps_or_refuses(dialect().exact_doubles, 0.1f, "15 digits");
    keeps_or_refuses(dialect().blobs, rowan::Blob{std::byte{0}, std::byte{255}}, "blobs");
}

TEST_CASE("what no database keeps is a DataError") {
    using std::chrono::year;
    refuses(rowan::Date(year(2026) / 2 / 30), "1 to 9999");
    refuses(rowan::Date(year(10000) / 1 / 1), "1 to 9999");
    refuses(rowan::DateTime::max(), "1 to 9999");
    refuses(rowan::iso::earliest - 1us, "1 to 9999");
    refuses(rowan::Time(24h), "within a day");
    refuses(std::chrono::hours::max(), "out of range");
    refuses(static_cast<Status>(77), "no name");
}

TEST_CASE("a text beyond its VARCHAR is refused or kept whole") {
    Tables<Label> labels;
    const std::string longer(11, 'x');
    if (dialect().lengths_hold) {
        CHECK_FAILS(labels.session, rowan::DataError, labels.session.insert(Label{1, longer}));
        CHECK(labels.count<Label>() == 0);
    } else {
        labels.session.insert(Label{1, longer});
        CHECK(labels.all<Label>().one().text == longer);
    }
    // Characters count, not bytes.
    labels.session.insert(Label{2, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3"
                                   "\xa9\xc3\xa9\xc3\xa9"});
    CHECK(labels.all<Label>().filter("id"_col == 2).one().text.size() == 20);
}

TEST_CASE("empty text and bytes are not NULL") {
    Through<std::string> texts;
    CHECK(texts(std::optional<std::string>("")) == "");
    CHECK_FALSE(texts.finds(std::optional<std::string>()));
    if (!dialect().blobs)
        return refuses(rowan::Blob{}, "blobs");
    Through<rowan::Blob> blobs;
    CHECK(blobs(std::optional<rowan::Blob>(rowan::Blob{})) == rowan::Blob{});
    CHECK_FALSE(blobs.finds(std::optional<rowan::Blob>()));
}
