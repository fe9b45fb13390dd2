// Slides that the site's rule selects are scored, urgent cases first. Never confirms anything: which slides count is
// for a person to say.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/snitt/slide_scoring.h"
#include "app/snitt/watch_teller_p.h"
#include "core/site/site_file.h"
#include "core/store/cases.h"

namespace snitt::app {

struct WatchScores {
  int scored = 0;
  int notAssessable = 0;
  int failed = 0;
  std::size_t withheld = 0;  // cases whose flags forbid it, at the last look
};

class WatchedScoring {
 public:
  using Clock = std::chrono::steady_clock;

  // All outlive it. `request`: what holds for every slide.
  WatchedScoring(Cases& cases, const Site& site, SlideScoring& scoring, ScoreRequest request, WatchTeller& teller)
      : m_cases(cases), m_site(site), m_scoring(scoring), m_request(std::move(request)), m_teller(teller) {}

  // Scores the slide that is the first in turn. False: there is none now.
  [[nodiscard]] bool scoreNext(Clock::time_point now);
  // Counts what flags forbid, and says so where it has changed.
  void countWithheld();
  [[nodiscard]] const WatchScores& total() const { return m_total; }

 private:
  struct Failure {
    int times = 0;
    Clock::time_point notBefore{};
  };
  [[nodiscard]] bool isInTurn(const ScanToScore& slide, Clock::time_point now) const;
  // Empty: not now.
  [[nodiscard]] std::filesystem::path placeOf(const ScanToScore& slide, Clock::time_point now);
  [[nodiscard]] Result<std::vector<Fact>> factsOf(const ScanToScore& slide) const;
  // False: it was stopped.
  [[nodiscard]] bool score(const ScanToScore& slide, const std::filesystem::path& path, Clock::time_point now);
  [[nodiscard]] bool isIdle(std::int64_t version, Clock::time_point now) const;
  void failed(const ScanToScore& slide, const std::filesystem::path& path, const Error& error, Clock::time_point now);
  void tell(const ScanToScore& slide, const GivenScore& given);
  void wait(const std::string& fingerprint, std::chrono::seconds least, Clock::time_point now);

  Cases& m_cases;
  const Site& m_site;
  SlideScoring& m_scoring;
  ScoreRequest m_request;
  WatchTeller& m_teller;
  WatchScores m_total;
  std::map<std::string, Failure> m_failures;  // by fingerprint
  std::int64_t m_nothingAt = -1;              // the database's version at which there was nothing to score
  std::int64_t m_withheldAt = -1;             // and that at which flags were counted
};

}  // namespace snitt::app
