#include "app/snitt/watch_messages.h"

#include <algorithm>
#include <utility>

namespace snitt::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::chrono::seconds kPause{60};
constexpr std::chrono::seconds kLongestPause = std::chrono::hours(1);
constexpr const char* kDatabase = "the database";
constexpr const char* kTray = "the tray";

std::vector<fs::path> foldersOf(const fs::path& folder) {
  return folder.empty() ? std::vector<fs::path>() : std::vector<fs::path>{folder};
}

// The quarantine tells of it.
bool allFaulty(const ImportCounts& counts) {
  return counts.faulty > 0 && counts.applied + counts.unchanged + counts.older + counts.held == 0;
}

bool isPassing(const Error& error) { return error.kind == ErrorKind::io || error.kind == ErrorKind::notFound; }

std::chrono::seconds pauseAfter(int failures) {
  return std::min<std::chrono::seconds>(kPause * (1LL << std::min(failures, 20)), kLongestPause);
}

}  // namespace

WatchedMessages::WatchedMessages(Cases& cases, const Site& site, WatchTeller& teller)
    : m_cases(cases),
      m_site(site),
      m_teller(teller),
      m_tray(site.watch().messages, site.name()),
      m_arrivals(foldersOf(site.watch().messages), ArrivalKind::messages,
                 std::chrono::seconds(site.watch().settledSeconds)) {}

WatchedMessages::Pass WatchedMessages::pass(Clock::time_point now, bool trustTimes) {
  Pass result;
  if (m_site.watch().messages.empty()) return result;
  if (!m_looked) findLeft(now, trustTimes);
  takeArrived(now, trustTimes, result);
  std::erase_if(m_taken, [&](Taken& taken) { return work(taken, now); });
  return result;
}

void WatchedMessages::findLeft(Clock::time_point now, bool trustTimes) {
  std::error_code error;
  m_looked = fs::is_directory(m_site.watch().messages, error);  // else the share is away
  for (TakenFile& file : m_tray.left()) {
    Taken taken{std::move(file), {}, now, 0, false};
    fs::file_time_type written;
    taken.stamp = stampOfFiles({taken.file.file}, written);
    // A writer may have had it open when it was taken.
    const std::chrono::seconds settled(m_site.watch().settledSeconds);
    if (!trustTimes && fs::file_time_type::clock::now() - written < settled) taken.notBefore = now + settled;
    m_taken.push_back(std::move(taken));
  }
}

void WatchedMessages::takeArrived(Clock::time_point now, bool trustTimes, Pass& pass) {
  Arrivals::Look look = m_arrivals.look(now, trustTimes);
  pass.waiting = look.waiting;
  pass.away = std::move(look.away);
  for (const fs::path& file : look.settled) {
    auto taken = isPaused(kTray, now) ? Result<TakenFile>(fail(ErrorKind::cancelled, "")) : m_tray.take(file);
    if (!taken) {
      if (taken.error().kind != ErrorKind::cancelled) paused(kTray, taken.error(), now);
      m_arrivals.tryAgain(file, now, kPause);
      continue;
    }
    works(kTray);
    Taken one{std::move(*taken), {}, now, 0, false};
    if (!m_arrivals.isAsGiven(file, one.file.file)) {
      // Another one of that name took its place a moment ago, and may not be whole.
      fs::file_time_type written;
      one.stamp = stampOfFiles({one.file.file}, written);
      one.notBefore = now + std::chrono::seconds(m_site.watch().settledSeconds);
    }
    m_taken.push_back(std::move(one));
  }
}

bool WatchedMessages::isWhole(Taken& taken, Clock::time_point now) const {
  if (taken.stamp.empty()) return true;
  fs::file_time_type written;
  const std::string stamp = stampOfFiles({taken.file.file}, written);
  if (stamp == std::exchange(taken.stamp, stamp)) {
    taken.stamp.clear();
    return true;
  }
  taken.notBefore = now + std::chrono::seconds(m_site.watch().settledSeconds);
  return false;
}

bool WatchedMessages::work(Taken& taken, Clock::time_point now) {
  if (now < taken.notBefore || isPaused(kDatabase, now) || !isWhole(taken, now)) return false;
  const auto read = readLabFile(taken.file.file, &m_site);
  if (!read) return readFailed(taken, read.error(), now);
  const auto imported = importFile(m_cases, *read);
  if (!imported) {
    paused(kDatabase, imported.error(), now);
    return false;
  }
  works(kDatabase);
  if (!std::exchange(taken.told, true)) tellImported(*read, *imported);
  return finish(taken, *read, *imported, now);
}

