// The database as `snitt score` uses it: what is in it is not computed again, what is computed goes into it.
#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/snitt/session.h"
#include "core/result.h"
#include "core/score_record.h"
#include "core/store/cases.h"
#include "core/store/store.h"
#include "inference/model.h"
#include "inference/score_slide.h"

namespace snitt::app {

// What two requests must share to be one score, beside slide and bundle. `model` as it was loaded, before any device
// failed.
[[nodiscard]] ScoreParameters parametersOf(const ScoreRequest& request, const LoadedModel& model);

struct ArchivedScore {
  ScoreRecord record;
  StoredScore stored;
};

// A slide as it was found before it is scored.
struct KnownSlide {
  std::vector<std::filesystem::path> files;  // none without a database
  SlideStamp stamp;                          // of its files then
  std::optional<KnownHash> hash;
  std::optional<ArchivedScore> score;
  std::optional<CaseOfSlide> labCase;     // that it belongs to
  std::optional<std::string> maskedName;  // what to call it where its file's name may not be shown
};

class ScoreArchive {
 public:
  // Opens what --db names, making a FILE that is missing. Errors: Store::open's.
  [[nodiscard]] static Result<ScoreArchive> open(const CommonOptions& options);

  // Why nothing is kept, for a person; empty where something is, or where --db none asked for it.
  [[nodiscard]] const std::string& notice() const { return m_notice; }
  [[nodiscard]] bool keeps() const { return m_store.has_value(); }
  // How the bundle whose scores are kept makes a patient's result of several slides.
  void setRules(const std::string& bundleSha256, const BundleRules& rules);

  // Finds the slide by its fingerprint, then by its SHA-256. Without `reuse` only the hash is looked up. Errors: those
  // of openSlide, of reading its files and of the database; cancelled; refused where a flag of its case forbids it.
  [[nodiscard]] Result<KnownSlide> find(const std::filesystem::path& slide, const std::string& bundleSha256,
                                        const ScoreParameters& parameters, bool reuse, const std::stop_token& stop);

  // Stores a new score of the slide that `known` was found for. Gives the score that is there instead where `reuse`
  // holds and another program was quicker. Does nothing without a database. Errors: those of Store::save.
  [[nodiscard]] Result<std::optional<ArchivedScore>> keep(const ScoreRecord& record, const KnownSlide& known,
                                                          const ScoreParameters& parameters, bool reuse);

 private:
  std::optional<Store> m_store;
  std::optional<BundleRules> m_rules;
  std::string m_notice;
};

// "scored on 2026-01-31 by anna with snitt 0.1.0; --again computes it anew".
[[nodiscard]] std::string describe(const StoredScore& stored);

}  // namespace snitt::app
