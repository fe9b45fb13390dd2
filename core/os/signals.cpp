// Interrupts and the control pipe. Signals are taken by one thread that waits for them, so that ordinary code runs on
// an interrupt, not a signal handler.
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

#include "core/os/os.h"

namespace snitt::os {

namespace {

// These two threads sleep in system calls until the process ends and own nothing, so nothing joins them.
void startForLife(std::function<void()> work) { std::thread(std::move(work)).detach(); }

}  // namespace

void handleInterrupts(std::function<void()> onInterrupt) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  // Blocked before other threads start, which inherit it: the signals then reach sigwait below and nothing else.
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  // A reader of our output that leaves (`| head`) is an error of the write, not the end of the process.
  signal(SIGPIPE, SIG_IGN);
  startForLife([set, onInterrupt = std::move(onInterrupt)] {
    for (int count = 0;; ++count) {
      int number = 0;
      if (sigwait(&set, &number) != 0) return;
      if (count > 0) _exit(130);
      onInterrupt();
    }
  });
}

void watchStandardInput(std::function<void(std::string_view)> onLine, std::function<void()> onEnd) {
  startForLife([onLine = std::move(onLine), onEnd = std::move(onEnd)] {
    for (std::string line; std::getline(std::cin, line);) onLine(line);
    onEnd();
  });
}

}  // namespace snitt::os
