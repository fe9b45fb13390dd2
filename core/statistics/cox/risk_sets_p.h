// Rows in the order of their times, and one pass over the risk sets of all events. Everything of a Cox regression comes
// from it: likelihood, score and information; expected events, residuals and hazards.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <Eigen/Core>

#include "core/statistics/cox/cox_fit.h"

namespace snitt::statistics {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Rows [first, end) of one stratum and one time, its `deaths` first; events are numbered in this order over all rows.
struct TimeGroup {
  Eigen::Index first = 0;
  Eigen::Index deaths = 0;
  Eigen::Index end = 0;
  Eigen::Index firstEvent = 0;
  std::size_t stratum = 0;

  [[nodiscard]] bool dies(Eigen::Index row) const { return row < first + deaths; }
};

struct CoxRows {
  std::vector<std::size_t> order;  // the caller's row of each
  std::vector<double> time;        // of each group
  std::vector<TimeGroup> groups;   // by stratum, then time
  std::vector<int> strata;         // the caller's number of each stratum, ascending
  Eigen::Index size = 0;
  Eigen::Index events = 0;

  // The columns of the design that take part, (x − centre) / scale.
  std::vector<std::size_t> columns;
  RowMatrix x;
  Eigen::VectorXd centre;
  Eigen::VectorXd scale;
};

[[nodiscard]] CoxRows sortRows(SurvivalView data, std::span<const int> strata);

// Centred and scaled by mean and standard deviation under `weight`: a row's expected events without covariates. Rows in
// no risk set have none, count for nothing and get 0; a column that does not vary in the others is 0.
void setColumns(CoxRows& rows, const Design& design, std::vector<std::size_t> columns, const Eigen::VectorXd& weight);

// The risk sets at one β. Event k of d at one time has Efron's risk set, from which k/d of those who die have gone;
// Breslow's is whole. Weights exp(η) are kept relative to exp(shift), the largest of the risk set or nearly, so that
// neither a large η nor a risk set of small ones overflows or vanishes.
struct RiskSets {
  Eigen::VectorXd eta;          // rows
  Eigen::VectorXd shift;        // events
  Eigen::VectorXd denominator;  // events: Σ exp(η − shift)
  RowMatrix mean;               // events × columns: mean of x under these weights
  Eigen::VectorXd expected;     // rows: events that the model expects by the row's time, Σ exp(η) / denominator
  Eigen::VectorXd score;        // columns
  double loglik = 0;

  void at(const CoxRows& rows, CoxTies ties, const Eigen::VectorXd& beta);

 private:
  void meet(const CoxRows& rows, CoxTies ties);
};

// k/d of who has died before event k of d: 0 for Breslow.
[[nodiscard]] inline double gone(CoxTies ties, Eigen::Index k, Eigen::Index d) {
  return ties == CoxTies::efron ? static_cast<double>(k) / static_cast<double>(d) : 0;
}

// Σ over the events up to a row's time of weight(event) · exp(η) / denominator, for each row; who dies at a time counts
// 1 − k/d of its event k.
void expectedEvents(const CoxRows& rows, const RiskSets& sets, CoxTies ties, const Eigen::VectorXd& weight,
                    Eigen::VectorXd& expected);

// Adds Σ weight · x xᵀ over the rows of x to the lower triangle of `sum`.
void addCrossProducts(const RowMatrix& x, const Eigen::VectorXd& weight, Eigen::MatrixXd& sum);

// The information Σ weight(event) · V(event), V the covariance of x in the event's risk set: as Σ over rows of x xᵀ
// times what is expected of them, less Σ over events of mean meanᵀ, two products of matrices. Symmetric.
[[nodiscard]] Eigen::MatrixXd information(const CoxRows& rows, const RiskSets& sets, const Eigen::VectorXd& expected,
                                          const Eigen::VectorXd& weight);

}  // namespace snitt::statistics
