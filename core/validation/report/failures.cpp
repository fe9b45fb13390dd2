// Slides without a score, and what the figures would be if all of them had been wrong.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/statistics/discrimination/weighted_concordance.h"
#include "core/statistics/survival/survival_data.h"
#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Interval;
using document::Table;
using statistics::RiskClass;

// All eligible patients: those without a class are given the score and class that are most wrong, or least.
struct Imputed {
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  std::vector<std::uint8_t> competing;
  std::vector<double> score;
  std::vector<RiskClass> classes;
};

enum class Filled { wrong, uncertain };

Imputed imputed(const Build& build, Filled how) {
  Imputed all;
  const double middle = 0.5;
  for (const std::size_t index : build.study().eligible) {
    const StudyPatient& patient = build.study().patients[index];
    const bool event = patient.outcome.end == FollowUpEnd::event;
    all.time.push_back(patient.outcome.timeDays);
    all.event.push_back(event ? 1 : 0);
    all.competing.push_back(patient.outcome.end == FollowUpEnd::competing ? 1 : 0);
    if (patient.prognosis && patient.combined) {
      all.score.push_back(*patient.combined);
      all.classes.push_back(riskClassOf(*patient.prognosis));
    } else if (how == Filled::wrong) {
      all.score.push_back(event ? 0 : 1);
      all.classes.push_back(event ? RiskClass::good : RiskClass::poor);
    } else {
      all.score.push_back(middle);
      all.classes.push_back(RiskClass::uncertain);
    }
  }
  all.time = statistics::withoutRounding(all.time);
  return all;
}

struct Figures {
  Interval c;
  Interval sensitivity;
  Interval specificity;
};

// Bootstrap by patient, as in the sections whose figures these stand beside.
Result<Interval> concordanceOf(const Build& build, const Imputed& all) {
  auto resampled = statistics::WeightedConcordance::make({all.time, all.event}, all.score);
  if (!resampled) return fail(resampled.error());
  // Asking changes scratch memory of its own, so that each question has a copy.
  const auto statistic = [&](std::span<const std::uint32_t> counts) {
    auto one = *resampled;
    return std::vector{one.harrell(counts)};
  };
  const auto figures = statistics::bootstrap(all.time.size(), statistic, build.resampling().options(all.time.size()));
  if (!figures) return fail(figures.error());
  return intervalOf(figures->front());
}

Result<Figures> figuresOf(const Build& build, const Imputed& all) {
  const auto c = concordanceOf(build, all);
  if (!c) return fail(c.error());
  const std::size_t last = build.protocol().horizonsYears.size() - 1;
  const auto competing = build.protocol().hasCompeting() ? all.competing : std::vector<std::uint8_t>{};
  const auto table = statistics::horizonTable({all.time, all.event}, all.classes, build.horizonDays(last),
                                              build.resampling().options(all.time.size()), {}, competing);
  if (!table) return fail(table.error());
  const auto& figures = table->uncertainIsPoor.weightedFigures;
  return Figures{*c, intervalOf(figures[static_cast<std::size_t>(statistics::ClassFigure::sensitivity)]),
                 intervalOf(figures[static_cast<std::size_t>(statistics::ClassFigure::specificity)])};
}

// Of those without a class, how many had the event by the last horizon follows from sensitivity and specificity with
// and without them.
bool isFewLost(const Build& build) {
  const double days = build.horizonDays(build.protocol().horizonsYears.size() - 1);
  std::size_t events = 0;
  std::size_t others = 0;
  for (const std::size_t index : build.study().eligible) {
    const StudyPatient& patient = build.study().patients[index];
    if (patient.prognosis && patient.combined) continue;
    const bool event = patient.outcome.end == FollowUpEnd::event && patient.outcome.timeDays <= days;
    ++(event ? events : others);
  }
  return build.least() > 1 && (events < build.least() || others < build.least());
}

document::Cell cellOf(const Build& build, std::string_view figure, const std::string& which) {
  const NamedFigure* found = build.figures.find(figure, which);
  if (found == nullptr) return justValue(statistics::kUndefined);
  return toldIf(found->isTold, found->value);
}

