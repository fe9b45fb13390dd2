#include "app/snitt/watch_slides.h"

#include <fmt/format.h>

#include "app/snitt/found_scan.h"
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

WatchedSlides::WatchedSlides(Cases& cases, const Site& site, WatchTeller& teller)
    : m_cases(cases),
      m_site(site),
      m_teller(teller),
      m_arrivals(site.watch().slides, ArrivalKind::slides, std::chrono::seconds(site.watch().settledSeconds)) {}

WatchedSlides::Pass WatchedSlides::pass(Arrivals::Clock::time_point now, bool trustTimes, bool newCases,
                                        const std::stop_token& stop) {
  if (newCases) {
    const auto asked = m_unmatched;
    for (const auto& [fingerprint, slide] : asked)
      if (!stop.stop_requested() && !takeScan(slide)) break;  // the database does not answer: the next pass asks again
  }
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
  return {look.waiting, std::move(look.away)};
}

SlideCounts WatchedSlides::total() const {
  SlideCounts counts = m_total;
  counts.unmatched = static_cast<int>(m_unmatched.size());
  return counts;
}

Result<void> WatchedSlides::takeFile(const std::filesystem::path& path) {
  const auto slide = openSlide(path);
  if (!slide) return fail(slide.error());
  auto found = foundScan(**slide, path);
  if (!found) return fail(found.error());
  auto said = identifySlide(**slide, path, m_site);
  if (!said) return fail(said.error());
  return takeScan({std::move(*found), std::move(*said)});
}

Result<void> WatchedSlides::takeScan(const Unmatched& slide) {
  const auto linked = m_cases.take(slide.found, slide.said);
  if (!linked) return fail(linked.error());
  const std::string& fingerprint = slide.found.fingerprint;
  const bool wasUnmatched = m_unmatched.contains(fingerprint);
  if (linked->outcome != ScanOutcome::unmatched)
    m_unmatched.erase(fingerprint);
  else if (!m_unmatched.insert_or_assign(fingerprint, slide).second)
    return {};  // nothing new
  // A person has linked it from the queue meanwhile.
  if (wasUnmatched && linked->outcome == ScanOutcome::unchanged) return {};
  tell(slide, *linked);
  return {};
}

void WatchedSlides::tell(const Unmatched& slide, const LinkedScan& linked) {
  if (linked.outcome == ScanOutcome::added) ++m_total.linked;
  if (linked.outcome == ScanOutcome::rescan) ++m_total.rescans;
  if (linked.outcome == ScanOutcome::moved) ++m_total.moved;
  if (linked.outcome == ScanOutcome::unchanged) ++m_total.known;
  if (linked.outcome == ScanOutcome::unchanged) return;
  const std::string& fingerprint = slide.found.fingerprint;
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
