#include "core/training/label_rule.h"

#include <algorithm>

namespace snitt::training {
namespace {

LabelResult between(std::string_view why) { return {DistinctLabel::between, why}; }

LabelResult afterCancerDeath(const PatientOutcome& outcome, const LabelRule& rule) {
  if (outcome.timeDays < rule.poorLeastDays) return between("cancer death too early");
  if (outcome.timeDays <= rule.poorMostYears * rule.daysPerYear)
    return {DistinctLabel::poor, "cancer death in the window"};
  return between("cancer death after the window");
}

// Days that were certainly free of recurrence; 0 where a recurrence has no time.
double daysFreeOfRecurrence(const PatientOutcome& outcome) {
  return *outcome.recurrence ? outcome.recurrenceDays.value_or(0) : outcome.timeDays;
}

}  // namespace

std::string_view toText(DistinctLabel label) {
  switch (label) {
    case DistinctLabel::good:
      return "good";
    case DistinctLabel::poor:
      return "poor";
    case DistinctLabel::between:
      break;
  }
  return "between";
}

LabelResult distinctLabel(const PatientOutcome& outcome, const LabelRule& rule) {
  if (!outcome.ageYears) return between("age is not known");
  if (*outcome.ageYears >= rule.ageLimitYears) return between("too old at surgery");
  const bool spoils = rule.laterEventsSpoilGood;
  const double goodDays = rule.goodYears * rule.daysPerYear;
  if (outcome.death == Death::cancer) {
    const LabelResult result = afterCancerDeath(outcome, rule);
    if (result.label == DistinctLabel::poor || spoils || outcome.timeDays <= goodDays) return result;
  }
  if (outcome.timeDays <= goodDays) return between("followed too short");
  if (!outcome.recurrence) return between("recurrence is not known");
  if (daysFreeOfRecurrence(outcome) <= goodDays || (*outcome.recurrence && spoils)) return between("recurrence");
  if (outcome.death == Death::unknown && spoils) return between("cause of death is not known");
  return {DistinctLabel::good, "followed long without recurrence or cancer death"};
}

}  // namespace snitt::training
