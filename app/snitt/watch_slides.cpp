#include "app/snitt/watch_slides.h"

#include <fmt/format.h>

#include "app/snitt/found_scan.h"
#include "core/text/identity.h"
#include "core/text/visible.h"
#include "tiling/label/identify_slide.h"
#include "tiling/slide_reader.h"

namespace snitt::app {

namespace {

using Json = nlohmann::ordered_json;

// What a file holds changes seldom, what keeps it from being read soon.
constexpr std::chrono::minutes kPauseOfFaults{60};
constexpr std::chrono::minutes kPauseOfReading{1};

std::string_view wordFor(ScanOutcome outcome) {
  switch (outcome) {
    case ScanOutcome::added:
      return "linked";
    case ScanOutcome::rescan:
      return "rescan";
    case ScanOutcome::unchanged:
      return "known";
    case ScanOutcome::moved:
      return "moved";
    case ScanOutcome::unmatched:
      break;
  }
  return "unmatched";
}

}  // namespace

WatchedSlides::WatchedSlides(Cases& cases, const Site& site, std::string rules, WatchTeller& teller)
    : m_cases(cases),
      m_site(site),
      m_teller(teller),
      m_arrivals(site.watch().slides, ArrivalKind::slides, std::chrono::seconds(site.watch().settledSeconds)),
      m_rules(std::move(rules)) {}

void WatchedSlides::askQueue(const std::stop_token& stop) {
  const std::string began = utcNow();
  if (began < m_asked) m_asked.clear();  // the clock was put back
  const auto slides = m_cases.queued(m_asked);
  if (!slides) return;  // the database does not answer: the next pass asks again
  for (const QueuedSlide& slide : *slides) {
    if (stop.stop_requested()) return;
    const auto linked = m_cases.takeQueued(slide.id);
    if (linked && linked->outcome != ScanOutcome::unmatched) tell(slide.fingerprint, *linked);
    if (!linked && linked.error().kind == ErrorKind::database) return;
  }
  m_asked = began;
}

WatchedSlides::Pass WatchedSlides::pass(Arrivals::Clock::time_point now, bool trustTimes, bool changed,
                                        const std::stop_token& stop) {
  if (changed) askQueue(stop);
  Arrivals::Look look = m_arrivals.look(now, trustTimes);
  for (const auto& path : look.settled) {
    if (stop.stop_requested()) {
      m_arrivals.tryAgain(path, now, std::chrono::seconds(0));
      continue;
    }
    const auto done = takeFile(path);
    if (done) continue;
    ++m_total.failed;
    const bool passing = done.error().kind == ErrorKind::io || done.error().kind == ErrorKind::notFound ||
                         done.error().kind == ErrorKind::database;
    m_arrivals.tryAgain(path, now, passing ? kPauseOfReading : kPauseOfFaults);
    const std::string reason = withoutName(done.error().message, path);
    m_teller.fault({{"event", "failed"}, {"what", "slide"}, {"reason", reason}},
                   "a slide could not be taken: " + visibleText(reason, 1000),
                   "a slide could not be taken; it is tried again");
  }
  keepInMind();
  return {look.waiting, std::move(look.away)};
}

// What is forgotten by a kill is looked at once more.
void WatchedSlides::keepInMind() {
  if (m_cases.remember(m_seen, m_rules)) m_seen.clear();
}

SlideCounts WatchedSlides::total() const {
  SlideCounts counts = m_total;
  counts.unmatched = static_cast<int>(m_cases.queueLength(m_site.name()).value_or(m_queued.size()));
  return counts;
}

Result<void> WatchedSlides::takeFile(const std::filesystem::path& path) {
  constexpr std::size_t kMostUnwritten = 64;
  // Before it is opened: what changes meanwhile is looked at again.
  auto stamp = stampOf(path, filesOfArrival(path, ArrivalKind::slides));
  if (!stamp) return fail(stamp.error());
  const auto memory = m_cases.remembered(*stamp, m_rules);
  if (!memory) return fail(memory.error());
  if (*memory == FileMemory::linked) ++m_total.known;
  if (*memory != FileMemory::unknown) return {};
  std::string fingerprint;
  const auto linked = openAndTake(path, fingerprint);
  if (!linked) return fail(linked.error());
  m_seen.push_back({std::move(*stamp), fingerprint});
  if (m_seen.size() >= kMostUnwritten) keepInMind();
  tell(fingerprint, *linked);
  return {};
}

Result<LinkedScan> WatchedSlides::openAndTake(const std::filesystem::path& path, std::string& fingerprint) {
  const auto slide = openSlide(path);
  if (!slide) return fail(slide.error());
  const auto found = foundScan(**slide, path);
  if (!found) return fail(found.error());
  const auto said = identifySlide(**slide, path, m_site);
  if (!said) return fail(said.error());
  fingerprint = found->fingerprint;
  return m_cases.take(*found, *said);
}

void WatchedSlides::tell(const std::string& fingerprint, const LinkedScan& linked) {
  const bool unmatched = linked.outcome == ScanOutcome::unmatched;
  if (unmatched && !m_queued.insert(fingerprint).second) return;  // nothing new
  if (!unmatched) m_queued.erase(fingerprint);
  if (linked.outcome == ScanOutcome::added) ++m_total.linked;
  if (linked.outcome == ScanOutcome::rescan) ++m_total.rescans;
  if (linked.outcome == ScanOutcome::moved) ++m_total.moved;
  if (linked.outcome == ScanOutcome::unchanged) ++m_total.known;
  if (linked.outcome == ScanOutcome::unchanged) return;
  const auto owner = m_cases.caseOfSlide(fingerprint);
  const bool known = owner && owner->has_value();
  const std::string name = known ? toText((*owner)->name) : std::string();
  const std::string word(wordFor(linked.outcome));
  m_teller.tell({{"event", "slide"},
                 {"fingerprint", fingerprint},
                 {"outcome", word},
                 {"case", known ? Json(name) : Json()},
                 {"why", linked.why}},
                fmt::format("slide {}: {}{}{}", fingerprint.substr(0, 8), word, known ? " " : ": ",
                            known ? visibleText(name) : linked.why),
                fmt::format("slide {}: {}{}{}", fingerprint.substr(0, 8), word, known ? " case " : ": ",
                            known ? (*owner)->caseUuid.substr(0, 8) : linked.why));
}

}  // namespace snitt::app
