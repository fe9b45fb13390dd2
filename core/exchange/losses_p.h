// What a format has no place for, counted over all objects and said once.
#pragma once

#include <string_view>

#include "core/annotation/annotation.h"
#include "core/exchange/findings_p.h"

namespace snitt::exchange {

// What a format holds of an annotation, beside geometry and class.
struct Holds {
  std::string_view format;   // "ASAP XML"
  std::string_view section;  // of `foreign` that is its own
  bool name = false;
  bool note = false;
  bool locked = false;
  bool author = false;
  bool created = false;
  bool classColour = false;
  bool ownColour = false;
  bool ellipse = false;
};

void sayLosses(const Annotation& annotation, const Holds& holds, Findings& findings);

}  // namespace snitt::exchange
