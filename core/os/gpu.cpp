// GPUs by the CUDA driver's own library, which a machine has or has not: it is opened while the program runs and its
// few functions are declared here, so that nothing of NVIDIA's is needed to build.
#include "core/os/gpu.h"

#include <dlfcn.h>

#include <array>
#include <cstddef>

namespace snitt::os {

namespace {

class Driver {
 public:
  // The library stays open: LibTorch uses it too, and it cannot be unloaded safely.
  Driver() : m_library(dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL)) {}

  [[nodiscard]] std::vector<Gpu> gpus() const {
    const auto start = function<int(unsigned)>("cuInit");
    const auto count = function<int(int*)>("cuDeviceGetCount");
    int number = 0;
    if (start == nullptr || count == nullptr || start(0) != 0 || count(&number) != 0) return {};
    std::vector<Gpu> all;
    for (int i = 0; i < number; ++i) all.push_back(gpu(i));
    return all;
  }

 private:
  // Values of CUdevice_attribute.
  static constexpr int kComputeMajor = 75;
  static constexpr int kComputeMinor = 76;

  template <class Signature>
  [[nodiscard]] Signature* function(const char* name) const {
    return m_library == nullptr ? nullptr : reinterpret_cast<Signature*>(dlsym(m_library, name));
  }

  [[nodiscard]] Gpu gpu(int number) const {
    const auto handleOf = function<int(int*, int)>("cuDeviceGet");
    const auto nameOf = function<int(char*, int, int)>("cuDeviceGetName");
    const auto bytesOf = function<int(std::size_t*, int)>("cuDeviceTotalMem_v2");
    const auto attributeOf = function<int(int*, int, int)>("cuDeviceGetAttribute");
    Gpu gpu;
    int handle = 0;
    if (handleOf == nullptr || handleOf(&handle, number) != 0) return gpu;
    std::array<char, 256> name{};
    if (nameOf != nullptr && nameOf(name.data(), static_cast<int>(name.size()) - 1, handle) == 0)
      gpu.name = name.data();
    std::size_t bytes = 0;
    if (bytesOf != nullptr && bytesOf(&bytes, handle) == 0) gpu.memoryBytes = bytes;
    if (attributeOf != nullptr) {
      attributeOf(&gpu.computeMajor, kComputeMajor, handle);
      attributeOf(&gpu.computeMinor, kComputeMinor, handle);
    }
    return gpu;
  }

  void* m_library;
};

}  // namespace

const std::vector<Gpu>& cudaGpus() {
  static const std::vector<Gpu> all = Driver().gpus();
  return all;
}

}  // namespace snitt::os
