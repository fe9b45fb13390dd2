// The report of a run: its figures and its files.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/document/document.h"
#include "core/progress.h"
#include "core/result.h"
#include "core/validation/locked_run.h"

namespace snitt::app {

struct ReportPlan {
  std::filesystem::path out;
  std::string command;     // that makes the report again
  bool withAnnex = false;  // which names patients
  int threads = 1;
  std::map<std::string, std::string> beside;  // other files of the folder, by name
};

struct WrittenReport {
  std::string conclusion;  // one sentence
  document::Verdict verdict = document::Verdict::notAssessable;
  std::vector<document::Criterion> criteria;
};

// Writes report.pdf, report.html, results.json, one CSV a table and the drafts of the papers (core/validation/papers),
// all or none; with the annex the folder annex/, its owner's alone, with annex.pdf, annex.html, annex.json and
// patients.csv. Errors: those of reportInputOf, makeReport and the pages; io; cancelled.
[[nodiscard]] Result<WrittenReport> writeReport(const validation::LockedRun& run, const ReportPlan& plan,
                                                const RunControl& control);

}  // namespace snitt::app
