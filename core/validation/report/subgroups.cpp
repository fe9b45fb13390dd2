// Whether the score works in all groups of patients: a hazard ratio each, and a test of interaction.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "core/statistics/calibration/calibration_model.h"
#include "core/statistics/cox/cox_fit.h"
#include "core/statistics/discrimination/concordance.h"
#include "core/text/p_in_words.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/frozen_risks_p.h"
#include "core/validation/report/levels_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Cell;
using document::Interval;
using document::Table;

struct Level {
  std::string name;
  std::vector<std::size_t> rows;
  std::size_t events = 0;
};

// Levels of numbers in the order of their cuts, others in their natural one.
std::vector<Level> levelsOf(const Build& build, const SubgroupPart& part) {
  std::map<std::string, Level> byName;
  for (std::size_t i = 0; i < build.n(); ++i) {
    const std::string name = levelOf(*build.patients()[i], part);
    if (name.empty()) continue;
    Level& level = byName[name];
    level.name = name;
    level.rows.push_back(i);
    level.events += build.event()[i];
  }
  std::vector<Level> levels;
  for (auto& [name, level] : byName) levels.push_back(std::move(level));
  if (part.cuts.empty())
    std::ranges::sort(levels, isLevelBefore, &Level::name);
  else
    std::ranges::sort(levels, {}, [names = levelNames(part)](const Level& one) {
      return std::ranges::find(names, one.name) - names.begin();
    });
  return levels;
}

struct Rows {
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  std::vector<double> score;  // in standard deviations of all patients
  std::vector<std::string> level;
};

Rows rowsOf(const Build& build, const std::vector<Level>& levels, double sd) {
  Rows rows;
  for (const Level& level : levels)
    for (const std::size_t i : level.rows) {
      rows.time.push_back(build.time()[i]);
      rows.event.push_back(build.event()[i]);
      rows.score.push_back(build.score()[i] / sd);
      rows.level.push_back(level.name);
    }
  return rows;
}

Result<Interval> ratioIn(const Rows& rows) {
  const std::vector<statistics::Covariate> covariates{{"score", rows.score}};
  const auto design = statistics::makeDesign(rows.time.size(), covariates);
  if (!design) return fail(design.error());
  const auto fit = statistics::coxFit({rows.time, rows.event}, *design);
  if (!fit) return fail(fit.error());
  const auto& one = fit->coefficients.front();
  if (one.mayBeInfinite) return justValue(statistics::kUndefined);
  return ratioOf({one.hr, one.lower95, one.upper95});
}

// The score's slope is let differ between the levels; likelihood ratio against one slope for all.
Result<double> interactionP(const Rows& rows, const std::vector<Level>& levels) {
  std::vector<statistics::Covariate> covariates{{"score", rows.score}, {"level", rows.level}};
  const auto base = statistics::makeDesign(rows.time.size(), covariates);
  if (!base) return fail(base.error());
  for (std::size_t l = 1; l < levels.size(); ++l) {
    std::vector<double> product;
    for (std::size_t i = 0; i < rows.time.size(); ++i)
      product.push_back(rows.level[i] == levels[l].name ? rows.score[i] : 0);
    covariates.push_back({fmt::format("score in level {}", l), std::move(product)});
  }
  const auto larger = statistics::makeDesign(rows.time.size(), covariates);
  if (!larger) return fail(larger.error());
  const auto smallFit = statistics::coxFit({rows.time, rows.event}, *base);
  if (!smallFit) return fail(smallFit.error());
  const auto largeFit = statistics::coxFit({rows.time, rows.event}, *larger);
  if (!largeFit) return fail(largeFit.error());
  const auto test = statistics::compareNested(*smallFit, *largeFit);
  return test ? test->p : statistics::kUndefined;
}

class Forest {
 public:
  explicit Forest(const Build& build) : m_build(build), m_sd(build.scoreSd()) {
    m_rows.id = "subgroups-rows";
    m_rows.columns = {textColumn("label", "Subgroup"),
                      countColumn("level", "Level"),
                      countColumn("patients", "Patients"),
                      countColumn("events", "Events"),
                      numberColumn("ratio", "Hazard ratio per standard deviation (95 % CI)", 2),
                      pColumn("Interaction"),
                      textColumn("remark", "Remark")};
    m_rows.columns[5].key = "interactionP";
    m_figures.id = "subgroups";
    m_figures.title = "Harrell's C in subgroups";
    m_figures.columns = {textColumn("subgroup", "Subgroup"), textColumn("level", "Level"),
                         countColumn("patients", "Patients"), countColumn("events", "Events"),
                         numberColumn("harrellC", "Harrell's C (95 % CI)", 2)};
    const std::size_t last = build.protocol().horizonsYears.size() - 1;
    m_risks = frozenRisks(build, last);
    if (!m_risks.missing.empty()) return;
    m_figures.title = "Harrell's C, and observed to expected events, in subgroups";
    m_figures.columns.push_back(numberColumn(
        "observedExpected",
        fmt::format("Observed / expected at {} (95 % CI)", yearsInWords(build.protocol().horizonsYears[last])), 2));
  }

