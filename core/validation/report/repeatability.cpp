// The same patients read again: re-run, rescanned, on another scanner.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/statistics/agreement/bland_altman.h"
#include "core/statistics/agreement/intraclass.h"
#include "core/statistics/agreement/kappa.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/spread_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Chart;
using document::Table;

struct Pairs {
  std::vector<double> first;
  std::vector<double> second;
  std::vector<std::uint8_t> firstClass;
  std::vector<std::uint8_t> secondClass;
  std::size_t changed = 0;
};

// Patients of the study alone: whom the list or the rules leave out is in no figure.
Pairs pairsOf(const Study& study, const RepeatedReading& repeat) {
  Pairs pairs;
  for (const std::size_t index : study.eligible) {
    const StudyPatient& patient = study.patients[index];
    const auto score = repeat.combined.find(patient.key);
    if (!patient.combined || score == repeat.combined.end()) continue;
    pairs.first.push_back(*patient.combined);
    pairs.second.push_back(score->second);
    const auto prognosis = repeat.prognosis.find(patient.key);
    if (!patient.prognosis || prognosis == repeat.prognosis.end()) continue;
    pairs.firstClass.push_back(static_cast<std::uint8_t>(riskClassOf(*patient.prognosis)));
    pairs.secondClass.push_back(static_cast<std::uint8_t>(riskClassOf(prognosis->second)));
    pairs.changed += pairs.firstClass.back() != pairs.secondClass.back() ? 1U : 0U;
  }
  return pairs;
}

struct Agreement {
  statistics::BlandAltman blandAltman;
  statistics::Intraclass intraclass;
  std::optional<statistics::Kappa> kappa;
  std::vector<std::uint64_t> table;  // 3 × 3
};

Result<Agreement> agreementOf(const Pairs& pairs) {
  auto limits = statistics::blandAltman(pairs.first, pairs.second);
  if (!limits) return fail(limits.error());
  std::vector<double> both;
  for (std::size_t i = 0; i < pairs.first.size(); ++i) {
    both.push_back(pairs.first[i]);
    both.push_back(pairs.second[i]);
  }
  auto intraclass = statistics::intraclass(both, pairs.first.size(), 2);
  if (!intraclass) return fail(intraclass.error());
  Agreement agreement{*limits, *intraclass, {}, {}};
  if (pairs.firstClass.empty()) return agreement;
  auto table = statistics::agreementTable(pairs.firstClass, pairs.secondClass, statistics::kRiskClasses);
  if (!table) return fail(table.error());
  auto kappa = statistics::kappaOfTable(*table, statistics::kRiskClasses, statistics::KappaWeights::linear);
  if (!kappa) return fail(kappa.error());
  agreement.kappa = *kappa;
  agreement.table = *std::move(table);
  return agreement;
}

// Without a minus before zero.
double rounded(double score) { return std::round(score * 100) / 100 + 0.0; }

// A table of single patients: in the order of its values, not of the list, and no more exact than a picture.
void addPoints(Table& table, const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<std::pair<double, double>> points;
  for (std::size_t i = 0; i < first.size(); ++i) points.emplace_back(rounded(first[i]), rounded(second[i]));
  std::ranges::sort(points);
  for (const auto& [a, b] : points) table.rows.push_back({a, b});
  table.note = "Single points are rounded to 0.01.";
}

std::string howMany(const Build& build, const Pairs& pairs) {
  return fmt::format("{} of {} analysed", pairs.first.size(), counted(build.n(), "patient"));
}

