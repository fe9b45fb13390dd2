// TIFF directories as bytes. libtiff writes one directory after another with all its pixels, but here tiles of all
// levels come in turn, and which of the two formats the file has is known only at its end.
//
// Source: TIFF 6.0 (Adobe, 1992), section 2; BigTIFF (Adobe and others, 2007). Little-endian.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace snitt {

// Bytes before the first tile: the header of either format fits.
inline constexpr std::uint64_t kTiffHeaderBytes = 16;

class TiffDirectory {
 public:
  void shorts(std::uint16_t tag, const std::vector<std::uint64_t>& values);
  void longs(std::uint16_t tag, const std::vector<std::uint64_t>& values);
  // Whole numbers over 1.
  void rationals(std::uint16_t tag, const std::vector<std::uint64_t>& values);
  // Places in the file: four bytes each, in BigTIFF eight.
  void offsets(std::uint16_t tag, std::vector<std::uint64_t> values);
  void text(std::uint16_t tag, std::string_view value);
  void bytes(std::uint16_t tag, std::string_view value);

 private:
  friend struct TiffDirectories;
  struct Field {
    std::uint16_t tag = 0;
    std::uint16_t type = 0;
    std::uint64_t count = 0;
    std::string value;  // little-endian
    std::vector<std::uint64_t> places = {};
    bool operator<(const Field& other) const { return tag < other.tag; }
  };
  std::vector<Field> m_fields;
};

// All directories, each pointing to the next, to be written at byte `at` (even) of the file.
struct TiffDirectories {
  TiffDirectories(std::span<const TiffDirectory> directories, std::uint64_t at, bool bigTiff);

  std::string bytes;
  std::uint64_t first = 0;  // where the first directory starts in the file

 private:
  std::uint64_t append(const TiffDirectory& directory);

  std::uint64_t m_at;
  bool m_bigTiff;
};

// kTiffHeaderBytes that name the byte at which the first directory starts.
[[nodiscard]] std::string tiffHeader(std::uint64_t firstDirectory, bool bigTiff);

}  // namespace snitt
