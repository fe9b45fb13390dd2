#include "app/snitt/slide_options.h"
#include "app/snitt/validators_p.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

#include "core/atomic_file.h"
#include "core/geojson.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "core/text/number.h"

namespace snitt::app {

Result<std::optional<TypedMpp>> ScaleOptions::typed() const {
  if (!mpp) {
    if (reason.empty()) return std::nullopt;
    return fail(ErrorKind::usage, "--mpp-reason needs --mpp");
  }
  if (!std::isfinite(*mpp) || *mpp <= 0)
    return fail(ErrorKind::usage, "--mpp is the size of a pixel in µm and must be above 0, not " + shortest(*mpp));
  return TypedMpp{*mpp, reason, typist()};
}

void addScaleOptions(CLI::App& verb, ScaleOptions& options) {
  verb.add_option("--mpp", options.mpp, "µm per pixel of the finest level; wins over the file")->check(notBlank());
  verb.add_option("--mpp-reason", options.reason, "Why, where --mpp is unusual or contradicts the file's magnification")
      ->check(notBlank());
}

namespace {

std::string lowered(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return name;
}

bool isTumourClass(const std::string& name) { return lowered(name) == "tumor" || lowered(name) == "tumour"; }

// What a bundle without segmentation leaves in tumour.geojson, given back as it is or mended.
bool isSnittsTissue(const std::vector<OutlineFeature>& features) {
  return std::ranges::all_of(features, [](const auto& one) { return lowered(one.className) == "tissue"; });
}

std::string classesOf(const std::vector<OutlineFeature>& features) {
  std::set<std::string> names;
  for (const OutlineFeature& one : features) names.insert(one.className.empty() ? "no class" : one.className);
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

}  // namespace

Result<void> TumourOption::apply(ScoreRequest& request) const {
  if (text.empty()) return {};
  if (text == "tissue") {
    request.tumourIsTissue = true;
    return {};
  }
  const auto bytes = readFile(text);
  if (!bytes) return fail(bytes.error());
  const auto features = parseOutlines(*bytes);
  if (!features) return failIn(text, features.error());
  GivenOutline outline{{}, sha256Of(*bytes), "", *bytes};
  // An export usually holds all annotations of a slide. Once they carry classes, only the tumour's are meant.
  const bool classed = std::ranges::any_of(*features, [](const auto& one) { return !one.className.empty(); }) &&
                       !isSnittsTissue(*features);
  std::size_t used = 0;
  for (const OutlineFeature& feature : *features) {
    if (classed && !isTumourClass(feature.className)) continue;
    outline.polygons.insert(outline.polygons.end(), feature.polygons.begin(), feature.polygons.end());
    ++used;
  }
  if (used == 0 && classed)
    return fail(ErrorKind::unsupported, text + " holds annotations, but none of class Tumor (found: " +
                                            classesOf(*features) + "): give the outline to be scored the class Tumor");
  if (outline.polygons.empty()) return fail(ErrorKind::unsupported, text + " holds no polygon");
  if (used < features->size())
    outline.note = std::to_string(used) + " of " + std::to_string(features->size()) +
                   " annotations of the outline's file were used: those of class Tumor";
  request.outline = std::move(outline);
  return {};
}

void addTumourOption(CLI::App& verb, TumourOption& option) {
  verb.add_option("--tumour", option.text, "Score inside this outline (GeoJSON in level-0 pixels), or \"tissue\"")
      ->check(notBlank());
}

Result<std::vector<Fact>> parseFacts(const std::vector<std::string>& texts) {
  std::vector<Fact> facts;
  for (const std::string& text : texts) {
    auto fact = parseFact(text, "typed by " + typist());
    if (!fact) return fail(fact.error());
    facts.push_back(std::move(*fact));
  }
  return facts;
}

std::string typist() { return os::accountName(); }

}  // namespace snitt::app
