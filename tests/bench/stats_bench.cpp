// One statistic on the made-up patients of stats/data.h:
//   stats_bench make FOLDER
//   stats_bench FIGURE FOLDER      concordance cox days different logrank incidence bootstrap
// Prints "seconds X", the least of some passes over data in memory, then "name value" of what was computed, for
// stats/stats.R prints the same. The seconds include that times which differ by rounding become one, as R's do.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "bench/stats/data.h"
#include "bench/stats/timing.h"
#include "core/statistics/competing/cumulative_incidence.h"
#include "core/statistics/cox/cox_fit.h"
#include "core/statistics/discrimination/concordance.h"
#include "core/statistics/discrimination/weighted_concordance.h"
#include "core/statistics/resampling/bootstrap.h"
#include "core/statistics/survival/kaplan_meier.h"
#include "core/statistics/survival/log_rank.h"

namespace {

using namespace snitt;
using namespace snitt::statistics;
using bench::give;
using bench::need;
using bench::say;
using bench::Table;
using bench::timed;
using Path = std::filesystem::path;

double medianOf(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  return sorted[sorted.size() / 2];
}

struct Cohort {
  explicit Cohort(const Path& folder) : table(folder / "cohort.f64", 5 + bench::kCovariates) {}

  Table table;
  std::vector<std::uint8_t> event = table.whole<std::uint8_t>(1);
  SurvivalView view{table.column(0), event};
};

void harrell(const Path& folder) {
  const Cohort cohort(folder);
  const Concordance result = timed([&] { return need(concordance(cohort.view, cohort.table.column(2))); });
  say("c", result.c.value);
  say("stdErr", result.c.stdErr);
  say("concordant", result.pairs.concordant);
}

void cox(const Path& folder) {
  const Cohort cohort(folder);
  const CoxFit fit = timed([&] {
    const std::vector<double> time = withoutRounding(cohort.view.time);
    std::vector<Covariate> covariates;
    for (std::size_t j = 0; j < bench::kCovariates; ++j) {
      const auto x = cohort.table.column(5 + j);
      covariates.push_back({fmt::format("x{}", j + 1), std::vector<double>(x.begin(), x.end())});
    }
    return need(coxFit({time, cohort.event}, need(makeDesign(time.size(), covariates))));
  });
  say("loglikNull", fit.loglikNull);
  say("loglik", fit.loglik);
  for (const CoxCoefficient& one : fit.coefficients) {
    say(one.name, one.beta);
    say(fmt::format("se.{}", one.name), one.se);
  }
}

void survival(const Path& file) {
  const Table table(file, 2);
  const auto event = table.whole<std::uint8_t>(1);
  const KaplanMeier curve = timed([&] {
    const std::vector<double> time = withoutRounding(table.column(0));
    return need(kaplanMeier({time, event}));
  });
  const KaplanMeierStep* step = curve.at(medianOf(table.column(0)));
  say("steps", static_cast<double>(curve.steps.size()));
  say("survival", step->survival);
  say("lower", step->lower95);
  say("upper", step->upper95);
  // The last steps may have no limits.
  double survivals = 0, limits = 0;
  for (const KaplanMeierStep& one : curve.steps) {
    survivals += one.survival;
    if (one.survival > 0 && one.survival < 1) limits += one.upper95 - one.lower95;
  }
  say("survivals", survivals);
  say("limits", limits);
}

void logRankTest(const Path& folder) {
  const Cohort cohort(folder);
  const auto group = cohort.table.whole<int>(3);
  const LogRank result = timed([&] {
    const std::vector<double> time = withoutRounding(cohort.view.time);
    return need(logRank({time, cohort.event}, group));
  });
  say("chi2", result.test.chi2);
  say("expected", result.groups.front().expected);
}

void incidence(const Path& folder) {
  const Cohort cohort(folder);
  const auto cause = cohort.table.whole<std::uint8_t>(4);
  const auto curve = timed([&] { return need(cumulativeIncidence({cohort.view.time, cause}, 2)); });
  const double median = medianOf(cohort.view.time);
  for (const std::size_t one : {1U, 2U}) {
    say(fmt::format("incidence{}", one), curve.at(one, median).value);
    say(fmt::format("variance{}", one), std::pow(curve.at(one, median).stdErr, 2));
  }
}

// 2,000 resamples and one more sample for each patient, for the BCa interval. Of the resamples whose draws are written,
// R computes the sum too.
void resampling(const Path& folder) {
  const Table table(folder / "small.f64", 3);
  const auto event = table.whole<std::uint8_t>(1);
  const SurvivalView view{table.column(0), event};
  const BootstrapOptions options{.resamples = 2000, .seed = bench::kBootstrapSeed, .threads = 2};
  const auto run = [&] {
    const auto whole = need(WeightedConcordance::make(view, table.column(2)));
    const ResampleStatistic statistic = [&](std::span<const std::uint32_t> counts) {
      thread_local WeightedConcordance own = whole;
      return std::vector<double>{own.harrell(counts)};
    };
    Replicates replicates = need(bootstrapReplicates(view.size(), statistic, options));
    std::vector<BootstrapFigure> figures = summarise(replicates);
    return std::pair(std::move(replicates), std::move(figures));
  };
  const auto [replicates, figures] = timed(run, 1);
  say("c", figures[0].value);
  double drawn = 0, leftOut = 0;
  for (std::size_t i = 0; i < bench::kWrittenDraws; ++i) {
    drawn += replicates.resampled[i];
    leftOut += replicates.jackknife[i];
  }
  say("resamples", drawn);
  say("leftOut", leftOut);
  if (std::isnan(figures[0].percentile95.lower) || std::isnan(figures[0].bca95.lower))
    give("the bootstrap has no interval");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const Path folder = argv[2];
  const std::map<std::string, std::function<void()>> figures{
      {"make", [&] { bench::makeStatsData(folder); }},
      {"concordance", [&] { harrell(folder); }},
      {"cox", [&] { cox(folder); }},
      {"days", [&] { survival(folder / "days.f64"); }},
      {"different", [&] { survival(folder / "different.f64"); }},
      {"logrank", [&] { logRankTest(folder); }},
      {"incidence", [&] { incidence(folder); }},
      {"bootstrap", [&] { resampling(folder); }},
  };
  const auto figure = figures.find(argv[1]);
  if (figure == figures.end()) return 2;
  figure->second();
  return 0;
}
