#include "app/snitt/watch_scoring.h"

#include <algorithm>
#include <filesystem>

#include "core/fingerprint.h"
#include "core/text/visible.h"
#include "tiling/slide_reader.h"

namespace snitt::app {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::hours kPauseOfFaults{1};
constexpr std::chrono::minutes kPauseOfReading{1};
constexpr std::chrono::hours kLongestPause{24};
constexpr const char* kLaboratory = "laboratory";
constexpr const char* kDatabase = "scoring";

bool isPassing(const Error& error) {
  return error.kind == ErrorKind::io || error.kind == ErrorKind::notFound || error.kind == ErrorKind::database;
}

// What the laboratory has told of the case, as far as a bundle's scope can ask for it.
std::optional<std::string> factText(const StagingFact& fact) {
  switch (fact.item) {
    case StagingItem::pT:
      return "pT=" + fact.value;
    case StagingItem::pN:
      return "pN=" + fact.value;
    case StagingItem::nodes:
      return "nodes=" + fact.value;
    case StagingItem::yPrefix:
      return "neoadjuvant=" + fact.value;
    case StagingItem::positiveNodes:
    case StagingItem::edition:
      break;
  }
  return std::nullopt;
}

// Scanners use names again: a score of what lies there now would be another slide's.
bool isAnother(const std::filesystem::path& path, const std::string& fingerprint) {
  const auto reader = openSlide(path);
  if (!reader) return false;  // whoever scores it tells why
  const auto found = fingerprintOf((*reader)->info());
  return found && *found != fingerprint;
}

}  // namespace

bool WatchedScoring::isInTurn(const ScanToScore& slide, Clock::time_point now) const {
  if (!m_site.preselects(slide.stain, slide.specimen, slide.block, slide.tumourBlock)) return false;
  const auto failure = m_failures.find(slide.fingerprint);
  return failure == m_failures.end() || now >= failure->second.notBefore;
}

// A folder that is away as a whole has lost nothing; a file that is gone from a folder that is there is missing.
std::filesystem::path WatchedScoring::placeOf(const ScanToScore& slide, Clock::time_point now) {
  const auto known = m_cases.pathOf(slide.scan);
  if (!known) {
    failed(slide, {}, known.error(), now);
    return {};
  }
  const std::filesystem::path path = *known;
  std::error_code error;
  if (std::filesystem::exists(path, error) && !isAnother(path, slide.fingerprint)) return path;
  if (!std::filesystem::exists(path.parent_path(), error)) {
    wait(slide.fingerprint, kPauseOfReading, now);
    return {};
  }
  if (const auto marked = m_cases.markMissing(slide.scan, true); !marked) {
    failed(slide, path, marked.error(), now);
    return {};
  }
  const std::string text = "slide " + slide.fingerprint.substr(0, 8) + ": its file is missing";
  m_teller.tell({{"event", "missing"}, {"fingerprint", slide.fingerprint}, {"case", toText(slide.name)}}, text, text);
  return {};
}

// What the laboratory says of a slide counts before what holds for all.
Result<std::vector<Fact>> WatchedScoring::factsOf(const ScanToScore& slide) const {
  const auto labCase = m_cases.load(slide.labCase);
  if (!labCase) return fail(labCase.error());
  std::vector<Fact> facts;
  const auto add = [&](const std::string& text, const std::string& source) {
    if (auto fact = parseFact(text, source)) facts.push_back(std::move(*fact));
  };
  for (const StagingFact& told : labCase->staging)
    if (const auto text = factText(told)) add(*text, told.source);
  add("organ=" + m_site.organOf(slide.bodySite), kLaboratory);
  add("specimenType=" + m_site.specimenTypeOf(slide.specimenKind), kLaboratory);
  // Bundles call it as the pixels do, laboratories in many ways.
  add("stain=" + (isHe(slide.stain) ? std::string("H&E") : slide.stain), kLaboratory);
  for (const Fact& fact : m_request.facts)
    if (std::ranges::none_of(facts, [&](const Fact& one) { return one.key == fact.key; })) facts.push_back(fact);
  return facts;
}

bool WatchedScoring::isIdle(std::int64_t version, Clock::time_point now) const {
  if (version != m_nothingAt) return false;
  return std::ranges::none_of(m_failures, [&](const auto& one) { return now >= one.second.notBefore; });
}

