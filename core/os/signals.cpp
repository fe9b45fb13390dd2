// Interrupts and the control pipe. Signals are taken by one thread that waits for them, so that ordinary code runs on
// an interrupt, not a signal handler.
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>

#include "core/os/os.h"

namespace snitt::os {

namespace {

constexpr int kInterrupted = 130;

// These threads sleep in system calls until the process ends, so nothing joins them.
void startForLife(std::function<void()> work) { std::thread(std::move(work)).detach(); }

// How many write. Any number may at once, and within each other.
struct Writers {
  std::mutex mutex;
  std::condition_variable none;
  int count = 0;
};

// Never destroyed: it is used until the very end.
Writers& writers() {
  static auto* all = new Writers;
  return *all;
}

// Nobody begins to write any more once it is seen that nobody does.
void endInterrupted() {
  std::unique_lock lock(writers().mutex);
  writers().none.wait(lock, [] { return writers().count == 0; });
  _exit(kInterrupted);
}

}  // namespace

void ensureStandardStreams() {
  for (int descriptor = 0; descriptor < 3; ++descriptor)
    if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF && ::open("/dev/null", O_RDWR) < 0) return;
}

void handleInterrupts(std::function<void()> onInterrupt) {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  // Blocked before other threads start, which inherit it: the signals then reach sigwait below and nothing else.
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  // A reader of our output that leaves (`| head`) and a file-size limit are errors of the write, not the end of the
  // process.
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  startForLife([set, onInterrupt = std::move(onInterrupt)] {
    for (int count = 0;; ++count) {
      int number = 0;
      if (sigwait(&set, &number) != 0) return;
      if (count > 0) endInterrupted();
      onInterrupt();
    }
  });
}

void watchStandardInput(std::function<void(std::string_view)> onLine, std::function<void()> onEnd) {
  startForLife([onLine = std::move(onLine), onEnd = std::move(onEnd)] {
    std::string pending;
    std::array<char, 4096> block{};
    for (;;) {
      const ssize_t count = ::read(STDIN_FILENO, block.data(), block.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) break;
      pending.append(block.data(), static_cast<std::size_t>(count));
      for (std::size_t end = 0; (end = pending.find('\n')) != std::string::npos; pending.erase(0, end + 1))
        onLine(std::string_view(pending).substr(0, end));
    }
    if (!pending.empty()) onLine(pending);
    onEnd();
  });
}

WritingGuard::WritingGuard() {
  const std::lock_guard lock(writers().mutex);
  ++writers().count;
}

WritingGuard::~WritingGuard() {
  const std::lock_guard lock(writers().mutex);
  if (--writers().count == 0) writers().none.notify_all();
}

void endAfter(std::chrono::milliseconds delay) {
  startForLife([delay] {
    std::this_thread::sleep_for(delay);
    endInterrupted();
  });
}

void endProcess(int code) {
  std::cout.flush();
  std::cerr.flush();
  std::fflush(nullptr);
  _exit(code);
}

}  // namespace snitt::os
