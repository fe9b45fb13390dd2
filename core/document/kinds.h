// The names of a document's kinds, as they stand in its files and in errors. Pure.
#pragma once

#include <string_view>

#include "core/document/document.h"

namespace snitt::document {

[[nodiscard]] constexpr std::string_view toText(ChartKind kind) {
  switch (kind) {
    case ChartKind::kaplanMeier:
      return "kaplanMeier";
    case ChartKind::cumulativeIncidence:
      return "cumulativeIncidence";
    case ChartKind::calibration:
      return "calibration";
    case ChartKind::decisionCurve:
      return "decisionCurve";
    case ChartKind::forest:
      return "forest";
    case ChartKind::roc:
      return "roc";
    case ChartKind::aucOverTime:
      return "aucOverTime";
    case ChartKind::blandAltman:
      return "blandAltman";
    case ChartKind::paired:
      return "paired";
    case ChartKind::histogram:
      return "histogram";
    case ChartKind::bars:
      return "bars";
    case ChartKind::controlChart:
      return "controlChart";
  }
  return "";
}

[[nodiscard]] constexpr std::string_view toText(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::text:
      return "text";
    case ColumnKind::count:
      return "count";
    case ColumnKind::number:
      return "number";
    case ColumnKind::percent:
      return "percent";
    case ColumnKind::p:
      return "p";
  }
  return "";
}

[[nodiscard]] constexpr std::string_view toText(Tone tone) {
  return tone == Tone::body ? "body" : tone == Tone::note ? "note" : "warning";
}

// What stands in a section's place of criteria where it has none.
[[nodiscard]] constexpr std::string_view whyNoCriterion(const Section& section) {
  return section.noCriterion.empty() ? std::string_view("The protocol has no criterion here.")
                                     : std::string_view(section.noCriterion);
}

}  // namespace snitt::document
