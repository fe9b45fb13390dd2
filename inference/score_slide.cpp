#include "inference/score_slide.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <utility>

#include "core/decision/assessable.h"
#include "core/decision/score_decision.h"
#include "core/fingerprint.h"
#include "core/log.h"
#include "core/os/os.h"
#include "core/store/slide_stamp.h"
#include "core/text/identity.h"
#include "core/text/number.h"
#include "inference/estimate/slide_estimate.h"
#include "inference/tile_scoring.h"
#include "tiling/input_statistics.h"
#include "tiling/mask_ops.h"
#include "tiling/quality.h"
#include "tiling/slide_scope.h"
#include "tiling/visit_order.h"

namespace snitt {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kPreparingCacheBytes = std::size_t{32} << 20;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

}  // namespace

class SlideScoringRun::Steps {
 public:
  Steps(ScoreRequest request, const LoadedModel& model, const RunControl& control)
      : m_request(std::move(request)), m_model(model), m_manifest(model.bundle.manifest), m_control(control) {}

  ~Steps() { m_hashStop.request_stop(); }
  Steps(const Steps&) = delete;
  Steps& operator=(const Steps&) = delete;

  Result<void> prepare() {
    const Clock::time_point start = Clock::now();
    m_case.score.run.started = utcNow();
    describeRun();
    auto opened = timed("open", &Steps::open);
    if (!opened) return opened;
    // The whole-file hash needs the disk, not the processor, so it runs beside everything else. It ends early when the
    // rest has failed: a refusal must not wait for gigabytes.
    m_outsideStop.emplace(m_control.stop, [this] { m_hashStop.request_stop(); });
    m_hash = std::async(std::launch::async, [this]() -> Result<std::string> {
      const auto& known = m_request.knownHash;
      if (known && known->fingerprint == m_case.score.slide.fingerprint) return known->sha256;
      return sha256OfFiles(m_slide->info().files, m_hashStop.get_token());
    });
    auto stages = timed("tissue", &Steps::findTissueAndScope)
                      .and_then([this] { return timed("segment", &Steps::findTumour); })
                      .and_then([this] { return timed("quality", &Steps::measure); })
                      .and_then([this] { return timed("tile", &Steps::plan); });
    m_case.score.run.seconds = secondsSince(start);
    return stages ? stages : ended(stages.error());
  }

