#include "inference/scorer.h"

#include "core/log.h"

namespace snitt {

Result<ScoredCase> Scorer::score(const ScoreRequest& request, const RunControl& control) {
  auto scored = scoreSlide(request, m_model, control);
  // A slide's own faults of reading are listed or have another kind by the time networks run; io is the engine's.
  const bool deviceFailed = !scored && scored.error().kind == ErrorKind::io && m_model.choice.device != "cpu";
  if (!deviceFailed) return scored;
  log::warning(m_model.choice.device + " failed, the slide starts again on the CPU: " + scored.error().message);
  TrustRules rules;
  rules.untrustedAllowed = m_model.bundle.untrustedAllowed;
  auto onCpu = loadModel(m_model.bundle.folder, {"cpu", "fp32"}, rules);
  if (!onCpu) return fail(onCpu.error());
  if (onCpu->bundle.sha256 != m_model.bundle.sha256)
    return fail(ErrorKind::model, "the bundle " + m_model.bundle.folder.string() + " has changed since it was loaded");
  m_model = std::move(*onCpu);
  return scoreSlide(request, m_model, control);
}

}  // namespace snitt
