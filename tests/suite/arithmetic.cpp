// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"

#include <cstdint>
#include <optional>
#include <vector>

using namespace rowan_test;
using namespace rowan::literals;

namespace {

struct Number {
    std::int64_t id = 0;
    std::int64_t whole = 0;
    std::int64_t other = 0;
    double real = 0;
    rowan::Decimal price;
    std::optional<std::int64_t> maybe;

    static constexpr auto table = rowan::table("number", rowan::primary_key<&Number::id>());
};

struct Numbers : Tables<Number> {
    Numbers() {
        session.insert_all({Number{1, 7, 2, 0.5, rowan::Decimal("1.25"), {}},
                            Number{2, -7, 2, -0.5, rowan::Decimal("-1.25"), 3}});
    }
    rowan::Query<Number> rows() { return all<Number>(); }
    std::vector<std::int64_t> ids(const rowan::Query<Number>& query) {
        std::vector<std::int64_t> list;
        for (const Number& row : query.order_by("id"_col))
            list.push_back(row.id);
        return list;
    }
    template <typename Condition>
    std::vector<std::int64_t> where(const Condition& condition) {
        return ids(rows().filter(condition));
    }
};

using Ids = std::vector<std::int64_t>;

} // namespace

TEST_CASE("sums, products and signs are calculated by the database") {
    Numbers numbers;
    CHECK(numbers.where("whole"_col + "other"_col == 9) == Ids{1});
    CHECK(numbers.where("whole"_col - "other"_col == -9) == Ids{2});
    CHECK(numbers.where("whole"_col * "other"_col == 14) == Ids{1});
    CHECK(numbers.where(-"whole"_col == 7) == Ids{2});
    CHECK(numbers.where("whole"_col + 1 * 2 == 9) == Ids{1});
    CHECK(numbers.where(("whole"_col + 1) * 2 == 16) == Ids{1});
    CHECK(numbers.where(10 - ("whole"_col - "other"_col) == 5) == Ids{1});
    CHECK(numbers.where("real"_col * 2 == 1) == Ids{1});
    CHECK(numbers.where("real"_col + "whole"_col == 7.5) == Ids{1});
    CHECK(numbers.where("whole"_col * 0.5 == 3.5) == Ids{1});
    CHECK(numbers.where("price"_col * 4 == 5) == Ids{1});
    CHECK(numbers.where("price"_col + rowan::Decimal("0.75") == 2) == Ids{1});
}

TEST_CASE("integers are divided as the dialect says") {
    Numbers numbers;
    const bool whole = dialect().division_keeps_integers;
    CHECK(numbers.where("whole"_col / 2 == 3) == (whole ? Ids{1} : Ids{}));
    CHECK(numbers.where("whole"_col / 2 == 3.5) == (whole ? Ids{} : Ids{1}));
    CHECK(numbers.where("whole"_col / "other"_col == -3) == (whole ? Ids{2} : Ids{}));
    // A fraction on one side is a fraction everywhere.
    CHECK(numbers.where("whole"_col / 2.0 == 3.5) == Ids{1});
    CHECK(numbers.where("real"_col / 2 == 0.25) == Ids{1});
    // One statement's text is kept for all values: none may change what the next one means.
    for (int turn = 0; turn < 3; ++turn) {
        CHECK(numbers.where("whole"_col / 2 == 3) == (whole ? Ids{1} : Ids{}));
        CHECK(numbers.where("whole"_col / 2.0 == 3.5) == Ids{1});
        CHECK(numbers.where("whole"_col / 2.5 == 2.8) == Ids{1});
        CHECK(numbers.where("whole"_col > 6.5) == Ids{1});
        CHECK(numbers.where("whole"_col == 7.0) == Ids{1});
        CHECK(numbers.where("whole"_col == 7) == Ids{1});
    }
    const std::int64_t large = (std::int64_t{1} << 53) + 1;
    numbers.rows().filter("id"_col == 1).update("whole"_col = large);
    CHECK(numbers.where("whole"_col == 6.5).empty());
    CHECK(numbers.where("whole"_col == large) == Ids{1});
    CHECK(numbers.where("whole"_col == large - 1).empty());
    CHECK(numbers.where("whole"_col * 2 == 2 * large) == Ids{1});
}

TEST_CASE("a remainder has the sign of what is divided") {
    Numbers numbers;
    CHECK(numbers.where("whole"_col % 2 == 1) == Ids{1});
    CHECK(numbers.where("whole"_col % 2 == -1) == Ids{2});
    CHECK(numbers.where("whole"_col % "other"_col != 0) == Ids{1, 2});
    CHECK(numbers.where(20 % "other"_col == 0) == Ids{1, 2});
}

