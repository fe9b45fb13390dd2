#include "ui/layers/annotation_painter.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/layers/clipped_path.h"
#include "ui/layers/dot_raster.h"
#include "ui/layers/line_raster.h"

namespace snitt {

namespace {

// Over the slide and not over the window: the same in the light and the dark theme.
const QColor kNoClass(255, 225, 77);
const QColor kDarkHalo(0, 0, 0, 185);
const QColor kLightHalo(255, 255, 255, 190);
const QColor kPlate(20, 20, 24, 205);
constexpr int kBright = 118;  // from this on a colour stands out from a dark halo
constexpr int kFillAlpha = 64;
constexpr int kDotAlpha = 225;
// Logical pixels on the screen.
constexpr double kLinePx = 1.8;
constexpr double kThinLinePx = 1.1;     // of what is locked, and of what a machine found by the thousand
constexpr double kHaloPx = 1;           // to each side
constexpr double kSmallestShapePx = 3;  // what is smaller is a dot
constexpr double kPlainShapePx = 24;    // what is smaller has a fine line without halo
constexpr double kPointRadiusPx = 4;
constexpr double kThinPointRadiusPx = 2.5;
constexpr double kDashPx = 6;
constexpr double kGapPx = 6;  // between the middles of round ends
constexpr double kEndPx = 5;  // half of the stroke across a line's end
constexpr double kCrossPx = 5;
constexpr double kFrameForCrossPx = 40;
constexpr double kLabelWidthPx = 190;
constexpr double kNearPx = 0.6;           // points nearer together than this are one
constexpr double kClipRimPx = 16;         // around what is exposed, so that ends and joins of lines lie outside
constexpr std::size_t kMostDiscs = 2000;  // points beyond are squares
// Milliseconds, on a slow machine.
constexpr double kShapeMs = 0.03;
constexpr double kPointMs = 0.00008;
constexpr double kEdgeMs = 0.0008;  // a logical pixel of its longer edge, up to kLongEdgePx
constexpr double kLongEdgePx = 500;
constexpr double kDotMs = 0.0004;

double edgeOnScreen(const Box& box, const Viewport& view) {
  return std::max(box.maxX - box.minX, box.maxY - box.minY) / (view.downsample * view.pixelRatio);
}

bool isPlain(const Annotation& annotation) { return annotation.kind != ObjectKind::annotation; }

bool isDot(const Annotation& annotation, const Box& box, const Viewport& view) {
  return (annotation.geometry.points.empty() || annotation.geometry.points.size() > 1) &&
         edgeOnScreen(box, view) < kSmallestShapePx;
}

class Drawing {
 public:
  Drawing(QPainter& painter, const QRect& exposed, const Viewport& view, const AnnotationLook& look)
      : m_painter(painter),
        m_view(view),
        m_look(look),
        m_toScreen(view.slideToScreen()),
        m_ratio(view.pixelRatio),
        m_exposed(exposed),
        m_part(QRectF(exposed).adjusted(-kClipRimPx * m_ratio, -kClipRimPx * m_ratio, kClipRimPx * m_ratio,
                                        kClipRimPx * m_ratio)),
        m_dots(exposed),
        m_lines(exposed) {}

  void run(const std::vector<ShownAnnotation>& annotations, const std::stop_token& stop) {
    const double rim = kAnnotationRimPx * m_ratio;
    const QRectF slide = m_view.slideBounds(QRectF(m_exposed).adjusted(-rim, -rim, rim, rim));
    const Box seen{slide.left(), slide.top(), slide.right(), slide.bottom()};
    std::vector<const ShownAnnotation*> shapes;
    std::size_t pointsIn = 0;
    for (const ShownAnnotation& one : annotations) {
      const bool touches = one.box.touches(seen);
      if (touches && isDot(*one.annotation, one.box, m_view))
        dot(one);
      else if (touches || showsLabel(*one.annotation, one.box, m_view))
        shapes.push_back(&one);
      pointsIn += touches ? one.annotation->geometry.points.size() : 0;
    }
    m_manyPoints = pointsIn > kMostDiscs;
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    // Fills lie below all lines, names above.
    for (const ShownAnnotation* one : shapes) {
      if (stop.stop_requested()) break;
      if (one->box.touches(seen)) shape(*one);
    }
    m_lines.drawInto(m_painter);
    for (const ShownAnnotation* one : shapes)
      if (one->box.touches(seen) && !one->annotation->geometry.points.empty()) points(*one->annotation);
    m_dots.drawInto(m_painter);
    for (const ShownAnnotation* one : shapes)
      if (showsLabel(*one->annotation, one->box, m_view)) label(*one);
    m_painter.restore();
  }

 private:
  struct Stroke {
    LineRaster::Pen pen;
    bool dashed;
  };

  // The colours of classes are asked for once each, and not for each of a million cells.
  QColor colour(const Annotation& one) {
    if (one.colour || one.classColour || one.className.empty()) return colourOf(one, m_look);
    if (m_lastClass == nullptr || *m_lastClass != one.className) {
      m_lastClass = &one.className;
      m_lastColour = colourOf(one, m_look);
    }
    return m_lastColour;
  }

