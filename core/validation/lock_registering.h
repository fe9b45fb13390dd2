// What a study adds to the register. Threads, files and errors as core/validation/register.h.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/validation/history.h"
#include "core/validation/register.h"

namespace snitt::validation {

// Enters the lock and gives it back with its entry and hash.
[[nodiscard]] Result<Lock> registerLock(const RegisterWriting& writing, Lock lock, const StudyMembers& members,
                                        const std::vector<std::string>& criteria);

// Enters a run before anything of it can be seen. `as`: the number of an earlier run of this lock that is made again,
// or 0. `seen` is given the register as it stands before the entry, while nobody else can add to it. Refused: the
// register is not that of the lock; no such run, or it was of other slides or came to no conclusion.
[[nodiscard]] Result<RegisterEntry> registerRun(const RegisterWriting& writing, const Lock& lock,
                                                const std::vector<std::string>& slides, std::int64_t as,
                                                const std::function<void(const StudyRegister&)>& seen = {});

// What run `as` of the lock came to; it is to be made again of these slides. Refused as above.
[[nodiscard]] Result<const RegisterEntry*> conclusionToMake(const StudyRegister& all, const Lock& lock,
                                                            const std::vector<std::string>& slides, std::int64_t as);

struct Conclusion {
  std::string sentence;
  document::Verdict verdict = document::Verdict::notAssessable;
  std::vector<RegisteredCriterion> results;
  std::map<std::string, std::string> files;  // SHA-256 of the report's, by name
};
// Refused: there is no run of this number.
[[nodiscard]] Result<RegisterEntry> registerConclusion(const RegisterWriting& writing, std::int64_t run,
                                                       const Conclusion& conclusion);
[[nodiscard]] Result<RegisterEntry> registerSignature(const RegisterWriting& writing, std::int64_t run,
                                                      const std::string& role,
                                                      const std::map<std::string, std::string>& files);

}  // namespace snitt::validation
