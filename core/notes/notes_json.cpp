#include <cmath>
#include <set>

#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/notes/notes_check_p.h"
#include "core/notes/slide_notes.h"
#include "core/notes/versioned_json_p.h"

namespace snitt {

namespace {

constexpr std::string_view kFormat = "snitt-notes/1";

void writePoint(JsonWriter& out, std::string_view key, Point point) {
  out.key(key).openObject(JsonWriter::Layout::oneLine);
  out.key("x").number(point.x);
  out.key("y").number(point.y);
  out.close();
}

Point readPoint(JsonReader& in, std::string_view key) {
  JsonReader point = in.object(key);
  return {point.number("x"), point.number("y")};
}

// What all items share stands last, so that a person reading the file sees the name first.
template <class Item, class Rest>
void writeItems(JsonWriter& out, std::string_view key, const std::vector<Item>& items, Rest rest) {
  out.key(key).openArray();
  for (const Item& item : items) {
    out.openObject();
    out.key("id").text(item.id);
    out.key("name").text(item.name);
    rest(item);
    out.key("created").text(item.created);
    out.key("author").text(item.author);
    out.close();
  }
  out.close();
}

template <class Item, class Rest>
std::vector<Item> readItems(JsonReader& notes, std::string_view key, Rest rest) {
  std::vector<Item> items;
  for (JsonReader& in : notes.objects(key)) {
    Item item;
    item.id = in.text("id");
    item.name = in.text("name");
    rest(in, item);
    item.created = in.text("created");
    item.author = in.text("author");
    items.push_back(std::move(item));
  }
  return items;
}

FrameShape readShape(JsonReader& in) {
  const std::string shape = in.text("shape");
  if (shape != "circle" && shape != "square") in.fail("shape", "is \"" + shape + "\", which is not known here");
  return shape == "square" ? FrameShape::square : FrameShape::circle;
}

void writeLists(JsonWriter& out, const SlideNotes& notes) {
  writeItems(out, "bookmarks", notes.bookmarks, [&](const Bookmark& bookmark) {
    out.key("note").text(bookmark.note);
    writePoint(out, "centre", bookmark.centre);
    out.key("downsample").number(bookmark.downsample);
    out.key("rotationDeg").number(bookmark.rotationDeg);
    out.key("flipped").flag(bookmark.flipped);
  });
  writeItems(out, "frames", notes.frames, [&](const FieldFrame& frame) {
    out.key("shape").text(frame.shape == FrameShape::square ? "square" : "circle");
    out.key("areaMm2").number(frame.areaMm2);
    writePoint(out, "centre", frame.centre);
  });
  writeItems(out, "rulers", notes.rulers, [&](const Ruler& ruler) {
    writePoint(out, "from", ruler.from);
    writePoint(out, "to", ruler.to);
  });
}

SlideNotes readNotes(JsonReader& in) {
  SlideNotes notes;
  notes.bookmarks = readItems<Bookmark>(in, "bookmarks", [](JsonReader& item, Bookmark& bookmark) {
    bookmark.note = item.text("note");
    bookmark.centre = readPoint(item, "centre");
    bookmark.downsample = item.number("downsample");
    bookmark.rotationDeg = item.number("rotationDeg");
    bookmark.flipped = item.flag("flipped");
  });
  notes.frames = readItems<FieldFrame>(in, "frames", [](JsonReader& item, FieldFrame& frame) {
    frame.shape = readShape(item);
    frame.areaMm2 = item.number("areaMm2");
    frame.centre = readPoint(item, "centre");
  });
  notes.rulers = readItems<Ruler>(in, "rulers", [](JsonReader& item, Ruler& ruler) {
    ruler.from = readPoint(item, "from");
    ruler.to = readPoint(item, "to");
  });
  if (in.isGiven("scale")) {
    JsonReader scale = in.object("scale");
    notes.scale = TypedScale{scale.number("mpp"), scale.text("reason"), scale.text("typedBy")};
  }
  return notes;
}

bool positive(double value) { return std::isfinite(value) && value > 0; }
bool isPlace(Point point) { return std::isfinite(point.x) && std::isfinite(point.y); }

std::string faultOf(const Bookmark& bookmark) {
  if (!isPlace(bookmark.centre)) return "has no position in numbers";
  if (!positive(bookmark.downsample)) return "has no zoom over 0";
  return std::isfinite(bookmark.rotationDeg) ? "" : "has no rotation in numbers";
}

std::string faultOf(const FieldFrame& frame) {
  if (!isPlace(frame.centre)) return "has no position in numbers";
  return positive(frame.areaMm2) ? "" : "has no area over 0 mm²";
}

std::string faultOf(const Ruler& ruler) {
  return isPlace(ruler.from) && isPlace(ruler.to) ? "" : "has no position in numbers";
}

// Items are told apart by their id alone, in a merge too.
template <class Item>
std::string faultIn(const std::vector<Item>& items, const std::string& kind) {
  std::set<std::string_view> ids;
  for (const Item& item : items) {
    const std::string what = "the " + kind + " \"" + item.name + "\" ";
    if (item.id.empty()) return what + "has no id";
    if (!ids.insert(item.id).second) return what + "has the id of another, " + item.id;
    if (const std::string fault = faultOf(item); !fault.empty()) return what + fault;
  }
  return {};
}

}  // namespace

Result<void> checkNotes(const SlideNotes& notes, ErrorKind kind) {
  for (const std::string& fault :
       {faultIn(notes.bookmarks, "bookmark"), faultIn(notes.frames, "field frame"), faultIn(notes.rulers, "ruler")})
    if (!fault.empty()) return fail(kind, fault);
  if (notes.scale && !positive(notes.scale->mpp)) return fail(kind, "the typed scale is no number over 0 µm/px");
  return {};
}

std::string formatNotes(const SlideNotes& notes) {
  JsonWriter out;
  out.openObject();
  out.key("format").text(kFormat);
  writeLists(out, notes);
  out.key("scale");
  if (notes.scale) {
    out.openObject();
    out.key("mpp").number(notes.scale->mpp);
    out.key("reason").text(notes.scale->reason);
    out.key("typedBy").text(notes.scale->typedBy);
    out.close();
  } else {
    out.null();
  }
  out.close();
  return out.take();
}

Result<SlideNotes> parseNotes(std::string_view json) {
  const auto parsed = parseVersioned(json, kFormat);
  if (!parsed) return fail(parsed.error());
  std::optional<Error> error;
  JsonReader in(error, &*parsed, "");
  SlideNotes notes = readNotes(in);
  if (error) return fail(*error);
  if (const auto sound = checkNotes(notes, ErrorKind::corrupt); !sound) return fail(sound.error());
  return notes;
}

}  // namespace snitt
