#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/cohort/list_cells_p.h"
#include "core/decision/tnm.h"
#include "core/text/number.h"

namespace snitt {
namespace {

constexpr double kLeastMpp = 0.05;
constexpr double kMostMpp = 20;
constexpr double kOldest = 130;
constexpr double kMostNodes = 1000;

constexpr std::array<std::string_view, 3> kSplits{"train", "tune", "test"};
constexpr std::array<std::string_view, 2> kCauses{"cancer", "other"};
constexpr std::array<std::string_view, 8> kFacts{"organ",   "specimenType", "neoadjuvant", "stain",
                                                 "scanner", "pT",           "pN",          "nodes"};

std::filesystem::path resolved(const std::string& cell, const std::filesystem::path& folder) {
  if (cell.empty()) return {};
  return (folder / cell).lexically_normal();  // of an absolute cell the folder is dropped
}

void checkFacts(const ListCells& cells) {
  const std::string pT = cells.text("pT");
  if (!pT.empty() && !pTCategory(pT)) cells.faultOfCell("pT", "is no pT category");
  const std::string pN = cells.text("pN");
  if (!pN.empty() && !pNCategory(pN)) cells.faultOfCell("pN", "is no pN category");
  const auto nodes = cells.number("nodes", 0, kMostNodes);
  if (nodes && *nodes != std::floor(*nodes)) cells.faultOfCell("nodes", "is not a whole number");
}

std::vector<Fact> factsOf(const ListCells& cells) {
  checkFacts(cells);
  std::vector<Fact> facts;
  for (const std::string_view key : kFacts)
    if (std::string value = cells.text(key); !value.empty())
      facts.push_back({std::string(key), std::move(value), "list"});
  return facts;
}

// A cell that has been found at fault is there all the same, so nothing else is said of it.
void checkOutcome(const ListCells& cells, const ListedOutcome& outcome) {
  const auto there = [&](std::string_view column) { return !cells.text(column).empty(); };
  if (there("time") && !there("event")) cells.fault("event", "is empty where there is a time");
  if (there("event") && !there("time")) cells.fault("time", "is empty where there is an event of 0 or 1");
  // An other cause beside an event of 0 is right where the event is the death of cancer.
  if (outcome.cause == ListCause::cancer && there("event") && outcome.event == false)
    cells.faultOfCell("cause", "stands beside an event of 0");
  if (outcome.cause && !there("event")) cells.faultOfCell("cause", "stands where there is no event of 0 or 1");
  if (there("recurrenceTime") && !there("recurrence"))
    cells.fault("recurrence", "is empty where there is a recurrenceTime");
  if (outcome.recurrenceDays && outcome.timeDays && *outcome.recurrenceDays > *outcome.timeDays)
    cells.faultOfCell("recurrenceTime",
                      fmt::format("lies after the end of follow-up, {}", shortest(*outcome.timeDays)));
}

ListedOutcome outcomeOf(const ListCells& cells) {
  ListedOutcome outcome;
  outcome.timeDays = cells.days("time");
  outcome.event = cells.flag("event");
  if (const auto cause = cells.word("cause", kCauses)) outcome.cause = static_cast<ListCause>(*cause);
  outcome.recurrence = cells.flag("recurrence");
  outcome.recurrenceDays = cells.days("recurrenceTime");
  checkOutcome(cells, outcome);
  return outcome;
}

}  // namespace

std::string_view toText(ListSplit split) { return kSplits.at(static_cast<std::size_t>(split)); }

std::string_view toText(ListCause cause) { return kCauses.at(static_cast<std::size_t>(cause)); }

std::string_view ListedSlide::fact(std::string_view key) const {
  for (const Fact& known : facts)
    if (known.key == key) return known.value;
  return {};
}

ListedSlide listedSlide(const ListCells& cells, const std::filesystem::path& folder) {
  ListedSlide slide;
  slide.path = resolved(cells.text("path"), folder);
  if (slide.path.empty()) cells.fault("path", "is empty");
  slide.patient = cells.text("patient");
  slide.accession = cells.text("accession");
  slide.mpp = cells.number("mpp", kLeastMpp, kMostMpp);
  if (const auto split = cells.word("split", kSplits)) slide.split = static_cast<ListSplit>(*split);
  slide.ageYears = cells.number("age", 0, kOldest);
  slide.sex = cells.text("sex");
  slide.site = cells.text("site");
  slide.facts = factsOf(cells);
  slide.outcome = outcomeOf(cells);
  slide.label = cells.text("label");
  slide.tumour = resolved(cells.text("tumour"), folder);
  return slide;
}

}  // namespace snitt
