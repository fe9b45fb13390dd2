// Slides with their truth that a segmentation learns from. A slide is decoded once at the network's µm/px and kept with
// its classes in a folder, so that neither memory nor an epoch is limited by decoding.
//
// Classes are those of SegmentationSpec: 0 background, 1 tissue (findTissue), 2 tumour (the truth). What of a slide
// cannot be read is ignored.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "inference/training/segmentation_tiles.h"
#include "tiling/slide_scale.h"

namespace snitt {

struct SegmentationSlide {
  std::string name;  // in messages, as "row 3"; the path where it is empty
  std::filesystem::path path;
  std::optional<TypedMpp> mpp;
  std::filesystem::path tumour;  // see readTumourTruth
};

// A slide in the folder.
struct KeptSlide {
  std::filesystem::path file;
  std::string key;  // of slide, scale, truth and µm/px
  int widthPx = 0;
  int heightPx = 0;
  std::int64_t tissuePixels = 0;  // with the tumour
  std::int64_t tumourPixels = 0;
  // Cells of kCellPx² that hold such pixels, row by row; `border` those that hold tumour and other pixels.
  std::vector<std::uint32_t> tissue;
  std::vector<std::uint32_t> tumour;
  std::vector<std::uint32_t> border;

  static constexpr int kCellPx = 16;
  [[nodiscard]] std::uint32_t columns() const { return static_cast<std::uint32_t>((widthPx + kCellPx - 1) / kCellPx); }
};

class SegmentationSlides : public SegmentationTiles {
 public:
  // Decodes what `folder` (made where it is missing) does not hold yet and checks the SHA-256 of what it holds: a
  // damaged file is made anew, and a file appears whole or not at all. A file is named by the slide's fingerprint, its
  // scale, the truth's bytes and `mpp`, so that any of them may change. Reports stage "decode", a slide each, on up to
  // `threads` threads.
  // Errors name the slide: those of openSlide and resolveScale, of readTumourTruth, io of the folder; cancelled.
  [[nodiscard]] static Result<SegmentationSlides> prepare(std::span<const SegmentationSlide> slides, double mpp,
                                                          const std::filesystem::path& folder, int threads,
                                                          const RunControl& control);

  [[nodiscard]] std::size_t slideCount() const override { return m_slides.size(); }
  // Around a pixel of the tumour's border for a quarter of the draws and of the tumour for another, of tissue for
  // nearly all others; that pixel lies anywhere in the crop. A crop reaches beyond the slide by an eighth of its edge
  // at the most, or by what the slide is smaller.
  [[nodiscard]] Result<void> draw(std::size_t slide, statistics::CounterRandom random, int cropPx,
                                  std::span<std::uint8_t> rgb, std::span<std::uint8_t> classes) const override;
  // Crops side by side from the slide's origin that hold tissue.
  [[nodiscard]] std::size_t coverCount(std::size_t slide, int cropPx) const override;
  [[nodiscard]] Result<void> cover(std::size_t slide, std::size_t number, int cropPx, std::span<std::uint8_t> rgb,
                                   std::span<std::uint8_t> classes) const override;

  [[nodiscard]] const std::vector<KeptSlide>& slides() const { return m_slides; }
  // Names slides and truth, in their order.
  [[nodiscard]] std::string identity() const;

 private:
  std::vector<KeptSlide> m_slides;
};

}  // namespace snitt
