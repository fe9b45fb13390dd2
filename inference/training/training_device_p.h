// Where a network's passes are computed while it learns. Weights and optimiser stay on the host, and so do the pooled
// outputs with their loss; what goes to a device and comes back passes through here. On a CPU all of it is where it
// was, so there is one way for both.
#pragma once

#include <mutex>
#include <string>
#include <utility>

#include <torch/torch.h>

#include "inference/engine/device_lane_p.h"

namespace snitt {

class TrainingDevice {
 public:
  // As EngineChoice::device. Exact arithmetic from here on (useExactArithmetic).
  explicit TrainingDevice(const std::string& name);

  [[nodiscard]] const at::Device& device() const { return m_device; }
  [[nodiscard]] bool isHost() const { return m_device.is_cpu(); }

  // Room on the host for float32 that will be uploaded.
  [[nodiscard]] at::Tensor hostRoom(at::IntArrayRef shape) const;
  // The same tensor where it is there already. Strides are kept.
  [[nodiscard]] at::Tensor upload(const at::Tensor& onHost) const;
  [[nodiscard]] at::Tensor download(const at::Tensor& onDevice) const;

  // Lanes read tiles side by side. A CPU computes in all of them as well; another device takes one lane's work at a
  // time, so that its memory is that of one chunk, and on one thread (device_lane_p.h).
  template <class Work>
  void oneAtATime(Work work) const {
    if (isHost()) return work();
    const std::lock_guard lock(m_mutex);
    runOnLane(m_device, LaneStream::ofDevice, work);
  }
  // Threads for work that has nothing to read.
  [[nodiscard]] int lanes(int threads) const { return isHost() ? threads : 1; }

 private:
  at::Device m_device;
  mutable std::mutex m_mutex;
};

}  // namespace snitt
