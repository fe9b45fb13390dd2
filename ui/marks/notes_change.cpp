#include "ui/marks/notes_change.h"

#include <vector>

namespace snitt {

namespace {

template <class Item>
bool same(const Item* a, const Item* b) {
  return a == nullptr || b == nullptr ? a == b : *a == *b;
}

template <class Item>
std::vector<Item> changed(const std::vector<Item>& current, const std::vector<Item>& from,
                          const std::vector<Item>& to) {
  std::vector<Item> items;
  for (const Item& item : to) {
    const Item* now = itemById(current, item.id);
    const bool touched = !same(itemById(from, item.id), &item);
    if (touched)
      items.push_back(item);
    else if (now != nullptr)
      items.push_back(*now);
  }
  for (const Item& item : current)
    if (itemById(to, item.id) == nullptr && itemById(from, item.id) == nullptr) items.push_back(item);
  return items;
}

template <class Item>
void drop(std::vector<Item>& items, const std::string& id) {
  std::erase_if(items, [&id](const Item& item) { return item.id == id; });
}

}  // namespace

SlideNotes withChange(const SlideNotes& current, const SlideNotes& from, const SlideNotes& to) {
  SlideNotes notes = current;
  notes.bookmarks = changed(current.bookmarks, from.bookmarks, to.bookmarks);
  notes.frames = changed(current.frames, from.frames, to.frames);
  notes.rulers = changed(current.rulers, from.rulers, to.rulers);
  if (from.scale != to.scale) notes.scale = to.scale;
  return notes;
}

SlideNotes without(const SlideNotes& notes, const std::string& id) {
  SlideNotes rest = notes;
  drop(rest.bookmarks, id);
  drop(rest.frames, id);
  drop(rest.rulers, id);
  return rest;
}

}  // namespace snitt
