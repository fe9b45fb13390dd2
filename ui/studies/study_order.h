// What is asked of `snitt validate` and `snitt drift` from the viewer, and what they print. Plain values, pure
// functions.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/document/document.h"

namespace snitt {

// Paths are absolute.
struct LockOrder {
  std::filesystem::path protocol;
  std::string again;  // why, where it is locked already
  std::filesystem::path registerFile;
};

struct RunOrder {
  std::filesystem::path protocol;
  std::filesystem::path cohort;
  std::filesystem::path out;
  std::vector<std::pair<std::string, std::filesystem::path>> repeats;  // by the protocol's names
  std::filesystem::path trainingRecord;                                // empty: none
  bool allowMixed = false;
  std::filesystem::path registerFile;
};

struct SignOrder {
  std::filesystem::path report;
  std::string role;    // "operator", "reviewer"
  std::string person;  // empty: who sits here
  std::filesystem::path registerFile;
};

struct DriftOrder {
  std::filesystem::path database;  // empty: the cohorts
  std::vector<std::filesystem::path> cohorts;
  std::filesystem::path bundle;
  std::filesystem::path reference;  // a cohort; empty: the bundle's own
  std::filesystem::path out;
  std::string weekColumn = {};  // of the cohorts' lists; empty: a slide's week is that of its scoring
};

// `secret`: the file with the password or PIN in its first line; empty where there is none.
[[nodiscard]] std::vector<std::string> lockArguments(const LockOrder& order);
[[nodiscard]] std::vector<std::string> runArguments(const RunOrder& order, const std::filesystem::path& secret);
[[nodiscard]] std::vector<std::string> signArguments(const SignOrder& order, const std::filesystem::path& secret);
[[nodiscard]] std::vector<std::string> driftArguments(const DriftOrder& order);

struct LockMade {
  std::string registerId;
  std::int64_t number = 0;
  QString study;
  QStringList remarks;
};
[[nodiscard]] std::optional<LockMade> parseLockMade(const QByteArray& json);

struct ReportMade {
  std::filesystem::path folder;
  std::int64_t run = 0;  // 0: it is not registered
  document::Verdict verdict = document::Verdict::notAssessable;
  QString conclusion;
};
[[nodiscard]] std::optional<ReportMade> parseReportMade(const QByteArray& json);

}  // namespace snitt
