#include "support/tiff_surgery.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

namespace snitt::test {

namespace {

constexpr std::uint16_t kTileOffsets = 324;
constexpr std::uint16_t kTileByteCounts = 325;

std::uint32_t get(const std::string& bytes, std::size_t at, std::size_t width) {
  if (at + width > bytes.size()) throw std::runtime_error("fixture: the TIFF is too short");
  std::uint32_t value = 0;
  for (std::size_t i = width; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void put(std::string& bytes, std::size_t at, std::size_t width, std::uint32_t value) {
  if (at + width > bytes.size()) throw std::runtime_error("fixture: the TIFF is too short");
  for (std::size_t i = 0; i < width; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 255U);
}

struct Entry {
  std::uint16_t tag = 0;
  std::size_t width = 1;  // bytes of one value
  std::size_t count = 0;
  std::size_t valueAt = 0;    // where the values lie
  std::size_t pointerAt = 0;  // where their offset is stored; 0 = they lie in the entry itself
};

std::vector<Entry> entriesOf(const std::string& bytes) {
  if (bytes.compare(0, 4, std::string("II*\0", 4)) != 0) throw std::runtime_error("fixture: no classic TIFF");
  const std::size_t directory = get(bytes, 4, 4);
  std::vector<Entry> entries(get(bytes, directory, 2));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::size_t at = directory + 2 + 12 * i;
    Entry& entry = entries[i];
    entry.tag = static_cast<std::uint16_t>(get(bytes, at, 2));
    const std::uint32_t type = get(bytes, at + 2, 2);
    entry.width = type == 3 ? 2 : type == 4 ? 4 : type == 5 ? 8 : 1;
    entry.count = get(bytes, at + 4, 4);
    const bool inside = entry.width * entry.count <= 4;
    entry.valueAt = inside ? at + 8 : get(bytes, at + 8, 4);
    entry.pointerAt = inside ? 0 : at + 8;
  }
  return entries;
}

Entry entryOf(const std::string& bytes, std::uint16_t tag) {
  for (const Entry& entry : entriesOf(bytes))
    if (entry.tag == tag) return entry;
  throw std::runtime_error("fixture: the TIFF lacks tag " + std::to_string(tag));
}

}  // namespace

std::string readBytes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("fixture: " + file.string() + " cannot be read");
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void writeBytes(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) throw std::runtime_error("fixture: " + file.string() + " cannot be written");
}

void setTag(const std::filesystem::path& file, std::uint16_t tag, std::uint32_t value) {
  std::string bytes = readBytes(file);
  const Entry entry = entryOf(bytes, tag);
  // A SHORT becomes a LONG, so that any value fits.
  put(bytes, entry.valueAt - 6, 2, 4);
  put(bytes, entry.valueAt, 4, value);
  writeBytes(file, bytes);
}

void setTagElement(const std::filesystem::path& file, std::uint16_t tag, std::size_t index, std::uint32_t value) {
  std::string bytes = readBytes(file);
  const Entry entry = entryOf(bytes, tag);
  put(bytes, entry.valueAt + entry.width * index, entry.width, value);
  writeBytes(file, bytes);
}

void putDirectoryFirst(const std::filesystem::path& file) {
  constexpr std::size_t kHeader = 8;
  const std::string old = readBytes(file);
  const Entry offsets = entryOf(old, kTileOffsets);
  const Entry counts = entryOf(old, kTileByteCounts);
  std::size_t dataEnd = kHeader;
  for (std::size_t i = 0; i < offsets.count; ++i)
    dataEnd = std::max<std::size_t>(dataEnd, get(old, offsets.valueAt + offsets.width * i, offsets.width) +
                                                 get(old, counts.valueAt + counts.width * i, counts.width));
  std::string moved = old.substr(0, kHeader) + old.substr(dataEnd) + old.substr(kHeader, dataEnd - kHeader);
  const auto metaBytes = static_cast<std::uint32_t>(old.size() - dataEnd);
  const auto back = static_cast<std::uint32_t>(dataEnd - kHeader);
  put(moved, 4, 4, get(old, 4, 4) - back);
  for (const Entry& entry : entriesOf(old))
    if (entry.pointerAt != 0) put(moved, entry.pointerAt - back, 4, static_cast<std::uint32_t>(entry.valueAt) - back);
  for (std::size_t i = 0; i < offsets.count; ++i) {
    const std::size_t at = offsets.valueAt - back + offsets.width * i;
    put(moved, at, offsets.width, get(moved, at, offsets.width) + metaBytes);
  }
  writeBytes(file, moved);
}

}  // namespace snitt::test
