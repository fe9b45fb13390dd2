// Labels of distinct outcome: who certainly did well and who certainly did badly; all others lie in between and only
// tune. Pure functions.
//
// Source: Skrede et al., Lancet 395:350 (2020), and Kleppe et al., Lancet Oncol 23:1221 (2022). Every number is a
// field.
#pragma once

#include <string_view>

#include "core/training/cohort.h"

namespace snitt::training {

enum class DistinctLabel { good, between, poor };
[[nodiscard]] std::string_view toText(DistinctLabel label);

struct LabelRule {
  double ageLimitYears = 85;   // at surgery; who is as old or older lies in between
  double goodYears = 6;        // good: followed for MORE than this without recurrence or cancer death
  double poorLeastDays = 100;  // poor: cancer death from this day on ...
  double poorMostYears = 2.5;  // ... up to and with this
  // A recurrence or a cancer death (or a death of unknown cause) that is recorded after goodYears: true: not good;
  // false: good all the same.
  bool laterEventsSpoilGood = true;
  double daysPerYear = 365.25;
  bool operator==(const LabelRule&) const = default;
};

struct LabelResult {
  DistinctLabel label = DistinctLabel::between;
  std::string_view why;  // for counting and for the record, such as "followed too short"; static text
};

// Of an outcome that gatherCohort accepted. An age or recurrence that nobody knows never makes a label.
[[nodiscard]] LabelResult distinctLabel(const PatientOutcome& outcome, const LabelRule& rule);

}  // namespace snitt::training
