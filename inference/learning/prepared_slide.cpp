#include "inference/learning/prepared_slide.h"

#include <atomic>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/decision/assessable.h"
#include "core/sha256.h"
#include "inference/learning/slide_look.h"
#include "inference/tile_scoring.h"
#include "inference/training/lanes.h"
#include "inference/tumour.h"
#include "tiling/mask_ops.h"
#include "tiling/quality.h"
#include "tiling/slide_scope.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-prepared-slide/1";

class Preparation {
 public:
  Preparation(const ListedSlide& slide, const Manifest& manifest, const SegmentationNetwork* network,
              std::string_view identity, const std::filesystem::path& folder, const RunControl& control)
      : m_listed(slide),
        m_manifest(manifest),
        m_network(network),
        m_identity(identity),
        m_folder(folder),
        m_control(control) {}

  Result<PreparedSlide> run() {
    auto opened = openListed(m_listed);
    if (!opened) return fail(opened.error());
    m_slide = std::move(*opened);
    m_name =
        sha256Of(fmt::format("{} {} {} {}", m_slide.fingerprint, m_slide.scale.mpp.x, m_slide.scale.mpp.y, m_identity))
            .substr(0, 32);
    if (auto there = remembered()) return std::move(*there);
    auto made = prepare();
    if (!made) return fail(made.error());
    if (auto kept = keep(); !kept) return fail(kept.error());
    return std::move(m_prepared);
  }

 private:
  [[nodiscard]] std::filesystem::path tilesFile(const ResolutionSpec& spec) const {
    return m_folder / (m_name + "-" + spec.name + ".tiles");
  }
  [[nodiscard]] std::filesystem::path factsFile() const { return m_folder / (m_name + ".json"); }

  [[nodiscard]] std::optional<PreparedSlide> remembered() const {
    const auto text = readFile(factsFile());
    if (!text) return std::nullopt;
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object() || json.value("format", "") != kFormat) return std::nullopt;
    PreparedSlide prepared;
    prepared.leftOut = json.value("leftOut", "");
    prepared.tumourMm2 = json.value("tumourMm2", 0.0);
    const auto& input = json.value("input", nlohmann::json::object());
    const auto figure = [&](const char* name) {
      const auto found = input.find(name);
      return found != input.end() && found->is_number() ? found->get<double>() : std::nan("");
    };
    prepared.input = {figure("brightness"), figure("haematoxylin"), figure("eosin"), figure("blurredShare"),
                      figure("tissueShare")};
    if (!prepared.leftOut.empty()) return prepared;
    for (const ResolutionSpec& spec : m_manifest.resolutions) {
      auto tiles = StoredTiles::open(tilesFile(spec), m_name);
      if (!tiles) return std::nullopt;
      prepared.tiles.push_back(std::move(*tiles));
    }
    return prepared;
  }

  [[nodiscard]] Result<void> keep() const {
    nlohmann::ordered_json input;
    for (const auto& [name, value] : m_prepared.input.named())
      input[std::string(name)] = std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
    const nlohmann::ordered_json json{
        {"format", kFormat}, {"leftOut", m_prepared.leftOut}, {"tumourMm2", m_prepared.tumourMm2}, {"input", input}};
    return writeFileAtomically(factsFile(), json.dump(1) + "\n");
  }

  Result<void> prepare() {
    auto tissue = findTissue(*m_slide.reader, m_slide.scale, m_control);
    if (!tissue) return fail(tissue.error());
    auto whole = measureQuality(*m_slide.reader, m_slide.scale, *tissue, tissue->tissue, m_control);
    if (!whole) return fail(whole.error());
    m_prepared.input = inputStatistics(*tissue, *whole);
    m_prepared.leftOut = outsideScope(*tissue);
    if (!m_prepared.leftOut.empty()) return {};

    auto tumour = m_network == nullptr ? Result<TumourRegion>(tumourIsTissue(*tissue, m_slide.scale))
                                       : segmentTumour(*m_slide.reader, m_slide.scale, *tissue, m_manifest.segmentation,
                                                       *m_network, 1, m_control);
    if (!tumour) return fail(tumour.error());
    m_prepared.tumourMm2 = tumour->areaMm2;
    if (tumour->components == 0) {
      m_prepared.leftOut = m_network == nullptr ? "no tissue was found" : "no tumour was found";
      return {};
    }
    const Mask region =
        rescale(tumour->mask, tumour->downsample, tissue->tissue.width, tissue->tissue.height, tissue->downsample);
    auto quality = measureQuality(*m_slide.reader, m_slide.scale, *tissue, region, m_control);
    if (!quality) return fail(quality.error());
    m_figures.tumourMm2 = tumour->areaMm2;
    m_figures.blurredShare = quality->blurShare;
    m_figures.foldedShare = quality->foldShare;
    m_figures.inkedShare = quality->penShare;
    if (m_network != nullptr) m_figures.tiles.push_back({"the segmentation", tumour->tiles, tumour->unreadable});
    return storeAll(*tumour);
  }

  [[nodiscard]] std::string outsideScope(const TissueMap& tissue) const {
    std::vector<Fact> facts = slideFacts(m_slide.reader->info(), m_slide.scale, tissue.stain);
    facts.insert(facts.end(), m_listed.facts.begin(), m_listed.facts.end());
    for (const ScopeFinding& finding : checkSlideScope(m_manifest, facts, m_slide.scale).findings)
      if (finding.state == FactState::violated) return "outside the bundle's scope: " + finding.detail;
    return {};
  }

  Result<void> storeAll(const TumourRegion& tumour) {
    std::vector<TilePlan> plans;
    for (const ResolutionSpec& spec : m_manifest.resolutions) {
      auto plan = planTiles(planRequest(spec, m_slide.scale), tumour.mask, tumour.downsample);
      if (!plan) return failIn(spec.name, plan.error());
      m_figures.tiles.push_back({spec.name, static_cast<int>(plan->tiles.size()), 0});
      plans.push_back(std::move(*plan));
    }
    if (judge()) return {};
    for (std::size_t i = 0; i < plans.size(); ++i) {
      const ResolutionSpec& spec = m_manifest.resolutions[i];
      const auto file = tilesFile(spec);
      auto stored = storeTiles(file, m_name, *m_slide.reader, plans[i], m_control);
      if (!stored) return stored;
      auto tiles = StoredTiles::open(file, m_name);
      if (!tiles) return fail(tiles.error());
      m_figures.tiles[m_figures.tiles.size() - plans.size() + i].unreadable = static_cast<int>(tiles->unreadable());
      m_prepared.tiles.push_back(std::move(*tiles));
    }
    if (judge()) m_prepared.tiles.clear();
    return {};
  }

  // Is the slide left out for what is known by now?
  bool judge() {
    for (const TileCount& one : m_figures.tiles)
      if (one.planned == 0) m_prepared.leftOut = "no tile of " + one.resolution + " fits into the tumour";
    if (m_prepared.leftOut.empty())
      m_prepared.leftOut = notAssessableReason(m_manifest.assessable, m_figures).value_or("");
    return !m_prepared.leftOut.empty();
  }

  const ListedSlide& m_listed;
  const Manifest& m_manifest;
  const SegmentationNetwork* m_network;
  std::string m_identity;
  const std::filesystem::path& m_folder;
  const RunControl& m_control;
  OpenedSlide m_slide;
  std::string m_name;
  AssessableFigures m_figures;
  PreparedSlide m_prepared;
};

}  // namespace