// The first row is of the sections before, and what they withhold is withheld in the others, too.
Result<Table> worstCase(const Build& build, std::size_t lost) {
  const double years = build.protocol().horizonsYears.back();
  Table table{"worst-case", "Eligible patients without a class put back", {}, {}, {}, true};
  table.columns = {textColumn("case", "Patients without a class"), numberColumn("harrellC", "Harrell's C (95 % CI)", 3),
                   numberColumn("sensitivity", "Sensitivity at " + yearsInWords(years), 3),
                   numberColumn("specificity", "Specificity at " + yearsInWords(years), 3)};
  const std::vector<document::Cell> now{cellOf(build, "harrellC", ""), cellOf(build, "sensitivity", shortest(years)),
                                        cellOf(build, "specificity", shortest(years))};
  table.rows.push_back({std::string("left out, as in the other sections"), now[0], now[1], now[2]});
  const auto isTold = [&](std::size_t figure) { return !std::holds_alternative<document::Withheld>(now[figure]); };
  // With few of them the change would tell who had the event.
  const bool told = build.least() <= 1 || lost >= build.least();
  const bool toldRates = told && !isFewLost(build);
  for (const Filled how : {Filled::uncertain, Filled::wrong}) {
    const auto found = figuresOf(build, imputed(build, how));
    if (!found) return fail(found.error());
    table.rows.push_back({how == Filled::wrong ? std::string("all of them wrong (worst case)")
                                               : std::string("all of them uncertain, score 0.5"),
                          toldIf(told && isTold(0), found->c), toldIf(toldRates && isTold(1), found->sensitivity),
                          toldIf(toldRates && isTold(2), found->specificity)});
  }
  table.note =
      "Worst case: who had the event is good with score 0, who had not is poor with score 1. Uncertain counts as poor.";
  const auto isWithheld = [](const document::Cell& one) { return std::holds_alternative<document::Withheld>(one); };
  if (std::ranges::any_of(table.rows, [&](const auto& row) { return std::ranges::any_of(row, isWithheld); }))
    table.note += std::string(" ").append(kWithheldNote);
  return table;
}

std::string worstInWords(const Build& build, const document::Cell& c) {
  if (const auto* value = std::get_if<Interval>(&c))
    return fmt::format("if all of them had been wrong, Harrell's C would be {}", withInterval(*value, 3));
  return fmt::format("what the figures would be if all of them had been wrong is not told (cells under {})",
                     build.least());
}

Table byScanner(const Build& build) {
  std::map<std::string, std::array<std::size_t, 3>> counts;  // slides, not scored, not assessable
  for (const std::size_t index : build.study().eligible)
    for (const StudySlide& slide : build.study().patients[index].slides) {
      auto& row = counts[slide.scanner.empty() ? "not known" : slide.scanner];
      ++row[0];
      row[1] += slide.status == SlideStatus::failed || slide.status == SlideStatus::refused ? 1U : 0U;
      row[2] += slide.status == SlideStatus::notAssessable ? 1U : 0U;
    }
  Table table{"failures-scanner", "Slides of eligible patients by scanner", {}, {}, {}, true};
  table.columns = {textColumn("scanner", "Scanner"), countColumn("slides", "Slides"),
                   countColumn("notScored", "Not scored"), countColumn("notAssessable", "Not assessable")};
  std::vector<std::size_t> slides;
  std::vector<std::size_t> scored;
  std::vector<bool> told;
  for (const auto& [scanner, row] : counts) {
    slides.push_back(row[0]);
    scored.push_back(row[0] - row[1] - row[2]);
    told.push_back(build.least() <= 1 || scored.back() >= build.least());
  }
  // How many of a scanner's patients were analysed follows from such a row.
  hideBeside(told, slides, scored, build.least());
  std::size_t at = 0;
  for (const auto& [scanner, row] : counts) {
    table.rows.push_back(
        {scanner, countCell(row[0], told[at]), countCell(row[1], told[at]), countCell(row[2], told[at])});
    if (!told[at++]) table.note = kWithheldNote;
  }
  return table;
}

}  // namespace

SectionResult failureSection(Build& build) {
  document::Section section{"failures", "Failures", {}, {}, {}, {}};
  const std::size_t lost = build.study().eligible.size() - build.n();
  section.blocks.emplace_back(byScanner(build));
  if (!build.eventsAreTold()) {
    section.sentence = fmt::format("{} of {} eligible patients have no class.", lost, build.study().eligible.size());
  } else if (lost == 0) {
    section.sentence = "Every eligible patient has a class; there is no worst case to be reckoned with.";
  } else {
    auto worst = worstCase(build, lost);
    if (!worst) return fail(worst.error());
    section.sentence = fmt::format("{} of {} eligible patients {} no class; {}.", lost, build.study().eligible.size(),
                                   lost == 1 ? "has" : "have", worstInWords(build, worst->rows.back()[1]));
    section.blocks.emplace_back(*std::move(worst));
  }
  section.blocks.emplace_back(
      document::Paragraph{"The slides themselves, and the largest errors with thumbnails and heatmaps, stand in the "
                          "annex, which stays at the "
                          "site.",
                          document::Tone::note});
  return section;
}

}  // namespace snitt::validation