bool WatchedScoring::scoreNext(Clock::time_point now) {
  constexpr std::size_t kAtOnce = 50;
  const std::int64_t version = m_cases.version().value_or(-1);
  if (isIdle(version, now)) return false;
  for (;;) {
    const auto slides = m_cases.toScore(
        m_scoring.bundleSha256(), m_site.name(), [&](const ScanToScore& one) { return isInTurn(one, now); }, kAtOnce);
    if (!slides) {
      m_teller.lasting(kDatabase, {{"event", "failed"}, {"what", "database"}, {"reason", slides.error().message}},
                       "nothing is scored now: " + slides.error().message, "the database does not answer");
      return false;
    }
    m_teller.over(kDatabase, {{"event", "scoring goes on"}}, "scoring goes on", "scoring goes on");
    for (const ScanToScore& slide : *slides)
      if (const auto path = placeOf(slide, now); !path.empty()) return score(slide, path, now);
    if (slides->size() < kAtOnce) break;  // else those that follow may be there
  }
  m_nothingAt = version;
  // Whoever could be tried again by now and is not in the list does not wait any more.
  std::erase_if(m_failures, [&](const auto& one) { return now >= one.second.notBefore; });
  return false;
}

bool WatchedScoring::score(const ScanToScore& slide, const std::filesystem::path& path, Clock::time_point now) {
  auto facts = factsOf(slide);
  if (!facts) {
    failed(slide, path, facts.error(), now);
    return true;
  }
  ScoreRequest request = m_request;
  request.slide = path;
  request.facts = std::move(*facts);
  const auto given = m_scoring.score(request, false);
  if (!given && given.error().kind == ErrorKind::cancelled) return false;
  if (!given)
    failed(slide, path, given.error(), now);
  else if (given->notStored)
    failed(slide, path, *given->notStored, now);
  else
    tell(slide, *given);
  return true;
}

void WatchedScoring::wait(const std::string& fingerprint, std::chrono::seconds least, Clock::time_point now) {
  Failure& failure = m_failures[fingerprint];
  failure.notBefore = now + std::min<std::chrono::seconds>(least * (1LL << std::min(failure.times, 20)), kLongestPause);
  ++failure.times;
}

void WatchedScoring::failed(const ScanToScore& slide, const std::filesystem::path& path, const Error& error,
                            Clock::time_point now) {
  ++m_total.failed;
  if (isPassing(error))
    wait(slide.fingerprint, kPauseOfReading, now);
  else
    wait(slide.fingerprint, kPauseOfFaults, now);
  const std::string id = "slide " + slide.fingerprint.substr(0, 8);
  const std::string reason = withoutName(error.message, path);
  m_teller.fault({{"event", "failed"},
                  {"what", "score"},
                  {"fingerprint", slide.fingerprint},
                  {"case", toText(slide.name)},
                  {"reason", reason}},
                 id + " of " + visibleText(toText(slide.name)) + " was not scored: " + visibleText(reason, 1000),
                 id + " of case " + slide.caseUuid.substr(0, 8) + " was not scored; it is tried again later");
}

void WatchedScoring::tell(const ScanToScore& slide, const GivenScore& given) {
  m_failures.erase(slide.fingerprint);
  const Score& score = given.score;
  const bool assessable = score.notAssessable.empty();
  ++(assessable ? m_total.scored : m_total.notAssessable);
  const std::string prognosis = score.prognosis ? std::string(toText(*score.prognosis)) : std::string();
  const std::string words = assessable ? "scored: " + prognosis : "not assessable: " + score.notAssessable;
  const std::string id = "slide " + slide.fingerprint.substr(0, 8);
  m_teller.tell({{"event", "scored"},
                 {"fingerprint", slide.fingerprint},
                 {"case", toText(slide.name)},
                 {"class", score.prognosis ? Json(prognosis) : Json()},
                 {"notAssessable", assessable ? Json() : Json(score.notAssessable)},
                 {"reused", given.reused},
                 {"folder", given.folder.string()}},
                id + " of " + visibleText(toText(slide.name)) + " " + words,
                id + " of case " + slide.caseUuid.substr(0, 8) + (assessable ? " scored" : " is not assessable"));
}

void WatchedScoring::countWithheld() {
  const std::int64_t version = m_cases.version().value_or(-1);
  if (version == m_withheldAt) return;
  WorklistFilter filter;
  filter.site = m_site.name();
  filter.ai = AiState::notAllowed;
  const auto cases = m_cases.list(filter, {});
  if (!cases) return;
  m_withheldAt = version;
  if (cases->size() == m_total.withheld) return;
  m_total.withheld = cases->size();
  const std::string text = "flags forbid to score " + std::to_string(m_total.withheld) +
                           (m_total.withheld == 1 ? " open case" : " open cases");
  m_teller.tell({{"event", "withheld"}, {"cases", m_total.withheld}}, text, text);
}

}  // namespace snitt::app
