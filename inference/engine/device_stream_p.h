// A GPU's queue of work for each worker thread: uploads, kernels and downloads of one worker overlap with those of the
// others. Through LibTorch's device-independent interface, so that no header of a GPU's toolkit is needed.
#pragma once

#include <optional>

#include <c10/core/Device.h>
#include <c10/core/Stream.h>

namespace snitt {

// The calling thread's own stream of this device; nothing on a CPU. It must be made current (c10::OptionalStreamGuard).
[[nodiscard]] std::optional<c10::Stream> ownStream(const c10::Device& device);

}  // namespace snitt
