// SPDX-FileCopyrightText: 2026 The Rowan authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rowan/cli/arguments.hpp>
#include <rowan/cli/draw.hpp>
#include <rowan/cli/editor.hpp>
#include <rowan/cli/listing.hpp>
#include <rowan/cli/model_commands.hpp>
#include <rowan/cli/revision_file.hpp>
#include <rowan/cli/terminal.hpp>
#include <rowan/migrate/offline.hpp>
#include <rowan/migrate/runner.hpp>
#include <rowan/schema/models.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowan::cli {

/// Runs the tool's commands.
class Tool {
  public:
    Tool(const migrate::History& history, const meta::ModelList& models, Arguments arguments)
        : history_(history), models_(models), asked_(std::move(arguments)),
          terminal_(asked_.quiet || asked_.json), reporter_(terminal_), graph_(history.revisions),
          planner_(graph_), folder_(asked_.directory) {}
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;

    /// Does what was asked. Throws Error.
    void run() {
        for (const Command& command : commands)
            if (asked_.command == command.name)
                return (this->*command.call)();
    }

  private:
    struct Command {
        std::string_view name;
        void (Tool::*call)();
    };
    static const Command commands[19];

    [[nodiscard]] const migrate::Symbols& symbols() const { return planner_.symbols(); }

    migrate::Runner& runner() {
        if (!runner_) {
            if (asked_.url.empty())
                throw MigrationError("rowan: which database? Say it by --url or ROWAN_URL");
            runner_.emplace(
                Engine(asked_.url), history_,
                migrate::RunnerOptions{
                    .version_table = asked_.version_table,
                    .version_table_schema = asked_.version_table_schema,
                    .transaction_per_revision = asked_.per_revision,
                    .wait = std::chrono::milliseconds(static_cast<long long>(asked_.wait * 1000)),
                    .log_table = asked_.log_table,
                    .allow_destructive = asked_.allow_destructive,
                    .listener = &reporter_});
        }
        return *runner_;
    }

    // Moving.

    void upgrade() {
        auto [from, to] = range_of(asked_.revision());
        if (asked_.sql)
            return print(script().upgrade({to}, from));
        if (asked_.revision().find(':') != std::string::npos)
            throw MigrationError("rowan: a range needs --sql; online it begins where the database "
                                 "is");
        report(runner().upgrade(to));
    }
    void downgrade() {
        auto [from, to] = range_of(asked_.revision());
        bool is_range = asked_.revision().find(':') != std::string::npos;
        if (asked_.sql && !is_range)
            throw MigrationError("rowan: downgrade with --sql requires <from>:<to>");
        if (asked_.sql)
            return print(script().downgrade(to, from));
        if (is_range)
            throw MigrationError("rowan: a range needs --sql; online it begins where the database "
                                 "is");
        report(runner().downgrade(to));
    }
    void stamp() {
        migrate::Idents targets, from;
        for (const std::string& one : asked_.revisions) {
            auto [start, end] = range_of(one);
            if (asked_.sql && !start.empty())
                from = start;
            targets.push_back(asked_.sql ? end : one);
        }
        if (asked_.sql && asked_.purge)
            throw MigrationError("rowan: stamp can't --purge with --sql");
        if (asked_.sql)
            return print(script().stamp(targets, from));
        report(runner().stamp(targets, asked_.purge));
    }
    void ensure_version() {
        if (asked_.sql)
            return print(script().version_table());
        runner().ensure_version();
    }
    /// `a:b`; what comes first is empty where there is no colon.
    static std::pair<migrate::Idents, std::string> range_of(const std::string& text) {
        std::size_t colon = text.find(':');
        if (colon == std::string::npos)
            return {{}, text};
        migrate::Idents from;
        if (colon > 0)
            from.push_back(text.substr(0, colon));
        return {from, text.substr(colon + 1)};
    }
    [[nodiscard]] migrate::Offline script() const {
        return {graph_, history_, dialect(),
                migrate::VersionTable(asked_.version_table, asked_.version_table_schema)};
    }
    /// The dialect of the URL, which need not lead to a database that is there.
    [[nodiscard]] const lang::Dialect& dialect() const {
        return asked_.url.empty() ? lang::sqlite : Engine(asked_.url).dialect();
    }
    void print(std::string_view text) const { std::fwrite(text.data(), 1, text.size(), stdout); }
    void report(const migrate::Plan& plan) {
        for (const migrate::Changed& changed : runner().changed())
            terminal_.warn("revision " + changed.revision +
                           " has been changed since it was run (checksum " + changed.logged +
                           " then, " + changed.present + " now)");
        if (!asked_.json)
            return;
        Json steps = Json::array(), heads = Json::array();
        for (const migrate::Step& step : plan.steps) {
            Json one = Json::object();
            if (step.revision == migrate::no_node)
                one.add("stamp", ids_of(graph_, step.to));
            else
                one.add("revision", graph_.id(step.revision));
            one.add("direction", step.direction == migrate::Direction::up ? "up" : "down");
            steps.push(one);
        }
        for (migrate::Node head : plan.heads)
            heads.push(graph_.id(head));
        terminal_.line(Json::object().add("steps", steps).add("heads", heads).text());
    }

