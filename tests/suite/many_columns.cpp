// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#include "tests/suite/database.hpp"

#include <cstdint>
#include <optional>

using namespace rowan::literals;

namespace {

// clang-format off
struct Widest : rowan::Model<Widest> {
    std::int64_t m1 = 0;
    std::optional<std::int64_t> m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17;
    std::optional<std::int64_t> m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33;
    std::optional<std::int64_t> m34, m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49;
    std::optional<std::int64_t> m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65;
    std::optional<std::int64_t> m66, m67, m68, m69, m70, m71, m72, m73, m74, m75, m76, m77, m78, m79, m80, m81;
    std::optional<std::int64_t> m82, m83, m84, m85, m86, m87, m88, m89, m90, m91, m92, m93, m94, m95, m96, m97;
    std::optional<std::int64_t> m98, m99, m100, m101, m102, m103, m104, m105, m106, m107, m108, m109, m110, m111, m112, m113;
    std::optional<std::int64_t> m114, m115, m116, m117, m118, m119, m120, m121, m122, m123, m124, m125, m126, m127, m128;
    static constexpr auto table = rowan::table("widest", rowan::primary_key<&Widest::m1>());
};
// clang-format on

} // namespace

TEST_CASE("a struct of 128 columns is a table like others") {
    rowan_test::Tables<Widest> tables;
    rowan::Session& session = tables.session;
    auto row = Widest::make("m1"_col = 1, "m2"_col = 2, "m127"_col = 127, "m128"_col = 128);
    session.insert(row);
    session.insert(Widest::make("m1"_col = 2, "m64"_col = 64));
    CHECK(Widest::get(session, "m128"_col = 128).one() == row);
    CHECK(Widest::get(session, "m128"_col = nullptr, "m64"_col = 64).one().m1 == 2);
    CHECK(Widest::get(session).filter(rowan::col<&Widest::m127> > "m2"_col).count() == 1);
    CHECK(Widest::get(session).update("m100"_col = "m1"_col * 100) == 2);
    row = Widest::get(session, "m1"_col = 1).one();
    CHECK(row.m100 == 100);
    row.m99 = 99;
    row.save(session);
    CHECK(Widest::get(session, rowan::Filters{{"m99", 99}}).one() == row);
    CHECK(row.as_dict().size() == 128);
}
