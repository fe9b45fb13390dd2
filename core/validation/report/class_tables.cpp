// The three classes against what had happened by each horizon, and the figures of a test that says good or poor.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/class_cells_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/spread_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Interval;
using document::Table;
using statistics::ClassFigure;
using statistics::HorizonFigures;
using statistics::HorizonRow;
using statistics::HorizonTable;

constexpr std::array kFigures{ClassFigure::sensitivity, ClassFigure::specificity, ClassFigure::ppv,
                              ClassFigure::npv,         ClassFigure::accuracy,    ClassFigure::lrPositive,
                              ClassFigure::lrNegative};

std::string_view words(ClassFigure figure) {
  switch (figure) {
    case ClassFigure::sensitivity:
      return "Sensitivity";
    case ClassFigure::specificity:
      return "Specificity";
    case ClassFigure::ppv:
      return "Positive predictive value";
    case ClassFigure::npv:
      return "Negative predictive value";
    case ClassFigure::prevalence:
      return "Share with the event";
    case ClassFigure::accuracy:
      return "Accuracy";
    case ClassFigure::lrPositive:
      return "Likelihood ratio of poor";
    case ClassFigure::lrNegative:
      return "Likelihood ratio of good";
  }
  return "";
}

struct ToldRows {
  std::array<bool, 3> n{};
  std::array<bool, 3> events{};
  std::array<bool, 3> split{};  // event-free and left out, and what rests on them
  bool all = false;             // events of all classes together
  bool allSplit = false;
};

Table countTable(const Build& build, const HorizonTable& found, double years, const ToldRows& told) {
  Table table{fmt::format("classes-{}y", shortest(years)), "Classes at " + yearsInWords(years), {}, {}, {}, true};
  table.columns = {textColumn("class", "Class"),
                   countColumn("patients", "Patients"),
                   countColumn("events", "Event by then"),
                   countColumn("eventFree", "Free of it"),
                   countColumn("leftOut", "Censored before"),
                   percentColumn("risk", "Risk, weighted (95 % CI)"),
                   percentColumn("completeRisk", "Risk, complete cases (95 % CI)"),
                   hiddenColumn(numberColumn("weightedEvents", "Weighted events", 1)),
                   hiddenColumn(numberColumn("weightedEventFree", "Weighted event-free", 1))};
  bool withheld = false;
  const auto add = [&](const std::string& name, const HorizonRow& row, bool toldN, bool toldEvents, bool toldSplit) {
    withheld = withheld || !toldN || !toldEvents || !toldSplit;
    table.rows.push_back({name, countCell(row.n, toldN), countCell(row.events, toldEvents),
                          countCell(row.eventFree, toldSplit), countCell(row.leftOut, toldSplit),
                          toldIf(toldEvents, intervalOf(row.risk)), toldIf(toldSplit, intervalOf(row.completeRisk)),
                          toldIf(toldEvents, row.weightedEvents), toldIf(toldEvents, row.weightedEventFree)});
  };
  for (std::size_t r = 0; r < 3; ++r)
    add(std::string(nameOf(static_cast<statistics::RiskClass>(r))), found.rows[r], told.n[r], told.events[r],
        told.split[r]);
  add("all", found.all, true, told.all, told.allSplit);
  table.note =
      "Weighted: patients censored before the horizon are stood for by others (inverse probability of censoring, "
      "bootstrap intervals). Complete cases leave them out (Wilson intervals).";
  if (build.protocol().hasCompeting()) table.note += " Who had the competing event first is free of the event.";
  if (withheld) table.note += std::string(" ").append(kWithheldNote);
  return table;
}

// Whether a figure rests on counts that may all be told.
bool toldFigure(ClassFigure figure, const statistics::TwoByTwo& counts, std::size_t least) {
  if (least <= 1) return true;
  const double bound = static_cast<double>(least);
  const auto fine = [&](double count) { return count >= bound; };
  const bool events = fine(counts.truePositive) && fine(counts.falseNegative);
  const bool free = fine(counts.trueNegative) && fine(counts.falsePositive);
  switch (figure) {
    case ClassFigure::sensitivity:
      return events;
    case ClassFigure::specificity:
      return free;
    case ClassFigure::ppv:
      return fine(counts.truePositive) && fine(counts.falsePositive);
    case ClassFigure::npv:
      return fine(counts.trueNegative) && fine(counts.falseNegative);
    default:
      return events && free;
  }
}

// How uncertain is counted, and what may be told then of the class that stands alone on its side: what follows from its
// counts, with or without those of who was censored, would tell them.
struct Side {
  std::string uncertainAs;
  const HorizonFigures* figures;
  statistics::TwoByTwo all;  // of all patients, whether followed to the horizon or not
  bool toldEvents = false;
  bool toldSplit = false;

  [[nodiscard]] bool tells(ClassFigure figure, bool weighted, std::size_t least) const {
    return weighted ? toldEvents && toldFigure(figure, all, least)
                    : toldSplit && toldFigure(figure, figures->complete, least);
  }
};

