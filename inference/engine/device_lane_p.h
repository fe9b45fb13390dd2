// Threads that live as long as the program and queue work on a GPU, each on a stream of its own: uploads, kernels and
// downloads of one overlap with those of the others. Through LibTorch's device-independent interface, so that no header
// of a GPU's toolkit is needed.
//
// LibTorch keeps for each thread how cuDNN computes a convolution of each shape, which takes seconds to find out for a
// network, and for each stream the memory that was used on it. Threads that come and go with every slide would find out
// again each time, and hold as many times a pass's memory as there are streams.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include <c10/core/Device.h>

namespace snitt {

enum class LaneStream { own, ofDevice };

// Runs `work` on a free lane of the device, the one that was used last, or on a new one, with the caller's modes of
// LibTorch (gradients, inference); returns when it has ended and throws what it throws. `ofDevice`: on the default
// stream, for work that shares tensors with the caller's. Not from within such work.
void runOnLane(const c10::Device& device, LaneStream stream, const std::function<void()>& work);

// The same with a result. On a CPU the calling thread does the work itself.
template <class Work>
auto onDevice(const c10::Device& device, Work work) -> decltype(work()) {
  if (device.is_cpu()) return work();
  std::optional<decltype(work())> result;
  runOnLane(device, LaneStream::own, [&] { result.emplace(work()); });
  return std::move(*result);
}

// Waits for everything that was queued on the device. Other streams do not wait for the default one: what was uploaded
// on it, such as weights, must have arrived before they read it.
void waitForDevice(const c10::Device& device);

}  // namespace snitt
