// The score beside known markers: multivariable Cox regression, proportional hazards, added value (REMARK item 17).
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/analysis/cox_section.h"
#include "core/statistics/discrimination/concordance_comparison.h"
#include "core/text/number.h"
#include "core/text/p_in_words.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/cox_terms_p.h"
#include "core/validation/report/levels_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Interval;
using document::Table;

// Fewer events for each coefficient than this make a fit uncertain (Peduzzi et al., J Clin Epidemiol 48:1503, 1995).
constexpr double kFewEventsEach = 10;
// Fewer than this make none at all.
constexpr double kTooFewEventsEach = 3;

// Of rows in which every covariate is known.
Result<analysis::CoxSection> fitted(const Build& build, const std::vector<std::string>& covariates, bool resample) {
  analysis::CoxRequest request;
  request.covariates = covariates;
  for (const std::string& one : build.protocol().factors)
    if (std::ranges::find(covariates, one) != covariates.end()) request.factors.push_back(one);
  if (resample) request.bootstrap = build.resampling();
  return analysis::analyseCox(build.table(), build.followup(), request);
}

// How many are left out tells how many have a level that is not told, and their events likewise.
bool isToldWhoIsLeftOut(const Build& build, const analysis::CoxSection& fit) {
  const std::size_t least = build.least();
  if (least <= 1 || fit.dropped == 0) return true;
  const std::size_t events = build.events() - fit.fit.events;
  const auto fine = [&](std::size_t n, std::size_t had) { return had >= least && n - had >= least; };
  return fine(fit.dropped, events) && fine(fit.fit.n, fit.fit.events) &&
         std::ranges::all_of(build.protocol().adjust,
                             [&](const std::string& one) { return missingIn(build, one).toldMissing; });
}

// The fit's own words, with terms called as in the table.
std::string noteInWords(std::string note, const analysis::CoxSection& fit) {
  for (const std::string& name : fit.design.names)
    for (auto at = note.find(name); at != std::string::npos; at = note.find(name, at + name.size()))
      note.replace(at, name.size(), termName(name));
  if (!note.empty() && note.front() >= 'a' && note.front() <= 'z') note.front() += 'A' - 'a';
  return note;
}

Table coefficientTable(const Build& build, const std::string& id, const std::string& title,
                       const analysis::CoxSection& fit) {
  Table table{id, title, {}, {}, {}, true};
  table.columns = {textColumn("term", "Term"), numberColumn("hazardRatio", "Hazard ratio (95 % CI, bootstrap)", 2),
                   hiddenColumn(numberColumn("wald", "Hazard ratio (95 % CI, Wald)", 2)), pColumn("p (Wald)")};
  bool withheld = false;
  for (const std::size_t j : orderOf(fit)) {
    const auto& one = fit.fit.coefficients[j];
    const bool told = isToldTerm(build, fit, j);
    withheld = withheld || !told;
    table.rows.push_back({rowName(fit, j), toldIf(told, ratioOf(intervalOf(fit.bootstrap->figures[j]))),
                          toldIf(told, ratioOf(Interval{one.hr, one.lower95, one.upper95})), toldIf(told, one.p)});
  }
  table.note = isToldWhoIsLeftOut(build, fit)
                   ? fmt::format("{} with {}; {} left out because a covariate is not known.",
                                 counted(fit.fit.n, "patient"), counted(fit.fit.events, "event"), fit.dropped)
                   : std::string("Patients of whom a covariate is not known are left out.");
  for (const std::string& note : fit.fit.notes) table.note += " " + noteInWords(note, fit) + ".";
  if (withheld) table.note += std::string(" ").append(kWithheldNote);
  return table;
}

Table proportionalTable(const analysis::CoxSection& fit) {
  Table table{"proportional-hazards", "Proportional hazards (scaled Schoenfeld residuals)", {}, {}, {}, true};
  table.columns = {textColumn("term", "Term"), numberColumn("chi2", "χ²", 2), countColumn("df", "Degrees of freedom"),
                   pColumn()};
  for (const auto& one : fit.proportional)
    table.rows.push_back({one.name == "GLOBAL" ? std::string("All together") : termName(one.name), one.test.chi2,
                          static_cast<std::int64_t>(one.test.df), one.test.p});
  table.note = fit.proportional.empty()
                   ? fit.proportionalUndefined
                   : "Time transformed by Kaplan–Meier. A small p speaks against hazard ratios that "
                     "stay the same over time.";
  return table;
}

// p below which the score's hazard ratio is said to change over time.
constexpr double kClearChange = 0.05;

void warnOfChangingHazards(Build& build, const analysis::CoxSection& fit, document::Section& section) {
  for (const auto& one : fit.proportional) {
    if (one.name != kScorePerSdColumn || !(one.test.p < kClearChange)) continue;
    const std::string text = fmt::format(
        "The hazard ratio of the score changes over time (test of proportional hazards: {}): one number is its mean "
        "over the follow-up.",
        pInWords(one.test.p));
    section.blocks.emplace_back(document::Paragraph{text, document::Tone::warning});
    build.limitations.push_back(text);
  }
}

std::vector<double> linearPredictor(const analysis::CoxSection& fit) {
  std::vector<double> sums(fit.design.rows, 0);
  for (std::size_t j = 0; j < fit.fit.coefficients.size(); ++j) {
    const double beta = fit.fit.coefficients[j].beta;
    if (!std::isfinite(beta)) continue;
    for (std::size_t i = 0; i < fit.design.rows; ++i) sums[i] += beta * fit.design.at(i, j);
  }
  return sums;
}

