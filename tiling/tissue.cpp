#include "tiling/tissue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "tiling/components_p.h"
#include "tiling/density_p.h"
#include "tiling/fold_p.h"
#include "tiling/opencv_p.h"
#include "tiling/pen_p.h"
#include "tiling/stain_kind_p.h"

namespace snitt {
namespace {

constexpr double smoothUm = 8;
// Otsu's threshold on chroma, held where no slide needs it elsewhere: all tissue and all glass have no valley.
constexpr double leastThreshold = 0.025;
constexpr double mostThreshold = 0.045;
constexpr double faintShare = 0.5;   // of the threshold, for pale tissue that shows structure as well
constexpr double strongTimes = 1.6;  // a piece needs some pixels of clear colour
constexpr double edgeLineUm = 64;    // the edge of a coverslip or of the scan with its fringe of colour
constexpr double closeUm = 16;
constexpr double holeUm2 = 5e4;
constexpr double pieceUm2 = 2e4;

constexpr double mostInkForStain = 0.7;  // of the picture; so much "ink" may as well be false colours

constexpr double structureWindowUm = 40;
constexpr double faintStructure = 0.02;  // standard deviation of density
constexpr double unstainedStructure = 0.01;
constexpr double structureCloseUm = 40;
constexpr double unstainedPieceUm2 = 2e5;  // dust and scratches stay below

int windowOf(double um, double mpp) { return std::max(3, static_cast<int>(std::lround(um / mpp)) | 1); }

void close(cv::Mat& mask, double radiusUm, double mpp) {
  const int size = windowOf(2 * radiusUm, mpp);
  cv::morphologyEx(mask, mask, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {size, size}));
}

double otsu(const cv::Mat& chroma) {
  constexpr double range = 0.3;
  cv::Mat bytes;
  chroma.convertTo(bytes, CV_8U, 255 / range);
  cv::Mat unused;
  return cv::threshold(bytes, unused, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU) * range / 255;
}

// Where density varies within some 40 µm: tissue does, glass and its shade do not.
cv::Mat structured(const Density& density, double mpp, double least) {
  const int window = windowOf(structureWindowUm, mpp);
  cv::Mat mean;
  cv::Mat square;
  cv::blur(density.green, mean, {window, window}, {-1, -1}, cv::BORDER_REFLECT_101);
  cv::blur(density.green.mul(density.green), square, {window, window}, {-1, -1}, cv::BORDER_REFLECT_101);
  return square - mean.mul(mean) > least * least;
}

// Empty where it was told to stop.
cv::Mat stainedTissue(const Density& density, const cv::Mat& excluded, double mpp, const RunControl& control) {
  cv::Mat chroma = density.chroma();
  chroma.setTo(0, excluded);
  const double sigma = std::max(0.5, smoothUm / mpp);
  cv::GaussianBlur(chroma, chroma, {}, sigma, sigma, cv::BORDER_REFLECT_101);
  const double threshold = std::clamp(otsu(chroma) / 2, leastThreshold, mostThreshold);
  if (!control.proceed()) return {};
  const cv::Mat faint = (chroma > faintShare * threshold) & structured(density, mpp, faintStructure);
  cv::Mat weak = (faint | (chroma > threshold)) & ~excluded;
  dropLinesAtEdge(weak, edgeLineUm / mpp);
  if (!control.proceed()) return {};
  cv::Mat tissue = reachedFrom(chroma > strongTimes * threshold, weak);
  if (!control.proceed()) return {};
  close(tissue, closeUm, mpp);
  if (!control.proceed()) return {};
  fillHoles(tissue, holeUm2 / (mpp * mpp));
  tissue.setTo(0, excluded);
  dropObjects(tissue, pieceUm2 / (mpp * mpp));
  return tissue;
}

// Without stain tissue shows by its structure alone: edges that bend light.
cv::Mat unstainedTissue(const Density& density, const cv::Mat& excluded, double mpp) {
  const int window = windowOf(structureWindowUm, mpp);
  cv::Mat near;
  cv::dilate(excluded, near, cv::getStructuringElement(cv::MORPH_RECT, {2 * window + 1, 2 * window + 1}));
  cv::Mat tissue = structured(density, mpp, unstainedStructure) & ~near;
  // A scratch is as wide as the window that found it.
  cv::morphologyEx(tissue, tissue, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_RECT, {2 * window + 1, 2 * window + 1}));
  close(tissue, structureCloseUm, mpp);
  fillHoles(tissue, holeUm2 / (mpp * mpp));
  dropObjects(tissue, unstainedPieceUm2 / (mpp * mpp));
  return tissue;
}

