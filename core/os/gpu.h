// The GPUs of this machine, whether or not LibTorch was built for them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace snitt::os {

// A CUDA device as NVIDIA's driver tells of it.
struct Gpu {
  std::string name;  // "NVIDIA H100 80GB HBM3"
  std::uint64_t memoryBytes = 0;
  int computeMajor = 0;  // compute capability
  int computeMinor = 0;
};

// In the order of their numbers; none where there is no driver or no GPU that this process may use. Asked once.
[[nodiscard]] const std::vector<Gpu>& cudaGpus();

}  // namespace snitt::os
