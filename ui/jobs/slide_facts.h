// What a slide itself says of the facts that a bundle's scope asks for, and the check against the scope before anything
// is computed. The engine checks again; this one is for a person to see, and to add what is not known.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/decision/scope.h"
#include "core/result.h"
#include "tiling/slide_info.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"
#include "tiling/tissue.h"

namespace snitt {

struct ScopeLook {
  std::filesystem::path slide;
  std::string fault;                // why it cannot be opened; one sentence without its full stop
  SlideInfo info;                   // without a fault
  std::optional<SlideScale> scale;  // none where neither the file nor a person states one that can be used
  std::string scaleFault;           // why there is none
  StainKind stain = StainKind::unknown;
  bool tissueFound = false;  // without tissue the engine says "not assessable" whatever the scope
};

using SlideOpener = std::function<Result<std::unique_ptr<SlideReader>>(const std::filesystem::path&)>;

// Opens the slide and looks at its overview, for the stain. Takes seconds, and as long as the storage does: not for the
// UI thread. An empty `opener` is openSlide.
[[nodiscard]] ScopeLook lookAtSlide(const std::filesystem::path& slide, const std::optional<TypedMpp>& typed,
                                    const SlideOpener& opener, const std::stop_token& stop);

// Of the slide's own facts beside those that were typed ("organ=colon"; one that is none is left out). Pure.
[[nodiscard]] ScopeResult scopeOf(const Manifest& manifest, const ScopeLook& look,
                                  const std::vector<std::string>& typedFacts, const std::string& person);

// The facts of the scope that a person can type, in the order in which a report is read: organ, specimenType,
// neoadjuvant, stain, scanner, pT, pN; a stage is asked for as pT and pN.
[[nodiscard]] std::vector<std::string> typableFacts(const ScopeRules& scope);

}  // namespace snitt
