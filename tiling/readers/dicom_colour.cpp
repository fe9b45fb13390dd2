#include "tiling/readers/dicom_colour.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace snitt {

namespace {

constexpr unsigned kStartOfScan = 0xDA;
constexpr unsigned kApp0 = 0xE0;
constexpr unsigned kApp14 = 0xEE;

bool isFrameHeader(unsigned marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

unsigned byteAt(std::span<const std::byte> bytes, std::size_t index) { return std::to_integer<unsigned>(bytes[index]); }

bool startsWith(std::span<const std::byte> bytes, std::string_view text) {
  return bytes.size() >= text.size() && std::equal(text.begin(), text.end(), bytes.begin(), [](char c, std::byte b) {
           return static_cast<unsigned char>(c) == std::to_integer<unsigned>(b);
         });
}

struct Markers {
  bool jfif = false;
  std::optional<unsigned> adobeTransform;
  std::array<unsigned, 3> ids{};
  std::array<unsigned, 3> sampling{};
  bool threeColours = false;
};

void readFrameHeader(std::span<const std::byte> body, Markers& markers) {
  if (body.size() < 15 || byteAt(body, 5) != 3) return;
  markers.threeColours = true;
  for (std::size_t i = 0; i < 3; ++i) {
    markers.ids[i] = byteAt(body, 6 + 3 * i);
    markers.sampling[i] = byteAt(body, 7 + 3 * i);
  }
}

Markers readMarkers(std::span<const std::byte> stream) {
  Markers markers;
  std::size_t position = 2;
  while (position + 4 <= stream.size() && byteAt(stream, position) == 0xFF) {
    const unsigned marker = byteAt(stream, position + 1);
    if (marker == 0xFF) {
      ++position;
      continue;
    }
    const std::size_t length = byteAt(stream, position + 2) << 8U | byteAt(stream, position + 3);
    if (marker == kStartOfScan || length < 2 || position + 2 + length > stream.size()) break;
    const auto body = stream.subspan(position + 4, length - 2);
    if (marker == kApp0 && startsWith(body, "JFIF")) markers.jfif = true;
    if (marker == kApp14 && startsWith(body, "Adobe") && body.size() >= 12) markers.adobeTransform = byteAt(body, 11);
    if (isFrameHeader(marker)) readFrameHeader(body, markers);
    position += 2 + length;
  }
  return markers;
}

bool isGlass(const std::array<std::uint8_t, 3>& rgb) {
  constexpr int kLeastLight = 200;
  constexpr int kMostTint = 25;
  const auto [least, most] = std::minmax({rgb[0], rgb[1], rgb[2]});
  return least >= kLeastLight && most - least <= kMostTint;
}

std::uint8_t clamped(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }

}  // namespace

JpegColour jpegColour(std::span<const std::byte> stream) {
  if (stream.size() < 4 || byteAt(stream, 0) != 0xFF || byteAt(stream, 1) != 0xD8) return JpegColour::unknown;
  const Markers markers = readMarkers(stream);
  if (!markers.threeColours) return JpegColour::unknown;
  if (markers.jfif) return JpegColour::yCbCr;
  if (markers.adobeTransform) return *markers.adobeTransform == 0 ? JpegColour::rgb : JpegColour::yCbCr;
  if (markers.ids == std::array<unsigned, 3>{'R', 'G', 'B'}) return JpegColour::rgb;
  if (markers.sampling[0] != markers.sampling[1]) return JpegColour::yCbCr;
  return JpegColour::ambiguous;
}

JpegColour colourByGlass(std::span<const std::uint8_t> pixels) {
  std::size_t asRgb = 0;
  std::size_t asYCbCr = 0;
  for (std::size_t i = 0; i + 3 <= pixels.size(); i += 3) {
    std::array<std::uint8_t, 3> pixel{pixels[i], pixels[i + 1], pixels[i + 2]};
    // Pure white fills what no scanner saw, whatever the colours of the rest.
    if (pixel == std::array<std::uint8_t, 3>{255, 255, 255}) continue;
    asRgb += isGlass(pixel) ? 1 : 0;
    yCbCrToRgb(pixel.data());
    asYCbCr += isGlass(pixel) ? 1 : 0;
  }
  const std::size_t least = pixels.size() / 3 / 100 + 1;
  if (asRgb >= least && asRgb >= 4 * asYCbCr) return JpegColour::rgb;
  if (asYCbCr >= least && asYCbCr >= 4 * asRgb) return JpegColour::yCbCr;
  return JpegColour::ambiguous;
}

void yCbCrToRgb(std::uint8_t* pixel) {
  // Fixed point with 16 fractional bits, rounded as decoders do.
  constexpr int kHalf = 1 << 15;
  const int y = pixel[0];
  const int cb = pixel[1] - 128;
  const int cr = pixel[2] - 128;
  pixel[0] = clamped(y + ((91881 * cr + kHalf) >> 16));
  pixel[1] = clamped(y + ((-22554 * cb - 46802 * cr + kHalf) >> 16));
  pixel[2] = clamped(y + ((116130 * cb + kHalf) >> 16));
}

}  // namespace snitt
