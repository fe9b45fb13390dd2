// Scoring slide by slide with one bundle: what the database holds already is given again, what is computed is stored
// and written into the results folder.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "app/snitt/score_archive.h"
#include "app/snitt/score_output.h"
#include "app/snitt/session.h"
#include "core/result.h"
#include "inference/scorer.h"

namespace snitt::app {

struct ScoringPlan {
  std::filesystem::path bundle;
  std::filesystem::path out;
  std::set<std::string> outputs;  // of score, tumour, heatmap, tiles, report
  bool showPaths = false;         // the slide's file name in the report
  bool untrusted = false;
  bool again = false;    // compute anew what the database holds
  bool unnamed = false;  // folders bear the slide's fingerprint, and no file its path: names may name patients
};

struct GivenScore {
  Score score;
  std::filesystem::path folder;
  std::string database;                        // a few words on what became of it there; empty without one
  bool reused = false;                         // it was there already
  std::optional<std::string> maskedName = {};  // what to call the slide where its file's name may not be shown
  std::optional<Error> notStored;              // its files are written, but the database did not take it
};

// One slide at a time; the session outlives it.
class SlideScoring {
 public:
  // Makes the results folder, opens the database, loads the bundle, in this order: an hour's work must not end in a
  // folder that cannot be written to. Errors: of these; usage (a results folder inside the bundle's).
  [[nodiscard]] static Result<SlideScoring> open(ScoringPlan plan, const ScoreRequest& request, Session& session);

  [[nodiscard]] const std::string& notice() const { return m_archive.notice(); }
  [[nodiscard]] bool keeps() const { return m_archive.keeps(); }
  [[nodiscard]] const std::string& bundleSha256() const { return m_bundleSha256; }

  // `request` as at open, but for slide and facts. `nameShared`: another slide of this name gets its results here.
  // Errors: those of scoreSlide, of the database and of writing; refused where a flag of the slide's case forbids it.
  [[nodiscard]] Result<GivenScore> score(const ScoreRequest& request, bool nameShared);

 private:
  explicit SlideScoring(Session& session) : m_session(&session) {}
  [[nodiscard]] Result<GivenScore> giveAgain(const ScoreRequest& request, ArchivedScore archived,
                                             const KnownSlide& known, bool nameShared);
  [[nodiscard]] Result<std::filesystem::path> write(const std::filesystem::path& slide, const ScoreRecord& record,
                                                    const KnownSlide& known, bool nameShared) const;
  [[nodiscard]] Result<OutputChoice> outputChoice(const std::filesystem::path& slide, const KnownSlide& known) const;

  Session* m_session;
  ScoringPlan m_plan;
  ScoreArchive m_archive;
  ScoreParameters m_parameters;
  std::string m_bundleSha256;
  std::string m_card;
  std::string m_givenOutline;
  std::unique_ptr<Scorer> m_scorer;
};

}  // namespace snitt::app
