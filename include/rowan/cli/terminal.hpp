// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/migrate/run_options.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <unistd.h>

namespace rowan::cli {

/// Writes results to standard output and what happens meanwhile to standard error; coloured, and
/// with a line that shows progress, where a terminal shows them.
class Terminal {
  public:
    explicit Terminal(bool quiet)
        : quiet_(quiet), colours_out_(shows_colours(STDOUT_FILENO)),
          colours_err_(shows_colours(STDERR_FILENO)) {}

    void line(std::string_view text) const {
        std::fwrite(text.data(), 1, text.size(), stdout);
        std::fputc('\n', stdout);
    }
    [[nodiscard]] std::string id(std::string_view text) const { return in(text, "33"); }
    [[nodiscard]] std::string mark(std::string_view text) const { return in(text, "36"); }
    void info(std::string_view text) const {
        if (!quiet_)
            error_line("INFO", "32", text);
    }
    void warn(std::string_view text) const { error_line("WARNING", "33", text); }
    void fail(std::string_view text) const { error_line("FAILED", "31", text); }
    /// Replaces the last progress; empty clears it.
    void progress(std::string_view text) const {
        if (quiet_ || !colours_err_)
            return;
        std::fprintf(stderr, "\r\033[K%.*s", static_cast<int>(text.size()), text.data());
        std::fflush(stderr);
    }

  private:
    static bool shows_colours(int file) {
        const char* term = std::getenv("TERM");
        return ::isatty(file) == 1 && !std::getenv("NO_COLOR") && term &&
               std::string_view(term) != "dumb";
    }
    [[nodiscard]] std::string in(std::string_view text, const char* colour) const {
        if (!colours_out_)
            return std::string(text);
        return "\033[" + std::string(colour) + "m" + std::string(text) + "\033[0m";
    }
    void error_line(const char* word, const char* colour, std::string_view text) const {
        progress({});
        if (colours_err_)
            std::fprintf(stderr, "\033[%sm%s\033[0m: %.*s\n", colour, word,
                         static_cast<int>(text.size()), text.data());
        else
            std::fprintf(stderr, "%s: %.*s\n", word, static_cast<int>(text.size()), text.data());
    }

    bool quiet_, colours_out_, colours_err_;
};

/// Says which revisions run.
class Reporter final : public migrate::Listener {
  public:
    explicit Reporter(const Terminal& terminal) : terminal_(terminal) {}

    void begins(const migrate::Revision& revision, migrate::Direction direction, std::size_t at,
                std::size_t all) override {
        bool up = direction == migrate::Direction::up;
        std::string down;
        for (std::string_view id : revision.down)
            down += (down.empty() ? "" : ", ") + std::string(id);
        std::string id(revision.id);
        text_ = std::string(up ? "upgrade " : "downgrade ") + (up ? down : id) + " -> " +
                (up ? id : down);
        if (!revision.message.empty())
            text_ += ", " + std::string(revision.message);
        terminal_.progress("[" + std::to_string(at) + "/" + std::to_string(all) + "] " + text_);
    }
    void ends(const migrate::Revision&, std::chrono::milliseconds duration) override {
        terminal_.info("Ran " + text_ + " (" + std::to_string(duration.count()) + " ms)");
    }
    void warns(std::string_view sentence) override { terminal_.warn(sentence); }

  private:
    const Terminal& terminal_;
    std::string text_;
};

} // namespace rowan::cli
