// A part of a picture laid over the slide, each of its pixels a cell with sharp edges that lie where they should.
#pragma once

#include <QImage>
#include <QPainter>

namespace snitt {

// The painter's transform goes from level-0 pixels to the screen; `screenPxACell` is the longer edge of a cell there.
void drawCells(QPainter& painter, const QRectF& target, const QImage& picture, const QRect& cells,
               double screenPxACell);

}  // namespace snitt
