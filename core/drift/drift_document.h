// The findings of drift as a document: JSON, CSV and pages are made of it. Pure; names no patient, case or file.
#pragma once

#include <string>
#include <vector>

#include "core/document/document.h"
#include "core/drift/drift.h"

namespace snitt::drift {

struct DriftContext {
  std::string source;  // what was looked at: "the database snitt.db", "the cohorts spring and summer"
  std::string bundle;  // name and version
  std::string sha256;  // of the bundle
  std::string software;
  std::vector<std::string> notices;  // of the bundle's status, for every page
  std::vector<std::string> leftOut;  // what is not in the figures and why, one sentence each
  std::string referenceName;
};

// Format "snitt-drift/1". The verdict is "passed" where no limit was exceeded, "failed" where one was, and "not
// assessable" where nothing could be judged; no protocol judges, so the conclusion alone says it in pages. Its date is
// the Sunday of the last week, so that the same slides give the same bytes.
[[nodiscard]] document::Document driftDocument(const DriftFindings& findings, const DriftLimits& limits,
                                               const DriftContext& context);

// "Score at 10x", "Without a score".
[[nodiscard]] std::string figureInWords(const std::string& figure);

}  // namespace snitt::drift
