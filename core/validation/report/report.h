// The report of a validation study: from its patients to a document (core/document) with a verdict on each criterion,
// and an annex with what must not leave the site. Pure: the same input gives the same value, whatever the threads.
//
// Followed: TRIPOD+AI (Collins et al., BMJ 385:e078378, 2024), REMARK (McShane et al., 2005), PROBAST+AI and PIECES for
// what is reported. Each statistic's source stands in the header of its function in core/statistics.
#pragma once

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/document/document.h"
#include "core/result.h"
#include "core/validation/protocol.h"
#include "core/validation/study.h"

namespace snitt::validation {

// A lock or run that was made before on some of these patients.
struct EarlierStudy {
  int number = 0;
  std::string kind;  // "lock", "run"
  std::string time;  // ISO 8601, UTC
  std::string study;
  std::string person;
  std::vector<std::string> criteria;  // in words
  std::string conclusion;             // of a run
  double share = 0;                   // of this study's patients that were in it
};

struct StudyHistory {
  std::string unknown;  // why nobody can tell; empty where it is known
  std::vector<EarlierStudy> earlier;
};

// A second reading of the same patients.
struct RepeatedReading {
  RepeatPart part;
  std::map<std::string, double, std::less<>> combined;      // by patient
  std::map<std::string, Prognosis, std::less<>> prognosis;  // the same
  std::string scanner;                                      // of its slides; empty where they differ or nobody says
};

// A cell of the training data's table (training/cohort.csv of the bundle).
struct TrainingCell {
  std::string variable;
  std::string level;
  std::string patients;  // of all, as told: "93", "not told"
};

struct ReportInput {
  Protocol protocol;
  Study study;
  Manifest manifest;
  std::string bundleSha256;
  std::string lockHash;
  std::string lockTime;                   // ISO 8601, UTC
  std::vector<document::Fact> lockFacts;  // program, libraries, device: what was frozen
  std::vector<document::Fact> hashes;     // of every file that was frozen
  std::vector<std::string> notices;       // for every page, one sentence each
  StudyHistory history;
  std::string overlap;           // one sentence on training and tuning patients
  bool overlapAssessed = false;  // false: there was no training record
  std::vector<TrainingCell> trainingCells;
  std::vector<RepeatedReading> repeats;
  std::string command;  // that makes the report again
  std::string runDate;  // ISO 8601: when the cohort was scored; becomes the documents' date
  int threads = 1;      // changes no figure
  std::stop_token stop{};
};

// A patient whose score is far from what happened, for the gallery.
struct WorstError {
  std::string patient;
  std::size_t slide = 0;  // row of the list: the first of the patient's slides that was scored
  std::string caption;
};

struct ValidationReport {
  document::Document document;
  document::Document annex;       // patient rows, largest errors: stays at the site
  std::string patientsCsv;        // what the figures were computed of, one row a patient; belongs to the annex
  std::vector<WorstError> worst;  // the worst first
  std::vector<document::Criterion> criteria;
  document::Verdict verdict = document::Verdict::notAssessable;
  std::string conclusion;
};

// Errors: cancelled; usage and corrupt where a covariate cannot be used, naming it. What could not be computed is said
// in its place, and is no error.
[[nodiscard]] Result<ValidationReport> makeReport(const ReportInput& input);

// Pictures of the worst errors' slides, JPEG or PNG, by the slide's row: they go into the annex beside the table of the
// largest errors. A slide without a picture is told.
void addGallery(ValidationReport& report, const std::map<std::size_t, std::string>& pictures);

}  // namespace snitt::validation
