// Draws field frames and rulers over a slide: bright lines on dark ones, which stay readable on any tissue and on
// glass. UI thread, or any thread on an image of its own.
#pragma once

#include <optional>

#include "core/notes/slide_notes.h"
#include "tiling/slide_info.h"
#include "ui/marks/mark_geometry.h"
#include "ui/view/viewport.h"

class QPainter;

namespace snitt {

// The painter's coordinates are the viewport's device pixels; `dpr` (device pixels a logical one) sizes lines and
// letters. Its state is as before afterwards. Frames are drawn only where there is a scale; labels stay upright however
// the slide is turned, and inside the view as long as any of their mark's bounds is.
void paintMarks(QPainter& painter, const Viewport& view, const SlideNotes& notes, const std::optional<Mpp>& mpp,
                const MarkSelection& selection, qreal dpr);

}  // namespace snitt
