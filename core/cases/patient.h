// A patient as a laboratory knows them. Plain values; what names a person stands here alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cases/flags.h"
#include "core/row_id.h"

namespace snitt {

using PatientRow = RowId<struct PatientRowTag>;

struct PatientNumber {
  std::string number;
  std::string authority;  // who gave it: "STJAMES"; empty: the site
  std::string type;       // HL7 table 0203: "MR", "NI", …; empty: unknown
  bool operator==(const PatientNumber&) const = default;
};

struct PatientIdentity {
  std::vector<PatientNumber> numbers;  // the first is what the laboratory goes by
  std::string family;
  std::string given;      // all of them, one blank between
  std::string birthDate;  // YYYY-MM-DD, or YYYY-MM, or YYYY; empty: unknown
  std::string sex;        // "F", "M", "O", "U"; empty: unknown
  bool operator==(const PatientIdentity&) const = default;
};

// "WALSH, Cathal"; one part alone, or empty.
[[nodiscard]] std::string displayName(const PatientIdentity& identity);

// A birth date as a person types it, "1951-03-02", "1951-03" or "1951", with blanks around it. Nothing where there is
// no such day, or it is before 1850 or after `today` (YYYY-MM-DD).
[[nodiscard]] std::optional<std::string> birthDateOf(std::string_view typed, std::string_view today);

struct Patient {
  PatientRow id;  // 0: the case has none
  std::string uuid;
  bool masked = true;  // the actor may not see the identity, which is empty then
  PatientIdentity identity;
  Flags flags = 0;
  bool erased = false;
};

}  // namespace snitt
