#include "app/snitt/case_text_p.h"

#include <fmt/format.h>

#include "core/cases/case_link.h"
#include "core/text/identity.h"
#include "core/text/visible.h"

namespace snitt::app {

namespace {

using Json = nlohmann::ordered_json;

std::string_view chosenInWords(Chosen chosen) {
  switch (chosen) {
    case Chosen::primaryTumour:
      return "primary tumour";
    case Chosen::notPrimaryTumour:
      return "not primary tumour";
    case Chosen::unsaid:
      break;
  }
  return "nobody has said whether it is primary tumour";
}

Json orNull(const std::optional<Prognosis>& prognosis) {
  return prognosis ? Json(std::string(toText(*prognosis))) : Json();
}

Json orNull(std::optional<double> number) { return number ? Json(*number) : Json(); }

Json textsOf(Flags flags) {
  Json list = Json::array();
  for (const Flag flag : flagsIn(flags)) list.push_back(std::string(toText(flag)));
  return list;
}

Json jsonOf(const Patient& patient) {
  if (patient.id.value == 0) return {};
  Json numbers = Json::array();
  for (const PatientNumber& one : patient.identity.numbers)
    numbers.push_back({{"number", one.number}, {"authority", one.authority}, {"type", one.type}});
  return {{"uuid", patient.uuid},
          {"masked", patient.masked},
          {"erased", patient.erased},
          {"name", displayName(patient.identity)},
          {"birthDate", patient.identity.birthDate},
          {"sex", patient.identity.sex},
          {"numbers", numbers}};
}

Json jsonOf(const Glass& glass, const Specimen& specimen, const Block& block) {
  Json scans = Json::array();
  for (const Scan& scan : glass.scans)
    scans.push_back({{"fingerprint", scan.fingerprint},
                     {"path", scan.path},
                     {"scanner", scan.scanner},
                     {"current", scan.current},
                     {"missing", scan.missing},
                     {"added", scan.added}});
  return {{"uuid", glass.uuid},
          {"specimen", specimen.label},
          {"block", block.label},
          {"tumourBlock", block.tumour ? Json(*block.tumour) : Json()},
          {"slide", glass.number},
          {"stain", glass.stain},
          {"primaryTumour", glass.chosen == Chosen::unsaid ? Json() : Json(glass.chosen == Chosen::primaryTumour)},
          {"scans", scans}};
}

std::string patientLine(const Patient& patient) {
  if (patient.id.value == 0) return "not known";
  if (patient.erased) return "erased";
  if (patient.masked) return "not shown";
  std::string line = visibleText(displayName(patient.identity));
  if (!patient.identity.birthDate.empty()) line += ", born " + visibleText(patient.identity.birthDate);
  for (const PatientNumber& one : patient.identity.numbers) line += ", " + visibleText(one.number);
  return line;
}

void addLine(std::string& text, std::string_view name, const std::string& value) {
  if (!value.empty()) text += fmt::format("  {:<12} {}\n", name, value);
}

void addSlides(std::string& text, const LabCase& labCase) {
  for (const Specimen& specimen : labCase.specimens)
    for (const Block& block : specimen.blocks)
      for (const Glass& glass : block.slides) {
        const Scan* scan = glass.current();
        std::string state = scan == nullptr ? "no file"
                            : scan->missing ? "its file is missing"
                                            : scan->fingerprint.substr(0, 8);
        if (glass.scans.size() > 1) state += fmt::format(", {} scans", glass.scans.size());
        addLine(text, "slide",
                fmt::format("{} ({}): {}", glassName(specimen.label, block.label, glass.number, glass.stain), state,
                            chosenInWords(glass.chosen)));
      }
}

}  // namespace

std::string_view inWords(AiState state) {
  switch (state) {
    case AiState::noSlides:
      return "no slides";
    case AiState::notAllowed:
      return "not allowed";
    case AiState::slidesNotChosen:
      return "slides not chosen";
    case AiState::unscored:
      return "not scored";
    case AiState::scored:
      return "scored";
    case AiState::notAssessable:
      break;
  }
  return "not assessable";
}

std::string glassName(std::string_view specimen, std::string_view block, std::string_view number,
                      std::string_view stain) {
  std::string name = visibleText(specimen) + visibleText(block);
  if (!number.empty()) name.append(name.empty() ? "" : "-").append(visibleText(number));
  if (!stain.empty()) name.append(name.empty() ? "" : " ").append(visibleText(stain));
  return name.empty() ? "slide" : name;
}

std::string lineOf(const WorklistRow& row) {
  std::string line = fmt::format("{:<24} {:<10} {:>2}/{:<2} slides  {}", visibleText(toText(row.name)),
                                 visibleText(localDay(row.received)), row.slidesFound, row.slides, inWords(row.ai));
  if (row.prognosis) line += fmt::format(": {}", toText(*row.prognosis));
  if (row.priority == Priority::urgent) line += ", urgent";
  if (row.pending) line += ", order number, accession pending";
  if (row.state != CaseState::open) line += fmt::format(", {}", toText(row.state));
  if (row.flags != 0) line += fmt::format(", flags: {}", snitt::inWords(row.flags));
  if (!row.patient.empty()) line += fmt::format(", {} ({})", visibleText(row.patient), visibleText(row.birthDate));
  return line;
}

Json jsonOf(const WorklistRow& row) {
  return {{"case", toText(row.name)},
          {"site", row.name.site},
          {"accession", row.name.accession},
          {"accessionPending", row.pending},
          {"masked", row.masked},
          {"patient", row.patient},
          {"birthDate", row.birthDate},
          {"specimens", row.specimens},
          {"slides", row.slides},
          {"slidesFound", row.slidesFound},
          {"slidesMissing", row.slidesMissing},
          {"slidesChosen", row.slidesChosen},
          {"ai", std::string(inWords(row.ai))},
          {"class", orNull(row.prognosis)},
          {"received", row.received},
          {"urgent", row.priority == Priority::urgent},
          {"state", std::string(toText(row.state))},
          {"flags", textsOf(row.flags)}};
}

std::string textOf(const LabCase& labCase) {
  std::string text = visibleText(toText(labCase.name)) + "\n";
  if (labCase.pending) addLine(text, "accession", "pending: this is the order number");
  addLine(text, "link", caseLinkOf(labCase.name));
  addLine(text, "patient", patientLine(labCase.patient));
  addLine(text, "state",
          fmt::format("{}{}", toText(labCase.state), labCase.priority == Priority::urgent ? ", urgent" : ""));
  addLine(text, "received", visibleText(localDay(labCase.received)));
  addLine(text, "comment", visibleText(labCase.comment, 2000));
  addSlides(text, labCase);
  for (const StagingFact& fact : labCase.staging)
    addLine(text, toText(fact.item), fmt::format("{} ({})", visibleText(fact.value), visibleText(fact.source)));
  for (const CaseFlag& flag : labCase.flags)
    addLine(text, "flag",
            fmt::format("{}, of the {}, since {} ({})", snitt::inWords(flag.flag), flag.ofPatient ? "patient" : "case",
                        visibleText(flag.since), visibleText(flag.source)));
  addLine(text, "AI", std::string(inWords(labCase.ai)));
  for (const CaseResult& result : labCase.results) {
    addLine(text, "result",
            fmt::format("{} {}: {}", visibleText(result.bundleName), visibleText(result.bundleVersion),
                        visibleText(result.why, 1000)));
    addLine(text, "risk group",
            result.riskGroup.empty()
                ? std::string()
                : fmt::format("{} ({})", visibleText(result.riskGroup), visibleText(result.riskReason)));
  }
  if (labCase.held > 0)
    addLine(text, "waiting",
            fmt::format("{} changes of the laboratory wait for a person (snitt worklist held)", labCase.held));
  return text;
}

Json jsonOf(const LabCase& labCase) {
  Json slides = Json::array();
  for (const Specimen& specimen : labCase.specimens)
    for (const Block& block : specimen.blocks)
      for (const Glass& glass : block.slides) slides.push_back(jsonOf(glass, specimen, block));
  Json staging = Json::array();
  for (const StagingFact& fact : labCase.staging)
    staging.push_back(
        {{"item", std::string(toText(fact.item))}, {"value", fact.value}, {"source", fact.source}, {"at", fact.at}});
  Json flags = Json::array();
  for (const CaseFlag& flag : labCase.flags)
    flags.push_back({{"flag", std::string(toText(flag.flag))},
                     {"of", flag.ofPatient ? "patient" : "case"},
                     {"since", flag.since},
                     {"source", flag.source}});
  Json results = Json::array();
  for (const CaseResult& one : labCase.results)
    results.push_back({{"bundleSha256", one.bundleSha256},
                       {"bundle", one.bundleName},
                       {"version", one.bundleVersion},
                       {"class", orNull(one.prognosis)},
                       {"combined", orNull(one.combined)},
                       {"slides", one.slides},
                       {"why", one.why},
                       {"riskGroup", one.riskGroup},
                       {"riskReason", one.riskReason}});
  return {{"format", "snitt-case/1"},
          {"case", toText(labCase.name)},
          {"link", caseLinkOf(labCase.name)},
          {"uuid", labCase.uuid},
          {"accessionPending", labCase.pending},
          {"otherNumbers", labCase.otherNumbers},
          {"patient", jsonOf(labCase.patient)},
          {"state", std::string(toText(labCase.state))},
          {"urgent", labCase.priority == Priority::urgent},
          {"received", labCase.received},
          {"comment", labCase.comment},
          {"slides", slides},
          {"staging", staging},
          {"flags", flags},
          {"ai", std::string(inWords(labCase.ai))},
          {"results", results},
          {"held", labCase.held}};
}

}  // namespace snitt::app
