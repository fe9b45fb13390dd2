#include "inference/training/training_device_p.h"

#include "inference/engine/network_files_p.h"

namespace snitt {

TrainingDevice::TrainingDevice(const std::string& name) : m_device(name) { useExactArithmetic(); }

// Pinned memory is what a GPU can fetch while its kernels run.
at::Tensor TrainingDevice::hostRoom(at::IntArrayRef shape) const {
  return at::empty(shape, at::TensorOptions(at::kFloat).pinned_memory(m_device.is_cuda()));
}

at::Tensor TrainingDevice::upload(const at::Tensor& onHost) const { return onHost.to(m_device, /*non_blocking=*/true); }

at::Tensor TrainingDevice::download(const at::Tensor& onDevice) const { return onDevice.to(at::kCPU); }

}  // namespace snitt
