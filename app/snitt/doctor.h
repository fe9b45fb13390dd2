// The parts of `snitt doctor`: what the verb was given, and what it can do with it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/snitt/outcome.h"
#include "app/snitt/session.h"
#include "app/snitt/slide_options.h"
#include "core/golden/golden_check.h"
#include "core/golden/site_golden.h"
#include "core/result.h"
#include "inference/model.h"

namespace snitt::app {

struct DoctorOptions {
  std::filesystem::path bundle;
  bool golden = false;
  std::filesystem::path goldenAdd;     // a slide
  std::filesystem::path qualify;       // a folder
  std::filesystem::path goldenFolder;  // of the site's golden slides; empty: in the user's data folder
  bool untrusted = false;
  // What a score of goldenAdd needs.
  ScaleOptions scale;
  std::vector<std::string> facts;
  std::string outsideScope;
};

// What works on this machine.
[[nodiscard]] ExitCode examine(const std::filesystem::path& bundle, const Session& session);

// --golden, --golden-add and --qualify.
[[nodiscard]] ExitCode checkGoldenSlides(const DoctorOptions& options, Session& session);
[[nodiscard]] ExitCode addGoldenSlide(const DoctorOptions& options, Session& session);
[[nodiscard]] ExitCode qualify(const DoctorOptions& options, Session& session);

// Where the site's golden slides are kept. Error: io without a home.
[[nodiscard]] Result<SiteGoldenFolder> siteGolden(const DoctorOptions& options);

// The bundle's golden slides and the site's, checked with a model that is used up. Errors: those of siteGolden and
// checkGolden.
[[nodiscard]] Result<GoldenReport> runGoldenCheck(const DoctorOptions& options, LoadedModel model, Session& session);

// The check as a table: slide, what, expected, found, difference, tolerance, pass or FAIL; then the sentence.
[[nodiscard]] std::string goldenTable(const GoldenReport& report);

}  // namespace snitt::app
