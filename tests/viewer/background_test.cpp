#include "ui/document/background.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "support/slow_slide.h"
#include "ui/document/reaper.h"

namespace snitt {
namespace {

using test::Gate;
using Order = Background::Order;

void note(Background& background, QObject* receiver, std::string& into, char letter) {
  background.run<char>(
      receiver, [letter](const std::stop_token&) { return letter; }, [&into](char done) { into += done; });
}

void holdUp(Background& background, QObject* receiver, const std::shared_ptr<Gate>& gate) {
  background.run<int>(
      receiver,
      [gate](const std::stop_token&) {
        gate->pass();
        return 0;
      },
      [](int) {});
  ASSERT_TRUE(QTest::qWaitFor([&] { return gate->waiting() == 1; }, 5000));
}

std::string orderOf(Order order) {
  auto gate = std::make_shared<Gate>();
  Background background(order);
  QObject receiver;
  std::string done;
  holdUp(background, &receiver, gate);
  for (const char letter : {'a', 'b', 'c'}) note(background, &receiver, done, letter);
  EXPECT_FALSE(background.idle());
  gate->open();
  EXPECT_TRUE(QTest::qWaitFor([&] { return done.size() == 3; }, 5000));
  EXPECT_TRUE(QTest::qWaitFor([&] { return background.idle(); }, 5000));
  return done;
}

TEST(Background, OldestOrNewestFirst) {
  EXPECT_EQ(orderOf(Order::oldestFirst), "abc");
  EXPECT_EQ(orderOf(Order::newestFirst), "cba");
}

TEST(Background, WorkRunsElsewhereAndItsResultComesBackHere) {
  Background background;
  QObject receiver;
  std::thread::id worked;
  std::thread::id taken;
  background.run<std::thread::id>(
      &receiver, [](const std::stop_token&) { return std::this_thread::get_id(); },
      [&](std::thread::id id) {
        worked = id;
        taken = std::this_thread::get_id();
      });
  ASSERT_TRUE(QTest::qWaitFor([&] { return taken != std::thread::id(); }, 5000));
  EXPECT_EQ(taken, std::this_thread::get_id());
  EXPECT_NE(worked, taken);
}

TEST(Background, AReceiverThatIsGoneGetsNothing) {
  auto gate = std::make_shared<Gate>();
  Background background;
  auto receiver = std::make_unique<QObject>();
  QObject other;
  std::string gone;
  std::string there;
  holdUp(background, &other, gate);
  note(background, receiver.get(), gone, 'x');
  note(background, &other, there, 'y');
  receiver.reset();
  gate->open();
  ASSERT_TRUE(QTest::qWaitFor([&] { return there == "y"; }, 5000));
  EXPECT_EQ(gone, "");
}

TEST(Background, AnOwnerThatIsGoneGetsNothingAndWhatHasNotBegunIsDropped) {
  auto gate = std::make_shared<Gate>();
  auto background = std::make_unique<Background>();
  QObject receiver;
  std::atomic<int> begun = 0;
  bool called = false;
  holdUp(*background, &receiver, gate);
  for (int i = 0; i < 3; ++i)
    background->run<int>(
        &receiver, [&begun](const std::stop_token&) { return ++begun; }, [&called](int) { called = true; });
  background.reset();
  gate->open();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::milliseconds(5000)));
  QTest::qWait(20);
  EXPECT_EQ(begun, 0);
  EXPECT_FALSE(called);
}

TEST(Background, WhatMustBeFinishedIsFinishedAfterItsOwner) {
  auto gate = std::make_shared<Gate>();
  auto background = std::make_unique<Background>(Order::oldestFirst, Background::AtEnd::kept);
  QObject receiver;
  std::atomic<int> begun = 0;
  holdUp(*background, &receiver, gate);
  for (int i = 0; i < 3; ++i)
    background->run<int>(
        &receiver, [&begun](const std::stop_token&) { return ++begun; }, [](int) {});
  background.reset();
  EXPECT_EQ(begun, 0);
  gate->open();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::milliseconds(5000)));
  EXPECT_EQ(begun, 3);
}

TEST(Background, DestructionNeverWaitsAndAsksTheRunningJobToStop) {
  auto gate = std::make_shared<Gate>();
  auto stopped = std::make_shared<std::atomic<bool>>(false);
  auto background = std::make_unique<Background>();
  QObject receiver;
  background->run<int>(
      &receiver,
      [gate, stopped](const std::stop_token& stop) {
        gate->pass();
        stopped->store(stop.stop_requested());
        return 0;
      },
      [](int) {});
  ASSERT_TRUE(QTest::qWaitFor([&] { return gate->waiting() == 1; }, 5000));
  QElapsedTimer clock;
  clock.start();
  background.reset();
  EXPECT_LT(clock.elapsed(), 1000);
  gate->open();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::milliseconds(5000)));
  EXPECT_TRUE(*stopped);
}

}  // namespace
}  // namespace snitt
