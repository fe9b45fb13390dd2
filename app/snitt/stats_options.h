// The options of `snitt stats`, as text, and what they ask for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/snitt/session.h"
#include "core/analysis/stats_request.h"

namespace CLI {
class App;
}

namespace snitt::app {

struct StatsOptions {
  std::filesystem::path data;
  std::filesystem::path out;
  std::string time;
  std::string event;  // COL or COL=VALUE
  std::string score;
  std::vector<std::string> compare;
  std::string group;
  std::string strata;
  std::string cluster;
  std::vector<std::string> covariates;
  std::vector<std::string> factors;
  std::string ties = "efron";
  bool residuals = false;
  std::string cause;
  std::string competing;  // COL or COL=VALUE
  std::string classes;
  std::vector<std::string> agreement;
  std::vector<double> horizons;
  std::vector<std::string> risks;  // COL@HORIZON
  std::string confType = "log-log";
  std::string power;  // KEY=NUMBER,…
  std::string stability;
  std::filesystem::path reference;
  std::string cusum;
  std::vector<double> inControl;    // target and standard deviation
  std::vector<double> cusumDesign;  // k and h
  std::vector<std::string> plots;   // FILE or KIND=FILE
  std::string timeUnit;
  double timeTick = 0;
  double meanUntil = 0;       // 0: not given
  std::size_t resamples = 0;  // 0: not given
  std::uint64_t seed = 1;
};

void addStatsOptions(CLI::App& verb, StatsOptions& options);

// Errors are usage, naming the option.
[[nodiscard]] Result<analysis::StatsRequest> requestOf(const StatsOptions& options, Session& session);

}  // namespace snitt::app
