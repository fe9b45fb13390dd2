#include "core/statistics/cox/residual_rows_p.h"

#include <cmath>
#include <limits>
#include <map>

namespace snitt::statistics {
namespace {

// Σ mean / denominator over the events so far, relative to exp(−shift); beside it, for who dies at this time.
struct WeightedMeans {
  double shift = std::numeric_limits<double>::infinity();
  Eigen::RowVectorXd all;
  Eigen::RowVectorXd dying;

  explicit WeightedMeans(Eigen::Index columns)
      : all(Eigen::RowVectorXd::Zero(columns)), dying(Eigen::RowVectorXd::Zero(columns)) {}

  void newStratum() {
    shift = std::numeric_limits<double>::infinity();
    all.setZero();
  }
  void addEvents(const TimeGroup& group, const RiskSets& sets, CoxTies ties) {
    all *= std::exp(sets.shift[group.firstEvent] - shift);
    shift = sets.shift[group.firstEvent];
    dying = all;
    for (Eigen::Index k = 0; k < group.deaths; ++k) {
      const Eigen::Index event = group.firstEvent + k;
      all += sets.mean.row(event) / sets.denominator[event];
      dying += (1 - gone(ties, k, group.deaths)) / sets.denominator[event] * sets.mean.row(event);
    }
  }
};

}  // namespace

RowMatrix scoreResiduals(const CoxRows& rows, const RiskSets& sets, CoxTies ties) {
  RowMatrix residuals = RowMatrix::Zero(rows.size, rows.x.cols());
  WeightedMeans means(rows.x.cols());
  std::size_t stratum = 0;
  for (const TimeGroup& group : rows.groups) {
    if (group.stratum != stratum) means.newStratum();
    stratum = group.stratum;
    if (group.deaths > 0) means.addEvents(group, sets, ties);
    for (Eigen::Index row = group.first; row < group.end; ++row) {
      if (sets.expected[row] == 0) continue;
      residuals.row(row) = std::exp(sets.eta[row] - means.shift) * (group.dies(row) ? means.dying : means.all) -
                           sets.expected[row] * rows.x.row(row);
    }
    if (group.deaths == 0) continue;
    const auto mean = sets.mean.middleRows(group.firstEvent, group.deaths).colwise().mean();
    for (Eigen::Index row = group.first; group.dies(row); ++row) residuals.row(row) += rows.x.row(row) - mean;
  }
  return residuals;
}

RowMatrix sumsByCluster(const CoxRows& rows, const RowMatrix& residuals, std::span<const int> cluster) {
  std::map<int, Eigen::Index> indexOf;
  for (const int one : cluster) indexOf.emplace(one, 0);
  Eigen::Index next = 0;
  for (auto& [number, index] : indexOf) index = next++;
  RowMatrix sums = RowMatrix::Zero(next, residuals.cols());
  for (Eigen::Index row = 0; row < rows.size; ++row)
    sums.row(indexOf.at(cluster[rows.order[static_cast<std::size_t>(row)]])) += residuals.row(row);
  return sums;
}

}  // namespace snitt::statistics
