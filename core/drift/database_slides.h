// The scores of a database as observations. A slide that was scored several times is one, at its first time. What was
// refused or failed leaves no score: of slides without one those are known that a person chose as primary tumour.
#pragma once

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

#include "core/cases/lab_case.h"
#include "core/drift/observation.h"
#include "core/store/store.h"

namespace snitt::drift {

// A case whose slides are control slides: each glass is one, and its scans are the readings.
struct ControlCase {
  CaseId id;
  std::string name;  // SITE:ACCESSION, as it is told
};

struct DatabaseRequest {
  std::string bundleSha256;
  std::vector<ControlCase> controlCases;
  std::string chosenBefore;  // ISO 8601, UTC: slides chosen later may still be waiting for their score
};

// Errors: those of ScoreHistory; cancelled.
[[nodiscard]] Result<std::vector<Observation>> readDatabaseSlides(const Store& store, const DatabaseRequest& request,
                                                                  const std::stop_token& stop = {});

}  // namespace snitt::drift