std::string preparationIdentity(const Manifest& manifest, std::string_view segmentationSha256) {
  // Of the manifest's text, what does not decide about tiles is made the same.
  Manifest alone = manifest;
  alone.id = alone.name = alone.version = "-";
  alone.licence = alone.intendedUse = "-";
  alone.status = BundleStatus::untrained;
  alone.decision = {};
  for (ResolutionSpec& resolution : alone.resolutions) {
    resolution.members.clear();
    resolution.batch = 1;
    resolution.normalisation = {};
  }
  alone.files.clear();
  alone.references.clear();
  alone.training.reset();
  return sha256Of(formatManifest(alone) + std::string(segmentationSha256));
}

Result<PreparedSlide> prepareSlide(const ListedSlide& slide, const Manifest& manifest,
                                   const SegmentationNetwork* network, std::string_view identity,
                                   const std::filesystem::path& folder, const RunControl& control) {
  return Preparation(slide, manifest, network, identity, folder, control).run();
}

Result<std::vector<PreparedSlide>> prepareSlides(const std::vector<ListedSlide>& slides, const Manifest& manifest,
                                                 const SegmentationNetwork* network,
                                                 std::string_view segmentationSha256,
                                                 const std::filesystem::path& folder, int threads,
                                                 const RunControl& control) {
  const std::string identity = preparationIdentity(manifest, segmentationSha256);
  std::vector<PreparedSlide> prepared(slides.size());
  std::atomic<std::int64_t> done{0};
  RunControl quiet = control;
  quiet.progress = {};
  auto worked =
      onLanes(slides.size(), threads, control.stop, [&](std::size_t i, const std::stop_token& stop) -> Result<void> {
        RunControl own = quiet;
        own.stop = stop;
        auto one = prepareSlide(slides[i], manifest, network, identity, folder, own);
        if (!one && one.error().kind == ErrorKind::cancelled) return fail(one.error());
        if (!one) return failIn(fmt::format("row {}", slides[i].row), one.error());
        prepared[i] = std::move(*one);
        control.report("tiles", ++done, static_cast<std::int64_t>(slides.size()));
        return {};
      });
  if (!worked) return fail(worked.error());
  return prepared;
}

}  // namespace snitt
