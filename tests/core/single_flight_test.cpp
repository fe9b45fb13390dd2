#include "core/single_flight.h"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace snitt {
namespace {

// Threads that ask while one works; `work` begins once all have been started.
class SingleFlightOfMany : public testing::Test {
 protected:
  static constexpr int kThreads = 6;

  template <class Ask>
  static void atOnce(Ask ask) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) threads.emplace_back([ask, i] { ask(i); });
  }

  // Long enough for the others to come; were they late, they would do the work again and the test would say so.
  int slowWork() {
    ++m_works;
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    return 42;
  }

  SingleFlight<std::string, int> m_flights;
  std::atomic<int> m_works{0};
};

TEST_F(SingleFlightOfMany, OneWorksAndAllGetWhatCameOfIt) {
  std::atomic<int> sum{0};
  atOnce([&](int) { sum += m_flights.run("a", [&] { return slowWork(); }); });
  EXPECT_EQ(m_works, 1);
  EXPECT_EQ(sum, 42 * kThreads);
}

TEST_F(SingleFlightOfMany, AnExceptionReachesEverybodyAndTheNextTriesAgain) {
  std::atomic<int> told{0};
  atOnce([&](int) {
    try {
      m_flights.run("a", [&]() -> int {
        slowWork();
        throw std::runtime_error("damaged");
      });
    } catch (const std::runtime_error& error) {
      told += std::string(error.what()) == "damaged" ? 1 : 0;
    }
  });
  EXPECT_EQ(m_works, 1);
  EXPECT_EQ(told, kThreads);
  EXPECT_EQ(m_flights.run("a", [] { return 7; }), 7);
}

// Each waits for all others to be inside: with a lock held during the work this would never end.
TEST_F(SingleFlightOfMany, OtherKeysDoNotWait) {
  std::atomic<int> inside{0};
  atOnce([&](int i) {
    m_flights.run(std::to_string(i), [&] {
      ++inside;
      while (inside < kThreads) std::this_thread::yield();
      return 0;
    });
  });
  EXPECT_EQ(inside, kThreads);
}

}  // namespace
}  // namespace snitt
