// The figures that criteria can name, as the sections of a report compute them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/document/document.h"
#include "core/validation/protocol.h"

namespace snitt::validation {

struct NamedFigure {
  document::Interval value;
  std::string undefined;  // why there is none, part of a sentence
  bool isTold = true;     // false: its number would show a small cell
};

class FigureBook {
 public:
  // `which`: a horizon in years as shortest() writes it, or the name of a repeat; empty for the one there is.
  void put(std::string_view name, const std::string& which, NamedFigure figure);
  void put(std::string_view name, const document::Interval& value) { put(name, {}, {value, {}, true}); }
  [[nodiscard]] const NamedFigure* find(std::string_view name, const std::string& which) const;

 private:
  std::map<std::string, NamedFigure, std::less<>> m_figures;
};

// One entry a criterion of the protocol, in its order.
[[nodiscard]] std::vector<document::Criterion> judge(const Protocol& protocol, const FigureBook& figures);

// passed where every criterion passed, failed where one failed, else not assessable.
[[nodiscard]] document::Verdict verdictOf(const std::vector<document::Criterion>& criteria);

}  // namespace snitt::validation
