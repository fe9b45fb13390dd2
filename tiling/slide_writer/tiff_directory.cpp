#include <algorithm>
#include <cstddef>
#include <utility>

#include "tiling/slide_writer/tiff_directory_p.h"

namespace snitt {

namespace {

enum FieldType : std::uint16_t { kAscii = 2, kShort = 3, kLong = 4, kRational = 5, kUndefined = 7, kLong8 = 16 };

void appendNumber(std::string& bytes, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
}

std::string numbers(const std::vector<std::uint64_t>& values, std::size_t size) {
  std::string bytes;
  bytes.reserve(values.size() * size);
  for (const std::uint64_t value : values) appendNumber(bytes, value, size);
  return bytes;
}

}  // namespace

void TiffDirectory::shorts(std::uint16_t tag, const std::vector<std::uint64_t>& values) {
  m_fields.push_back({tag, kShort, values.size(), numbers(values, 2)});
}

void TiffDirectory::longs(std::uint16_t tag, const std::vector<std::uint64_t>& values) {
  m_fields.push_back({tag, kLong, values.size(), numbers(values, 4)});
}

void TiffDirectory::rationals(std::uint16_t tag, const std::vector<std::uint64_t>& values) {
  std::vector<std::uint64_t> parts;
  for (const std::uint64_t value : values) parts.insert(parts.end(), {value, 1});
  m_fields.push_back({tag, kRational, values.size(), numbers(parts, 4)});
}

void TiffDirectory::offsets(std::uint16_t tag, std::vector<std::uint64_t> values) {
  const std::uint64_t count = values.size();
  m_fields.push_back({tag, kLong8, count, {}, std::move(values)});
}

void TiffDirectory::text(std::uint16_t tag, std::string_view value) {
  m_fields.push_back({tag, kAscii, value.size() + 1, std::string(value) + '\0'});
}

void TiffDirectory::bytes(std::uint16_t tag, std::string_view value) {
  m_fields.push_back({tag, kUndefined, value.size(), std::string(value)});
}

TiffDirectories::TiffDirectories(std::span<const TiffDirectory> directories, std::uint64_t at, bool bigTiff)
    : m_at(at), m_bigTiff(bigTiff) {
  const std::size_t pointerBytes = bigTiff ? 8 : 4;
  std::size_t pointer = 0;  // where the directory before says where this one starts
  for (const TiffDirectory& directory : directories) {
    const std::uint64_t start = append(directory);
    if (first == 0) first = start;
    if (pointer != 0) bytes.replace(pointer, pointerBytes, numbers({start}, pointerBytes));
    pointer = bytes.size() - pointerBytes;
  }
}

// Values that do not fit in their field's entry lie before the directory. Returns where the directory starts.
std::uint64_t TiffDirectories::append(const TiffDirectory& directory) {
  const std::size_t pointerBytes = m_bigTiff ? 8 : 4;
  std::vector<TiffDirectory::Field> fields = directory.m_fields;
  std::sort(fields.begin(), fields.end());
  std::string entries;
  for (TiffDirectory::Field& field : fields) {
    if (!field.places.empty()) {
      field.type = m_bigTiff ? kLong8 : kLong;
      field.value = numbers(field.places, pointerBytes);
    }
    appendNumber(entries, field.tag, 2);
    appendNumber(entries, field.type, 2);
    appendNumber(entries, field.count, pointerBytes);
    if (field.value.size() <= pointerBytes) {
      field.value.resize(pointerBytes, '\0');
      entries += field.value;
      continue;
    }
    appendNumber(entries, m_at + bytes.size(), pointerBytes);
    bytes += field.value;
    bytes.append(bytes.size() % 2, '\0');
  }
  const std::uint64_t start = m_at + bytes.size();
  appendNumber(bytes, fields.size(), m_bigTiff ? 8 : 2);
  bytes += entries;
  appendNumber(bytes, 0, pointerBytes);
  return start;
}

std::string tiffHeader(std::uint64_t firstDirectory, bool bigTiff) {
  std::string header = "II";
  appendNumber(header, bigTiff ? 43 : 42, 2);
  if (bigTiff) {
    appendNumber(header, 8, 2);
    appendNumber(header, 0, 2);
  }
  appendNumber(header, firstDirectory, bigTiff ? 8 : 4);
  header.resize(kTiffHeaderBytes, '\0');
  return header;
}

}  // namespace snitt
