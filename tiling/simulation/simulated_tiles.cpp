#include "tiling/simulation/simulated_tiles.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/statistics/resampling/counter_random.h"
#include "tiling/readers/jpeg_decode.h"
#include "tiling/resample.h"
#include "tiling/slide_writer/jpeg_encode_p.h"

namespace snitt {
namespace {

constexpr std::uint64_t kPlaceStream = 0x504C414345ULL;
constexpr std::uint64_t kTumourStream = 0x54554D4F5552ULL;
constexpr double kMapUm = 16;  // pixel of the map that places are looked up in
constexpr int kTries = 200;

// Of any rectangle the share that is of the tissue.
class TissueMap {
 public:
  TissueMap(const Phantom& phantom, TissueClass tissue) : m_pixel(kMapUm) {
    const double downsample = kMapUm / phantom.recipe().mpp;
    const Mask tumour = phantom.tumourMask(downsample);
    Mask inside = tumour;
    if (tissue == TissueClass::other) {
      inside = phantom.tissueMask(downsample);
      for (std::size_t i = 0; i < inside.values.size(); ++i)
        if (tumour.values[i] != 0) inside.values[i] = 0;
    }
    m_sums = Grid<std::int64_t>(inside.width + 1, inside.height + 1);
    for (int y = 0; y < inside.height; ++y)
      for (int x = 0; x < inside.width; ++x)
        m_sums.at(x + 1, y + 1) =
            m_sums.at(x, y + 1) + m_sums.at(x + 1, y) - m_sums.at(x, y) + (inside.at(x, y) != 0 ? 1 : 0);
  }

  [[nodiscard]] double share(double xUm, double yUm, double edgeUm) const {
    const auto column = [&](double um) {
      return std::clamp(static_cast<int>(um / m_pixel + 0.5), 0, m_sums.width - 1);
    };
    const auto row = [&](double um) { return std::clamp(static_cast<int>(um / m_pixel + 0.5), 0, m_sums.height - 1); };
    const int left = column(xUm);
    const int right = column(xUm + edgeUm);
    const int top = row(yUm);
    const int bottom = row(yUm + edgeUm);
    const auto inside =
        m_sums.at(right, bottom) - m_sums.at(left, bottom) - m_sums.at(right, top) + m_sums.at(left, top);
    return std::min(1.0, static_cast<double>(inside) * m_pixel * m_pixel / (edgeUm * edgeUm));
  }