bool WatchedMessages::readFailed(Taken& taken, const Error& error, Clock::time_point now) {
  if (!isPassing(error)) {
    if (!std::exchange(taken.told, true)) ++m_total.faulty;
    return quarantine(taken, withoutName(error.message, taken.file.file), now);
  }
  const std::string reason = withoutName(error.message, taken.file.file);
  taken.notBefore = now + pauseAfter(taken.failures++);
  m_teller.lasting("read:" + taken.file.id, {{"event", "failed"}, {"what", "messages"}, {"reason", reason}},
                   "a file of messages could not be read: " + reason,
                   "a file of messages could not be read; it is tried again");
  return false;
}

void WatchedMessages::tellImported(const LabFile& read, const ImportedFile& imported) {
  m_total.add(imported.counts);
  if (allFaulty(imported.counts)) return;
  const std::string words = (read.isList ? "list: " : "messages: ") + imported.counts.inWords();
  m_teller.tell({{"event", read.isList ? "list" : "messages"},
                 {"applied", imported.counts.applied},
                 {"unchanged", imported.counts.unchanged},
                 {"older", imported.counts.older},
                 {"held", imported.counts.held},
                 {"faulty", imported.counts.faulty}},
                words, words);
}

bool WatchedMessages::finish(Taken& taken, const LabFile& read, const ImportedFile& imported, Clock::time_point now) {
  if (!imported.faulty.empty() && read.parts.size() == 1) return quarantine(taken, imported.faulty.front().reason, now);
  const fs::path& away = m_site.watch().quarantine;
  for (const FaultyPart& part : imported.faulty) {
    if (waitsFor(away, taken, now)) return false;
    const std::string reason = "message " + std::to_string(part.number) + ": " + part.reason;
    if (auto done = m_tray.quarantinePart(taken.file, away, part.number, part.bytes, reason); !done)
      return failed(away, taken, done.error(), now);
    works(away.string());
    m_teller.lasting("part:" + taken.file.id + std::to_string(part.number),
                     {{"event", "quarantined"}, {"reason", reason}}, "to the quarantine: " + reason,
                     "a message went to the quarantine: " + reason);
  }
  const fs::path& folder = m_site.watch().taken;
  if (waitsFor(folder, taken, now)) return false;
  if (auto done = m_tray.putAway(taken.file, folder); !done) return failed(folder, taken, done.error(), now);
  works(folder.string());
  for (const FaultyPart& part : imported.faulty) m_teller.forget("part:" + taken.file.id + std::to_string(part.number));
  m_teller.forget("read:" + taken.file.id);
  return true;
}

bool WatchedMessages::quarantine(Taken& taken, const std::string& reason, Clock::time_point now) {
  const fs::path& folder = m_site.watch().quarantine;
  if (waitsFor(folder, taken, now)) return false;
  if (auto done = m_tray.quarantine(taken.file, folder, reason); !done) return failed(folder, taken, done.error(), now);
  works(folder.string());
  m_teller.forget("read:" + taken.file.id);
  m_teller.fault({{"event", "quarantined"}, {"reason", reason}}, "to the quarantine: " + reason,
                 "a file went to the quarantine: " + reason);
  return true;
}

// It is not read again before the folder is tried again.
bool WatchedMessages::waitsFor(const fs::path& folder, Taken& taken, Clock::time_point now) {
  if (!isPaused(folder.string(), now)) return false;
  taken.notBefore = m_pauses[folder.string()].notBefore;
  return true;
}

bool WatchedMessages::failed(const fs::path& folder, Taken& taken, const Error& error, Clock::time_point now) {
  taken.file.found = true;
  paused(folder.string(), error, now);
  taken.notBefore = m_pauses[folder.string()].notBefore;
  return false;
}

bool WatchedMessages::isPaused(const std::string& what, Clock::time_point now) const {
  const auto found = m_pauses.find(what);
  return found != m_pauses.end() && now < found->second.notBefore;
}

void WatchedMessages::paused(const std::string& what, const Error& error, Clock::time_point now) {
  Pause& pause = m_pauses[what];
  pause.notBefore = now + pauseAfter(pause.failures++);
  m_teller.lasting(what, {{"event", "failed"}, {"what", "messages"}, {"reason", error.message}},
                   "messages wait: " + error.message, "messages wait: something does not answer or cannot be written");
}

void WatchedMessages::works(const std::string& what) {
  if (m_pauses.erase(what) == 0) return;
  m_teller.over(what, {{"event", "messages go on"}}, "messages go on", "messages go on");
}

}  // namespace snitt::app