  void dot(const ShownAnnotation& one) {
    const Box& box = one.box;
    QColor shown = colour(*one.annotation);
    shown.setAlpha(kDotAlpha);
    const double edge = std::clamp(edgeOnScreen(box, m_view), 1.0, kSmallestShapePx) * m_ratio;
    m_dots.add(m_toScreen.map(QPointF((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)),
               static_cast<int>(std::lround(edge)), qPremultiply(shown.rgba()));
  }

  void shape(const ShownAnnotation& one) {
    const Annotation& annotation = *one.annotation;
    const bool small = edgeOnScreen(one.box, m_view) < kPlainShapePx;
    const bool thin = small || isPlain(annotation) || annotation.locked;
    // Nobody has looked at it yet.
    const bool dashed = annotation.origin == Origin::ai && !isPlain(annotation) && !small;
    const QColor shown = colour(annotation);
    const bool halo = !small && !isPlain(annotation);
    const Stroke stroke{
        {(thin ? kThinLinePx : kLinePx) * m_ratio, halo ? kHaloPx * m_ratio : 0, shown.rgba(), haloOf(shown).rgba()},
        dashed};
    const Geometry& geometry = annotation.geometry;
    for (const Polygon& polygon : geometry.areas) area(polygon, stroke, annotation.shape == Shape::fieldFrame);
    for (const auto& path : geometry.lines) line(path, stroke);
    m_lines.finish(stroke.pen);
  }

  void area(const Polygon& polygon, const Stroke& stroke, bool isFrame) {
    std::vector<QPolygonF> rings{thinned(polygon.outer)};
    for (const Ring& hole : polygon.holes) rings.push_back(thinned(hole));
    if (m_look.filled && !isFrame) {
      QPainterPath path;  // odd and even: holes stay free
      for (const QPolygonF& ring : rings) {
        const QPolygonF inside = m_part.contains(ring.boundingRect()) ? ring : ringIn(ring, m_part);
        if (inside.size() < 3) continue;
        path.addPolygon(inside);
        path.closeSubpath();
      }
      QColor fill(stroke.pen.colour);
      fill.setAlpha(kFillAlpha);
      if (!path.isEmpty()) m_painter.fillPath(path, fill);
    }
    std::vector<PathRun> runs;
    for (const QPolygonF& ring : rings) {
      if (m_part.contains(ring.boundingRect())) {
        runs.push_back({ring, 0});
        if (ring.size() > 1) runs.back().points << ring.front();
        continue;
      }
      for (PathRun& run : runsIn(ring, true, m_part)) runs.push_back(std::move(run));
    }
    draw(runs, stroke);
    if (isFrame) cross(rings.front().boundingRect(), stroke);
  }

  void line(const std::vector<Point>& path, const Stroke& stroke) {
    const QPolygonF onScreen = thinned(path);
    std::vector<PathRun> runs = runsIn(onScreen, false, m_part);
    for (PathRun& end : ends(onScreen)) runs.push_back(std::move(end));
    draw(runs, stroke);
  }

  // Short strokes across both ends.
  [[nodiscard]] std::vector<PathRun> ends(const QPolygonF& path) const {
    std::vector<PathRun> strokes;
    if (path.size() < 2) return strokes;
    const auto add = [&](QPointF end, QPointF next) {
      const QPointF along = next - end;
      const double length = std::hypot(along.x(), along.y());
      if (!(length > 0) || !m_part.contains(end)) return;
      const QPointF across = QPointF(-along.y(), along.x()) / length * kEndPx * m_ratio;
      strokes.push_back({QPolygonF{end - across, end + across}, 0});
    };
    add(path.front(), path[1]);
    add(path.back(), path[path.size() - 2]);
    return strokes;
  }

  void cross(const QRectF& frame, const Stroke& stroke) {
    const double arm = kCrossPx * m_ratio;
    const QPointF middle = frame.center();
    if (frame.width() < kFrameForCrossPx * m_ratio || !m_part.contains(middle)) return;
    Stroke solid = stroke;
    solid.dashed = false;
    draw({{QPolygonF{middle - QPointF(arm, 0), middle + QPointF(arm, 0)}, 0},
          {QPolygonF{middle - QPointF(0, arm), middle + QPointF(0, arm)}, 0}},
         solid);
  }

  void points(const Annotation& annotation) {
    const bool plain = isPlain(annotation);
    const double radius = (plain ? kThinPointRadiusPx : kPointRadiusPx) * m_ratio;
    const QColor shown = colour(annotation);
    const QColor halo = haloOf(shown);
    for (const Point& place : annotation.geometry.points) {
      const QPointF at = m_toScreen.map(QPointF(place.x, place.y));
      if (!m_part.contains(at)) continue;
      if (m_manyPoints) {
        m_dots.add(at, std::max(1, static_cast<int>(std::lround(3 * m_ratio))), shown.rgba());
        continue;
      }
      m_painter.setPen(plain ? QPen(Qt::NoPen) : QPen(halo, 1.5 * m_ratio));
      m_painter.setBrush(shown);
      m_painter.drawEllipse(at, radius, radius);
    }
  }

  void draw(const std::vector<PathRun>& runs, const Stroke& stroke) {
    for (const PathRun& run : runs) {
      if (!stroke.dashed) {
        m_lines.add(run.points, stroke.pen);
        continue;
      }
      for (const QPolygonF& dash : dashesOf(run, kDashPx * m_ratio, kGapPx * m_ratio)) m_lines.add(dash, stroke.pen);
    }
  }

  // A plate above the middle of what it names.
  void label(const ShownAnnotation& one) {
    const QRectF onScreen = boundsOnScreen(one);
    if (!m_font) {
      m_font = QGuiApplication::font();
      m_font->setPixelSize(std::max(1, static_cast<int>(std::lround(12 * m_ratio))));
    }
    m_painter.setFont(*m_font);
    const QFontMetricsF metrics(*m_font, m_painter.device());
    const QString text = metrics.elidedText(QString::fromStdString(one.annotation->name), Qt::ElideRight,
                                            (kLabelWidthPx - 10) * m_ratio);
    QRectF plate(0, 0, metrics.horizontalAdvance(text) + 10 * m_ratio, metrics.height() + 3 * m_ratio);
    plate.moveCenter(QPointF(onScreen.center().x(), 0));
    plate.moveBottom(onScreen.top() - 4 * m_ratio);
    plate.moveTopLeft(QPointF(std::round(plate.left()), std::round(plate.top())));
    if (!plate.intersects(m_exposed)) return;
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(kPlate);
    m_painter.drawRoundedRect(plate, 3 * m_ratio, 3 * m_ratio);
    QColor letters = colour(*one.annotation);
    // On the dark plate.
    if (qGray(letters.rgb()) < kBright) letters = letters.lighter(170);
    if (qGray(letters.rgb()) < kBright) letters = Qt::white;
    m_painter.setPen(letters);
    m_painter.drawText(plate, Qt::AlignCenter, text);
  }

  // Of the figure itself: its box stands on a corner where the view is turned.
  [[nodiscard]] QRectF boundsOnScreen(const ShownAnnotation& one) const {
    QRectF bounds;
    const Geometry& geometry = one.annotation->geometry;
    for (const Polygon& polygon : geometry.areas) bounds |= thinned(polygon.outer).boundingRect();
    for (const auto& path : geometry.lines) bounds |= thinned(path).boundingRect();
    if (!bounds.isNull()) return bounds;
    const Box& box = one.box;
    return m_toScreen.mapRect(QRectF(QPointF(box.minX, box.minY), QPointF(box.maxX, box.maxY)));
  }

  [[nodiscard]] QPolygonF thinned(const std::vector<Point>& path) const {
    return thinnedOnScreen(path, m_toScreen, kNearPx * m_view.downsample);
  }

  static QColor haloOf(const QColor& colour) { return qGray(colour.rgb()) < kBright ? kLightHalo : kDarkHalo; }

  QPainter& m_painter;
  const Viewport& m_view;
  const AnnotationLook& m_look;
  QTransform m_toScreen;
  double m_ratio;
  QRect m_exposed;
  QRectF m_part;
  DotRaster m_dots;
  LineRaster m_lines;
  bool m_manyPoints = false;
  const std::string* m_lastClass = nullptr;
  QColor m_lastColour;
  std::optional<QFont> m_font;
};

}  // namespace

QColor colourOf(const Annotation& annotation, const AnnotationLook& look) {
  const auto toQt = [](const Colour& rgb) { return QColor(rgb[0], rgb[1], rgb[2]); };
  if (annotation.colour) return toQt(*annotation.colour);
  if (annotation.classColour) return toQt(*annotation.classColour);
  if (annotation.className.empty()) return kNoClass;
  return toQt(look.classColour ? look.classColour(annotation.className) : colourForName(annotation.className));
}

bool showsLabel(const Annotation& annotation, const Box& box, const Viewport& view) {
  return edgeOnScreen(box, view) >= kAnnotationLabelFromPx && !isPlain(annotation) && !annotation.name.empty();
}

double paintMs(const Annotation& annotation, const Box& box, const Viewport& view) {
  if (isDot(annotation, box, view)) return kDotMs;
  return kShapeMs + kPointMs * static_cast<double>(pointCount(annotation.geometry)) +
         kEdgeMs * std::min(edgeOnScreen(box, view), kLongEdgePx);
}

void paintAnnotations(QPainter& painter, const QRect& exposed, const Viewport& view,
                      const std::vector<ShownAnnotation>& annotations, const AnnotationLook& look,
                      const std::stop_token& stop) {
  Drawing(painter, exposed, view, look).run(annotations, stop);
}

}  // namespace snitt
