// Scores golden slides as `snitt score` does: to store what a bundle says of them, and to check it.
//
// One slide at a time, on the scorer's path. `control.estimate` is not called.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/bundle/golden.h"
#include "core/golden/golden_check.h"
#include "core/golden/site_golden.h"
#include "core/progress.h"
#include "core/result.h"
#include "inference/golden/golden_drawing.h"
#include "inference/scorer.h"

namespace snitt {

struct GoldenRun {
  int threads = 1;
  std::string software;
  std::string user;
};

// Draws and scores the choice's slides for a bundle's manifest. Errors: those of planGolden and scoreSlide; refused for
// a slide that is not assessable. Each names the seed.
[[nodiscard]] Result<GoldenSet> makeGolden(const Manifest& manifest, const GoldenChoice& choice, Scorer& scorer,
                                           const GoldenRun& run, const RunControl& control);

// A slide's identity by its whole contents, for SiteGoldenFolder::checkNew before anything is computed. Errors: those
// of openSlide, io, cancelled.
[[nodiscard]] Result<KnownHash> contentsOf(const std::filesystem::path& slide, const std::stop_token& stop);

// A site's own slide scored for the first time: `request` says what a score of it needs. Errors: those of scoreSlide;
// refused where it is not assessable.
[[nodiscard]] Result<SiteGolden> makeSiteGolden(const ScoreRequest& request, Scorer& scorer, const RunControl& control);

// The bundle's slides are drawn again and scored, then the site's of this bundle. What goes wrong with one slide fails
// that slide alone. Error: cancelled.
[[nodiscard]] Result<GoldenReport> checkGolden(const Manifest& manifest, const std::string& bundleSha256,
                                               const std::vector<SiteGoldenFolder::Entry>& site, Scorer& scorer,
                                               const GoldenRun& run, const RunControl& control);

}  // namespace snitt
