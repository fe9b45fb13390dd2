#include "core/statistics/power/hazard_power.h"

#include <cmath>

#include <fmt/format.h>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

// One sentence about the first number that is out of its range.
class Check {
 public:
  Check& share(double value, bool zero, bool one, const char* name) {
    if (!((value > 0 || (zero && value == 0)) && (value < 1 || (one && value == 1))))
      say(fmt::format("{} must lie between 0 and 1, not at {}", name, value));
    return *this;
  }
  Check& inside(double value, const char* name) { return share(value, false, false, name); }
  Check& positive(double value, const char* name) {
    if (!(value > 0 && std::isfinite(value))) say(fmt::format("{} must be a positive number, not {}", name, value));
    return *this;
  }
  Check& effect(double ratio) {
    positive(ratio, "a hazard ratio");
    if (ratio == 1) say("no number of events shows a hazard ratio of 1");
    return *this;
  }
  // The power of a test of no effect is α / 2 already.
  Check& power(double value, double alpha) {
    inside(value, "the power");
    if (!(value > alpha / 2)) say(fmt::format("a power of {} is there without any event", value));
    return *this;
  }
  template <class F>
  auto then(F value) const -> Result<decltype(value())> {
    if (!m_message.empty()) return fail(ErrorKind::usage, m_message);
    return value();
  }

 private:
  void say(std::string message) {
    if (m_message.empty()) m_message = std::move(message);
  }
  std::string m_message;
};

Check checked(const HazardDesign& design) {
  return Check().positive(design.information, "the information of an event").inside(design.alpha, "alpha");
}

double quantiles(double alpha, double power) { return normalQuantile(1 - alpha / 2) + normalQuantile(power); }

}  // namespace

Result<HazardDesign> twoGroupDesign(double share, double alpha) {
  return Check().inside(share, "the share of a group").inside(alpha, "alpha").then([&] {
    return HazardDesign{share * (1 - share), alpha};
  });
}

Result<HazardDesign> covariateDesign(double sd, double r2, double alpha) {
  return Check().positive(sd, "a standard deviation").share(r2, true, false, "R²").inside(alpha, "alpha").then([&] {
    return HazardDesign{sd * sd * (1 - r2), alpha};
  });
}

Result<double> eventsNeeded(const HazardDesign& design, double hazardRatio, double power) {
  return checked(design).effect(hazardRatio).power(power, design.alpha).then([&] {
    const double root = quantiles(design.alpha, power) / std::log(hazardRatio);
    return root * root / design.information;
  });
}

Result<double> powerOfEvents(const HazardDesign& design, double hazardRatio, double events) {
  return checked(design).effect(hazardRatio).positive(events, "the number of events").then([&] {
    const double shift = std::abs(std::log(hazardRatio)) * std::sqrt(events * design.information);
    return normalCdf(shift - normalQuantile(1 - design.alpha / 2));
  });
}

Result<double> detectableHazardRatio(const HazardDesign& design, double events, double power) {
  return checked(design).positive(events, "the number of events").power(power, design.alpha).then([&] {
    return std::exp(quantiles(design.alpha, power) / std::sqrt(events * design.information));
  });
}

Result<double> eventsNeededFreedman(double share, double hazardRatio, double power, double alpha) {
  return Check()
      .inside(share, "the share of a group")
      .inside(alpha, "alpha")
      .effect(hazardRatio)
      .power(power, alpha)
      .then([&] {
        const double odds = share / (1 - share);
        const double root = quantiles(alpha, power) * (1 + odds * hazardRatio) / (1 - hazardRatio);
        return root * root / odds;
      });
}

Result<double> patientsNeeded(double events, double eventProbability) {
  return Check()
      .positive(events, "the number of events")
      .share(eventProbability, false, true, "the probability of the event")
      .then([&] { return events / eventProbability; });
}

}  // namespace snitt::statistics
