#include "inference/golden/golden_drawing.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "core/decision/scope.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "core/text/identity.h"
#include "tiling/simulation/simulated_slide.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;

// Nobody needs more to see whether networks compute what they should.
constexpr int leastSizePx = 1000;
constexpr int mostSizePx = 20000;
// Of a seed's patients; a scope that leaves out one in ten thousand is one for nobody whom the simulation knows.
constexpr std::size_t mostPatients = 10000;

std::map<std::string, std::string> factsOf(const simulation::SimulatedPatient& patient) {
  const simulation::Covariates& facts = patient.covariates;
  return {{"organ", facts.site == simulation::Site::rectum ? "rectum" : "colon"},
          {"specimenType", "resection"},
          {"neoadjuvant", facts.neoadjuvant ? "yes" : "no"},
          {"pT", std::to_string(facts.pT)},
          {"pN", std::to_string(facts.pN)},
          {"nodes", std::to_string(facts.nodesExamined)}};
}

// The part of the scope that patients differ in; stain, scanner and scale are seen on the slide itself.
ScopeResult checkPatient(const Manifest& manifest, const std::map<std::string, std::string>& facts) {
  ScopeRules rules = manifest.scope;
  rules.allowed.erase("stain");
  rules.allowed.erase("scanner");
  rules.leastMpp.reset();
  rules.mostMpp.reset();
  std::vector<Fact> known;
  for (const auto& [key, value] : facts) known.push_back({key, value, "simulated"});
  return checkScope(rules, known);
}

// The model and patient that writeSimulatedSlide asks for; only what is drawn is filled.
struct Drawn {
  simulation::CohortModel model;
  simulation::SimulatedPatient patient;
};

Result<Drawn> drawnOf(const GoldenPhantom& phantom) {
  auto scanners = scannersNamed({phantom.scanner});
  if (!scanners) return fail(ErrorKind::model, scanners.error().message);
  Drawn drawn;
  drawn.model.scanners = *std::move(scanners);
  drawn.patient.name = "GOLDEN";
  drawn.patient.latents.architecture = phantom.architecture;
  drawn.patient.latents.cells = phantom.cells;
  simulation::SlideFacts slide;
  slide.stem = "golden";
  slide.accession = "GOLDEN";
  slide.mpp = phantom.mpp;
  // The file's date and the label are no pixels of level 0.
  slide.scanned = drawn.model.recruitmentStart;
  slide.phantomSeed = static_cast<std::uint64_t>(phantom.seed);
  drawn.patient.slides.push_back(slide);
  return drawn;
}

}  // namespace

Result<void> checkGoldenChoice(const GoldenChoice& choice) {
  if (choice.seeds.empty()) return fail(ErrorKind::usage, "a golden slide needs a seed");
  for (const int seed : choice.seeds) {
    if (seed < 0) return fail(ErrorKind::usage, fmt::format("the seed {} is negative", seed));
    if (std::ranges::count(choice.seeds, seed) > 1)
      return fail(ErrorKind::usage, fmt::format("the seed {} is given twice", seed));
  }
  if (choice.sizePx < leastSizePx || choice.sizePx > mostSizePx)
    return fail(ErrorKind::usage,
                fmt::format("a golden slide has {} to {} px, not {}", leastSizePx, mostSizePx, choice.sizePx));
  if (auto scanners = scannersNamed(choice.scanners); !scanners) return fail(scanners.error());
  return {};
}

Result<GoldenSlide> planGolden(const Manifest& manifest, const GoldenChoice& choice, std::size_t index) {
  const ScannerProfile& scanner = *scannerProfile(choice.scanners.at(index % choice.scanners.size()));
  simulation::CohortModel model;
  model.seed = static_cast<std::uint64_t>(choice.seeds.at(index));
  for (std::size_t candidate = 0; candidate < mostPatients; ++candidate) {
    const simulation::SimulatedPatient patient = drawPatient(model, candidate);
    auto facts = factsOf(patient);
    if (!checkPatient(manifest, facts).ok) continue;
    GoldenSlide slide;
    slide.phantom = {choice.seeds.at(index),       choice.sizePx,        scanner.name, scanner.mpp,
                     patient.latents.architecture, patient.latents.cells};
    slide.facts = std::move(facts);
    return slide;
  }
  return fail(ErrorKind::outOfScope,
              fmt::format("the bundle {} is made for nobody among the patients that can be simulated", manifest.name));
}

Result<DrawnGolden> DrawnGolden::draw(const GoldenPhantom& phantom, const RunControl& control, int threads) {
  const auto drawn = drawnOf(phantom);
  if (!drawn) return fail(drawn.error());
  DrawnGolden made;
  made.m_folder = fs::temp_directory_path() / ("snitt-golden-" + randomUuid());
  const simulation::CohortFiles names;
  for (const fs::path& folder : {made.m_folder / names.slideFolder, made.m_folder / names.tumourFolder})
    if (auto folderMade = os::makePrivateFolder(folder); !folderMade) return fail(folderMade.error());
  const simulation::SlideFacts& slide = drawn->patient.slides.front();
  if (auto written = writeSimulatedSlide(made.m_folder, drawn->model, drawn->patient, slide,
                                         {phantom.sizePx, phantom.sizePx}, control, threads);
      !written)
    return fail(written.error());
  made.m_file = made.m_folder / names.slide(slide);
  return made;
}

DrawnGolden::DrawnGolden(DrawnGolden&& other) noexcept
    : m_folder(std::exchange(other.m_folder, {})), m_file(std::exchange(other.m_file, {})) {}

DrawnGolden& DrawnGolden::operator=(DrawnGolden&& other) noexcept {
  std::swap(m_folder, other.m_folder);
  std::swap(m_file, other.m_file);
  return *this;
}

DrawnGolden::~DrawnGolden() {
  std::error_code ignored;
  if (!m_folder.empty()) fs::remove_all(m_folder, ignored);
}

Result<std::string> DrawnGolden::pixelsSha256() const {
  const auto slide = openSlide(m_file);
  if (!slide) return fail(slide.error());
  const Level& level = (*slide)->info().levels.front();
  constexpr int stripPx = 256;  // a row of the file's tiles, about
  Sha256 hash;
  std::vector<std::uint8_t> strip(static_cast<std::size_t>(level.widthPx) * 3 * stripPx);
  for (std::int64_t y = 0; y < level.heightPx; y += stripPx) {
    const int rows = static_cast<int>(std::min<std::int64_t>(stripPx, level.heightPx - y));
    const auto bytes =
        std::span(strip).first(static_cast<std::size_t>(level.widthPx) * 3 * static_cast<std::size_t>(rows));
    if (auto read = (*slide)->readNative(0, 0, y, static_cast<int>(level.widthPx), rows, bytes); !read)
      return fail(read.error());
    hash.add(std::as_bytes(bytes));
  }
  return hash.hex();
}

}  // namespace snitt
