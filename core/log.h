// The program's log: a rotating file in the user's state folder (5 files of 2 MiB). It holds no patient names, no label
// text and no slide paths; slides are named by the first 8 letters of their fingerprint. Thread-safe. A log that cannot
// be opened is no reason to stop: messages then go nowhere.
#pragma once

#include <string_view>

namespace snitt::log {

void start();
void info(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);

}  // namespace snitt::log
