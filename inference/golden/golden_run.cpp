#include "inference/golden/golden_run.h"

#include <fmt/format.h>

#include "core/fingerprint.h"
#include "core/text/identity.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;

RunControl withoutEstimate(RunControl control) {
  control.estimate = {};
  return control;
}

RunControl silent(RunControl control) {
  control.progress = {};
  return withoutEstimate(std::move(control));
}

ScoreRequest requestFor(const fs::path& slide, const std::map<std::string, std::string>& facts, const GoldenRun& run) {
  ScoreRequest request;
  request.slide = slide;
  for (const auto& [key, value] : facts) request.facts.push_back({key, value, "golden slide"});
  request.threads = run.threads;
  request.software = run.software;
  request.typedBy = run.user;
  return request;
}

// A phantom is of an invented scanner, which no scope of a bundle for real slides names.
ScoreRequest phantomRequest(const fs::path& slide, const std::map<std::string, std::string>& facts,
                            const GoldenRun& run) {
  ScoreRequest request = requestFor(slide, facts, run);
  request.outsideScope = "it is a golden slide";
  return request;
}

// A slide without a score shows nothing of an installation.
Result<GoldenScores> scoresToStore(const Score& score) {
  auto scores = goldenScoresOf(score);
  if (!scores) return fail(ErrorKind::refused, "it is not assessable: " + score.notAssessable);
  return *std::move(scores);
}

Result<void> drawAndScore(GoldenSlide& slide, Scorer& scorer, const GoldenRun& run, const RunControl& control,
                          std::string& path) {
  const auto drawn = DrawnGolden::draw(slide.phantom, silent(control), run.threads);
  if (!drawn) return fail(drawn.error());
  auto pixels = drawn->pixelsSha256();
  if (!pixels) return fail(pixels.error());
  slide.pixelsSha256 = *std::move(pixels);
  const auto scored = scorer.score(phantomRequest(drawn->file(), slide.facts, run), withoutEstimate(control));
  if (!scored) return fail(scored.error());
  auto scores = scoresToStore(scored->score);
  if (!scores) return fail(scores.error());
  slide.scores = *std::move(scores);
  path = describe(pathOf(scored->score.run));
  return {};
}

// What is stored was computed in float32 on a CPU: makeGolden's caller sees to it.
const NumericPath storedPath{"cpu", "fp32", ""};

class GoldenCheck {
 public:
  GoldenCheck(const Manifest& manifest, const std::string& bundleSha256, Scorer& scorer, const GoldenRun& run,
              const RunControl& control)
      : m_manifest(manifest),
        m_bundleSha256(bundleSha256),
        m_scorer(scorer),
        m_run(run),
        m_control(withoutEstimate(control)) {}

  Result<GoldenReport> check(const std::vector<SiteGoldenFolder::Entry>& site) {
    GoldenReport report{m_manifest.id, m_manifest.name, m_manifest.version, m_bundleSha256, {}};
    if (m_manifest.golden)
      for (const GoldenSlide& slide : m_manifest.golden->slides)
        if (auto done = add(report, ofBundle(slide)); !done) return fail(done.error());
    for (const SiteGoldenFolder::Entry& entry : site)
      if (auto done = add(report, ofSite(entry)); !done) return fail(done.error());
    return report;
  }

