// Whose slide something is: what every pane and page of it names. Plain value.
#pragma once

#include "core/cases/lab_case.h"

namespace snitt {

struct SlideOwner {
  CaseId labCase;  // 0: the slide belongs to no case
  CaseName name;
  bool pending = false;  // `name` holds an order number
  Patient patient;
};

}  // namespace snitt
