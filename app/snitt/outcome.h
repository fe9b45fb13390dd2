// What a verb ends with: the exit code, and how an error reaches the person.
#pragma once

#include "core/result.h"

namespace snitt::app {

enum ExitCode : int { allDone = 0, fault = 1, wrongCommand = 2, safetyRefusal = 3, interrupted = 130 };

[[nodiscard]] ExitCode exitCodeOf(ErrorKind kind);

// "snitt: message." on standard error; the exit code to return.
ExitCode complain(const Error& error);

// Of several slides: interrupted, else a fault, else a wrong command, else a refusal, else all done.
[[nodiscard]] ExitCode worst(ExitCode a, ExitCode b);

}  // namespace snitt::app
