// What `snitt validate` was asked for, and what it does: one of lock, run, sign, verify, check and example.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/snitt/outcome.h"
#include "app/snitt/session.h"

namespace snitt::app {

struct ValidateOptions {
  std::filesystem::path lock;      // a protocol
  std::filesystem::path protocol;  // to be run
  std::filesystem::path sign;      // a report's folder
  std::filesystem::path verify;    // a report's folder
  std::filesystem::path check;     // a protocol
  std::filesystem::path example;   // where to write one

  std::string again;                   // lock: why
  std::filesystem::path registerFile;  // empty: where registers lie
  std::filesystem::path cohort;
  std::filesystem::path out;
  std::vector<std::string> repeats;  // NAME=FOLDER
  std::filesystem::path trainingRecord;
  std::filesystem::path passwordFile;
  bool allowMixed = false;
  std::int64_t asRun = 0;

  std::string role;    // sign: "operator" or "reviewer"
  std::string person;  // sign: a name; empty: who sits here
  std::filesystem::path pinFile;
};

[[nodiscard]] ExitCode lockProtocol(const ValidateOptions& options, Session& session);
[[nodiscard]] ExitCode runProtocol(const ValidateOptions& options, Session& session);
[[nodiscard]] ExitCode signReport(const ValidateOptions& options, Session& session);
[[nodiscard]] ExitCode verifyReport(const ValidateOptions& options, Session& session);
[[nodiscard]] ExitCode checkProtocol(const ValidateOptions& options, Session& session);

}  // namespace snitt::app
