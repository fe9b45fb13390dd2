// Control slides, and how often limits alarm falsely.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/drift/document_parts_p.h"
#include "core/drift/drift_document.h"
#include "core/text/number.h"

namespace snitt::drift {
namespace {

using document::Section;
using document::Table;

std::size_t alarmsOf(const ControlSeries& series) {
  return static_cast<std::size_t>(
      std::ranges::count_if(series.readings, [](const ControlReading& one) { return one.alarm; }));
}

Table readingTable(const std::vector<ControlSeries>& all) {
  Table table{"controls", {}, {}, {}, {}, false};
  table.columns = {textColumn("control", "Control slide"),
                   textColumn("scanner", "Scanner"),
                   textColumn("day", "Day"),
                   numberColumn("value", "Combined score", 4),
                   numberColumn("score", "In SD", 2),
                   numberColumn("upper", "Upper sum", 2),
                   numberColumn("lower", "Lower sum", 2),
                   numberColumn("limit", "Limit", 2),
                   textColumn("alarm", "Alarm")};
  for (const ControlSeries& one : all)
    for (const ControlReading& reading : one.readings)
      table.rows.push_back({one.control, one.scanner, isoDate(reading.day), reading.value, reading.score, reading.upper,
                            reading.lower, one.limit, reading.why});
  return table;
}

Table summaryTable(const std::vector<ControlSeries>& all) {
  Table table{"controls-latest", "Control slides", {}, {}, {}, true};
  table.columns = {textColumn("control", "Control slide"),
                   textColumn("scanner", "Scanner"),
                   countColumn("readings", "Readings"),
                   textColumn("target", "Target"),
                   numberColumn("limit", "Limit h (SD)", 2),
                   countColumn("alarms", "Alarms"),
                   textColumn("remark", "Remark")};
  for (const ControlSeries& one : all) {
    const std::string target = one.target
                                   ? fmt::format("{} (SD {})", fixed(one.target->mean, 4), fixed(one.target->sd, 4))
                                   : "its earlier readings";
    table.rows.push_back({one.control, scannerInWords(one.scanner), countCell(one.readings.size()), target, one.limit,
                          countCell(alarmsOf(one)),
                          one.notAssessable.empty() ? std::string() : "not assessable: " + one.notAssessable});
  }
  return table;
}

document::Cell foundCell(const statistics::SimulatedAlarms& found) {
  return document::Interval{found.interval, found.lower95, found.upper95};
}

}  // namespace

Section controlSection(const DriftFindings& findings, const DriftLimits& limits) {
  Section section{"controls", "Control slides", {}, {}, {}, kNoCriterion};
  if (findings.controls.empty()) {
    section.sentence = "Not assessable: no control slide is among the slides.";
    return section;
  }
  std::size_t alarms = 0;
  for (const ControlSeries& one : findings.controls) alarms += alarmsOf(one);
  section.sentence = fmt::format("{} on {} of control slides.", counted(alarms, "alarm"),
                                 counted(findings.controlReadings, "reading"));
  section.blocks.emplace_back(summaryTable(findings.controls));
  section.blocks.emplace_back(document::Paragraph{
      fmt::format(
          "CUSUM of the combined score with k = {} standard deviations: a shift of {} is found soonest. Where no "
          "target is stated each reading is judged by those before it, from number {} on.",
          shortest(limits.cusumK), shortest(2 * limits.cusumK), limits.controlFirst + 1),
      document::Tone::body});
  section.blocks.emplace_back(readingTable(findings.controls));
  for (std::size_t i = 0; i < findings.controls.size(); ++i) {
    const ControlSeries& one = findings.controls[i];
    std::vector<WeekPoint> points;
    for (const ControlReading& reading : one.readings)
      if (std::isfinite(reading.upper))
        points.push_back(
            {toText(weekOf(reading.day)), std::max(reading.upper, reading.lower), one.limit, reading.alarm});
    if (points.empty()) continue;
    const std::string scanner = scannerInWords(one.scanner);
    section.blocks.emplace_back(
        weekChart(fmt::format("controls-{}", i + 1), one.control + ", " + scanner, "Larger sum (SD)", scanner, points));
  }
  return section;
}

Section limitSection(const DriftFindings& findings, const DriftLimits& limits) {
  Section section{"limits", "How often the limits alarm falsely", {}, {}, {}, kNoCriterion};
  Table table{"limits", "Periods (control slides: readings) between false alarms", {}, {}, {}, true};
  table.columns = {textColumn("figure", "Figure"),        textColumn("scanner", "Scanner"),
                   countColumn("judged", "Judged"),       numberColumn("stated", "Stated", 1),
                   numberColumn("found", "Simulated", 1), numberColumn("unlucky", "With an unlucky reference", 1)};
  std::size_t series = 0;
  for (const DriftSeries& one : findings.series) {
    const auto judged = static_cast<std::size_t>(
        std::ranges::count_if(one.points, [](const DriftPoint& point) { return point.unjudged.empty(); }));
    if (!std::isfinite(one.statedInterval) && judged == 0) continue;
    ++series;
    table.rows.push_back({figureInWords(one.figure), scannerInWords(one.scanner), countCell(judged), one.statedInterval,
                          foundCell(one.found), one.found.unlucky});
  }
  for (const ControlSeries& one : findings.controls) {
    if (!one.notAssessable.empty()) continue;
    ++series;
    const auto judged = static_cast<std::size_t>(
        std::ranges::count_if(one.readings, [](const ControlReading& reading) { return !std::isnan(reading.score); }));
    table.rows.push_back({one.control, scannerInWords(one.scanner), countCell(judged), one.readingsBetween,
                          foundCell(one.found), document::Cell{}});
  }
  if (series == 0) {
    section.sentence = "Not assessable: nothing could be judged.";
    return section;
  }
  section.sentence = fmt::format(
      "One series is expected to alarm falsely once in {} periods, all {} together once in {} weeks: {} in these {} "
      "weeks.",
      shortest(limits.falseAlarmWeeks), fmt::format("{} series", series), fixed(weeksBetweenFalseAlarms(findings), 1),
      fixed(findings.expectedAlarms, 1), weeksBetween(findings.first, findings.last));
  table.note =
      "Stated: by the limits' distribution. Simulated: alarms of these limits on periods of these sizes in which "
      "nothing "
      "changes, with its Monte Carlo error (95 %), drawn apart from what set the limits. With an unlucky reference: as "
      "all periods are compared with one sample, one sample of this size in ten has a shorter interval.";
  section.blocks.emplace_back(std::move(table));
  section.blocks.emplace_back(document::Paragraph{
      fmt::format(
          "A period is a week, or as many weeks as bring {} slides. Series of one slide go together, so several "
          "often alarm in one week.",
          limits.leastSlides),
      document::Tone::body});
  return section;
}

}  // namespace snitt::drift
