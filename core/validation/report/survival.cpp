// Kaplan–Meier by class and, with competing events, cumulative incidence.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/statistics/competing/cumulative_incidence.h"
#include "core/statistics/competing/gray_test.h"
#include "core/statistics/survival/kaplan_meier.h"
#include "core/statistics/survival/log_rank.h"
#include "core/text/number.h"
#include "core/text/p_in_words.h"
#include "core/validation/report/at_risk_p.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/class_cells_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/survival_curves_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Chart;
using document::Interval;
using document::Table;
using statistics::RiskClass;

struct ClassGroup {
  RiskClass which;
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  std::vector<std::uint8_t> cause;  // 1: the event, 2: the competing one
};

std::vector<ClassGroup> groupsOf(const Build& build) {
  std::vector<ClassGroup> groups;
  for (const RiskClass which : classesPresent(build)) {
    ClassGroup& group = groups.emplace_back();
    group.which = which;
    for (std::size_t i = 0; i < build.n(); ++i) {
      if (build.classes()[i] != which) continue;
      group.time.push_back(build.time()[i]);
      group.event.push_back(build.event()[i]);
      group.cause.push_back(build.event()[i] != 0 ? 1 : build.competing()[i] != 0 ? 2 : 0);
    }
  }
  return groups;
}

double longest(const Build& build) { return *std::ranges::max_element(build.time()); }

bool isShown(const ClassGroup& group, const ClassCells& cells) {
  return cells.toldN[static_cast<std::size_t>(group.which)];
}

// With what the other tables tell; those of classes tell censored patients alone, which are all who left without the
// event where nothing competes.
FollowedCohort followUpOf(const Build& build, const ClassCells& cells, const std::vector<ClassGroup>& groups) {
  const bool goneAreCensored = !build.protocol().hasCompeting();
  FollowedCohort cohort;
  for (const ClassGroup& one : groups) {
    const auto row = static_cast<std::size_t>(one.which);
    FollowedGroup group{std::string(nameOf(one.which)), one.time, one.event};
    group.isShown = isShown(one, cells);
    group.toldEvents = cells.toldEvents[row];
    for (std::size_t h = 0; h < cells.toldAt.size(); ++h) {
      if (cells.toldAt[h][row]) group.eventsBy.push_back(build.horizonDays(h));
      if (goneAreCensored && cells.toldSplitAt[h][row]) group.goneBy.push_back(build.horizonDays(h));
    }
    cohort.groups.push_back(std::move(group));
  }
  for (std::size_t h = 0; h < cells.toldAt.size(); ++h) {
    if (cells.toldAllAt[h]) cohort.eventsBy.push_back(build.horizonDays(h));
    if (goneAreCensored && cells.toldAllSplitAt[h]) cohort.goneBy.push_back(build.horizonDays(h));
  }
  return cohort;
}

// One note for both charts, so that they have room on one page.
std::string noteOfCurves(const Build& build) {
  std::string note;
  if (build.least() > 1)
    note = fmt::format(
        "A step is drawn when {0} events have come together, and so late by up to {1}: read values from the tables, "
        "which are of all steps. A curve ends where fewer than {0} patients are followed.",
        build.least(), counted(build.least() - 1, "event"));
  if (!build.protocol().hasCompeting()) return note;
  return note + (note.empty() ? "" : " ") +
         "In brackets under the curves: followed no more and without the event, be it censored or after the competing "
         "event. 1 − Kaplan–Meier is not the risk of the event, for it takes no account of what competes; the "
         "cumulative incidence does.";
}

Result<Chart> survivalChart(const Build& build, const std::vector<ClassGroup>& groups, const std::string& note) {
  Chart chart;
  chart.id = "km";
  chart.kind = document::ChartKind::kaplanMeier;
  chart.title = "Survival without the event, by class (Kaplan–Meier)";
  chart.note = note;
  chart.xLabel = "Years since " + build.protocol().outcomes.origin;
  chart.yLabel = "Without the event";
  chart.timeTick = 1;
  chart.alternative = "Share of patients without the event over time, a curve a class, with 95 % bands.";
  const ClassCells cells = classCells(build);
  Table curve{"km-curve", {}, {}, {}, {}, false};
  curve.columns = {textColumn("group", "Class"), numberColumn("time", "Years", 4),
                   numberColumn("survival", "Without the event", 4)};
  for (const ClassGroup& group : groups) {
    if (!isShown(group, cells)) continue;
    const auto curveOf = statistics::kaplanMeier({group.time, group.event});
    if (!curveOf) return fail(curveOf.error());
    std::vector<CurveStep> steps;
    std::vector<std::size_t> events;
    std::vector<std::size_t> atRisk;
    for (const auto& one : curveOf->steps) {
      steps.push_back({one.time, {one.survival, one.lower95, one.upper95}});
      events.push_back(one.events);
      atRisk.push_back(one.atRisk);
    }
    for (const CurveStep& one : coarsened(steps, events, atRisk, build.least()))
      curve.rows.push_back({std::string(nameOf(group.which)), one.timeDays / kDaysPerYear, one.value});
  }
  chart.tables = {curve, atRiskTable("km", followUpOf(build, cells, groups), ticksTo(longest(build)), build.least())};
  return chart;
}

