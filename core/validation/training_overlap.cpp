#include "core/validation/training_overlap.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/training/leakage.h"

namespace snitt::validation {
namespace {

using training::Side;

// What one side of a record holds.
struct Recorded {
  std::set<std::string, std::less<>> patients;
  std::set<std::string, std::less<>> hashes;
  std::vector<std::uint64_t> images;
};

Recorded recorded(const training::TrainingRecord& record, Side side) {
  Recorded all;
  for (const training::RecordedPatient& patient : record.patients) {
    if (patient.side.side != side) continue;
    all.patients.insert(patient.id);
    for (const training::RecordedSlide& slide : patient.slides) {
      if (!slide.sha256.empty()) all.hashes.insert(slide.sha256);
      if (slide.imageFingerprint) all.images.push_back(*slide.imageFingerprint);
    }
  }
  return all;
}

bool isNear(const Recorded& side, std::uint64_t image, int mostDistance) {
  return std::ranges::any_of(side.images,
                             [&](std::uint64_t one) { return training::hammingDistance(one, image) <= mostDistance; });
}

OverlapSide overlapWithSide(const Recorded& side, const std::vector<StudySlideIds>& slides, int mostDistance) {
  OverlapSide found;
  std::set<std::string> patients;
  for (const StudySlideIds& slide : slides) {
    if (!slide.patient.empty() && side.patients.contains(slide.patient))
      ++found.byPatient;
    else if (!slide.sha256.empty() && side.hashes.contains(slide.sha256))
      ++found.byHash;
    else if (slide.image && isNear(side, *slide.image, mostDistance))
      ++found.byImage;
    else
      continue;
    found.rows.push_back(slide.row);
    patients.insert(slide.patient.empty() ? fmt::format("slide-{}", slide.row) : slide.patient);
  }
  found.patients = patients.size();
  return found;
}

std::string counted(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

// "3 patients (4 slides: 2 by patient id, 1 by the file's hash, 1 by image)"
std::string inWords(const OverlapSide& side) {
  std::string how;
  const auto add = [&how](std::size_t number, std::string_view by) {
    if (number > 0) how += fmt::format("{}{} by {}", how.empty() ? "" : ", ", number, by);
  };
  add(side.byPatient, "patient id");
  add(side.byHash, "the file's hash");
  add(side.byImage, "image");
  return fmt::format("{} ({}: {})", counted(side.patients, "patient"), counted(side.rows.size(), "slide"), how);
}

std::string rowsInWords(const std::vector<std::size_t>& rows) {
  constexpr std::size_t most = 20;
  const std::vector<std::size_t> first(rows.begin(),
                                       rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), most)));
  const std::string text = fmt::format("{} {}", rows.size() == 1 ? "row" : "rows", fmt::join(first, ", "));
  return rows.size() <= most ? text : fmt::format("{} and {} more", text, rows.size() - most);
}

// What was not compared: part of a sentence, empty where all was.
std::string gaps(const TrainingOverlap& overlap) {
  std::string text;
  if (overlap.withoutHash > 0)
    text += fmt::format("; the files of {} of {} were not hashed and not compared", overlap.withoutHash,
                        counted(overlap.slides, "slide"));
  if (overlap.withoutImage > 0)
    text += fmt::format("; the images of {} of {} could not be read and were not compared", overlap.withoutImage,
                        counted(overlap.slides, "slide"));
  return text;
}

}  // namespace

TrainingOverlap notAssessable(std::string why) {
  TrainingOverlap overlap;
  overlap.whyNotAssessed = std::move(why);
  return overlap;
}

TrainingOverlap overlapOf(const training::TrainingRecord& record, const std::vector<StudySlideIds>& slides,
                          int mostDistance) {
  TrainingOverlap overlap;
  overlap.trained = overlapWithSide(recorded(record, Side::train), slides, mostDistance);
  overlap.tuned = overlapWithSide(recorded(record, Side::tune), slides, mostDistance);
  overlap.tested = overlapWithSide(recorded(record, Side::test), slides, mostDistance);
  overlap.recordedPatients = record.patients.size();
  overlap.slides = slides.size();
  overlap.withoutHash = static_cast<std::size_t>(
      std::ranges::count_if(slides, [](const StudySlideIds& one) { return one.sha256.empty(); }));
  overlap.withoutImage =
      static_cast<std::size_t>(std::ranges::count_if(slides, [](const StudySlideIds& one) { return !one.image; }));
  return overlap;
}

std::string TrainingOverlap::sentence() const {
  if (!isAssessed()) return fmt::format("Overlap with the training is not assessable: {}", whyNotAssessed);
  std::string found;
  const auto add = [&found](const OverlapSide& side, std::string_view did) {
    if (side.patients > 0) found += fmt::format("{}{} {}", found.empty() ? "" : "; ", inWords(side), did);
  };
  add(trained, "trained the bundle");
  add(tuned, "tuned the bundle");
  add(tested, "are of the training's own test side");
  if (found.empty())
    found = fmt::format("No overlap with the training was found among the {} of its record",
                        counted(recordedPatients, "patient"));
  return found + gaps(*this);
}

std::vector<std::string> TrainingOverlap::notices(StudyKind kind) const {
  if (!isAssessed()) return {"Overlap with training patients is not assessable"};
  std::vector<std::string> all;
  if (tuned.patients > 0)
    all.push_back(
        fmt::format("{} of this study also tuned the bundle's thresholds", counted(tuned.patients, "patient")));
  if (kind == StudyKind::external && tested.patients > 0)
    all.push_back(fmt::format("{} of this external study {} of the training's own cohort",
                              counted(tested.patients, "patient"), tested.patients == 1 ? "is" : "are"));
  return all;
}

Result<void> refuseTrained(const TrainingOverlap& overlap) {
  if (overlap.trained.patients == 0) return {};
  return fail(
      ErrorKind::refused,
      fmt::format("{} of the study trained the bundle: {} of the slide list; nothing can be validated on them, so "
                  "leave them out, in the list or by a rule of the protocol, and lock the study anew",
                  inWords(overlap.trained), rowsInWords(overlap.trained.rows)));
}

}  // namespace snitt::validation
