#include "core/analysis/discrimination_section.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>

#include <fmt/format.h>

#include "core/analysis/competing_column.h"
#include "core/analysis/levels_of_column.h"
#include "core/statistics/discrimination/weighted_concordance.h"

namespace snitt::analysis {
namespace {

using statistics::PairWeight;

// What all figures are made of: the patients in whom everything is known, and their columns.
struct Inputs {
  Patients patients;
  std::vector<std::vector<double>> scores;
  std::vector<std::size_t> stratum;
  std::vector<std::size_t> cluster;
  std::size_t clusters = 0;
  std::vector<std::uint8_t> competing;  // empty: nothing competes

  [[nodiscard]] statistics::ConcordanceOptions options(PairWeight weight) const {
    return {.weight = weight, .tau = {}, .stratum = stratum, .cluster = cluster};
  }
  [[nodiscard]] std::vector<std::span<const double>> scoreSpans() const { return {scores.begin(), scores.end()}; }
};

std::vector<std::size_t> asIndices(const std::vector<int>& levels) { return {levels.begin(), levels.end()}; }

Result<Inputs> inputsOf(const DataTable& table, const Followup& followup, const DiscriminationRequest& request) {
  std::vector<std::vector<double>> columns;
  for (const std::string& score : request.scores) {
    auto column = table.numbers(score);
    if (!column) return fail(column.error());
    columns.push_back(*std::move(column));
  }
  const auto stratum = levelsOfColumn(table, request.strata);
  if (!stratum) return fail(stratum.error());
  const auto cluster = levelsOfColumn(table, request.cluster);
  if (!cluster) return fail(cluster.error());
  const auto competing = CompetingColumn::read(table, followup, request.competing, request.competingValue);
  if (!competing) return fail(competing.error());
  Inputs inputs;
  inputs.patients = patientsWhere(followup, [&](std::size_t row) {
    const bool scored = std::ranges::none_of(columns, [&](const auto& column) { return std::isnan(column[row]); });
    return scored && stratum->level[row] >= 0 && cluster->level[row] >= 0 && competing->known(row);
  });
  if (inputs.patients.n() == 0)
    return fail(ErrorKind::corrupt,
                fmt::format("no row with a follow-up has a score (\"{}\")", fmt::join(request.scores, "\", \"")));
  inputs.competing = competing->of(inputs.patients.rows);
  for (const auto& column : columns) inputs.scores.push_back(picked(column, inputs.patients.rows));
  if (!request.strata.empty()) inputs.stratum = asIndices(picked(stratum->level, inputs.patients.rows));
  if (!request.cluster.empty()) {
    inputs.cluster = renumbered(picked(cluster->level, inputs.patients.rows));
    inputs.clusters = countOf(inputs.cluster);
  }
  return inputs;
}

Result<ScoreDiscrimination> discriminationOf(const std::string& name, const std::vector<double>& score,
                                             const Inputs& inputs, const std::vector<double>& horizons) {
  const auto view = inputs.patients.view();
  auto harrell = statistics::concordance(view, score, inputs.options(PairWeight::none));
  if (!harrell) return failIn("score \"" + name + "\"", harrell.error());
  auto uno = statistics::concordance(view, score, inputs.options(PairWeight::inverseCensoring));
  if (!uno) return failIn("score \"" + name + "\"", uno.error());
  ScoreDiscrimination result{name, *std::move(harrell), *std::move(uno), {}, {}};
  auto auc = statistics::timeAuc(view, score, horizons, inputs.competing, inputs.cluster);
  if (!auc) return failIn("score \"" + name + "\"", auc.error());
  result.auc = *std::move(auc);
  for (const double horizon : horizons) {
    auto roc = statistics::timeRoc(view, score, horizon, inputs.competing);
    if (!roc) return failIn("score \"" + name + "\"", roc.error());
    result.roc.push_back(*std::move(roc));
  }
  return result;
}

Result<std::vector<ScoreComparison>> comparisonsOf(const DiscriminationRequest& request, const Inputs& inputs) {
  std::vector<ScoreComparison> result;
  for (std::size_t other = 1; other < inputs.scores.size(); ++other) {
    const std::vector<std::span<const double>> pair{inputs.scores[0], inputs.scores[other]};
    const auto harrell = statistics::compareConcordance(inputs.patients.view(), pair, inputs.options(PairWeight::none));
    if (!harrell) return fail(harrell.error());
    const auto uno =
        statistics::compareConcordance(inputs.patients.view(), pair, inputs.options(PairWeight::inverseCensoring));
    if (!uno) return fail(uno.error());
    auto auc = statistics::compareTimeAuc(inputs.patients.view(), pair[0], pair[1], request.horizons, inputs.competing,
                                          inputs.cluster);
    if (!auc) return fail(auc.error());
    result.push_back(
        {request.scores[0], request.scores[other], harrell->differences[0], uno->differences[0], *std::move(auc)});
  }
  return result;
}

// C of a sample in which each row occurs `counts` times. Asking one changes its own scratch memory and several threads
// ask at once, so that each question takes a copy out of a shelf, and puts it back.
class Concordances {
 public:
  explicit Concordances(statistics::WeightedConcordance first) : m_first(std::move(first)) {}

