// What was watched by weeks: indices of figures, and shares.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/drift/document_parts_p.h"
#include "core/drift/drift_document.h"
#include "core/text/number.h"

namespace snitt::drift {
namespace {

using document::Section;
using document::Table;

std::vector<const DriftSeries*> seriesOf(const DriftFindings& findings, SeriesKind kind) {
  std::vector<const DriftSeries*> some;
  for (const DriftSeries& one : findings.series)
    if (one.kind == kind) some.push_back(&one);
  return some;
}

std::size_t alarmsOf(const DriftSeries& series) {
  return static_cast<std::size_t>(
      std::ranges::count_if(series.points, [](const DriftPoint& one) { return one.alarm; }));
}

struct Totals {
  std::size_t judged = 0, alarms = 0;
};
Totals totalsOf(const std::vector<const DriftSeries*>& all) {
  Totals totals;
  for (const DriftSeries* one : all)
    for (const DriftPoint& point : one->points) {
      totals.judged += point.unjudged.empty() ? 1 : 0;
      totals.alarms += point.alarm ? 1 : 0;
    }
  return totals;
}

// The newest period of each series, and how many of all exceeded the limit.
Table latestTable(std::string id, const std::vector<const DriftSeries*>& all, const std::string& value) {
  Table table{std::move(id), "The newest period of each series", {}, {}, {}, true};
  table.columns = {textColumn("figure", "Figure"),
                   textColumn("scanner", "Scanner"),
                   textColumn("weeks", "Weeks"),
                   countColumn("n", "n"),
                   numberColumn("value", value, 3),
                   numberColumn("limit", "Limit", 3),
                   countColumn("periods", "Periods judged"),
                   countColumn("alarms", "Above the limit"),
                   textColumn("remark", "Remark")};
  for (const DriftSeries* one : all) {
    const auto judged = [](const DriftPoint& point) { return point.unjudged.empty(); };
    const auto newest = std::find_if(one->points.rbegin(), one->points.rend(), judged);
    const auto periods = static_cast<std::size_t>(std::ranges::count_if(one->points, judged));
    std::vector<document::Cell> row{figureInWords(one->figure), scannerInWords(one->scanner)};
    if (newest == one->points.rend()) {
      std::string why = one->notAssessable;
      if (why.empty()) why = one->points.empty() ? "no slide" : "no period with enough slides";
      row.insert(row.end(), {document::Cell{}, document::Cell{}, document::Cell{}, document::Cell{}, countCell(0),
                             countCell(0), "not assessable: " + why});
    } else {
      row.insert(row.end(), {newest->weeks, countCell(newest->n), newest->value, newest->limit, countCell(periods),
                             countCell(alarmsOf(*one)), std::string()});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table allTable(std::string id, const std::vector<const DriftSeries*>& all, bool shares) {
  Table table{std::move(id), {}, {}, {}, {}, false};
  table.columns = {textColumn("figure", "Figure"), textColumn("scanner", "Scanner"), textColumn("weeks", "Weeks"),
                   countColumn("n", "n")};
  if (shares) table.columns.push_back(countColumn("count", "Count"));
  table.columns.insert(table.columns.end(),
                       {numberColumn("value", "Value", 3), numberColumn("limit", "Limit", 3),
                        numberColumn("falseAlarm", "Chance of a false alarm", 4), textColumn("alarm", "Alarm"),
                        textColumn("unjudged", "Why it was not judged")});
  for (const DriftSeries* one : all)
    for (const DriftPoint& point : one->points) {
      std::vector<document::Cell> row{one->figure, one->scanner, point.weeks, countCell(point.n)};
      if (shares) row.push_back(countCell(point.count));
      const std::string why = !point.unjudged.empty() ? point.unjudged : std::string();
      row.insert(row.end(), {point.value, point.limit, point.falseAlarm, std::string(point.alarm ? "yes" : ""), why});
      table.rows.push_back(std::move(row));
    }
  return table;
}

// Tables become files, and a bundle of others may call a figure anything.
std::string inFileName(std::string figure) {
  std::erase_if(figure, [](unsigned char c) { return std::isalnum(c) == 0 && c != '_'; });
  return figure;
}

// All scanners together, and those scanners that alarmed.
void addCharts(Section& section, const std::vector<const DriftSeries*>& all, const std::string& yLabel) {
  std::size_t number = 0;
  for (const DriftSeries* one : all) {
    ++number;
    const auto judged =
        std::ranges::count_if(one->points, [](const DriftPoint& point) { return point.unjudged.empty(); });
    if (judged == 0 || (!one->scanner.empty() && alarmsOf(*one) == 0)) continue;
    std::vector<WeekPoint> points;
    for (const DriftPoint& point : one->points)
      if (std::isfinite(point.value)) points.push_back({toText(point.first), point.value, point.limit, point.alarm});
    const std::string scanner = scannerInWords(one->scanner);
    section.blocks.emplace_back(weekChart(fmt::format("{}-{}-{}", section.id, inFileName(one->figure), number),
                                          figureInWords(one->figure) + ", " + scanner, yLabel, scanner, points));
  }
}

}  // namespace

Section stabilitySection(const DriftFindings& findings, const std::string& reference) {
  Section section{"stability", "Scores and inputs", {}, {}, {}, kNoCriterion};
  const auto all = seriesOf(findings, SeriesKind::stability);
  const Totals totals = totalsOf(all);
  if (all.empty()) {
    section.sentence = "Not assessable: " + reference + " holds no reference distributions.";
    return section;
  }
  if (totals.judged == 0)
    section.sentence = "Not assessable: no period has enough slides with a score.";
  else
    section.sentence =
        fmt::format("{} of {} compared with {} {} above the limit of the stability index.", totals.alarms,
                    counted(totals.judged, "period"), reference, totals.alarms == 1 ? "is" : "are");
  section.blocks.emplace_back(latestTable("stability-latest", all, "Index"));
  section.blocks.emplace_back(allTable("stability", all, false));
  addCharts(section, all, "Stability index");
  return section;
}

Section shareSection(const DriftFindings& findings) {
  Section section{"shares", "Slides without a score", {}, {}, {}, kNoCriterion};
  const auto all = seriesOf(findings, SeriesKind::share);
  const Totals totals = totalsOf(all);
  if (totals.judged == 0)
    section.sentence = "Not assessable: " +
                       (all.empty() || all.front()->notAssessable.empty() ? std::string("no period has enough slides")
                                                                          : all.front()->notAssessable) +
                       ".";
  else
    section.sentence = fmt::format("{} of {} {} a share above its limit.", totals.alarms,
                                   counted(totals.judged, "judged share"), totals.alarms == 1 ? "is" : "are");
  if (all.empty()) return section;
  section.blocks.emplace_back(latestTable("shares-latest", all, "Share"));
  Table usual{"shares-usual", "The usual shares", {}, {}, {}, true};
  usual.columns = {textColumn("figure", "Figure"), numberColumn("share", "Usual share", 4),
                   countColumn("slides", "of slides"), textColumn("from", "Known from")};
  for (const DriftSeries* one : all) {
    if (!one->scanner.empty() || !one->notAssessable.empty()) continue;
    const auto& known = one->usual;
    const double share =
        known.reference == 0 ? known.share : static_cast<double>(known.count) / static_cast<double>(known.reference);
    usual.rows.push_back({figureInWords(one->figure), share,
                          known.reference == 0 ? document::Cell{} : countCell(known.reference), one->usualFrom});
  }
  if (!usual.rows.empty()) section.blocks.emplace_back(std::move(usual));
  section.blocks.emplace_back(allTable("shares", all, true));
  addCharts(section, all, "Share of slides");
  return section;
}

}  // namespace snitt::drift
