#include <algorithm>
#include <cmath>

#include "core/statistics/cox/risk_sets_p.h"

namespace snitt::statistics {

CoxRows sortRows(SurvivalView data, std::span<const int> strata) {
  CoxRows rows;
  rows.order = orderByTime(data);
  rows.size = static_cast<Eigen::Index>(data.size());
  const auto stratumOf = [&](std::size_t row) { return strata.empty() ? 0 : strata[row]; };
  if (!strata.empty()) std::ranges::stable_sort(rows.order, {}, stratumOf);
  for (std::size_t i = 0; i < rows.order.size();) {
    const double time = data.time[rows.order[i]];
    const int stratum = stratumOf(rows.order[i]);
    if (rows.strata.empty() || rows.strata.back() != stratum) rows.strata.push_back(stratum);
    TimeGroup group{.first = static_cast<Eigen::Index>(i),
                    .deaths = 0,
                    .end = 0,
                    .firstEvent = rows.events,
                    .stratum = rows.strata.size() - 1};
    for (; i < rows.order.size() && data.time[rows.order[i]] == time && stratumOf(rows.order[i]) == stratum; ++i)
      group.deaths += data.event[rows.order[i]];
    group.end = static_cast<Eigen::Index>(i);
    rows.events += group.deaths;
    rows.groups.push_back(group);
    rows.time.push_back(time);
  }
  return rows;
}

void setColumns(CoxRows& rows, const Design& design, std::vector<std::size_t> columns, const Eigen::VectorXd& weight) {
  const auto p = static_cast<Eigen::Index>(columns.size());
  rows.columns = std::move(columns);
  rows.x.resize(rows.size, p);
  rows.centre.resize(p);
  rows.scale.resize(p);
  const double total = weight.sum();
  Eigen::Index typical = 0;
  weight.maxCoeff(&typical);
  Eigen::VectorXd values(rows.size);
  for (Eigen::Index j = 0; j < p; ++j) {
    const auto column = design.column(rows.columns[static_cast<std::size_t>(j)]);
    for (Eigen::Index i = 0; i < rows.size; ++i) values[i] = column[rows.order[static_cast<std::size_t>(i)]];
    // Deviations from a value that is there, so that large values with small differences keep their digits.
    const double start = values[typical];
    values = (weight.array() > 0).select(values.array() - start, 0);
    const double most = values.lpNorm<Eigen::Infinity>();
    const double mean = most > 0 ? weight.dot(values / most) / total * most : 0;
    rows.centre[j] = start + mean;
    rows.scale[j] = 1;
    if (most > 0) {
      values = (weight.array() > 0).select((values.array() - mean) / most, 0);
      rows.scale[j] = most * std::sqrt(weight.dot(values.cwiseAbs2()) / total);
      values *= most / rows.scale[j];
    }
    rows.x.col(j) = values;
  }
}

}  // namespace snitt::statistics
