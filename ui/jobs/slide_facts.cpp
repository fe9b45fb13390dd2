#include "ui/jobs/slide_facts.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "tiling/mask_ops.h"
#include "tiling/slide_scope.h"

namespace snitt {

ScopeLook lookAtSlide(const std::filesystem::path& slide, const std::optional<TypedMpp>& typed,
                      const SlideOpener& opener, const std::stop_token& stop) {
  ScopeLook look;
  look.slide = slide;
  const auto reader = opener ? opener(slide) : openSlide(slide);
  if (!reader) {
    look.fault = reader.error().message;
    return look;
  }
  look.info = (*reader)->info();
  // What a file states wins nothing over a person, so a scale is typed only where there is none.
  auto scale = resolveScale(look.info, look.info.mpp ? std::nullopt : typed);
  if (!scale) {
    look.scaleFault = scale.error().message;
    return look;
  }
  look.scale = std::move(*scale);
  RunControl control;
  control.stop = stop;
  const auto tissue = findTissue(**reader, *look.scale, control);
  if (!tissue) {
    look.fault = tissue.error().message;
    return look;
  }
  look.stain = tissue->stain;
  look.tissueFound = countInside(tissue->tissue) > 0;
  return look;
}

ScopeResult scopeOf(const Manifest& manifest, const ScopeLook& look, const std::vector<std::string>& typedFacts,
                    const std::string& person) {
  // Without a scale nothing is enlarged, and mpp is not known.
  std::vector<Fact> facts;
  if (look.scale) {
    facts = slideFacts(look.info, *look.scale, look.stain);
  } else if (!look.info.scanner.empty()) {
    facts.push_back({"scanner", look.info.scanner, "file"});
  }
  for (const std::string& text : typedFacts)
    if (auto fact = parseFact(text, fmt::format("typed by {}", person))) facts.push_back(std::move(*fact));
  return look.scale ? checkSlideScope(manifest, facts, *look.scale) : checkScope(manifest.scope, facts);
}

std::vector<std::string> typableFacts(const ScopeRules& scope) {
  static constexpr std::array<std::string_view, 7> order{"organ",   "specimenType", "neoadjuvant", "stain",
                                                         "scanner", "pT",           "pN"};
  std::vector<std::string> keys;
  const bool stage = scope.allowed.contains("stage");
  for (const std::string_view key : order)
    if (scope.allowed.contains(std::string(key)) || (stage && (key == "pT" || key == "pN"))) keys.emplace_back(key);
  return keys;
}

}  // namespace snitt
