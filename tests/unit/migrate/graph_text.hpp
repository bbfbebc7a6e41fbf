// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

// Graphs written as text: "a b1(a) b2(a;x) c(b1,b2)@label" is id(down,down;dependencies)@label.

#include <rowan/migrate/plan.hpp>

#include <deque>
#include <sstream>
#include <string>
#include <vector>

namespace rowan_test {

struct GraphText {
    std::deque<std::string> texts;
    std::deque<std::vector<std::string_view>> lists;
    std::deque<rowan::migrate::Revision> revisions;
    std::vector<const rowan::migrate::Revision*> pointers;

    explicit GraphText(const std::string& text) {
        std::istringstream words(text);
        for (std::string word; words >> word;) {
            rowan::migrate::Revision& revision = revisions.emplace_back();
            std::size_t end = std::min(word.find_first_of("(@"), word.size());
            revision.id = texts.emplace_back(word.substr(0, end));
            if (std::size_t at = word.find('@'); at != word.npos)
                revision.branch_labels = ids(word.substr(at + 1));
            if (std::size_t open = word.find('('); open != word.npos) {
                std::string inside = word.substr(open + 1, word.find(')') - open - 1);
                std::size_t dependencies = std::min(inside.find(';'), inside.size());
                revision.down = ids(inside.substr(0, dependencies));
                if (dependencies < inside.size())
                    revision.depends_on = ids(inside.substr(dependencies + 1));
            }
            pointers.push_back(&revision);
        }
    }
    GraphText(const GraphText&) = delete;
    GraphText& operator=(const GraphText&) = delete;

    rowan::migrate::Ids ids(const std::string& list) {
        std::vector<std::string_view> found;
        std::istringstream parts(list);
        for (std::string part; std::getline(parts, part, ',');)
            found.emplace_back(texts.emplace_back(part));
        if (found.size() > 2)
            return {found[0], found[1], found[2]};
        if (found.size() > 1)
            return {found[0], found[1]};
        return found.empty() ? rowan::migrate::Ids() : rowan::migrate::Ids(found[0]);
    }
};

/// `up b, c` or `down c, b`, with the version table's changes: `b: a>b`.
inline std::string text_of(const rowan::migrate::Graph& graph, const rowan::migrate::Plan& plan) {
    using rowan::migrate::VersionVerb;
    std::string text;
    for (const rowan::migrate::Step& step : plan.steps) {
        text += text.empty() ? "" : " ";
        text += step.revision == rowan::migrate::no_node ? "stamp" : graph.id(step.revision);
        for (const rowan::migrate::VersionChange& change : step.changes) {
            text += change.verb == VersionVerb::insert   ? " +"
                    : change.verb == VersionVerb::remove ? " -"
                                                         : " ";
            text += std::string(change.from) + (change.verb == VersionVerb::update ? ">" : "") +
                    std::string(change.to);
        }
        text += ";";
    }
    return text;
}

} // namespace rowan_test
