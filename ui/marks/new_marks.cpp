#include "ui/marks/new_marks.h"

#include <QCoreApplication>
#include <QString>
#include <algorithm>

#include "core/os/os.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

// `pattern` has the place of the number as %1.
template <class Item>
std::string freeName(const std::vector<Item>& items, const QString& pattern) {
  for (int number = 1;; ++number) {
    std::string name = pattern.arg(number).toStdString();
    if (std::none_of(items.begin(), items.end(), [&name](const Item& item) { return item.name == name; })) return name;
  }
}

template <class Item>
void sign(Item& item, const std::string& author) {
  item.id = randomUuid();
  item.created = utcNow();
  item.author = author;
}

}  // namespace

Bookmark newBookmark(const SlideNotes& notes, const Viewport& view, const std::string& author) {
  Bookmark bookmark;
  sign(bookmark, author);
  bookmark.name = freeName(notes.bookmarks, QCoreApplication::translate("Marks", "Viewpoint %1"));
  bookmark.centre = {view.centre.x(), view.centre.y()};
  bookmark.downsample = view.downsample;
  bookmark.rotationDeg = view.rotationDeg;
  bookmark.flipped = view.flipped;
  return bookmark;
}

Viewport viewportOf(const Bookmark& bookmark, const Viewport& view) {
  Viewport shown = view;
  shown.centre = {bookmark.centre.x, bookmark.centre.y};
  shown.downsample = bookmark.downsample;
  shown.rotationDeg = bookmark.rotationDeg;
  shown.flipped = bookmark.flipped;
  return shown;
}

}  // namespace snitt