 private:
  Result<void> add(GoldenReport& report, GoldenOutcome outcome) const {
    if (m_control.stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
    report.slides.push_back(std::move(outcome));
    return {};
  }

  GoldenOutcome ofBundle(const GoldenSlide& slide) {
    GoldenOutcome outcome;
    outcome.slide = fmt::format("phantom {}", slide.phantom.seed);
    const auto drawn = DrawnGolden::draw(slide.phantom, silent(m_control), m_run.threads);
    const auto pixels = drawn ? drawn->pixelsSha256() : Result<std::string>(tl::unexpected<Error>(drawn.error()));
    if (!pixels) {
      outcome.problem = "it could not be drawn: " + pixels.error().message;
      return outcome;
    }
    const bool sameDrawing = *pixels == slide.pixelsSha256;
    if (!sameDrawing)
      outcome.notes.push_back(
          "drawn differently: its pixels are not those that the bundle was scored on, so differences may come from the "
          "drawing");
    score(phantomRequest(drawn->file(), slide.facts, m_run), slide.scores, storedPath, outcome);
    // Else a site whose libraries draw otherwise could never qualify, whatever slides of its own it adds.
    if (!sameDrawing && outcome.problem.empty() && outcome.fails())
      outcome.notCompared =
          "it is drawn differently here and its scores differ, which says nothing of the computation: golden slides of "
          "the site's own decide";
    return outcome;
  }

  GoldenOutcome ofSite(const SiteGoldenFolder::Entry& entry) {
    GoldenOutcome outcome;
    outcome.origin = GoldenOrigin::site;
    outcome.slide = entry.file.string();
    if (!entry.golden) {
      outcome.problem = "what is stored of this golden slide cannot be read: " + entry.golden.error().message;
      return outcome;
    }
    const SiteGolden& golden = *entry.golden;
    outcome.slide = golden.slide;
    if (golden.bundleSha256 != m_bundleSha256) {
      outcome.notCompared = fmt::format("it was scored with the bundle {} {} ({:.16}), not with this one",
                                        golden.bundleId, golden.bundleVersion, golden.bundleSha256);
      return outcome;
    }
    ScoreRequest request = requestFor(golden.slide, {}, m_run);
    if (auto same = knownContents(golden); same) {
      request.knownHash = *same;
    } else {
      outcome.problem = same.error().message;
      return outcome;
    }
    request.facts = golden.facts;
    if (golden.mpp) request.typedMpp = TypedMpp{*golden.mpp, golden.mppReason, golden.addedBy};
    request.outsideScope = golden.outsideScope;
    score(request, golden.scores, golden.path, outcome);
    return outcome;
  }

  // The slide as it was when it became golden.
  [[nodiscard]] Result<KnownHash> knownContents(const SiteGolden& golden) const {
    std::error_code ignored;
    if (!fs::exists(golden.slide, ignored)) return fail(ErrorKind::notFound, "the file is missing");
    auto contents = contentsOf(golden.slide, m_control.stop);
    if (contents && contents->sha256 != golden.sha256)
      return fail(ErrorKind::corrupt, "the file has changed since it was added: its SHA-256 is another one");
    return contents;
  }

  void score(const ScoreRequest& request, const GoldenScores& expected, const NumericPath& expectedPath,
             GoldenOutcome& outcome) {
    const auto scored = m_scorer.score(request, m_control);
    if (!scored) {
      outcome.problem = "it could not be scored: " + scored.error().message;
      return;
    }
    outcome.path = pathOf(scored->score.run);
    if (!scored->score.run.pathNote.empty()) outcome.notes.push_back(scored->score.run.pathNote);
    const auto found = goldenScoresOf(scored->score);
    if (!found) {
      outcome.problem = "it is not assessable here: " + scored->score.notAssessable;
      return;
    }
    compareGolden(m_manifest, expected, expectedPath, *found, outcome);
  }

  const Manifest& m_manifest;
  const std::string& m_bundleSha256;
  Scorer& m_scorer;
  const GoldenRun& m_run;
  RunControl m_control;
};

}  // namespace

Result<GoldenSet> makeGolden(const Manifest& manifest, const GoldenChoice& choice, Scorer& scorer, const GoldenRun& run,
                             const RunControl& control) {
  if (auto sound = checkGoldenChoice(choice); !sound) return fail(sound.error());
  GoldenSet golden;
  golden.software = run.software;
  for (std::size_t i = 0; i < choice.seeds.size(); ++i) {
    const std::string context = fmt::format("golden slide of seed {}", choice.seeds[i]);
    auto slide = planGolden(manifest, choice, i);
    if (!slide) return failIn(context, slide.error());
    if (auto done = drawAndScore(*slide, scorer, run, control, golden.path); !done)
      return failIn(context, done.error());
    golden.slides.push_back(*std::move(slide));
  }
  return golden;
}

Result<KnownHash> contentsOf(const fs::path& slide, const std::stop_token& stop) {
  const auto reader = openSlide(slide);
  if (!reader) return fail(reader.error());
  auto fingerprint = fingerprintOf((*reader)->info());
  if (!fingerprint) return fail(fingerprint.error());
  auto sha256 = sha256OfFiles((*reader)->info().files, stop);
  if (!sha256) return fail(sha256.error());
  return KnownHash{*std::move(fingerprint), *std::move(sha256)};
}

Result<SiteGolden> makeSiteGolden(const ScoreRequest& request, Scorer& scorer, const RunControl& control) {
  const auto scored = scorer.score(request, withoutEstimate(control));
  if (!scored) return fail(scored.error());
  const Score& score = scored->score;
  auto scores = scoresToStore(score);
  if (!scores) return failIn(request.slide.string(), scores.error());
  SiteGolden golden;
  std::error_code ignored;
  const fs::path whole = fs::absolute(request.slide, ignored);
  golden.slide = whole.empty() ? request.slide.string() : whole.lexically_normal().string();
  golden.sha256 = score.slide.sha256;
  if (request.typedMpp) {
    golden.mpp = request.typedMpp->mpp;
    golden.mppReason = request.typedMpp->reason;
  }
  golden.facts = request.facts;
  golden.outsideScope = score.scopeOverride;
  golden.bundleId = score.bundleId;
  golden.bundleVersion = score.bundleVersion;
  golden.bundleSha256 = score.bundleSha256;
  golden.scores = *std::move(scores);
  golden.path = pathOf(score.run);
  golden.software = request.software;
  golden.added = utcNow();
  golden.addedBy = request.typedBy;
  return golden;
}

Result<GoldenReport> checkGolden(const Manifest& manifest, const std::string& bundleSha256,
                                 const std::vector<SiteGoldenFolder::Entry>& site, Scorer& scorer, const GoldenRun& run,
                                 const RunControl& control) {
  return GoldenCheck(manifest, bundleSha256, scorer, run, control).check(site);
}

}  // namespace snitt
