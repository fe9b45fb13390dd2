// A program that this one starts, speaks to line by line, and outlives. One thread at a time.
//
// Its standard input and output are lines; what it says on standard error is kept, the last 4 KiB of it. It runs in a
// process group of its own, so that Ctrl-C at the terminal reaches this program alone, which then stops it; when this
// program ends, however that happens, the child's standard input ends.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt::os {

class ChildProcess {
 public:
  struct End {
    int code = 0;    // of exit
    int signal = 0;  // that ended it, 0 without
  };

  // `command`: the program's file and its arguments. Errors: io.
  [[nodiscard]] static Result<ChildProcess> start(const std::vector<std::string>& command);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  // Kills it where it still runs, and waits for its end.
  ~ChildProcess();

  [[nodiscard]] int id() const { return m_id; }
  // False where the child reads no more.
  [[nodiscard]] bool writeLine(std::string_view line);
  void closeInput();

  // Waits until one of them has said something or ended, at most `wait`.
  static void waitForAny(std::span<ChildProcess* const> children, std::chrono::milliseconds wait);
  // Whole lines that are there now, without their line feeds; does not wait. A line over 1 MiB is dropped.
  [[nodiscard]] std::vector<std::string> takeLines();
  // Its standard output has ended and all of it was taken.
  [[nodiscard]] bool isSilent() const { return m_output < 0; }
  // The end of what it said on standard error, without line feeds at its end.
  [[nodiscard]] std::string lastWords();

  void kill();
  // SIGTERM.
  void ask();
  // Waits for the end.
  End end();
  // Nothing while it runs.
  [[nodiscard]] bool hasEnded();

 private:
  ChildProcess(int id, int input, int output, int errors)
      : m_id(id), m_input(input), m_output(output), m_errors(errors) {}
  void drainErrors();
  void closeAll();

  int m_id = -1;
  int m_input = -1;
  int m_output = -1;
  int m_errors = -1;
  bool m_ended = false;
  bool m_dropping = false;
  End m_end;
  std::string m_line;  // that has no end yet
  std::string m_said;
};

// "was killed (signal 9), as the system does where memory runs out", "crashed (signal 11, Segmentation fault)", "ended
// with code 3".
[[nodiscard]] std::string describe(const ChildProcess::End& end);

}  // namespace snitt::os
