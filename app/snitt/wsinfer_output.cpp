#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/snitt/result_folder.h"
#include "app/snitt/slide_options.h"
#include "app/snitt/trust_json_p.h"
#include "app/snitt/wsinfer_output_p.h"
#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/text/identity.h"

namespace snitt::app {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* csvFolder = "model-outputs-csv";
constexpr const char* geoJsonFolder = "model-outputs-geojson";

std::string csvName(const std::string& stem) { return std::string(csvFolder) + "/" + stem + ".csv"; }

std::string geoJsonName(const std::string& stem) { return std::string(geoJsonFolder) + "/" + stem + ".geojson"; }

std::vector<fs::path> metadataFiles(const fs::path& out) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(out, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("run_metadata_") && name.ends_with(".json")) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// Fingerprints of the slides whose files went there; empty for files that no run of Snitt tells of.
std::set<std::string> ownersOf(const fs::path& out, const std::string& csv) {
  std::set<std::string> owners;
  for (const fs::path& file : metadataFiles(out)) {
    const auto text = readFile(file);
    const Json json = Json::parse(text.value_or(""), nullptr, false);
    if (!json.is_object() || !json.contains("slides") || !json["slides"].is_array()) continue;
    for (const Json& slide : json["slides"])
      if (slide.is_object() && slide.value("csv", "") == csv) owners = {slide.value("fingerprint", "")};
  }
  return owners;
}

double meanOf(const TileClasses& tiles, std::size_t classIndex) {
  double sum = 0;
  std::size_t count = 0;
  for (const auto& row : tiles.probabilities) {
    if (row.empty()) continue;
    sum += row[classIndex];
    ++count;
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

Json transformJson(const WsinferConfig& config) {
  Json steps = Json::array();
  if (config.resizePx) steps.push_back({{"name", "Resize"}, {"arguments", {{"size", *config.resizePx}}}});
  steps.push_back({{"name", "ToTensor"}});
  if (config.normalisation != Normalisation{{0, 0, 0}, {1, 1, 1}})
    steps.push_back({{"name", "Normalize"},
                     {"arguments", {{"mean", config.normalisation.mean}, {"std", config.normalisation.sd}}}});
  return steps;
}

}  // namespace

Json configJson(const WsinferConfig& config) {
  return {{"architecture", config.architecture}, {"num_classes", config.classNames.size()},
          {"patch_size_pixels", config.patchPx}, {"spacing_um_px", config.spacingUmPx},
          {"class_names", config.classNames},    {"transform", transformJson(config)}};
}

Json startMetadata(const WsinferModel& model, const std::string& device, const CommonOptions& options) {
  Json untrusted = Json::array();
  if (model.script.runsUntrusted()) untrusted = untrustedJson({{model.script.name(), model.script.sha256()}});
  Json runtime{{"software", std::string("snitt ") + SNITT_VERSION},
               {"engine", describeEngine()},
               {"device", device},
               {"precision", "fp32"},
               {"threads", options.threadCount()},
               {"typedBy", typist()}};
  return {{"format", "snitt-wsinfer-run/1"},
          {"model",
           {{"config", configJson(model.config)},
            {"sha256",
             {{std::string(wsinferConfigName), model.configSha256},
              {std::string(wsinferScriptName), model.script.sha256()}}},
            {"signature", signatureJson(model.signature)},
            {"untrusted", std::move(untrusted)}}},
          {"runtime", std::move(runtime)},
          {"timestamp", utcNow()},
          {"slides", Json::array()},
          {"researchUseOnly", true}};
}

std::string outputStem(const fs::path& out, const fs::path& slide, const std::string& fingerprint, bool nameShared) {
  const std::string name = resultName(slide);
  std::error_code ignored;
  const bool there = fs::exists(out / csvName(name), ignored);
  const bool taken = there && !ownersOf(out, csvName(name)).contains(fingerprint);
  return taken || nameShared ? name + "-" + fingerprint.substr(0, 8) : name;
}

Result<void> writeTileClasses(const fs::path& out, const std::string& stem, const TileClasses& tiles) {
  return makeFolder(out / csvFolder)
      .and_then([&] { return makeFolder(out / geoJsonFolder); })
      .and_then([&] { return writeFileAtomically(out / geoJsonName(stem), formatClassGeoJson(tiles)); })
      .and_then([&] { return writeFileAtomically(out / csvName(stem), formatClassCsv(tiles)); });
}

Json slideJson(const std::string& stem, const ClassifiedSlide& slide) {
  Json unreadable = Json::array();
  for (const LevelZeroRect& tile : unreadableTiles(slide.tiles))
    unreadable.push_back({{"minx", tile.minX}, {"miny", tile.minY}, {"width", tile.width}, {"height", tile.height}});
  const bool complete = unreadable.empty();
  return {{"slide", stem},
          {"status", slide.tiles.tiles.empty() ? "no tissue"
                     : complete                ? "done"
                                               : "incomplete"},
          {"fingerprint", slide.fingerprint},
          {"vendor", slide.vendor},
          {"mpp", slide.mpp},
          {"mppSource", slide.mppSource},
          {"findings", slide.findings},
          {"region", slide.region},
          {"tiles", slide.tiles.tiles.size()},
          {"unreadable", std::move(unreadable)},
          {"csv", csvName(stem)},
          {"geojson", geoJsonName(stem)}};
}

Result<fs::path> writeMetadata(const fs::path& out, const Json& metadata) {
  std::string time = metadata["timestamp"].get<std::string>();
  std::erase_if(time, [](char c) { return c == '-' || c == ':' || c == 'Z'; });
  const std::string base = "run_metadata_" + time;
  const std::string text = metadata.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  // Runs side by side may end in one second, and none may take another's record away.
  fs::path file = out / (base + ".json");
  auto written = os::writeNewSynced(file, text, os::Readers::everybody);
  for (int number = 2; !written && written.error().kind == ErrorKind::usage; ++number) {
    file = out / fmt::format("{}_{}.json", base, number);
    written = os::writeNewSynced(file, text, os::Readers::everybody);
  }
  if (!written) return fail(written.error());
  return file;
}

std::string classSummary(const ClassifiedSlide& slide, const WsinferModel& model, const fs::path& path,
                         const fs::path& csv) {
  const auto line = [](std::string_view name, const std::string& value) {
    return fmt::format("  {:<12} {}\n", name, value);
  };
  std::string text = path.string() + "\n";
  const std::size_t unreadable = unreadableTiles(slide.tiles).size();
  text += line("scale", fmt::format("{:.4f} µm/px ({})", slide.mpp, slide.mppSource));
  for (const std::string& finding : slide.findings) text += line("finding", finding);
  if (model.script.runsUntrusted())
    text += line("untrusted", fmt::format("{} ran without a trusted signature (sha256 {})", model.script.name(),
                                          model.script.sha256()));
  else
    text += line("signature", describe(model.signature));
  text += line("tiles", fmt::format("{} of {} px at {:g} µm/px in the {}{}", slide.tiles.tiles.size(),
                                    model.config.patchPx, model.config.spacingUmPx, slide.region,
                                    unreadable == 0 ? "" : fmt::format(", {} of them unreadable", unreadable)));
  constexpr std::size_t mostShown = 12;
  const auto& names = model.config.classNames;
  for (std::size_t c = 0; c < std::min(names.size(), mostShown) && slide.tiles.tiles.size() > unreadable; ++c)
    text += line("mean", fmt::format("{} {:.3f}", names[c], meanOf(slide.tiles, c)));
  if (names.size() > mostShown) text += line("", fmt::format("and {} more classes", names.size() - mostShown));
  text += line("class", "none: a classifier of tiles gives no prognosis");
  text += line("results", csv.string() + " and the same as GeoJSON");
  return text + "  research use only; machine output, not reviewed\n";
}

}  // namespace snitt::app