Side sideOf(const HorizonTable& found, const ToldRows& told, bool uncertainIsPoor) {
  Side side;
  side.uncertainAs = uncertainIsPoor ? "poor" : "good";
  side.figures = uncertainIsPoor ? &found.uncertainIsPoor : &found.uncertainIsGood;
  const std::size_t alone = uncertainIsPoor ? 0 : 2;
  side.toldEvents = told.events[alone];
  side.toldSplit = told.events[alone] && told.split[alone];
  for (std::size_t row = 0; row < 3; ++row) {
    const double events = static_cast<double>(found.rows[row].events);
    const double others = static_cast<double>(found.rows[row].n) - events;
    const bool isPoor = row == 2 || (row == 1 && uncertainIsPoor);
    (isPoor ? side.all.truePositive : side.all.falseNegative) += events;
    (isPoor ? side.all.falsePositive : side.all.trueNegative) += others;
  }
  return side;
}

void addFigures(Table& table, const Build& build, const Side& side, bool& withheld) {
  for (const ClassFigure one : kFigures) {
    const auto place = static_cast<std::size_t>(one);
    const bool weighted = side.tells(one, true, build.least());
    const bool complete = side.tells(one, false, build.least());
    withheld = withheld || !weighted || !complete;
    table.rows.push_back({side.uncertainAs, std::string(words(one)),
                          toldIf(weighted, intervalOf(side.figures->weightedFigures[place])),
                          toldIf(complete, intervalOf(side.figures->completeFigures[place]))});
  }
}

Table figureTable(const Build& build, const HorizonTable& found, double years, const ToldRows& told) {
  Table table{fmt::format("classes-figures-{}y", shortest(years)),
              "As a test for the event by " + yearsInWords(years),
              {},
              {},
              {},
              true};
  table.columns = {textColumn("uncertain", "Uncertain counted as"), textColumn("figure", "Figure"),
                   numberColumn("weighted", "Weighted (95 % CI)", 3),
                   numberColumn("complete", "Complete cases (95 % CI)", 3)};
  bool withheld = false;
  addFigures(table, build, sideOf(found, told, true), withheld);
  addFigures(table, build, sideOf(found, told, false), withheld);
  if (withheld) table.note = kWithheldNote;
  return table;
}

void putFigures(Build& build, const HorizonTable& found, double years, const ToldRows& told) {
  for (const bool asPoor : {true, false}) {
    const Side side = sideOf(found, told, asPoor);
    const auto put = [&](const char* name, ClassFigure figure) {
      const Interval value = intervalOf(side.figures->weightedFigures[static_cast<std::size_t>(figure)]);
      build.figures.put(fmt::format("{}{}", name, asPoor ? "" : "UncertainGood"), shortest(years),
                        {value, {}, side.tells(figure, true, build.least())});
    };
    put("sensitivity", ClassFigure::sensitivity);
    put("specificity", ClassFigure::specificity);
    put("ppv", ClassFigure::ppv);
    put("npv", ClassFigure::npv);
  }
}

std::string sentenceOf(const Build& build, const HorizonTable& found, double years, const ToldRows& told) {
  std::vector<std::string> risks;
  std::vector<std::string> withheld;
  for (const auto one : classesPresent(build)) {
    const auto row = static_cast<std::size_t>(one);
    if (told.events[row])
      risks.push_back(
          fmt::format("{} in the class {}", shareWithInterval(intervalOf(found.rows[row].risk), 0), nameOf(one)));
    else
      withheld.emplace_back(nameOf(one));
  }
  if (risks.empty())
    return fmt::format("Not assessable: at {} no risk of a class is told (cells under {}).", yearsInWords(years),
                       build.least());
  const std::string rest = withheld.empty() ? std::string()
                                            : fmt::format("; it is not told in {} (cells under {})",
                                                          fmt::join(withheld, " and "), build.least());
  return fmt::format("At {} the risk is {}{}.", yearsInWords(years), fmt::join(risks, ", "), rest);
}

}  // namespace

SectionResult classSection(Build& build) {
  document::Section section{"classes", "Classes at the horizons", {}, {}, {}, {}};
  if (!build.eventsAreTold()) {
    section.sentence = fmt::format("Not assessable: {}.", build.noOrder());
    section.blocks.push_back(segmentationOverlap(build));
    return section;
  }
  const ClassCells cells = classCells(build);
  for (std::size_t h = 0; h < build.protocol().horizonsYears.size(); ++h) {
    const double years = build.protocol().horizonsYears[h];
    const auto competing = build.protocol().hasCompeting() ? build.competing() : std::vector<std::uint8_t>{};
    const auto found = statistics::horizonTable(build.view(), build.classes(), build.horizonDays(h),
                                                build.resampling().options(build.n()), {}, competing);
    if (!found) return fail(found.error());
    const ToldRows told{cells.toldN, cells.toldAt[h], cells.toldSplitAt[h], cells.toldAllAt[h],
                        cells.toldAllSplitAt[h]};
    section.sentence = sentenceOf(build, *found, years, told);
    section.blocks.emplace_back(countTable(build, *found, years, told));
    Table figures = figureTable(build, *found, years, told);
    const bool anyTold = std::ranges::any_of(figures.rows, [](const auto& row) {
      return std::holds_alternative<Interval>(row[2]) || std::holds_alternative<Interval>(row[3]);
    });
    if (anyTold)
      section.blocks.emplace_back(std::move(figures));
    else
      section.blocks.emplace_back(document::Paragraph{
          fmt::format("Sensitivity, specificity and predictive values at {} are not told: cells are too small.",
                      yearsInWords(years)),
          document::Tone::note});
    putFigures(build, *found, years, told);
  }
  section.blocks.push_back(segmentationOverlap(build));
  return section;
}

}  // namespace snitt::validation
