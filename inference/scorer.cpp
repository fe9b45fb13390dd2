#include "inference/scorer.h"

#include <algorithm>

#include "core/log.h"

namespace snitt {

Result<ScoredCase> Scorer::score(const ScoreRequest& request, const RunControl& control) {
  if (m_lost) return fail(*m_lost);
  for (;;) {
    ScoreRequest onThisPath = request;
    onThisPath.pathNote = m_pathNote;
    PathReport report;
    auto scored = scoreSlide(onThisPath, m_model, control, &report);
    if (scored) return scored;
    const auto other = otherPath(scored.error(), report);
    if (!other) return scored;
    if (auto moved = moveTo(*other, request.slide); !moved) {
      m_lost = moved.error();
      return fail(*m_lost);
    }
  }
}

Result<void> Scorer::moveTo(const EngineChoice& choice, const std::filesystem::path& slide) {
  log::warning(slide.string() + " starts again: " + m_pathNote);
  auto loaded = reload(choice);
  if (loaded || loaded.error().kind != ErrorKind::io || choice.device == "cpu") return loaded;
  // Another program may have taken the memory that was given back.
  const auto cpu = onCpu(choice.device, loaded.error());
  return cpu ? moveTo(*cpu, slide) : loaded;
}

std::optional<EngineChoice> Scorer::onCpu(const std::string& failed, const Error& error) {
  m_pathNote = cpuInstead(failed, error);
  // auto of a CPU's kernels, exact whatever the bundle allows.
  const auto choice = chooseEngine({"cpu", "fp32"}, {});
  return choice ? std::optional(*choice) : std::nullopt;
}

std::optional<EngineChoice> Scorer::otherPath(const Error& error, const PathReport& report) {
  EngineChoice other = m_model.choice;
  if (report.bf16TooFar) {
    if (m_model.precisionForced) return std::nullopt;
    other.precision = Precision::fp32;
    m_pathNote = "in fp32 because " + describeAgreement(m_model, report);
    return other;
  }
  // A slide's own faults of reading are listed or have another kind by the time networks run; io is the engine's.
  if (error.kind != ErrorKind::io || other.device == "cpu") return std::nullopt;
  const int largest = std::max(largestPassThatRanOut(), report.passThatRanOut);
  if (largest > 1) {
    other.tilesPerPass = largest / 2;
    m_pathNote = "with " + std::to_string(other.tilesPerPass) + (other.tilesPerPass == 1 ? " tile" : " tiles") +
                 " a pass because the memory of " + other.device + " ran out with " + std::to_string(largest);
    return other;
  }
  return onCpu(other.device, error);
}

// Tiles; a bundle's batch may be smaller than the machine's. 0 where it was not memory.
int Scorer::largestPassThatRanOut() const {
  int largest = 0;
  for (const auto& networks : m_model.resolutions)
    if (networks->ranOutOfMemory()) largest = std::max(largest, networks->batch());
  if (m_model.segmentation && m_model.segmentation->ranOutOfMemory())
    largest = std::max(largest, m_model.segmentation->tilesPerPass());
  return largest;
}

Result<void> Scorer::reload(const EngineChoice& choice) {
  const std::filesystem::path folder = m_model.bundle.folder;
  const std::string sha256 = m_model.bundle.sha256;
  TrustRules rules;
  rules.untrustedAllowed = m_model.bundle.untrustedAllowed;
  // What the device holds is given back before it is asked for more.
  m_model.resolutions.clear();
  m_model.segmentation.reset();
  releaseDeviceMemory(m_model.choice.device);
  auto model = m_load(folder, choice, rules);
  if (!model) return fail(model.error());
  if (model->bundle.sha256 != sha256)
    return fail(ErrorKind::model, "the bundle " + folder.string() + " has changed since it was loaded");
  model->precisionForced = m_model.precisionForced;
  m_model = std::move(*model);
  return {};
}

}  // namespace snitt
