// Where a view looks: a value that turns level-0 pixels into device pixels of the screen and back. Immutable by use.
//
// Device pixels are the screen's own (a logical pixel times the device pixel ratio). Both frames have their origin top
// left, x to the right and y down; a slide position p lies on the screen at
//   size/2 + R(rotation) · F · (p − centre) / downsample
// with R clockwise and F the mirror left to right where `flipped`.
#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QSize>
#include <QTransform>

namespace snitt {

struct Viewport {
  QSize sizePx;            // device pixels
  QPointF centre;          // level-0 pixels
  double downsample = 1;   // level-0 pixels per device pixel, > 0
  double rotationDeg = 0;  // clockwise, [0, 360)
  bool flipped = false;
  double pixelRatio = 1;  // device pixels a logical one: what lines and patterns are as wide as

  bool operator==(const Viewport&) const = default;

  [[nodiscard]] QTransform slideToScreen() const;
  [[nodiscard]] QPointF toScreen(QPointF slide) const;
  [[nodiscard]] QPointF toSlide(QPointF screen) const;
  // The upright level-0 rectangle around what the screen rectangle shows.
  [[nodiscard]] QRectF slideBounds(const QRectF& screen) const;
  [[nodiscard]] QRectF slideBounds() const;
  // The four corners of the screen on the slide.
  [[nodiscard]] QPolygonF slideCorners() const;

  // The same place of the slide stays under `screen`.
  [[nodiscard]] Viewport zoomedAround(QPointF screen, double newDownsample) const;
  [[nodiscard]] Viewport movedBy(QPointF screenPx) const;  // the picture follows the hand
  [[nodiscard]] Viewport turnedTo(double degrees) const;   // around the middle of the screen
  [[nodiscard]] Viewport mirrored() const;                 // left to right as seen on the screen
  [[nodiscard]] Viewport resizedTo(QSize newSizePx) const;
  [[nodiscard]] Viewport centredOn(QPointF slide) const;
  // All of a level-0 rectangle, with `margin` (share of the screen) around it.
  [[nodiscard]] Viewport fitting(const QRectF& slide, double margin = 0.02) const;

  // A quarter turn or none: pixels of the slide lie parallel to those of the screen.
  [[nodiscard]] bool isUpright() const;
};

}  // namespace snitt
