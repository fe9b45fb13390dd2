// Numbers at risk under curves, as many as can be told beside what other tables tell without giving a small cell away.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/document/document.h"

namespace snitt::validation {

// Follow-up of one group, one entry a patient, days; `ended` is 0 where something else ended it.
struct FollowedGroup {
  std::string name;
  std::vector<double> time;
  std::vector<std::uint8_t> ended;
  bool isShown = true;  // has rows of its own, and its size is told
  // What other tables tell of it: its events, those by some days, and by some days how many were followed no more
  // without the event.
  bool toldEvents = false;
  std::vector<double> eventsBy{};
  std::vector<double> goneBy{};
};

struct FollowedCohort {
  std::vector<FollowedGroup> groups;  // everybody is in one
  // What is told of all together, beside how many they are and had the event.
  std::vector<double> eventsBy{};
  std::vector<double> goneBy{};
};

// Rows of the table "<id>-at-risk": at each tick (days, the first one 0) the patients still followed, and those whom
// something else than the event ended before it. With `least` of 1 everything is told. Numbers at risk come first,
// the earlier ticks before the later ones: each is told where no count under `least` follows from all that is told by
// then, of a group or of all: events and others by a day, between two days or after one, and patients followed.
[[nodiscard]] document::Table atRiskTable(const std::string& id, const FollowedCohort& cohort,
                                          const std::vector<double>& ticks, std::size_t least);

}  // namespace snitt::validation
