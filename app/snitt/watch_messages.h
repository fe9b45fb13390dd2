// Messages and lists that arrive in a watched folder go into the database.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/snitt/watch_arrivals.h"
#include "app/snitt/watch_teller_p.h"
#include "app/snitt/watch_tray.h"
#include "app/snitt/worklist_import.h"
#include "core/site/site_file.h"

namespace snitt::app {

class WatchedMessages {
 public:
  // All outlive it.
  WatchedMessages(Cases& cases, const Site& site, WatchTeller& teller);

  using Clock = Arrivals::Clock;
  struct Pass {
    std::size_t waiting = 0;
    std::vector<std::filesystem::path> away;
  };
  // Takes what is complete, and what an earlier watcher had taken: into the database, then to the site's folder for
  // that, or away; what cannot be read goes to the quarantine with the reason beside it. While the database does not
  // answer or a folder cannot be written, what was taken stays in the tray and is tried again, ever more seldom; that
  // is told when it begins and when it changes.
  [[nodiscard]] Pass pass(Clock::time_point now, bool trustTimes);
  [[nodiscard]] const ImportCounts& total() const { return m_total; }

 private:
  struct Taken {
    TakenFile file;
    std::string stamp;  // while it is not known to be whole
    Clock::time_point notBefore{};
    int failures = 0;
    bool told = false;  // it is in the database, and counted
  };
  // Of a folder that cannot be written, and of the database: asked again together.
  struct Pause {
    Clock::time_point notBefore{};
    int failures = 0;
  };
  void takeArrived(Clock::time_point now, bool trustTimes, Pass& pass);
  void findLeft(Clock::time_point now, bool trustTimes);
  // True: nothing more is to be done with it.
  [[nodiscard]] bool work(Taken& taken, Clock::time_point now);
  [[nodiscard]] bool isWhole(Taken& taken, Clock::time_point now) const;
  [[nodiscard]] bool readFailed(Taken& taken, const Error& error, Clock::time_point now);
  void tellImported(const LabFile& read, const ImportedFile& imported);
  [[nodiscard]] bool finish(Taken& taken, const LabFile& read, const ImportedFile& imported, Clock::time_point now);
  [[nodiscard]] bool quarantine(Taken& taken, const std::string& reason, Clock::time_point now);
  [[nodiscard]] bool waitsFor(const std::filesystem::path& folder, Taken& taken, Clock::time_point now);
  [[nodiscard]] bool failed(const std::filesystem::path& folder, Taken& taken, const Error& error,
                            Clock::time_point now);
  [[nodiscard]] bool isPaused(const std::string& what, Clock::time_point now) const;
  void paused(const std::string& what, const Error& error, Clock::time_point now);
  void works(const std::string& what);

  Cases& m_cases;
  const Site& m_site;
  WatchTeller& m_teller;
  MessageTray m_tray;
  Arrivals m_arrivals;
  std::vector<Taken> m_taken;  // in the tray
  std::map<std::string, Pause> m_pauses;
  bool m_looked = false;  // for what an earlier watcher left
  ImportCounts m_total;
};

}  // namespace snitt::app