  Result<void> add(const SubgroupPart& part) {
    const std::string title = part.title.empty() ? part.column : part.title;
    const std::vector<Level> levels = levelsOf(m_build, part);
    std::vector<Level> usable;
    for (const Level& one : levels)
      if (one.events >= std::max<std::size_t>(m_build.least(), 1)) usable.push_back(one);
    double p = statistics::kUndefined;
    if (usable.size() > 1) {
      const auto found = interactionP(rowsOf(m_build, usable, m_sd), usable);
      if (!found) return fail(found.error());
      p = *found;
      ++m_tests;
      m_smallest = std::isfinite(p) ? std::min(m_smallest, p) : m_smallest;
    }
    m_rows.rows.push_back({title, std::int64_t{0}, Cell{}, Cell{}, Cell{}, Cell{p}, Cell{}});
    const std::map<std::string, Told> told = toldOf(levels);
    for (const Level& one : levels)
      if (const auto added = addLevel(title, one, told.at(one.name)); !added) return added;
    return {};
  }

  Result<void> addAll() {
    Level all{"All patients", {}, m_build.events()};
    for (std::size_t i = 0; i < m_build.n(); ++i) all.rows.push_back(i);
    const auto ratio = ratioIn(rowsOf(m_build, {all}, m_sd));
    if (!ratio) return fail(ratio.error());
    m_rows.rows.push_back(
        {all.name, std::int64_t{2}, countCell(m_build.n()), countCell(m_build.events()), *ratio, Cell{}, Cell{}});
    return {};
  }

  [[nodiscard]] document::Chart chart() const {
    document::Chart chart;
    chart.id = "subgroups";
    chart.kind = document::ChartKind::forest;
    chart.title = "Hazard ratio per standard deviation of the score, in subgroups";
    chart.note = "Intervals by Wald; p: likelihood-ratio test of interaction";
    chart.xLabel = "Hazard ratio";
    chart.below = "lower risk";
    chart.above = "higher risk";
    chart.alternative = "Hazard ratios with their intervals, one row a subgroup, all patients last.";
    chart.tables = {m_rows};
    return chart;
  }
  [[nodiscard]] Table figures() const {
    Table table = m_figures;
    if (m_withheld) table.note = kWithheldNote;
    return table;
  }
  [[nodiscard]] std::size_t tests() const { return m_tests; }
  [[nodiscard]] double smallestP() const { return m_smallest; }
  [[nodiscard]] bool withheld() const { return m_withheld; }
  // Groups of which the risks are off, a part of a sentence each.
  [[nodiscard]] const std::vector<std::string>& findings() const { return m_findings; }

 private:
  struct Told {
    bool n = true;
    bool events = true;
  };

  // By level. Who has none is known from the totals, and as many as a level of their own. By name, as the table of the
  // cohort has them: of two groups as large, both tables hide the same.
  [[nodiscard]] std::map<std::string, Told> toldOf(const std::vector<Level>& levels) const {
    std::map<std::string, std::pair<std::size_t, std::size_t>> counts;
    std::pair<std::size_t, std::size_t> rest{m_build.n(), m_build.events()};
    for (const Level& one : levels) {
      counts[one.name] = {one.rows.size(), one.events};
      rest.first -= one.rows.size();
      rest.second -= one.events;
    }
    if (rest.first > 0) counts[""] = rest;
    std::vector<std::size_t> n;
    std::vector<std::size_t> events;
    for (const auto& [name, both] : counts) {
      n.push_back(both.first);
      events.push_back(both.second);
    }
    const ToldGroups groups = toldGroups(n, events, m_build.least());
    std::map<std::string, Told> told;
    std::size_t i = 0;
    for (const auto& [name, both] : counts) {
      told[name] = {groups.n[i], groups.events[i]};
      ++i;
    }
    return told;
  }