// Base and larger model are fitted to the same rows, since the score is known of all analysed patients.
Result<Table> addedValue(Build& build, const analysis::CoxSection& base, const analysis::CoxSection& larger) {
  Table table{"added-value", "What the score adds to the covariates", {}, {}, {}, true};
  table.columns = {textColumn("figure", "Figure"), numberColumn("value", "Value (95 % CI)", 3), pColumn()};
  const auto test = statistics::compareNested(base.fit, larger.fit);
  if (!test) return fail(test.error());
  std::vector<double> time;
  for (const std::size_t row : base.rows) time.push_back(build.time()[row]);
  const std::vector<double> first = linearPredictor(base);
  const std::vector<double> second = linearPredictor(larger);
  const std::vector<std::span<const double>> both{first, second};
  const auto compared = statistics::compareConcordance({time, base.event}, both);
  if (!compared) return fail(compared.error());
  const auto& gain = compared->differences.front();
  table.rows.push_back({std::string("Harrell's C, covariates alone"), intervalOf(compared->scores[0].c), {}});
  table.rows.push_back({std::string("Harrell's C, with the score"), intervalOf(compared->scores[1].c), {}});
  table.rows.push_back({std::string("Gain in C"), intervalOf(gain.difference), gain.p});
  table.rows.push_back(
      {fmt::format("Likelihood ratio, χ² with {} df", static_cast<int>(test->df)), test->chi2, test->p});
  table.note = "Both models were fitted to these patients: both C are too high, their difference less so.";
  build.figures.put("addedC", intervalOf(gain.difference));
  build.figures.put("addedValueP", justValue(test->p));
  return table;
}

void putUndefined(Build& build, const std::string& why) {
  for (const char* name : {"adjustedHazardRatioPoorGood", "adjustedHazardRatioPerSd", "addedC", "addedValueP"})
    build.figures.put(name, {}, {justValue(statistics::kUndefined), why, true});
}

document::Section notAssessable(Build& build, document::Section section, const std::string& why) {
  putUndefined(build, why);
  section.sentence = "Not assessable: " + why + ".";
  return section;
}

NamedFigure ratioIn(const Build& build, const analysis::CoxSection& fit, const std::string& name) {
  for (std::size_t j = 0; j < fit.fit.coefficients.size(); ++j)
    if (fit.fit.coefficients[j].name == name)
      return {ratioOf(intervalOf(fit.bootstrap->figures[j])), {}, isToldTerm(build, fit, j)};
  return {justValue(statistics::kUndefined), {}, true};
}

// Columns in which the analysed patients differ: a constant covariate is no covariate.
std::string constantColumn(const Build& build) {
  for (const std::string& column : build.protocol().adjust) {
    std::string first;
    bool differs = false;
    for (const StudyPatient* one : build.patients()) {
      const std::string cell = one->fact(column);
      if (cell.empty()) continue;
      if (first.empty()) first = cell;
      differs = differs || cell != first;
    }
    if (!differs) return column;
  }
  return {};
}

}  // namespace

SectionResult multivariableSection(Build& build) {
  document::Section section{"multivariable", "Beside known markers", {}, {}, {}, {}};
  const auto& adjust = build.protocol().adjust;
  if (adjust.empty()) return notAssessable(build, std::move(section), "the protocol names no covariates");
  if (const std::string why = build.noOrder(); !why.empty()) return notAssessable(build, std::move(section), why);
  if (const std::string column = constantColumn(build); !column.empty())
    return notAssessable(build, std::move(section),
                         fmt::format("the covariate {} is the same for all patients", column));
  std::vector<std::string> withScore = adjust;
  withScore.emplace_back(kScorePerSdColumn);
  auto base = fitted(build, adjust, false);
  if (!base) return fail(base.error());
  const std::size_t coefficients = base->fit.coefficients.size() + 1;
  if (static_cast<double>(base->fit.events) < kTooFewEventsEach * static_cast<double>(coefficients))
    return notAssessable(
        build, std::move(section),
        fmt::format("{} are too few for {}", build.eventsInWords(), counted(coefficients, "coefficient")));
  auto larger = fitted(build, withScore, true);
  if (!larger) return fail(larger.error());
  build.figures.put("adjustedHazardRatioPerSd", {}, ratioIn(build, *larger, std::string(kScorePerSdColumn)));
  section.blocks.emplace_back(
      coefficientTable(build, "multivariable-score", "Cox regression with the combined score", *larger));
  if (classesPresent(build).size() > 1) {
    std::vector<std::string> withClass = adjust;
    withClass.emplace_back(kClassColumn);
    auto classes = fitted(build, withClass, true);
    if (!classes) return fail(classes.error());
    build.figures.put("adjustedHazardRatioPoorGood", {}, ratioIn(build, *classes, std::string(kClassColumn) + "=poor"));
    section.blocks.emplace_back(
        coefficientTable(build, "multivariable-class", "Cox regression with the class", *classes));
  }
  section.blocks.emplace_back(proportionalTable(*larger));
  warnOfChangingHazards(build, *larger, section);
  auto added = addedValue(build, *base, *larger);
  if (!added) return fail(added.error());
  section.blocks.emplace_back(*std::move(added));
  const double each = static_cast<double>(larger->fit.events) / static_cast<double>(larger->fit.coefficients.size());
  if (each < kFewEventsEach)
    section.blocks.emplace_back(document::Paragraph{
        fmt::format("{} events for each coefficient: hazard ratios may be far off.", fixed(each, 1)),
        document::Tone::warning});
  section.sentence = fmt::format(
      "Beside {} the hazard ratio per standard deviation of the score is {}; the score adds {} to Harrell's C.",
      fmt::join(adjust, ", "), withInterval(build.figures.find("adjustedHazardRatioPerSd", "")->value, 2),
      withInterval(build.figures.find("addedC", "")->value, 3));
  return section;
}

}  // namespace snitt::validation
