#include "core/cases/patient.h"

namespace snitt {

std::string displayName(const PatientIdentity& identity) {
  if (identity.family.empty() || identity.given.empty()) return identity.family + identity.given;
  return identity.family + ", " + identity.given;
}

}  // namespace snitt
