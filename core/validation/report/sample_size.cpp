// How many events there are, and how exact that makes the figures (Riley et al., Stat Med 40:4230, 2021).
#include <fmt/format.h>

#include <cmath>

#include "core/statistics/power/concordance_power.h"
#include "core/statistics/power/hazard_power.h"
#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/class_cells_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

// A hundred events, the rule of thumb for external validation (Vergouwe et al., J Clin Epidemiol 58:475, 2005).
constexpr std::size_t kFewEvents = 100;

document::Table widthTable(const Build& build) {
  document::Table table{"sample-size", "What this number of patients and events can show", {}, {}, {}, true};
  table.columns = {numberColumn("trueC", "True C", 2), numberColumn("width", "Expected width of its 95 % interval", 3),
                   numberColumn("standardError", "Standard error", 3)};
  const double share = static_cast<double>(build.events()) / static_cast<double>(build.n());
  for (const double c : {0.60, 0.65, 0.70, 0.75, 0.80}) {
    const statistics::ConcordanceDesign design{c, share, 0.05};
    const auto width = statistics::concordanceWidth(design, static_cast<double>(build.n()));
    const auto error = statistics::concordanceStdErr(design, static_cast<double>(build.n()));
    table.rows.push_back({c, width.value_or(statistics::kUndefined), error.value_or(statistics::kUndefined)});
  }
  table.note = "By Newcombe's formula for a binary outcome, an approximation for survival times.";
  return table;
}

// The ratio and the events tell how many are poor, by Schoenfeld's formula.
std::string powerText(const Build& build) {
  const ClassCells cells = classCells(build);
  constexpr auto kPoor = static_cast<std::size_t>(statistics::RiskClass::poor);
  const std::size_t poor = cells.n[kPoor];
  if (!cells.toldN[kPoor] || (build.least() > 1 && build.n() - poor < build.least())) return {};
  const double share = static_cast<double>(poor) / static_cast<double>(build.n());
  const auto design = statistics::twoGroupDesign(share);
  if (!design || build.events() == 0) return {};
  const auto ratio = statistics::detectableHazardRatio(*design, static_cast<double>(build.events()), 0.8);
  if (!ratio) return {};
  return fmt::format(
      "With these events a hazard ratio of {} of the class poor against all others is found with a power "
      "of 80 % (two-sided 5 %, Schoenfeld).",
      fixed(*ratio, 2));
}

}  // namespace

SectionResult sampleSizeSection(Build& build) {
  build.figures.put("patients", justValue(static_cast<double>(build.n())));
  build.figures.put("events", {}, {justValue(static_cast<double>(build.events())), {}, build.eventsAreTold()});
  document::Section section{"sample-size", "Sample size", {}, {}, {}, {}};
  if (!build.eventsAreTold()) {
    section.sentence =
        fmt::format("{} in {}: too few to tell anything.", build.eventsInWords(), counted(build.n(), "patient"));
    section.sentence.front() = 'F';
    return section;
  }
  const double share = static_cast<double>(build.events()) / static_cast<double>(build.n());
  const auto width = statistics::concordanceWidth({0.7, share, 0.05}, static_cast<double>(build.n()));
  section.sentence = fmt::format("{} in {} ({} %)", counted(build.events(), "event"), counted(build.n(), "patient"),
                                 fixed(100 * share, 1));
  section.sentence += width
                          ? fmt::format(": a true C of 0.70 would have a 95 % interval of width {}.", fixed(*width, 2))
                          : std::string(": too few to say how exact a C would be.");
  section.blocks.emplace_back(widthTable(build));
  if (const std::string power = powerText(build); !power.empty())
    section.blocks.emplace_back(document::Paragraph{power, document::Tone::body});
  if (build.events() < kFewEvents)
    section.blocks.emplace_back(document::Paragraph{
        "Fewer than 100 events: figures of calibration and of subgroups are uncertain.", document::Tone::warning});
  return section;
}

}  // namespace snitt::validation
