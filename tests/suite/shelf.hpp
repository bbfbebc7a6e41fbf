// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Tables of tracked objects: with a version, with relations of every kind and every cascade.

#include "tests/suite/database.hpp"

#include <cctype>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowan_test {

using namespace rowan::literals;

struct Novel;
struct Label;
struct NovelLabel;

struct Writer : rowan::Model<Writer> {
    std::int64_t id = 0;
    std::string name;
    std::int64_t revision = 1;
    rowan::HasMany<Novel> novels;

    static constexpr auto table = rowan::table("writer", rowan::primary_key<&Writer::id>(),
                                               rowan::version<&Writer::revision>(),
                                               rowan::relation<&Writer::novels>().delete_orphan());
};

struct Novel : rowan::Model<Novel> {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::int64_t> writer_id;
    rowan::BelongsTo<Writer> writer;
    rowan::ManyToMany<Label, NovelLabel> labels;

    static constexpr auto table =
        rowan::table("novel", rowan::primary_key<&Novel::id>(),
                     rowan::foreign_key<&Novel::writer_id>(rowan::references<&Writer::id>()),
                     rowan::relation<&Novel::writer>().back_populates<&Writer::novels>());
};

struct Label : rowan::Model<Label> {
    std::int64_t id = 0;
    std::string text;
    rowan::ManyToMany<Novel, NovelLabel> novels;

    static constexpr auto table =
        rowan::table("label", rowan::primary_key<&Label::id>(),
                     rowan::relation<&Label::novels>().back_populates<&Novel::labels>());
};

struct NovelLabel {
    std::int64_t novel_id = 0;
    std::int64_t label_id = 0;

    static constexpr auto table = rowan::table(
        "novel_label", rowan::primary_key<&NovelLabel::novel_id, &NovelLabel::label_id>(),
        rowan::foreign_key<&NovelLabel::novel_id>(rowan::references<&Novel::id>()),
        rowan::foreign_key<&NovelLabel::label_id>(rowan::references<&Label::id>()));
};

/// A tree, whose rows keep their children when they go (they lose their parent).
struct Branch : rowan::Model<Branch> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int64_t> parent_id;
    std::optional<std::int64_t> twin_id;
    rowan::BelongsTo<Branch> parent;
    rowan::BelongsTo<Branch> twin;
    rowan::HasMany<Branch> children;

    static constexpr auto table =
        rowan::table("branch", rowan::primary_key<&Branch::id>(),
                     rowan::foreign_key<&Branch::parent_id>(rowan::references<&Branch::id>()),
                     rowan::foreign_key<&Branch::twin_id>(rowan::references<&Branch::id>()),
                     rowan::relation<&Branch::parent>().by<&Branch::parent_id>(),
                     rowan::relation<&Branch::twin>().by<&Branch::twin_id>(),
                     rowan::relation<&Branch::children>().by<&Branch::parent_id>());
};

struct Shelf : Tables<Writer, Label, Novel, NovelLabel, Branch> {
    using Tables::Tables;

    static std::shared_ptr<Writer> writer(std::string name) {
        auto made = std::make_shared<Writer>();
        made->name = std::move(name);
        return made;
    }
    static std::shared_ptr<Novel> novel(std::string title) {
        auto made = std::make_shared<Novel>();
        made->title = std::move(title);
        return made;
    }
    static std::shared_ptr<Label> label(std::string text) {
        auto made = std::make_shared<Label>();
        made->text = std::move(text);
        return made;
    }
    static std::shared_ptr<Branch> branch(std::string name) {
        auto made = std::make_shared<Branch>();
        made->name = std::move(name);
        return made;
    }
    /// What a call sends, as `INSERT novel`, without what begins and ends transactions.
    template <typename Call>
    std::vector<std::string> sent(Call call) {
        std::vector<std::string> list;
        engine.set_echo([&](const rowan::StatementEvent& event) {
            std::string text = in_short(event.sql);
            if (!text.empty())
                list.push_back(std::move(text));
        });
        call();
        engine.set_echo(nullptr);
        return list;
    }

  private:
    static std::string in_small_letters(std::string name) {
        for (char& c : name)
            c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        return name;
    }
    static std::string in_short(std::string_view sql) {
        std::vector<std::string> words(1);
        for (char c : sql) {
            if (c == ' ' || c == '(' || c == '\n')
                words.emplace_back();
            else if (c != '"' && c != '`')
                words.back() += c;
        }
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            const std::string& word = words[i];
            if (word == "INTO" || word == "FROM" || (word == "UPDATE" && i == 0))
                return words[0] + " " + in_small_letters(words[i + 1]);
        }
        return "";
    }
};

} // namespace rowan_test
