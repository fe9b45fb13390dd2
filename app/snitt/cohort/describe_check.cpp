#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/snitt/cohort/cohort_check.h"
#include "core/cohort/cohort_estimate.h"

namespace snitt::app {
namespace {

std::string inBytes(std::uint64_t bytes) {
  constexpr double kMiB = 1 << 20;
  const double mebibytes = static_cast<double>(bytes) / kMiB;
  return mebibytes < 1024 ? fmt::format("{:.0f} MiB", std::ceil(mebibytes))
                          : fmt::format("{:.1f} GiB", mebibytes / 1024);
}

std::string asJson(const CohortCheck& check) {
  using Json = nlohmann::ordered_json;
  Json json{{"format", "snitt-cohort-check/1"},
            {"bundle", {{"name", check.parameters.bundleName}, {"sha256", check.parameters.bundleSha256}}},
            {"device", check.parameters.device},
            {"precision", check.parameters.precision},
            {"toScore", check.slides.size()},
            {"settled", Json::array()},
            {"warnings", check.warnings},
            {"bytesNeeded", check.bytesNeeded},
            {"bytesFree", check.bytesFree},
            {"secondsExpected", check.seconds ? Json(std::round(*check.seconds * 10) / 10) : Json()}};
  for (const auto& [row, result] : check.settled)
    json["settled"].push_back({{"slide", row}, {"status", toText(result.status)}, {"reason", result.reason}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string describeCheck(const CohortCheck& check, bool json) {
  if (json) return asJson(check);
  const CohortParameters& parameters = check.parameters;
  std::string text = fmt::format("{} {}, {} {}\n", parameters.bundleName, parameters.bundleVersion, parameters.device,
                                 parameters.precision);
  text += fmt::format("  {:<16} {}\n", "to score", check.slides.size());
  std::map<SlideStatus, std::size_t> counts;
  for (const auto& [row, result] : check.settled) ++counts[result.status];
  for (const auto& [status, count] : counts) text += fmt::format("  {:<16} {}\n", toText(status), count);
  text +=
      fmt::format("  {:<16} at most {}, {} free\n", "results", inBytes(check.bytesNeeded), inBytes(check.bytesFree));
  if (check.seconds)
    text += fmt::format(
        "  {:<16} {} by this machine's networks, if {:.0f} % of a slide are tissue and {:.0f} % of that "
        "tumour\n",
        "time", describeDuration(*check.seconds), 100 * kExpectedTissueShare, 100 * kExpectedTumourShare);
  for (const std::string& warning : check.warnings) text += "  note: " + warning + "\n";
  if (!check.settled.empty()) text += fmt::format("\n  {:>6}  {:<15} {}\n", "slide", "status", "reason");
  for (const auto& [row, result] : check.settled)
    text += fmt::format("  {:>6}  {:<15} {}\n", row, toText(result.status), result.reason);
  return text;
}

}  // namespace snitt::app
