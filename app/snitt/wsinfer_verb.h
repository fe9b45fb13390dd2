// WSInfer model folders on the command line: `score`, `bundle inspect` and `bundle verify` come here for them.
#pragma once

#include <filesystem>
#include <vector>

#include "app/snitt/outcome.h"
#include "app/snitt/session.h"
#include "app/snitt/slide_options.h"
#include "core/trust/signature.h"

namespace snitt::app {

struct WsinferArguments {
  std::vector<std::filesystem::path> slides;
  std::filesystem::path bundle;
  std::filesystem::path out;
  ScaleOptions scale;
  TumourOption tumour;
  bool untrusted = false;
  bool showPaths = false;
};

// Every tile of the slides' tissue with its classes, in WSInfer's own layout under `out`. A slide of which a tile could
// not be read is a fault (its files are written, the tiles listed); one without tissue is refused.
[[nodiscard]] ExitCode classifySlides(const WsinferArguments& arguments, Session& session);

[[nodiscard]] ExitCode inspectWsinfer(const std::filesystem::path& folder, const Session& session);
[[nodiscard]] ExitCode verifyWsinfer(const std::filesystem::path& folder, const TrustRules& rules,
                                     const Session& session);

}  // namespace snitt::app
