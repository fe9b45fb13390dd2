#include "app/snitt/outcome.h"

#include <algorithm>
#include <array>
#include <iostream>

#include "core/log.h"

namespace snitt::app {

ExitCode exitCodeOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return wrongCommand;
    case ErrorKind::outOfScope:
    case ErrorKind::refused:
      return safetyRefusal;
    case ErrorKind::cancelled:
      return interrupted;
    default:
      return fault;
  }
}

ExitCode complain(const Error& error) {
  std::cerr << "snitt: " << error.message << (error.message.ends_with('.') ? "\n" : ".\n") << std::flush;
  return exitCodeOf(error.kind);
}

ExitCode worst(ExitCode a, ExitCode b) {
  static constexpr std::array order{interrupted, fault, wrongCommand, safetyRefusal, allDone};
  return std::min(std::find(order.begin(), order.end(), a), std::find(order.begin(), order.end(), b))[0];
}

}  // namespace snitt::app
