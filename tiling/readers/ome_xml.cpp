#include "tiling/readers/ome_xml.h"

#include <cmath>
#include <cstring>
#include <new>
#include <utility>

#include <pugixml.hpp>

#include "core/text/number.h"
#include "tiling/readers/slide_properties.h"

namespace snitt {

namespace {

// The schema's prefix is free ("OME", "ome:OME").
std::string_view localName(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node childOf(const pugi::xml_node& parent, std::string_view name) {
  for (const pugi::xml_node child : parent.children())
    if (localName(child) == name) return child;
  return {};
}

int countOf(const pugi::xml_node& parent, std::string_view name) {
  int count = 0;
  for (const pugi::xml_node child : parent.children()) count += localName(child) == name ? 1 : 0;
  return count;
}

// OME's UnitsLength, in µm; what is no length (pixel, reference frame) gives none.
std::optional<double> micrometresPer(std::string_view unit) {
  constexpr std::pair<std::string_view, double> kUnits[] = {{"", 1},      {"µm", 1},    {"\u03BCm", 1}, {"um", 1},
                                                            {"nm", 1e-3}, {"mm", 1e3},  {"cm", 1e4},    {"dm", 1e5},
                                                            {"m", 1e6},   {"pm", 1e-6}, {"Å", 1e-4},    {"in", 25400}};
  for (const auto& [name, factor] : kUnits)
    if (unit == name) return factor;
  return std::nullopt;
}

std::optional<double> physicalSize(const pugi::xml_node& pixels, const char* axis, OmeImage& image) {
  const std::string name = std::string("PhysicalSize").append(axis);
  const pugi::xml_attribute value = pixels.attribute(name.c_str());
  if (!value) return std::nullopt;
  const std::string unit = pixels.attribute((name + "Unit").c_str()).value();
  image.properties["ome." + name] = cleanText(value.value());
  if (!unit.empty()) image.properties["ome." + name + "Unit"] = cleanText(unit);
  const auto number = parseNumber(value.value());
  const auto factor = micrometresPer(unit);
  if (!number || !factor || !(*number > 0)) return std::nullopt;
  return *number * *factor;
}

int sizeOf(const pugi::xml_node& pixels, const char* name) { return pixels.attribute(name).as_int(1); }

void readInstrument(const pugi::xml_node& root, OmeImage& image) {
  const pugi::xml_node instrument = childOf(root, "Instrument");
  const pugi::xml_node microscope = childOf(instrument, "Microscope");
  for (const char* name : {"Manufacturer", "Model"})
    if (const pugi::xml_attribute value = microscope.attribute(name))
      image.properties[std::string("ome.Microscope").append(name)] = cleanText(value.value());
  const pugi::xml_attribute power = childOf(instrument, "Objective").attribute("NominalMagnification");
  if (power)
    if (const auto number = parseNumber(power.value()); number && *number > 0) image.magnification = number;
}

Result<OmeImage> parse(std::string_view xml) {
  pugi::xml_document document;
  if (const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
      !parsed)
    return fail(ErrorKind::corrupt,
                std::string("is damaged: its OME-XML cannot be read (") + parsed.description() + ")");
  const pugi::xml_node root = document.document_element();
  if (childOf(root, "BinaryOnly"))
    return fail(ErrorKind::unsupported, "is one part of an OME-TIFF of several files; export the slide as one file");
  const pugi::xml_node pixels = childOf(childOf(root, "Image"), "Pixels");
  if (localName(root) != "OME" || !pixels)
    return fail(ErrorKind::corrupt, "is damaged: its OME-XML describes no image");
  OmeImage image;
  image.sizeZ = sizeOf(pixels, "SizeZ");
  image.sizeC = sizeOf(pixels, "SizeC");
  image.sizeT = sizeOf(pixels, "SizeT");
  image.channels = countOf(pixels, "Channel");
  image.pixelType = cleanText(pixels.attribute("Type").value());
  image.mppX = physicalSize(pixels, "X", image);
  image.mppY = physicalSize(pixels, "Y", image);
  readInstrument(root, image);
  return image;
}

}  // namespace

bool isOmeXml(std::string_view description) {
  const auto first = description.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && description[first] == '<' &&
         (description.find("<OME") != std::string_view::npos || description.find(":OME ") != std::string_view::npos);
}

Result<OmeImage> parseOmeXml(std::string_view xml) try { return parse(xml); } catch (const std::bad_alloc&) {
  return fail(ErrorKind::io, "cannot be read: memory ran out");
}

}  // namespace snitt