Result<Chart> incidenceChart(const Build& build, const std::vector<ClassGroup>& groups, const std::string& note) {
  Chart chart;
  chart.id = "incidence";
  chart.kind = document::ChartKind::cumulativeIncidence;
  chart.title = "Cumulative incidence by class, the competing event taken into account";
  chart.note = note;
  chart.xLabel = "Years since " + build.protocol().outcomes.origin;
  chart.yLabel = "Cumulative incidence";
  chart.timeTick = 1;
  chart.alternative = "Cumulative incidence of the event and of the competing event over time, by class.";
  const ClassCells cells = classCells(build);
  Table curve{"incidence-curve", {}, {}, {}, {}, false};
  curve.columns = {textColumn("group", "Class"), textColumn("cause", "Cause"), numberColumn("time", "Years", 4),
                   numberColumn("incidence", "Incidence", 4)};
  for (const ClassGroup& group : groups) {
    if (!isShown(group, cells)) continue;
    const auto found = statistics::cumulativeIncidence({group.time, group.cause}, 2);
    if (!found) return fail(found.error());
    for (std::size_t cause = 0; cause < 2; ++cause) {
      std::vector<CurveStep> steps;
      for (std::size_t i = 0; i < found->time.size(); ++i)
        steps.push_back({found->time[i], intervalOf(found->cause[cause].incidence[i])});
      const std::string name = cause == 0 ? "the event" : "competing event";
      for (const CurveStep& one : coarsened(steps, found->cause[cause].events, found->atRisk, build.least()))
        curve.rows.push_back({std::string(nameOf(group.which)), name, one.timeDays / kDaysPerYear, one.value});
    }
  }
  // Its patients at risk are those of the other chart; with those censored told apart from competing events, too, the
  // two tables would give away the latter.
  chart.tables = {curve};
  return chart;
}

Interval survivalAt(const statistics::KaplanMeier& curve, double days) {
  const auto* step = curve.at(days);
  if (step != nullptr) return {step->survival, step->lower95, step->upper95};
  // Before the first event or censoring everybody is there; beyond the last nothing is known.
  const bool isBefore = !curve.steps.empty() && days < curve.steps.front().time;
  return isBefore ? Interval{1, statistics::kUndefined, statistics::kUndefined} : justValue(statistics::kUndefined);
}

Result<Table> horizonTable(const Build& build, const std::vector<ClassGroup>& groups) {
  const bool competing = build.protocol().hasCompeting();
  Table table{"survival-horizons", "At the stated horizons", {}, {}, {}, true};
  table.columns = {numberColumn("years", "Years", 1), textColumn("class", "Class"),
                   percentColumn("survival", "Without the event (Kaplan–Meier)")};
  if (competing) {
    table.columns.push_back(percentColumn("incidence", "Incidence of the event (Aalen–Johansen)"));
    table.columns.push_back(percentColumn("competing", "Incidence of the competing event"));
  }
  bool withheld = false;
  const std::size_t least = build.least();
  const ClassCells cells = classCells(build);
  for (std::size_t h = 0; h < build.protocol().horizonsYears.size(); ++h) {
    const double days = build.horizonDays(h);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const bool told = cells.toldAt[h][static_cast<std::size_t>(groups[g].which)];
      const auto incidence = statistics::cumulativeIncidence({groups[g].time, groups[g].cause}, 2);
      if (!incidence) return fail(incidence.error());
      // What competes follows from the share without the event beside the incidence of the event.
      const std::size_t competed = incidence->eventsBy(2, days);
      const bool toldShare = told && (!competing || least <= 1 || competed == 0 || competed >= least);
      const auto curve = statistics::kaplanMeier({groups[g].time, groups[g].event});
      if (!curve) return fail(curve.error());
      table.rows.push_back({build.protocol().horizonsYears[h], std::string(nameOf(groups[g].which)),
                            toldIf(toldShare, survivalAt(*curve, days))});
      withheld = withheld || !toldShare;
      if (!competing) continue;
      for (std::size_t cause = 1; cause <= 2; ++cause) {
        const bool isTold = told && (least <= 1 || incidence->eventsBy(cause, days) >= least);
        withheld = withheld || !isTold;
        table.rows.back().push_back(toldIf(isTold, intervalOf(incidence->at(cause, days))));
      }
    }
  }
  table.note = "Intervals on the log(−log) scale.";
  if (withheld) table.note += std::string(" ").append(kWithheldNote);
  return table;
}

