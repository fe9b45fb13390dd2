#include "tiling/simulation/simulated_slide.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "core/text/nearest.h"
#include "tiling/label/label_image.h"
#include "tiling/label/macro_image.h"
#include "tiling/mask_tiff.h"
#include "tiling/slide_writer/svs_writer.h"

namespace snitt {
namespace {

using simulation::CohortModel;
using simulation::SimulatedPatient;
using simulation::SlideFacts;

constexpr double kMppSd = 0.001;  // as between machines of one make

const ScannerProfile& profileOf(const CohortModel& model, const SlideFacts& slide) {
  const std::string& id = model.scanners[slide.scanner].name;
  return *std::ranges::find(scannerProfiles(), id, &ScannerProfile::scannerId);
}

// Aperio writes months first, with two digits of the year.
std::string aperioDate(Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:02}/{:02}/{:02}", static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     static_cast<int>(date.year()) % 100);
}

Result<SvsRecipe> recipeOf(const CohortModel& model, const SimulatedPatient& patient, const SlideFacts& slide,
                           const Phantom& phantom) {
  const PhantomRecipe& drawn = phantom.recipe();
  const ScannerProfile& profile = profileOf(model, slide);
  auto label = labelImage({.accession = slide.accession,
                           .lines = {"H&E", patient.name},
                           .heading = "SIMULATED",
                           .barcode = slide.phantomSeed % 2 == 0 ? BarcodeKind::dataMatrix : BarcodeKind::code128},
                          {.seed = slide.phantomSeed});
  if (!label) return fail(label.error());
  SvsRecipe recipe;
  recipe.widthPx = drawn.widthPx;
  recipe.heightPx = drawn.heightPx;
  recipe.draw = [phantom](std::int64_t x, std::int64_t y, Image& tile) { phantom.draw(x, y, tile); };
  recipe.quality = profile.jpegQuality;
  recipe.mpp = drawn.mpp;
  recipe.scanner = profile.scannerId;
  recipe.date = aperioDate(slide.scanned);
  recipe.time = "09:00:00";
  recipe.name = slide.stem;
  recipe.more = {{"Software", "Snitt phantom"}};
  recipe.macro = [paper = *label, seed = slide.phantomSeed](const Image& thumbnail) {
    return macroImage(paper, thumbnail, {.seed = seed});
  };
  recipe.label = *std::move(label);
  return recipe;
}

bool isThere(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored);
}

}  // namespace

Result<std::vector<simulation::ScannerModel>> scannersNamed(const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const ScannerProfile& profile : scannerProfiles()) known.push_back(profile.name);
  if (names.empty()) return fail(ErrorKind::usage, "no scanner is named");
  std::vector<simulation::ScannerModel> scanners;
  for (const std::string& name : names) {
    const ScannerProfile* profile = scannerProfile(name);
    if (profile == nullptr)
      return fail(ErrorKind::usage, fmt::format("there is no scanner \"{}\"{}; there are {}", name,
                                                nearestHint(name, known), fmt::join(known, ", ")));
    if (std::ranges::count(names, name) > 1)
      return fail(ErrorKind::usage, fmt::format("the scanner \"{}\" is named twice", name));
    scanners.push_back({profile->scannerId, 1.0 / static_cast<double>(names.size()), profile->mpp, kMppSd});
  }
  return scanners;
}

PhantomRecipe phantomOf(const CohortModel& model, const SimulatedPatient& patient, const SlideFacts& slide,
                        SlideSize size) {
  constexpr std::array kPens{PenColour::blue, PenColour::green, PenColour::black};
  PhantomRecipe recipe;
  recipe.widthPx = size.widthPx;
  recipe.heightPx = size.heightPx;
  recipe.mpp = slide.mpp;
  recipe.seed = slide.phantomSeed;
  recipe.architecture = patient.latents.architecture;
  recipe.cells = patient.latents.cells;
  recipe.scanner = profileOf(model, slide);
  recipe.fold = slide.fold;
  if (slide.pen) recipe.pen = kPens[slide.phantomSeed / 2 % kPens.size()];
  return recipe;
}

Result<void> writeSimulatedSlide(const std::filesystem::path& folder, const CohortModel& model,
                                 const SimulatedPatient& patient, const SlideFacts& slide, SlideSize size,
                                 const RunControl& control, int threads) {
  const simulation::CohortFiles names;
  const std::filesystem::path file = folder / names.slide(slide);
  const std::filesystem::path mask = folder / names.tumour(slide);
  if (isThere(file) && isThere(mask)) return {};
  const Phantom phantom(phantomOf(model, patient, slide, size));
  const double downsample = std::max(1.0, std::round(kTumourMaskMpp / slide.mpp));
  auto written = writeMaskTiff(mask, phantom.tumourMask(downsample), downsample * slide.mpp, "tumour of a phantom");
  if (!written) return written;
  const auto recipe = recipeOf(model, patient, slide, phantom);
  if (!recipe) return fail(recipe.error());
  return writeSvs(file, *recipe, control, threads);
}

}  // namespace snitt
