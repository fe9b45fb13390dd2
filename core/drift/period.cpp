#include "core/drift/period.h"

#include <algorithm>
#include <map>
#include <set>

namespace snitt::drift {
namespace {

bool isScore(const std::string& figure) { return figure == "combined" || figure.starts_with("score_"); }

}  // namespace

std::string toText(const Period& period) {
  std::string text = toText(period.first);
  if (period.last != period.first) text.append(" to ").append(toText(period.last));
  return text;
}

std::size_t sizeOf(std::span<const Observation* const> slides, Counted counted) {
  if (counted == Counted::slides) return slides.size();
  std::set<std::size_t> patients;
  std::size_t of = 0;
  for (const Observation* one : slides)
    if (one->outcome == Outcome::scored && (one->patient == 0 || patients.insert(one->patient).second)) ++of;
  return of;
}

std::vector<Period> periodsOf(Slides slides, Counted counted, std::size_t least) {
  std::ranges::stable_sort(slides, {}, [](const Observation* one) { return one->day; });
  std::vector<Period> periods;
  bool open = false;
  for (auto next = slides.begin(); next != slides.end();) {
    const IsoWeek week = weekOf((*next)->day);
    const auto end = std::find_if(next, slides.end(), [&](const Observation* one) { return weekOf(one->day) != week; });
    if (open || sizeOf(std::span(next, end), counted) > 0) {
      if (!open) periods.push_back({week, week, {}, false});
      Period& period = periods.back();
      period.last = week;
      period.slides.insert(period.slides.end(), next, end);
      period.isLargeEnough = sizeOf(period.slides, counted) >= least;
      open = !period.isLargeEnough;
    }
    next = end;
  }
  return periods;
}

std::vector<double> patientValues(std::span<const Observation* const> slides, const std::string& figure) {
  std::vector<double> values;
  struct OfPatient {
    std::size_t place;
    std::size_t slides;
  };
  std::map<std::size_t, OfPatient> patients;
  for (const Observation* one : slides) {
    const auto found = one->values.find(figure);
    if (found == one->values.end()) continue;
    if (one->patient == 0) {
      values.push_back(found->second);
      continue;
    }
    const auto [patient, isNew] = patients.try_emplace(one->patient, OfPatient{values.size(), 0});
    OfPatient& known = patient->second;
    if (isNew) values.push_back(0);
    if (isNew || isScore(figure)) {
      ++known.slides;
      values[known.place] += (found->second - values[known.place]) / static_cast<double>(known.slides);
    }
  }
  return values;
}

}  // namespace snitt::drift
