// Changes to the bytes of a classic little-endian TIFF, as damage and odd writers make them. All throw
// std::runtime_error where the file is not as expected.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace snitt::test {

[[nodiscard]] std::string readBytes(const std::filesystem::path& file);
void writeBytes(const std::filesystem::path& file, const std::string& bytes);

// Overwrites the value of a tag of the first directory (type SHORT or LONG, one value).
void setTag(const std::filesystem::path& file, std::uint16_t tag, std::uint32_t value);

// Sets element `index` of an array tag (TileOffsets 324, TileByteCounts 325) of the first directory.
void setTagElement(const std::filesystem::path& file, std::uint16_t tag, std::size_t index, std::uint32_t value);

// Rewrites a file of one directory so that the directory lies before the tiles, as streaming writers do.
void putDirectoryFirst(const std::filesystem::path& file);

}  // namespace snitt::test