Chart blandAltmanChart(const Build& build, const std::string& id, const RepeatPart& part, const Pairs& pairs,
                       const Agreement& found) {
  Chart chart;
  chart.id = id + "-bland-altman";
  chart.kind = document::ChartKind::blandAltman;
  chart.title = fmt::format("{}: Bland–Altman", part.name);
  chart.note = howMany(build, pairs);
  chart.xLabel = "Mean of the two scores";
  chart.yLabel = "First less second";
  chart.alternative = "Difference of the two scores against their mean, with bias and limits of agreement.";
  Table points{chart.id + "-points", {}, {}, {}, {}, false};
  points.columns = {numberColumn("mean", "Mean", 2), numberColumn("difference", "Difference", 2)};
  std::vector<double> means, differences;
  for (std::size_t i = 0; i < pairs.first.size(); ++i) {
    means.push_back((pairs.first[i] + pairs.second[i]) / 2);
    differences.push_back(pairs.first[i] - pairs.second[i]);
  }
  addPoints(points, means, differences);
  Table lines{chart.id + "-lines", {}, {}, {}, {}, false};
  lines.columns = {textColumn("line", "Line"), numberColumn("value", "Value (95 % CI)", 4)};
  lines.rows = {{std::string("bias"), intervalOf(found.blandAltman.bias)},
                {std::string("lower"), intervalOf(found.blandAltman.lowerLimit)},
                {std::string("upper"), intervalOf(found.blandAltman.upperLimit)}};
  chart.tables = {points, lines};
  return chart;
}

Chart pairedChart(const std::string& id, const RepeatedReading& repeat, const Pairs& pairs) {
  Chart chart;
  chart.id = id + "-paired";
  chart.kind = document::ChartKind::paired;
  chart.title = fmt::format("{}: both readings", repeat.part.name);
  chart.note = std::string(toText(repeat.part.kind));
  chart.xLabel = "Combined score, first";
  chart.yLabel = repeat.scanner.empty() ? "Combined score, second" : "Combined score, " + repeat.scanner;
  chart.alternative = "Second score against the first; on the line both are the same.";
  Table points{chart.id + "-points", {}, {}, {}, {}, false};
  points.columns = {numberColumn("first", "First", 2), numberColumn("second", "Second", 2)};
  addPoints(points, pairs.first, pairs.second);
  chart.tables = {points};
  return chart;
}

Table classTable(const Build& build, const std::string& id, const RepeatPart& part, const Agreement& found) {
  Table table{id + "-classes", fmt::format("{}: classes, first reading in rows", part.name), {}, {}, {}, true};
  table.columns = {textColumn("first", "First reading"), countColumn("good", "Good"),
                   countColumn("uncertain", "Uncertain"), countColumn("poor", "Poor")};
  const std::vector<std::size_t> counts(found.table.begin(), found.table.end());
  const ToldMatrix told = toldMatrix(counts, statistics::kRiskClasses, build.least());
  bool withheld = false;
  for (std::size_t r = 0; r < statistics::kRiskClasses; ++r) {
    table.rows.push_back({std::string(nameOf(static_cast<statistics::RiskClass>(r)))});
    for (std::size_t c = 0; c < statistics::kRiskClasses; ++c) {
      const std::size_t cell = r * statistics::kRiskClasses + c;
      table.rows.back().push_back(countCell(counts[cell], told.cells[cell]));
      withheld = withheld || !told.cells[cell];
    }
  }
  if (withheld) table.note = kWithheldNote;
  return table;
}

void addClassTable(const Build& build, const std::string& id, const RepeatPart& part, const Agreement& found,
                   std::vector<document::Block>& blocks) {
  Table table = classTable(build, id, part, found);
  const bool anyTold = std::ranges::any_of(table.rows, [](const auto& row) {
    return std::ranges::any_of(row,
                               [](const document::Cell& one) { return std::holds_alternative<std::int64_t>(one); });
  });
  if (anyTold)
    blocks.emplace_back(std::move(table));
  else
    blocks.emplace_back(
        document::Paragraph{fmt::format("{}: the table of classes is not told, its cells are too small.", part.name),
                            document::Tone::note});
}

void putMissing(Build& build, const std::string& name, const std::string& why) {
  for (const char* figure : {"icc", "classKappa", "bias"})
    build.figures.put(figure, name, {justValue(statistics::kUndefined), why, true});
}

}  // namespace

