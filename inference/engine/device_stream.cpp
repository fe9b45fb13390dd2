#include "inference/engine/device_stream_p.h"

#include <c10/core/impl/VirtualGuardImpl.h>

namespace snitt {

std::optional<c10::Stream> ownStream(const c10::Device& device) {
  if (device.is_cpu()) return std::nullopt;
  thread_local std::optional<c10::Stream> stream;
  if (!stream || stream->device() != device)
    stream = c10::impl::VirtualGuardImpl(device.type()).getStreamFromGlobalPool(device);
  return stream;
}

}  // namespace snitt
