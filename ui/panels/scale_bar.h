// The bar that says how long things on the screen are. Pure; used by the view and by snapshots.
#pragma once

#include <QPainter>
#include <QRectF>
#include <QString>

namespace snitt {

struct ScaleBar {
  double lengthPx = 0;  // of the screen; 0: nothing to draw
  QString text;
};

// The longest of 1, 2 or 5 · 10ⁿ µm (written in mm from 1 mm on) that is at most `maxWidthPx` screen pixels long, or of
// slide pixels where `umPerScreenPx` is 0. `slidePxPerScreenPx` is the view's downsample. Empty for a scale or width
// that is not finite and above 0.
[[nodiscard]] ScaleBar scaleBarFor(double umPerScreenPx, double slidePxPerScreenPx, double maxWidthPx);

// In the lower right corner of `area`, on a light plate with a dark rim, so that it is read on tissue, glass and black
// alike. `area` and the bar's length are in the painter's units; `dpr` is how many of those make a logical pixel (1 for
// a painter in logical pixels, the screen's ratio for one in device pixels): it sizes lines and text. Leaves the
// painter's state as it was. Returns the plate.
QRectF paintScaleBar(QPainter& painter, const QRectF& area, const ScaleBar& bar, qreal dpr);

}  // namespace snitt