SectionResult repeatabilitySection(Build& build) {
  document::Section section{"repeatability", "Repeatability", {}, {}, {}, {}};
  const auto& parts = build.protocol().repeats;
  if (parts.empty()) {
    section.sentence = "Not assessable: the protocol names no repeated readings.";
    section.blocks.push_back(ensembleSpread(build));
    return section;
  }
  Table table{"repeatability", "Agreement of the combined score and of the class", {}, {}, {}, true};
  table.columns = {textColumn("name", "Readings"),
                   textColumn("kind", "Kind"),
                   countColumn("patients", "Patients"),
                   numberColumn("icc", "ICC(2,1) (95 % CI)", 3),
                   numberColumn("bias", "Mean difference (95 % CI)", 4),
                   numberColumn("lowerLimit", "Lower limit of agreement", 3),
                   numberColumn("upperLimit", "Upper limit of agreement", 3),
                   numberColumn("kappa", "Linear κ of classes (95 % CI)", 2),
                   countColumn("changed", "Change of class")};
  std::vector<document::Block> pictures;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& readings = build.input().repeats;
    const auto repeat =
        std::ranges::find_if(readings, [&](const RepeatedReading& one) { return one.part.name == parts[i].name; });
    const std::string kind(toText(parts[i].kind));
    if (repeat == readings.end()) {
      putMissing(build, parts[i].name, "no cohort of this name was given to the run");
      pictures.emplace_back(document::Paragraph{
          fmt::format("{}: not assessable, no cohort of this name was given to the run.", parts[i].name),
          document::Tone::warning});
      continue;
    }
    const Pairs pairs = pairsOf(build.study(), *repeat);
    if (pairs.first.size() < std::max<std::size_t>(3, build.least())) {
      const std::string why =
          fmt::format("{} scored in both readings",
                      pairs.first.size() < build.least() ? "too few patients were" : "fewer than three patients were");
      putMissing(build, parts[i].name, why);
      pictures.emplace_back(
          document::Paragraph{fmt::format("{}: not assessable, {}.", parts[i].name, why), document::Tone::warning});
      continue;
    }
    const auto found = agreementOf(pairs);
    if (!found) return fail(found.error());
    const document::Interval kappa = found->kappa ? intervalOf(found->kappa->kappa) : justValue(statistics::kUndefined);
    const bool toldChange = build.least() <= 1 || (pairs.changed >= build.least() &&
                                                   pairs.firstClass.size() - pairs.changed >= build.least());
    table.rows.push_back({parts[i].name, kind, countCell(pairs.first.size()), intervalOf(found->intraclass.agreement),
                          intervalOf(found->blandAltman.bias), found->blandAltman.lowerLimit.value,
                          found->blandAltman.upperLimit.value, kappa, countCell(pairs.changed, toldChange)});
    build.figures.put("icc", parts[i].name, {intervalOf(found->intraclass.agreement), {}, true});
    build.figures.put("bias", parts[i].name, {intervalOf(found->blandAltman.bias), {}, true});
    build.figures.put("classKappa", parts[i].name, {kappa, found->kappa ? "" : "there are no classes", true});
    const std::string id = fmt::format("repeat-{}", i + 1);
    pictures.emplace_back(blandAltmanChart(build, id, parts[i], pairs, *found));
    pictures.emplace_back(pairedChart(id, *repeat, pairs));
    if (!found->table.empty()) addClassTable(build, id, parts[i], *found, pictures);
    if (section.sentence.empty())
      section.sentence = fmt::format("{} ({}), {}: ICC {}, mean difference {}.", parts[i].name, kind,
                                     howMany(build, pairs), withInterval(intervalOf(found->intraclass.agreement), 3),
                                     withInterval(intervalOf(found->blandAltman.bias), 3));
  }
  if (section.sentence.empty()) section.sentence = "Not assessable: no repeated reading could be used.";
  if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  std::ranges::move(pictures, std::back_inserter(section.blocks));
  section.blocks.push_back(ensembleSpread(build));
  return section;
}

}  // namespace snitt::validation
