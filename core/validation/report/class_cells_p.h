// Which counts of the classes may be told, settled once for all tables and curves: what one of them hides must not
// stand in another, nor follow from several.
#pragma once

#include <array>
#include <vector>

#include "core/validation/report/build_p.h"

namespace snitt::validation {

struct ClassCells {
  std::array<std::size_t, 3> n{};       // in the order of RiskClass
  std::array<std::size_t, 3> events{};  // of the whole follow-up
  std::array<bool, 3> toldN{};
  std::array<bool, 3> toldEvents{};
  std::vector<std::array<bool, 3>> toldAt;       // a horizon: how many had the event by then
  std::vector<std::array<bool, 3>> toldSplitAt;  // and how many of the others were followed so long
  std::vector<bool> toldAllAt;                   // the same of all classes together
  std::vector<bool> toldAllSplitAt;
};

// A class's events by a horizon are told where they and the patients without are at least the smallest cell, as the
// events since the horizon before, and where no other class's follow from them and the totals. Who had no event is told
// apart into followed and censored where both are that many (nobody censored is told, too), likewise. Nothing is told
// of the classes at a horizon at which the events of all are not.
[[nodiscard]] ClassCells classCells(const Build& build);

}  // namespace snitt::validation
