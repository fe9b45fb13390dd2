#include "core/annotation/class_file.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/notes/versioned_json_p.h"

namespace snitt {

namespace {

using Json = nlohmann::json;
constexpr std::string_view kFormat = "snitt-classes/1";

std::optional<Colour> colourOf(const Json& json) {
  if (json.is_number_integer()) {  // packed as 0xAARRGGBB
    const auto packed = static_cast<std::uint32_t>(json.get<std::int64_t>());
    return Colour{static_cast<std::uint8_t>(packed >> 16U), static_cast<std::uint8_t>(packed >> 8U),
                  static_cast<std::uint8_t>(packed)};
  }
  if (!json.is_array() || json.size() != 3) return std::nullopt;
  Colour colour{};
  for (std::size_t i = 0; i < 3; ++i) {
    if (!json[i].is_number_unsigned() || json[i].get<std::uint64_t>() > 255) return std::nullopt;
    colour[i] = static_cast<std::uint8_t>(json[i].get<unsigned>());
  }
  return colour;
}

}  // namespace

std::vector<AnnotationClass> defaultClasses() {
  return {{"Tumor", {200, 0, 0}},     {"Stroma", {150, 200, 150}},     {"Mucin", {0, 160, 190}},
          {"Necrosis", {50, 50, 50}}, {"Lymphocytes", {160, 90, 160}}, {"Normal mucosa", {20, 100, 200}},
          {"Muscle", {150, 110, 40}}, {"Positive", {250, 62, 62}},     {"Negative", {112, 112, 225}},
          {"Ignore", {180, 180, 180}}};
}

std::string formatClasses(const std::vector<AnnotationClass>& classes) {
  JsonWriter out;
  out.openObject();
  out.key("format").text(kFormat);
  out.key("classes").openArray();
  for (const AnnotationClass& one : classes) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("name").text(one.name);
    out.key("color").openArray(JsonWriter::Layout::oneLine);
    for (const std::uint8_t channel : one.colour) out.integer(channel);
    out.close();
    out.close();
  }
  out.close();
  out.close();
  return out.take();
}

Result<std::vector<AnnotationClass>> parseClasses(std::string_view text) {
  auto json = parseJson(text);
  if (!json) return fail(json.error());
  const bool isQuPath = json->is_object() && json->contains("pathClasses");
  if (!isQuPath) json = parseVersioned(text, kFormat);
  if (!json) return fail(json.error());
  const Json& list = (*json)[isQuPath ? "pathClasses" : "classes"];
  if (!list.is_array()) return fail(ErrorKind::corrupt, "it holds no list of classes");
  std::vector<AnnotationClass> classes;
  for (const Json& item : list) {
    // QuPath lists an object without a name for "no class".
    if (!item.is_object() || !item.contains("name") || !item["name"].is_string()) continue;
    const auto name = item["name"].get<std::string>();
    if (name.empty() || std::ranges::any_of(classes, [&](const auto& one) { return one.name == name; })) continue;
    std::optional<Colour> colour;
    for (const char* key : {"color", "colorRGB"})
      if (!colour && item.contains(key)) colour = colourOf(item[key]);
    classes.push_back({name, colour.value_or(colourForName(name))});
  }
  return classes;
}

}  // namespace snitt
