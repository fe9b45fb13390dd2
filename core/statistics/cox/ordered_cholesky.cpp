#include "core/statistics/cox/ordered_cholesky_p.h"

#include <algorithm>

namespace snitt::statistics {

OrderedCholesky::OrderedCholesky(const Eigen::MatrixXd& matrix, double tolerance)
    : m_lower(matrix.triangularView<Eigen::Lower>()), m_pivots(matrix.rows()) {
  const Eigen::Index n = matrix.rows();
  const double least = n == 0 ? 0 : tolerance * std::max(0.0, matrix.diagonal().maxCoeff());
  for (Eigen::Index j = 0; j < n; ++j) {
    const Eigen::Index below = n - j - 1;
    const double pivot = m_lower(j, j);
    m_lower(j, j) = 1;
    if (!(pivot > least)) {  // NaN too
      m_pivots[j] = 0;
      m_lower.col(j).tail(below).setZero();
      continue;
    }
    m_pivots[j] = pivot;
    m_lower.col(j).tail(below) /= pivot;
    m_lower.bottomRightCorner(below, below)
        .selfadjointView<Eigen::Lower>()
        .rankUpdate(m_lower.col(j).tail(below), -pivot);
  }
}

Eigen::VectorXd OrderedCholesky::solve(const Eigen::VectorXd& b) const {
  Eigen::VectorXd x = m_lower.triangularView<Eigen::UnitLower>().solve(b);
  for (Eigen::Index j = 0; j < x.size(); ++j) x[j] = m_pivots[j] > 0 ? x[j] / m_pivots[j] : 0;
  m_lower.triangularView<Eigen::UnitLower>().adjoint().solveInPlace(x);
  return x;  // a singular unknown stays 0: its column of L is
}

Eigen::MatrixXd OrderedCholesky::inverse() const {
  const Eigen::Index n = m_lower.rows();
  const Eigen::MatrixXd half = m_lower.triangularView<Eigen::UnitLower>().solve(Eigen::MatrixXd::Identity(n, n));
  const Eigen::VectorXd weights = m_pivots.unaryExpr([](double pivot) { return pivot > 0 ? 1 / pivot : 0.0; });
  return half.transpose() * weights.asDiagonal() * half;
}

double quadraticForm(const Eigen::MatrixXd& matrix, const Eigen::VectorXd& b) {
  return b.size() == 0 ? 0 : b.dot(OrderedCholesky(matrix).solve(b));
}

}  // namespace snitt::statistics