    // Looking.

    void current() {
        if (asked_.verbose && !asked_.json)
            terminal_.line("Current revision(s) for " + runner().engine().url() + ":");
        if (asked_.check_heads && !runner().is_at_heads())
            throw MigrationError("rowan: the database is not at all head revisions");
        list(planner_.all_current(runner().current()), {.labels = false});
    }
    void heads() {
        list(asked_.resolve_dependencies ? graph_.real_heads() : graph_.heads(), {.tree = false});
    }
    void history() {
        std::string base = "base", head = "heads";
        if (!asked_.range.empty()) {
            std::size_t colon = asked_.range.find(':');
            if (colon == std::string::npos)
                throw MigrationError("rowan: a range of history is [start]:[end], [start]: or "
                                     ":[end]");
            if (colon > 0)
                base = asked_.range.substr(0, colon);
            if (colon + 1 < asked_.range.size())
                head = asked_.range.substr(colon + 1);
        }
        migrate::Idents at;
        if (asked_.indicate_current || base == "current" || head == "current")
            at = runner().current();
        auto ends = [&](const std::string& end) {
            return end == "current" ? at : migrate::Idents{end};
        };
        migrate::NodeSet marked(graph_.size());
        if (asked_.indicate_current)
            for (migrate::Node node : symbols().all(at))
                marked.add(node);
        list(migrate::Traversal(symbols()).up(ends(head), ends(base),
                                              {.inclusive = true, .strict = false}),
             {.parents = true, .message = true}, &marked);
    }
    void branches() {
        Json all = Json::array();
        for (migrate::Node node : everything()) {
            if (!graph_.is_branch_point(node))
                continue;
            all.push(json_of(graph_, node, false));
            std::string text = asked_.verbose ? entry(node, false) : line_of(graph_, node, {});
            for (migrate::Node next : graph_.next(node))
                text += "\n" + std::string(graph_.id(node).size(), ' ') + " -> " +
                        line_of(graph_, next, {.message = asked_.verbose});
            if (!asked_.json)
                terminal_.line(text + "\n");
        }
        if (asked_.json)
            terminal_.line(all.text());
    }
    void show() {
        asked_.verbose = true;
        list(nodes_of(asked_.revision()), {});
    }
    [[nodiscard]] migrate::Nodes nodes_of(const std::string& symbol) {
        return symbols().all(symbol == "current" ? runner().current() : migrate::Idents{symbol});
    }
    [[nodiscard]] migrate::Nodes everything() const {
        return migrate::Traversal(symbols()).up({"heads"}, {}, {.inclusive = true});
    }
    [[nodiscard]] std::string entry(migrate::Node node, bool is_current) const {
        return entry_of(graph_, node, folder_.find(graph_.id(node)), is_current);
    }
    void list(const migrate::Nodes& nodes, LineParts parts,
              const migrate::NodeSet* marked = nullptr) {
        Json all = Json::array();
        for (migrate::Node node : nodes) {
            parts.current = marked && marked->has(node);
            if (asked_.json)
                all.push(json_of(graph_, node, parts.current));
            else if (asked_.verbose)
                terminal_.line(entry(node, parts.current));
            else
                terminal_.line(coloured(node, line_of(graph_, node, parts)));
        }
        if (asked_.json)
            terminal_.line(all.text());
    }
    [[nodiscard]] std::string coloured(migrate::Node node, std::string line) const {
        std::string_view id = graph_.id(node);
        std::size_t at = line.find(" -> ");
        at = line.find(id, at == std::string::npos ? 0 : at + 4);
        return line.replace(at, id.size(), terminal_.id(id));
    }
    void graph() { print(draw_graph(graph_, asked_.format == "dot")); }
    void schema() {
        meta::Schema tables = meta::describe(models_.mappings);
        if (asked_.format == "sql")
            return print(schema_sql(dialect(), tables));
        print(draw_schema(dialect(), tables, asked_.format == "dot"));
    }

    // Models against databases.

    void check() { check_models(runner(), models_, terminal_, asked_.json); }
    void inspect() { inspect_database(runner(), terminal_, asked_.models, asked_.json); }

    // Making.

