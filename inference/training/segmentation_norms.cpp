#include <array>

#include "inference/engine/worker_p.h"
#include "inference/training/lanes.h"
#include "inference/training/norm_moments_p.h"
#include "inference/training/segmentation_norms_p.h"

namespace snitt {
namespace {

// Where one crop stands on its way through the network.
struct Passage {
  at::Tensor now;
  std::vector<at::Tensor> skips;

  void goDown() {
    skips.push_back(now);
    now = at::max_pool2d(now, 2);
  }
  // As runUNet joins them; sizes are multiples of 2^depth.
  void goUp() {
    const std::array<std::int64_t, 2> size{skips.back().size(2), skips.back().size(3)};
    now = at::cat({skips.back(), at::upsample_bilinear2d(now, size, false)}, 1);
    skips.pop_back();
  }
};

class Estimate {
 public:
  Estimate(const ConvModules& modules, TrainingConvolver& convolver, std::vector<at::Tensor>& crops, int threads,
           const std::stop_token& stop)
      : m_modules(modules), m_convolver(convolver), m_threads(threads), m_stop(stop) {
    for (at::Tensor& crop : crops) m_passages.push_back({std::move(crop), {}});
  }

  Result<void> pair(const UNetLayout::Pair& layers) {
    for (const ConvLayer& layer : layers) {
      const ConvModules::Unit& unit = m_modules.units().at(layer.index);
      if (unit.norm) {
        std::vector<NormMoments> moments(m_passages.size());
        auto measured =
            each([&](std::size_t i) { moments[i] = momentsOf(m_convolver.unnormalised(layer, m_passages[i].now)); });
        if (!measured) return measured;
        const at::NoGradGuard noGradient;
        setStatistics(*unit.norm, moments);
      }
      m_convolver.fold(layer.index);
      auto moved = each([&](std::size_t i) { m_passages[i].now = m_convolver.run(layer, m_passages[i].now); });
      if (!moved) return moved;
    }
    return {};
  }

  template <class Work>
  Result<void> each(Work work) {
    return onLanes(m_passages.size(), m_threads, m_stop, [&](std::size_t i, const std::stop_token&) {
      return onWorker("batch norm statistics", [&]() -> Result<void> {
        work(i);
        return {};
      });
    });
  }

  Passage& operator[](std::size_t i) { return m_passages[i]; }

 private:
  const ConvModules& m_modules;
  TrainingConvolver& m_convolver;
  int m_threads;
  std::stop_token m_stop;
  std::vector<Passage> m_passages;
};

}  // namespace

Result<void> estimateNorms(const UNetLayout& layout, const ConvModules& modules, TrainingConvolver& convolver,
                           std::vector<at::Tensor>& crops, int threads, const std::stop_token& stop) {
  Estimate estimate(modules, convolver, crops, threads, stop);
  for (const UNetLayout::Pair& pair : layout.encoder) {
    if (auto done = estimate.pair(pair); !done) return done;
    if (auto done = estimate.each([&](std::size_t i) { estimate[i].goDown(); }); !done) return done;
  }
  if (auto done = estimate.pair(layout.bottom); !done) return done;
  for (std::size_t level = layout.decoder.size(); level-- > 0;) {
    if (auto done = estimate.each([&](std::size_t i) { estimate[i].goUp(); }); !done) return done;
    if (auto done = estimate.pair(layout.decoder[level]); !done) return done;
  }
  convolver.fold(layout.output.index);
  return {};
}

}  // namespace snitt
