#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/snitt/cohort/cohort_check.h"

namespace snitt::app {
namespace {

constexpr double kGiB = 1 << 30;

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
            {"bytesFree", check.bytesFree}};
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
  text += fmt::format("  {:<16} at most {:.1f} GiB, {:.1f} GiB free\n", "results",
                      static_cast<double>(check.bytesNeeded) / kGiB, static_cast<double>(check.bytesFree) / kGiB);
  for (const std::string& warning : check.warnings) text += "  note: " + warning + "\n";
  if (!check.settled.empty()) text += fmt::format("\n  {:>6}  {:<15} {}\n", "slide", "status", "reason");
  for (const auto& [row, result] : check.settled)
    text += fmt::format("  {:>6}  {:<15} {}\n", row, toText(result.status), result.reason);
  return text;
}

}  // namespace snitt::app
