#include "ui/report/overlay_p.h"

#include <algorithm>
#include <cmath>

#include "core/colour_map.h"

namespace snitt::report {

namespace {

// Percent of a tile's colour; a little of the tissue shows through, so that a person finds the place again.
constexpr int kColourShare = 80;

QSize pixels(const View& view) {
  const auto count = [](double mm) { return std::max(1, static_cast<int>(std::lround(mm * kPixelsPerMm))); };
  return {count(view.place.width()), count(view.place.height())};
}

float valueAt(const ReportHeatmap& heatmap, double x, double y) {
  const int column = static_cast<int>(x / heatmap.stepPx);
  const int row = static_cast<int>(y / heatmap.stepPx);
  const bool inside = column >= 0 && row >= 0 && column < heatmap.values.width && row < heatmap.values.height;
  return inside ? heatmap.values.at(column, row) : std::nanf("");
}

void paintPixel(uchar* rgb, float value) {
  const int grey = (rgb[0] * 30 + rgb[1] * 59 + rgb[2] * 11) / 100;
  if (std::isnan(value)) {
    std::fill_n(rgb, 3, static_cast<uchar>(255 - (255 - grey) / 2));
    return;
  }
  const auto colour = heatmapColour(value);
  for (std::size_t channel = 0; channel < 3; ++channel)
    rgb[channel] = static_cast<uchar>((colour[channel] * kColourShare + grey * (100 - kColourShare)) / 100);
}

}  // namespace

std::array<std::uint8_t, 3> heatmapColour(double value) { return colourAt(ColourMap::viridis, value); }

QImage slidePicture(const QImage& thumbnail, const View& view, const ScoredSlide& slide) {
  const QSize size = pixels(view);
  if (thumbnail.isNull()) {
    QImage white(size, QImage::Format_RGB888);
    white.fill(Qt::white);
    return white;
  }
  const double scaleX = thumbnail.width() / static_cast<double>(std::max<std::int64_t>(1, slide.widthPx));
  const double scaleY = thumbnail.height() / static_cast<double>(std::max<std::int64_t>(1, slide.heightPx));
  const QRectF part(view.window.x() * scaleX, view.window.y() * scaleY, view.window.width() * scaleX,
                    view.window.height() * scaleY);
  return thumbnail.copy(part.toRect().intersected(thumbnail.rect()))
      .scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
      .convertToFormat(QImage::Format_RGB888);
}

QImage heatmapPicture(const QImage& thumbnail, const ReportHeatmap& heatmap, const View& view,
                      const ScoredSlide& slide) {
  QImage picture = slidePicture(thumbnail, view, slide);
  const double scaleX = view.window.width() / picture.width();
  const double scaleY = view.window.height() / picture.height();
  for (int y = 0; y < picture.height(); ++y) {
    uchar* rgb = picture.scanLine(y);
    for (int x = 0; x < picture.width(); ++x, rgb += 3)
      paintPixel(rgb, valueAt(heatmap, view.window.x() + (x + 0.5) * scaleX, view.window.y() + (y + 0.5) * scaleY));
  }
  return picture;
}

}  // namespace snitt::report
