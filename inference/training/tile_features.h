// Bags whose tiles a frozen encoder has seen already: for small cohorts, and for encoders that cannot be trained. Each
// tile is encoded once and its features kept on disk; the head is then trained by `train` as any other network is.
//
//   auto training = FeatureBags::compute(source, tilesOf, *encoder, options, run);
//   auto trained = train(encoder->headSpec(network), trainingOptions, **training, tuning->get(), trainingRun);
//   auto files = encoder->memberFiles(network, trained->tensors);
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/result.h"
#include "inference/training/augmentation.h"
#include "inference/training/bag_source.h"
#include "inference/training/feature_file.h"
#include "inference/training/tile_encoder.h"

namespace snitt {

// Whatever has a say in the features, beside tiles and encoder.
struct FeatureOptions {
  // Changed views of each tile beside the tile itself. An epoch of training shows each tile in one view, drawn anew;
  // norms and tuning see the tile itself. 0: no augmentation.
  int changedViews = 0;
  AugmentOptions augment;  // of the changed views
  std::uint64_t seed = 1;  // likewise
};

struct FeatureProgress {
  std::size_t bag = 0;  // the one that is worked on
  std::size_t bags = 0;
  std::size_t tiles = 0;     // of this bag, that are done
  std::size_t ofTiles = 0;   // of this bag
  std::size_t cached = 0;    // bags so far whose features were there
  std::size_t computed = 0;  // bags so far whose features were not
};

// None of this changes what comes out.
struct FeatureRun {
  std::filesystem::path folder;  // of the cache; made where it is missing. Several runs and machines may share it
  int threads = 1;
  std::stop_token stop;  // obeyed between passes; kind cancelled, and bags that are done stay done
  std::function<void(const FeatureProgress&)> progress;  // by one thread at a time, seldom the calling one
};

class FeatureBags : public BagSet {
 public:
  // `tilesOf` names for ever what a bag's tiles are (hash of the slide, resolution, plan): with it, the encoder and the
  // options a file of the cache is found again. Files that are damaged, cut short or of something else are made anew.
  // A bag without tiles has none. `source` and `encoder` need not outlive the call. Memory is that of a few tiles a
  // thread. The same features whatever the threads. Errors: those of the source and the encoder; io.
  [[nodiscard]] static Result<std::unique_ptr<FeatureBags>> compute(
      const BagSource& source, const std::function<std::string(std::size_t bag)>& tilesOf, const TileEncoder& encoder,
      const FeatureOptions& options, const FeatureRun& run);

  [[nodiscard]] std::size_t bagCount() const override { return m_bags.size(); }
  [[nodiscard]] BagOutcome outcome(std::size_t bag) const override { return m_bags[bag].outcome; }
  [[nodiscard]] std::size_t tileCount(std::size_t bag) const override { return m_bags[bag].shape.tiles; }
  [[nodiscard]] std::unique_ptr<BagTiles> prepare(std::size_t bag, std::vector<std::uint32_t> tiles,
                                                  const BagPreparation& preparation) const override;
  [[nodiscard]] std::string identity() const override { return m_identity; }

  [[nodiscard]] std::size_t featureCount() const { return m_width; }
  [[nodiscard]] const std::filesystem::path& file(std::size_t bag) const { return m_bags[bag].file; }
  // Fills `values` with one row a tile: view 0 is the tile itself. Any number of threads at once.
  struct Row {
    std::uint32_t tile = 0;
    std::uint32_t view = 0;
  };
  [[nodiscard]] Result<void> read(std::size_t bag, std::span<const Row> rows, std::span<float> values) const;
  [[nodiscard]] std::size_t viewCount() const { return m_views; }

 private:
  struct Bag {
    BagOutcome outcome;
    FeatureShape shape;
    std::string identity;
    std::filesystem::path file;
  };
  FeatureBags() = default;

  std::vector<Bag> m_bags;
  std::size_t m_width = 0;
  std::size_t m_views = 1;
  std::string m_identity;
};

}  // namespace snitt
