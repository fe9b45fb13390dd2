// What the parts of class Cases share: the open database, its key, who acts; transactions.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "core/audit/audit.h"
#include "core/people/person.h"
#include "core/secrets/secrets.h"
#include "core/store/audit_p.h"
#include "core/store/cases.h"
#include "core/store/sqlite_p.h"
#include "core/text/identity.h"

namespace snitt {

struct CaseAccess {
  Connection* connection = nullptr;
  const std::filesystem::path* file = nullptr;
  StoreDatabase* database = nullptr;
  const Secrets* secrets = nullptr;  // a store that cases are asked of has been opened with its key
  const Actor* actor = nullptr;      // as the database has it now
  std::optional<Error> fault = {};   // why that could not be read; nothing is done then

  [[nodiscard]] bool unmasked() const { return actor->may(Permission::unmask); }
};

// Runs `work` in one transaction, which waits for other writers first and is given up where the result is an error.
template <class Work>
[[nodiscard]] auto inTransaction(const CaseAccess& access, const Work& work) -> decltype(work()) {
  if (access.fault) return fail(*access.fault);
  return inDatabase(*access.file, [&]() -> decltype(work()) {
    SQLite::Transaction transaction(*access.database, SQLite::TransactionBehavior::IMMEDIATE);
    auto result = work();
    if (result) transaction.commit();
    return result;
  });
}

// While many changes are one transaction, other programs wait: each time for so long at most, and for so many changes.
class TimeToShare {
 public:
  [[nodiscard]] bool isUp() const { return std::chrono::steady_clock::now() >= m_end; }

 private:
  std::chrono::steady_clock::time_point m_end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
};
inline constexpr std::size_t kMostTogether = 512;

// A point within a transaction to which what followed can be taken back; without that it stays. They nest.
class SavePoint {
 public:
  explicit SavePoint(const CaseAccess& access) : m_database(*access.database) {
    execute(m_database, "SAVEPOINT snitt_point");
  }
  ~SavePoint() {
    try {
      execute(m_database, "RELEASE snitt_point");
    } catch (...) {
      // An error that ended the whole transaction took the point with it.
    }
  }
  SavePoint(const SavePoint&) = delete;
  SavePoint& operator=(const SavePoint&) = delete;
  void restore() const { execute(m_database, "ROLLBACK TO snitt_point"); }

 private:
  StoreDatabase& m_database;
};

// One moment of the database for several reads.
template <class Work>
[[nodiscard]] auto reading(const CaseAccess& access, const Work& work) -> decltype(work()) {
  if (access.fault) return fail(*access.fault);
  return inDatabase(*access.file, [&]() -> decltype(work()) {
    SQLite::Transaction transaction(*access.database, SQLite::TransactionBehavior::DEFERRED);
    auto result = work();
    transaction.commit();
    return result;
  });
}

inline std::string textOf(const Statement& row, int column) {
  // Text may hold any byte but what SQLite itself cannot keep; its length counts.
  const SQLite::Column value = row.getColumn(column);
  const char* bytes = static_cast<const char*>(value.getBlob());
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(value.getBytes()));
}

// The first column of the first row; empty without one.
inline std::string textIn(const CaseAccess& access, const char* sql, std::int64_t id) {
  Statement row = statementOf(*access.database, sql, id);
  return row.executeStep() ? textOf(row, 0) : std::string();
}

inline CaseState stateOf(std::string_view text) {
  for (const CaseState one : {CaseState::closed, CaseState::cancelled})
    if (toText(one) == text) return one;
  return CaseState::open;
}

inline std::optional<Prognosis> prognosisOf(std::string_view text) {
  for (const Prognosis one : {Prognosis::good, Prognosis::uncertain, Prognosis::poor})
    if (toText(one) == text) return one;
  return std::nullopt;
}

inline std::string caseSubject(const std::string& uuid) { return "case:" + uuid; }
inline std::string patientSubject(const std::string& uuid) { return "patient:" + uuid; }

// Refused where the actor may not, which the log says then. Outside of any transaction.
[[nodiscard]] inline Result<void> allowed(const CaseAccess& access, Permission permission,
                                          const std::string& subject = {}) {
  return requirePermission(*access.connection, *access.actor, permission, subject);
}

// Errors: notFound.
[[nodiscard]] Result<std::string> uuidOfCase(const CaseAccess& access, CaseId id);

}  // namespace snitt
