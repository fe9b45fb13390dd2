#include "ui/document/to_qimage.h"

namespace snitt {

QImage toQImage(const Image& image) {
  if (image.widthPx <= 0 || image.heightPx <= 0) return {};
  const auto format = image.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888;
  return QImage(image.bytes.data(), image.widthPx, image.heightPx, static_cast<qsizetype>(image.rowBytes()), format)
      .convertToFormat(QImage::Format_RGB32);
}

QImage toQImage(const Image& rgb, const LookRenderer& look) {
  if (rgb.widthPx <= 0 || rgb.heightPx <= 0) return {};
  QImage picture(rgb.widthPx, rgb.heightPx, QImage::Format_RGB32);
  const auto width = static_cast<std::size_t>(rgb.widthPx);
  for (int y = 0; y < rgb.heightPx; ++y)
    look.toScreen({rgb.row(y), width * 3}, {reinterpret_cast<std::uint32_t*>(picture.scanLine(y)), width});
  return picture;
}

}  // namespace snitt
