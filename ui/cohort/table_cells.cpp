#include "ui/cohort/table_cells.h"

#include <algorithm>

#include "core/text/number.h"
#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"

namespace snitt {

TableCell numberCell(const std::optional<double>& value, int decimals) {
  if (!value) return {};
  return {QString::fromStdString(fixed(*value, decimals)), shortest(*value), *value};
}

TableCell countCell(std::size_t value) { return {countText(value), std::to_string(value), static_cast<double>(value)}; }

TableCell textCell(const std::string& text) { return {shownText(text, 600), text}; }

TableCell scoreCell(const std::vector<ResolutionScore>& scores, const std::string& resolution) {
  const auto found = std::ranges::find(scores, resolution, &ResolutionScore::name);
  return found == scores.end() ? TableCell() : numberCell(found->score, 3);
}

TableCell classCell(const std::optional<Prognosis>& prognosis, BundleStatus bundle) {
  if (!prognosis) return {};
  TableCell cell{classWordOf(prognosis, bundle), std::string(toText(*prognosis))};
  cell.kind = static_cast<int>(kindOf(prognosis, bundle));
  return cell;
}

}  // namespace snitt
