// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <CLI/CLI.hpp>

#include <cctype>
#include <cstdlib>
#include <string>
#include <vector>

namespace rowan::cli {

/// What the tool was asked on its command line; named as Alembic names it.
struct Arguments {
    std::string command;
    std::string url, directory, version_table = "alembic_version", version_table_schema, log_table;
    bool json = false, quiet = false, allow_destructive = false, per_revision = false;
    double wait = 60;
    std::vector<std::string> revisions;
    std::string message, rev_id, branch_label, head = "head", tag, range, format, output;
    std::vector<std::string> depends_on;
    bool autogenerate = false, splice = false, sql = false, verbose = false, purge = false;
    bool check_heads = false, indicate_current = false, resolve_dependencies = false;
    bool models = false;

    [[nodiscard]] const std::string& revision() const { return revisions.front(); }
};

/// The tool's commands and flags.
class Parser {
  public:
    explicit Parser(const std::string& program)
        : app_("Migrations of a database: Alembic's commands, compiled into the program.",
               program) {
        app_.set_help_flag("-h,--help", "Say what the program can do");
        app_.require_subcommand(1);
        app_.fallthrough();
        if (const char* url = std::getenv("ROWAN_URL"))
            got_.url = url;
        app_.add_option("--url", got_.url, "The database (or ROWAN_URL)");
        app_.add_option("-d,--directory", got_.directory, "Where the revisions' files are");
        app_.add_option("--version-table", got_.version_table, "Name of the version table");
        app_.add_option("--version-table-schema", got_.version_table_schema, "Its schema");
        app_.add_option("--log-table", got_.log_table, "A table that notes what was done");
        app_.add_option("--wait", got_.wait, "Seconds to wait for another migration");
        app_.add_flag("--transaction-per-migration", got_.per_revision,
                      "A transaction for each revision");
        app_.add_flag("--json", got_.json, "Write JSON, for scripts");
        app_.add_flag("-q,--quiet", got_.quiet, "Write nothing but what was asked for");
        add_making();
        add_moving();
        add_looking();
    }

    /// Reads the command line; the exit code where there is nothing more to do, else -1.
    int parse(int argc, const char* const* argv) {
        std::vector<std::string> words;
        // Last word first, as CLI11 wants them; `-1` is a revision here and no option.
        for (int i = argc - 1; i > 0; --i)
            words.push_back(is_step(argv[i]) ? mark + std::string(argv[i]) : std::string(argv[i]));
        try {
            app_.parse(words);
        } catch (const CLI::ParseError& error) {
            int code = app_.exit(error);
            return code == 0 ? 0 : 2;
        }
        got_.command = app_.get_subcommands().front()->get_name();
        for (std::string* word : {&got_.range, &got_.head})
            unmark(*word);
        for (std::string& word : got_.revisions)
            unmark(word);
        return -1;
    }
    [[nodiscard]] const Arguments& arguments() const { return got_; }

  private:
    static constexpr char mark = '\x01';

    static bool is_step(const std::string& word) {
        return word.size() > 1 && word[0] == '-' &&
               std::isdigit(static_cast<unsigned char>(word[1]));
    }
    static void unmark(std::string& word) {
        if (!word.empty() && word.front() == mark)
            word.erase(0, 1);
    }

    CLI::App* add(const char* name, const char* what) { return app_.add_subcommand(name, what); }
    void add_revision(CLI::App* command, const char* fallback) {
        auto* option = command->add_option("revision", got_.revisions, "The revision")->expected(1);
        if (*fallback)
            fallbacks_.push_back({command, fallback});
        else
            option->required();
    }
    void add_sql(CLI::App* command) {
        command->add_flag("--sql", got_.sql, "Write the SQL instead of running it");
        command->add_option("--tag", got_.tag, "A word for the program's own use");
    }
    void add_verbose(CLI::App* command) {
        command->add_flag("-v,--verbose", got_.verbose, "Say more");
    }
    void add_destructive(CLI::App* command) {
        command->add_flag("--allow-destructive", got_.allow_destructive,
                          "Run what destroys data, too");
    }
    void add_new_revision(CLI::App* command) {
        command->add_option("-m,--message", got_.message, "What the revision does");
        command->add_option("--rev-id", got_.rev_id, "Its id, instead of a random one");
        command->add_option("--branch-label", got_.branch_label, "A name for the branch it begins");
        command->add_flag("--splice", got_.splice, "It may follow what is no head");
    }