struct Tests {
  statistics::ChiSquareTest logRank;
  statistics::ChiSquareTest trend;
  std::optional<statistics::ChiSquareTest> gray;
};

Result<Tests> testsOf(const Build& build) {
  const auto present = classesPresent(build);
  std::vector<int> group;
  std::vector<std::size_t> number;
  std::vector<std::uint8_t> cause;
  for (std::size_t i = 0; i < build.n(); ++i) {
    const auto at = std::ranges::find(present, build.classes()[i]) - present.begin();
    group.push_back(static_cast<int>(at));
    number.push_back(static_cast<std::size_t>(at));
    cause.push_back(build.event()[i] != 0 ? 1 : build.competing()[i] != 0 ? 2 : 0);
  }
  const auto logRank = statistics::logRank(build.view(), group);
  if (!logRank) return fail(logRank.error());
  Tests tests{logRank->test, logRank->trend, {}};
  if (!build.protocol().hasCompeting() || present.size() < 2) return tests;
  const auto gray = statistics::grayTest({build.time(), cause}, 2, number);
  if (!gray) return fail(gray.error());
  tests.gray = gray->front();
  return tests;
}

Table testTable(const Tests& tests) {
  Table table{"survival-tests", "Tests of a difference between the classes", {}, {}, {}, true};
  table.columns = {textColumn("test", "Test"), numberColumn("chi2", "χ²", 2), countColumn("df", "Degrees of freedom"),
                   pColumn()};
  const auto row = [&](const char* name, const statistics::ChiSquareTest& test) {
    table.rows.push_back({std::string(name), test.chi2, static_cast<std::int64_t>(test.df), test.p});
  };
  row("Log-rank", tests.logRank);
  row("Log-rank for trend: good, uncertain, poor", tests.trend);
  if (tests.gray) row("Gray, of the event", *tests.gray);
  return table;
}

}  // namespace

SectionResult survivalSection(Build& build) {
  document::Section section{"survival", "Survival by class", {}, {}, {}, {}};
  const auto groups = groupsOf(build);
  if (!build.eventsAreTold()) {
    build.figures.put("logRankP", {}, {justValue(statistics::kUndefined), build.noOrder(), true});
    section.sentence = fmt::format("Not assessable: {}.", build.noOrder());
    return section;
  }
  const auto tests = testsOf(build);
  if (!tests) return fail(tests.error());
  build.figures.put("logRankP", {},
                    {justValue(tests->logRank.p), groups.size() < 2 ? "all patients have one class" : "", true});
  const std::string words =
      groups.size() < 2 ? "All patients have one class, so nothing can be compared"
                        : fmt::format("Log-rank test of {} classes: {}", groups.size(), pInWords(tests->logRank.p));
  section.sentence = words + ".";
  auto survival = survivalChart(build, groups, words);
  if (!survival) return fail(survival.error());
  section.blocks.push_back(chartOrSentence(*std::move(survival), build.least()));
  if (build.protocol().hasCompeting()) {
    auto incidence =
        incidenceChart(build, groups, tests->gray ? "Gray's test of the event: " + pInWords(tests->gray->p) : "");
    if (!incidence) return fail(incidence.error());
    section.blocks.push_back(chartOrSentence(*std::move(incidence), build.least()));
  }
  const bool isDrawn = std::ranges::any_of(
      section.blocks, [](const document::Block& one) { return std::holds_alternative<Chart>(one); });
  if (const std::string note = noteOfCurves(build); isDrawn && !note.empty())
    section.blocks.emplace_back(document::Paragraph{note, document::Tone::note});
  auto table = horizonTable(build, groups);
  if (!table) return fail(table.error());
  section.blocks.emplace_back(*std::move(table));
  section.blocks.emplace_back(testTable(*tests));
  return section;
}

}  // namespace snitt::validation
