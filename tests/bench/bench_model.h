// What the benchmarks of the engine share: a bundle's networks with the settings of the program, and buffers for what
// the networks keep of a batch. An error ends the process with its sentence: there is nothing to measure then.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include "core/os/os.h"
#include "core/result.h"
#include "inference/model.h"

namespace snitt::bench {

template <class T>
T need(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(1);
}

inline void need(const Result<void>& result) {
  if (result) return;
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(1);
}

// One intra-op thread a worker, memory as `snitt` takes it.
inline LoadedModel loadForBench(const char* bundle, const char* precision, const char* device = "cpu") {
  os::tuneAllocator();
  useOneThreadPerWorker();
  return need(loadModel(bundle, {device, precision}));
}

// One thread's own. Views point into the buffers, so it is not copied.
class Embedder {
 public:
  Embedder(const TileNetworks& networks, int batch) : m_networks(networks) {
    for (std::size_t member = 0; member < networks.memberCount(); ++member)
      m_buffers.emplace_back(static_cast<std::size_t>(batch * networks.embeddingSize(member)));
    m_views.assign(m_buffers.begin(), m_buffers.end());
  }
  Embedder(const Embedder&) = delete;
  Embedder& operator=(const Embedder&) = delete;

  Result<void> embed(std::span<const std::uint8_t> rgb) { return m_networks.embed(rgb, m_views, {}); }

 private:
  const TileNetworks& m_networks;
  std::vector<std::vector<float>> m_buffers;
  std::vector<std::span<float>> m_views;
};

}  // namespace snitt::bench
