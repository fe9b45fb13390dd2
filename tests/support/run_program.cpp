#include "support/run_program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "support/temp_folder.h"

namespace snitt::test {

namespace {

struct Pipe {
  int read = -1;
  int write = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe could be made");
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    closeRead();
    closeWrite();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void closeRead() {
    if (read >= 0) close(read);
    read = -1;
  }
  void closeWrite() {
    if (write >= 0) close(write);
    write = -1;
  }
};

template <class OnText>
std::string drain(int descriptor, OnText onText) {
  std::string text;
  std::array<char, 65536> block{};
  for (ssize_t count = 0; (count = read(descriptor, block.data(), block.size())) > 0;) {
    text.append(block.data(), static_cast<std::size_t>(count));
    onText(text);
  }
  return text;
}

[[noreturn]] void become(const std::vector<std::string>& command, const RunOptions& options, int in, int out, int err) {
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  for (const auto& [key, value] : options.environment) setenv(key.c_str(), value.c_str(), 1);
  std::vector<char*> arguments;
  for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

Ran run(const std::vector<std::string>& command, const RunOptions& options) {
  Pipe in;
  Pipe out;
  Pipe err;
  const bool hasInput = !options.input.empty() || options.keepInputOpen;
  const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no process could be started");
  if (child == 0) become(command, options, hasInput ? in.read : nothing, out.write, err.write);
  close(nothing);
  in.closeRead();
  out.closeWrite();
  err.closeWrite();
  Ran ran;
  {
    const std::jthread reader([&] {
      bool seen = !options.whenSeen;
      ran.err = drain(err.read, [&](const std::string& text) {
        if (seen || text.find(options.awaited) == std::string::npos) return;
        seen = true;
        options.whenSeen(child);
      });
    });
    if (!options.input.empty() && write(in.write, options.input.data(), options.input.size()) < 0)
      throw std::runtime_error("the program's input could not be written");
    if (!options.keepInputOpen) in.closeWrite();
    ran.out = drain(out.read, [](const std::string&) {});
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.peakMemoryMiB = usage.ru_maxrss / 1024;
  return ran;
}

std::string snittProgram() { return SNITT_PROGRAM; }

Ran snitt(std::vector<std::string> arguments, const RunOptions& options) {
  const TempFolder state;
  RunOptions own = options;
  own.environment.try_emplace("XDG_STATE_HOME", state.path().string());
  arguments.insert(arguments.begin(), snittProgram());
  return run(arguments, own);
}

}  // namespace snitt::test
