// What notes must be to be kept: each item with an id of its own, positions and sizes that are numbers.
#pragma once

#include "core/notes/slide_notes.h"

namespace snitt {

// An error of `kind` that names the first item which is not so: corrupt for what was read, usage for what was given.
[[nodiscard]] Result<void> checkNotes(const SlideNotes& notes, ErrorKind kind);

}  // namespace snitt
