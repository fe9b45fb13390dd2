// The patients of a validation: the slide list as it was scored, what became of the slides, and the outcomes, joined by
// patient, with everybody who falls out counted where he falls out. Plain values and pure functions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/cohort/cohort_reading.h"
#include "core/cohort/slide_list.h"
#include "core/validation/protocol.h"
#include "core/validation/study_outcomes.h"

namespace snitt::validation {

// Where a patient left the flow; `analysed` has a class and an outcome.
enum class PatientFate { excludedInList, excludedByRule, withoutOutcome, notScored, notAssessable, analysed };

struct StudySlide {
  std::size_t row = 0;  // of the list
  SlideStatus status = SlideStatus::failed;
  std::string reason;
  std::string scanner;
  std::optional<double> tumourMm2;
  // By resolution, where several networks scored the slide: the standard deviation of their scores.
  std::map<std::string, double> spread;
  bool hasReference = false;   // the list names an outline of the tumour
  std::optional<double> dice;  // of the network's outline with it, where they were compared
};

struct StudyPatient {
  std::string key;
  PatientFate fate = PatientFate::analysed;
  std::string reason;  // of the fate, as it was written: it may name slides, values and files
  std::vector<StudySlide> slides;
  StudyOutcome outcome;
  std::optional<double> combined;
  std::vector<ResolutionScore> resolutions;
  std::optional<Prognosis> prognosis;
  std::map<std::string, std::string, std::less<>> facts;  // by the list's columns; "several" where the slides differ

  // Empty where it is not known.
  [[nodiscard]] std::string fact(std::string_view column) const;
};

struct Study {
  std::vector<StudyPatient> patients;  // all of the list, in its order
  std::vector<std::string> columns;    // of the list that say something of patients
  std::size_t outcomesWithoutSlides = 0;
  std::size_t unknownCauses = 0;
  std::vector<std::size_t> analysed;  // indices
  std::vector<std::size_t> eligible;  // met the rules and have an outcome: the denominators of failures

  [[nodiscard]] std::size_t countOf(PatientFate fate) const;
};

struct StudySources {
  const Protocol* protocol = nullptr;
  const SlideList* list = nullptr;
  const CohortReading* cohort = nullptr;
  const StudyOutcomes* outcomes = nullptr;
};

// Usage: a column of a rule, a subgroup or `adjust` that the list does not have (with the nearest name); a number asked
// of a text. Corrupt: nobody is in both the list and the outcomes.
[[nodiscard]] Result<Study> assembleStudy(const StudySources& sources);

}  // namespace snitt::validation
