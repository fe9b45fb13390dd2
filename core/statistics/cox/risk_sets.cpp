#include "core/statistics/cox/risk_sets_p.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace snitt::statistics {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// How far above `shift` an η may lie before the sums are put on a new one: e^20 costs no precision.
constexpr double kShiftSlack = 20;
// Rows that are multiplied at once: their products stay in the cache.
constexpr Eigen::Index kBlock = 256;

// Weighted sums of a risk set, relative to exp(shift).
struct Sums {
  double shift = -kInfinity;
  double all = 0;
  double dying = 0;
  Eigen::RowVectorXd xAll;
  Eigen::RowVectorXd xDying;

  explicit Sums(Eigen::Index columns)
      : xAll(Eigen::RowVectorXd::Zero(columns)), xDying(Eigen::RowVectorXd::Zero(columns)) {}

  void newStratum() {
    shift = -kInfinity;
    all = 0;
    xAll.setZero();
  }
  void newTime() {
    dying = 0;
    xDying.setZero();
  }
  void raiseShift(double eta) {
    const double factor = std::exp(shift - eta);
    all *= factor;
    dying *= factor;
    xAll *= factor;
    xDying *= factor;
    shift = eta;
  }
  template <class Row>
  void add(double eta, const Row& x, bool dies) {
    if (eta > shift + kShiftSlack) raiseShift(eta);
    const double weight = std::exp(eta - shift);
    all += weight;
    xAll += weight * x;
    if (!dies) return;
    dying += weight;
    xDying += weight * x;
  }
};

}  // namespace

void RiskSets::at(const CoxRows& rows, CoxTies ties, const Eigen::VectorXd& beta) {
  shift.resize(rows.events);
  denominator.resize(rows.events);
  mean.resize(rows.events, rows.x.cols());
  eta.resize(rows.size);
  for (Eigen::Index row = 0; row < rows.size; ++row) eta[row] = rows.x.row(row).dot(beta);
  meet(rows, ties);
  expectedEvents(rows, *this, ties, Eigen::VectorXd(), expected);
}

// From the last time to the first, so that risk sets grow.
void RiskSets::meet(const CoxRows& rows, CoxTies ties) {
  Sums sums(rows.x.cols());
  score.setZero(rows.x.cols());
  loglik = 0;
  for (auto group = rows.groups.rbegin(); group != rows.groups.rend(); ++group) {
    if (group == rows.groups.rbegin() || std::prev(group)->stratum != group->stratum) sums.newStratum();
    if (group->deaths > 0) sums.newTime();
    for (Eigen::Index row = group->first; row < group->end; ++row)
      sums.add(eta[row], rows.x.row(row), group->dies(row));
    for (Eigen::Index k = 0; k < group->deaths; ++k) {
      const Eigen::Index event = group->firstEvent + k;
      const Eigen::Index row = group->first + k;
      const double left = gone(ties, k, group->deaths);
      shift[event] = sums.shift;
      denominator[event] = sums.all - left * sums.dying;
      mean.row(event) = (sums.xAll - left * sums.xDying) / denominator[event];
      loglik += eta[row] - sums.shift - std::log(denominator[event]);
      score += (rows.x.row(row) - mean.row(event)).transpose();
    }
  }
}

// Forward in time: shifts fall, so what has been summed only ever shrinks.
void expectedEvents(const CoxRows& rows, const RiskSets& sets, CoxTies ties, const Eigen::VectorXd& weight,
                    Eigen::VectorXd& expected) {
  expected.resize(rows.size);
  double shift = kInfinity;
  double hazard = 0;
  const TimeGroup* previous = nullptr;
  for (const TimeGroup& group : rows.groups) {
    if (previous == nullptr || previous->stratum != group.stratum) {
      shift = kInfinity;
      hazard = 0;
    }
    previous = &group;
    if (group.deaths > 0) {
      hazard *= std::exp(sets.shift[group.firstEvent] - shift);
      shift = sets.shift[group.firstEvent];
    }
    double dying = hazard;
    for (Eigen::Index k = 0; k < group.deaths; ++k) {
      const Eigen::Index event = group.firstEvent + k;
      const double step = (weight.size() == 0 ? 1 : weight[event]) / sets.denominator[event];
      hazard += step;
      dying += (1 - gone(ties, k, group.deaths)) * step;
    }
    for (Eigen::Index row = group.first; row < group.end; ++row) {
      const double mine = group.dies(row) ? dying : hazard;
      expected[row] = mine == 0 ? 0 : mine * std::exp(sets.eta[row] - shift);
    }
  }
}

void addCrossProducts(const RowMatrix& x, const Eigen::VectorXd& weight, Eigen::MatrixXd& sum) {
  RowMatrix weighted(std::min(kBlock, x.rows()), x.cols());
  for (Eigen::Index first = 0; first < x.rows(); first += kBlock) {
    const Eigen::Index count = std::min(kBlock, x.rows() - first);
    const auto block = x.middleRows(first, count);
    weighted.topRows(count) = weight.segment(first, count).asDiagonal() * block;
    sum.triangularView<Eigen::Lower>() += block.transpose() * weighted.topRows(count);
  }
}

Eigen::MatrixXd information(const CoxRows& rows, const RiskSets& sets, const Eigen::VectorXd& expected,
                            const Eigen::VectorXd& weight) {
  const Eigen::Index p = rows.x.cols();
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(p, p);
  addCrossProducts(rows.x, expected, sum);
  addCrossProducts(sets.mean, -weight, sum);
  return sum.selfadjointView<Eigen::Lower>();
}

}  // namespace snitt::statistics
