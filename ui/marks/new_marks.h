// Viewpoints that a person keeps: with an id, the time, whose they are and the first free name ("Viewpoint 2").
#pragma once

#include <string>

#include "core/notes/slide_notes.h"
#include "core/os/os.h"
#include "ui/view/viewport.h"

namespace snitt {

[[nodiscard]] Bookmark newBookmark(const SlideNotes& notes, const Viewport& view,
                                   const std::string& author = os::accountName());

// Where a view of the size of `view` looks to show a bookmark.
[[nodiscard]] Viewport viewportOf(const Bookmark& bookmark, const Viewport& view);

}  // namespace snitt
