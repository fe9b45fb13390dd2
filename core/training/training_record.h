// The training record: who trained a bundle, slide by slide. It stays at the site, encrypted, and names the bundle that
// it belongs to by the hash of its manifest; without it nobody can tell whether a patient of a later study trained it.
// Values are plain; the functions may be called from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/training/leakage.h"
#include "core/training/split.h"

namespace snitt::training {

struct RecordedSlide {
  std::string slide;
  std::string path;
  std::string sha256;
  std::string fingerprint;
  std::optional<std::uint64_t> imageFingerprint;
  bool operator==(const RecordedSlide&) const = default;
};

struct RecordedPatient {
  std::string id;
  PatientSide side;
  std::string label;  // good, between, poor; empty without labels
  std::string why;    // of the label
  double timeDays = 0;
  bool event = false;
  std::map<std::string, double> scores;  // by resolution, and "combined"
  std::vector<RecordedSlide> slides;
  bool operator==(const RecordedPatient&) const = default;
};

struct TrainingRecord {
  std::string bundleId;
  std::string bundleVersion;
  std::string bundleSha256;  // of manifest.toml
  std::string software;
  std::string device;  // that trained: cpu or cuda; empty in records that did not tell
  std::string config;  // the configuration with its paths, TOML
  std::vector<RecordedPatient> patients;
  bool operator==(const TrainingRecord&) const = default;
};

// JSON, format snitt-training-record/1. Errors of reading: corrupt; unsupported for a newer format.
[[nodiscard]] std::string formatRecord(const TrainingRecord& record);
[[nodiscard]] Result<TrainingRecord> parseRecord(std::string_view json);

// Slides of others that are also in the record: as leaks between the record's slides, which come first in `slides`, and
// `others`, whose side is taken as test whatever it says.
struct Overlap {
  std::vector<PlacedSlide> slides;
  std::vector<Leak> leaks;
};
[[nodiscard]] Overlap overlapWith(const TrainingRecord& record, const std::vector<PlacedSlide>& others,
                                  int mostDistance);

}  // namespace snitt::training
