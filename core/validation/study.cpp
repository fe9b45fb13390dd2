#include "core/validation/study.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/cohort/cohort_figures.h"
#include "core/text/nearest.h"
#include "core/text/number.h"
#include "core/validation/study_facts_p.h"

namespace snitt::validation {
namespace {

using ByPatient = std::map<std::string, std::vector<const ListedSlide*>, std::less<>>;

Result<void> checkColumn(const std::string& column, const std::vector<std::string>& known, std::string_view who) {
  if (std::ranges::find(known, column) != known.end()) return {};
  return fail(ErrorKind::usage,
              fmt::format("the protocol's {} names the column \"{}\", and the list has none of this name{}", who,
                          column, nearestHint(column, known)));
}

Result<void> checkColumns(const Protocol& protocol, const std::vector<std::string>& known) {
  std::vector<std::pair<std::string, std::string_view>> asked;
  for (const CohortRule& one : protocol.cohort.include) asked.emplace_back(one.column, "[[cohort.include]]");
  for (const CohortRule& one : protocol.cohort.exclude) asked.emplace_back(one.column, "[[cohort.exclude]]");
  for (const SubgroupPart& one : protocol.subgroups) asked.emplace_back(one.column, "[[subgroup]]");
  for (const std::string& one : protocol.adjust) asked.emplace_back(one, "analysis.adjust");
  for (const auto& [column, who] : asked)
    if (const auto checked = checkColumn(column, known, who); !checked) return checked;
  return {};
}

// Ranges and cuts are of numbers: a text among them would fall out in silence.
Result<void> checkNumbers(const Study& study, const Protocol& protocol) {
  std::vector<std::string> numeric;
  for (const auto* rules : {&protocol.cohort.include, &protocol.cohort.exclude})
    for (const CohortRule& one : *rules)
      if (one.values.empty()) numeric.push_back(one.column);
  for (const SubgroupPart& one : protocol.subgroups)
    if (!one.cuts.empty()) numeric.push_back(one.column);
  for (const std::string& column : numeric)
    for (const StudyPatient& patient : study.patients) {
      const std::string cell = patient.fact(column);
      if (cell.empty() || cell == kSeveral || parseNumber(cell)) continue;
      return fail(ErrorKind::corrupt,
                  fmt::format("row {}, column \"{}\": \"{}\" is not a number, and the protocol compares it with one",
                              patient.slides.empty() ? 0 : patient.slides.front().row, column, cell));
    }
  return {};
}

std::vector<StudySlide> slidesOf(const std::vector<const ListedSlide*>& listed, const CohortReading& cohort) {
  std::vector<StudySlide> slides;
  for (const ListedSlide* one : listed) {
    StudySlide& slide = slides.emplace_back();
    slide.row = one->row;
    slide.scanner = std::string(one->fact("scanner"));
    slide.hasReference = !one->tumour.empty();
    const auto at = slideAt(cohort, one->row);
    if (!at || !cohort.slides[*at].result) continue;
    const CohortSlideResult& result = *cohort.slides[*at].result;
    slide.status = result.status;
    slide.reason = result.reason;
    slide.tumourMm2 = result.tumourMm2;
    for (const ResolutionScore& resolution : result.resolutions)
      if (const auto spread = spreadOf(resolution)) slide.spread[resolution.name] = *spread;
  }
  return slides;
}

void setFate(StudyPatient& patient, const CohortPatient* scored, const Protocol& protocol, bool hasOutcome) {
  if (scored == nullptr || scored->status == PatientStatus::excluded) {
    patient.fate = PatientFate::excludedInList;
    patient.reason = scored == nullptr || scored->reason.empty() ? "excluded in the list" : scored->reason;
    return;
  }
  if (patient.reason = ruledOut(patient.facts, protocol.cohort); !patient.reason.empty()) {
    patient.fate = PatientFate::excludedByRule;
    return;
  }
  if (!hasOutcome) {
    patient.fate = PatientFate::withoutOutcome;
    patient.reason = "no outcome";
    return;
  }
  if (scored->decision) return;
  patient.fate = scored->status == PatientStatus::notAssessable ? PatientFate::notAssessable : PatientFate::notScored;
  patient.reason = scored->reason.empty() ? std::string(toText(scored->status)) : scored->reason;
}

}  // namespace

std::string StudyPatient::fact(std::string_view column) const {
  const auto found = facts.find(column);
  return found == facts.end() ? std::string() : found->second;
}

std::size_t Study::countOf(PatientFate fate) const {
  return static_cast<std::size_t>(std::ranges::count(patients, fate, &StudyPatient::fate));
}

Result<Study> assembleStudy(const StudySources& sources) {
  const Protocol& protocol = *sources.protocol;
  Study study;
  study.columns = factColumns(*sources.list);
  if (const auto checked = checkColumns(protocol, study.columns); !checked) return fail(checked.error());
  std::map<std::size_t, const ListedSlide*> byRow;
  for (const ListedSlide* one : allRows(*sources.list)) byRow.emplace(one->row, one);
  std::size_t matched = 0;
  for (const CohortPatient& scored : sources.cohort->patients) {
    StudyPatient& patient = study.patients.emplace_back();
    patient.key = scored.patient;
    std::vector<const ListedSlide*> listed;
    for (const std::size_t row : scored.rows)
      if (const auto found = byRow.find(row); found != byRow.end()) listed.push_back(found->second);
    patient.slides = slidesOf(listed, *sources.cohort);
    patient.facts = factsOf(listed, *sources.list, study.columns);
    const auto outcome = sources.outcomes->byPatient.find(patient.key);
    const bool isThere = outcome != sources.outcomes->byPatient.end();
    if (isThere) patient.outcome = outcome->second;
    matched += isThere ? 1U : 0U;
    if (scored.decision) {
      patient.combined = scored.decision->combined;
      patient.resolutions = scored.decision->resolutions;
      patient.prognosis = scored.decision->prognosis;
    }
    setFate(patient, &scored, protocol, isThere && patient.outcome.known);
  }
  if (matched == 0)
    return fail(ErrorKind::corrupt, "no patient of the list is in the outcomes file: are the keys the same ones?");
  study.outcomesWithoutSlides = sources.outcomes->byPatient.size() - matched;
  study.unknownCauses = sources.outcomes->unknownCauses;
  for (std::size_t i = 0; i < study.patients.size(); ++i) {
    const PatientFate fate = study.patients[i].fate;
    if (fate == PatientFate::analysed) study.analysed.push_back(i);
    if (fate == PatientFate::analysed || fate == PatientFate::notScored || fate == PatientFate::notAssessable)
      study.eligible.push_back(i);
  }
  if (const auto checked = checkNumbers(study, protocol); !checked) return fail(checked.error());
  return study;
}

}  // namespace snitt::validation
