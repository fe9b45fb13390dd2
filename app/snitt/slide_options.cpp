#include "app/snitt/slide_options.h"

#include <CLI/CLI.hpp>

#include <cmath>

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
  verb.add_option("--mpp", options.mpp, "µm per pixel of the finest level; wins over the file");
  verb.add_option("--mpp-reason", options.reason,
                  "Why, where --mpp is unusual or contradicts the file's magnification");
}

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
  GivenOutline outline{{}, sha256Of(*bytes)};
  for (const OutlineFeature& feature : *features)
    outline.polygons.insert(outline.polygons.end(), feature.polygons.begin(), feature.polygons.end());
  if (outline.polygons.empty()) return fail(ErrorKind::usage, text + " holds no polygon");
  request.outline = std::move(outline);
  return {};
}

void addTumourOption(CLI::App& verb, TumourOption& option) {
  verb.add_option("--tumour", option.text, "Score inside this outline (GeoJSON in level-0 pixels), or \"tissue\"");
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