  Result<void> addLevel(const std::string& title, const Level& level, Told told) {
    const auto [toldN, toldEvents] = told;
    const std::size_t least = m_build.least();
    m_withheld = m_withheld || !toldN || !toldEvents;
    if (!toldN || !toldEvents || level.events == 0) {
      const std::string remark =
          level.events == 0 && least <= 1 ? std::string("no event") : fmt::format("cells under {}", least);
      m_rows.rows.push_back({level.name, std::int64_t{1}, countCell(level.rows.size(), toldN),
                             countCell(level.events, toldEvents), Cell{}, Cell{}, remark});
      m_figures.rows.push_back({title, level.name, countCell(level.rows.size(), toldN),
                                countCell(level.events, toldEvents), document::Withheld{}});
      if (m_risks.missing.empty()) m_figures.rows.back().push_back(countCell(0, false));
      return {};
    }
    const Rows rows = rowsOf(m_build, {level}, m_sd);
    const auto ratio = ratioIn(rows);
    if (!ratio) return fail(ratio.error());
    const auto c = statistics::concordance({rows.time, rows.event}, rows.score);
    if (!c) return fail(c.error());
    m_rows.rows.push_back(
        {level.name, std::int64_t{1}, countCell(level.rows.size()), countCell(level.events), *ratio, Cell{}, Cell{}});
    m_figures.rows.push_back(
        {title, level.name, countCell(level.rows.size()), countCell(level.events), intervalOf(c->c)});
    return m_risks.missing.empty() ? addCalibration(title, level, rows) : Result<void>();
  }

  // Observed events follow from a ratio, so that it is told only where they are many by the horizon, too.
  Result<void> addCalibration(const std::string& title, const Level& level, const Rows& rows) {
    statistics::FixedRisks risks = m_risks.risks;
    risks.risk.clear();
    std::vector<std::uint8_t> competing;
    std::size_t events = 0;
    for (const std::size_t i : level.rows) {
      risks.risk.push_back(m_risks.risks.risk[i]);
      competing.push_back(m_build.competing()[i]);
      events += m_build.event()[i] != 0 && m_build.time()[i] <= risks.horizon ? 1U : 0U;
    }
    if (!m_build.protocol().hasCompeting()) competing.clear();
    const auto found = statistics::observedExpected({rows.time, rows.event}, risks, competing);
    const bool told = m_build.least() <= 1 || events >= m_build.least();
    m_figures.rows.back().push_back(toldIf(told, intervalOf(found.ratio)));
    if (told && (found.ratio.lower95 > 1 || found.ratio.upper95 < 1))
      m_findings.push_back(fmt::format("{} {}: the bundle's risks are too {}, observed / expected {}", title,
                                       level.name, found.ratio.value > 1 ? "low" : "high",
                                       withInterval(intervalOf(found.ratio), 2)));
    return {};
  }

  const Build& m_build;
  FrozenRisks m_risks;
  std::vector<std::string> m_findings;
  double m_sd;
  Table m_rows;
  Table m_figures;
  std::size_t m_tests = 0;
  double m_smallest = 1;
  bool m_withheld = false;
};

}  // namespace

SectionResult subgroupSection(Build& build) {
  document::Section section{"subgroups", "Subgroups", {}, {}, {}, {}};
  if (build.protocol().subgroups.empty()) {
    section.sentence = "Not assessable: the protocol names no subgroups.";
    return section;
  }
  if (const std::string why = build.noOrder(); !why.empty()) {
    section.sentence = fmt::format("Not assessable: {}.", why);
    return section;
  }
  Forest forest(build);
  for (const SubgroupPart& one : build.protocol().subgroups)
    if (const auto added = forest.add(one); !added) return fail(added.error());
  if (const auto added = forest.addAll(); !added) return fail(added.error());
  section.sentence =
      forest.tests() == 0
          ? fmt::format("{} were looked at; in none of them are there events enough for a test of interaction.",
                        counted(build.protocol().subgroups.size(), "variable"))
          : fmt::format("{} of interaction, the smallest {}, not corrected for their number.",
                        counted(forest.tests(), "test"), pInWords(forest.smallestP()));
  section.blocks.emplace_back(forest.chart());
  section.blocks.emplace_back(forest.figures());
  for (const std::string& one : forest.findings())
    section.blocks.emplace_back(document::Paragraph{one + ".", document::Tone::warning});
  if (forest.withheld())
    section.blocks.emplace_back(document::Paragraph{
        fmt::format("Cells under {} are not told, nor others from which they could be worked out.", build.least()),
        document::Tone::note});
  return section;
}

}  // namespace snitt::validation
