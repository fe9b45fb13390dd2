#include "tests/device/pretend_device.h"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>

#include <ATen/EmptyTensor.h>
#include <ATen/detail/HPUHooksInterface.h>
#include <ATen/native/CPUFallback.h>
#include <ATen/ops/_reshape_alias_native.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/view_native.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/library.h>
#include <torch/torch.h>

namespace snitt::test {
namespace {

constexpr auto kType = c10::DeviceType::HPU;
constexpr auto kKey = c10::DispatchKey::HPU;

std::atomic<std::int64_t> kernels = 0;

// Each block is mapped twice: where the device's tensors point nobody may look, and a second time for kernels.
class Memory : public c10::Allocator {
 public:
  c10::DataPtr allocate(std::size_t bytes) override {
    Block block;
    block.bytes = std::max<std::size_t>(bytes, 1);
    const int file = memfd_create("pretend", 0);
    if (file < 0 || ftruncate(file, static_cast<off_t>(block.bytes)) != 0) throw std::runtime_error("memfd");
    void* there = mmap(nullptr, block.bytes, PROT_NONE, MAP_SHARED, file, 0);
    block.host = mmap(nullptr, block.bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (there == MAP_FAILED || block.host == MAP_FAILED) throw std::runtime_error("mmap");
    const std::lock_guard lock(m_mutex);
    m_blocks[there] = block;
    return {there, there, &release, c10::Device(kType, 0)};
  }
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
  void copy_data(void*, const void*, std::size_t) const override { throw std::runtime_error("not for the host"); }

  void* hostOf(const void* there) {
    const std::lock_guard lock(m_mutex);
    return m_blocks.at(const_cast<void*>(there)).host;
  }

 private:
  struct Block {
    void* host = nullptr;
    std::size_t bytes = 0;
  };
  static void release(void* there);

  std::mutex m_mutex;
  std::map<void*, Block> m_blocks;
};

// Outlives the tensors of static objects.
Memory& memory() {
  static auto* const only = new Memory;
  return *only;
}

void Memory::release(void* there) {
  Memory& own = memory();
  const std::lock_guard lock(own.m_mutex);
  const auto block = own.m_blocks.extract(there).mapped();
  munmap(there, block.bytes);
  munmap(block.host, block.bytes);
}

bool isThere(const at::Tensor& tensor) { return tensor.device().type() == kType; }

// The same memory as a tensor of the CPU; others as they are.
at::Tensor seenByHost(const at::Tensor& tensor) {
  if (!tensor.defined() || !isThere(tensor)) return tensor;
  auto* first = static_cast<std::uint8_t*>(memory().hostOf(tensor.storage().data_ptr().get()));
  return at::from_blob(first + tensor.storage_offset() * static_cast<std::int64_t>(tensor.element_size()),
                       tensor.sizes(), tensor.strides(), at::TensorOptions(tensor.scalar_type()));
}

at::Tensor emptyStrided(at::IntArrayRef size, at::IntArrayRef stride, std::optional<at::ScalarType> type,
                        std::optional<at::Layout>, std::optional<at::Device>, std::optional<bool>) {
  return at::detail::empty_strided_generic(size, stride, &memory(), c10::DispatchKeySet(kKey),
                                           type.value_or(at::kFloat));
}

at::Tensor emptyFormat(at::IntArrayRef size, std::optional<at::ScalarType> type, std::optional<at::Layout>,
                       std::optional<at::Device>, std::optional<bool>, std::optional<at::MemoryFormat> format) {
  return at::detail::empty_generic(size, &memory(), c10::DispatchKeySet(kKey), type.value_or(at::kFloat), format);
}

at::Tensor sentThere(const at::Tensor& tensor) {
  if (!tensor.defined()) return tensor;
  const at::Tensor there = emptyStrided(tensor.sizes(), tensor.strides(), tensor.scalar_type(), {}, {}, {});
  seenByHost(there).copy_(tensor);
  return there;
}

at::Tensor copyFrom(const at::Tensor& from, const at::Tensor& to, bool) {
  seenByHost(to).copy_(seenByHost(from));
  return to;
}

at::Tensor copyFromAndResize(const at::Tensor& from, const at::Tensor& to) {
  TORCH_CHECK(from.sizes() == to.sizes(), "a result of another size");
  return copyFrom(from, to, false);
}

at::Scalar scalarOf(const at::Tensor& tensor) { return seenByHost(tensor).item(); }

at::Tensor view(const at::Tensor& self, at::IntArrayRef size) { return at::native::view(self, size); }

at::Tensor asStrided(const at::Tensor& self, at::IntArrayRef size, at::IntArrayRef stride,
                     std::optional<std::int64_t> offset) {
  return at::native::as_strided_tensorimpl(self, size, stride, offset);
}

at::Tensor reshapeAlias(const at::Tensor& self, at::IntArrayRef size, at::IntArrayRef stride) {
  return at::native::_reshape_alias(self, size, stride);
}

void requireThere(std::initializer_list<at::Tensor> tensors) {
  for (const at::Tensor& tensor : tensors)
    TORCH_CHECK(!tensor.defined() || isThere(tensor), "Expected all tensors to be on the same device");
  ++kernels;
}

// What LibTorch asks of a device whose convolutions it does not know.
at::Tensor convolution(const at::Tensor& input, const at::Tensor& weight, const std::optional<at::Tensor>& bias,
                       at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed,
                       at::IntArrayRef outputPadding, std::int64_t groups) {
  requireThere({input, weight, bias.value_or(at::Tensor())});
  return sentThere(at::convolution(seenByHost(input), seenByHost(weight), seenByHost(bias.value_or(at::Tensor())),
                                   stride, padding, dilation, transposed, outputPadding, groups));
}

std::tuple<at::Tensor, at::Tensor, at::Tensor> convolutionBackward(const at::Tensor& asked, const at::Tensor& input,
                                                                   const at::Tensor& weight, at::IntArrayRef stride,
                                                                   at::IntArrayRef padding, at::IntArrayRef dilation,
                                                                   bool transposed, at::IntArrayRef outputPadding,
                                                                   std::int64_t groups, std::array<bool, 3> mask) {
  requireThere({asked, input, weight});
  const std::array<std::int64_t, 1> biasSize{weight.size(0)};
  const auto [ofInput, ofWeight, ofBias] =
      at::convolution_backward(seenByHost(asked), seenByHost(input), seenByHost(weight), at::IntArrayRef(biasSize),
                               stride, padding, dilation, transposed, outputPadding, groups, mask);
  return {sentThere(ofInput), sentThere(ofWeight), sentThere(ofBias)};
}

// Every other kernel: the CPU's, on copies, where all tensors are here. As on a GPU a single number may be elsewhere.
void onCpu(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
  const auto arguments = torch::jit::last(*stack, op.schema().arguments().size());
  const auto check = [&](const at::Tensor& tensor) {
    TORCH_CHECK(!tensor.defined() || isThere(tensor) || tensor.dim() == 0,
                "Expected all tensors to be on the same device: ", op.schema().name());
  };
  for (const c10::IValue& argument : arguments) {
    if (argument.isTensor()) check(argument.toTensor());
    if (argument.isTensorList())
      for (const at::Tensor& one : argument.toTensorVector()) check(one);
  }
  ++kernels;
  at::native::cpu_fallback(op, stack);
}

// Work is done when a call returns, so streams are all one.
struct Guard : c10::impl::NoOpDeviceGuardImpl<kType> {
  c10::Device getDevice() const override { return {kType, 0}; }
  c10::Device exchangeDevice(c10::Device) const override { return {kType, 0}; }
  c10::Stream getStream(c10::Device) const noexcept override { return only(); }
  c10::Stream exchangeStream(c10::Stream) const noexcept override { return only(); }
  c10::Stream getDefaultStream(c10::Device) const override { return only(); }
  c10::Stream getStreamFromGlobalPool(c10::Device, bool) const override { return only(); }
  void synchronizeDevice(c10::DeviceIndex) const override {}
  static c10::Stream only() { return c10::Stream(c10::Stream::DEFAULT, c10::Device(kType, 0)); }
};
C10_REGISTER_GUARD_IMPL(HPU, Guard)

// Differentiation asks whether there is a device. LibTorch finds these by their name.
struct HPUHooks : at::HPUHooksInterface {
  explicit HPUHooks(at::HPUHooksArgs) {}
  void init() const override {}
  bool hasHPU() const override { return true; }
  bool isBuilt() const override { return true; }
  bool isAvailable() const override { return true; }
  bool hasPrimaryContext(c10::DeviceIndex) const override { return true; }
  c10::DeviceIndex deviceCount() const override { return 1; }
  c10::DeviceIndex getCurrentDevice() const override { return 0; }
};
using at::HPUHooksRegistry;
using at::RegistererHPUHooksRegistry;
REGISTER_HPU_HOOKS(HPUHooks)

TORCH_LIBRARY_IMPL(aten, HPU, m) {
  m.impl("empty.memory_format", &emptyFormat);
  m.impl("empty_strided", &emptyStrided);
  m.impl("_copy_from", &copyFrom);
  m.impl("_copy_from_and_resize", &copyFromAndResize);
  m.impl("_local_scalar_dense", &scalarOf);
  m.impl("view", &view);
  m.impl("as_strided", &asStrided);
  m.impl("_reshape_alias", &reshapeAlias);
  m.impl("convolution_overrideable", &convolution);
  m.impl("convolution_backward_overrideable", &convolutionBackward);
}

TORCH_LIBRARY_IMPL(_, HPU, m) { m.fallback(torch::CppFunction::makeFromBoxedFunction<&onCpu>()); }

}  // namespace

std::int64_t pretendKernels() { return kernels; }

}  // namespace snitt::test
