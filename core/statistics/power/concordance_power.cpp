#include "core/statistics/power/concordance_power.h"

#include <cmath>

#include <fmt/format.h>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

constexpr double kMostPatients = 1e12;

Result<void> check(const ConcordanceDesign& design) {
  if (!(design.c >= 0.5 && design.c < 1))
    return fail(ErrorKind::usage, fmt::format("a concordance must lie from 0.5 to 1, not at {}", design.c));
  if (!(design.eventShare > 0 && design.eventShare < 1))
    return fail(ErrorKind::usage,
                fmt::format("the share of events must lie between 0 and 1, not at {}", design.eventShare));
  if (!(design.alpha > 0 && design.alpha < 1))
    return fail(ErrorKind::usage, fmt::format("alpha must lie between 0 and 1, not at {}", design.alpha));
  return {};
}

Result<void> checkPatients(double patients) {
  if (patients >= 2 && patients <= kMostPatients) return {};
  return fail(ErrorKind::usage, fmt::format("{} patients are too few or too many", patients));
}

Result<void> checkPositive(double value, const char* name) {
  if (value > 0 && std::isfinite(value)) return {};
  return fail(ErrorKind::usage, fmt::format("{} must be a positive number, not {}", name, value));
}

Result<void> checkTest(const ConcordanceDesign& design, double c0) {
  if (c0 >= 0.5 && c0 < design.c) return {};
  return fail(ErrorKind::usage,
              fmt::format("the concordance to exceed must lie from 0.5 to below {:.6g}, not at {}", design.c, c0));
}

Result<void> checkPower(const ConcordanceDesign& design, double power) {
  if (power > design.alpha / 2 && power < 1) return {};
  return fail(ErrorKind::usage, fmt::format("the power must lie between {} and 1, not at {}", design.alpha / 2, power));
}

double stdErrOf(double c, double eventShare, double n) {
  const double half = n / 2 - 1;
  const double sum = 1 + half * (1 - c) / (2 - c) + half * c / (1 + c);
  return std::sqrt(c * (1 - c) * sum / (n * n * eventShare * (1 - eventShare)));
}

double criticalValue(const ConcordanceDesign& design) { return normalQuantile(1 - design.alpha / 2); }

double powerOf(const ConcordanceDesign& design, double c0, double n) {
  return normalCdf((design.c - c0) / stdErrOf(design.c, design.eventShare, n) - criticalValue(design));
}

// The smallest whole n from 2 on for which `enough(n)`, which stays true once it is.
template <class F>
Result<double> smallest(F enough) {
  double high = 2;
  while (!enough(high)) {
    if (high > kMostPatients) return fail(ErrorKind::usage, "no number of patients would be enough");
    high *= 2;
  }
  double low = high == 2 ? 1 : high / 2;
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace

Result<double> concordanceStdErr(const ConcordanceDesign& design, double patients) {
  return check(design).and_then([&] { return checkPatients(patients); }).map([&] {
    return stdErrOf(design.c, design.eventShare, patients);
  });
}

Result<double> concordanceWidth(const ConcordanceDesign& design, double patients) {
  return concordanceStdErr(design, patients).map([&](double stdErr) { return 2 * criticalValue(design) * stdErr; });
}

Result<double> patientsForStdErr(const ConcordanceDesign& design, double stdErr) {
  return check(design).and_then([&] { return checkPositive(stdErr, "the standard error"); }).and_then([&] {
    return smallest([&](double n) { return stdErrOf(design.c, design.eventShare, n) <= stdErr; });
  });
}

Result<double> patientsForWidth(const ConcordanceDesign& design, double width) {
  return check(design).and_then([&] { return checkPositive(width, "the width of an interval"); }).and_then([&] {
    return patientsForStdErr(design, width / (2 * criticalValue(design)));
  });
}

Result<double> concordancePower(const ConcordanceDesign& design, double c0, double patients) {
  return check(design)
      .and_then([&] { return checkTest(design, c0); })
      .and_then([&] { return checkPatients(patients); })
      .map([&] { return powerOf(design, c0, patients); });
}

Result<double> patientsForPower(const ConcordanceDesign& design, double c0, double power) {
  return check(design)
      .and_then([&] { return checkTest(design, c0); })
      .and_then([&] { return checkPower(design, power); })
      .and_then([&] { return smallest([&](double n) { return powerOf(design, c0, n) >= power; }); });
}

Result<double> detectableConcordance(const ConcordanceDesign& design, double c0, double patients, double power) {
  ConcordanceDesign tried = design;
  tried.c = 1 - 1e-12;
  const auto checked = check(tried)
                           .and_then([&] { return checkTest(tried, c0); })
                           .and_then([&] { return checkPatients(patients); })
                           .and_then([&] { return checkPower(tried, power); });
  if (!checked) return fail(checked.error());
  double low = c0;
  double high = tried.c;
  while (high - low > 1e-13) {
    tried.c = (low + high) / 2;
    (powerOf(tried, c0, patients) >= power ? high : low) = tried.c;
  }
  return high;
}

}  // namespace snitt::statistics
