#include "core/statistics/resampling/bootstrap.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "core/statistics/resampling/counter_random.h"

namespace snitt::statistics {
namespace {

// The work that is left, and what went wrong first.
struct Work {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> ended{false};
  std::mutex mutex;
  std::exception_ptr thrown;
  std::size_t wrongFigures = std::numeric_limits<std::size_t>::max();

  void end(std::exception_ptr exception, std::size_t figures) {
    const std::lock_guard lock(mutex);
    if (!ended.exchange(true)) {
      thrown = std::move(exception);
      wrongFigures = figures;
    }
  }
};

std::vector<std::uint32_t> countsWithout(std::size_t patients, std::size_t leftOut) {
  std::vector<std::uint32_t> counts(patients, 1);
  counts[leftOut] = 0;
  return counts;
}

// Tasks 0 … R − 1 are resamples, the rest leaves one patient out each.
void workOn(Work& work, Replicates& into, std::size_t patients, const ResampleStatistic& statistic,
            const BootstrapOptions& options) {
  const std::size_t figures = into.figures();
  const std::size_t tasks = options.resamples + (options.jackknife ? patients : 0);
  while (!work.ended && !options.stop.stop_requested()) {
    const std::size_t task = work.next++;
    if (task >= tasks) return;
    try {
      const bool resample = task < options.resamples;
      const std::size_t row = resample ? task : task - options.resamples;
      const std::vector<double> values =
          statistic(resample ? drawPatients(patients, options.seed, row) : countsWithout(patients, row));
      if (values.size() != figures) return work.end(nullptr, values.size());
      std::vector<double>& target = resample ? into.resampled : into.jackknife;
      std::ranges::copy(values, target.begin() + static_cast<std::ptrdiff_t>(row * figures));
    } catch (...) {
      return work.end(std::current_exception(), 0);
    }
  }
}

std::vector<double> column(const std::vector<double>& table, std::size_t figures, std::size_t figure) {
  std::vector<double> result;
  for (std::size_t i = figure; i < table.size(); i += figures) result.push_back(table[i]);
  return result;
}

double deviationOf(const std::vector<double>& replicates) {
  double sum = 0;
  double count = 0;
  for (const double one : replicates)
    if (std::isfinite(one)) sum += one, ++count;
  if (count < 2) return kUndefined;
  const double mean = sum / count;
  double squares = 0;
  for (const double one : replicates)
    if (std::isfinite(one)) squares += (one - mean) * (one - mean);
  return std::sqrt(squares / (count - 1));
}

}  // namespace

std::vector<double> Replicates::resampledOf(std::size_t figure) const { return column(resampled, figures(), figure); }

std::vector<double> Replicates::jackknifeOf(std::size_t figure) const { return column(jackknife, figures(), figure); }

std::vector<std::uint32_t> drawPatients(std::size_t patients, std::uint64_t seed, std::uint64_t stream) {
  CounterRandom random(seed, stream);
  std::vector<std::uint32_t> counts(patients, 0);
  for (std::size_t i = 0; i < patients; ++i) ++counts[random.below(static_cast<std::uint32_t>(patients))];
  return counts;
}

std::vector<std::uint32_t> countsOfRows(std::span<const std::uint32_t> counts,
                                        std::span<const std::size_t> patientOfRow) {
  std::vector<std::uint32_t> rows;
  rows.reserve(patientOfRow.size());
  for (const std::size_t patient : patientOfRow) rows.push_back(counts[patient]);
  return rows;
}

Result<Replicates> bootstrapReplicates(std::size_t patients, const ResampleStatistic& statistic,
                                       const BootstrapOptions& options) {
  if (patients == 0) return fail(ErrorKind::usage, "there is no patient to draw");
  if (patients > std::numeric_limits<std::uint32_t>::max())
    return fail(ErrorKind::usage, fmt::format("{} patients are more than can be drawn from", patients));
  if (options.resamples == 0) return fail(ErrorKind::usage, "a bootstrap needs at least one resample");
  Replicates result;
  result.original = statistic(std::vector<std::uint32_t>(patients, 1));
  result.resampled.resize(options.resamples * result.figures());
  if (options.jackknife) result.jackknife.resize(patients * result.figures());
  Work work;
  {
    std::vector<std::jthread> helpers;
    for (int i = 1; i < options.threads; ++i)
      helpers.emplace_back([&] { workOn(work, result, patients, statistic, options); });
    workOn(work, result, patients, statistic, options);
  }
  if (work.thrown) std::rethrow_exception(work.thrown);
  if (work.ended)
    return fail(ErrorKind::usage, fmt::format("the statistic gave {} figures of the data and {} of a resample",
                                              result.figures(), work.wrongFigures));
  if (options.stop.stop_requested()) return fail(ErrorKind::cancelled, "the bootstrap was cancelled");
  return result;
}

std::vector<BootstrapFigure> summarise(const Replicates& replicates) {
  std::vector<BootstrapFigure> figures;
  for (std::size_t i = 0; i < replicates.figures(); ++i) {
    const std::vector<double> values = replicates.resampledOf(i);
    const std::vector<double> jackknife = replicates.jackknifeOf(i);
    BootstrapFigure figure;
    figure.value = replicates.original[i];
    figure.stdErr = deviationOf(values);
    figure.percentile95 = percentileInterval(values);
    if (!jackknife.empty()) figure.bca95 = bcaInterval(figure.value, values, jackknife);
    figure.undefined =
        static_cast<std::size_t>(std::ranges::count_if(values, [](double one) { return !std::isfinite(one); }));
    figures.push_back(figure);
  }
  return figures;
}

Result<std::vector<BootstrapFigure>> bootstrap(std::size_t patients, const ResampleStatistic& statistic,
                                               const BootstrapOptions& options) {
  return bootstrapReplicates(patients, statistic, options).map(summarise);
}

}  // namespace snitt::statistics
