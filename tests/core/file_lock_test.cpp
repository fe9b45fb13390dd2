#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "core/os/os.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

using std::chrono::milliseconds;

TEST(FileLock, LetsInOneAtATime) {
  const test::TempFolder folder;
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) {
          const auto lock = os::FileLock::acquire(folder / "lock", std::chrono::minutes(1));
          if (!lock) {
            ++refused;
            continue;
          }
          most = std::max(most.load(), ++inside);
          std::this_thread::yield();
          --inside;
        }
      });
  }
  EXPECT_EQ(most, 1);
  EXPECT_EQ(refused, 0);
}

TEST(FileLock, GivesUpAfterTheTimeGiven) {
  const test::TempFolder folder;
  auto held = os::FileLock::acquire(folder / "lock", milliseconds(0));
  ASSERT_TRUE(held);
  const auto start = std::chrono::steady_clock::now();
  const auto second = os::FileLock::acquire(folder / "lock", milliseconds(50));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::io);
  EXPECT_NE(second.error().message.find((folder / "lock").string()), std::string::npos);
  EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(50));
  { const os::FileLock gone = std::move(*held); }
  EXPECT_TRUE(os::FileLock::acquire(folder / "lock", milliseconds(0)));
}

// Who leaves and asks again at once stands behind who waits; otherwise a busy program would starve another.
TEST(FileLock, WhoWaitsIsNextInTurn) {
  const test::TempFolder folder;
  std::atomic<bool> held = false;
  const std::jthread busy([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto lock = os::FileLock::acquire(folder / "lock", std::chrono::minutes(1));
      held = true;
      std::this_thread::sleep_for(milliseconds(20));
    }
  });
  while (!held) std::this_thread::yield();
  for (int i = 0; i < 20; ++i)
    ASSERT_TRUE(os::FileLock::acquire(folder / "lock", std::chrono::seconds(1))) << "after " << i << " times";
}

TEST(FileLock, IsFreeOnceItsProgramWasKilled) {
  const test::TempFolder folder;
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const auto lock = os::FileLock::acquire(folder / "lock", milliseconds(0));
    if (lock && write(pipe[1], "x", 1) == 1) pause();
    _exit(1);
  }
  char held = 0;
  ASSERT_EQ(read(pipe[0], &held, 1), 1);
  EXPECT_FALSE(os::FileLock::acquire(folder / "lock", milliseconds(0)));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_TRUE(os::FileLock::acquire(folder / "lock", milliseconds(0)));
  close(pipe[0]);
  close(pipe[1]);
}

TEST(FileLock, AMissingFolderAndALinkAreErrors) {
  const test::TempFolder folder;
  EXPECT_EQ(os::FileLock::acquire(folder / "none" / "lock", milliseconds(0)).error().kind, ErrorKind::notFound);
  std::filesystem::create_symlink(folder / "elsewhere", folder / "lock");
  EXPECT_FALSE(os::FileLock::acquire(folder / "lock", milliseconds(0)));
  EXPECT_FALSE(std::filesystem::exists(folder / "elsewhere"));
}

}  // namespace
}  // namespace snitt
