// Cells of the tables of a cohort: what is shown, what is exported, what is sorted by. Pure functions.
#pragma once

#include <QString>

#include <optional>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/decision/decision.h"

namespace snitt {

struct TableCell {
  QString text{};                  // as shown
  std::string plain{};             // as exported
  std::optional<double> number{};  // what a column of numbers sorts by
  int kind = -1;                   // ClassKind where it is a class
  bool warning = false;
  bool muted = false;
};

[[nodiscard]] TableCell numberCell(const std::optional<double>& value, int decimals);
[[nodiscard]] TableCell countCell(std::size_t value);
[[nodiscard]] TableCell textCell(const std::string& text);
[[nodiscard]] TableCell scoreCell(const std::vector<ResolutionScore>& scores, const std::string& resolution);
[[nodiscard]] TableCell classCell(const std::optional<Prognosis>& prognosis, BundleStatus bundle);

}  // namespace snitt
