// The times of one stratum at which Gray's test learns something.
#pragma once

#include <functional>
#include <span>

#include <Eigen/Dense>

#include "core/statistics/competing/competing_data.h"

namespace snitt::statistics {

// Patients of one stratum (rows of the arrays) in order of time; groups are numbered 0 … K − 1.
struct GrayStratum {
  std::span<const double> time;
  std::span<const std::uint8_t> cause;
  std::span<const std::size_t> group;
  std::span<const std::size_t> order;
};

// One event time u. Arrays have an entry a group; all groups' incidences are F under the hypothesis.
struct GrayStep {
  Eigen::ArrayXd excess;         // events of the cause, less those expected
  Eigen::MatrixXd score;         // column k: what a jump of group k's own incidence at u adds to the groups' scores
  double relativeJump = 0;       // of F, by 1 − F(u−)
  Eigen::ArrayXd ownVariance;    // of each group's jump of F, its events drawn as the hypothesis says
  Eigen::ArrayXd otherVariance;  // of its jump of the other causes' incidence
  Eigen::ArrayXd freeOfEither;   // (1 − F(u)) / S(u), 0 where S(u) is 0
};

void forEachGrayStep(const GrayStratum& data, Eigen::Index groups, std::uint8_t cause,
                     const std::function<void(const GrayStep&)>& visit);

}  // namespace snitt::statistics
