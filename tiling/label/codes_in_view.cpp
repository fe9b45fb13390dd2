#define ZX_USE_UTF8 1

#include "tiling/label/codes_in_view_p.h"

#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <optional>
#include <span>

#include <opencv2/imgproc.hpp>

namespace snitt {
namespace {

using ZXing::BarcodeFormat;

constexpr int kMostSquares = 12;
constexpr int kStrips = 6;
constexpr int kMostInAStrip = 3;
constexpr std::size_t kShortestWithoutCheck = 4;

struct Kind {
  BarcodeFormat format;
  std::string_view name;
  int lines = 0;  // that must be equal: a chance reading of Code 128, one of 103 by its check digit, is not repeated
};
// Aztec is none of them: zxing-cpp 1.4 finds it in the middle of a picture alone.
constexpr std::array<Kind, 3> kSquares{
    {{BarcodeFormat::DataMatrix, "Data Matrix"}, {BarcodeFormat::QRCode, "QR"}, {BarcodeFormat::PDF417, "PDF417"}}};
constexpr std::array<Kind, 2> kBars{{{BarcodeFormat::Code128, "Code 128", 3}, {BarcodeFormat::Code39, "Code 39", 8}}};

ZXing::ImageView viewOf(const cv::Mat& grey) {
  return {grey.ptr(), grey.cols, grey.rows, ZXing::ImageFormat::Lum, static_cast<int>(grey.step)};
}

LabelBarcode barcodeOf(const ZXing::Result& result, std::string_view kind, const LabelView& view, cv::Point origin) {
  LabelBarcode barcode{result.text(), kind, {}};
  for (std::size_t i = 0; i < barcode.corners.size(); ++i) {
    const ZXing::PointI place = result.position()[static_cast<int>(i)];
    const cv::Vec2d onLabel = view.toLabel * cv::Vec3d(place.x + origin.x, place.y + origin.y, 1);
    barcode.corners[i] = {onLabel[0], onLabel[1]};
  }
  return barcode;
}

// One code in a strip of the picture; it is painted over, so that the next call finds its neighbour.
std::optional<LabelBarcode> takeBars(const Kind& kind, cv::Mat& strip, const LabelView& view, int top) {
  ZXing::DecodeHints hints;
  // For several bar codes at once zxing-cpp 1.4 compares codes by a function that ends the program where two hold the
  // same text; and what it does itself to turn and shrink is done here by what is known of the picture.
  hints.setFormats(kind.format).setMinLineCount(static_cast<std::uint8_t>(kind.lines)).setMaxNumberOfSymbols(1);
  hints.setTryRotate(false).setTryDownscale(false);
  const ZXing::Result result = ZXing::ReadBarcode(viewOf(strip), hints);
  if (!result.isValid()) return std::nullopt;
  auto barcode = barcodeOf(result, kind.name, view, {0, top});
  int left = strip.cols;
  int right = 0;
  for (int i = 0; i < 4; ++i) {
    left = std::min(left, result.position()[i].x);
    right = std::max(right, result.position()[i].x);
  }
  left = std::clamp(left, 0, strip.cols - 1);
  strip(cv::Rect(left, 0, std::clamp(right - left + 1, 1, strip.cols - left), strip.rows)).setTo(255);
  return barcode;
}

void addSquares(std::vector<LabelBarcode>& found, const LabelView& view, const cv::Rect& place,
                std::span<const Kind> kinds) {
  ZXing::BarcodeFormats formats;
  for (const Kind& kind : kinds) formats |= kind.format;
  ZXing::DecodeHints hints;
  hints.setFormats(formats).setTryDownscale(false).setMaxNumberOfSymbols(kMostSquares);
  for (const ZXing::Result& result : ZXing::ReadBarcodes(viewOf(view.grey(place)), hints)) {
    const auto kind = std::ranges::find(kinds, result.format(), &Kind::format);
    if (result.isValid() && kind != kinds.end()) found.push_back(barcodeOf(result, kind->name, view, place.tl()));
  }
}

}  // namespace

std::vector<LabelBarcode> squaresIn(const LabelView& view) {
  std::vector<LabelBarcode> found;
  addSquares(found, view, {0, 0, view.grey.cols, view.grey.rows}, kSquares);
  return found;
}

std::vector<LabelBarcode> squaresBesideOthers(const LabelView& view) {
  const cv::Size half(view.grey.cols / 2, view.grey.rows / 2);
  std::vector<LabelBarcode> found;
  if (half.empty()) return found;
  for (int y = 0; y < 3; ++y)
    for (int x = 0; x < 3; ++x)
      addSquares(found, view, {{x * half.width / 2, y * half.height / 2}, half}, std::span(kSquares).first(1));
  return found;
}

std::vector<LabelBarcode> barsIn(const LabelView& view) {
  std::vector<LabelBarcode> found;
  const int height = view.grey.rows;
  // Strips overlap by half: a code that lies across an edge lies in the middle of the next one.
  const int tall = std::max(1, 2 * height / (kStrips + 1));
  for (int i = 0; i < kStrips; ++i) {
    const int top = std::min(i * height / (kStrips + 1), height - tall);
    for (const Kind& kind : kBars) {
      cv::Mat strip = view.grey.rowRange(top, top + tall).clone();
      for (int n = 0; n < kMostInAStrip; ++n) {
        auto barcode = takeBars(kind, strip, view, top);
        if (!barcode) break;
        if (kind.format == BarcodeFormat::Code39 && barcode->text.size() < kShortestWithoutCheck) continue;
        found.push_back(std::move(*barcode));
      }
    }
  }
  return found;
}

}  // namespace snitt
