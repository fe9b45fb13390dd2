#include "app/snitt/cohort/cohort_progress.h"

#include <algorithm>
#include <cmath>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/snitt/cohort/status_page.h"
#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/text/identity.h"

namespace snitt::app {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMostFaults = 20;
constexpr auto kBetweenPages = std::chrono::seconds(5);

double seconds(Clock::duration time) { return std::chrono::duration<double>(time).count(); }

std::string duration(double seconds) {
  const auto minutes = static_cast<long>(seconds / 60 + 0.5);
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return fmt::format("about {} min", minutes);
  return fmt::format("about {} h {:02} min", minutes / 60, minutes % 60);
}

}  // namespace

std::size_t CohortCounts::done() const {
  std::size_t all = 0;
  for (const auto& [status, count] : byStatus) all += count;
  return all;
}

std::size_t CohortCounts::of(SlideStatus status) const {
  const auto found = byStatus.find(status);
  return found == byStatus.end() ? 0 : found->second;
}

CohortProgress::CohortProgress(Session& session, std::filesystem::path out, std::string title, CohortCounts counts)
    : m_session(session), m_out(std::move(out)), m_title(std::move(title)), m_counts(std::move(counts)) {}

void CohortProgress::settled(const CohortSlideResult& result) {
  ++m_counts.byStatus[result.status];
  if (result.status == SlideStatus::scored) return;
  m_lastFaults.push_back(result);
  if (m_lastFaults.size() > kMostFaults) m_lastFaults.erase(m_lastFaults.begin());
}

void CohortProgress::waiting(const std::string& why) {
  if (why.empty() != m_waiting.empty()) {
    if (why.empty()) m_waited += Clock::now() - m_waitingSince;
    m_waitingSince = Clock::now();
  }
  m_waiting = why;
}

// While nothing goes on no time passes: a night's pause says nothing of how fast slides are scored.
double CohortProgress::slidesPerHour() const {
  const auto waited = m_waited + (m_waiting.empty() ? Clock::duration{} : Clock::now() - m_waitingSince);
  const double passed = seconds(Clock::now() - m_start - waited);
  return passed <= 0 ? 0 : 3600 * static_cast<double>(m_counts.done() - m_counts.before) / passed;
}

double CohortProgress::etaSeconds() const {
  const double perHour = slidesPerHour();
  return perHour <= 0 ? 0 : 3600 * static_cast<double>(m_counts.total - m_counts.done()) / perHour;
}

void CohortProgress::show(const std::vector<SlideAtWork>& atWork) {
  if (m_waiting != m_saidWaiting) {
    endLine();
    m_session.notify(m_waiting.empty() ? "going on" : m_waiting);
    m_saidWaiting = m_waiting;
  }
  line(atWork);
  if (Clock::now() - m_lastPage < kBetweenPages) return;
  m_lastPage = Clock::now();
  page(m_waiting.empty() ? "running" : m_waiting, atWork);
}

// On a terminal one line that is drawn again, with --json a line every second, in a log one every minute and whenever
// a tenth is done.
void CohortProgress::line(const std::vector<SlideAtWork>& atWork) {
  const CommonOptions& options = m_session.options();
  if (options.quiet) return;
  const bool terminal = !options.json && os::standardErrorIsTerminal();
  const std::size_t done = m_counts.done();
  const bool tenth = m_counts.total > 0 && 10 * done / m_counts.total != 10 * m_toldDone / m_counts.total;
  const auto every = terminal       ? std::chrono::milliseconds(200)
                     : options.json ? std::chrono::milliseconds(1000)
                                    : std::chrono::milliseconds(60000);
  if (!tenth && Clock::now() - m_lastLine < every) return;
  m_lastLine = Clock::now();
  m_toldDone = done;
  if (options.json) {
    nlohmann::ordered_json json{{"event", "progress"},
                                {"stage", "cohort"},
                                {"done", done},
                                {"total", m_counts.total},
                                {"etaSeconds", std::round(etaSeconds())},
                                {"slidesPerHour", std::round(slidesPerHour() * 10) / 10},
                                {"failed", m_counts.of(SlideStatus::failed)}};
    if (!m_waiting.empty()) json["waiting"] = m_waiting;
    for (const SlideAtWork& one : atWork)
      json["slides"].push_back({{"slide", one.row}, {"stage", one.stage}, {"done", one.done}, {"total", one.total}});
    std::cerr << json.dump() << "\n" << std::flush;
    return;
  }
  std::string text = fmt::format("{} of {} slides, {} failed, {:.1f} an hour", done, m_counts.total,
                                 m_counts.of(SlideStatus::failed), slidesPerHour());
  if (done > m_counts.before) text += fmt::format(", {} left", duration(etaSeconds()));
  if (!atWork.empty() && atWork.front().total > 0)
    text += fmt::format("; slide {}: {} {}/{}", atWork.front().row, atWork.front().stage, atWork.front().done,
                        atWork.front().total);
  if (terminal)
    draw(text);
  else
    std::cerr << utcNow() << " " << text << "\n" << std::flush;
}

void CohortProgress::draw(const std::string& text) {
  const auto most = static_cast<std::size_t>(std::max(1, os::terminalColumns() - 1));
  std::cerr << "\r\033[K" << text.substr(0, most) << std::flush;
  m_lineOpen = true;
}

void CohortProgress::endLine() {
  if (m_lineOpen) std::cerr << "\r\033[K" << std::flush;
  m_lineOpen = false;
}

void CohortProgress::page(const std::string& state, const std::vector<SlideAtWork>& atWork) {
  if (m_out.empty()) return;
  StatusPage out;
  out.title = m_title;
  out.state = state;
  out.written = localNow();
  out.host = os::hostName();
  out.counts = m_counts;
  out.slidesPerHour = slidesPerHour();
  if (m_counts.done() > m_counts.before && m_counts.done() < m_counts.total) out.left = duration(etaSeconds());
  out.atWork = atWork;
  out.lastFaults = m_lastFaults;
  // The page is a courtesy: the run does not hang on it.
  if (!writeFileAtomically(m_out / "status.html", statusPage(out))) return;
}

void CohortProgress::end(const std::string& state) {
  endLine();
  page(state, {});
}

}  // namespace snitt::app
