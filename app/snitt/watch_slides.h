// Slides that arrive in watched folders are given to their cases.
#pragma once

#include <filesystem>
#include <set>
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
  int unmatched = 0;  // of the site, in the queue now
  int failed = 0;
};

class WatchedSlides {
 public:
  // All outlive it. `rules` tells this site file from others: files that were looked at by the same rules, and have not
  // changed since, are not opened.
  WatchedSlides(Cases& cases, const Site& site, std::string rules, WatchTeller& teller);

  struct Pass {
    std::size_t waiting = 0;
    std::vector<std::filesystem::path> away;
  };
  // One slide after the other, until `stop`. With `changed` those in the queue are asked about again that cases or
  // lists may name which changed since the last time. A file that fails is tried again later, and ever more seldom.
  [[nodiscard]] Pass pass(Arrivals::Clock::time_point now, bool trustTimes, bool changed, const std::stop_token& stop);
  [[nodiscard]] SlideCounts total() const;

 private:
  void askQueue(const std::stop_token& stop);
  [[nodiscard]] Result<void> takeFile(const std::filesystem::path& path);
  [[nodiscard]] Result<LinkedScan> openAndTake(const std::filesystem::path& path, std::string& fingerprint);
  void keepInMind();
  void tell(const std::string& fingerprint, const LinkedScan& linked);

  Cases& m_cases;
  const Site& m_site;
  WatchTeller& m_teller;
  Arrivals m_arrivals;
  SlideCounts m_total;
  std::string m_rules;
  std::string m_asked;             // when the queue was asked, ISO 8601, UTC; empty: never
  std::vector<FileSeen> m_seen;    // to be remembered
  std::set<std::string> m_queued;  // fingerprints that were told to be in the queue
};

}  // namespace snitt::app
