#include "core/validation/report/reasons_p.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace snitt::validation {
namespace {

// The first whose words are in the reason.
template <std::size_t kMany>
std::string_view classOf(const std::string& reason,
                         const std::array<std::pair<std::string_view, std::string_view>, kMany>& classes,
                         std::string_view otherwise) {
  const auto found =
      std::ranges::find_if(classes, [&](const auto& one) { return reason.find(one.first) != std::string::npos; });
  return found == classes.end() ? otherwise : found->second;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kNotAssessable{
    {{"no tumour", "no tumour was found"},
     {"no tissue", "no tissue was found"},
     {"unreadable", "too much could not be read"},
     {"be read", "too much could not be read"},
     {"blurred", "too much is blurred"},
     {"folded", "too much is folded"},
     {"ink", "too much is covered by ink"},
     {"tumour", "too little tumour"}}};

}  // namespace

std::string_view reasonClass(const StudySlide& slide) {
  const bool isSame = slide.reason.starts_with("the same slide as");
  switch (slide.status) {
    case SlideStatus::scored:
      return {};
    case SlideStatus::excluded:
      return isSame ? "the same slide twice" : "left out by the list";
    case SlideStatus::flagged:
      return "of a flagged case";
    case SlideStatus::refused:
      return isSame ? "the same slide of two patients" : "outside the bundle's scope, or refused";
    case SlideStatus::notAssessable:
      return classOf(slide.reason, kNotAssessable, "not assessable");
    case SlideStatus::failed:
      break;
  }
  return slide.reason.starts_with("row ") ? "a fault in the list" : "the file could not be read or scored";
}

std::string reasonClass(const StudyPatient& patient) {
  if (patient.fate == PatientFate::excludedByRule) return patient.reason;
  if (patient.fate == PatientFate::withoutOutcome) return "no outcome";
  std::set<std::string_view> classes;
  for (const StudySlide& one : patient.slides)
    if (const std::string_view text = reasonClass(one); !text.empty()) classes.insert(text);
  if (!classes.empty()) return fmt::format("{}", fmt::join(classes, "; "));
  return patient.fate == PatientFate::excludedInList ? "left out by the list" : "no class could be decided";
}

std::string_view fateText(PatientFate fate) {
  switch (fate) {
    case PatientFate::excludedInList:
      return "excluded in the list";
    case PatientFate::excludedByRule:
      return "left out by a rule";
    case PatientFate::withoutOutcome:
      return "without outcome";
    case PatientFate::notScored:
      return "not scored";
    case PatientFate::notAssessable:
      return "not assessable";
    case PatientFate::analysed:
      break;
  }
  return "analysed";
}

}  // namespace snitt::validation
