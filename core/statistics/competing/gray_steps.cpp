#include "core/statistics/competing/gray_steps_p.h"

#include "core/statistics/competing/tied_events_p.h"

namespace snitt::statistics {
namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;

class Walk {
 public:
  explicit Walk(Index groups) : m_survival(ArrayXd::Ones(groups)), m_incidence(ArrayXd::Zero(groups)) {}

  // `own` events of the cause and `other` ones among `atRisk`, one entry a group.
  GrayStep step(const ArrayXd& atRisk, const ArrayXd& own, const ArrayXd& other) {
    const ArrayXd present = (atRisk > 0).cast<double>();
    const ArrayXd risk = present * atRisk + (1 - present);        // 1 where nobody is, to divide by
    const ArrayXd before = present * m_survival + (1 - present);  // S(u−)
    const ArrayXd after = before * (risk - own - other) / risk;   // S(u)
    const ArrayXd weight = present * risk / before;               // Gray's h
    const ArrayXd subRisk = weight * (1 - m_incidence);           // Gray's R, at risk of the subdistribution
    const double total = own.sum();
    const double jump = total / weight.sum();

    GrayStep now;
    now.excess = own - total * subRisk / subRisk.sum();
    now.score = -(weight.matrix() * weight.matrix().transpose()) / weight.sum();
    now.score.diagonal() += weight.matrix();
    now.relativeJump = jump / (1 - m_nullIncidence);
    m_nullIncidence += jump;
    now.ownVariance = ArrayXd::Zero(atRisk.size());
    now.otherVariance = now.ownVariance;
    now.freeOfEither = now.ownVariance;
    for (Index k = 0; k < atRisk.size(); ++k) {
      if (present[k] == 0) continue;
      now.ownVariance[k] = tiedShare(total, weight.sum() * before[k]) * before[k] * jump / risk[k];
      now.otherVariance[k] = tiedShare(other[k], risk[k]) * before[k] * before[k] * other[k] / (risk[k] * risk[k]);
      if (after[k] > 0) now.freeOfEither[k] = (1 - m_nullIncidence) / after[k];
    }
    m_incidence += present * before * own / risk;
    m_survival = present * after + (1 - present) * m_survival;
    return now;
  }

 private:
  ArrayXd m_survival;          // of each group, free of every cause
  ArrayXd m_incidence;         // of each group
  double m_nullIncidence = 0;  // of all
};

}  // namespace

void forEachGrayStep(const GrayStratum& data, Index groups, std::uint8_t cause,
                     const std::function<void(const GrayStep&)>& visit) {
  Walk walk(groups);
  ArrayXd atRisk = ArrayXd::Zero(groups);
  for (const std::size_t row : data.order) atRisk[static_cast<Index>(data.group[row])] += 1;
  for (std::size_t i = 0; i < data.order.size();) {
    ArrayXd left = ArrayXd::Zero(groups);
    ArrayXd own = left;
    ArrayXd other = left;
    for (const double t = data.time[data.order[i]]; i < data.order.size() && data.time[data.order[i]] == t; ++i) {
      const std::size_t row = data.order[i];
      const auto k = static_cast<Index>(data.group[row]);
      left[k] += 1;
      if (data.cause[row] == cause) own[k] += 1;
      if (data.cause[row] != cause && data.cause[row] != 0) other[k] += 1;
    }
    if ((own + other).sum() > 0) visit(walk.step(atRisk, own, other));
    atRisk -= left;
  }
}

}  // namespace snitt::statistics
