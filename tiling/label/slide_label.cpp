#include "tiling/label/slide_label.h"

#include <algorithm>
#include <utility>

namespace snitt {
namespace {

// Of a glass slide's 75 mm the label takes about 25, and photographs show less than all of the glass.
constexpr double kLabelShare = 0.4;

bool has(const SlideReader& slide, const char* name) {
  return std::ranges::find(slide.info().associatedImages, name) != slide.info().associatedImages.end();
}

Image part(const Image& image, int left, int width) {
  Image result(width, image.heightPx, image.channels);
  for (int y = 0; y < image.heightPx; ++y) std::copy_n(image.pixel(left, y), result.rowBytes(), result.row(y));
  return result;
}

Result<SlideLabel> read(Image picture) {
  auto barcodes = readBarcodes(picture);
  if (!barcodes) return fail(barcodes.error());
  return SlideLabel{std::move(picture), std::move(*barcodes)};
}

Result<SlideLabel> endOf(const Image& macro) {
  const int width = std::max(1, static_cast<int>(macro.widthPx * kLabelShare));
  auto left = read(part(macro, 0, width));
  if (!left || !left->barcodes.empty()) return left;
  auto right = read(part(macro, macro.widthPx - width, width));
  if (!right || right->barcodes.empty()) return left;
  return right;
}

}  // namespace

Result<SlideLabel> labelOf(SlideReader& slide) {
  const bool own = has(slide, "label");
  if (!own && !has(slide, "macro")) return SlideLabel();
  auto picture = slide.associatedImage(own ? "label" : "macro");
  if (!picture) return fail(picture.error());
  if (own || picture->widthPx <= picture->heightPx) return read(std::move(*picture));
  return endOf(*picture);
}

}  // namespace snitt
