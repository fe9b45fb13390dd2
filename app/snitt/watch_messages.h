// Messages and lists that arrive in a watched folder go into the database.
#pragma once

#include <filesystem>
#include <string>

#include "app/snitt/watch_arrivals.h"
#include "app/snitt/watch_teller_p.h"
#include "app/snitt/worklist_import.h"
#include "core/site/site_file.h"

namespace snitt::app {

class WatchedMessages {
 public:
  // All outlive it.
  WatchedMessages(Cases& cases, const Site& site, WatchTeller& teller);

  struct Pass {
    bool anythingNew = false;  // cases may have changed
    std::size_t waiting = 0;
    std::vector<std::filesystem::path> away;
  };
  // Takes what is complete. What was taken goes to the site's folder for that, or is removed; what cannot be read goes
  // to the quarantine with the reason beside it; while the database does not answer, files stay and are tried again.
  [[nodiscard]] Pass pass(Arrivals::Clock::time_point now, bool trustTimes);
  [[nodiscard]] const ImportCounts& total() const { return m_total; }

 private:
  // False: the database does not answer.
  bool takeFile(const std::filesystem::path& file, Arrivals::Clock::time_point now, Pass& pass);
  [[nodiscard]] Result<void> quarantineFile(const std::filesystem::path& file, const std::string& reason);
  [[nodiscard]] Result<void> quarantinePart(const std::filesystem::path& file, const FaultyPart& part);
  [[nodiscard]] Result<void> putAway(const std::filesystem::path& file, const LabFile& read,
                                     const ImportedFile& imported);

  Cases& m_cases;
  const Site& m_site;
  WatchTeller& m_teller;
  Arrivals m_arrivals;
  ImportCounts m_total;
};

}  // namespace snitt::app
