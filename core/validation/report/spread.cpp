// How far apart the networks of an ensemble were, and the network's outlines and a person's.
#include <fmt/format.h>

#include <algorithm>

#include "core/statistics/sample_quantile.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/spread_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Paragraph;
using document::Table;

// Quantiles of fewer values would be those of single slides.
std::size_t leastFor(const Build& build) { return 4 * std::max<std::size_t>(build.least(), 1); }

struct Quartiles {
  std::size_t n = 0;
  double lower = 0, median = 0, upper = 0;
};

Quartiles quartilesOf(std::vector<double> values) {
  std::ranges::sort(values);
  using statistics::sampleQuantile;
  return {values.size(), sampleQuantile(values, 0.25), sampleQuantile(values, 0.5), sampleQuantile(values, 0.75)};
}

std::vector<std::string> resolutionsOf(const Build& build) {
  std::vector<std::string> names;
  for (const StudyPatient* patient : build.patients())
    for (const StudySlide& slide : patient->slides)
      for (const auto& [name, spread] : slide.spread)
        if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  std::ranges::sort(names);
  return names;
}

}  // namespace

document::Block ensembleSpread(const Build& build) {
  Table table{"ensemble-spread",
              "How far apart the networks of an ensemble were: standard deviation of their scores of a slide",
              {},
              {},
              {},
              true};
  table.columns = {textColumn("resolution", "Resolution"), countColumn("slides", "Slides"),
                   numberColumn("median", "Median", 3), numberColumn("lowerQuartile", "Lower quartile", 3),
                   numberColumn("upperQuartile", "Upper quartile", 3)};
  for (const std::string& name : resolutionsOf(build)) {
    std::vector<double> spreads;
    for (const StudyPatient* patient : build.patients())
      for (const StudySlide& slide : patient->slides)
        if (const auto one = slide.spread.find(name); one != slide.spread.end()) spreads.push_back(one->second);
    if (spreads.size() < leastFor(build)) continue;
    const Quartiles found = quartilesOf(std::move(spreads));
    table.rows.push_back({name, countCell(found.n), found.median, found.lower, found.upper});
  }
  if (table.rows.empty())
    return Paragraph{
        "How far apart the networks of an ensemble were is not assessable: of too few slides are the "
        "scores of several networks known.",
        document::Tone::note};
  return table;
}

document::Block segmentationOverlap(Build& build) {
  std::vector<double> overlaps;
  std::size_t listed = 0;
  for (const StudyPatient* patient : build.patients())
    for (const StudySlide& slide : patient->slides) {
      listed += slide.hasReference ? 1U : 0U;
      if (slide.dice) overlaps.push_back(*slide.dice);
    }
  const auto missing = [&](const std::string& why) -> document::Block {
    build.figures.put("segmentationDice", {}, {justValue(statistics::kUndefined), why, true});
    return Paragraph{fmt::format("The segmentation of the tumour is not assessable: {}.", why), document::Tone::note};
  };
  if (listed == 0) return missing("the slide list names no reference outlines (column tumour)");
  if (overlaps.size() < leastFor(build)) return missing("too few slides could be compared with a reference outline");
  const Quartiles found = quartilesOf(std::move(overlaps));
  build.figures.put("segmentationDice", {}, {justValue(found.median), {}, true});
  Table table{"segmentation", "Overlap of the network's outline with the reference outline", {}, {}, {}, true};
  table.columns = {countColumn("slides", "Slides"), numberColumn("median", "Median Dice", 3),
                   numberColumn("lowerQuartile", "Lower quartile", 3),
                   numberColumn("upperQuartile", "Upper quartile", 3)};
  table.rows.push_back({countCell(found.n), found.median, found.lower, found.upper});
  table.note = "References are those of the slide list (column tumour); their contents are not frozen by the lock.";
  return table;
}

}  // namespace snitt::validation
