#include "core/bounded_queue.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "core/in_order.h"
#include "core/progress.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

using namespace std::chrono_literals;

TEST(BoundedQueue, HandsEveryItemToExactlyOneThread) {
  BoundedQueue<int> queue(3);
  std::atomic<int> sum{0};
  std::atomic<int> count{0};
  {
    std::vector<std::jthread> takers;
    for (int i = 0; i < 4; ++i)
      takers.emplace_back([&](const std::stop_token& stop) {
        while (const auto item = queue.pop(stop)) {
          sum += *item;
          ++count;
        }
      });
    for (int i = 1; i <= 1000; ++i) EXPECT_TRUE(queue.push(i, {}));
    queue.close();
    for (std::jthread& taker : takers) taker.join();
  }
  EXPECT_EQ(count, 1000);
  EXPECT_EQ(sum, 500500);
}

TEST(BoundedQueue, HoldsNoMoreThanItsCapacity) {
  BoundedQueue<int> queue(2);
  std::atomic<int> pushed{0};
  std::jthread pusher([&](const std::stop_token& stop) {
    while (queue.push(1, stop)) ++pushed;
  });
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(pushed, 2);
  EXPECT_TRUE(queue.pop({}));
  pusher.request_stop();
}

TEST(BoundedQueue, AStopWakesWhoeverWaits) {
  BoundedQueue<int> queue(1);
  std::stop_source stop;
  std::jthread waiter([&] { EXPECT_FALSE(queue.pop(stop.get_token())); });
  stop.request_stop();
}

TEST(BoundedQueue, ClosingLetsTheRestBeTaken) {
  BoundedQueue<int> queue(2);
  EXPECT_TRUE(queue.push(7, {}));
  queue.close();
  EXPECT_FALSE(queue.push(8, {}));
  EXPECT_EQ(queue.pop({}), 7);
  EXPECT_FALSE(queue.pop({}));
}

TEST(InOrder, RunsThreadsByTheirNumbers) {
  InOrder order;
  std::vector<std::size_t> seen;
  {
    std::vector<std::jthread> threads;
    for (std::size_t number = 20; number-- > 0;)
      threads.emplace_back([&, number] { order.run(number, {}, [&] { seen.push_back(number); }); });
  }
  ASSERT_EQ(seen.size(), 20U);
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], i);
}

TEST(PauseGate, HoldsUntilResumedOrStopped) {
  PauseGate gate;
  gate.pause();
  std::atomic<bool> through{false};
  std::stop_source stop;
  std::jthread worker([&] {
    gate.wait(stop.get_token());
    through = true;
  });
  std::this_thread::sleep_for(30ms);
  EXPECT_FALSE(through);
  gate.resume();
  worker.join();
  EXPECT_TRUE(through);

  gate.pause();
  std::jthread second([&] { gate.wait(stop.get_token()); });
  stop.request_stop();
}

}  // namespace
}  // namespace snitt
