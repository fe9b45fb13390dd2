// What the papers of a validation (a mini-HTA, a declaration of a device made in house) state as facts: taken from the
// locked protocol, the report, the bundle's manifest and its card. Nothing is computed here, so that a paper tells no
// figure that the report does not tell, and none that the report withholds. Plain values and pure functions.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/document/document.h"
#include "core/result.h"
#include "core/validation/freeze.h"
#include "core/validation/report/report.h"

namespace snitt::validation {

// The sentence that a section of the report begins with.
struct PaperFinding {
  std::string sectionId;
  std::string section;  // "4 Discrimination"
  std::string sentence;
  bool operator==(const PaperFinding&) const = default;
};

// Lists are empty, and texts too, where there is nothing to say.
struct PaperFacts {
  // Of the protocol.
  std::string study;
  std::string site;
  std::string intendedUse;
  std::string responsible;
  std::string kind;
  std::string thresholds;
  std::string endpoint;
  std::string timeFrom;
  std::string outcomesUntil;
  std::string horizons;
  std::vector<std::string> included;  // rules in words
  std::vector<std::string> excluded;
  // Of the bundle's manifest and card.
  std::string bundleId;
  std::string bundleName;
  std::string bundleVersion;
  std::string bundleStatus;
  std::string bundleNotice;  // what every result of it says of itself
  std::string bundleIntendedUse;
  std::string bundleSha256;
  std::string licence;
  std::string cardFile;
  std::string cardSha256;
  std::vector<document::Fact> scope;
  std::vector<std::string> cardOpening;  // paragraphs before the first part
  std::vector<std::string> cardLimits;   // those of the part "Limits"
  // Of the lock.
  std::string lockHash;
  std::string lockTime;
  std::string program;
  std::vector<document::Fact> lockFacts;    // as in the report; names persons
  std::vector<document::Fact> environment;  // those of them that name program and device, and nobody
  std::vector<document::Fact> frozenFiles;  // SHA-256
  // Of the report.
  std::string runTime;
  std::string verdict;
  std::string conclusion;
  std::vector<PaperFinding> findings;
  std::vector<document::Criterion> criteria;
  std::vector<std::string> deviations;  // what stands on every page
  std::vector<std::string> cautions;    // overlap with the training, earlier analyses
  std::vector<std::string> limitations;
  std::vector<document::Fact> reportFiles;  // SHA-256 by name
  bool operator==(const PaperFacts&) const = default;
};

// What the report itself does not hold.
struct PaperSources {
  std::string card;                          // Markdown
  std::map<std::string, std::string> files;  // of the report: SHA-256 by name
};

[[nodiscard]] PaperFacts paperFactsOf(const ReportInput& input, const ValidationReport& report,
                                      const PaperSources& sources);

// The text of the model card of a locked study's bundle. Refused where it is not as the manifest lists it.
[[nodiscard]] Result<std::string> readCardOf(const StudyFiles& files);

}  // namespace snitt::validation
