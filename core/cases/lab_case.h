// What a laboratory calls a case, with all that Snitt knows of it. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cases/flags.h"
#include "core/cases/patient.h"
#include "core/decision/decision.h"
#include "core/row_id.h"

namespace snitt {

using CaseId = RowId<struct CaseRow>;
using GlassId = RowId<struct GlassRow>;
using ScanId = RowId<struct ScanRow>;
using ScoreId = RowId<struct ScoreRow>;

// A case is named by both: two laboratories may use the same accession number.
struct CaseName {
  std::string site;
  std::string accession;
  bool operator==(const CaseName&) const = default;
  auto operator<=>(const CaseName&) const = default;
};
[[nodiscard]] std::string toText(const CaseName& name);  // "SITE:ACCESSION"
// Of "SITE:ACCESSION", split at the first colon. Nothing where either is empty.
[[nodiscard]] std::optional<CaseName> caseNameOf(std::string_view text);

// What can be a site's name, an accession or an order number: UTF-8, not empty, no control characters, at most 100 bytes.
[[nodiscard]] bool isCaseNumber(std::string_view text);

// Why nothing is done with a slide: "it belongs to case SITE:ACCESSION, which is flagged: no AI in care".
[[nodiscard]] std::string flaggedText(const CaseName& name, Flag flag);

enum class Priority { routine, urgent };
enum class CaseState { open, closed, cancelled };
[[nodiscard]] std::string_view toText(CaseState state);

// Where the AI work on a case stands. Numbers are stored: add at the end.
enum class AiState {
  noSlides,         // nothing to score
  notAllowed,       // a flag forbids it
  slidesNotChosen,  // nobody has said which slides are primary tumour
  unscored,         // chosen, and not all of them scored
  scored,           // a result of all chosen slides
  notAssessable,    // all chosen slides were tried, none gives a class
};

// A file that shows a glass slide. A rescan becomes the current one beside the old.
struct Scan {
  ScanId id;
  std::string uuid;
  std::string fingerprint;
  std::string path;  // empty where the actor may not see it
  std::int64_t sizeBytes = 0;
  std::string modified;  // as SlideStamp
  std::string scanner;
  bool current = true;   // false: superseded, with its scores
  bool missing = false;  // the file was not where it was
  std::string added;
  std::string supersededAt;
};

// One score of a scan, newest of its bundle and parameters.
struct ScanScore {
  ScoreId id;
  ScanId scan;
  std::string bundleSha256;
  std::string bundleName;
  std::string bundleVersion;
  BundleStatus bundleStatus = BundleStatus::untrained;
  std::string started;
  std::optional<Prognosis> prognosis;
  std::optional<double> combined;
  std::string notAssessable;
  double tumourMm2 = 0;
  bool superseded = false;  // of a scan that is: shown, never counted
};

enum class Chosen { unsaid, primaryTumour, notPrimaryTumour };

struct Glass {
  GlassId id;
  std::string uuid;
  std::string number;
  std::string stain;
  std::string barcode;
  Chosen chosen = Chosen::unsaid;
  std::string chosenBy;  // name of the person
  std::string chosenAt;
  std::vector<Scan> scans;  // the current one first, then newest first

  [[nodiscard]] const Scan* current() const {
    return scans.empty() || !scans.front().current ? nullptr : &scans.front();
  }
};

// Haematoxylin and eosin by the words laboratories use: "HE", "H&E", "H+E", "H.E.", "Haematoxylin and eosin", "HES".
[[nodiscard]] bool isHe(std::string_view stain);

struct Block {
  std::string uuid;
  std::string label;
  std::optional<bool> tumour;  // whether the laboratory says it holds the primary tumour
  std::vector<Glass> slides;
};

struct Specimen {
  std::string uuid;
  std::string label;
  std::string kind;
  std::string bodySite;
  std::vector<Block> blocks;
};

enum class StagingItem { pT, pN, nodes, positiveNodes, edition, yPrefix };
inline constexpr int kStagingItems = 6;
[[nodiscard]] std::string_view toText(StagingItem item);  // "pT", "pN", "nodes", "positiveNodes", "edition", "yPrefix"
[[nodiscard]] std::optional<StagingItem> stagingItemOf(std::string_view text);
// The value as it is stored: pT and pN by core/decision/tnm.h, nodes a whole number, edition "7" or "8", yPrefix "yes"
// or "no". Nothing where the text is no such value; empty stays empty, which takes the value away.
[[nodiscard]] std::optional<std::string> stagingValue(StagingItem item, std::string_view text);

struct StagingFact {
  StagingItem item = StagingItem::pT;
  std::string value;
  std::string source;  // "HL7 OML^O21", "list", "entered by NAME"
  std::string at;
};

struct CaseFlag {
  Flag flag = Flag::noAi;
  bool ofPatient = false;
  std::string since;  // the day from which it holds
  std::string source;
  std::string setAt;
};

// A bundle's result for the case, by the bundle's rule for several slides.
struct CaseResult {
  std::string bundleSha256;
  std::string bundleName;
  std::string bundleVersion;
  BundleStatus bundleStatus = BundleStatus::untrained;
  std::optional<Prognosis> prognosis;
  std::optional<double> combined;
  int slides = 0;   // that it rests on
  std::string why;  // one sentence: which slides, by which rule; or why there is no class
  std::string riskGroup;
  std::string riskReason;  // why this group or none
};

struct LabCase {
  CaseId id;
  std::string uuid;
  CaseName name;
  bool pending = false;  // `name` holds an order number: the accession is not known yet
  std::vector<std::string> otherNumbers;
  Patient patient;
  Priority priority = Priority::routine;
  CaseState state = CaseState::open;
  std::string received;  // ISO 8601, UTC
  std::string comment;   // of persons; empty where masked
  std::string note;      // of the laboratory; empty where masked
  std::vector<Specimen> specimens;
  std::vector<StagingFact> staging;
  std::vector<CaseFlag> flags;
  AiState ai = AiState::noSlides;
  std::vector<ScanScore> scores;
  std::vector<CaseResult> results;      // newest bundle first; empty until slides are chosen
  std::vector<std::string> workedOnBy;  // names of others who have it open now
  int held = 0;                         // changes of the laboratory that wait for a person
};

}  // namespace snitt
