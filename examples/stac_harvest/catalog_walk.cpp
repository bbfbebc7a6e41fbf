// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0

#include "catalog_walk.hpp"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

namespace stac {

namespace fs = std::filesystem;

namespace {

/// `https:`, `s3:` and so on; a relative reference has no scheme (RFC 3986, 4.2).
bool has_scheme(std::string_view href) {
    auto end = href.find_first_of(":/?#");
    return end != std::string_view::npos && end > 0 && href[end] == ':';
}

/// The path of a relative reference: without query and fragment, `%20` decoded.
std::string path_of(std::string_view href) {
    href = href.substr(0, href.find_first_of("?#"));
    std::string path;
    for (std::size_t i = 0; i < href.size(); ++i) {
        unsigned char byte = 0;
        const char* digits = href.data() + i + 1;
        if (href[i] == '%' && i + 2 < href.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            path += static_cast<char>(byte);
            i += 2;
        } else {
            path += href[i];
        }
    }
    return path;
}

bool is_inside(const fs::path& file, const fs::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first ==
           folder.end();
}

std::string read_file(const fs::path& file) {
    std::error_code error;
    auto status = fs::status(file, error);
    if (!fs::exists(status))
        throw DocumentError("no such file");
    if (!fs::is_regular_file(status))
        throw DocumentError("not a file");
    std::ifstream stream(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream.good() && !stream.eof())
        throw DocumentError("can't be read: " + std::generic_category().message(errno));
    return text;
}

} // namespace

CatalogWalk::CatalogWalk(const fs::path& root_file) {
    std::error_code error;
    root_ = fs::weakly_canonical(fs::absolute(root_file), error);
    if (error) // follow() meets it again and tells it
        root_ = fs::absolute(root_file);
    folder_ = root_.parent_path();
    steps_.emplace_back().from = root_;
}

std::optional<Finding> CatalogWalk::next() {
    while (!steps_.empty()) {
        Step step = std::move(steps_.back());
        steps_.pop_back();
        if (auto finding = follow(step))
            return finding;
    }
    return std::nullopt;
}

std::optional<Finding> CatalogWalk::follow(const Step& step) {
    const auto& [link, from, collection] = step;
    OutsideLink outside{display(from), link.href};
    if (has_scheme(link.href))
        return outside;
    std::string path = path_of(link.href);
    if (path.find('\0') != std::string::npos)
        return Problem{display(from), "a link has a NUL character: " + link.href};

    std::error_code error;
    fs::path file = link.rel == Link::Rel::root ? from : from.parent_path() / path;
    file = fs::weakly_canonical(file, error);
    if (error)
        return Problem{display(from), "link '" + link.href + "': " + error.message()};
    if (!is_inside(file, folder_))
        return outside;
    if (!visited_.insert(file).second)
        return std::nullopt;
    return visit(step, file);
}

std::optional<Finding> CatalogWalk::visit(const Step& step, const fs::path& file) {
    try {
        auto document = parse_json(read_file(file));
        switch (type_of(Json(document), step.link.rel)) {
        case DocumentType::catalog:
            push(read_catalog(Json(document)).links, file, step.collection);
            return std::nullopt;
        case DocumentType::collection: {
            auto found = read_collection(std::move(document), file.string());
            found.collection.parent = step.collection;
            push(found.links, file, found.collection.location);
            return found;
        }
        case DocumentType::item: {
            auto found = read_item(std::move(document), file.string());
            found.item.collection = step.collection;
            return found;
        }
        }
    } catch (const DocumentError& error) {
        std::string reason = error.what();
        if (step.link.rel != Link::Rel::root)
            reason += " (linked from " + display(step.from) + ")";
        return Problem{display(file), std::move(reason)};
    }
    return std::nullopt;
}

std::string CatalogWalk::display(const fs::path& file) const {
    return file.lexically_proximate(folder_).string();
}

void CatalogWalk::push(const std::vector<Link>& links, const fs::path& from,
                       const std::optional<std::string>& collection) {
    for (auto link = links.rbegin(); link != links.rend(); ++link)
        steps_.push_back({*link, from, collection});
}

} // namespace stac
