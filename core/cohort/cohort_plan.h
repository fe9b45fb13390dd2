// What a run leaves in its folder before the first slide is scored, so that others can follow it while it runs and
// after it was broken off: the list as it was read, the rules that decide patients, and what the check settled. Lies in
// `.cohort/`: plan.json (format snitt-cohort-plan/1), list.csv (the list's own bytes) and settled.jsonl (results, as in
// a journal). Plain values.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/cohort/slide_list.h"
#include "core/cohort/slide_result.h"
#include "core/decision/patient.h"
#include "core/result.h"

namespace snitt {

struct PlannedResolution {
  std::string name;
  double threshold = 0;
  bool operator==(const PlannedResolution&) const = default;
};

struct CohortPlan {
  std::string title;                 // the list's file name
  std::string started;               // ISO 8601, UTC: when this run began to score
  std::size_t before = 0;            // rows that had a result then
  std::filesystem::path listFolder;  // what the list's relative paths are relative to
  std::vector<PlannedResolution> resolutions;
  BundleRules rules;
};

struct KeptPlan {
  CohortPlan plan;
  SlideList list;
  std::vector<CohortSlideResult> settled;
};

// `state`: the folder `.cohort`. The plan comes last: where it is, the other two are of the same run. Errors: io.
[[nodiscard]] Result<void> keepPlan(const std::filesystem::path& state, const CohortPlan& plan, std::string_view list,
                                    const std::vector<CohortSlideResult>& settled);
// Errors: notFound (there is none); corrupt; unsupported (a newer major version); io.
[[nodiscard]] Result<KeptPlan> readPlan(const std::filesystem::path& state);

}  // namespace snitt
