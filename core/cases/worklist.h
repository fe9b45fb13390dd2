// The list of cases, as people filter and sort it. Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cases/lab_case.h"
#include "core/result.h"

namespace snitt {

enum class WorklistColumn { accession, specimens, slidesFound, slidesMissing, ai, received, priority, flags };

struct WorklistFilter {
  // Each word must begin a word of accession, specimens or slides; or be a whole word of the patient's name, number or
  // birth date, for who may see these.
  std::string search;
  std::optional<std::string> site;
  std::vector<CaseState> states{CaseState::open};  // empty: all
  std::optional<Priority> priority;
  std::optional<AiState> ai;
  std::optional<Prognosis> prognosis;
  bool slidesMissing = false;  // only those with missing slides
  bool flagged = false;        // only those with a flag
  bool operator==(const WorklistFilter&) const = default;
};

struct WorklistOrder {
  WorklistColumn column = WorklistColumn::received;
  bool descending = false;
  bool operator==(const WorklistOrder&) const = default;
};

struct WorklistRow {
  CaseId id;
  CaseName name;
  bool pending = false;
  bool masked = true;
  std::string patient;  // displayName; empty where masked or unknown
  std::string birthDate;
  std::string specimens;  // "A, B"
  int slides = 0;
  int slidesFound = 0;
  int slidesMissing = 0;
  int slidesChosen = 0;
  AiState ai = AiState::noSlides;
  std::optional<Prognosis> prognosis;
  std::string received;  // ISO 8601, UTC
  Priority priority = Priority::routine;
  CaseState state = CaseState::open;
  Flags flags = 0;
};

struct SavedFilter {
  std::string name;
  WorklistFilter filter;
  WorklistOrder order;
  bool operator==(const SavedFilter&) const = default;
};
[[nodiscard]] std::string formatFilter(const SavedFilter& filter);  // JSON
[[nodiscard]] Result<SavedFilter> parseFilter(std::string_view json);

}  // namespace snitt
