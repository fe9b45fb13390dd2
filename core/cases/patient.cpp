#include "core/cases/patient.h"

#include "core/hl7/time.h"
#include "core/text/trimmed.h"

namespace snitt {

std::string displayName(const PatientIdentity& identity) {
  if (identity.family.empty() || identity.given.empty()) return identity.family + identity.given;
  return identity.family + ", " + identity.given;
}

std::optional<std::string> birthDateOf(std::string_view typed, std::string_view today) {
  const std::string text(trimmed(typed));
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash != (text[i] == '-')) return std::nullopt;
    if (!dash) digits += text[i];
  }
  const auto day = hl7::dayOf(digits);
  // What is no month or day is left out there: here it is an error.
  if (!day || *day != text || *day < "1850" || *day > today) return std::nullopt;
  return day;
}

}  // namespace snitt
