// A GPU's queues of work: uploads, kernels and downloads of one worker overlap with those of the others. Through
// LibTorch's device-independent interface, so that no header of a GPU's toolkit is needed.
#pragma once

#include <optional>

#include <c10/core/Device.h>
#include <c10/core/Stream.h>
#include <c10/core/StreamGuard.h>

namespace snitt {

// While it lives the calling thread's work goes to a stream that no other thread has; on a CPU nothing happens. Streams
// are lent, the last one given back first: LibTorch keeps freed memory for the stream that it was used on, so that as
// many streams as threads ever lived would hold as many times a pass's memory.
class OwnStream {
 public:
  explicit OwnStream(const c10::Device& device);
  ~OwnStream();
  OwnStream(const OwnStream&) = delete;
  OwnStream& operator=(const OwnStream&) = delete;

 private:
  std::optional<c10::Stream> m_stream;
  c10::OptionalStreamGuard m_current;
};

// Waits for everything that was queued on the device. Other streams do not wait for the default one: what was uploaded
// on it, such as weights, must have arrived before they read it.
void waitForDevice(const c10::Device& device);

}  // namespace snitt
