// The decomposition L D Lᵀ of a symmetric matrix whose columns may depend on those before them. No pivoting: of columns
// that say the same, the first stays (Therneau and Grambsch, Modeling Survival Data, 2000, on coxph's singular
// matrices: a pivot that is nothing beside the largest diagonal element is zero, and its unknown is left at zero).
#pragma once

#include <vector>

#include <Eigen/Core>

namespace snitt::statistics {

// ε^¾, R's toler.chol: what a pivot must be more than, relative to the largest diagonal element.
inline constexpr double kSingularPivot = 1.8e-12;

class OrderedCholesky {
 public:
  // The lower triangle of `matrix` is read.
  explicit OrderedCholesky(const Eigen::MatrixXd& matrix, double tolerance = kSingularPivot);

  [[nodiscard]] bool regular(Eigen::Index j) const { return m_pivots[j] > 0; }
  [[nodiscard]] Eigen::Index rank() const { return (m_pivots.array() > 0).count(); }
  // x with matrix · x = b in the regular unknowns, 0 in the others.
  [[nodiscard]] Eigen::VectorXd solve(const Eigen::VectorXd& b) const;
  // Symmetric; rows and columns of singular unknowns are 0.
  [[nodiscard]] Eigen::MatrixXd inverse() const;

 private:
  Eigen::MatrixXd m_lower;   // unit lower triangle
  Eigen::VectorXd m_pivots;  // 0 where singular
};

// bᵀ matrix⁻¹ b.
[[nodiscard]] double quadraticForm(const Eigen::MatrixXd& matrix, const Eigen::VectorXd& b);

}  // namespace snitt::statistics
