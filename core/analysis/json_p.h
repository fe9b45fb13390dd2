// How the sections of an analysis are written as JSON ("format": "snitt-stats/1"). Undefined figures are null.
#pragma once

#include "core/json_writer_p.h"
#include "core/statistics/estimate.h"
#include "core/statistics/resampling/bootstrap_interval.h"

namespace snitt::analysis {

inline constexpr auto kOneLine = JsonWriter::Layout::oneLine;

inline void writeCount(JsonWriter& out, std::string_view key, std::size_t count) {
  out.key(key).integer(static_cast<std::int64_t>(count));
}

inline void writeNumber(JsonWriter& out, std::string_view key, double value) { out.key(key).number(value); }

inline void writeTest(JsonWriter& out, std::string_view key, const statistics::ChiSquareTest& test) {
  out.key(key).openObject(kOneLine);
  writeNumber(out, "chi2", test.chi2);
  writeNumber(out, "df", test.df);
  writeNumber(out, "p", test.p);
  out.close();
}

// {value, se, lower95, upper95}; `name` is the value's own ("c", "auc").
inline void writeEstimate(JsonWriter& out, std::string_view key, std::string_view name,
                          const statistics::Estimate& estimate) {
  out.key(key).openObject(kOneLine);
  writeNumber(out, name, estimate.value);
  writeNumber(out, "se", estimate.stdErr);
  writeNumber(out, "lower95", estimate.lower95);
  writeNumber(out, "upper95", estimate.upper95);
  out.close();
}

inline void writeInterval(JsonWriter& out, std::string_view key, const statistics::Interval& interval) {
  out.key(key).openObject(kOneLine);
  writeNumber(out, "lower95", interval.lower);
  writeNumber(out, "upper95", interval.upper);
  out.close();
}

inline void writeNumbers(JsonWriter& out, std::string_view key, const std::vector<double>& values) {
  out.key(key).openArray(kOneLine);
  for (const double value : values) out.number(value);
  out.close();
}

}  // namespace snitt::analysis
