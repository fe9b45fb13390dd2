// Everything that can be said of a cohort before any pixel is read: which slides can be scored, and why not the others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/snitt/cohort/cohort_folder.h"
#include "app/snitt/cohort/cohort_options.h"
#include "app/snitt/session.h"
#include "core/bundle/bundle.h"
#include "core/cohort/cohort_parameters.h"
#include "core/cohort/cohort_slide.h"
#include "core/cohort/cohort_tables.h"
#include "core/cohort/header_look.h"
#include "core/result.h"

namespace snitt::app {

struct CohortCheck {
  std::string title;  // of pages: the list's file name
  SlideList list;
  std::string listText;  // the list as it was read
  CohortParameters parameters;
  std::vector<std::string> resolutions;  // names
  BundleRules rules;
  Bundle bundle;
  HeaderLooks looks;
  std::vector<CohortSlide> slides;    // that can be scored, in the order of the list
  ResultsByRow settled;               // rows that nothing is to be done about: excluded, flagged, refused, failed
  std::vector<std::string> warnings;  // one sentence each
  std::uint64_t bytesFree = 0;        // of the output disk
  std::uint64_t bytesNeeded = 0;      // at most, for the slides' folders
  std::optional<double> seconds;      // that the networks of this machine need for `slides`; nothing: not measured
};

// Reads list, bundle and headers (`looks`: those remembered). `fingerprints`: of every slide, as resuming needs them.
// Errors: those of the list as a whole, of the bundle, of the device and of the database; cancelled.
[[nodiscard]] Result<CohortCheck> checkCohort(const CohortOptions& options, HeaderLooks looks, bool fingerprints,
                                              Session& session);

// As a table for a person, or JSON (format snitt-cohort-check/1).
[[nodiscard]] std::string describeCheck(const CohortCheck& check, bool json);

}  // namespace snitt::app
