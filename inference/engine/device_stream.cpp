#include "inference/engine/device_stream_p.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include <c10/core/impl/VirtualGuardImpl.h>

namespace snitt {
namespace {

class Streams {
 public:
  c10::Stream take(const c10::Device& device) {
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_free.rbegin(), m_free.rend(),
                                    [&](const c10::Stream& stream) { return stream.device() == device; });
    if (found == m_free.rend()) return c10::impl::VirtualGuardImpl(device.type()).getStreamFromGlobalPool(device);
    const c10::Stream stream = *found;
    m_free.erase(std::next(found).base());
    return stream;
  }
  void giveBack(c10::Stream stream) {
    const std::lock_guard lock(m_mutex);
    m_free.push_back(stream);
  }

 private:
  std::mutex m_mutex;
  std::vector<c10::Stream> m_free;
};

// Outlives whoever still works when the program ends.
Streams& streams() {
  static auto* const only = new Streams;
  return *only;
}

}  // namespace

OwnStream::OwnStream(const c10::Device& device) {
  if (device.is_cpu()) return;
  m_stream = streams().take(device);
  m_current.reset_stream(*m_stream);
}

OwnStream::~OwnStream() {
  m_current.reset();
  if (m_stream) streams().giveBack(*m_stream);
}

void waitForDevice(const c10::Device& device) {
  if (!device.is_cpu()) c10::impl::VirtualGuardImpl(device.type()).synchronizeDevice(device.index());
}

}  // namespace snitt
