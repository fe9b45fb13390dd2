#include "core/golden/golden_check.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/text/number.h"

namespace snitt {
namespace {

constexpr std::size_t mostNamed = 3;

std::string describeValue(const GoldenValue& value) {
  return fmt::format("{} is {} and must be {} (±{:g})", value.what, fixed(value.found, 6), fixed(value.expected, 6),
                     value.tolerance);
}

void addFailures(const GoldenOutcome& slide, std::vector<std::string>& into) {
  if (!slide.problem.empty()) return into.push_back(fmt::format("{}: {}", slide.slide, slide.problem));
  for (const GoldenValue& value : slide.values)
    if (!value.passes()) into.push_back(fmt::format("{}: {}", slide.slide, describeValue(value)));
  if (slide.prognosis && !slide.prognosis->passes())
    into.push_back(fmt::format("{}: the class is {} and must be {}", slide.slide, slide.prognosis->found,
                               slide.prognosis->expected));
}

bool sameNames(const GoldenScores& a, const GoldenScores& b) {
  const auto names = [](const auto& one, const auto& other) { return one.first == other.first; };
  return std::ranges::equal(a.resolutions, b.resolutions, [&](const auto& one, const auto& other) {
    return one.name == other.name && std::ranges::equal(one.members, other.members, names);
  });
}

// Which resolution may fall on either side of its threshold.
std::string openClass(const Manifest& manifest, const GoldenScores& expected, double tolerance) {
  for (const GoldenResolution& one : expected.resolutions)
    if (std::abs(one.score - manifest.decision.thresholds.at(one.name)) <= tolerance)
      return fmt::format("the stored score of {} lies within the tolerance of its threshold", one.name);
  return {};
}

}  // namespace

std::optional<GoldenScores> goldenScoresOf(const Score& score) {
  if (!score.notAssessable.empty() || !score.combined || !score.prognosis) return std::nullopt;
  GoldenScores scores{{}, *score.combined, std::string(toText(*score.prognosis))};
  for (const ScoredResolution& one : score.resolutions) {
    GoldenResolution resolution{one.name, one.score.value_or(0), {}};
    for (const MemberScore& member : one.members) resolution.members.emplace(member.id, member.score);
    scores.resolutions.push_back(std::move(resolution));
  }
  return scores;
}

NumericPath pathOf(const ScoreRun& run) { return {run.device, run.precision, run.path}; }

std::string describe(const NumericPath& path) {
  return path.device + ", " + (path.words.empty() ? path.precision : path.words);
}

double goldenTolerance(const NumericTolerance& tolerance, const NumericPath& expected, const NumericPath& found) {
  const auto exact = [](const NumericPath& path) { return path.device == "cpu" && path.precision == "fp32"; };
  return exact(expected) && exact(found) ? std::min(tolerance.fp32, tolerance.devices) : tolerance.devices;
}

double GoldenValue::difference() const { return std::abs(found - expected); }

std::string_view GoldenClass::verdict() const {
  if (!open.empty()) return "not decided";
  return passes() ? "pass" : "FAIL";
}

std::string_view toText(GoldenOrigin origin) { return origin == GoldenOrigin::bundle ? "bundle" : "site"; }

bool GoldenOutcome::passes() const {
  return problem.empty() && notCompared.empty() && prognosis && prognosis->passes() && !values.empty() &&
         std::ranges::all_of(values, &GoldenValue::passes);
}

void compareGolden(const Manifest& manifest, const GoldenScores& expected, const NumericPath& expectedPath,
                   const GoldenScores& found, GoldenOutcome& into) {
  if (!sameNames(expected, found)) {
    into.problem = "the stored scores are of other resolutions or members than the bundle's";
    return;
  }
  const double tolerance = goldenTolerance(manifest.tolerance, expectedPath, into.path);
  for (std::size_t r = 0; r < expected.resolutions.size(); ++r) {
    const GoldenResolution& is = found.resolutions.at(r);
    const GoldenResolution& must = expected.resolutions[r];
    into.values.push_back({must.name, must.score, is.score, tolerance});
    for (const auto& [id, score] : must.members)
      into.values.push_back({fmt::format("{} {}", must.name, id), score, is.members.at(id), tolerance});
  }
  into.values.push_back({"combined", expected.combined, found.combined, tolerance});
  into.prognosis = GoldenClass{expected.prognosis, found.prognosis, openClass(manifest, expected, tolerance)};
}

bool GoldenReport::passes() const {
  return std::ranges::any_of(slides, &GoldenOutcome::passes) && std::ranges::none_of(slides, &GoldenOutcome::fails);
}

std::string GoldenReport::sentence() const {
  std::vector<std::string> failures;
  for (const GoldenOutcome& slide : slides)
    if (slide.fails()) addFailures(slide, failures);
  if (!failures.empty()) {
    const std::size_t more = failures.size() - std::min(failures.size(), mostNamed);
    failures.resize(failures.size() - more);
    return fmt::format("this installation does not compute what it should: {}{}", fmt::join(failures, "; "),
                       more == 0 ? "" : fmt::format("; and {} more differences", more));
  }
  const auto passed = std::ranges::count_if(slides, &GoldenOutcome::passes);
  if (passed == 0 && !slides.empty())
    return fmt::format("none of {} golden slides could be compared, so nothing was checked ({}: {})", slides.size(),
                       slides.front().slide, slides.front().notCompared);
  if (passed == 0)
    return fmt::format("the bundle “{}” {} has no golden slides, and none was added here: nothing can be checked",
                       bundleName, bundleVersion);
  if (passed == 1) return "the golden slide gives the stored scores";
  return fmt::format("{} golden slides give the stored scores", passed == 2 ? "both" : fmt::format("all {}", passed));
}

}  // namespace snitt
