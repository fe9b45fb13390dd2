#include "inference/training/norm_estimate_p.h"

#include "inference/engine/worker_p.h"
#include "inference/training/lanes.h"
#include "inference/training/norm_moments_p.h"

namespace snitt {
namespace {

template <class Work>
Result<void> forEachTile(std::size_t count, int threads, const std::stop_token& stop, Work work) {
  return onLanes(count, threads, stop, [&](std::size_t t, const std::stop_token&) {
    return onWorker("batch norm statistics", [&]() -> Result<void> {
      work(t);
      return {};
    });
  });
}

}  // namespace

Result<void> estimateNorms(const MobileNetV2Layout& layout, const ConvModules& modules, int frozenBlocks,
                           TrainingConvolver& convolver, std::vector<at::Tensor>& tiles, int threads,
                           const std::stop_token& stop) {
  int number = 0;
  for (const MobileNetV2Layout::Block& block : layout.blocks) {
    const bool frozen = number++ < frozenBlocks;
    for (std::size_t i = 0; i < block.layers.size(); ++i) {
      const ConvModules::Unit& unit = modules.units().at(block.layers[i].index);
      if (unit.norm && !frozen) {
        std::vector<NormMoments> perTile(tiles.size());
        const auto measure = [&](std::size_t t) {
          at::Tensor x = tiles[t];
          for (std::size_t before = 0; before < i; ++before) x = convolver.run(block.layers[before], x);
          perTile[t] = momentsOf(convolver.unnormalised(block.layers[i], x));
        };
        if (auto done = forEachTile(tiles.size(), threads, stop, measure); !done) return done;
        const at::NoGradGuard noGradient;
        setStatistics(*unit.norm, perTile);
      }
      convolver.fold(unit.layer.index);
    }
    const auto advance = [&](std::size_t t) {
      const at::Tensor x = tiles[t];
      at::Tensor y = x;
      for (std::size_t i = 0; i < block.layers.size(); ++i) {
        const bool adds = block.residual && i + 1 == block.layers.size();
        y = convolver.run(block.layers[i], y, adds ? &x : nullptr);
      }
      tiles[t] = y;
    };
    if (auto done = forEachTile(tiles.size(), threads, stop, advance); !done) return done;
  }
  return {};
}

}  // namespace snitt
