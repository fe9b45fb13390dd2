// The tables of a cohort from its list and what became of the slides: results.csv (a row a patient), slides.csv (a row
// a slide) and paths.csv. Pure functions: the same values give the same bytes. Formats: the manual's chapter on
// cohorts.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/cohort/slide_list.h"
#include "core/cohort/slide_result.h"
#include "core/decision/patient.h"

namespace snitt {

// By row of the list; a row without one has not been worked on yet.
using ResultsByRow = std::map<std::size_t, CohortSlideResult>;

// incomplete: a class, though a slide of the patient failed or was refused, and might have changed it.
enum class PatientStatus { scored, incomplete, notAssessable, refused, failed, excluded, waiting };
[[nodiscard]] std::string_view toText(PatientStatus status);

struct CohortPatient {
  std::string patient;  // the list's key; "slide-7" for a slide of nobody
  std::vector<std::size_t> rows;
  std::size_t counted = 0;  // slides that the decision rests on, each once
  std::optional<Decision> decision;
  RiskResult risk;
  PatientStatus status = PatientStatus::waiting;
  std::string reason;
};

// In the order of their first rows. Excluded and flagged slides, and those that are another row's again, are not
// counted. A patient is scored where one slide was scored and no other failed or was refused; slides that are not
// assessable are left out, and said. Without a scored slide: waiting while one has no result, else failed before
// refused before not assessable; excluded where no slide is left.
[[nodiscard]] std::vector<CohortPatient> patientsOf(const SlideList& list, const ResultsByRow& results,
                                                    const BundleRules& rules);

// What the tables say where results were computed in several ways: "mixed numeric paths: cpu fp32 and cuda:0 bf16";
// empty for one way.
[[nodiscard]] std::string mixedNotice(const ResultsByRow& results);

// `resolutions`: the bundle's names, in its order. `notice`: goes into the reason of every row; empty without.
[[nodiscard]] std::string resultsCsv(const std::vector<CohortPatient>& patients,
                                     const std::vector<std::string>& resolutions, const std::string& notice);
[[nodiscard]] std::string slidesCsv(const SlideList& list, const ResultsByRow& results,
                                    const std::vector<std::string>& resolutions, const std::string& notice);
// The one table that names files and accessions; its owner's alone.
[[nodiscard]] std::string pathsCsv(const SlideList& list);

// Every row of the list, used or not, in its order.
[[nodiscard]] std::vector<const ListedSlide*> allRows(const SlideList& list);

}  // namespace snitt
