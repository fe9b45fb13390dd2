#include "tiling/icc_name_p.h"

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include <lcms2.h>

namespace snitt {
namespace {

constexpr std::size_t mostCharacters = 200;

void append(std::string& text, std::uint32_t character) {
  const auto put = [&text](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  const auto follow = [&put, character](unsigned shift) { put(0x80U | (character >> shift & 0x3FU)); };
  if (character < 0x80) return put(character);
  if (character < 0x800) {
    put(0xC0U | character >> 6U);
  } else if (character < 0x10000) {
    put(0xE0U | character >> 12U);
    follow(6);
  } else {
    put(0xF0U | character >> 18U);
    follow(12);
    follow(6);
  }
  follow(0);
}

// wchar_t is signed on some systems.
std::uint32_t unitAt(const std::vector<wchar_t>& units, std::size_t i) {
  return static_cast<std::uint32_t>(static_cast<std::make_unsigned_t<wchar_t>>(units[i]));
}

// Little CMS hands out the file's UTF-16 units one by one, whatever the width of wchar_t.
std::string toUtf8(const std::vector<wchar_t>& units) {
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0; i < units.size() && units[i] != 0 && count < mostCharacters; ++i, ++count) {
    std::uint32_t character = unitAt(units, i);
    const std::uint32_t next = i + 1 < units.size() ? unitAt(units, i + 1) : 0;
    if (character >= 0xD800 && character < 0xDC00 && next >= 0xDC00 && next < 0xE000) {
      character = 0x10000 + ((character - 0xD800) << 10U) + (next - 0xDC00);
      ++i;
    } else if ((character >= 0xD800 && character < 0xE000) || character > 0x10FFFF) {
      character = 0xFFFD;
    }
    const bool isControl = character < 0x20 || (character >= 0x7F && character < 0xA0);
    append(text, isControl ? ' ' : character);
  }
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string textOf(cmsHPROFILE profile, cmsInfoType which) {
  const cmsUInt32Number bytes = cmsGetProfileInfo(profile, which, "en", "US", nullptr, 0);
  if (bytes == 0) return {};
  std::vector<wchar_t> units(bytes / sizeof(wchar_t) + 1);
  cmsGetProfileInfo(profile, which, "en", "US", units.data(), bytes);
  return toUtf8(units);
}

}  // namespace

std::string iccNameOf(void* profile) {
  for (const cmsInfoType which : {cmsInfoDescription, cmsInfoModel})
    if (std::string text = textOf(profile, which); !text.empty()) return text;
  return "unnamed";
}

}  // namespace snitt
