#include "core/decision/decide_again.h"

#include <algorithm>

#include "core/bundle/status_notice.h"
#include "core/decision/assessable.h"
#include "core/decision/score_decision.h"

namespace snitt {
namespace {

// How much of the overview and of the segmentation's input was missing stands in words alone.
bool isPartlyUnread(const Score& score) {
  return std::ranges::any_of(score.slide.findings, [](const std::string& finding) {
    return finding.find("could not be read") != std::string::npos;
  });
}

std::string reasonNow(const Manifest& manifest, const Score& score) {
  AssessableFigures figures;
  figures.tumourMm2 = score.tumourAreaMm2;
  if (score.tumourQuality) {
    figures.blurredShare = score.tumourQuality->blurShare;
    figures.foldedShare = score.tumourQuality->foldShare;
    figures.inkedShare = score.tumourQuality->penShare;
  }
  for (const ScoredResolution& one : score.resolutions)
    figures.tiles.push_back({one.name, one.tiles, static_cast<int>(one.unreadable.size())});
  return notAssessableReason(manifest.assessable, figures).value_or("");
}

bool hasMembers(const Score& score) {
  return !score.resolutions.empty() &&
         std::ranges::none_of(score.resolutions, [](const ScoredResolution& one) { return one.members.empty(); });
}

void takeBundle(Score& score, const Bundle& bundle) {
  score.bundleId = bundle.manifest.id;
  score.bundleName = bundle.manifest.name;
  score.bundleVersion = bundle.manifest.version;
  score.bundleSha256 = bundle.sha256;
  score.bundleStatus = bundle.manifest.status;
  score.bundleParts = bundle.parts;
  score.bundleSignature = bundle.signature;
  score.notice = noticeOf(bundle.manifest.status);
}

void forgetDecision(Score& score) {
  for (ScoredResolution& one : score.resolutions) {
    one.score.reset();
    one.prognosis.reset();
  }
  score.combined.reset();
  score.prognosis.reset();
  score.why = "Not assessable: " + score.notAssessable;
}

}  // namespace

Result<std::optional<Score>> decideAgain(Score old, const Bundle& bundle, const DecisionInput& input) {
  const Manifest& manifest = bundle.manifest;
  if (isPartlyUnread(old) || !old.untrusted.empty() || !bundle.untrustedCode().empty()) return std::nullopt;
  const std::string before = old.bundleSha256;
  // A slide without tumour or tiles is not assessable by any bundle.
  const bool nothingToScore = old.tumourComponents == 0;
  std::string reason = nothingToScore ? old.notAssessable : reasonNow(manifest, old);
  if (reason.empty() && !hasMembers(old)) return std::nullopt;
  if (!input.scope.ok && input.outsideScope.empty() && !nothingToScore)
    return fail(ErrorKind::outOfScope, "outside the bundle's scope");
  takeBundle(old, bundle);
  old.scope = input.scope;
  old.scopeOverride = input.scope.ok ? "" : input.outsideScope;
  old.notAssessable = std::move(reason);
  for (ScoredResolution& one : old.resolutions)
    if (const auto threshold = manifest.decision.thresholds.find(one.name);
        threshold != manifest.decision.thresholds.end())
      one.threshold = threshold->second;
  if (!old.notAssessable.empty())
    forgetDecision(old);
  else if (auto decided = takeDecision(old, manifest); !decided)
    return fail(decided.error());
  old.risk = riskGroup(manifest.decision.risk, old.prognosis, input.facts);
  old.run.pathNote += (old.run.pathNote.empty() ? "" : "; ") +
                      std::string("decided again from the outputs of bundle ") + before.substr(0, 8);
  return old;
}

}  // namespace snitt
