#include <algorithm>
#include <charconv>
#include <optional>

#include <torch/torch.h>
#include <torch/version.h>

#include "core/os/gpu.h"
#include "core/os/os.h"
#include "inference/engine/engine.h"
#include "inference/engine/fused_convolver_p.h"
#include "inference/engine/worker_p.h"

namespace snitt {
namespace {

// Enough to fill a large GPU with MobileNetV2; 32 tiles of 512 px need about 2 GB in bf16.
constexpr int tilesPerGpuPass = 32;

std::optional<int> deviceNumber(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

tl::unexpected<Error> noSuchDevice(std::string_view word) {
  return fail(ErrorKind::usage, c10::str("device \"", word, "\" is not auto, cpu, cuda or cuda:NUMBER"));
}

Result<std::string> cudaDevice(std::string_view word) {
  const std::string_view numberText = word == "cuda" ? "0" : word.substr(std::string_view("cuda:").size());
  const auto number = deviceNumber(numberText);
  if (!number) return noSuchDevice(word);
  if (!torch::cuda::is_available()) {
    return fail(ErrorKind::unsupported, c10::str("device ", word, " was asked for, but no CUDA device is usable here"));
  }
  const int count = int{static_cast<unsigned char>(torch::cuda::device_count())};
  if (*number >= count) {
    return fail(ErrorKind::unsupported,
                c10::str("device ", word, " is not there: this machine has ", count, " CUDA devices, numbered from 0"));
  }
  return "cuda:" + std::to_string(*number);
}

Result<std::string> chooseDevice(std::string_view word) {
  if (word == "cpu") return std::string("cpu");
  if (word == "auto") return std::string(torch::cuda::is_available() ? "cuda:0" : "cpu");
  if (word == "cuda" || word.starts_with("cuda:")) return cudaDevice(word);
  return noSuchDevice(word);
}

// None on a CPU, and where the driver does not tell.
std::optional<os::Gpu> gpuOf(std::string_view device) {
  const auto number = deviceNumber(device.substr(device.find(':') + 1));
  if (!device.starts_with("cuda:") || !number) return std::nullopt;
  const auto& all = os::cudaGpus();
  const auto index = static_cast<std::size_t>(*number);
  return index < all.size() ? std::optional(all[index]) : std::nullopt;
}

bool hasFastBf16(const std::string& device) {
  constexpr int ampere = 8;  // compute capability of the first with bfloat16 in its matrix units
  if (device != "cpu") {
    const auto gpu = gpuOf(device);
    return gpu && gpu->computeMajor >= ampere;
  }
  const auto features = os::cpuFeatures();
  return std::ranges::any_of(features, [](const auto& name) { return name == "avx512_bf16" || name == "amx_bf16"; });
}

Result<Kernels> chooseKernels(const std::string& word, const std::string& device) {
  if (word != "auto" && word != "fused" && word != "plain") {
    return fail(ErrorKind::usage, c10::str("kernels \"", word, "\" are not auto, fused or plain"));
  }
  const bool possible = device == "cpu" && canFuse();
  if (word == "fused" && !possible) {
    return fail(ErrorKind::unsupported,
                device == "cpu" ? "fused kernels were asked for, but this processor or LibTorch has none"
                                : "fused kernels were asked for, but they run on the CPU alone (--device cpu)");
  }
  return possible && word != "plain" ? Kernels::fused : Kernels::plain;
}

Result<void> checkPrecision(const std::string& precision, const NumericTolerance& tolerance) {
  if (precision != "auto" && precision != "fp32" && precision != "bf16")
    return fail(ErrorKind::usage, c10::str("precision \"", precision, "\" is not auto, fp32 or bf16"));
  if (precision == "bf16" && !tolerance.allowBf16)
    return fail(ErrorKind::refused, "precision bf16 was asked for, but the bundle does not allow it");
  return {};
}

std::string oneDnnVersion() {
  const std::string config = at::show_config();
  constexpr std::string_view mark = "MKL-DNN v";
  const auto begin = config.find(mark);
  if (!at::hasMKLDNN() || begin == std::string::npos) return "not in this build";
  const auto from = begin + mark.size();
  return config.substr(from, config.find_first_of(" \n", from) - from);
}

std::string buildName() {
  const auto& hooks = at::detail::getCUDAHooks();
  if (!hooks.hasCUDART()) return "CPU";
  const auto cuda = hooks.versionCUDART();
  return c10::str("CUDA ", cuda / 1000, ".", cuda % 1000 / 10, ", cuDNN ", hooks.versionRuntimeCuDNN());
}

std::string describeGpu(std::size_t number, const os::Gpu& gpu, bool usable) {
  constexpr std::uint64_t MiB = 1 << 20;
  const char* unused = at::detail::getCUDAHooks().hasCUDART() ? " (LibTorch cannot use it)"
                                                              : " (not used: this LibTorch is a build for CPUs)";
  return c10::str("GPU ", number, ": ", gpu.name, ", ", gpu.memoryBytes / MiB, " MiB, compute capability ",
                  gpu.computeMajor, ".", gpu.computeMinor, usable ? "" : unused);
}

}  // namespace

std::string_view toText(Kernels kernels) { return kernels == Kernels::fused ? "fused" : "plain"; }

std::string_view toText(Precision precision) { return precision == Precision::bf16 ? "bf16" : "fp32"; }

std::string kindOfDevice(std::string_view device) { return std::string(device.substr(0, device.find(':'))); }

std::string describePath(const EngineChoice& choice) {
  const char* kernels = choice.kernels == Kernels::fused ? "oneDNN fused convolutions" : "LibTorch's convolutions";
  const char* most = choice.device == "cpu" ? "" : "up to ";
  const auto gpu = gpuOf(choice.device);
  return c10::str(toText(choice.precision), ", ", kernels, ", channels-last, ", most, choice.tilesPerPass,
                  choice.tilesPerPass == 1 ? " tile a pass" : " tiles a pass", gpu ? ", " + gpu->name : "");
}

Result<EngineChoice> chooseEngine(const EngineRequest& request, const NumericTolerance& tolerance) {
  return onWorker("device", [&]() -> Result<EngineChoice> {
    const std::string& precision = request.precision;
    if (auto possible = checkPrecision(precision, tolerance); !possible) return fail(possible.error());
    auto device = chooseDevice(request.device);
    if (!device) return fail(device.error());
    const auto kernels = chooseKernels(request.kernels, *device);
    if (!kernels) return fail(kernels.error());
    const bool bf16 = precision == "bf16" || (precision == "auto" && tolerance.allowBf16 && hasFastBf16(*device));
    const bool onCpu = *device == "cpu";
    return EngineChoice{std::move(*device), bf16 ? Precision::bf16 : Precision::fp32, *kernels,
                        onCpu ? 1 : tilesPerGpuPass};
  });
}

Result<EngineChoice> chooseGpuElsewhere(const EngineRequest& request, const NumericTolerance& tolerance) {
  if (request.device != "auto" && request.device != "cuda" && request.device != "cuda:0")
    return fail(ErrorKind::usage, c10::str("device ", request.device,
                                           " was asked for, but a task that is given a GPU sees it as cuda:0"));
  if (auto possible = checkPrecision(request.precision, tolerance); !possible) return fail(possible.error());
  const auto kernels = chooseKernels(request.kernels, "cuda:0");
  if (!kernels) return fail(kernels.error());
  const bool bf16 = request.precision == "bf16" || (request.precision == "auto" && tolerance.allowBf16);
  return EngineChoice{"cuda:0", bf16 ? Precision::bf16 : Precision::fp32, *kernels, tilesPerGpuPass};
}

std::vector<std::string> describeEngine() {
  const std::size_t cuda = torch::cuda::is_available() ? static_cast<std::size_t>(torch::cuda::device_count()) : 0;
  std::vector<std::string> lines{
      c10::str("LibTorch: ", TORCH_VERSION),
      c10::str("LibTorch build: ", buildName(), ", CPU kernels for ", at::get_cpu_capability()),
      c10::str("oneDNN: ", oneDnnVersion()), c10::str("CUDA devices: ", cuda)};
  const auto& gpus = os::cudaGpus();
  for (std::size_t i = 0; i < gpus.size(); ++i) lines.push_back(describeGpu(i, gpus[i], i < cuda));
  return lines;
}

void releaseDeviceMemory(const std::string& device) {
  const at::DeviceType type = at::Device(device).type();
  if (type != at::kCUDA || !torch::cuda::is_available()) return;
  static_cast<void>(onWorker("device", [&]() -> Result<void> {
    at::getDeviceAllocator(type)->emptyCache();
    return {};
  }));
}

void useOneThreadPerWorker() {
  useOneIntraOpThread();
  // LibTorch lets this be set once, before its first parallel work.
  static const bool once = [] {
    if (at::get_num_interop_threads() != 1) at::set_num_interop_threads(1);
    return true;
  }();
  static_cast<void>(once);
}

}  // namespace snitt
