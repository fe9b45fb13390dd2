#include "ui/document/reaper.h"

#include <condition_variable>
#include <future>

#include <gtest/gtest.h>

namespace snitt {
namespace {

using std::chrono::milliseconds;

TEST(Reaper, NeverWaitsForAThreadThatHangs) {
  auto gate = std::make_shared<std::promise<void>>();
  auto ended = std::make_shared<std::atomic<bool>>(false);
  std::jthread hanging([wait = gate->get_future().share(), ended] {
    wait.wait();
    ended->store(true);
  });
  Reaper::take(std::move(hanging), ended);
  EXPECT_EQ(Reaper::waiting(), 1U);
  EXPECT_FALSE(Reaper::allEnded(milliseconds(20)));
  gate->set_value();
  EXPECT_TRUE(Reaper::allEnded(milliseconds(10000)));
  EXPECT_EQ(Reaper::waiting(), 0U);
}

TEST(Reaper, AsksThreadsToStop) {
  auto ended = std::make_shared<std::atomic<bool>>(false);
  std::jthread patient([ended](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait(lock, stop, [] { return false; });
    ended->store(true);
  });
  Reaper::take(std::move(patient), ended);
  EXPECT_TRUE(Reaper::allEnded(milliseconds(10000)));
}

}  // namespace
}  // namespace snitt
