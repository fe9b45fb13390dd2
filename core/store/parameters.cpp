#include "core/store/parameters.h"

#include <algorithm>

#include "core/json_writer_p.h"
#include "core/sha256.h"

namespace snitt {

std::string formatParameters(const ScoreParameters& parameters) {
  JsonWriter out;
  const auto given = [&out](std::string_view key, const std::string& value) {
    if (!value.empty()) out.key(key).text(value);
  };
  auto facts = parameters.facts;
  std::ranges::sort(facts);
  const auto [repeats, end] = std::ranges::unique(facts);
  facts.erase(repeats, end);

  out.openObject();
  out.key("format").text("snitt-parameters/1");
  if (parameters.typedMpp) out.key("mpp").number(*parameters.typedMpp);
  given("mppReason", parameters.mppReason);
  if (!facts.empty()) {
    out.key("facts").openArray();
    for (const auto& [key, value] : facts) out.text(std::string(key).append("=").append(value));
    out.close();
  }
  given("tumour", parameters.tumour);
  given("outsideScope", parameters.outsideScope);
  if (parameters.untrustedCode) out.key("untrustedCode").flag(true);
  given("device", parameters.device);
  given("precision", parameters.precision);
  given("kernels", parameters.kernels);
  out.close();
  return out.take();
}

std::string parametersSha256(const ScoreParameters& parameters) { return sha256Of(formatParameters(parameters)); }

}  // namespace snitt
