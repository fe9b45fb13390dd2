// Draws a slide's tiles into a frame: those of the level that fits, and where one is missing what there is of coarser
// or finer levels. UI thread only.
#pragma once

#include <QColor>
#include <QPainter>

#include "ui/view/tile_store.h"

namespace snitt {

struct TilePaintOptions {
  bool smooth = true;  // interpolate between pixels; without it enlarged pixels are squares
  QColor backdrop;     // beside the slide
  QColor waiting;      // where nothing of the slide is there yet
};

// `exposed` in device pixels; the painter is one of a QImage (Format_RGB32), in device pixels and clipped to it.
void paintTiles(QPainter& painter, const QRect& exposed, const Viewport& view, TileStore& tiles,
                const TilePaintOptions& options);

}  // namespace snitt
