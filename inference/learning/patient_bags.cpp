#include "inference/learning/patient_bags.h"

namespace snitt {

std::size_t PatientBags::tileCount(std::size_t bag) const {
  std::size_t count = 0;
  for (const StoredTiles* slide : m_bags.at(bag).slides) count += slide->count();
  return count;
}

Result<void> PatientBags::read(std::size_t bag, std::span<const std::uint32_t> tiles,
                               std::span<std::uint8_t> rgb) const {
  std::size_t done = 0;
  std::uint32_t first = 0;  // of the slide, among the patient's tiles
  for (const StoredTiles* slide : m_bags.at(bag).slides) {
    const auto end = first + static_cast<std::uint32_t>(slide->count());
    std::vector<std::uint32_t> own;
    while (done + own.size() < tiles.size() && tiles[done + own.size()] < end)
      own.push_back(tiles[done + own.size()] - first);
    const std::size_t bytes = slide->tileBytes();
    if (!own.empty())
      if (auto read = slide->read(own, rgb.subspan(done * bytes, own.size() * bytes)); !read) return read;
    done += own.size();
    first = end;
  }
  if (done < tiles.size()) return fail(ErrorKind::usage, "a bag was asked for a tile that it does not have");
  return {};
}

}  // namespace snitt
