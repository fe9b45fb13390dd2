// Whether patients of a study also made the bundle: by patient id, by the files' SHA-256 and by how near the images
// are, against the site's training record. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/training/training_record.h"
#include "core/validation/protocol.h"

namespace snitt::validation {

// Bits of 64 up to which two thumbnails are one image, as in a training where nothing else is said.
inline constexpr int kImageDistance = 4;

struct StudySlideIds {
  std::size_t row = 0;                 // of the slide list
  std::string patient;                 // empty: nobody says
  std::string sha256;                  // empty: not compared
  std::optional<std::uint64_t> image;  // imageFingerprint; nothing: not compared
};

// Slides of the study that were found among those of one side of the training. A slide counts once, by the first of id,
// hash and image that holds.
struct OverlapSide {
  std::size_t patients = 0;  // of the study
  std::vector<std::size_t> rows;
  std::size_t byPatient = 0;
  std::size_t byHash = 0;
  std::size_t byImage = 0;
  bool operator==(const OverlapSide&) const = default;
};

struct TrainingOverlap {
  std::string whyNotAssessed;  // empty: it was
  OverlapSide trained;
  OverlapSide tuned;
  OverlapSide tested;  // of the training's own test side, which made nothing
  std::size_t recordedPatients = 0;
  std::size_t slides = 0;
  std::size_t withoutHash = 0;
  std::size_t withoutImage = 0;

  [[nodiscard]] bool isAssessed() const { return whyNotAssessed.empty(); }
  // "Overlap with the training: not assessable, since no training record was given", "… none: …", "3 patients (4
  // slides: …) tuned the bundle". Never "none" where something could not be compared without saying so.
  [[nodiscard]] std::string sentence() const;
  // For every page.
  [[nodiscard]] std::vector<std::string> notices(StudyKind kind) const;
};

[[nodiscard]] TrainingOverlap notAssessable(std::string why);
[[nodiscard]] TrainingOverlap overlapOf(const training::TrainingRecord& record,
                                        const std::vector<StudySlideIds>& slides, int mostDistance = kImageDistance);

// Refused where patients of the study trained the bundle, with their number, rows and how they were found.
[[nodiscard]] Result<void> refuseTrained(const TrainingOverlap& overlap);

}  // namespace snitt::validation
