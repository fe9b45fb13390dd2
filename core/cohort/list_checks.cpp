#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "core/cohort/list_cells_p.h"

namespace snitt {
namespace {

// The column in which two outcomes differ; empty where they are one.
std::string_view difference(const ListedOutcome& a, const ListedOutcome& b) {
  if (a.timeDays != b.timeDays) return "time";
  if (a.event != b.event) return "event";
  if (a.cause != b.cause) return "cause";
  if (a.recurrence != b.recurrence) return "recurrence";
  if (a.recurrenceDays != b.recurrenceDays) return "recurrenceTime";
  return {};
}

}  // namespace

std::vector<ListNote> patientFaults(std::span<const ListedSlide> slides) {
  std::map<std::string_view, const ListedSlide*> first;
  std::vector<ListNote> notes;
  for (const ListedSlide& slide : slides) {
    if (slide.patient.empty()) continue;
    const auto [known, isFirst] = first.try_emplace(slide.patient, &slide);
    if (isFirst) continue;
    const ListedSlide& earlier = *known->second;
    const auto add = [&](std::string_view column) {
      notes.push_back({slide.row, std::string(column),
                       fmt::format("differs from row {}, which is of the same patient", earlier.row)});
    };
    if (slide.split != earlier.split) add("split");
    if (const auto column = difference(slide.outcome, earlier.outcome); !column.empty()) add(column);
  }
  return notes;
}

std::vector<ListNote> repeatedSlides(std::span<const ListedSlide> slides) {
  std::map<std::string_view, std::size_t> rows;
  std::vector<ListNote> notes;
  for (const ListedSlide& slide : slides) {
    const auto [known, isFirst] = rows.try_emplace(slide.path.native(), slide.row);
    if (!isFirst) notes.push_back({slide.row, "path", fmt::format("is the slide of row {} again", known->second)});
  }
  return notes;
}

}  // namespace snitt
