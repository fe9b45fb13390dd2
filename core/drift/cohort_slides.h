// The slides of a cohort's folder as observations: from slides.csv, with time, scanner and input figures from each
// slide's score.json. Reads only, and little by little: a slide's score is dropped when its figures are known.
//
// A slide's day is that of --week-column where one is named, else the day (UTC) on which it was scored; of a slide
// without a score, on which the cohort's last run began. Refused slides are outside the scope where their reason says
// so.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/drift/observation.h"
#include "core/result.h"

namespace snitt::drift {

// Columns of the slide list, as slides.csv carries them on. An empty name is the usual one where the list has it; a
// name that the list does not have is an error.
struct CohortColumns {
  std::string week;     // a date or an ISO week; usual: none
  std::string scanner;  // usual: "scanner"
  std::string control;  // name of the control slide that a row is; usual: "control"
  // Where the list lacks the named week, the day of scoring does: of a cohort that others are compared with, days tell
  // no more than the order of its control slides' readings.
  bool weekMayLack = false;
};

struct CohortSlides {
  std::vector<Observation> observations;
  std::string bundleSha256;
  std::string bundleName;
  std::size_t waiting = 0;     // have no result yet
  std::size_t leftOut = 0;     // excluded by the list, or flagged
  std::size_t unread = 0;      // scored, and their score.json could not be read
  std::size_t withoutDay = 0;  // nothing in the week column; not among the observations
};

// Numbers of patients that hold over several cohorts of one site: slides of one patient have one number.
using PatientNumbers = std::map<std::string, std::size_t>;

// Errors: notFound (no folder, or a table is missing), corrupt (a table; a day that is none, with its row), usage (no
// such column, with the nearest name), unsupported (a newer version), cancelled.
[[nodiscard]] Result<CohortSlides> readCohortSlides(const std::filesystem::path& folder, const CohortColumns& columns,
                                                    PatientNumbers& patients, const std::stop_token& stop = {});

}  // namespace snitt::drift
