// status.html: how far a cohort is, one self-contained page that loads itself again while it runs. It names slides by
// their numbers. Pure.
#pragma once

#include <string>
#include <vector>

#include "app/snitt/cohort/cohort_progress.h"

namespace snitt::app {

struct StatusPage {
  std::string title;
  std::string state;  // "running", "finished", why it waits
  std::string written;
  std::string host;
  CohortCounts counts;
  double slidesPerHour = 0;
  std::string left;  // "about 3 h"; empty where nobody knows
  std::vector<SlideAtWork> atWork;
  std::vector<CohortSlideResult> lastFaults;
};

[[nodiscard]] std::string statusPage(const StatusPage& page);

}  // namespace snitt::app
