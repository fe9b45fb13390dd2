// All scores of a bundle, one after the other, for what looks at them as a whole (drift). Reads some at a time, so that
// programs which write wait for moments alone. Names no patient. Threads and errors as Store.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/cases/lab_case.h"
#include "core/score.h"
#include "core/store/store.h"

namespace snitt {

// Where a slide comes from, as far as the database knows its case.
struct PastOrigin {
  std::string scanner;       // as a person or the scan's file said; empty where nobody does
  std::int64_t patient = 0;  // the same number for slides of one patient; 0: of no case
  CaseId labCase;            // 0: of no case
  std::string glass;         // labels of specimen, block and slide: "A 1 2"; empty: of no case
};

struct PastScore {
  Score score;  // without the slide's path
  PastOrigin origin;
};

// A slide that a person chose for scoring and that the bundle has not scored.
struct ChosenUnscored {
  std::string chosen;  // when, ISO 8601, UTC
  PastOrigin origin;
};

class ScoreHistory {
 public:
  // The store outlives it.
  explicit ScoreHistory(const Store& store) : m_store(store) {}

  // In the order in which they were stored, until `take` says false. Slides whose case or patient has a flag that
  // forbids scoring in care are left out. Needs Permission::look. Errors: refused; database, naming a damaged score.
  [[nodiscard]] Result<void> scores(const std::string& bundleSha256,
                                    const std::function<bool(PastScore&&)>& take) const;
  // Those chosen before a moment (ISO 8601, UTC), whose files are there.
  [[nodiscard]] Result<void> chosenUnscored(const std::string& bundleSha256, const std::string& before,
                                            const std::function<void(ChosenUnscored&&)>& take) const;

 private:
  const Store& m_store;
};

}  // namespace snitt
