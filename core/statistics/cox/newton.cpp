#include "core/statistics/cox/newton_p.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/cox/ordered_cholesky_p.h"

namespace snitt::statistics {
namespace {

constexpr int kMostIterations = 60;
constexpr int kMostHalvings = 40;
constexpr double kGain = 1e-13;      // log likelihood that a last step may still have gained
constexpr double kFlatGain = 1e-10;  // the same beside the likelihood, before asking whether it has a maximum
constexpr double kSlowGain = 0.05;   // of the gain of the step before: near a maximum it falls far more
constexpr double kMoves = 0.1;       // linear predictors move, by a step that gains nothing
constexpr double kRounding = 1e-12;  // by which a likelihood may fall without being worse
constexpr double kNearlySingular = 1e-14;

struct Range {
  double low = 0;
  double high = 0;
  [[nodiscard]] double width() const { return high - low; }
};

// Of values in the rows that are in a risk set.
Range rangeOf(const Eigen::VectorXd& values, const std::vector<bool>& atRisk) {
  Range range{INFINITY, -INFINITY};
  for (Eigen::Index i = 0; i < values.size(); ++i) {
    if (!atRisk[static_cast<std::size_t>(i)]) continue;
    range.low = std::min(range.low, values[i]);
    range.high = std::max(range.high, values[i]);
  }
  return range;
}

// Columns that have their part in a step which moves the linear predictors although it gains nothing.
std::vector<bool> runaways(const CoxRows& rows, const Eigen::VectorXd& step, const std::vector<bool>& atRisk) {
  std::vector<bool> found(static_cast<std::size_t>(step.size()), false);
  const double moved = rangeOf(rows.x * step, atRisk).width();
  if (!(moved > kMoves)) return found;
  for (Eigen::Index j = 0; j < step.size(); ++j)
    found[static_cast<std::size_t>(j)] = std::abs(step[j]) * rangeOf(rows.x.col(j), atRisk).width() > 0.1 * moved;
  return found;
}

Eigen::MatrixXd informationAt(const CoxRows& rows, const RiskSets& sets) {
  return information(rows, sets, sets.expected, Eigen::VectorXd::Ones(rows.events));
}

class Ascent {
 public:
  Ascent(const CoxRows& rows, CoxTies ties, CoxMaximum from) : m_rows(rows), m_ties(ties), m_at(std::move(from)) {}

  // False where no part of the step gains.
  bool take(const Eigen::VectorXd& step) {
    const double before = m_at.sets.loglik;
    const Eigen::VectorXd start = m_at.beta;
    double part = 1;
    for (int halving = 0; halving < kMostHalvings; ++halving, part /= 2) {
      m_at.beta = start + part * step;
      m_at.sets.at(m_rows, m_ties, m_at.beta);
      if (!(m_at.sets.loglik >= before - kRounding * std::abs(before))) continue;  // NaN too
      ++m_at.iterations;
      m_at.information = informationAt(m_rows, m_at.sets);
      return true;
    }
    m_at.beta = start;
    m_at.sets.at(m_rows, m_ties, start);
    return false;
  }

  CoxMaximum& at() { return m_at; }

 private:
  const CoxRows& m_rows;
  CoxTies m_ties;
  CoxMaximum m_at;
};

}  // namespace

CoxMaximum pointAtZero(const CoxRows& rows, CoxTies ties) {
  CoxMaximum at;
  at.beta = Eigen::VectorXd::Zero(rows.x.cols());
  at.mayBeInfinite.assign(static_cast<std::size_t>(rows.x.cols()), false);
  at.sets.at(rows, ties, at.beta);
  at.information = informationAt(rows, at.sets);
  return at;
}

CoxMaximum maximise(const CoxRows& rows, CoxTies ties, const std::vector<bool>& atRisk, CoxMaximum atZero) {
  Ascent ascent(rows, ties, std::move(atZero));
  CoxMaximum& at = ascent.at();
  at.converged = rows.x.cols() == 0;
  double gainBefore = 0;
  while (!at.converged && at.iterations < kMostIterations) {
    const OrderedCholesky decomposed(at.information, kNearlySingular);
    const Eigen::VectorXd step = decomposed.solve(at.sets.score);
    const double gain = step.dot(at.sets.score);
    const bool flat = gain <= kFlatGain * std::max(1.0, std::abs(at.sets.loglik));
    if (gain <= kGain || (flat && gain > kSlowGain * gainBefore)) {
      at.mayBeInfinite = runaways(rows, step, atRisk);
      for (Eigen::Index j = 0; j < step.size(); ++j)
        if (!decomposed.regular(j)) at.mayBeInfinite[static_cast<std::size_t>(j)] = true;
      if (std::ranges::find(at.mayBeInfinite, true) != at.mayBeInfinite.end()) break;
    }
    gainBefore = gain;
    if (!ascent.take(step)) break;
    at.converged = gain <= kGain;
  }
  return std::move(at);
}

}  // namespace snitt::statistics
