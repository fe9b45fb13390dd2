// What a person adds to a slide's notes: with an id, the time, the account and the first free name ("Frame 2").
#pragma once

#include <QPointF>

#include "core/notes/slide_notes.h"
#include "ui/view/viewport.h"

namespace snitt {

[[nodiscard]] FieldFrame newFrame(const SlideNotes& notes, FrameShape shape, double areaMm2, QPointF centre);
[[nodiscard]] Ruler newRuler(const SlideNotes& notes, QPointF from, QPointF to);
[[nodiscard]] Bookmark newBookmark(const SlideNotes& notes, const Viewport& view);

// Where a view of the size of `view` looks to show a bookmark.
[[nodiscard]] Viewport viewportOf(const Bookmark& bookmark, const Viewport& view);

}  // namespace snitt
