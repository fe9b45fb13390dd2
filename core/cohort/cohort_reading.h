// What a cohort's folder says at one moment: its run, its patients and its slides. A plain value.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/cohort/cohort_tables.h"
#include "core/cohort/slide_result.h"

namespace snitt {

// running: somebody holds the folder's lock, or results keep coming in all the same, as from tasks of a cluster that
// nobody follows. checking: a run has begun and its slides are not known yet. stopped: nobody works there and slides
// have no result, or the tables were not written.
enum class CohortState { checking, running, stopped, finished };

// Who holds the folder's lock, as it wrote itself down.
struct CohortOwner {
  std::string host;
  long process = 0;
  std::string account;
  std::string since;  // ISO 8601, UTC
  bool operator==(const CohortOwner&) const = default;
};

struct CohortFacts {
  std::string bundleName;
  std::string bundleVersion;
  std::string bundleSha256;
  BundleStatus bundleStatus = BundleStatus::untrained;
  std::string device;
  std::string precision;
  std::string software;
  std::string outsideScope;  // the reason; empty without
};

struct CohortResolution {
  std::string name;
  std::optional<double> threshold;  // not known of runs that did not write it down
};

struct SlideReading {
  std::size_t row = 0;                      // of the list: the slide's number
  std::size_t patient = 0;                  // index into CohortReading::patients
  std::optional<CohortSlideResult> result;  // none: it waits
  std::filesystem::path path;               // empty where it may not be read
  std::string accession;
};

// Where the slides' files are told: whoever may not read the table that names them sees all but the slides.
enum class PathsKnown { yes, missing, unreadable };

struct CohortReading {
  std::filesystem::path folder;
  std::string title;           // the list's file name; empty where nobody says
  std::filesystem::path list;  // where it lay; empty where nobody says
  CohortState state = CohortState::stopped;
  std::optional<CohortOwner> owner;  // while somebody works there
  CohortFacts facts;
  std::string mixed;  // "mixed numeric paths: …"; empty where there is one
  std::vector<CohortResolution> resolutions;
  std::vector<CohortPatient> patients;  // in the order of their first rows
  std::vector<SlideReading> slides;     // ascending rows
  std::size_t settled = 0;              // slides with a result
  std::string started;                  // of the last run, ISO 8601 in UTC; empty where nobody says
  std::size_t before = 0;               // of `settled`, when it started
  PathsKnown paths = PathsKnown::yes;
  // The networks' own scores are known; those of a run whose notes may not be read are taken from the slides' folders
  // little by little.
  bool membersKnown = true;

  [[nodiscard]] std::filesystem::path slideFolder(std::size_t row) const {
    return folder / "slides" / std::to_string(row);
  }
};

// Index of the slide of a row; none where there is none.
[[nodiscard]] std::optional<std::size_t> slideAt(const CohortReading& reading, std::size_t row);

}  // namespace snitt
