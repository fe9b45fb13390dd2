// A secret that a person types at the terminal.
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>

#include "core/os/os.h"

namespace snitt::os {

namespace {

// No echo, and no signals either: one that ended the program now would leave the terminal without echo.
class QuietTerminal {
 public:
  explicit QuietTerminal(int descriptor) : m_descriptor(descriptor) {
    if (::tcgetattr(descriptor, &m_before) != 0) return;
    termios quiet = m_before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ISIG);
    m_isQuiet = ::tcsetattr(descriptor, TCSAFLUSH, &quiet) == 0;
  }
  ~QuietTerminal() {
    if (m_isQuiet) ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  [[nodiscard]] bool isQuiet() const { return m_isQuiet; }

 private:
  int m_descriptor;
  termios m_before{};
  bool m_isQuiet = false;
};

constexpr char kInterrupt = 3;  // what Ctrl-C sends where it is no signal
constexpr std::size_t kMostBytes = 4096;

}  // namespace

Result<std::string> askSecret(const std::string& question) {
  const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (terminal < 0) return fail(ErrorKind::usage, "there is no terminal to ask at");
  Result<std::string> answer = fail(ErrorKind::cancelled, "cancelled");
  {
    const QuietTerminal quiet(terminal);
    std::string line;
    bool asked = quiet.isQuiet() && ::write(terminal, question.data(), question.size()) >= 0;
    if (!quiet.isQuiet()) answer = fail(ErrorKind::usage, "the terminal cannot hide what is typed");
    while (asked && line.size() < kMostBytes) {
      char letter = 0;
      const ssize_t count = ::read(terminal, &letter, 1);
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0 || letter == kInterrupt) break;
      if (letter != '\n') {
        line += letter;
        continue;
      }
      answer = std::move(line);
      asked = false;
    }
    if (quiet.isQuiet() && ::write(terminal, "\n", 1) < 0) asked = false;
  }
  ::close(terminal);
  return answer;
}

}  // namespace snitt::os
