// Where a study is worked at: the person, the case database where there is one, the register.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/snitt/session.h"
#include "core/audit/audit.h"
#include "core/result.h"
#include "core/store/store.h"
#include "core/validation/register.h"

namespace snitt::app {

class StudyDesk {
 public:
  // The database of --db, or the default one where it is there and lies on a local disk. Errors: those of Store::open;
  // refused where who sits here may not validate. `registerFile`: empty for the usual one, beside a database that was
  // named, else in the user's data folder.
  [[nodiscard]] static Result<StudyDesk> open(const CommonOptions& options, const std::filesystem::path& registerFile);

  [[nodiscard]] const validation::Doer& by() const { return m_by; }
  [[nodiscard]] const std::filesystem::path& registerFile() const { return m_register; }
  [[nodiscard]] validation::RegisterWriting writing(bool makeIfMissing = false) const {
    return {m_register, m_by, makeIfMissing};
  }
  // Whether who sits here may be shown what names patients; true without a database.
  [[nodiscard]] bool mayUnmask() const;
  // A row of the audit log, where there is a database.
  [[nodiscard]] Result<void> log(const std::string& action, const validation::RegisterPlace& place,
                                 std::map<std::string, std::string> details = {});
  // What the audit log tells of and the register does not hold, each a part of a sentence; of the time before run `as`
  // where one is made again. Its rows of validations name no patient, and are compared whoever sits here. Nothing
  // without a database, unless one is there and was not asked (--db none). Errors: database.
  [[nodiscard]] Result<std::vector<std::string>> missingFromRegister(std::int64_t as = 0);

 private:
  StudyDesk() = default;

  std::optional<Store> m_store;
  validation::Doer m_by;
  std::filesystem::path m_register;
  bool m_wasNotAsked = false;  // there is a database, and it was to stay out of this
};

// Rows of validations stand under one subject, so that they are found together.
inline constexpr const char* kValidationSubject = "validations";
[[nodiscard]] AuditEntry validationEntry(const std::string& action, const validation::RegisterPlace& place,
                                         std::map<std::string, std::string> details);

// Where the register lies where nobody names one. Errors: usage (no home folder).
[[nodiscard]] Result<std::filesystem::path> usualRegister(const CommonOptions& options);

}  // namespace snitt::app