// What shines more than the ground does.
cv::Mat glowingTissue(const Image& overview, double mpp) {
  std::array<cv::Mat, 3> planes;
  cv::split(viewOf(overview), planes.data());
  cv::Mat light = cv::max(cv::max(planes[0], planes[1]), planes[2]);
  const double sigma = std::max(0.5, smoothUm / mpp);
  cv::GaussianBlur(light, light, {}, sigma, sigma, cv::BORDER_REFLECT_101);
  cv::Mat tissue;
  const double best = cv::threshold(light, tissue, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
  cv::threshold(light, tissue, std::clamp(best / 2, 10.0, 60.0), 255, cv::THRESH_BINARY);
  close(tissue, structureCloseUm, mpp);
  fillHoles(tissue, holeUm2 / (mpp * mpp));
  dropObjects(tissue, pieceUm2 / (mpp * mpp));
  return tissue;
}

// False when told to stop; the map is incomplete then.
bool mapTransmitted(TissueMap& map, const RunControl& control) {
  const Density density = densityOf(map.overview, glassColour(map.overview));
  if (!control.proceed()) return false;
  const cv::Mat frame = scannerFrame(density);
  if (!control.proceed()) return false;
  const cv::Mat pen = penInk(density, frame, map.mpp, control);
  if (!control.proceed()) return false;
  const cv::Mat excluded = pen | frame;
  cv::Mat tissue = stainedTissue(density, excluded, map.mpp, control);
  if (!control.proceed()) return false;
  if (cv::countNonZero(tissue) == 0) tissue = unstainedTissue(density, excluded, map.mpp);
  const bool mostlyInk = cv::countNonZero(pen) > mostInkForStain * static_cast<double>(pen.total());
  map.stain = mostlyInk ? StainKind::unknown : stainOf(density, tissue);
  if (!control.proceed()) return false;
  map.pen = maskOf(pen);
  const cv::Mat fold = foldsOf(density, tissue, map.mpp, control);
  if (!control.proceed()) return false;
  map.fold = maskOf(fold);
  map.tissue = maskOf(tissue);
  return true;
}

}  // namespace

std::string_view toText(StainKind kind) {
  switch (kind) {
    case StainKind::haematoxylinEosin:
      return "H&E";
    case StainKind::haematoxylinDab:
      return "H-DAB";
    case StainKind::fluorescence:
      return "fluorescence";
    case StainKind::unstained:
      return "unstained";
    case StainKind::unknown:
      break;
  }
  return "unknown";
}

TissueMap mapTissue(Image overview, double mpp, double downsample) {
  return *mapTissue(std::move(overview), mpp, downsample, RunControl{});
}

Result<TissueMap> mapTissue(Image overview, double mpp, double downsample, const RunControl& control) {
  TissueMap map;
  map.downsample = downsample;
  map.mpp = mpp;
  map.overview = std::move(overview);
  map.tissue = map.pen = map.fold = Mask(map.overview.widthPx, map.overview.heightPx);
  if (map.overview.bytes.empty()) return map;
  if (isFluorescence(map.overview)) {
    map.stain = StainKind::fluorescence;
    map.tissue = maskOf(glowingTissue(map.overview, mpp));
  } else if (!mapTransmitted(map, control)) {
    return fail(ErrorKind::cancelled, "the search for tissue was cancelled");
  }
  return map;
}

}  // namespace snitt