  std::pair<double, double> harrellAndUno(std::span<const std::uint32_t> counts) {
    std::unique_ptr<statistics::WeightedConcordance> one = take();
    const std::pair<double, double> values{one->harrell(counts), one->uno(counts)};
    const std::scoped_lock lock(m_mutex);
    m_shelf.push_back(std::move(one));
    return values;
  }

 private:
  std::unique_ptr<statistics::WeightedConcordance> take() {
    const std::scoped_lock lock(m_mutex);
    if (m_shelf.empty()) return std::make_unique<statistics::WeightedConcordance>(m_first);
    auto one = std::move(m_shelf.back());
    m_shelf.pop_back();
    return one;
  }

  statistics::WeightedConcordance m_first;
  std::mutex m_mutex;
  std::vector<std::unique_ptr<statistics::WeightedConcordance>> m_shelf;
};

// AUC at each horizon of the rows written out as often as they were drawn.
std::vector<double> resampledAuc(const Inputs& inputs, const std::vector<double>& score,
                                 std::span<const std::uint32_t> counts, const std::vector<double>& horizons) {
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  std::vector<std::uint8_t> competing;
  std::vector<double> drawn;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    time.insert(time.end(), counts[i], inputs.patients.time[i]);
    event.insert(event.end(), counts[i], inputs.patients.event[i]);
    if (!inputs.competing.empty()) competing.insert(competing.end(), counts[i], inputs.competing[i]);
    drawn.insert(drawn.end(), counts[i], score[i]);
  }
  std::vector<double> values(horizons.size(), statistics::kUndefined);
  if (time.empty()) return values;
  const auto auc = statistics::timeAuc({time, event}, drawn, horizons, competing);
  for (std::size_t h = 0; auc && h < horizons.size(); ++h) values[h] = (*auc)[h].auc.value;
  return values;
}

std::vector<std::string> figureNames(const DiscriminationRequest& request) {
  std::vector<std::string> names;
  for (const std::string& score : request.scores) {
    names.push_back("harrell " + score);
    names.push_back("uno " + score);
    for (const double horizon : request.horizons) names.push_back(fmt::format("auc {} at {}", score, horizon));
  }
  const std::size_t each = names.size() / request.scores.size();
  for (std::size_t other = 1; other < request.scores.size(); ++other)
    for (std::size_t f = 0; f < each; ++f) names.push_back(names[other * each + f] + " − " + request.scores[0]);
  return names;
}

Result<ResampledFigures> resampled(const DiscriminationRequest& request, const Inputs& inputs) {
  if (!request.strata.empty())
    return fail(ErrorKind::usage, "a bootstrap of C within strata is not offered: leave out --strata or --bootstrap");
  std::vector<std::unique_ptr<Concordances>> concordances;
  for (const std::vector<double>& score : inputs.scores) {
    auto one = statistics::WeightedConcordance::make(inputs.patients.view(), score);
    if (!one) return fail(one.error());
    concordances.push_back(std::make_unique<Concordances>(*std::move(one)));
  }
  const std::size_t patients = inputs.cluster.empty() ? inputs.patients.n() : inputs.clusters;
  const auto statistic = [&](std::span<const std::uint32_t> drawn) {
    std::vector<std::uint32_t> ofRows;
    if (!inputs.cluster.empty()) {
      ofRows = statistics::countsOfRows(drawn, inputs.cluster);
      drawn = ofRows;
    }
    std::vector<double> figures;
    for (std::size_t s = 0; s < inputs.scores.size(); ++s) {
      const auto [harrell, uno] = concordances[s]->harrellAndUno(drawn);
      figures.insert(figures.end(), {harrell, uno});
      const auto auc = resampledAuc(inputs, inputs.scores[s], drawn, request.horizons);
      figures.insert(figures.end(), auc.begin(), auc.end());
    }
    const std::size_t each = figures.size() / inputs.scores.size();
    for (std::size_t s = 1; s < inputs.scores.size(); ++s)
      for (std::size_t f = 0; f < each; ++f) figures.push_back(figures[s * each + f] - figures[f]);
    return figures;
  };
  auto figures = statistics::bootstrap(patients, statistic, request.bootstrap->options(patients));
  if (!figures) return fail(figures.error());
  return ResampledFigures{request.bootstrap->resamples, request.bootstrap->seed, patients, figureNames(request),
                          *std::move(figures)};
}

}  // namespace

Result<DiscriminationSection> analyseDiscrimination(const DataTable& table, const Followup& followup,
                                                    const DiscriminationRequest& request) {
  const auto inputs = inputsOf(table, followup, request);
  if (!inputs) return fail(inputs.error());
  DiscriminationSection section;
  section.n = inputs->patients.n();
  section.events = inputs->patients.events();
  section.dropped = inputs->patients.dropped;
  section.competing = !request.competing.empty();
  section.horizons = request.horizons;
  for (std::size_t s = 0; s < request.scores.size(); ++s) {
    auto one = discriminationOf(request.scores[s], inputs->scores[s], *inputs, request.horizons);
    if (!one) return fail(one.error());
    section.scores.push_back(*std::move(one));
  }
  auto comparisons = comparisonsOf(request, *inputs);
  if (!comparisons) return fail(comparisons.error());
  section.comparisons = *std::move(comparisons);
  if (request.bootstrap) {
    auto figures = resampled(request, *inputs);
    if (!figures) return fail(figures.error());
    section.bootstrap = *std::move(figures);
  }
  return section;
}

}  // namespace snitt::analysis
