// How outcomes follow from the dates of a table: what the rules of `snitt outcomes` say.
// resources/outcomes/example.toml names every key.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/outcomes/dates.h"
#include "core/outcomes/icd10.h"
#include "core/result.h"

namespace snitt {

enum class OutcomeEvent : std::uint8_t {
  death,              // of any cause
  cancerDeath,        // deaths of other causes end follow-up without an event, and are told in `cause`
  recurrenceOrDeath,  // whichever comes first
};

// What a death without a code counts as.
enum class MissingCause : std::uint8_t { other, cancer, unknown, refuse };

// Names of columns; an empty one is not there.
struct OutcomeColumns {
  std::string patient;
  std::string origin;  // from which time is counted, such as the date of surgery
  std::string death;
  std::string recurrence;
  std::string lastFollowUp;  // without it, who has no date of death was followed to the cut-off
  std::vector<std::string> causeOfDeath;
  bool operator==(const OutcomeColumns&) const = default;
};

struct OutcomeRules {
  OutcomeColumns columns;
  std::optional<DateOrder> order;                                 // of all dates
  std::map<std::string, DateOrder, std::less<>> orderOfColumn{};  // of one column, before `order`
  IcdSet cancer;
  IcdSet other;  // empty: every code that is not `cancer`
  MissingCause missingCause = MissingCause::refuse;
  std::optional<Day> cutOff;         // what happened after it is not known: follow-up ends there
  int excludeDeathsWithinDays = -1;  // of the origin, this day included; -1: none is excluded
  OutcomeEvent event = OutcomeEvent::death;

  [[nodiscard]] std::optional<DateOrder> statedOrder(std::string_view column) const;
  bool operator==(const OutcomeRules&) const = default;
};

// Errors are usage and name the key: no TOML, a key that is missing or that nobody knows (with the nearest that is
// known), a value that cannot be, keys that contradict each other. A newer major version of the format is unsupported.
[[nodiscard]] Result<OutcomeRules> parseOutcomeRules(std::string_view text);

}  // namespace snitt
