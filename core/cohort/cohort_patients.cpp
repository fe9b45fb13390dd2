#include <map>
#include <set>

#include <fmt/format.h>

#include "core/cohort/cohort_tables.h"

namespace snitt {
namespace {

std::string patientOf(const ListedSlide& slide) {
  return slide.patient.empty() ? fmt::format("slide-{}", slide.row) : slide.patient;
}

// "slide 4" or "slides 4, 7 and 9"
std::string slidesInWords(const std::vector<std::size_t>& rows) {
  std::string text = rows.size() == 1 ? "slide " : "slides ";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) text += i + 1 == rows.size() ? " and " : ", ";
    text += std::to_string(rows[i]);
  }
  return text;
}

// What of a patient's slides is there, by what became of it.
struct Slides {
  std::vector<SlideDecision> scored;
  std::vector<std::size_t> waiting, failed, refused, notAssessable, leftOut, repeated;
  std::string firstReason;  // of a patient with one slide that has none
};

Slides sort(const CohortPatient& patient, const ResultsByRow& results) {
  Slides slides;
  std::set<std::string> seen;
  for (const std::size_t row : patient.rows) {
    const auto found = results.find(row);
    if (found == results.end()) {
      slides.waiting.push_back(row);
      continue;
    }
    const CohortSlideResult& one = found->second;
    if (slides.firstReason.empty()) slides.firstReason = one.reason;
    switch (one.status) {
      case SlideStatus::scored:
        if (!one.fingerprint.empty() && !seen.insert(one.fingerprint).second)
          slides.repeated.push_back(row);
        else
          slides.scored.push_back(
              {one.resolutions, one.prognosis.value_or(Prognosis::uncertain), one.combined.value_or(0)});
        break;
      case SlideStatus::notAssessable:
        slides.notAssessable.push_back(row);
        break;
      case SlideStatus::refused:
        slides.refused.push_back(row);
        break;
      case SlideStatus::failed:
        slides.failed.push_back(row);
        break;
      case SlideStatus::excluded:
      case SlideStatus::flagged:
        slides.leftOut.push_back(row);
        break;
    }
  }
  return slides;
}

std::string reasonOf(const CohortPatient& patient, const Slides& slides) {
  // One slide's own reason says more than that there is one.
  if (patient.rows.size() == 1) return slides.firstReason;
  std::string reason;
  const auto add = [&reason](const std::vector<std::size_t>& rows, std::string_view what) {
    if (rows.empty()) return;
    reason += fmt::format("{}{} {}", reason.empty() ? "" : "; ", slidesInWords(rows), what);
  };
  add(slides.failed, "failed");
  add(slides.refused, "refused");
  add(slides.notAssessable, "not assessable");
  add(slides.repeated, "the same as another one, counted once");
  add(slides.leftOut, "left out");
  add(slides.waiting, "not done yet");
  return reason;
}

PatientStatus statusOf(const Slides& slides) {
  if (!slides.waiting.empty()) return PatientStatus::waiting;
  const bool missing = !slides.failed.empty() || !slides.refused.empty();
  if (!slides.scored.empty()) return missing ? PatientStatus::incomplete : PatientStatus::scored;
  if (!slides.failed.empty()) return PatientStatus::failed;
  if (!slides.refused.empty()) return PatientStatus::refused;
  return slides.notAssessable.empty() ? PatientStatus::excluded : PatientStatus::notAssessable;
}

void decideOne(CohortPatient& patient, const std::vector<Fact>& facts, const ResultsByRow& results,
               const BundleRules& rules) {
  const Slides slides = sort(patient, results);
  patient.status = statusOf(slides);
  patient.reason = reasonOf(patient, slides);
  patient.counted = slides.scored.size();
  // A class of some of the slides would change as the others come in.
  if (slides.scored.empty() || patient.status == PatientStatus::waiting) return;
  auto decision = decidePatient(rules, slides.scored);
  if (!decision) {
    patient.status = PatientStatus::failed;
    patient.reason = decision.error().message;
    return;
  }
  patient.decision = std::move(*decision);
  patient.risk = riskGroup(rules.riskTable, patient.decision->prognosis, facts);
}

}  // namespace

std::string_view toText(PatientStatus status) {
  switch (status) {
    case PatientStatus::scored:
      return "scored";
    case PatientStatus::incomplete:
      return "incomplete";
    case PatientStatus::notAssessable:
      return "not assessable";
    case PatientStatus::refused:
      return "refused";
    case PatientStatus::failed:
      return "failed";
    case PatientStatus::excluded:
      return "excluded";
    case PatientStatus::waiting:
      return "waiting";
  }
  return "";
}

std::vector<CohortPatient> patientsOf(const SlideList& list, const ResultsByRow& results, const BundleRules& rules) {
  std::vector<CohortPatient> patients;
  std::vector<const ListedSlide*> first;  // of each patient
  std::map<std::string, std::size_t> places;
  for (const ListedSlide* slide : allRows(list)) {
    const auto [known, isNew] = places.try_emplace(patientOf(*slide), patients.size());
    if (isNew) {
      patients.emplace_back().patient = known->first;
      first.push_back(slide);
    }
    patients[known->second].rows.push_back(slide->row);
  }
  for (std::size_t i = 0; i < patients.size(); ++i) decideOne(patients[i], first[i]->facts, results, rules);
  return patients;
}

}  // namespace snitt
