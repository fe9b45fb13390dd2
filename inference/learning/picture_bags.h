// Pictures of tiles (JPEG, PNG, TIFF) as bags that a network learns from. Pictures are decoded once, to one size, into
// a nameless scratch file, so that neither memory nor an epoch is limited by their number.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/os/os.h"
#include "core/progress.h"
#include "core/result.h"
#include "inference/training/bag_source.h"

namespace snitt {

// What is known of a picture before it is decoded.
struct PictureLook {
  std::filesystem::path file;
  int widthPx = 0;
  int heightPx = 0;
  std::string sha256;
  std::string unreadable;  // a sentence that names the file; empty where it can be opened

  [[nodiscard]] int edgePx() const { return std::min(widthPx, heightPx); }
};

// In the order of `files`; reports stage "look". Errors: cancelled. A picture that cannot be opened is no error.
[[nodiscard]] Result<std::vector<PictureLook>> lookAtPictures(std::span<const std::filesystem::path> files, int threads,
                                                              const RunControl& control);

// Any number of threads may read tiles at once.
class PictureStore {
 public:
  // The square in the middle of each picture, area-resampled to tilePx; RGB, grey pictures too. Pictures must be at
  // least tilePx at their shorter edge. Reports stage "read". One that cannot be decoded is told by `unreadable`.
  // Errors: cancelled; io where the scratch folder lacks space.
  [[nodiscard]] static Result<PictureStore> read(std::span<const std::filesystem::path> files, int tilePx, int threads,
                                                 const RunControl& control);

  [[nodiscard]] std::size_t size() const { return m_hashes.size(); }
  [[nodiscard]] int tilePx() const { return m_tilePx; }
  [[nodiscard]] std::uint64_t hash(std::size_t picture) const { return m_hashes[picture]; }
  [[nodiscard]] const std::string& unreadable(std::size_t picture) const { return m_unreadable[picture]; }
  // `rgb`: tilePx² interleaved bytes; white where it is unreadable.
  [[nodiscard]] Result<void> tile(std::size_t picture, std::span<std::uint8_t> rgb) const;

 private:
  PictureStore(os::ScratchFile file, int tilePx) : m_file(std::move(file)), m_tilePx(tilePx) {}

  os::ScratchFile m_file;
  int m_tilePx;
  std::vector<std::uint64_t> m_hashes;
  std::vector<std::string> m_unreadable;
};

struct PictureBag {
  BagOutcome outcome;
  std::vector<std::uint32_t> pictures;  // of the store
};

// The store must outlive it.
class PictureBags : public BagSource {
 public:
  PictureBags(const PictureStore& store, std::vector<PictureBag> bags) : m_store(store), m_bags(std::move(bags)) {}

  [[nodiscard]] std::size_t bagCount() const override { return m_bags.size(); }
  [[nodiscard]] BagOutcome outcome(std::size_t bag) const override { return m_bags[bag].outcome; }
  [[nodiscard]] std::size_t tileCount(std::size_t bag) const override { return m_bags[bag].pictures.size(); }
  [[nodiscard]] Result<void> read(std::size_t bag, std::span<const std::uint32_t> tiles,
                                  std::span<std::uint8_t> rgb) const override;

 private:
  const PictureStore& m_store;
  std::vector<PictureBag> m_bags;
};

}  // namespace snitt