    void add_making() {
        add("init", "Make the folder for revisions")
            ->add_option("folder", got_.revisions, "Its name")
            ->expected(1);
        add("list_templates", "Name the kinds of folders that init makes");
        for (const char* name : {"revision", "migrate"}) {
            bool plain = std::string(name) == "revision";
            CLI::App* command =
                add(name, plain ? "Write a new revision's file"
                                : "Write a new revision's file from the models (as revision "
                                  "--autogenerate)");
            add_new_revision(command);
            command->add_flag("--autogenerate", got_.autogenerate,
                              "Fill it with what the models and the database differ in");
            command->add_option("--head", got_.head, "What it follows");
            command->add_option("--depends-on", got_.depends_on, "What it needs beside that");
            command->add_flag("--sql", got_.sql, "Not possible with --autogenerate");
        }
        CLI::App* merge = add("merge", "Write a revision that follows several");
        merge->add_option("revisions", got_.revisions, "What it follows, or heads")->required();
        add_new_revision(merge);
        add_revision(add("edit", "Open a revision's file in the editor"), "head");
    }
    void add_moving() {
        CLI::App* upgrade = add("upgrade", "Apply revisions");
        add_revision(upgrade, "");
        add_sql(upgrade);
        add_destructive(upgrade);
        CLI::App* downgrade = add("downgrade", "Take revisions back");
        add_revision(downgrade, "");
        add_sql(downgrade);
        add_destructive(downgrade);
        CLI::App* stamp = add("stamp", "Say where the database is, running nothing");
        stamp->add_option("revisions", got_.revisions, "Where it is")->required();
        add_sql(stamp);
        stamp->add_flag("--purge", got_.purge, "Forget what the version table says");
        CLI::App* ensure = add("ensure_version", "Create the version table");
        ensure->add_flag("--sql", got_.sql, "Write the SQL instead of running it");
    }
    void add_looking() {
        CLI::App* current = add("current", "Say where the database is");
        add_verbose(current);
        current->add_flag("-c,--check-heads", got_.check_heads, "Fail if that is not at all heads");
        CLI::App* history = add("history", "List revisions, the newest first");
        history->add_option("-r,--rev-range", got_.range, "[start]:[end]");
        history->add_flag("-i,--indicate-current", got_.indicate_current,
                          "Mark where the database is");
        add_verbose(history);
        CLI::App* heads = add("heads", "List the newest revisions");
        heads->add_flag("--resolve-dependencies", got_.resolve_dependencies,
                        "Leave out those that others depend on");
        add_verbose(heads);
        add_verbose(add("branches", "List where branches part"));
        add_revision(add("show", "Tell all about a revision"), "head");
        add("check", "Fail if models and database differ");
        CLI::App* graph = add("graph", "Draw the revisions");
        graph->add_option("--format", got_.format, "mermaid or dot")
            ->check(CLI::IsMember({"mermaid", "dot"}));
        CLI::App* schema = add("schema", "Draw the models' tables");
        schema->add_option("--format", got_.format, "mermaid, dot or sql")
            ->check(CLI::IsMember({"mermaid", "dot", "sql"}));
        CLI::App* inspect = add("inspect", "Look at the database's tables");
        inspect->add_flag("--models", got_.models, "Write C++ structs for them");
    }

    struct Fallback {
        CLI::App* command;
        const char* revision;
    };

    CLI::App app_;
    Arguments got_;
    std::vector<Fallback> fallbacks_;

  public:
    /// `head` where a command was given no revision.
    [[nodiscard]] Arguments complete() const {
        Arguments full = got_;
        for (const Fallback& fallback : fallbacks_)
            if (fallback.command->parsed() && full.revisions.empty())
                full.revisions.emplace_back(fallback.revision);
        return full;
    }
};

} // namespace rowan::cli
