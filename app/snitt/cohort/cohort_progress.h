// How far a cohort is: told on standard error, and as status.html in its folder. One thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/snitt/session.h"
#include "core/cohort/slide_result.h"

namespace snitt::app {

struct SlideAtWork {
  std::size_t row = 0;
  std::string stage;  // empty: waiting for its turn
  std::int64_t done = 0;
  std::int64_t total = 0;
};

struct CohortCounts {
  std::size_t total = 0;   // rows of the list
  std::size_t before = 0;  // of these, settled before this run began
  std::map<SlideStatus, std::size_t> byStatus;
  [[nodiscard]] std::size_t done() const;
  [[nodiscard]] std::size_t of(SlideStatus status) const;
};

class CohortProgress {
 public:
  // `out`: where status.html goes, empty for no page; written at most every few seconds, and a failure to write it is
  // nobody's fault.
  CohortProgress(Session& session, std::filesystem::path out, std::string title, CohortCounts counts);

  void settled(const CohortSlideResult& result);
  // Why nothing goes on at the moment; empty: it does.
  void waiting(const std::string& why);
  // Call a few times a second.
  void show(const std::vector<SlideAtWork>& atWork);
  // `state`: "finished", "stopped", with what is to be said of it.
  void end(const std::string& state);

  [[nodiscard]] const CohortCounts& counts() const { return m_counts; }
  [[nodiscard]] double slidesPerHour() const;
  [[nodiscard]] double etaSeconds() const;

 private:
  void line(const std::vector<SlideAtWork>& atWork);
  // On a terminal.
  void draw(const std::string& text);
  void endLine();
  void page(const std::string& state, const std::vector<SlideAtWork>& atWork);

  Session& m_session;
  std::filesystem::path m_out;
  std::string m_title;
  CohortCounts m_counts;
  std::string m_waiting;
  std::string m_saidWaiting;
  std::vector<CohortSlideResult> m_lastFaults;  // a few
  std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point m_waitingSince{};
  std::chrono::steady_clock::duration m_waited{};  // until then
  std::chrono::steady_clock::time_point m_lastLine{};
  std::chrono::steady_clock::time_point m_lastPage{};
  std::size_t m_toldDone = 0;
  bool m_lineOpen = false;
};

}  // namespace snitt::app
