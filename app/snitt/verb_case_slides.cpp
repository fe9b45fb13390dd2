// snitt case choose, unlink: what a person says of a slide of a case.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/snitt/case_verbs_p.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/text/visible.h"

namespace snitt::app {

namespace {

// Which slide of the case: whatever is said of it must hold, and be true of one alone.
struct SlideWords {
  std::string name;
  SlideIdentity identity;
  std::string fingerprint;
};

struct SlideInCase {
  const Glass* glass = nullptr;
  const Scan* scan = nullptr;  // that the fingerprint names; else the current one
  std::string label;           // "A1-2 HE"
};

std::string labelOf(const Specimen& specimen, const Block& block, const Glass& glass) {
  std::string label = specimen.label + block.label;
  if (!glass.number.empty()) label += "-" + glass.number;
  return label + (glass.stain.empty() ? "" : " " + glass.stain);
}

bool fits(const std::string& said, const std::string& label) {
  return said.empty() || plainLabel(said) == plainLabel(label);
}

bool fitsStain(const std::string& said, const std::string& stain) {
  return fits(said, stain) || (isHe(said) && isHe(stain));
}

void addMatches(const SlideWords& words, const Specimen& specimen, const Block& block,
                std::vector<SlideInCase>& matches) {
  for (const Glass& glass : block.slides) {
    if (!fits(words.identity.slide, glass.number) || !fitsStain(words.identity.stain, glass.stain)) continue;
    const Scan* scan = glass.current();
    if (!words.fingerprint.empty()) {
      const auto named = std::ranges::find_if(
          glass.scans, [&](const Scan& one) { return one.fingerprint.starts_with(words.fingerprint); });
      if (named == glass.scans.end()) continue;
      scan = &*named;
    }
    matches.push_back({&glass, scan, labelOf(specimen, block, glass)});
  }
}

Result<SlideInCase> slideIn(const LabCase& labCase, const SlideWords& words) {
  std::vector<SlideInCase> matches;
  for (const Specimen& specimen : labCase.specimens)
    for (const Block& block : specimen.blocks)
      if (fits(words.identity.specimen, specimen.label) && fits(words.identity.block, block.label))
        addMatches(words, specimen, block, matches);
  const std::string ofCase = visibleText(words.name);
  if (matches.empty()) return fail(ErrorKind::notFound, ofCase + " has no such slide: \"snitt case show\" lists them");
  if (matches.size() == 1) return matches.front();
  std::string labels;
  for (const SlideInCase& one : matches) labels += (labels.empty() ? "" : ", ") + visibleText(one.label);
  return fail(ErrorKind::usage, "several slides of " + ofCase + " fit (" + labels +
                                    "): say which with --specimen, --block, --slide, --stain or --fingerprint");
}

// The case is looked at as a person does, which the log says.
Result<LabCase> openCase(Cases& cases, const std::string& name) {
  const auto id = idOf(cases, name);
  if (!id) return fail(id.error());
  return cases.open(*id);
}

// --- choosing

struct ChooseOptions {
  SlideWords words;
  std::string choice;
  std::string correctStain;
};

Chosen choiceOf(const std::string& word) {
  if (word == "primary") return Chosen::primaryTumour;
  return word == "not-primary" ? Chosen::notPrimaryTumour : Chosen::unsaid;
}

Result<Told> choose(Cases& cases, const ChooseOptions& options) {
  const auto labCase = openCase(cases, options.words.name);
  if (!labCase) return fail(labCase.error());
  const auto slide = slideIn(*labCase, options.words);
  if (!slide) return fail(slide.error());
  if (!options.correctStain.empty())
    if (auto done = cases.setStain(slide->glass->id, options.correctStain); !done) return fail(done.error());
  const Chosen chosen = choiceOf(options.choice);
  if (auto done = cases.choose(slide->glass->id, chosen); !done) return fail(done.error());
  const Json primary = chosen == Chosen::unsaid ? Json() : Json(chosen == Chosen::primaryTumour);
  const char* words = chosen == Chosen::unsaid          ? ": nobody says whether it shows the primary tumour"
                      : chosen == Chosen::primaryTumour ? " shows the primary tumour"
                                                        : " does not show the primary tumour";
  return Told{{{"format", "snitt-case-choose/1"},
               {"case", options.words.name},
               {"slide", slide->label},
               {"primaryTumour", primary}},
              visibleText(options.words.name) + ": slide " + visibleText(slide->label) + words + "\n"};
}

// --- taking away

struct UnlinkOptions {
  SlideWords words;
  std::string reason;
};

Result<Told> unlink(Cases& cases, const UnlinkOptions& options) {
  const auto labCase = openCase(cases, options.words.name);
  if (!labCase) return fail(labCase.error());
  const auto slide = slideIn(*labCase, options.words);
  if (!slide) return fail(slide.error());
  if (slide->scan == nullptr)
    return fail(ErrorKind::notFound, "slide " + visibleText(slide->label) + " of " + visibleText(options.words.name) +
                                         " has no image that could be taken away");
  const std::string fingerprint = slide->scan->fingerprint;
  if (auto done = cases.unlink(slide->scan->id, options.reason); !done) return fail(done.error());
  return Told{{{"format", "snitt-case-unlink/1"},
               {"case", options.words.name},
               {"slide", slide->label},
               {"fingerprint", fingerprint}},
              visibleText(options.words.name) + ": slide " + visibleText(slide->label) + " (" +
                  fingerprint.substr(0, 8) + ") was taken away, and waits among the slides without a case\n"};
}

// --- options

void addSlideWords(CLI::App& one, SlideWords& words) {
  one.add_option("case", words.name, "SITE:ACCESSION")->required()->check(notBlank());
  one.add_option("--specimen", words.identity.specimen, "Its label, as A")->check(notBlank());
  one.add_option("--block", words.identity.block, "Its label, as 1")->check(notBlank());
  one.add_option("--slide", words.identity.slide, "Its number")->check(notBlank());
  one.add_option("--stain", words.identity.stain, "As HE")->check(notBlank());
  one.add_option("--fingerprint", words.fingerprint,
                 "How the fingerprint of its image begins, as \"case show\" says it")
      ->check(notBlank());
}

}  // namespace

void addCaseSlides(CLI::App& verb, Verb& run) {
  auto choosing = std::make_shared<ChooseOptions>();
  CLI::App* chooseVerb = verb.add_subcommand("choose", "Say whether a slide shows the primary tumour");
  addSlideWords(*chooseVerb, choosing->words);
  chooseVerb->add_option("choice", choosing->choice, "primary, not-primary or unsaid")
      ->required()
      ->check(CLI::IsMember({"primary", "not-primary", "unsaid"}));
  chooseVerb->add_option("--correct-stain", choosing->correctStain, "First say what the slide is really stained with")
      ->check(notBlank());
  chooseVerb->callback([&run, choosing] {
    run = [choosing](Session& s) { return withCases(s, [&](Cases& cases) { return choose(cases, *choosing); }); };
  });
  auto taking = std::make_shared<UnlinkOptions>();
  CLI::App* unlinkVerb = verb.add_subcommand("unlink", "Take an image away from a case that it does not belong to");
  addSlideWords(*unlinkVerb, taking->words);
  unlinkVerb->add_option("--reason", taking->reason, "For the audit log; name nobody in it")
      ->required()
      ->check(notBlank());
  unlinkVerb->callback([&run, taking] {
    run = [taking](Session& s) { return withCases(s, [&](Cases& cases) { return unlink(cases, *taking); }); };
  });
}

}  // namespace snitt::app
