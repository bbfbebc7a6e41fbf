// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/base/error.hpp>
#include <rowan/base/uuid.hpp>

#include <cctype>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace rowan::cli {

/// What a new revision's file says.
struct NewRevision {
    std::string id;
    std::vector<std::string> down;
    std::string message;
    std::vector<std::string> branch_labels;
    std::vector<std::string> depends_on;
    std::string upgrade;   ///< C++ statements; empty: none.
    std::string downgrade; ///< The same.
};

/// A random id as Alembic makes them: 12 hexadecimal digits.
inline std::string random_id() {
    std::string uuid = rowan::make_uuid();
    return uuid.substr(uuid.size() - 12);
}

/// A C++ string literal.
inline std::string quoted_cpp(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '\n')
            out += "\\n";
        else if (c == '"' || c == '\\')
            (out += '\\') += c;
        else
            out += c;
    }
    return out + '"';
}

/// `"a"` or `{"a", "b"}`.
inline std::string list_cpp(const std::vector<std::string>& names) {
    if (names.size() == 1)
        return quoted_cpp(names.front());
    std::string out;
    for (const std::string& name : names)
        out += (out.empty() ? "{" : ", ") + quoted_cpp(name);
    return out + "}";
}

/// The words of a message as the name of a struct: `AddStacHarvestTable`.
inline std::string struct_name(std::string_view message, std::string_view id) {
    std::string name;
    bool starts = true;
    for (char c : message) {
        bool is_word = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (is_word)
            name += starts ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        starts = !is_word;
    }
    if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front())))
        name = "Revision" + name;
    if (name == "Revision")
        name += "_" + std::string(id);
    return name.substr(0, 60);
}

/// `796cac900039_add_stac_harvest_table.hpp`; at most 40 characters of the message, as Alembic has.
inline std::string file_name(std::string_view message, std::string_view id) {
    std::string slug;
    for (char c : message) {
        bool is_word = std::isalnum(static_cast<unsigned char>(c)) || c == '_';
        if (is_word)
            slug += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!slug.empty() && slug.back() != '_')
            slug += '_';
    }
    if (slug.size() > 40) {
        std::size_t cut = slug.rfind('_', 40);
        slug.resize(cut == std::string::npos || cut == 0 ? 40 : cut);
    }
    while (!slug.empty() && slug.back() == '_')
        slug.pop_back();
    return std::string(id) + (slug.empty() ? "" : "_" + slug) + ".hpp";
}

inline std::string now_text() {
    std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &utc);
    return text;
}

/// The folder of a program's revisions, a header each.
class RevisionFolder {
  public:
    explicit RevisionFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// The file that holds a revision; empty if there is none.
    [[nodiscard]] std::string find(std::string_view id) const {
        for (const auto& path : files())
            if (path.filename().string().starts_with(id))
                return path.string();
        for (const auto& path : files())
            if (read(path).find(".id = " + quoted_cpp(id)) != std::string::npos)
                return path.string();
        return {};
    }
    /// Writes a revision's file; its path. Throws MigrationError.
    std::string write(const NewRevision& revision) const {
        if (!std::filesystem::is_directory(folder_))
            throw MigrationError("rowan: there is no folder " + folder_.string() +
                                 "; make it by 'init', or name another one by --directory");
        auto path = folder_ / file_name(revision.message, revision.id);
        if (std::filesystem::exists(path))
            throw MigrationError("rowan: " + path.string() + " is there already");
        std::string name = struct_name(revision.message, revision.id);
        for (const auto& other : files())
            if (read(other).find("struct " + name + " ") != std::string::npos) {
                name += "_" + revision.id;
                break;
            }
        std::ofstream out(path);
        out << text_of(revision, name);
        if (!out.flush())
            throw MigrationError("rowan: " + path.string() + " can't be written");
        return path.string();
    }

  private:
    [[nodiscard]] std::vector<std::filesystem::path> files() const {
        std::vector<std::filesystem::path> found;
        if (std::filesystem::is_directory(folder_))
            for (const auto& entry : std::filesystem::directory_iterator(folder_))
                if (entry.path().extension() == ".hpp")
                    found.push_back(entry.path());
        return found;
    }
    static std::string read(const std::filesystem::path& path) {
        std::ifstream in(path);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    static std::string function(const char* name, const std::string& body) {
        std::string text = "    static constexpr void " + std::string(name) + "(auto& op) {\n";
        if (body.empty())
            return text + "        static_cast<void>(op);\n    }\n";
        std::istringstream lines(body);
        for (std::string line; std::getline(lines, line);)
            text += (line.empty() ? "" : "        ") + line + "\n";
        return text + "    }\n";
    }
    static std::string text_of(const NewRevision& revision, const std::string& name) {
        std::string text = "#pragma once\n\n#include <rowan/migrate.hpp>\n\nnamespace migrations {"
                           "\n\n";
        std::istringstream lines(revision.message);
        for (std::string line; std::getline(lines, line);)
            text += "/// " + line + "\n";
        text += "struct " + name + " {\n    static constexpr rowan::migrate::Revision revision{\n";
        text += "        .id = " + quoted_cpp(revision.id) + ",\n";
        if (!revision.down.empty())
            text += "        .down = " + list_cpp(revision.down) + ",\n";
        text += "        .message = " + quoted_cpp(revision.message) + ",\n";
        if (!revision.branch_labels.empty())
            text += "        .branch_labels = " + list_cpp(revision.branch_labels) + ",\n";
        if (!revision.depends_on.empty())
            text += "        .depends_on = " + list_cpp(revision.depends_on) + ",\n";
        text += "        .created = " + quoted_cpp(now_text()) + ",\n    };\n\n";
        text += function("upgrade", revision.upgrade) + "\n";
        text += function("downgrade", revision.downgrade);
        return text + "};\n\n} // namespace migrations\n";
    }

    std::filesystem::path folder_;
};

} // namespace rowan::cli
