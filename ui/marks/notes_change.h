// Changes of a slide's notes as differences, so that taking one back leaves alone what came from elsewhere meanwhile (a
// save merges what another program added). Pure functions.
#pragma once

#include <algorithm>
#include <string>

#include "core/notes/slide_notes.h"

namespace snitt {

// The item of this id in a vector of bookmarks, frames or rulers, or null.
template <class Items>
[[nodiscard]] auto itemById(Items& items, const std::string& id) {
  const auto found = std::find_if(items.begin(), items.end(), [&id](const auto& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

// `current` with what differs between `from` and `to` (by id) as it is in `to`. The order of items follows `to`.
[[nodiscard]] SlideNotes withChange(const SlideNotes& current, const SlideNotes& from, const SlideNotes& to);

// Without the bookmark, frame or ruler of this id.
[[nodiscard]] SlideNotes without(const SlideNotes& notes, const std::string& id);

}  // namespace snitt
