#include <set>

#include "core/annotation/annotation.h"
#include "core/annotation/annotation_set.h"
#include "core/annotation/wkb.h"
#include "core/json_reader_p.h"
#include "core/store/archive/archive_json_p.h"

namespace snitt {

namespace {

constexpr std::size_t kMostText = 1ULL << 20;

std::string boundedText(JsonReader& in, std::string_view key) {
  std::string text = in.text(key);
  if (text.size() > kMostText) in.fail(key, "is too long");
  return text;
}

std::optional<unsigned> digitOf(char letter) {
  if (letter >= '0' && letter <= '9') return static_cast<unsigned>(letter - '0');
  if (letter >= 'a' && letter <= 'f') return static_cast<unsigned>(letter - 'a' + 10);
  return std::nullopt;
}

std::optional<std::string> fromHex(const std::string& text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = digitOf(text[i]);
    const auto low = digitOf(text[i + 1]);
    if (!high || !low) return std::nullopt;
    bytes.push_back(static_cast<char>(*high << 4U | *low));
  }
  return bytes;
}

std::optional<std::string> colourOf(JsonReader& in, std::string_view key) {
  if (!in.isGiven(key)) return std::nullopt;
  std::string text = in.text(key);
  if (text.size() != 6 || text.find_first_not_of("0123456789ABCDEF") != std::string::npos)
    in.fail(key, "must be a colour as RRGGBB");
  return text;
}

// What another program may have made of a text that holds JSON.
void checkJson(JsonReader& in, std::string_view key, const std::string& text, bool object) {
  if (text.empty()) return;
  const auto json = parseJson(text);
  if (!json || (object ? !json->is_object() : !json->is_array()))
    return in.fail(key, "is not the JSON that it must be");
  if (object) return;
  for (const auto& pair : *json)
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || (!pair[1].is_number() && !pair[1].is_string()))
      return in.fail(key, "must list names and values");
}

ArchivedDrawing drawingOf(JsonReader& in) {
  ArchivedDrawing out;
  out.uuid = boundedText(in, "id");
  if (out.uuid.empty()) in.fail("id", "is missing");
  out.place = in.integer("place");
  if (out.place < 0 || out.place > static_cast<std::int64_t>(AnnotationSet::kMostPlaces))
    in.fail("place", "is out of range");
  out.parent = in.textOrNull("parent");
  out.kind = boundedText(in, "kind");
  if (!objectKindOf(out.kind)) in.fail("kind", "is none that this program knows");
  out.shape = boundedText(in, "shape");
  if (!shapeOf(out.shape)) in.fail("shape", "is none that this program knows");
  const auto geometry = fromHex(in.text("wkb"));
  if (!geometry || !fromWkb(*geometry)) in.fail("wkb", "is no geometry");
  out.geometry = geometry.value_or(std::string());
  out.className = boundedText(in, "class");
  out.classColour = colourOf(in, "classColour");
  out.colour = colourOf(in, "colour");
  out.name = boundedText(in, "name");
  out.note = boundedText(in, "note");
  out.locked = in.flag("locked");
  out.origin = boundedText(in, "origin");
  if (!originOf(out.origin)) in.fail("origin", "is none that this program knows");
  out.author = boundedText(in, "author");
  out.created = boundedText(in, "created");
  out.changed = boundedText(in, "changed");
  out.measurements = boundedText(in, "measurements");
  checkJson(in, "measurements", out.measurements, false);
  out.other = boundedText(in, "other");
  checkJson(in, "other", out.other, true);
  return out;
}

}  // namespace

Result<ArchivedDrawings> parseDrawings(const std::string& text) {
  const auto json = parseJson(text);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "drawings");
  if (in.text("format") != "snitt-drawings/1")
    return fail(ErrorKind::unsupported, "its format is not snitt-drawings/1, which this program reads");
  ArchivedDrawings out;
  out.fingerprint = in.text("fingerprint");
  std::set<std::string> ids;
  for (JsonReader& one : in.objects("drawn")) {
    out.drawn.push_back(drawingOf(one));
    if (!ids.insert(out.drawn.back().uuid).second) in.fail("drawn", "has two of one id");
  }
  for (JsonReader& one : in.objects("removed")) {
    out.removed.push_back({boundedText(one, "id"), one.text("at")});
    if (!isTime(out.removed.back().removed)) one.fail("at", "must be a time");
    if (out.removed.back().uuid.empty()) one.fail("id", "is missing");
    if (!ids.insert(out.removed.back().uuid).second) in.fail("removed", "has one that is there, or two of one id");
  }
  if (error) return fail(*error);
  return out;
}

}  // namespace snitt
