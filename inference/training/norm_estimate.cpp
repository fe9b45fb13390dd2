#include "inference/training/norm_estimate_p.h"

#include "inference/engine/worker_p.h"
#include "inference/training/lanes.h"

namespace snitt {
namespace {

struct Moments {
  double count = 0;
  at::Tensor mean;     // a channel, float64
  at::Tensor squares;  // sums of squared distances from it
};

Moments momentsOf(at::Tensor values) {
  const at::Tensor mean = values.mean({0, 2, 3});
  values.sub_(mean.view({1, -1, 1, 1}));
  Moments moments;
  moments.count = static_cast<double>(values.numel()) / static_cast<double>(values.size(1));
  moments.mean = mean.to(at::kDouble);
  moments.squares = values.square_().mean({0, 2, 3}).to(at::kDouble) * moments.count;
  return moments;
}

// Chan, Golub and LeVeque, Am Stat 37:242 (1983).
void merge(Moments& into, const Moments& other) {
  if (into.count == 0) {
    into = other;
    return;
  }
  const double count = into.count + other.count;
  const at::Tensor difference = other.mean - into.mean;
  into.squares = into.squares + other.squares + difference.square() * (into.count * other.count / count);
  into.mean = into.mean + difference * (other.count / count);
  into.count = count;
}

void setStatistics(torch::nn::BatchNorm2dImpl& norm, const std::vector<Moments>& perTile) {
  Moments all;
  for (const Moments& one : perTile) merge(all, one);
  norm.running_mean.copy_(all.mean);
  norm.running_var.copy_(all.squares / all.count);
}

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
        std::vector<Moments> perTile(tiles.size());
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
