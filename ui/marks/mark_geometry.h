// Where field frames and rulers lie and what a position on the screen touches. Pure functions. Screen positions are
// device pixels of a Viewport, slide positions and sizes level-0 pixels.
#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <optional>
#include <string>

#include "core/notes/slide_notes.h"
#include "tiling/slide_info.h"
#include "ui/view/viewport.h"

namespace snitt {

[[nodiscard]] inline QPointF toQt(const Point& point) { return {point.x, point.y}; }
[[nodiscard]] inline Point fromQt(QPointF point) { return {point.x(), point.y()}; }

// Width and height of a frame of this area in mm²: a circle's diameter is 2·√(area/π), a square's edge √area. They
// differ where the scales of the axes do.
[[nodiscard]] QSizeF frameSize(FrameShape shape, double areaMm2, const Mpp& mpp);
[[nodiscard]] QRectF frameBounds(const FieldFrame& frame, const Mpp& mpp);
// On the screen: an ellipse or a rectangle, turned and mirrored with the slide.
[[nodiscard]] QPainterPath frameOutline(const FieldFrame& frame, const Mpp& mpp, const Viewport& view);
// From a position on the screen to the frame's edge, >= 0.
[[nodiscard]] double distanceToFrameEdge(QPointF screen, const FieldFrame& frame, const Mpp& mpp, const Viewport& view);

[[nodiscard]] double rulerLengthPx(const Ruler& ruler);
[[nodiscard]] double rulerLengthUm(const Ruler& ruler, const Mpp& mpp);
// "8.4 µm", "123 µm", "1.24 mm"; "853 px" without a scale.
[[nodiscard]] QString rulerText(const Ruler& ruler, const std::optional<Mpp>& mpp);
[[nodiscard]] QString areaText(double areaMm2);  // "0.785 mm²"

// `to` moved so that the line from `from` runs at a multiple of 45° on the screen; its length along that direction
// stays.
[[nodiscard]] QPointF constrained(QPointF from, QPointF to);

enum class MarkPart { none, frameEdge, frameCentre, rulerFrom, rulerTo, rulerLine };

struct MarkHit {
  MarkPart part = MarkPart::none;
  std::string id;
  bool operator==(const MarkHit&) const = default;
  explicit operator bool() const { return part != MarkPart::none; }
};

// Ids of the marks that stand out; empty: none.
struct MarkSelection {
  std::string selected;  // with handles
  std::string hovered;   // under the cursor
  std::string preview;   // not placed yet, dashed
  bool operator==(const MarkSelection&) const = default;
};

// What lies within `reachPx` of a position: handles before lines, the nearest of its sort, the later drawn of equals.
// Frames are hit only where there is a scale, as they are drawn only then.
[[nodiscard]] MarkHit hitMark(QPointF screen, const SlideNotes& notes, const std::optional<Mpp>& mpp,
                              const Viewport& view, double reachPx);

}  // namespace snitt
