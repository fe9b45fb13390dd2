#include "core/store/cases/case_results_p.h"

#include <fmt/format.h>
#include <algorithm>

#include "core/decision/patient.h"
#include "core/score.h"

namespace snitt {

namespace {

// Of a text that is no status nothing is known, as of an untrained bundle.
BundleStatus statusOf(const std::string& text) {
  for (const BundleStatus one : {BundleStatus::demonstrator, BundleStatus::research, BundleStatus::clinicalResearch})
    if (toText(one) == text) return one;
  return BundleStatus::untrained;
}

// A slide that counts: chosen, with a current scan.
struct ChosenSlide {
  ScanId scan;
  std::string name;  // "A1-2 HE"
};

std::vector<ChosenSlide> chosenSlides(const CaseAccess& access, CaseId id) {
  Statement row = statementOf(
      *access.database,
      "SELECT scan.id, specimen.label || block.label || '-' || glass.number || ' ' || glass.stain FROM glass"
      " JOIN block ON block.id = glass.block_id JOIN specimen ON specimen.id = block.specimen_id"
      " LEFT JOIN scan ON scan.glass_id = glass.id AND scan.state = 'current'"
      " WHERE specimen.case_id = ? AND glass.confirmed = 1 ORDER BY glass.id",
      id.value);
  std::vector<ChosenSlide> slides;
  while (row.executeStep()) slides.push_back({{row.getColumn(0).getInt64()}, textOf(row, 1)});
  return slides;
}

std::vector<Fact> factsOf(const CaseAccess& access, CaseId id) {
  std::vector<Fact> facts;
  Statement row = statementOf(*access.database, "SELECT item, value, source FROM staging WHERE case_id = ?", id.value);
  while (row.executeStep()) facts.push_back({textOf(row, 0), textOf(row, 1), textOf(row, 2)});
  return facts;
}

Result<Score> scoreOf(const CaseAccess& access, ScoreId id) {
  Statement row = statementOf(*access.database, "SELECT json FROM score WHERE id = ?", id.value);
  if (!row.executeStep()) return fail(ErrorKind::database, "a score is gone");
  auto score = parseScore(textOf(row, 0));
  if (!score) return failIn("score " + std::to_string(id.value), score.error());
  return score;
}

Result<BundleRules> rulesOf(const CaseAccess& access, const std::string& bundleSha256) {
  Statement row = statementOf(*access.database, "SELECT rules FROM bundle WHERE sha256 = ?", bundleSha256);
  // A database of before these were kept: of one slide every rule makes the same, and there is no table.
  if (!row.executeStep() || row.getColumn(0).isNull()) return BundleRules{};
  return parseRules(textOf(row, 0));
}

bool hasRules(const CaseAccess& access, const std::string& bundleSha256) {
  return numberOf(*access.database, "SELECT rules IS NOT NULL FROM bundle WHERE sha256 = ?", bundleSha256)
             .value_or(0) != 0;
}

std::optional<SlideDecision> decisionOf(const Score& score) {
  if (!score.prognosis || !score.combined) return std::nullopt;
  SlideDecision out;
  out.prognosis = *score.prognosis;
  out.combined = *score.combined;
  for (const ScoredResolution& one : score.resolutions) {
    if (!one.score || !one.prognosis) return std::nullopt;
    out.resolutions.push_back({one.name, one.members, *one.score, one.threshold, *one.prognosis});
  }
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

// What the chosen slides say by one bundle.
struct Tally {
  std::vector<SlideDecision> decisions;
  std::vector<std::string> counted;
  std::vector<std::string> notAssessable;
  std::vector<std::string> unscored;
};

Result<Tally> tallyOf(const CaseAccess& access, const std::vector<ChosenSlide>& slides,
                      const std::vector<ScanScore>& scores, const std::string& bundle) {
  Tally tally;
  for (const ChosenSlide& slide : slides) {
    const auto score = std::ranges::find_if(scores, [&](const ScanScore& one) {
      return slide.scan.value != 0 && one.scan == slide.scan && one.bundleSha256 == bundle;
    });
    if (score == scores.end()) {
      tally.unscored.push_back(slide.name);
      continue;
    }
    const auto whole = scoreOf(access, score->id);
    if (!whole) return fail(whole.error());
    auto decision = decisionOf(*whole);
    if (!decision) {
      tally.notAssessable.push_back(slide.name);
      continue;
    }
    tally.counted.push_back(slide.name);
    tally.decisions.push_back(std::move(*decision));
  }
  return tally;
}

std::string sentence(const Tally& tally, const std::string& how) {
  std::string text = how;
  if (!tally.notAssessable.empty()) text += fmt::format("; not assessable: {}", joined(tally.notAssessable));
  if (!tally.unscored.empty()) text += fmt::format("; not scored yet: {}", joined(tally.unscored));
  return text;
}

Result<CaseResult> resultOf(const CaseAccess& access, const ScanScore& of, const Tally& tally,
                            const std::vector<Fact>& facts) {
  CaseResult result;
  result.bundleSha256 = of.bundleSha256;
  result.bundleName = of.bundleName;
  result.bundleVersion = of.bundleVersion;
  result.bundleStatus = of.bundleStatus;
  result.slides = static_cast<int>(tally.decisions.size());
  if (tally.decisions.empty()) {
    result.why = sentence(tally, "no chosen slide has a class");
    return result;
  }
  // Part of the slides would make another number tomorrow.
  if (!tally.unscored.empty()) {
    result.why = sentence(tally, "not all chosen slides are scored");
    return result;
  }
  if (tally.decisions.size() > 1 && !hasRules(access, of.bundleSha256)) {
    result.why = "the bundle's rule for several slides is not in the database: score one of them again to add it";
    return result;
  }
  const auto rules = rulesOf(access, of.bundleSha256);
  if (!rules) return fail(rules.error());
  const auto decision = decidePatient(*rules, tally.decisions);
  if (!decision) return fail(decision.error());
  result.prognosis = decision->prognosis;
  result.combined = decision->combined;
  result.why = sentence(tally, decision->why + " (" + joined(tally.counted) + ")");
  const RiskResult risk = riskGroup(rules->riskTable, result.prognosis, facts);
  result.riskGroup = risk.group;
  result.riskReason = risk.reason;
  return result;
}

}  // namespace

std::vector<ScanScore> scoresOf(const CaseAccess& access, CaseId id) {
  Statement row =
      statementOf(*access.database,
                  "SELECT max(score.id), scan.id, bundle.sha256, bundle.name, bundle.version, run.started, score.class,"
                  " score.combined, score.not_assessable, score.tumour_mm2, scan.state, bundle.status FROM scan"
                  " JOIN glass ON glass.id = scan.glass_id JOIN block ON block.id = glass.block_id"
                  " JOIN specimen ON specimen.id = block.specimen_id JOIN slide ON slide.fingerprint = scan.fingerprint"
                  " JOIN score ON score.slide_id = slide.id JOIN bundle ON bundle.id = score.bundle_id"
                  " JOIN run ON run.id = score.run_id WHERE specimen.case_id = ? GROUP BY scan.id, bundle.id"
                  " ORDER BY max(score.id) DESC",
                  id.value);
  std::vector<ScanScore> scores;
  while (row.executeStep()) {
    ScanScore one;
    one.id = {row.getColumn(0).getInt64()};
    one.scan = {row.getColumn(1).getInt64()};
    one.bundleSha256 = textOf(row, 2);
    one.bundleName = textOf(row, 3);
    one.bundleVersion = textOf(row, 4);
    one.started = textOf(row, 5);
    one.prognosis = prognosisOf(textOf(row, 6));
    if (!row.getColumn(7).isNull()) one.combined = row.getColumn(7).getDouble();
    one.notAssessable = textOf(row, 8);
    one.tumourMm2 = row.getColumn(9).getDouble();
    one.superseded = textOf(row, 10) != "current";
    one.bundleStatus = statusOf(textOf(row, 11));
    scores.push_back(std::move(one));
  }
  return scores;
}

Result<CaseOutcome> outcomeOf(const CaseAccess& access, CaseId id) {
  CaseOutcome outcome;
  outcome.anyUnscored = true;
  const std::vector<ChosenSlide> slides = chosenSlides(access, id);
  if (slides.empty()) return outcome;
  const std::vector<ScanScore> scores = scoresOf(access, id);
  const std::vector<Fact> facts = factsOf(access, id);
  for (const ScanScore& score : scores) {
    const auto chosen = [&](const ChosenSlide& slide) { return slide.scan == score.scan; };
    const auto same = [&](const CaseResult& one) { return one.bundleSha256 == score.bundleSha256; };
    if (score.superseded || std::ranges::none_of(slides, chosen) || std::ranges::any_of(outcome.results, same))
      continue;
    const auto tally = tallyOf(access, slides, scores, score.bundleSha256);
    if (!tally) return fail(tally.error());
    auto result = resultOf(access, score, *tally, facts);
    if (!result) return fail(result.error());
    if (outcome.results.empty()) outcome.anyUnscored = !tally->unscored.empty();
    outcome.results.push_back(std::move(*result));
  }
  return outcome;
}

}  // namespace snitt
