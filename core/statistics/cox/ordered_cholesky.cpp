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
    for (Eigen::Index k = j + 1; k < n; ++k) {
      const double factor = m_lower(k, j) / pivot;
      for (Eigen::Index i = k; i < n; ++i) m_lower(i, k) -= factor * m_lower(i, j);
    }
    m_lower.col(j).tail(below) /= pivot;
  }
}

// A singular unknown stays 0: its column of L is.
Eigen::VectorXd OrderedCholesky::solve(const Eigen::VectorXd& b) const {
  const Eigen::Index n = b.size();
  Eigen::VectorXd x = b;
  for (Eigen::Index j = 0; j < n; ++j)
    for (Eigen::Index i = j + 1; i < n; ++i) x[i] -= m_lower(i, j) * x[j];
  for (Eigen::Index j = n - 1; j >= 0; --j) {
    x[j] = regular(j) ? x[j] / m_pivots[j] : 0;
    for (Eigen::Index i = j + 1; i < n; ++i) x[j] -= m_lower(i, j) * x[i];
  }
  return x;
}

Eigen::MatrixXd OrderedCholesky::inverse() const {
  const Eigen::Index n = m_lower.rows();
  Eigen::MatrixXd result(n, n);
  for (Eigen::Index j = 0; j < n; ++j) result.col(j) = solve(Eigen::VectorXd::Unit(n, j));
  return (result + result.transpose()) / 2;
}

double quadraticForm(const Eigen::MatrixXd& matrix, const Eigen::VectorXd& b) {
  return b.size() == 0 ? 0 : b.dot(OrderedCholesky(matrix).solve(b));
}

}  // namespace snitt::statistics
