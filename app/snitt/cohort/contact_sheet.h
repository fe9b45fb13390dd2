// contact-sheet.html: all slides of a cohort as small pictures with score, class and spread, sorted as one likes. The
// pictures lie in the slides' folders; slides are named by their numbers, patients by the list's keys. Pure.
#pragma once

#include <string>
#include <vector>

#include "core/cohort/cohort_tables.h"

namespace snitt::app {

// `title`: of the page. The same values give the same bytes.
[[nodiscard]] std::string contactSheet(const std::string& title, const SlideList& list, const ResultsByRow& results,
                                       const std::vector<std::string>& resolutions, const std::string& notice);

}  // namespace snitt::app
