// Reads a cohort's folder, again and again while a run works in it: what was read is not read anew. Where the run's own
// notes (`.cohort/`) can be read they tell everything as it happens; whoever may not read them gets what the tables of
// the last run say. Only reads, and keeps nobody out. One thread at a time.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>

#include "core/cohort/cohort_journal.h"
#include "core/cohort/cohort_plan.h"
#include "core/cohort/cohort_reading.h"
#include "core/cohort/cohort_table_files.h"
#include "core/result.h"

namespace snitt {

class CohortFollower {
 public:
  explicit CohortFollower(std::filesystem::path folder);

  // Null where nothing has changed since the last call. Errors: notFound (no cohort there, or none to be seen yet);
  // corrupt; unsupported (written by a newer version); io; cancelled. After an error the next call begins anew.
  [[nodiscard]] Result<std::shared_ptr<const CohortReading>> look(const std::stop_token& stop = {});

 private:
  using Read = Result<std::shared_ptr<const CohortReading>>;
  struct Live {
    KeptPlan kept;
    CohortFacts facts;
    CohortJournalTail tail;
    ResultsByRow results;
    std::set<std::size_t> settledRows;  // by the check
  };
  Read readNow(const std::stop_token& stop);
  Read live();
  // Whether somebody works there whom no lock tells of.
  bool growsUnowned(bool news, bool owned);
  Read tables(const std::stop_token& stop);
  Read checking(const CohortOwner& owner);
  [[nodiscard]] Result<void> begin();
  [[nodiscard]] CohortReading readingOf(const Live& live) const;
  [[nodiscard]] std::optional<CohortOwner> whoWorks() const;
  [[nodiscard]] bool hasAnyTable() const;
  [[nodiscard]] Error nothingYet() const;

  std::filesystem::path m_folder;
  std::filesystem::path m_state;
  std::optional<Live> m_live;
  std::string m_planStamp;
  std::optional<CohortTableFiles> m_tables;
  std::string m_told;  // state and owner of the last reading
  // Results that came in while nobody held the lock: how often, and when last.
  int m_growths = 0;
  std::chrono::steady_clock::time_point m_grown{};
};

}  // namespace snitt
