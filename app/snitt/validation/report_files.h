// The report of a run: its figures and its files.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/document/document.h"
#include "core/progress.h"
#include "core/result.h"
#include "core/validation/locked_run.h"
#include "core/validation/sign_off.h"

namespace snitt::app {

struct ReportPlan {
  std::filesystem::path out;
  std::string command;     // that makes the report again
  bool withAnnex = false;  // which names patients
  int threads = 1;
  std::map<std::string, std::string> beside;  // other files of the folder, by name
  std::set<std::string> tablesBefore;         // of checkReportPlace
  validation::ReportFiles madeBefore;         // of the run that is made again; empty: none is
};

struct WrittenReport {
  std::string conclusion;  // one sentence
  document::Verdict verdict = document::Verdict::notAssessable;
  std::vector<document::Criterion> criteria;
  validation::ReportFiles files;        // as they were written
  std::vector<std::string> otherBytes;  // names of files that have other bytes than those of `madeBefore`
};

// Before anything is computed: whether a report may be written to `out`. The names of the tables of the report that it
// replaces. `read`: folders that hold something else. Errors: usage (one of `read`, other files, results of something
// else); refused (it is signed, or has an annex that would stay beside another report).
[[nodiscard]] Result<std::set<std::string>> checkReportPlace(const std::filesystem::path& out,
                                                             const std::vector<std::filesystem::path>& read,
                                                             bool withAnnex);

// Writes report.pdf, report.html, results.json, one CSV a table and the drafts of the papers (core/validation/papers),
// all or none; with the annex the folder annex/, its owner's alone, with annex.pdf, annex.html, annex.json and
// patients.csv. Errors: those of reportInputOf, makeReport and the pages; refused (signed in the meantime; the numbers
// are not those of the run that is made again); io; cancelled.
[[nodiscard]] Result<WrittenReport> writeReport(const validation::LockedRun& run, const ReportPlan& plan,
                                                const RunControl& control);

}  // namespace snitt::app