  Result<ScoredCase> finish(PathReport* report) {
    PathReport unread;
    m_report = report != nullptr ? report : &unread;
    const Clock::time_point start = Clock::now();
    auto stages = timed("score", &Steps::scoreResolutions).and_then([this] { return decideClass(); });
    if (!stages) return fail(ended(stages.error()).error());
    auto sha256 = m_hash.get();
    if (m_control.stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
    if (!sha256) return fail(sha256.error());
    if (auto same = checkUnchanged(); !same) return fail(same.error());
    m_case.score.slide.sha256 = std::move(*sha256);
    m_case.score.run.seconds += secondsSince(start);
    return std::move(m_case);
  }

 private:
  // Pixels, fingerprint and hash of two files would stand in one score.
  Result<void> checkUnchanged() {
    const auto now = stampOf(m_request.slide, m_slide->info().files);
    if (now && *now == m_stamp) return {};
    return fail(
        ErrorKind::corrupt,
        m_request.slide.string() + ": the file was changed or taken away while it was scored; nothing is kept of it");
  }

  // The steps are over: nothing runs beside them any more.
  Result<void> ended(const Error& error) {
    m_hashStop.request_stop();
    if (m_hash.valid()) m_hash.wait();
    if (m_control.stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
    return fail(error);
  }

  Result<void> timed(const char* stage, Result<void> (Steps::*work)()) {
    if (!m_control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
    const Clock::time_point start = Clock::now();
    auto result = (this->*work)();
    m_case.score.run.stages[stage] = secondsSince(start);
    return result;
  }

  void describeRun() {
    Score& score = m_case.score;
    score.bundleId = m_manifest.id;
    score.bundleName = m_manifest.name;
    score.bundleVersion = m_manifest.version;
    score.bundleSha256 = m_model.bundle.sha256;
    score.bundleStatus = m_manifest.status;
    score.bundleParts = m_model.bundle.parts;
    score.bundleSignature = m_model.bundle.signature;
    score.untrusted = m_model.bundle.untrustedCode();
    score.notice = noticeOf(m_model);
    score.run.id = randomUuid();
    score.run.device = m_model.choice.device;
    score.run.precision = toText(m_model.choice.precision);
    score.run.path = describePath(m_model.choice);
    score.run.pathNote = m_request.pathNote;
    score.run.threads = m_request.threads;
    score.run.software = m_request.software;
    score.run.typedBy = m_request.typedBy;
  }

  Result<void> open() {
    m_control.report("open", 0, 1);
    auto slide = openSlide(m_request.slide);
    if (!slide) return fail(slide.error());
    m_slide = std::move(*slide);
    // Up to the scoring of tiles it is read from one end to the other, perhaps while another slide is scored.
    m_slide->setCacheBytes(kPreparingCacheBytes);
    auto stamp = stampOf(m_request.slide, m_slide->info().files);
    if (!stamp) return fail(stamp.error());
    m_stamp = std::move(*stamp);
    const SlideInfo& info = m_slide->info();
    auto scale = resolveScale(info, m_request.typedMpp);
    if (!scale) return failIn(m_request.slide.string(), scale.error());
    m_scale = std::move(*scale);
    auto fingerprint = fingerprintOf(info);
    if (!fingerprint) return fail(fingerprint.error());
    ScoredSlide& out = m_case.score.slide;
    out.path = m_request.slide.string();
    out.fingerprint = std::move(*fingerprint);
    out.vendor = info.vendor;
    out.widthPx = info.levels.front().widthPx;
    out.heightPx = info.levels.front().heightPx;
    out.mppX = m_scale.mpp.x;
    out.mppY = m_scale.mpp.y;
    out.mppSource = m_scale.source;
    out.mppReason = m_scale.reason;
    out.mppInFile = m_scale.inFile;
    out.findings = info.findings;
    out.findings.insert(out.findings.end(), m_scale.findings.begin(), m_scale.findings.end());
    m_control.report("open", 1, 1);
    return {};
  }

  Result<void> findTissueAndScope() {
    auto tissue = findTissue(*m_slide, m_scale, m_control);
    if (!tissue) return fail(tissue.error());
    m_tissue = std::move(*tissue);
    Score& score = m_case.score;
    score.stainSeen = toText(m_tissue.stain);
    if (m_tissue.unreadableShare > 0)
      score.slide.findings.push_back(fixed(m_tissue.unreadableShare * 100, 1) +
                                     " % of the overview could not be read and was taken as glass");
    std::vector<Fact> facts = slideFacts(m_slide->info(), m_scale, m_tissue.stain);
    facts.insert(facts.end(), m_request.facts.begin(), m_request.facts.end());
    score.scope = checkSlideScope(m_manifest, facts, m_scale);
    // A slide without tissue is not assessable; what its pixels cannot tell is no reason to refuse it.
    if (score.scope.ok || countInside(m_tissue.tissue) == 0) return {};
    if (m_request.outsideScope.empty()) return fail(ErrorKind::outOfScope, describeOutside(score.scope));
    score.scopeOverride = m_request.outsideScope;
    return {};
  }

  Result<void> findTumour() {
    const bool given = m_request.outline.has_value() || m_request.tumourIsTissue;
    if (given && !m_manifest.outlineAllowed)
      return fail(ErrorKind::refused, "the bundle " + m_manifest.name + " does not allow a given outline (--tumour)");
    Result<TumourRegion> own = ownTumour(given);
    if (!own) return fail(own.error());
    m_case.tumour = std::move(*own);
    m_segmentation = {"the segmentation", m_case.tumour.tiles, m_case.tumour.unreadable};
    if (m_request.outline) {
      auto outline = tumourFromOutline(m_request.outline->polygons, m_slide->info(), m_scale);
      if (!outline) return fail(outline.error());
      outline->source =
          "outline given by " + m_request.typedBy + " (sha256 " + m_request.outline->sha256.substr(0, 16) + ")";
      useInstead(std::move(*outline));
    } else if (m_request.tumourIsTissue) {
      useInstead(tumourIsTissue(m_tissue, m_scale));
    }
    Score& score = m_case.score;
    if (m_request.outline && !m_request.outline->note.empty()) score.slide.findings.push_back(m_request.outline->note);
    if (m_segmentation.unreadable > 0)
      score.slide.findings.push_back(std::to_string(m_segmentation.unreadable) + " of " +
                                     std::to_string(m_segmentation.planned) +
                                     " tiles could not be read by the segmentation");
    score.tumourSource = m_case.tumour.source;
    score.tumourAreaMm2 = m_case.tumour.areaMm2;
    score.tumourComponents = m_case.tumour.components;
    return {};
  }

  Result<TumourRegion> ownTumour(bool given) {
    if (m_model.segmentation == nullptr) return given ? TumourRegion{} : tumourIsTissue(m_tissue, m_scale);
    return segmentTumour(*m_slide, m_scale, m_tissue, m_manifest.segmentation, *m_model.segmentation, m_request.threads,
                         m_control);
  }

  void useInstead(TumourRegion region) {
    if (m_model.segmentation != nullptr) m_case.score.tumourDice = dice(region, m_case.tumour);
    m_case.tumour = std::move(region);
  }

  Result<void> measure() {
    auto whole = measureQuality(*m_slide, m_scale, m_tissue, m_tissue.tissue, m_control);
    if (!whole) return fail(whole.error());
    m_case.score.tissueQuality = *whole;
    const InputStatistics input = inputStatistics(m_tissue, *whole);
    m_case.score.input = InputFigures{input.haematoxylin, input.eosin, input.tissueShare};
    const TumourRegion& tumour = m_case.tumour;
    const Mask region =
        rescale(tumour.mask, tumour.downsample, m_tissue.tissue.width, m_tissue.tissue.height, m_tissue.downsample);
    auto quality = measureQuality(*m_slide, m_scale, m_tissue, region, m_control);
    if (!quality) return fail(quality.error());
    m_case.score.tumourQuality = *quality;
    return {};
  }

  Result<void> plan() {
    for (const ResolutionSpec& spec : m_manifest.resolutions) {
      auto planned = planTiles(planRequest(spec, m_scale), m_case.tumour.mask, m_case.tumour.downsample);
      if (!planned) return failIn(spec.name, planned.error());
      ScoredResolution resolution;
      resolution.name = spec.name;
      resolution.mpp = spec.mpp;
      resolution.tileUm = spec.mpp * spec.tilePx;
      resolution.tiles = static_cast<int>(planned->tiles.size());
      resolution.threshold = m_manifest.decision.thresholds.at(spec.name);
      m_case.score.resolutions.push_back(std::move(resolution));
      m_plans.push_back(std::move(*planned));
    }
    m_case.score.notAssessable = reasonNotAssessable();
    return {};
  }

  [[nodiscard]] std::string reasonNotAssessable() const {
    if (m_case.tumour.components == 0)
      return m_case.tumour.source == "tissue" ? "no tissue was found" : "no tumour was found";
    if (auto reason = notAssessableReason(m_manifest.assessable, figures())) return *reason;
    // Tissue that was not seen would be missing from the tiles without a trace.
    if (m_tissue.unreadableShare > m_manifest.assessable.mostUnreadableShare)
      return fixed(m_tissue.unreadableShare * 100, 1) + " % of the overview could not be read, at most " +
             fixed(m_manifest.assessable.mostUnreadableShare * 100, 1) + " % may be";
    // Without a single tile there is nothing to score, whatever the bundle's limits allow.
    for (const ScoredResolution& one : m_case.score.resolutions) {
      if (one.tiles == 0) return "no tile of " + one.name + " fits into the tumour";
      if (one.unreadable.size() == static_cast<std::size_t>(one.tiles))
        return "no tile of " + one.name + " could be read";
    }
    return {};
  }

  [[nodiscard]] AssessableFigures figures() const {
    AssessableFigures all;
    all.tumourMm2 = m_case.tumour.areaMm2;
    all.blurredShare = m_case.score.tumourQuality->blurShare;
    all.foldedShare = m_case.score.tumourQuality->foldShare;
    all.inkedShare = m_case.score.tumourQuality->penShare;
    if (m_segmentation.planned > 0 && m_case.tumour.source == "network") all.tiles.push_back(m_segmentation);
    for (const ScoredResolution& one : m_case.score.resolutions)
      all.tiles.push_back({one.name, one.tiles, static_cast<int>(one.unreadable.size())});
    return all;
  }

  Result<void> checkPrecision() {
    if (m_model.choice.precision != Precision::bf16) return {};
    auto agreement =
        compareWithFp32(*m_slide, m_plans, m_model, m_request.threads, m_control, &m_report->passThatRanOut);
    if (!agreement) return fail(agreement.error());
    // The second set of networks is gone.
    os::releaseFreeMemory();
    m_report->agreement = *agreement;
    m_report->bf16TooFar = agreement->largestDifference > m_manifest.tolerance.mostBf16Difference;
    const std::string text = describeAgreement(m_model, *m_report);
    if (m_report->bf16TooFar) return fail(ErrorKind::refused, m_request.slide.string() + ": " + text);
    std::string& note = m_case.score.run.pathNote;
    note += (note.empty() ? "" : "; ") + text;
    return {};
  }

  Result<void> scoreResolutions() {
    if (!m_case.score.notAssessable.empty()) return {};
    // Maps of the whole slide were made up to here, in this thread's memory; the workers have their own.
    os::releaseFreeMemory();
    m_slide->setCacheBytes(kUsualCacheBytes);
    if (auto close = checkPrecision(); !close) return close;
    std::int64_t total = 0;
    for (const TilePlan& one : m_plans) total += static_cast<std::int64_t>(one.tiles.size());
    std::atomic<std::int64_t> done{0};
    const auto count = [&](std::size_t tiles) {
      m_control.report("score", done += static_cast<std::int64_t>(tiles), total);
    };
    SlideEstimate estimate(m_manifest, m_control);
    for (std::size_t i = 0; i < m_plans.size(); ++i) {
      const std::string& name = m_manifest.resolutions[i].name;
      const TileVisits visits{visitSeed(m_case.score.slide.fingerprint, name),
                              estimate.sink(name, m_plans[i].tiles.size())};
      auto outputs = scoreTiles(*m_slide, std::move(m_plans[i]), m_manifest.resolutions[i], *m_model.resolutions[i],
                                m_request.threads, visits, count, m_control);
      if (!outputs) return fail(outputs.error());
      estimate.finish(name, outputs->members);
      ScoredResolution& resolution = m_case.score.resolutions[i];
      resolution.unreadable.assign(outputs->grid.unreadable.begin(), outputs->grid.unreadable.end());
      resolution.members = std::move(outputs->members);
      m_case.grids.push_back(std::move(outputs->grid));
    }
    m_case.score.notAssessable = reasonNotAssessable();
    return {};
  }

  Result<void> decideClass() {
    Score& score = m_case.score;
    std::vector<Fact> facts = m_request.facts;
    if (score.notAssessable.empty()) {
      if (auto decided = takeDecision(score, m_manifest); !decided) return decided;
    } else {
      score.why = "Not assessable: " + score.notAssessable;
    }
    score.risk = riskGroup(m_manifest.decision.risk, score.prognosis, facts);
    return {};
  }

  const ScoreRequest m_request;
  const LoadedModel& m_model;
  const Manifest& m_manifest;
  const RunControl m_control;
  PathReport* m_report = nullptr;  // while it is finished
  std::unique_ptr<SlideReader> m_slide;
  SlideStamp m_stamp;  // when it was opened
  SlideScale m_scale;
  TissueMap m_tissue;
  TileCount m_segmentation;
  std::vector<TilePlan> m_plans;
  ScoredCase m_case;
  std::stop_source m_hashStop;
  std::optional<std::stop_callback<std::function<void()>>> m_outsideStop;
  std::future<Result<std::string>> m_hash;  // last: its end is waited for before anything that it reads goes
};

SlideScoringRun::SlideScoringRun(ScoreRequest request, const LoadedModel& model, const RunControl& control)
    : m_steps(std::make_unique<Steps>(std::move(request), model, control)) {}
SlideScoringRun::SlideScoringRun(SlideScoringRun&&) noexcept = default;
SlideScoringRun& SlideScoringRun::operator=(SlideScoringRun&&) noexcept = default;
SlideScoringRun::~SlideScoringRun() = default;

Result<void> SlideScoringRun::prepare() { return m_steps->prepare(); }
Result<ScoredCase> SlideScoringRun::finish(PathReport* report) { return m_steps->finish(report); }

std::string describeAgreement(const LoadedModel& model, const PathReport& report) {
  const PrecisionAgreement agreement = report.agreement.value_or(PrecisionAgreement{});
  return "bf16 and fp32 differ by up to " + fixed(agreement.largestDifference, 4) + " in the score of a tile (" +
         std::to_string(agreement.tiles) + " tiles compared, " +
         shortest(model.bundle.manifest.tolerance.mostBf16Difference) + " allowed)";
}

Result<ScoredCase> scoreSlide(const ScoreRequest& request, const LoadedModel& model, const RunControl& control,
                              PathReport* report) {
  SlideScoringRun run(request, model, control);
  if (auto prepared = run.prepare(); !prepared) return fail(prepared.error());
  return run.finish(report);
}

}  // namespace snitt
