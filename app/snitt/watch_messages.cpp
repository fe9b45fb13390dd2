#include "app/snitt/watch_messages.h"

#include <utility>

#include "core/atomic_file.h"
#include "core/os/os.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::chrono::seconds kPause{60};

std::vector<fs::path> foldersOf(const fs::path& folder) {
  return folder.empty() ? std::vector<fs::path>() : std::vector<fs::path>{folder};
}

// A name in `folder` that neither a file nor its reason has yet.
fs::path freePlace(const fs::path& folder, const std::string& name) {
  const auto isFree = [](const fs::path& place) {
    std::error_code ignored;
    return !fs::exists(place, ignored) && !fs::exists(place.string() + ".reason.txt", ignored);
  };
  fs::path place = folder / name;
  for (int n = 2; !isFree(place); ++n) place = folder / (name + "-" + std::to_string(n));
  return place;
}

Result<void> moveFile(const fs::path& from, const fs::path& to) {
  if (os::renameSynced(from, to)) return {};
  // Another file system: the copy is whole before the original goes.
  const auto bytes = readFile(from);
  if (!bytes) return fail(bytes.error());
  if (auto written = writePrivateFileAtomically(to, *bytes); !written) return written;
  std::error_code error;
  fs::remove(from, error);
  if (error) return fail(ErrorKind::io, "it was copied and could not be removed: " + error.message());
  return {};
}

Result<void> writeReason(const fs::path& place, const std::string& reason) {
  return writePrivateFileAtomically(place.string() + ".reason.txt", reason + "\n");
}

// The quarantine tells of it.
bool allFaulty(const ImportCounts& counts) {
  return counts.faulty > 0 && counts.applied + counts.unchanged + counts.older + counts.held == 0;
}

bool isPassing(const Error& error) { return error.kind == ErrorKind::io || error.kind == ErrorKind::notFound; }

}  // namespace

WatchedMessages::WatchedMessages(Cases& cases, const Site& site, WatchTeller& teller)
    : m_cases(cases),
      m_site(site),
      m_teller(teller),
      m_arrivals(foldersOf(site.watch().messages), ArrivalKind::messages,
                 std::chrono::seconds(site.watch().settledSeconds)) {}

WatchedMessages::Pass WatchedMessages::pass(Arrivals::Clock::time_point now, bool trustTimes) {
  Arrivals::Look look = m_arrivals.look(now, trustTimes);
  Pass result{false, look.waiting, std::move(look.away)};
  bool answers = true;
  for (const fs::path& file : look.settled) {
    if (answers)
      answers = takeFile(file, now, result);
    else
      m_arrivals.tryAgain(file, now, kPause);
  }
  return result;
}

bool WatchedMessages::takeFile(const fs::path& file, Arrivals::Clock::time_point now, Pass& pass) {
  const auto later = [&](const Error& error, const char* what) {
    m_arrivals.tryAgain(file, now, kPause);
    const std::string reason = withoutName(error.message, file);
    m_teller.fault({{"event", "failed"}, {"what", "messages"}, {"reason", reason}}, std::string(what) + ": " + reason,
                   std::string(what) + "; it is tried again");
  };
  const auto read = readLabFile(file, &m_site);
  if (!read && isPassing(read.error())) {
    later(read.error(), "a file of messages could not be read");
    return true;
  }
  if (!read) {
    ++m_total.faulty;
    if (auto done = quarantineFile(file, read.error().message); !done)
      later(done.error(), "nothing goes to the quarantine");
    return true;
  }
  const auto imported = importFile(m_cases, *read);
  if (!imported) {
    later(imported.error(), "a file of messages could not be taken");
    return false;
  }
  pass.anythingNew = pass.anythingNew || imported->counts.applied > 0;
  m_total.add(imported->counts);
  const std::string words = (read->isList ? "list: " : "messages: ") + imported->counts.inWords();
  if (!allFaulty(imported->counts))
    m_teller.tell({{"event", read->isList ? "list" : "messages"},
                   {"applied", imported->counts.applied},
                   {"unchanged", imported->counts.unchanged},
                   {"older", imported->counts.older},
                   {"held", imported->counts.held},
                   {"faulty", imported->counts.faulty}},
                  words, words);
  if (auto done = putAway(file, *read, *imported); !done)
    later(done.error(), "a file that was taken could not be put away");
  return true;
}

Result<void> WatchedMessages::quarantineFile(const fs::path& file, const std::string& reason) {
  const fs::path& folder = m_site.watch().quarantine;
  if (auto made = os::makePrivateFolder(folder); !made) return made;
  const fs::path place = freePlace(folder, file.filename().string());
  if (auto written = writeReason(place, reason); !written) return written;
  if (auto moved = moveFile(file, place); !moved) return moved;
  m_teller.fault({{"event", "quarantined"}, {"reason", reason}}, "to the quarantine: " + reason,
                 "a file went to the quarantine: " + reason);
  return {};
}

Result<void> WatchedMessages::quarantinePart(const fs::path& file, const FaultyPart& part) {
  const fs::path& folder = m_site.watch().quarantine;
  if (auto made = os::makePrivateFolder(folder); !made) return made;
  const fs::path place =
      freePlace(folder, file.stem().string() + "-" + std::to_string(part.number) + file.extension().string());
  const std::string reason = "message " + std::to_string(part.number) + ": " + part.reason;
  if (auto written = writeReason(place, reason); !written) return written;
  if (auto written = writePrivateFileAtomically(place, part.bytes); !written) return written;
  m_teller.fault({{"event", "quarantined"}, {"reason", reason}}, "to the quarantine: " + reason,
                 "a message went to the quarantine: " + reason);
  return {};
}

Result<void> WatchedMessages::putAway(const fs::path& file, const LabFile& read, const ImportedFile& imported) {
  if (!imported.faulty.empty() && read.parts.size() == 1) return quarantineFile(file, imported.faulty.front().reason);
  for (const FaultyPart& part : imported.faulty)
    if (auto done = quarantinePart(file, part); !done) return done;
  const fs::path& taken = m_site.watch().taken;
  if (!taken.empty()) {
    if (auto made = os::makePrivateFolder(taken); !made) return made;
    return moveFile(file, freePlace(taken, file.filename().string()));
  }
  std::error_code error;
  fs::remove(file, error);
  if (error) return fail(ErrorKind::io, error.message());
  return {};
}

}  // namespace snitt::app
