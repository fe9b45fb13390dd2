// The legend of what lies over a slide: always there while something is shown, on the screen and in pictures taken of
// it.
#pragma once

#include <QPainter>

#include "ui/layers/layer_stack.h"

namespace snitt {

// Painted into the lower left corner of `area` (device pixels, `ratio` of them a logical pixel), upwards; nothing where
// no layer is shown. Returns what it covers.
QRectF paintLegend(QPainter& painter, const QRectF& area, const LayerStack& layers, qreal ratio);

}  // namespace snitt
