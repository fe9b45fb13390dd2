#include "tiling/readers/slide_properties.h"

#include <array>
#include <optional>

#include "core/text/number.h"
#include "tiling/slide_scale.h"

namespace snitt {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string property(const SlideInfo& info, const std::string& name) {
  const auto found = info.properties.find(name);
  return found == info.properties.end() ? std::string() : std::string(trimmed(found->second));
}

// Length of the valid UTF-8 sequence at the start of `text`, or 0 (RFC 3629).
std::size_t sequenceLength(std::string_view text) {
  const auto at = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = at(0);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((at(i) & 0xC0U) != 0x80U) return 0;
  if (lead == 0xE0 && at(1) < 0xA0) return 0;
  if (lead == 0xED && at(1) >= 0xA0) return 0;
  if (lead == 0xF0 && at(1) < 0x90) return 0;
  if (lead == 0xF4 && at(1) >= 0x90) return 0;
  return length;
}

std::string joined(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts) {
    // A model name often repeats its maker's.
    if (part.empty() || text.find(part) != std::string::npos) continue;
    if (!text.empty() && part.starts_with(text)) text.clear();
    if (!text.empty()) text += ' ';
    text += part;
  }
  return text;
}

std::string scannerOf(const SlideInfo& info) {
  const auto get = [&info](const char* name) { return property(info, name); };
  if (info.vendor == "aperio") {
    const std::string model = joined({get("aperio.ScannerType"), get("aperio.ScanScope ID")});
    return model.empty() ? model : "Aperio " + model;
  }
  const std::array<std::string, 7> candidates{joined({get("dicom.Manufacturer"), get("dicom.ManufacturerModelName")}),
                                              joined({get("leica.device-model"), get("leica.device-version")}),
                                              get("philips.DICOM_MANUFACTURER"),
                                              joined({get("ventana.ScannerModel"), get("ventana.UnitNumber")}),
                                              joined({get("tiff.Make"), get("tiff.Model")}),
                                              get("hamamatsu.Product"),
                                              joined({get("ome.MicroscopeManufacturer"), get("ome.MicroscopeModel")})};
  for (const std::string& candidate : candidates)
    if (!candidate.empty()) return candidate;
  return {};
}

std::string mppSource(const SlideInfo& info) {
  if (info.vendor == "aperio") return "aperio.MPP";
  if (info.vendor == "generic-tiff") return "tiff.XResolution";
  if (info.vendor == "ome-tiff") return "ome.PhysicalSizeX";
  return "openslide.mpp-x";
}

void fillScale(SlideInfo& info) {
  auto x = parseNumber(property(info, "openslide.mpp-x"));
  auto y = parseNumber(property(info, "openslide.mpp-y"));
  if (!x && !y) {
    info.mppOrigin = "the file states no µm/px";
    return;
  }
  if (!x) x = y;
  if (!y) y = x;
  if (plausibleMpp(*x) && plausibleMpp(*y)) {
    info.mpp = Mpp{*x, *y};
    info.mppOrigin = mppSource(info);
    return;
  }
  const double odd = plausibleMpp(*x) ? *y : *x;
  info.mppOrigin =
      mppSource(info) + " reads as " + shortest(odd) + " µm/px, which is not plausible and counts as absent";
}

}  // namespace

std::string cleanText(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text.front());
    std::size_t length = sequenceLength(text);
    if (length == 0) {
      clean += static_cast<char>(0xC0U | byte >> 6U);
      clean += static_cast<char>(0x80U | (byte & 0x3FU));
      length = 1;
    } else if (byte < 0x20 || byte == 0x7F) {
      clean += ' ';
    } else {
      clean += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return clean;
}

void fillFromProperties(SlideInfo& info) {
  fillScale(info);
  if (const auto power = parseNumber(property(info, "openslide.objective-power")); power && *power > 0)
    info.magnification = power;
  info.scanner = scannerOf(info);
}

std::map<std::string, std::string> aperioProperties(std::string_view description) {
  std::map<std::string, std::string> properties;
  for (auto bar = description.find('|'); bar != std::string_view::npos; bar = description.find('|')) {
    description.remove_prefix(bar + 1);
    const std::string_view pair = description.substr(0, description.find('|'));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    properties["aperio." + std::string(trimmed(pair.substr(0, equals)))] = cleanText(trimmed(pair.substr(equals + 1)));
  }
  return properties;
}

}  // namespace snitt
