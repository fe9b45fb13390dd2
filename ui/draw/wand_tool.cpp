#include "ui/draw/wand_tool.h"

#include <QCoreApplication>
#include <QLineF>

#include <algorithm>
#include <cmath>

#include "core/area_ops.h"
#include "tiling/mask_ops.h"
#include "tiling/wand.h"
#include "ui/draw/annotation_text.h"
#include "ui/draw/preview_painter.h"

namespace snitt {

namespace {

constexpr double kTolerance = 9;         // CIELAB
constexpr double kTolerancePerPx = 0.1;  // of dragging, logical pixels
constexpr int kReachPx = 400;            // of the area around the place, screen pixels
constexpr double kSmoothPx = 0.7;        // screen pixels

}  // namespace

bool WandTool::press(const ToolEvent& event) {
  if (event.button == Qt::RightButton && m_pressed) return cancel();
  if (event.button != Qt::LeftButton || !canvas().canEdit()) return false;
  m_adds = (event.keys & kTakesAway) == 0;
  m_target = canvas().paintable();
  if (!m_adds && !m_target) {
    canvas().say(
        QCoreApplication::translate("Draw", "Select one area that is not locked to take something away from it"));
    return true;
  }
  m_pressed = true;
  m_released = false;
  m_place = event.slide;
  m_pressedAt = event.screen;
  m_tolerance = kTolerance;
  m_pixels.reset();
  m_area.clear();
  const double downsample = std::max(1.0, event.view.downsample);
  m_region = {downsample, std::llround(m_place.x / downsample) - kReachPx,
              std::llround(m_place.y / downsample) - kReachPx, 2 * kReachPx, 2 * kReachPx};
  canvas().read(m_region, [this, attempt = ++m_attempt, region = m_region](const std::optional<Image>& pixels) {
    take(pixels, region, attempt);
  });
  return true;
}

void WandTool::take(const std::optional<Image>& pixels, const Region& region, int attempt) {
  if (attempt != m_attempt || !(region == m_region) || (!m_pressed && !m_released)) return;
  if (!pixels) {
    canvas().say(QCoreApplication::translate("Draw", "The slide could not be read there"));
    cancel();
    return;
  }
  m_pixels = pixels;
  look();
  if (std::exchange(m_released, false)) finish();
}

void WandTool::look() {
  if (!m_pixels) return;
  const auto toPixel = [&](double at, std::int64_t first) {
    return std::clamp(static_cast<int>(std::floor(at / m_region.downsample) - static_cast<double>(first)), 0,
                      2 * kReachPx - 1);
  };
  const Mask like = likeArea(*m_pixels, toPixel(m_place.x, m_region.x), toPixel(m_place.y, m_region.y), m_tolerance);
  std::vector<Polygon> area = maskToPolygons(like, m_region.downsample);
  if (auto smooth = simplified(area, kSmoothPx * m_region.downsample)) area = std::move(*smooth);
  m_area = movedBy({std::move(area), {}, {}}, static_cast<double>(m_region.x) * m_region.downsample,
                   static_cast<double>(m_region.y) * m_region.downsample)
               .areas;
  canvas().changed();
}

void WandTool::move(const ToolEvent& event) {
  if (!m_pressed) return;
  const double away = QLineF(m_pressedAt, event.screen).length() / canvas().dpr;
  const double tolerance = kTolerance + away * kTolerancePerPx;
  if (std::abs(tolerance - m_tolerance) < kTolerancePerPx) return;
  m_tolerance = tolerance;
  look();
}

void WandTool::release(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || !m_pressed) return;
  move(event);
  m_pressed = false;
  if (m_pixels)
    finish();
  else
    m_released = true;
}

void WandTool::finish() {
  const std::vector<Polygon> area = std::exchange(m_area, {});
  m_pixels.reset();
  const AnnotationPtr target = m_target ? canvas().set().find(m_target->id) : nullptr;
  m_target = nullptr;
  canvas().changed();
  if (area.empty()) return;
  if (target) {
    const auto touching = intersected(target->geometry.areas, area);
    if (!m_adds || (touching && !touching->empty())) {
      canvas().commit(
          painted(canvas().set(), target, area, m_adds, canvas().editor()),
          m_adds ? QCoreApplication::translate("Draw", "wand") : QCoreApplication::translate("Draw", "wand away"));
      return;
    }
  }
  Geometry geometry;
  geometry.areas = area;
  canvas().add(std::move(geometry), Shape::polygon, QCoreApplication::translate("Draw", "wand"));
}

bool WandTool::cancel() {
  const bool was = m_pressed || m_released;
  m_pressed = m_released = false;
  ++m_attempt;
  m_pixels.reset();
  m_area.clear();
  m_target = nullptr;
  if (was) canvas().changed();
  return was;
}

void WandTool::paint(QPainter& painter, const Viewport& view) const {
  if (m_area.empty()) return;
  const Geometry shown{m_area, {}, {}};
  const Colour rgb = canvas().classes->colourOf(canvas().classes->current());
  const QColor colour = m_target ? colourOf(*m_target, *canvas().classes) : QColor(rgb[0], rgb[1], rgb[2]);
  const QPainterPath path = pathOf(shown, view);
  fillPreview(painter, path, m_adds ? colour : QColor(Qt::white));
  strokePreview(painter, path, colour, canvas().dpr, !m_adds);
  paintPlate(painter, view.toScreen(toQt(m_place)), annotationSizeText(shown, canvas().scale), view, canvas().dpr);
}

}  // namespace snitt
