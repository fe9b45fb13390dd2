// What a case's archive holds, as the database holds it. Plain values; texts are stored as they are, times ISO 8601 in
// UTC, coordinates level-0 pixels.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/audit/audit.h"
#include "core/cases/lab_case.h"

namespace snitt {

struct ArchivedScan {
  std::string uuid;
  std::string fingerprint;
  std::string path;  // empty where it is left out or unknown
  std::int64_t sizeBytes = 0;
  std::string modified;
  std::string scanner;
  std::string linkedBy;
  bool current = true;
  std::string added;
  std::string supersededAt;
  bool operator==(const ArchivedScan&) const = default;
};

struct ArchivedGlass {
  std::string uuid;
  std::string number;
  std::string stain;
  std::string barcode;
  Chosen chosen = Chosen::unsaid;
  std::string chosenBy;  // name of the person
  std::string chosenAt;
  std::vector<ArchivedScan> scans;  // oldest first
  bool operator==(const ArchivedGlass&) const = default;
};

struct ArchivedBlock {
  std::string uuid;
  std::string label;
  std::optional<bool> tumour;
  std::vector<ArchivedGlass> slides;
  bool operator==(const ArchivedBlock&) const = default;
};

struct ArchivedSpecimen {
  std::string uuid;
  std::string label;
  std::string kind;
  std::string bodySite;
  std::vector<ArchivedBlock> blocks;
  bool operator==(const ArchivedSpecimen&) const = default;
};

struct ArchivedFact {
  StagingItem item = StagingItem::pT;
  std::string value;
  std::string source;
  std::string at;
  bool operator==(const ArchivedFact&) const = default;
};

struct ArchivedFlag {
  Flag flag = Flag::noAi;
  bool ofPatient = false;
  std::string since;
  std::string source;
  std::string setAt;
  std::string liftedAt;  // empty: it holds
  std::string liftedSource;
  bool operator==(const ArchivedFlag&) const = default;
};

struct ArchivedNumber {
  std::string number;
  std::string kind;  // "order", "former"
  bool operator==(const ArchivedNumber&) const = default;
};

struct ArchivedScore {
  std::string json;        // score.json without the slide's path
  std::string path;        // of the slide; empty where it is left out
  std::string parameters;  // formatParameters
  std::string rules;       // formatRules; empty: not known
  std::string stored;
  std::string outlineId;           // UUID
  std::string outline;             // formatGeometry; empty: none
  std::vector<std::string> grids;  // packGrid, in the bundle's order
  bool operator==(const ArchivedScore&) const = default;
};

// One row of what is drawn.
struct ArchivedDrawing {
  std::string uuid;
  std::int64_t place = 0;
  std::string parent;
  std::string kind;
  std::string shape;
  std::string geometry;  // toWkb
  std::string className;
  std::optional<std::string> classColour;  // RRGGBB
  std::optional<std::string> colour;
  std::string name;
  std::string note;
  bool locked = false;
  std::string origin;
  std::string author;
  std::string created;
  std::string changed;
  std::string measurements;  // JSON list of [name, value]; empty: none
  std::string other;         // JSON object; empty: nothing
  bool operator==(const ArchivedDrawing&) const = default;
};

struct RemovedDrawing {
  std::string uuid;
  std::string removed;  // when
  bool operator==(const RemovedDrawing&) const = default;
};

// On one slide.
struct ArchivedDrawings {
  std::string fingerprint;
  std::vector<ArchivedDrawing> drawn;
  std::vector<RemovedDrawing> removed;
  bool operator==(const ArchivedDrawings&) const = default;
};

struct ArchivedPatient {
  std::string uuid;
  std::string stated;
  PatientIdentity identity;
  bool operator==(const ArchivedPatient&) const = default;
};

struct ArchivedCase {
  bool masked = true;  // without patient, comment, paths, barcodes, names and notes of drawings
  std::string uuid;
  CaseName name;
  bool pending = false;
  std::vector<ArchivedNumber> numbers;
  std::optional<ArchivedPatient> patient;
  Priority priority = Priority::routine;
  CaseState state = CaseState::open;
  std::string received;
  std::string stated;
  std::string created;
  std::string comment;  // of persons
  std::string note;     // of the laboratory
  std::vector<ArchivedSpecimen> specimens;
  std::vector<ArchivedFact> staging;
  std::vector<ArchivedFlag> flags;
  std::vector<ArchivedScore> scores;       // oldest first
  std::vector<ArchivedDrawings> drawings;  // of slides that have any, present or removed
  bool operator==(const ArchivedCase&) const = default;
};

// What happened to the case, for reading.
struct ArchivedEvent {
  std::string at;
  std::string person;  // name
  std::string action;
  std::map<std::string, std::string> details;
};

// Of the export itself.
struct ArchiveOrigin {
  std::string at;
  std::string by;        // name
  std::string software;  // "snitt 0.1.0"
  std::string database;  // UUID
  std::optional<AuditSeal> seal;
  std::vector<ArchivedEvent> history;
};

}  // namespace snitt