 private:
  double m_pixel;
  Grid<std::int64_t> m_sums;
};

struct Place {
  double xUm = 0;
  double yUm = 0;
  double share = -1;
};

Place findPlace(const TissueMap& map, const PhantomRecipe& slide, const TileRequest& request,
                statistics::CounterRandom& random) {
  const double edgeUm = request.tilePx * request.mpp;
  Place best;
  for (int i = 0; i < kTries && best.share < request.leastShare; ++i) {
    Place place;
    place.xUm = random.uniform() * std::max(0.0, slide.widthPx * slide.mpp - edgeUm);
    place.yUm = random.uniform() * std::max(0.0, slide.heightPx * slide.mpp - edgeUm);
    place.share = map.share(place.xUm, place.yUm, edgeUm);
    if (place.share > best.share) best = place;
  }
  return best;
}

Result<void> throughJpeg(Image& image, int quality) {
  JpegEncoder encoder({quality, true});
  const auto tables = encoder.tables();
  if (!tables) return fail(tables.error());
  const auto pixels = encoder.pixels(image);
  if (!pixels) return fail(pixels.error());
  return decodeJpegTile({.tables = std::as_bytes(std::span(*tables)), .data = std::as_bytes(std::span(*pixels))},
                        image);
}

// From the drawn pixel (x, y) on.
Result<Image> drawOne(const Phantom& phantom, const TileRequest& request, std::int64_t left, std::int64_t top) {
  const double ratio = request.mpp / phantom.recipe().mpp;
  const int edge = static_cast<int>(std::ceil(request.tilePx * ratio)) + 1;
  Image drawn(edge, edge);
  phantom.draw(left, top, drawn);
  if (request.jpeg)
    if (auto done = throughJpeg(drawn, phantom.recipe().scanner.jpegQuality); !done) return fail(done.error());
  Image tile(request.tilePx, request.tilePx);
  const auto rows = [&](std::int64_t x, std::int64_t y, int width, int height, std::span<std::uint8_t> rgb) {
    std::size_t at = 0;
    for (int i = 0; i < height; ++i)
      for (int j = 0; j < width; ++j, at += 3) {
        const std::uint8_t* pixel = drawn.pixel(std::clamp(static_cast<int>(x) + j, 0, edge - 1),
                                                std::clamp(static_cast<int>(y) + i, 0, edge - 1));
        std::copy_n(pixel, 3, rgb.begin() + static_cast<std::ptrdiff_t>(at));
      }
    return Result<void>{};
  };
  auto done = resample({ratio, 0, 0, request.tilePx, request.tilePx}, rows, tile.bytes);
  if (!done) return fail(done.error());
  return tile;
}

// The same tissue on a coarser grid.
PhantomRecipe atScale(PhantomRecipe recipe, double mpp) {
  if (mpp <= recipe.mpp) return recipe;
  const double factor = recipe.mpp / mpp;
  recipe.widthPx = static_cast<int>(std::lround(recipe.widthPx * factor));
  recipe.heightPx = static_cast<int>(std::lround(recipe.heightPx * factor));
  recipe.mpp = mpp;
  return recipe;
}

}  // namespace

Result<void> checkTileRequest(const TileRequest& request) {
  if (request.tilePx < 1 || request.tilePx > 8192 || !(request.mpp >= 0.05 && request.mpp <= 20))
    return fail(ErrorKind::usage,
                fmt::format("a simulated tile of {} px at {} µm/px cannot be", request.tilePx, request.mpp));
  if (request.tiles < 1) return fail(ErrorKind::usage, "a simulated tumour gives at least one tile");
  if (!(request.leastShare > 0 && request.leastShare <= 1))
    return fail(ErrorKind::usage, "the share of a simulated tile's tissue must be above 0 and at most 1");
  if (request.drawMpp != 0 && !(request.drawMpp >= 0.1 && request.drawMpp <= 2))
    return fail(ErrorKind::usage, fmt::format("phantoms are drawn at 0.1 to 2 µm/px, not {}", request.drawMpp));
  return {};
}

Result<std::vector<SimulatedTile>> drawSimulatedTiles(const PhantomRecipe& recipe, const TileRequest& request) {
  if (auto checked = checkTileRequest(request); !checked) return fail(checked.error());
  // Places are those of the slide, at whatever scale it is drawn.
  const Phantom slide(recipe);
  const PhantomRecipe drawn = atScale(recipe, request.drawMpp);
  const Phantom phantom = drawn.mpp == recipe.mpp ? slide : Phantom(drawn);
  const TissueMap map(slide, request.tissue);
  std::vector<SimulatedTile> tiles;
  for (int i = 0; i < request.tiles; ++i) {
    statistics::CounterRandom random(request.seed, kPlaceStream + static_cast<std::uint64_t>(i));
    const Place place = findPlace(map, recipe, request, random);
    const auto x = static_cast<std::int64_t>(place.xUm / drawn.mpp);
    const auto y = static_cast<std::int64_t>(place.yUm / drawn.mpp);
    auto image = drawOne(phantom, request, x, y);
    if (!image) return fail(image.error());
    tiles.push_back(
        {*std::move(image), place.share, static_cast<double>(x) * drawn.mpp, static_cast<double>(y) * drawn.mpp});
  }
  return tiles;
}

Result<PhantomRecipe> tumourOf(const SimulatedTumours& tumours, std::size_t index) {
  if (tumours.scanners.empty()) return fail(ErrorKind::usage, "simulated tumours need a scanner");
  statistics::CounterRandom random(tumours.seed, kTumourStream + index);
  const std::string& name = tumours.scanners[random.below(static_cast<std::uint32_t>(tumours.scanners.size()))];
  const ScannerProfile* profile = scannerProfile(name);
  if (profile == nullptr) return fail(ErrorKind::usage, fmt::format("there is no scanner \"{}\"", name));
  PhantomRecipe recipe;
  recipe.widthPx = tumours.slidePx;
  recipe.heightPx = tumours.slidePx;
  recipe.scanner = *profile;
  recipe.mpp = profile->mpp + tumours.mppSd * std::clamp(random.normal(), -3.0, 3.0);
  recipe.architecture = tumours.mostLatent * (2 * random.uniform() - 1);
  recipe.cells = tumours.mostLatent * (2 * random.uniform() - 1);
  recipe.seed = std::uint64_t{random.next()} << 32 | random.next();
  return recipe;
}

}  // namespace snitt
