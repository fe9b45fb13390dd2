#include "bench/stats/data.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <string>
#include <utility>

#include "bench/stats/timing.h"
#include "core/statistics/resampling/bootstrap.h"
#include "core/statistics/resampling/counter_random.h"

namespace snitt::bench {
namespace {

using statistics::CounterRandom;
using Column = std::vector<double>;

constexpr std::size_t kCohort = 100'000;
constexpr std::size_t kMany = 1'000'000;
constexpr std::size_t kSmall = 1'000;
constexpr std::uint64_t kSeed = 20;
constexpr double kYear = 365.25;
constexpr std::array<double, kCovariates> kEffects{0.5, -0.4, 0.3, -0.3, 0.2, -0.2, 0.7, -0.6, 0.4, -0.25};

void write(const std::filesystem::path& file, const std::vector<Column>& columns) {
  std::FILE* stream = std::fopen(file.c_str(), "wb");
  bool written = stream != nullptr;
  for (const Column& column : columns)
    written = written && std::fwrite(column.data(), sizeof(double), column.size(), stream) == column.size();
  if (stream == nullptr || std::fclose(stream) != 0 || !written) give(file.string() + " cannot be written");
}

double exponential(CounterRandom& random) { return -std::log(random.uniform()); }

// Days until the event or until the patient is censored, after one to ten years. The third number is the cause.
std::array<double, 3> followUp(CounterRandom& random, double logHazard) {
  const double event = exponential(random) * 8 * kYear / std::exp(logHazard);
  const double censored = (1 + 9 * random.uniform()) * kYear;
  const double cause = random.uniform() < 0.7 ? 1 : 2;
  const bool happened = event <= censored;
  return {std::ceil(std::min(event, censored)), happened ? 1.0 : 0.0, happened ? cause : 0.0};
}

// Six normal covariates, two of yes and no, two uniform ones.
double covariate(CounterRandom& random, std::size_t j) {
  if (j < 6) return random.normal();
  return j < 8 ? random.below(2) : random.uniform();
}

std::vector<Column> cohort(std::size_t patients, std::uint64_t stream) {
  CounterRandom random(kSeed, stream);
  std::vector<Column> columns(5 + kCovariates, Column(patients));
  for (std::size_t i = 0; i < patients; ++i) {
    double logHazard = 0;
    for (std::size_t j = 0; j < kCovariates; ++j) {
      columns[5 + j][i] = covariate(random, j);
      logHazard += kEffects[j] * columns[5 + j][i];
    }
    const auto [time, event, cause] = followUp(random, logHazard);
    columns[0][i] = time;
    columns[1][i] = event;
    columns[2][i] = std::round((logHazard + random.normal()) * 1e4) / 1e4;  // a score has ties too
    columns[3][i] = std::min(3.0, std::max(0.0, std::floor(logHazard + 2 + 0.5 * random.normal())));
    columns[4][i] = cause;
  }
  return columns;
}

std::vector<Column> wholeDays() {
  CounterRandom random(kSeed, 2);
  std::vector<Column> columns(2, Column(kMany));
  for (std::size_t i = 0; i < kMany; ++i) {
    const auto [time, event, cause] = followUp(random, 0);
    columns[0][i] = time;
    columns[1][i] = event;
  }
  return columns;
}

// The quantiles of an exponential distribution in random order: neighbours lie further apart than what R takes for
// rounding (withoutRounding).
std::vector<Column> differentTimes() {
  CounterRandom random(kSeed, 3);
  std::vector<Column> columns(2, Column(kMany));
  Column& time = columns[0];
  for (std::size_t i = 0; i < kMany; ++i)
    time[i] = -std::log1p(-(static_cast<double>(i) + 0.5) / static_cast<double>(kMany)) * 4 * kYear;
  for (std::size_t i = kMany; i > 1; --i) std::swap(time[i - 1], time[random.below(static_cast<std::uint32_t>(i))]);
  for (double& event : columns[1]) event = random.uniform() < 0.6 ? 1 : 0;
  return columns;
}

std::vector<Column> draws() {
  std::vector<Column> columns;
  for (std::size_t resample = 0; resample < kWrittenDraws; ++resample) {
    const auto counts = statistics::drawPatients(kSmall, kBootstrapSeed, resample);
    columns.emplace_back(counts.begin(), counts.end());
  }
  return columns;
}

}  // namespace

void makeStatsData(const std::filesystem::path& folder) {
  write(folder / "cohort.f64", cohort(kCohort, 1));
  write(folder / "days.f64", wholeDays());
  write(folder / "different.f64", differentTimes());
  auto small = cohort(kSmall, 4);
  small.resize(3);
  write(folder / "small.f64", small);
  write(folder / "draws.f64", draws());
}

Table::Table(const std::filesystem::path& file, std::size_t columns) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  if (error) give(file.string() + " is not there");
  m_values.resize(bytes / sizeof(double));
  m_rows = m_values.size() / columns;
  std::FILE* stream = std::fopen(file.c_str(), "rb");
  const bool read =
      stream != nullptr && std::fread(m_values.data(), sizeof(double), m_values.size(), stream) == m_values.size();
  if (stream != nullptr) std::fclose(stream);
  if (!read || m_rows * columns != m_values.size()) give(file.string() + " cannot be read");
}

}  // namespace snitt::bench
