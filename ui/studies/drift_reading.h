// What `snitt drift` found, as its results.json tells it (format snitt-drift/1). Plain values; reading is for any
// thread but the UI's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/document.h"
#include "core/result.h"

namespace snitt {

struct DriftAlarmRow {
  std::string weeks;
  std::string figure;
  std::string scanner;
  std::string what;  // a part of a sentence: "the index of combined is 0.62, its limit 0.45"
};

// One series, by its newest judged period; a control slide has no period and no value.
struct DriftSeriesRow {
  std::string figure;
  std::string scanner;
  std::string weeks;
  std::int64_t n = 0;
  std::optional<double> value;
  std::optional<double> limit;
  std::int64_t judged = 0;
  std::int64_t alarms = 0;
  std::string remark;  // why it is not assessable
};

struct DriftReading {
  std::filesystem::path folder;
  // No protocol judges drift: failed stands for an alarm, notAssessable where no series had enough to be judged.
  document::Verdict verdict = document::Verdict::notAssessable;
  std::string source;
  std::string date;
  std::string conclusion;
  std::string falseAlarms;  // how often the limits alarm while nothing changes, a sentence
  std::vector<DriftAlarmRow> alarms;
  std::vector<DriftSeriesRow> series;
  std::filesystem::path pdf, html;  // empty where they are missing
};

[[nodiscard]] Result<DriftReading> parseDrift(std::string_view json);
// Errors: io, notFound, corrupt, unsupported (a newer format), naming the file.
[[nodiscard]] Result<DriftReading> readDrift(const std::filesystem::path& folder);

}  // namespace snitt
