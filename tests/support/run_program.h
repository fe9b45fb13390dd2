// Runs a program as a user would and tells what came of it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace snitt::test {

struct Ran {
  int code = -1;  // exit code; 128 + signal where one ended it
  std::string out;
  std::string err;
  long peakMemoryMiB = 0;
};

struct RunOptions {
  std::map<std::string, std::string> environment = {};  // on top of this process's
  std::string input = {};                               // standard input; empty: /dev/null
  bool keepInputOpen = false;                           // until the program ends
  std::string awaited = {};  // calls `whenSeen` once this text has appeared on standard error
  std::function<void(int processId)> whenSeen = {};
};

// `command[0]` is looked up in PATH when it holds no slash.
[[nodiscard]] Ran run(const std::vector<std::string>& command, const RunOptions& options = {});

// The snitt program of this build, with a state folder of the test's own.
[[nodiscard]] Ran snitt(std::vector<std::string> arguments, const RunOptions& options = {});
[[nodiscard]] std::string snittProgram();

}  // namespace snitt::test
