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
    log::warning(request.slide.string() + " starts again: " + m_pathNote);
    if (auto loaded = reload(*other); !loaded) {
      m_lost = loaded.error();
      return fail(*m_lost);
    }
  }
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
  const bool memory =
      std::ranges::any_of(m_model.resolutions, [](const auto& networks) { return networks->ranOutOfMemory(); });
  int largest = 1;  // a bundle's batch may be smaller than the machine's
  for (const auto& networks : m_model.resolutions) largest = std::max(largest, networks->batch());
  if (memory && largest > 1) {
    other.tilesPerPass = largest / 2;
    m_pathNote = "with " + std::to_string(other.tilesPerPass) + " tiles a pass because the memory of " + other.device +
                 " ran out with " + std::to_string(largest);
    return other;
  }
  m_pathNote = "on the CPU because " + other.device + " failed: " + error.message;
  // auto of a CPU's kernels, exact whatever the bundle allows.
  const auto onCpu = chooseEngine({"cpu", "fp32"}, {});
  return onCpu ? std::optional(*onCpu) : std::nullopt;
}

Result<void> Scorer::reload(const EngineChoice& choice) {
  const std::filesystem::path folder = m_model.bundle.folder;
  const std::string sha256 = m_model.bundle.sha256;
  TrustRules rules;
  rules.untrustedAllowed = m_model.bundle.untrustedAllowed;
  // What the device holds is given back before it is asked for more.
  m_model.resolutions.clear();
  m_model.segmentation.reset();
  auto model = m_load(folder, choice, rules);
  if (!model) return fail(model.error());
  if (model->bundle.sha256 != sha256)
    return fail(ErrorKind::model, "the bundle " + folder.string() + " has changed since it was loaded");
  model->precisionForced = m_model.precisionForced;
  m_model = std::move(*model);
  return {};
}

}  // namespace snitt
