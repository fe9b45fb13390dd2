// A slide on a share that hangs: reads wait until somebody opens the gate.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "support/fake_slide.h"

namespace snitt::test {

class Gate {
 public:
  void open() {
    {
      const std::scoped_lock lock(m_mutex);
      m_open = true;
    }
    m_changed.notify_all();
  }
  void close() {
    const std::scoped_lock lock(m_mutex);
    m_open = false;
  }
  void pass() {
    ++m_waiting;
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_open; });
    --m_waiting;
  }
  [[nodiscard]] int waiting() const { return m_waiting; }

 private:
  std::mutex m_mutex;
  std::condition_variable m_changed;
  bool m_open = false;
  std::atomic<int> m_waiting = 0;
};

// Shades of grey by position, so that a picture tells where it was taken from.
inline void paintPosition(std::int64_t x, std::int64_t y, std::uint8_t* rgb) {
  rgb[0] = static_cast<std::uint8_t>(x / 64 % 256);
  rgb[1] = static_cast<std::uint8_t>(y / 64 % 256);
  rgb[2] = static_cast<std::uint8_t>((x / 16 + y / 16) % 2 * 200);
}

class SlowSlide : public FakeSlide {
 public:
  SlowSlide(std::int64_t widthPx, std::int64_t heightPx, std::shared_ptr<Gate> gate)
      : FakeSlide(widthPx, heightPx, paintPosition), m_gate(std::move(gate)) {}

  [[nodiscard]] int decoded() const { return m_decoded; }

 protected:
  Result<Image> decodeBlock(int level, std::int64_t column, std::int64_t row) override {
    if (m_gate) m_gate->pass();
    ++m_decoded;
    return FakeSlide::decodeBlock(level, column, row);
  }

 private:
  std::shared_ptr<Gate> m_gate;
  std::atomic<int> m_decoded = 0;
};

}  // namespace snitt::test
