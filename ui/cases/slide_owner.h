// Whose slide something is: what every pane and page of it names. Plain value.
#pragma once

#include "core/cases/lab_case.h"
#include "core/cases/slide_identity.h"

namespace snitt {

struct SlideOwner {
  CaseId labCase;  // 0: the slide belongs to no case
  CaseName name;
  bool pending = false;  // `name` holds an order number
  Patient patient;
  SlideIdentity slide = {};  // what it is called there
};

}  // namespace snitt
