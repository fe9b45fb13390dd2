// A cohort's folder as a study reads it: complete, with the very list that was scored. Reads only; any thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/cohort/cohort_parameters.h"
#include "core/cohort/cohort_reading.h"
#include "core/cohort/slide_list.h"
#include "core/result.h"
#include "core/validation/history.h"
#include "core/validation/lock.h"

namespace snitt::validation {

struct ScoredCohort {
  SlideList list;
  std::string listCsv;  // its bytes, as the run read them
  CohortParameters parameters;
  std::shared_ptr<const CohortReading> reading;
  std::string firstScored;                    // when the first slide was, ISO 8601, UTC; empty: nobody says
  std::map<std::string, std::string> tables;  // SHA-256 of results.csv and slides.csv
  bool sameTables = true;                     // they are those that the results make

  // Of the slides that were worked on, by row.
  [[nodiscard]] StudyMembers members() const;
};

// Errors: notFound, corrupt, unsupported, io, cancelled as CohortFollower and CohortPlan; refused where somebody works
// there, slides have no result yet, or the tables are missing or those of a run before.
[[nodiscard]] Result<ScoredCohort> readScored(const std::filesystem::path& folder, const std::stop_token& stop = {});

// Patients of a list for the register, each once.
[[nodiscard]] std::vector<std::string> listedPatients(const SlideList& list);

// What of a cohort is not as it was locked: each a part of a sentence.
[[nodiscard]] std::vector<std::string> cohortDifferences(const ScoredCohort& cohort, const Frozen& locked,
                                                         const FrozenFile& list);

}  // namespace snitt::validation
