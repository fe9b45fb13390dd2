// snitt case …: cases of laboratories.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/snitt/case_text_p.h"
#include "app/snitt/case_verbs_p.h"
#include "app/snitt/found_scan.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/store/cases.h"
#include "core/text/identity.h"
#include "core/text/nearest.h"
#include "core/text/visible.h"

namespace snitt::app {

namespace {

// --- list

struct ListOptions {
  std::string search;
  std::string site;
  std::string state = "open";
  std::string ai;
  bool urgent = false;
  bool flagged = false;
  bool missing = false;
  std::size_t most = 200;
};

Result<WorklistFilter> filterOf(const ListOptions& options) {
  WorklistFilter filter;
  filter.search = options.search;
  if (!options.site.empty()) filter.site = options.site;
  filter.states.clear();
  for (const CaseState state : {CaseState::open, CaseState::closed, CaseState::cancelled})
    if (options.state == toText(state)) filter.states = {state};
  if (options.urgent) filter.priority = Priority::urgent;
  filter.flagged = options.flagged;
  filter.slidesMissing = options.missing;
  if (options.ai.empty()) return filter;
  std::vector<std::string> known;
  for (int i = 0; i <= static_cast<int>(AiState::notAssessable); ++i) {
    known.emplace_back(inWords(static_cast<AiState>(i)));
    if (options.ai == known.back()) filter.ai = static_cast<AiState>(i);
  }
  if (!filter.ai)
    return fail(ErrorKind::usage, "--ai " + options.ai + " is not known" + nearestHint(options.ai, known));
  return filter;
}

Result<Told> list(const Cases& cases, const ListOptions& options) {
  const auto filter = filterOf(options);
  if (!filter) return fail(filter.error());
  auto ids = cases.list(*filter, {});
  if (!ids) return fail(ids.error());
  const std::size_t found = ids->size();
  ids->resize(std::min(found, options.most));
  const auto rows = cases.rows(*ids);
  if (!rows) return fail(rows.error());
  Told told{{{"format", "snitt-case-list/1"}, {"found", found}, {"cases", Json::array()}}, ""};
  for (const WorklistRow& row : *rows) {
    told.json["cases"].push_back(jsonOf(row));
    told.text += lineOf(row) + "\n";
  }
  if (found == 0) told.text = "no such case\n";
  if (found > rows->size())
    told.text += "… and " + std::to_string(found - rows->size()) + " more (--most shows more)\n";
  return told;
}

// --- link

struct LinkOptions {
  std::filesystem::path slide;
  std::string name;
  SlideIdentity identity;
};

std::string outcomeInWords(ScanOutcome outcome) {
  switch (outcome) {
    case ScanOutcome::added:
      return "linked";
    case ScanOutcome::rescan:
      return "linked, as the current scan of a slide that had one";
    case ScanOutcome::unchanged:
      return "it was linked already";
    case ScanOutcome::moved:
      return "it was linked already, and lies here now";
    case ScanOutcome::unmatched:
      break;
  }
  return "not linked";
}

Result<Told> link(Cases& cases, const LinkOptions& options) {
  const auto name = nameOf(options.name);
  if (!name) return fail(name.error());
  const auto slide = openSlide(options.slide);
  if (!slide) return fail(slide.error());
  const auto found = foundScan(**slide, options.slide);
  if (!found) return fail(found.error());
  SlideIdentity identity = options.identity;
  identity.accession = name->accession;
  const auto linked = cases.link(*found, *name, identity);
  if (!linked) return fail(linked.error());
  const std::string outcome = outcomeInWords(linked->outcome);
  return Told{{{"format", "snitt-case-link/1"}, {"case", toText(*name)}, {"outcome", outcome}},
              visibleText(options.slide.string()) + ": " + outcome + "\n"};
}

Result<Told> unmatched(const Cases& cases) {
  const auto slides = cases.unmatched();
  if (!slides) return fail(slides.error());
  Told told{{{"format", "snitt-case-unmatched/1"}, {"slides", Json::array()}}, ""};
  for (const UnmatchedSlide& slide : *slides) {
    Json said = Json::array();
    for (const SaidIdentity& one : slide.said)
      said.push_back(
          {{"source", std::string(toText(one.source))}, {"text", one.text}, {"understood", one.identity.has_value()}});
    told.json["slides"].push_back({{"fingerprint", slide.fingerprint},
                                   {"path", slide.path},
                                   {"site", slide.site},
                                   {"reason", slide.reason},
                                   {"added", slide.added},
                                   {"said", said}});
    told.text +=
        slide.fingerprint.substr(0, 8) + "  " + slide.added.substr(0, 10) + "  " + visibleText(slide.reason) + "\n";
    if (!slide.path.empty()) told.text += "    " + visibleText(slide.path, 1000) + "\n";
    for (const SaidIdentity& one : slide.said)
      told.text += "    " + std::string(toText(one.source)) + ": " + visibleText(one.text) + "\n";
  }
  if (slides->empty()) told.text = "every slide that was found has its case\n";
  return told;
}

// --- flags

struct FlagOptions {
  std::string name;
  std::string flag;
  std::string of = "patient";
  std::string since;
  bool lift = false;
};

Result<Told> setFlag(Store& store, const FlagOptions& options) {
  Cases cases(store);
  const auto flag = flagOf(options.flag);
  if (!flag) {
    const std::vector<std::string> known{"no-ai", "research-reservation", "consent-withdrawn", "do-not-use"};
    return fail(ErrorKind::usage, "there is no flag \"" + visibleText(options.flag) + "\"" +
                                      nearestHint(options.flag, known) +
                                      ": no-ai, research-reservation, consent-withdrawn or do-not-use");
  }
  const auto id = idOf(cases, options.name);
  if (!id) return fail(id.error());
  const std::string since = options.since.empty() ? utcNow().substr(0, 10) : options.since;
  const auto done =
      cases.setFlag(*id, *flag, options.of == "patient", !options.lift, since, "entered by " + store.actor().name);
  if (!done) return fail(done.error());
  return Told{
      {{"format", "snitt-case-flag/1"},
       {"case", options.name},
       {"flag", std::string(toText(*flag))},
       {"of", options.of},
       {"set", !options.lift}},
      visibleText(options.name) + ": " + std::string(inWords(*flag)) + (options.lift ? " lifted" : " set") + "\n"};
}

Result<Told> setState(Cases& cases, const std::string& name, CaseState state) {
  const auto id = idOf(cases, name);
  if (!id) return fail(id.error());
  if (auto done = cases.setState(*id, state); !done) return fail(done.error());
  return Told{{{"format", "snitt-case-state/1"}, {"case", name}, {"state", std::string(toText(state))}},
              visibleText(name) + " is " + std::string(toText(state)) + "\n"};
}

// --- erasing

struct EraseOptions {
  std::string name;
  std::string reason;
  bool yes = false;
};

Result<Told> erase(Cases& cases, const EraseOptions& options) {
  const auto id = idOf(cases, options.name);
  if (!id) return fail(id.error());
  if (!options.yes)
    return fail(ErrorKind::usage,
                "names, numbers, comments and paths of all cases of this patient would be erased for good, from this "
                "database though not from its backups; say --yes to do it");
  if (auto done = cases.erase(*id, options.reason); !done) return fail(done.error());
  return Told{{{"format", "snitt-case-erased/1"}},
              "erased: what identified the patient is gone; backups made before still hold it\n"};
}

// --- options

void addListOptions(CLI::App& verb, Verb& run) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* one = verb.add_subcommand("list", "The worklist, by date received");
  one->add_option("--search", options->search,
                  "Words that begin words of accession, specimens and slides, or whole words of name and number")
      ->check(notBlank());
  one->add_option("--site", options->site, "Of one laboratory")->check(notBlank());
  one->add_option("--state", options->state, "open, closed, cancelled or all")
      ->check(CLI::IsMember({"open", "closed", "cancelled", "all"}))
      ->capture_default_str();
  one->add_option("--ai", options->ai, "\"slides not chosen\", \"not scored\", \"scored\", …")->check(notBlank());
  one->add_flag("--urgent", options->urgent, "Only urgent ones");
  one->add_flag("--flagged", options->flagged, "Only those with a flag");
  one->add_flag("--missing", options->missing, "Only those with slides that were not found");
  one->add_option("--most", options->most, "Most lines")->check(CLI::Range(1, 1000000))->capture_default_str();
  one->callback([&run, options] {
    run = [options](Session& s) { return withCases(s, [&](Cases& cases) { return list(cases, *options); }); };
  });
}

CLI::App* addNamed(CLI::App& verb, const std::string& word, const std::string& help, std::string& name) {
  CLI::App* one = verb.add_subcommand(word, help);
  one->add_option("case", name, "SITE:ACCESSION")->required()->check(notBlank());
  return one;
}

void addShow(CLI::App& verb, Verb& run) {
  auto name = std::make_shared<std::string>();
  addNamed(verb, "show", "Everything about one case; the audit log says who looked", *name)->callback([&run, name] {
    run = [name](Session& s) {
      return withCases(s, [&](Cases& cases) -> Result<Told> {
        const auto id = idOf(cases, *name);
        if (!id) return fail(id.error());
        const auto labCase = cases.open(*id);
        if (!labCase) return fail(labCase.error());
        return Told{jsonOf(*labCase), textOf(*labCase)};
      });
    };
  });
}

void addMake(CLI::App& verb, Verb& run) {
  auto name = std::make_shared<std::string>();
  addNamed(verb, "make", "Make a case that no list or message names", *name)->callback([&run, name] {
    run = [name](Session& s) {
      return withCases(s, [&](Cases& cases) -> Result<Told> {
        const auto wanted = nameOf(*name);
        if (!wanted) return fail(wanted.error());
        if (const auto made = cases.make(*wanted); !made) return fail(made.error());
        return Told{{{"format", "snitt-case-made/1"}, {"case", toText(*wanted)}}, "made " + visibleText(*name) + "\n"};
      });
    };
  });
}

void addLink(CLI::App& verb, Verb& run) {
  auto options = std::make_shared<LinkOptions>();
  CLI::App* one = verb.add_subcommand("link", "Say whose slide a file shows");
  one->add_option("slide", options->slide, "The file")->required()->check(notBlank());
  one->add_option("case", options->name, "SITE:ACCESSION")->required()->check(notBlank());
  one->add_option("--specimen", options->identity.specimen, "Its label, as A")->check(notBlank());
  one->add_option("--block", options->identity.block, "Its label, as 1")->check(notBlank());
  one->add_option("--slide", options->identity.slide, "Its number")->check(notBlank());
  one->add_option("--stain", options->identity.stain, "As HE")->check(notBlank());
  one->callback([&run, options] {
    run = [options](Session& s) { return withCases(s, [&](Cases& cases) { return link(cases, *options); }); };
  });
  CLI::App* queue = verb.add_subcommand("unmatched", "Slides that nobody could give to a case");
  queue->callback(
      [&run] { run = [](Session& s) { return withCases(s, [](Cases& cases) { return unmatched(cases); }); }; });
}

void addFlag(CLI::App& verb, Verb& run) {
  auto options = std::make_shared<FlagOptions>();
  CLI::App* one =
      addNamed(verb, "flag", "Say what must not be done with a patient's or a case's slides", options->name);
  one->add_option("flag", options->flag, "no-ai, research-reservation, consent-withdrawn or do-not-use")
      ->required()
      ->check(notBlank());
  one->add_option("--of", options->of, "patient or case")
      ->check(CLI::IsMember({"patient", "case"}))
      ->capture_default_str();
  one->add_option("--since", options->since, "The day from which it holds, as 2026-01-31 (default: today)")
      ->check(notBlank());
  one->add_flag("--lift", options->lift, "Take it away again");
  one->callback([&run, options] {
    run = [options](Session& s) { return withStore(s, [&](Store& store) { return setFlag(store, *options); }); };
  });
}

void addStates(CLI::App& verb, Verb& run) {
  const std::pair<const char*, CaseState> states[] = {{"close", CaseState::closed}, {"reopen", CaseState::open}};
  for (const auto& [word, state] : states) {
    auto name = std::make_shared<std::string>();
    addNamed(verb, word, state == CaseState::closed ? "Nothing more is to be done for it" : "It is worked on again",
             *name)
        ->callback([&run, name, state = state] {
          run = [name, state](Session& s) {
            return withCases(s, [&](Cases& cases) { return setState(cases, *name, state); });
          };
        });
  }
}

void addErase(CLI::App& verb, Verb& run) {
  auto options = std::make_shared<EraseOptions>();
  CLI::App* one = addNamed(verb, "erase", "Take away for good what identifies the patient of a case", options->name);
  one->add_option("--reason", options->reason, "For the audit log; name nobody in it")->required()->check(notBlank());
  one->add_flag("--yes", options->yes, "It cannot be undone, and shall be done");
  one->callback([&run, options] {
    run = [options](Session& s) { return withCases(s, [&](Cases& cases) { return erase(cases, *options); }); };
  });
}

}  // namespace

void addCase(CLI::App& app, Verb& run) {
  CLI::App* verb = app.add_subcommand(
      "case", "Cases: list, show, make, link, unlink, unmatched, choose, flag, close, reopen, export, import, erase");
  verb->require_subcommand(1);
  addListOptions(*verb, run);
  addShow(*verb, run);
  addMake(*verb, run);
  addLink(*verb, run);
  addCaseSlides(*verb, run);
  addFlag(*verb, run);
  addStates(*verb, run);
  addCaseFiles(*verb, run);
  addErase(*verb, run);
}

}  // namespace snitt::app