TEST_CASE("division by zero is NULL or an error, as the dialect says") {
    Numbers numbers;
    auto zero = "other"_col - "other"_col;
    if (dialect().division_by_zero_fails) {
        CHECK_FAILS(numbers.session, rowan::DataError, numbers.where("whole"_col / zero == 1));
        CHECK_FAILS(numbers.session, rowan::DataError, numbers.where("whole"_col % zero == 1));
    } else {
        CHECK(numbers.where("whole"_col / zero == 1).empty());
        CHECK(numbers.where(!("whole"_col / zero == 1)).empty());
        CHECK(numbers.where("whole"_col % zero == 1).empty());
    }
}

TEST_CASE("calculating with NULL gives NULL") {
    Numbers numbers;
    CHECK(numbers.where("maybe"_col + 1 == 4) == Ids{2});
    CHECK(numbers.where(!("maybe"_col + 1 == 4)).empty());
    CHECK(numbers.where("maybe"_col * 0 == 0) == Ids{2});
    CHECK(numbers.rows().update("maybe"_col = "maybe"_col + "whole"_col) == 2);
    CHECK_FALSE(numbers.rows().filter("id"_col == 1).one().maybe);
    CHECK(numbers.rows().filter("id"_col == 2).one().maybe == -4);
}

TEST_CASE("a sum that no integer holds is an error or a fraction, never another integer") {
    Numbers numbers;
    numbers.rows().filter("id"_col == 1).update("whole"_col = INT64_MAX);
    {
        auto point = numbers.session.savepoint();
        Ids found{2};
        try {
            found = numbers.where("whole"_col + 1 < 0);
        } catch (const rowan::DataError&) {
            // PostgreSQL and MySQL refuse the sum.
        }
        CHECK(found == Ids{2});
    }
    {
        auto point = numbers.session.savepoint();
        auto grow = [&] {
            numbers.rows().filter("id"_col == 1).update("whole"_col = "whole"_col + 1);
            // Where it was stored as a fraction, reading it as an integer fails.
            static_cast<void>(numbers.rows().filter("id"_col == 1).one());
        };
        CHECK_THROWS_AS(grow(), rowan::DataError);
    }
    CHECK(numbers.rows().filter("id"_col == 1).one().whole == INT64_MAX);
}

TEST_CASE("and, or and not keep the brackets they were written with") {
    Numbers numbers;
    auto one = "id"_col == 1, two = "id"_col == 2, none = "id"_col == 3;
    CHECK(numbers.where((one || two) && none).empty());
    CHECK(numbers.where(one || (two && none)) == Ids{1});
    CHECK(numbers.where(!(one || none)) == Ids{2});
    CHECK(numbers.where(!one || none) == Ids{2});
    CHECK(numbers.where(!(one && two)) == Ids{1, 2});
    CHECK(numbers.where(!!one) == Ids{1});
    CHECK(numbers.where(!(!one && !(two || none))) == Ids{1, 2});
    // NULL is neither true nor false.
    CHECK(numbers.where("maybe"_col == 3 || one) == Ids{1, 2});
    CHECK(numbers.where(!("maybe"_col == 3)).empty());
    CHECK(numbers.where(!("maybe"_col == 3 && none)) == Ids{1, 2});
}

TEST_CASE("NULL sorts as the dialect says, unless the query says where") {
    Numbers numbers;
    const bool low = dialect().nulls_sort_low;
    auto sorted = [&](const auto& term) {
        std::vector<std::int64_t> list;
        for (const Number& row : numbers.rows().order_by(term))
            list.push_back(row.id);
        return list;
    };
    CHECK(sorted("maybe"_col) == (low ? Ids{1, 2} : Ids{2, 1}));
    CHECK(sorted("maybe"_col.desc()) == (low ? Ids{2, 1} : Ids{1, 2}));
    CHECK(sorted("maybe"_col.nulls_first()) == Ids{1, 2});
    CHECK(sorted("maybe"_col.nulls_last()) == Ids{2, 1});
    CHECK(sorted("maybe"_col.desc().nulls_first()) == Ids{1, 2});
    CHECK(sorted("maybe"_col.desc().nulls_last()) == Ids{2, 1});
    CHECK(sorted(("maybe"_col * -1).nulls_last()) == Ids{2, 1});
}