    void init() {
        std::filesystem::path folder(asked_.revision());
        if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder))
            throw MigrationError("rowan: " + folder.string() + " is there already and not empty");
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "README.md") << readme;
        terminal_.info("Made " + folder.string() + "; see the README.md in it");
    }
    void list_templates() {
        terminal_.line("Available templates:\n\nheader - a folder of headers, one a revision, "
                       "compiled into the migrate tool");
    }
    void migrate_models() {
        asked_.autogenerate = true;
        revision();
    }
    void revision() {
        if (asked_.sql && asked_.autogenerate)
            throw MigrationError("rowan: --sql and --autogenerate don't go together");
        NewRevision made = start_revision();
        migrate::Nodes down = symbols().all(asked_.head);
        if (down.size() > 1)
            throw MigrationError("rowan: several heads are present; say by --head which one the "
                                 "revision follows, or merge them");
        follow(made, down);
        for (const std::string& one : asked_.depends_on) {
            migrate::Node node = symbols().one(one);
            made.depends_on.push_back(graph_.find(one) == node ? one
                                                               : std::string(graph_.id(node)));
        }
        if (asked_.autogenerate && !autogenerate_into(made, runner(), models_, terminal_)) {
            if (asked_.command == "migrate")
                return terminal_.info("No changes in schema detected.");
        }
        write(made);
    }
    void merge() {
        NewRevision made = start_revision();
        migrate::Nodes down = symbols().all(asked_.revisions);
        if (down.empty())
            throw MigrationError("rowan: there is nothing to merge");
        follow(made, down);
        write(made);
    }
    [[nodiscard]] NewRevision start_revision() const {
        NewRevision made;
        made.id = asked_.rev_id.empty() ? random_id() : asked_.rev_id;
        migrate::Revision probe{.id = made.id};
        const migrate::Revision* alone[] = {&probe};
        if (migrate::Graph one(alone); one.problem())
            throw MigrationError("rowan: " + migrate::sentence_of(one));
        if (graph_.find(made.id) != migrate::no_node)
            throw MigrationError("rowan: revision " + made.id + " is there already");
        made.message = asked_.message;
        if (!asked_.branch_label.empty()) {
            if (graph_.find(asked_.branch_label) != migrate::no_node)
                throw MigrationError("rowan: the name " + asked_.branch_label + " is used already");
            made.branch_labels.push_back(asked_.branch_label);
        }
        return made;
    }
    void follow(NewRevision& made, const migrate::Nodes& down) const {
        for (migrate::Node node : down) {
            if (!graph_.is_head(node) && !asked_.splice)
                throw MigrationError("rowan: revision " + std::string(graph_.id(node)) +
                                     " is not a head revision; say --splice to begin a new branch "
                                     "there");
            made.down.emplace_back(graph_.id(node));
        }
    }
    void write(const NewRevision& made) {
        std::string path = folder_.write(made);
        if (asked_.json)
            terminal_.line(Json::object().add("revision", made.id).add("path", path).text());
        else
            terminal_.line("Generating " + path + " ...  done");
    }
    void edit() {
        migrate::Nodes nodes = nodes_of(asked_.revision());
        if (nodes.empty())
            throw MigrationError("rowan: no revision is meant by '" + asked_.revision() + "'");
        const char* editor = std::getenv("EDITOR");
        for (migrate::Node node : nodes) {
            std::string path = folder_.find(graph_.id(node));
            if (path.empty())
                throw MigrationError("rowan: the file of revision " + std::string(graph_.id(node)) +
                                     " is not in " + asked_.directory);
            open_in(editor ? editor : "vi", path);
        }
    }
    static constexpr const char* readme =
        "# Migrations\n\nEach header is a revision. `rowan_add_migrations(<target> DIRECTORY "
        "<this folder>)` in CMake\ncollects them into `<rowan_migrations.hpp>`; the tool's "
        "`revision -m \"…\"` writes new ones here.\n";

    migrate::History history_;
    meta::ModelList models_;
    Arguments asked_;
    Terminal terminal_;
    Reporter reporter_;
    migrate::Graph graph_;
    migrate::Planner planner_;
    RevisionFolder folder_;
    std::optional<migrate::Runner> runner_;
};

inline const Tool::Command Tool::commands[19] = {
    {"upgrade", &Tool::upgrade},
    {"downgrade", &Tool::downgrade},
    {"stamp", &Tool::stamp},
    {"ensure_version", &Tool::ensure_version},
    {"current", &Tool::current},
    {"heads", &Tool::heads},
    {"history", &Tool::history},
    {"branches", &Tool::branches},
    {"show", &Tool::show},
    {"graph", &Tool::graph},
    {"schema", &Tool::schema},
    {"check", &Tool::check},
    {"inspect", &Tool::inspect},
    {"init", &Tool::init},
    {"list_templates", &Tool::list_templates},
    {"revision", &Tool::revision},
    {"migrate", &Tool::migrate_models},
    {"merge", &Tool::merge},
    {"edit", &Tool::edit},
};

} // namespace rowan::cli
