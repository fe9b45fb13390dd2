// snitt worklist import|held|accept|decline: what laboratories send.
#include <CLI/CLI.hpp>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "app/snitt/worklist_import.h"
#include "core/log.h"
#include "core/text/visible.h"

namespace snitt::app {

namespace {

using Json = nlohmann::ordered_json;

void print(const Json& json) {
  std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

Json jsonOf(const ImportCounts& counts) {
  return {{"applied", counts.applied},
          {"unchanged", counts.unchanged},
          {"older", counts.older},
          {"held", counts.held},
          {"faulty", counts.faulty}};
}

class ImportVerb {
 public:
  ImportVerb(const std::vector<std::filesystem::path>& files, const std::filesystem::path& siteFile, Session& session)
      : m_files(files), m_siteFile(siteFile), m_session(session) {}

  ExitCode run() {
    std::optional<Site> site;
    if (!m_siteFile.empty()) {
      auto read = Site::read(m_siteFile);
      if (!read) return complain(read.error());
      site = std::move(*read);
    }
    auto store = openNeeded(m_session.options());
    if (!store) return complain(store.error());
    Cases cases(*store);
    ExitCode code = allDone;
    for (const auto& file : m_files) {
      if (m_session.stopped()) return interrupted;
      code = worst(code, importOne(cases, file, site ? &*site : nullptr));
    }
    if (m_session.options().json)
      print({{"format", "snitt-worklist-import/1"}, {"files", m_told}, {"total", jsonOf(m_total)}});
    else if (m_files.size() > 1)
      std::cout << "all files: " << m_total.inWords() << std::endl;
    return code;
  }

 private:
  ExitCode importOne(Cases& cases, const std::filesystem::path& file, const Site* site) {
    const auto read = readLabFile(file, site);
    if (!read) return failed(file, read.error());
    const auto imported = importFile(cases, *read);
    if (!imported) return failed(file, imported.error());
    m_total.add(imported->counts);
    log::info("worklist import: " + imported->counts.inWords());
    Json& told = m_told.emplace_back(jsonOf(imported->counts));
    told["file"] = file.string();
    told["faults"] = Json::array();
    if (!m_session.options().json)
      std::cout << visibleText(file.string()) << ": " << imported->counts.inWords() << std::endl;
    for (const FaultyPart& part : imported->faulty) {
      const std::string reason =
          read->isList ? part.reason : "message " + std::to_string(part.number) + ": " + part.reason;
      told["faults"].push_back(reason);
      complain({ErrorKind::corrupt, visibleText(file.string()) + ": " + reason});
    }
    return imported->faulty.empty() ? allDone : fault;
  }

  ExitCode failed(const std::filesystem::path& file, Error error) {
    if (error.message.find(file.string()) == std::string::npos)
      error.message = visibleText(file.string()) + ": " + error.message;
    m_told.push_back({{"file", file.string()}, {"faults", Json::array({error.message})}});
    return complain(error);
  }

  const std::vector<std::filesystem::path>& m_files;
  const std::filesystem::path& m_siteFile;
  Session& m_session;
  ImportCounts m_total;
  Json m_told = Json::array();
};

Result<std::vector<std::string>> namesOf(const Cases& cases, const std::vector<CaseId>& ids) {
  const auto rows = cases.rows(ids);
  if (!rows) return fail(rows.error());
  std::vector<std::string> names;
  for (const WorklistRow& row : *rows) names.push_back(toText(row.name));
  return names;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + visibleText(text);
  return all;
}

ExitCode tellHeld(const Session& session) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  const Cases cases(*store);
  const auto held = cases.held();
  if (!held) return complain(held.error());
  Json list = Json::array();
  for (const HeldEvent& one : *held) {
    const auto names = namesOf(cases, one.cases);
    if (!names) return complain(names.error());
    list.push_back({{"id", one.id},
                    {"site", one.site},
                    {"source", one.source},
                    {"taken", one.taken},
                    {"cases", *names},
                    {"changes", one.changes}});
    if (session.options().json) continue;
    std::cout << one.id << "  " << visibleText(one.taken) << "  " << visibleText(one.source) << "  " << joined(*names)
              << "\n";
    for (const std::string& change : one.changes) std::cout << "    " << visibleText(change) << "\n";
  }
  if (session.options().json)
    print({{"format", "snitt-worklist-held/1"}, {"held", list}});
  else if (held->empty())
    std::cout << "nothing waits for a person\n";
  return allDone;
}

ExitCode decide(const std::vector<std::int64_t>& ids, bool accept, const Session& session) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  Cases cases(*store);
  ExitCode code = allDone;
  Json list = Json::array();
  for (const std::int64_t id : ids) {
    const auto done = cases.decide(id, accept);
    if (!done) {
      code = worst(code, complain(done.error()));
      continue;
    }
    list.push_back({{"id", id}, {"outcome", std::string(toText(done->outcome))}, {"why", done->why}});
    if (!session.options().json)
      std::cout << id << ": " << (accept ? std::string(toText(done->outcome)) : "declined")
                << (done->why.empty() ? "" : ": " + visibleText(done->why)) << "\n";
  }
  if (session.options().json)
    print({{"format", accept ? "snitt-worklist-accepted/1" : "snitt-worklist-declined/1"}, {"events", list}});
  return code;
}

}  // namespace

void addWorklist(CLI::App& app, Verb& run) {
  CLI::App* verb = app.add_subcommand("worklist", "What laboratories send: import, held, accept, decline");
  verb->require_subcommand(1);

  struct ImportArguments {
    std::vector<std::filesystem::path> files;
    std::filesystem::path site;
  };
  auto arguments = std::make_shared<ImportArguments>();
  CLI::App* importVerb = verb->add_subcommand("import", "Take HL7 messages and lists (CSV) into the database");
  importVerb->add_option("file", arguments->files, "Files of messages, or lists")->required()->check(notBlank());
  importVerb
      ->add_option("--site", arguments->site,
                   "The laboratory's site file: needed for lists; without one a message names the site itself")
      ->check(notBlank());
  importVerb->callback([&run, arguments] {
    run = [arguments](Session& s) { return ImportVerb(arguments->files, arguments->site, s).run(); };
  });

  CLI::App* heldVerb = verb->add_subcommand("held", "Changes that wait for a person");
  heldVerb->callback([&run] { run = [](Session& s) { return tellHeld(s); }; });

  for (const bool accept : {true, false}) {
    auto ids = std::make_shared<std::vector<std::int64_t>>();
    CLI::App* one = verb->add_subcommand(accept ? "accept" : "decline",
                                         accept ? "Apply changes that wait" : "Leave cases as they are");
    one->add_option("id", *ids, "Their numbers, as \"worklist held\" shows them")->required();
    one->callback([&run, ids, accept] { run = [ids, accept](Session& s) { return decide(*ids, accept, s); }; });
  }
}

}  // namespace snitt::app
