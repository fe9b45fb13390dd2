#include "support/run_program.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <mutex>
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

// Collects what a program says and calls `whenSeen` when the awaited text is there.
class RunningChild final : public Child {
 public:
  RunningChild(const RunOptions& options, int process, Pipe& input)
      : m_options(options), m_process(process), m_input(input), m_seen(!options.whenSeen) {
    if (options.awaited.empty()) look({});
  }

  void drain(int descriptor, std::string& into) {
    std::array<char, 65536> block{};
    for (ssize_t count = 0; (count = read(descriptor, block.data(), block.size())) > 0;) {
      const std::scoped_lock lock(m_mutex);
      into.append(block.data(), static_cast<std::size_t>(count));
      look(into);
    }
  }

  [[nodiscard]] int processId() const override { return m_process; }

  [[nodiscard]] std::string errorSoFar() const override {
    const std::scoped_lock lock(m_mutex);
    return err;
  }

  void write(std::string_view text) override {
    const std::scoped_lock lock(m_inputMutex);
    // A program that has ended is no fault of the test's: what came of it tells.
    if (m_input.write >= 0 && ::write(m_input.write, text.data(), text.size()) < 0) m_input.closeWrite();
  }

  void closeInput() override {
    const std::scoped_lock lock(m_inputMutex);
    m_input.closeWrite();
  }

  std::string out;
  std::string err;

 private:
  void look(const std::string& text) {
    if (m_seen || text.find(m_options.awaited) == std::string::npos) return;
    m_seen = true;
    m_watcher = std::jthread([this] { m_options.whenSeen(*this); });
  }

  const RunOptions& m_options;
  int m_process;
  Pipe& m_input;
  bool m_seen;
  mutable std::mutex m_mutex;
  std::mutex m_inputMutex;
  std::jthread m_watcher;  // last: ends before what it uses
};

[[noreturn]] void become(const std::vector<std::string>& command, const RunOptions& options, int in, int out, int err) {
  std::signal(SIGPIPE, SIG_DFL);
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
  // A program that ends early must not end the test with it.
  std::signal(SIGPIPE, SIG_IGN);
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
    RunningChild running(options, child, in);
    std::jthread reader([&] { running.drain(err.read, running.err); });
    if (!options.input.empty()) running.write(options.input);
    if (!options.keepInputOpen) running.closeInput();
    running.drain(out.read, running.out);
    reader.join();
    ran.out = running.out;
    ran.err = running.err;
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
  own.environment.try_emplace("XDG_DATA_HOME", state.path().string());
  arguments.insert(arguments.begin(), snittProgram());
  return run(arguments, own);
}

}  // namespace snitt::test
