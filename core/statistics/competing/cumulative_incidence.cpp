#include "core/statistics/competing/cumulative_incidence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/statistics/competing/tied_events_p.h"
#include "core/statistics/distributions.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {
namespace {

// The variance of one cause's F(t) is the sum over the event times u ≤ t of
//   w(u) (1 + (F(u) − F(t)) / S(u))²   for events of this cause,
//   w(u) ((F(u) − F(t)) / S(u))²       for those of others,
// where w(u) = S(u−)² times the variance of the hazard's jump. With g = [this cause] + (F(u) − F(t)) / S(u), the sums
// of w g², w g / S and w / S² are kept; when F(t) grows they follow from each other.
class Variance {
 public:
  // F(t) grew by `jump`.
  void grow(double jump) {
    m_squares += -2 * jump * m_cross + jump * jump * m_inverse;
    m_cross -= jump * m_inverse;
  }
  // An event time with F(u) = F(t); `survival` is S(u), after it. With S(u) = 0 nothing comes after.
  void add(bool ofThisCause, double weight, double survival) {
    const double inverse = survival > 0 ? 1 / survival : 0;
    const double own = ofThisCause ? 1 : 0;
    m_squares += weight * own;
    m_cross += weight * own * inverse;
    m_inverse += weight * inverse * inverse;
  }
  [[nodiscard]] double value() const { return std::max(0.0, m_squares); }

 private:
  double m_squares = 0;
  double m_cross = 0;
  double m_inverse = 0;
};

Estimate withInterval(double incidence, double variance) {
  Estimate result{incidence, std::sqrt(variance), kUndefined, kUndefined};
  if (!(incidence > 0 && incidence < 1)) return result;
  const double logarithm = std::log(incidence);
  const double width = normal975() * result.stdErr / (incidence * logarithm);  // negative
  result.lower95 = std::exp(logarithm * std::exp(-width));
  result.upper95 = std::exp(logarithm * std::exp(width));
  return result;
}

std::size_t stepsUpTo(const CumulativeIncidence& curve, double t) {
  return static_cast<std::size_t>(std::ranges::upper_bound(curve.time, t) - curve.time.begin());
}

// What is carried from step to step.
struct Progress {
  double survival = 1;
  std::vector<double> incidence;
  std::vector<Variance> variance;
};

void addEvents(const std::vector<std::size_t>& events, std::size_t total, std::size_t atRisk, Progress& now) {
  const auto risk = static_cast<double>(atRisk);
  const double before = now.survival;
  now.survival *= static_cast<double>(atRisk - total) / risk;
  const auto weight = [&](double count) {
    return count > 0 ? before * before * tiedShare(count, risk) * count / (risk * risk) : 0;
  };
  for (std::size_t k = 0; k < events.size(); ++k) {
    const auto own = static_cast<double>(events[k]);
    const double jump = before * own / risk;
    now.incidence[k] += jump;
    now.variance[k].grow(jump);
    now.variance[k].add(true, weight(own), now.survival);
    // The other causes count as one, their ties too.
    now.variance[k].add(false, weight(static_cast<double>(total - events[k])), now.survival);
  }
}

CumulativeIncidence curveOf(std::vector<std::size_t> order, std::span<const double> time,
                            std::span<const std::uint8_t> cause, std::size_t causes) {
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return time[i]; });
  CumulativeIncidence curve;
  curve.patients = order.size();
  curve.cause.resize(causes);
  Progress now{1, std::vector<double>(causes), std::vector<Variance>(causes)};
  for (std::size_t i = 0; i < order.size();) {
    const std::size_t atRisk = order.size() - i;
    const double t = time[order[i]];
    std::vector<std::size_t> count(causes + 1);
    for (; i < order.size() && time[order[i]] == t; ++i) ++count[cause[order[i]]];
    const std::vector<std::size_t> events(count.begin() + 1, count.end());
    const std::size_t total = std::accumulate(events.begin(), events.end(), std::size_t{0});
    if (total > 0) addEvents(events, total, atRisk, now);
    curve.time.push_back(t);
    curve.atRisk.push_back(atRisk);
    curve.censored.push_back(count[0]);
    curve.survival.push_back(now.survival);
    for (std::size_t k = 0; k < causes; ++k) {
      curve.cause[k].events.push_back(events[k]);
      curve.cause[k].incidence.push_back(withInterval(now.incidence[k], now.variance[k].value()));
    }
  }
  return curve;
}

}  // namespace

Estimate CumulativeIncidence::at(std::size_t causeNumber, double t) const {
  const bool known = causeNumber >= 1 && causeNumber <= cause.size() && !time.empty() && t >= 0 && t <= time.back();
  if (!known) return {};
  const std::size_t steps = stepsUpTo(*this, t);
  return steps == 0 ? Estimate{0, 0, kUndefined, kUndefined} : cause[causeNumber - 1].incidence[steps - 1];
}

std::size_t CumulativeIncidence::atRiskAt(double t) const {
  const auto step = static_cast<std::size_t>(std::ranges::lower_bound(time, t) - time.begin());
  return step < time.size() ? atRisk[step] : 0;
}

std::size_t CumulativeIncidence::eventsBy(std::size_t causeNumber, double t) const {
  if (causeNumber < 1 || causeNumber > cause.size()) return 0;
  const std::vector<std::size_t>& events = cause[causeNumber - 1].events;
  return std::accumulate(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(stepsUpTo(*this, t)),
                         std::size_t{0});
}

Result<CumulativeIncidence> cumulativeIncidence(CompetingView data, std::size_t causes) {
  const std::vector<std::size_t> one(data.size());
  auto curves = cumulativeIncidenceByGroup(data, causes, one);
  if (!curves) return fail(curves.error());
  return std::move(curves->front());
}

Result<std::vector<CumulativeIncidence>> cumulativeIncidenceByGroup(CompetingView data, std::size_t causes,
                                                                    std::span<const std::size_t> group) {
  if (auto checked = checkCompeting(data, causes); !checked) return fail(checked.error());
  if (group.size() != data.size())
    return fail(ErrorKind::usage, fmt::format("{} groups stand beside {} patients", group.size(), data.size()));
  const std::vector<double> time = withoutRounding(data.time);
  std::vector<std::vector<std::size_t>> members(std::ranges::max(group) + 1);
  for (std::size_t i = 0; i < group.size(); ++i) members[group[i]].push_back(i);
  std::vector<CumulativeIncidence> curves;
  curves.reserve(members.size());
  for (std::vector<std::size_t>& rows : members) curves.push_back(curveOf(std::move(rows), time, data.cause, causes));
  return curves;
}

}  // namespace snitt::statistics
