// Charts over time.
#include <algorithm>
#include <cmath>

#include "ui/report/document/chart_of_tables_p.h"
#include "ui/report/document/table_reader_p.h"

namespace snitt::report {

namespace {

// The element of this name, new ones at the end.
template <class Element, class Is>
Element& found(std::vector<Element>& all, const Is& is, const Element& otherwise) {
  const auto at = std::ranges::find_if(all, is);
  if (at != all.end()) return *at;
  all.push_back(otherwise);
  return all.back();
}

charts::TimeAxis axisOf(const document::Chart& chart) {
  charts::TimeAxis axis;
  if (chart.timeTick > 0) axis.unitsPerTick = chart.timeTick;
  return axis;
}

void addLimits(std::vector<double>& lower, std::vector<double>& upper, const document::Interval& interval) {
  lower.push_back(interval.lower95);
  upper.push_back(interval.upper95);
}

// A band of which nothing is known is none.
void dropEmptyBand(std::vector<double>& lower, std::vector<double>& upper) {
  if (std::ranges::any_of(lower, [](double value) { return std::isfinite(value); })) return;
  lower.clear();
  upper.clear();
}

// Rows of the table under the plot, in their order; those of groups that have no curve too.
void readAtRisk(const document::Chart& chart, std::string& problem,
                const std::function<charts::FollowUp&(const std::string& group)>& rowOf) {
  TableReader table(chart, "at-risk", {"group", "time", "atRisk", "censored"}, problem, false);
  for (std::size_t i = 0; i < table.rows(); ++i)
    rowOf(table.text(i, 0)).cells.push_back({table.number(i, 1), table.count(i, 2), table.count(i, 3)});
}

}  // namespace

charts::KaplanMeierChart kaplanMeierOf(const document::Chart& chart, std::string& problem) {
  charts::KaplanMeierChart drawn;
  drawn.words = wordsOf(chart);
  drawn.axis = axisOf(chart);
  const auto groupOf = [&](const std::string& name) -> charts::SurvivalGroup& {
    charts::SurvivalGroup made;
    made.followUp.name = name;
    return found(
        drawn.groups, [&](const charts::SurvivalGroup& one) { return one.followUp.name == name; }, made);
  };
  TableReader curve(chart, "curve", {"group", "time", "survival"}, problem);
  for (std::size_t i = 0; i < curve.rows(); ++i) {
    charts::SurvivalGroup& group = groupOf(curve.text(i, 0));
    const document::Interval survival = curve.interval(i, 2);
    group.time.push_back(curve.number(i, 1));
    group.survival.push_back(survival.value);
    addLimits(group.lower, group.upper, survival);
  }
  readAtRisk(chart, problem, [&](const std::string& name) -> charts::FollowUp& { return groupOf(name).followUp; });
  drawn.table = false;
  for (charts::SurvivalGroup& group : drawn.groups) {
    dropEmptyBand(group.lower, group.upper);
    drawn.table = drawn.table || !group.followUp.cells.empty();
  }
  return drawn;
}

charts::CumulativeIncidenceChart cumulativeIncidenceOf(const document::Chart& chart, std::string& problem) {
  charts::CumulativeIncidenceChart drawn;
  drawn.words = wordsOf(chart);
  drawn.axis = axisOf(chart);
  TableReader curve(chart, "curve", {"group", "cause", "time", "incidence"}, problem);
  for (std::size_t i = 0; i < curve.rows(); ++i) {
    charts::IncidenceCurve made;
    made.group = curve.text(i, 0);
    made.cause = curve.text(i, 1);
    charts::IncidenceCurve& one = found(
        drawn.curves,
        [&](const charts::IncidenceCurve& other) { return other.group == made.group && other.cause == made.cause; },
        made);
    const document::Interval incidence = curve.interval(i, 3);
    one.time.push_back(curve.number(i, 2));
    one.incidence.push_back(incidence.value);
    addLimits(one.lower, one.upper, incidence);
  }
  for (charts::IncidenceCurve& one : drawn.curves) dropEmptyBand(one.lower, one.upper);
  readAtRisk(chart, problem, [&](const std::string& name) -> charts::FollowUp& {
    charts::FollowUp made;
    made.name = name;
    return found(
        drawn.table, [&](const charts::FollowUp& row) { return row.name == name; }, made);
  });
  return drawn;
}

charts::AucOverTimeChart aucOverTimeOf(const document::Chart& chart, std::string& problem) {
  charts::AucOverTimeChart drawn;
  drawn.words = wordsOf(chart);
  drawn.axis = axisOf(chart);
  TableReader curve(chart, "curve", {"name", "time", "auc"}, problem);
  for (std::size_t i = 0; i < curve.rows(); ++i) {
    charts::AucCurve made;
    made.name = curve.text(i, 0);
    charts::AucCurve& one = found(
        drawn.curves, [&](const charts::AucCurve& other) { return other.name == made.name; }, made);
    const document::Interval auc = curve.interval(i, 2);
    one.time.push_back(curve.number(i, 1));
    one.auc.push_back(auc.value);
    addLimits(one.lower, one.upper, auc);
  }
  for (charts::AucCurve& one : drawn.curves) dropEmptyBand(one.lower, one.upper);
  return drawn;
}

}  // namespace snitt::report
