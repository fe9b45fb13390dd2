#include "inference/engine/device_lane_p.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <ATen/ThreadLocalState.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include "inference/engine/worker_p.h"

namespace snitt {
namespace {

class Lane {
 public:
  Lane(const c10::Device& device, LaneStream kind) : m_device(device), m_kind(kind), m_thread([this] { serve(); }) {}

  [[nodiscard]] bool is(const c10::Device& device, LaneStream kind) const {
    return m_device == device && m_kind == kind;
  }

  void run(const std::function<void()>& work) {
    std::unique_lock lock(m_mutex);
    const at::ThreadLocalState modes;
    m_modes = &modes;
    m_work = &work;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_work == nullptr; });
    if (const auto fault = std::exchange(m_fault, nullptr)) std::rethrow_exception(fault);
  }

 private:
  void serve() {
    std::optional<c10::Stream> own;
    for (std::unique_lock lock(m_mutex);;) {
      m_changed.wait(lock, [this] { return m_work != nullptr; });
      try {
        useOneIntraOpThread();
        const at::ThreadLocalStateGuard modes(*m_modes);
        if (m_kind == LaneStream::own && !own)
          own = c10::impl::VirtualGuardImpl(m_device.type()).getStreamFromGlobalPool(m_device);
        const c10::OptionalStreamGuard stream(own);
        (*m_work)();
      } catch (...) {
        m_fault = std::current_exception();
      }
      m_work = nullptr;
      m_changed.notify_all();
    }
  }

  const c10::Device m_device;
  const LaneStream m_kind;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  const std::function<void()>* m_work = nullptr;
  const at::ThreadLocalState* m_modes = nullptr;
  std::exception_ptr m_fault;
  std::jthread m_thread;
};

class Lanes {
 public:
  std::unique_ptr<Lane> take(const c10::Device& device, LaneStream kind) {
    {
      const std::lock_guard lock(m_mutex);
      for (auto lane = m_free.rbegin(); lane != m_free.rend(); ++lane) {
        if (!(*lane)->is(device, kind)) continue;
        std::unique_ptr<Lane> taken = std::move(*lane);
        m_free.erase(std::next(lane).base());
        return taken;
      }
    }
    return std::make_unique<Lane>(device, kind);
  }
  void giveBack(std::unique_ptr<Lane> lane) {
    const std::lock_guard lock(m_mutex);
    m_free.push_back(std::move(lane));
  }

 private:
  std::mutex m_mutex;
  std::vector<std::unique_ptr<Lane>> m_free;
};

// Never ended: a thread that ends gives back what a GPU's libraries keep for it, which may be gone by then.
Lanes& lanes() {
  static auto* const only = new Lanes;
  return *only;
}

}  // namespace

void runOnLane(const c10::Device& device, LaneStream stream, const std::function<void()>& work) {
  auto lane = lanes().take(device, stream);
  std::exception_ptr fault;
  try {
    lane->run(work);
  } catch (...) {
    fault = std::current_exception();
  }
  lanes().giveBack(std::move(lane));
  if (fault) std::rethrow_exception(fault);
}

void waitForDevice(const c10::Device& device) {
  if (!device.is_cpu()) c10::impl::VirtualGuardImpl(device.type()).synchronizeDevice(device.index());
}

}  // namespace snitt
