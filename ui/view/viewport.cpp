#include "ui/view/viewport.h"

#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

double wrapped(double degrees) {
  const double turned = std::fmod(degrees, 360.0);
  return turned < 0 ? turned + 360 : turned;
}

}  // namespace

QTransform Viewport::slideToScreen() const {
  QTransform transform;
  transform.translate(sizePx.width() / 2.0, sizePx.height() / 2.0);
  // QTransform::rotate is exact at quarter turns.
  transform.rotate(rotationDeg);
  transform.scale((flipped ? -1 : 1) / downsample, 1 / downsample);
  transform.translate(-centre.x(), -centre.y());
  return transform;
}

QPointF Viewport::toScreen(QPointF slide) const { return slideToScreen().map(slide); }

QPointF Viewport::toSlide(QPointF screen) const { return slideToScreen().inverted().map(screen); }

QRectF Viewport::slideBounds(const QRectF& screen) const { return slideToScreen().inverted().mapRect(screen); }

QRectF Viewport::slideBounds() const { return slideBounds(QRectF(QPointF(0, 0), QSizeF(sizePx))); }

QPolygonF Viewport::slideCorners() const {
  return slideToScreen().inverted().map(QPolygonF(QRectF(QPointF(0, 0), QSizeF(sizePx))));
}

Viewport Viewport::zoomedAround(QPointF screen, double newDownsample) const {
  const QPointF fixed = toSlide(screen);
  Viewport zoomed = *this;
  zoomed.downsample = newDownsample;
  zoomed.centre += fixed - zoomed.toSlide(screen);
  return zoomed;
}

Viewport Viewport::movedBy(QPointF screenPx) const {
  Viewport moved = *this;
  const QPointF middle(sizePx.width() / 2.0, sizePx.height() / 2.0);
  moved.centre = toSlide(middle - screenPx);
  return moved;
}

Viewport Viewport::turnedTo(double degrees) const {
  Viewport turned = *this;
  turned.rotationDeg = wrapped(degrees);
  return turned;
}

Viewport Viewport::mirrored() const {
  // M · R(a) · F = R(−a) · M · F, where M mirrors the screen.
  Viewport mirrored = *this;
  mirrored.flipped = !flipped;
  mirrored.rotationDeg = wrapped(-rotationDeg);
  return mirrored;
}

Viewport Viewport::resizedTo(QSize newSizePx) const {
  Viewport resized = *this;
  resized.sizePx = newSizePx;
  return resized;
}

Viewport Viewport::centredOn(QPointF slide) const {
  Viewport centred = *this;
  centred.centre = slide;
  return centred;
}

Viewport Viewport::fitting(const QRectF& slide, double margin) const {
  Viewport fitted = *this;
  fitted.centre = slide.center();
  // The rectangle's extent along the screen's axes; a rotation alone decides it, not the mirror.
  QTransform turn;
  turn.rotate(rotationDeg);
  const QSizeF extent = turn.mapRect(slide).size();
  const double usable = 1 - 2 * margin;
  fitted.downsample = std::max(extent.width() / std::max(1.0, sizePx.width() * usable),
                               extent.height() / std::max(1.0, sizePx.height() * usable));
  if (!(fitted.downsample > 0)) fitted.downsample = 1;
  return fitted;
}

bool Viewport::isUpright() const { return std::fmod(rotationDeg, 90.0) == 0; }

}  // namespace snitt
