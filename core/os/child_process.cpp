#include "core/os/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/os/os.h"

extern char** environ;

namespace snitt::os {
namespace {

constexpr std::size_t kMostLine = 1 << 20;
constexpr std::size_t kMostSaid = 4096;

struct Pair {
  int here = -1;
  int there = -1;
};

// Sockets, since writing to one that nobody reads raises no signal.
Result<Pair> makePair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return fail(ErrorKind::io, "no pipe could be made: " + reason(errno));
  return Pair{ends[0], ends[1]};
}

void closeOne(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

struct Pipes {
  Pair input, output, errors;
  ~Pipes() {
    for (Pair* one : {&input, &output, &errors}) {
      closeOne(one->here);
      closeOne(one->there);
    }
  }
};

Result<void> makePipes(Pipes& pipes) {
  for (Pair* one : {&pipes.input, &pipes.output, &pipes.errors}) {
    auto made = makePair();
    if (!made) return fail(made.error());
    *one = *made;
  }
  ::fcntl(pipes.output.here, F_SETFL, O_NONBLOCK);
  ::fcntl(pipes.errors.here, F_SETFL, O_NONBLOCK);
  return {};
}

// This program blocks signals in all its threads; the child takes its own.
void setUp(posix_spawnattr_t& attributes) {
  sigset_t none;
  sigemptyset(&none);
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setpgroup(&attributes, 0);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
}

// What is there now; false at the end.
bool readInto(int descriptor, std::string& text) {
  std::array<char, 16384> buffer{};
  for (;;) {
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(count));
      if (text.size() > 2 * kMostLine) return true;
      continue;
    }
    if (count < 0 && errno == EINTR) continue;
    return count < 0 && errno == EAGAIN;
  }
}

}  // namespace

Result<ChildProcess> ChildProcess::start(const std::vector<std::string>& command) {
  Pipes pipes;
  if (auto made = makePipes(pipes); !made) return fail(made.error());
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, pipes.input.there, 0);
  ::posix_spawn_file_actions_adddup2(&actions, pipes.output.there, 1);
  ::posix_spawn_file_actions_adddup2(&actions, pipes.errors.there, 2);
  posix_spawnattr_t attributes;
  setUp(attributes);
  std::vector<char*> arguments;
  for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
  arguments.push_back(nullptr);
  pid_t id = -1;
  const int failure = ::posix_spawn(&id, command.front().c_str(), &actions, &attributes, arguments.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) return fail(ErrorKind::io, command.front() + " could not be started: " + reason(failure));
  return ChildProcess(id, std::exchange(pipes.input.here, -1), std::exchange(pipes.output.here, -1),
                      std::exchange(pipes.errors.here, -1));
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept { *this = std::move(other); }

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  if (this == &other) return *this;
  closeAll();
  m_id = std::exchange(other.m_id, -1);
  m_input = std::exchange(other.m_input, -1);
  m_output = std::exchange(other.m_output, -1);
  m_errors = std::exchange(other.m_errors, -1);
  m_ended = other.m_ended;
  m_dropping = other.m_dropping;
  m_end = other.m_end;
  m_line = std::move(other.m_line);
  m_said = std::move(other.m_said);
  return *this;
}

ChildProcess::~ChildProcess() { closeAll(); }

void ChildProcess::closeAll() {
  if (m_id > 0 && !m_ended) {
    kill();
    end();
  }
  for (int* one : {&m_input, &m_output, &m_errors}) closeOne(*one);
}

bool ChildProcess::writeLine(std::string_view line) {
  const std::string text = std::string(line) + "\n";
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t count = m_input < 0 ? -1 : ::send(m_input, text.data() + at, text.size() - at, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    at += static_cast<std::size_t>(count);
  }
  return true;
}

void ChildProcess::closeInput() { closeOne(m_input); }

void ChildProcess::waitForAny(std::span<ChildProcess* const> children, std::chrono::milliseconds wait) {
  std::vector<pollfd> all;
  for (ChildProcess* child : children)
    for (const int one : {child->m_output, child->m_errors})
      if (one >= 0) all.push_back({one, POLLIN, 0});
  ::poll(all.data(), all.size(), static_cast<int>(wait.count()));
  for (ChildProcess* child : children) child->drainErrors();
}

std::vector<std::string> ChildProcess::takeLines() {
  std::vector<std::string> lines;
  if (m_output < 0) return lines;
  if (!readInto(m_output, m_line)) closeOne(m_output);
  std::size_t at = 0;
  for (std::size_t end = m_line.find('\n'); end != std::string::npos; end = m_line.find('\n', at)) {
    if (!m_dropping) lines.push_back(m_line.substr(at, end - at));
    m_dropping = false;
    at = end + 1;
  }
  m_line.erase(0, at);
  if (m_line.size() > kMostLine) {
    m_line.clear();
    m_dropping = true;
  }
  return lines;
}

void ChildProcess::drainErrors() {
  if (m_errors >= 0 && !readInto(m_errors, m_said)) closeOne(m_errors);
  if (m_said.size() > kMostSaid) m_said.erase(0, m_said.size() - kMostSaid);
}

std::string ChildProcess::lastWords() {
  drainErrors();
  std::string words = m_said;
  while (!words.empty() && (words.back() == '\n' || words.back() == '\r')) words.pop_back();
  return words;
}

void ChildProcess::kill() {
  if (m_id > 0 && !m_ended) ::kill(m_id, SIGKILL);
}

void ChildProcess::ask() {
  if (m_id > 0 && !m_ended) ::kill(m_id, SIGTERM);
}

ChildProcess::End ChildProcess::end() {
  while (!m_ended) {
    int status = 0;
    const pid_t ended = ::waitpid(m_id, &status, 0);
    if (ended < 0 && errno == EINTR) continue;
    m_ended = true;
    if (ended == m_id && WIFSIGNALED(status)) m_end.signal = WTERMSIG(status);
    if (ended == m_id && WIFEXITED(status)) m_end.code = WEXITSTATUS(status);
  }
  return m_end;
}

bool ChildProcess::hasEnded() {
  if (m_ended) return true;
  siginfo_t info{};
  const bool there = ::waitid(P_PID, static_cast<id_t>(m_id), &info, WEXITED | WNOHANG | WNOWAIT) == 0;
  if (there && info.si_pid != m_id) return false;
  end();
  return true;
}

std::string describe(const ChildProcess::End& end) {
  if (end.signal == SIGKILL) return "was killed (signal 9), as the system does where memory runs out";
  if (end.signal != 0) return "crashed (signal " + std::to_string(end.signal) + ", " + ::strsignal(end.signal) + ")";
  return "ended with code " + std::to_string(end.code);
}

}  // namespace snitt::os
