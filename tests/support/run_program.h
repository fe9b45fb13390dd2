// Runs a program as a user would and tells what came of it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace snitt::test {

struct Ran {
  int code = -1;  // exit code; 128 + signal where one ended it
  std::string out;
  std::string err;
  long peakMemoryMiB = 0;
};

// A program that is still running. Lives until it has ended; all calls from any thread.
class Child {
 public:
  virtual ~Child() = default;
  [[nodiscard]] virtual int processId() const = 0;
  [[nodiscard]] virtual std::string errorSoFar() const = 0;
  // Both need RunOptions::keepInputOpen; a program that has ended already makes them do nothing.
  virtual void write(std::string_view text) = 0;
  virtual void closeInput() = 0;
};

struct RunOptions {
  std::map<std::string, std::string> environment = {};  // on top of this process's
  std::string input = {};                               // standard input; empty: /dev/null
  bool keepInputOpen = false;                           // until the program ends
  // `whenSeen` is called once, in a thread of its own, when `awaited` has appeared on standard output or standard
  // error; at once where `awaited` is empty.
  std::string awaited = {};
  std::function<void(Child&)> whenSeen = {};
};

// `command[0]` is looked up in PATH when it holds no slash.
[[nodiscard]] Ran run(const std::vector<std::string>& command, const RunOptions& options = {});

// The snitt program of this build, with state and data folders of the test's own.
[[nodiscard]] Ran snitt(std::vector<std::string> arguments, const RunOptions& options = {});
[[nodiscard]] std::string snittProgram();

}  // namespace snitt::test
