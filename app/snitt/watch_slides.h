// Slides that arrive in watched folders are given to their cases.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/snitt/watch_arrivals.h"
#include "app/snitt/watch_teller_p.h"
#include "core/site/site_file.h"
#include "core/store/cases.h"

namespace snitt::app {

struct SlideCounts {
  int linked = 0;
  int rescans = 0;
  int moved = 0;
  int known = 0;      // where they were
  int unmatched = 0;  // in the queue now
  int failed = 0;
};

class WatchedSlides {
 public:
  // All outlive it.
  WatchedSlides(Cases& cases, const Site& site, WatchTeller& teller);

  struct Pass {
    std::size_t waiting = 0;
    std::vector<std::filesystem::path> away;
  };
  // One slide after the other, until `stop`. With `newCases` those in the queue are asked about again. A file that
  // fails is tried again later, and ever more seldom.
  [[nodiscard]] Pass pass(Arrivals::Clock::time_point now, bool trustTimes, bool newCases, const std::stop_token& stop);
  [[nodiscard]] SlideCounts total() const;

 private:
  struct Unmatched {
    FoundScan found;
    std::vector<SaidIdentity> said;
  };
  [[nodiscard]] Result<void> takeFile(const std::filesystem::path& path);
  [[nodiscard]] Result<void> takeScan(const Unmatched& slide);
  void tell(const Unmatched& slide, const LinkedScan& linked);

  Cases& m_cases;
  const Site& m_site;
  WatchTeller& m_teller;
  Arrivals m_arrivals;
  SlideCounts m_total;
  std::map<std::string, Unmatched> m_unmatched;  // by fingerprint
};

}  // namespace snitt::app
