#include <array>
#include <cmath>
#include <cstdio>

#include "tiling/slide_writer/svs_description_p.h"

namespace snitt {

namespace {

// Aperio ends it with CR LF for levels and with LF for pictures; OpenSlide finds the names of pictures only so.
std::string firstLine(const char* end) { return std::string("Aperio Image Library v12.0.16") + end; }

std::string sizeText(std::int64_t width, std::int64_t height) {
  return std::to_string(width) + "x" + std::to_string(height);
}

// A value is one word of a list that '|' and '=' divide.
std::string plain(const std::string& text) {
  std::string value;
  for (const char c : text) value += c >= ' ' && c <= '~' && c != '|' ? c : '_';
  return value;
}

std::string fourDecimals(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4f", value);
  return text.data();
}

std::string wholeOrShort(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g", value);
  return text.data();
}

void add(std::string& list, const std::string& name, const std::string& value) {
  if (!value.empty()) list.append("|").append(plain(name)).append(" = ").append(plain(value));
}

std::string properties(const SvsRecipe& recipe) {
  std::string list;
  add(list, "AppMag", wholeOrShort(recipe.magnification));
  add(list, "MPP", fourDecimals(recipe.mpp));
  add(list, "ScanScope ID", recipe.scanner);
  add(list, "Date", recipe.date);
  add(list, "Time", recipe.time);
  add(list, "Filename", recipe.name);
  for (const auto& [name, value] : recipe.more) add(list, name, value);
  return list;
}

}  // namespace

std::string levelDescription(const SvsRecipe& recipe, const LevelShape& level) {
  const std::string whole = sizeText(recipe.widthPx, recipe.heightPx);
  std::string text =
      firstLine("\r\n") + whole + " [0,0 " + whole + "] (" + sizeText(recipe.tilePx, recipe.tilePx) + ")";
  if (level.widthPx != recipe.widthPx) text += " -> " + sizeText(level.widthPx, level.heightPx);
  return text + " JPEG/RGB Q=" + std::to_string(recipe.quality) + properties(recipe);
}

std::string thumbnailDescription(const SvsRecipe& recipe, const Image& thumbnail) {
  return firstLine("\n") + sizeText(recipe.widthPx, recipe.heightPx) + " -> " +
         sizeText(thumbnail.widthPx, thumbnail.heightPx) + " - " + properties(recipe);
}

std::string pictureDescription(const std::string& name, const Image& picture) {
  return firstLine("\n") + name + " " + sizeText(picture.widthPx, picture.heightPx);
}

}  // namespace snitt
