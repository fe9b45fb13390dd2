// What is asked of `snitt cohort` from the viewer, and what its check beforehand said. Plain values, pure functions.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace snitt {

struct CohortOrder {
  std::filesystem::path list;    // absolute
  std::filesystem::path bundle;  // folder
  std::filesystem::path out;     // folder of the run; made where it is missing
  int jobs = 1;
  bool heatmaps = false;  // beside score, tumour and tiles
  bool reports = false;
  bool allowMixed = false;
  std::string outsideScope;  // the reason; empty: slides outside the bundle's scope are refused
  bool operator==(const CohortOrder&) const = default;
};

[[nodiscard]] std::vector<std::string> cohortArguments(const CohortOrder& order);
// Of the check that scores nothing.
[[nodiscard]] std::vector<std::string> cohortCheckArguments(const CohortOrder& order);

struct CheckedRow {
  std::size_t row = 0;
  QString status;  // the engine's word
  QString reason;
};

struct CohortCheckReport {
  QString bundle;
  QString device;  // "cpu fp32"
  std::size_t toScore = 0;
  std::vector<CheckedRow> settled;  // slides that will not be scored, and why
  QStringList warnings;
  std::uint64_t bytesNeeded = 0;
  std::uint64_t bytesFree = 0;
  double seconds = 0;  // that the networks will need; 0: not known
};
// Nothing where it is no report of such a check.
[[nodiscard]] std::optional<CohortCheckReport> parseCheckReport(const QByteArray& json);

}  // namespace snitt
