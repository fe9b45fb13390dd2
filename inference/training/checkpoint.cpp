#include "inference/training/checkpoint.h"

#include <bit>
#include <cstring>
#include <string>

#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/sha256.h"

namespace snitt {
namespace {

using Json = nlohmann::json;

constexpr std::string_view formatLine = "snitt checkpoint 1\n";
constexpr std::size_t hashLine = 64 + 1;

// JSON has no NaN, and this must come back to the last bit.
std::uint64_t bitsOf(double value) { return std::bit_cast<std::uint64_t>(value); }
double fromBits(const Json& json) { return std::bit_cast<double>(json.get<std::uint64_t>()); }

void put(std::map<std::string, TensorData>& all, const std::string& prefix, const NetworkTensors& tensors) {
  for (const auto& [name, tensor] : tensors) all.emplace(prefix + name, tensor);
}

NetworkTensors take(const SafetensorsFile& file, std::string_view prefix) {
  NetworkTensors tensors;
  for (const auto& [name, view] : file.tensors()) {
    if (!name.starts_with(prefix)) continue;
    TensorData data{view.shape, std::vector<float>(view.bytes.size() / sizeof(float))};
    if (!data.values.empty()) std::memcpy(data.values.data(), view.bytes.data(), view.bytes.size());
    tensors.emplace(name.substr(prefix.size()), std::move(data));
  }
  return tensors;
}

Json described(std::string_view identity, const TrainingState& state) {
  Json history = Json::array();
  for (const EpochReport& report : state.history)
    history.push_back(
        {report.epoch, bitsOf(report.trainingLoss), bitsOf(report.tuningLoss), bitsOf(report.tuningMetric)});
  return {{"identity", identity},
          {"epoch", state.epoch},
          {"step", state.step},
          {"lossSum", bitsOf(state.lossSum)},
          {"optimiserSteps", {state.optimiserSteps.head, state.optimiserSteps.encoder}},
          {"finished", state.finished},
          {"bestEpoch", state.bestEpoch},
          {"history", history}};
}

TrainingState stateOf(const Json& json, const SafetensorsFile& tensors) {
  TrainingState state;
  state.epoch = json.at("epoch");
  state.step = json.at("step");
  state.lossSum = fromBits(json.at("lossSum"));
  state.optimiserSteps = {json.at("optimiserSteps").at(0), json.at("optimiserSteps").at(1)};
  state.finished = json.at("finished");
  state.bestEpoch = json.at("bestEpoch");
  for (const Json& row : json.at("history"))
    state.history.push_back({row.at(0), fromBits(row.at(1)), fromBits(row.at(2)), fromBits(row.at(3))});
  state.network = take(tensors, "network:");
  state.optimiser = take(tensors, "optimiser:");
  state.best = take(tensors, "best:");
  return state;
}

tl::unexpected<Error> corrupt(const std::filesystem::path& file) {
  return fail(ErrorKind::corrupt, file.string() + " is no checkpoint of training, or was changed or cut short");
}

}  // namespace

Result<void> saveCheckpoint(const std::filesystem::path& file, std::string_view identity, const TrainingState& state) {
  std::map<std::string, TensorData> all;
  put(all, "network:", state.network);
  put(all, "optimiser:", state.optimiser);
  put(all, "best:", state.best);
  const std::string body = described(identity, state).dump() + "\n" + writeSafetensors(all);
  return writeFileAtomically(file, std::string(formatLine) + sha256Of(body) + "\n" + body);
}

Result<TrainingState> loadCheckpoint(const std::filesystem::path& file, std::string_view identity) {
  const auto bytes = readFile(file);
  if (!bytes) return fail(bytes.error());
  const std::string_view text = *bytes;
  if (!text.starts_with(formatLine) || text.size() < formatLine.size() + hashLine) return corrupt(file);
  const std::string_view hash = text.substr(formatLine.size(), hashLine - 1);
  const std::string_view body = text.substr(formatLine.size() + hashLine);
  const std::size_t line = body.find('\n');
  if (line == std::string_view::npos || sha256Of(body) != hash) return corrupt(file);
  const Json json = Json::parse(body.substr(0, line), nullptr, false);
  const auto tensors = SafetensorsFile::parse(std::string(body.substr(line + 1)));
  if (json.is_discarded() || !tensors) return corrupt(file);
  try {
    if (json.at("identity") != identity)
      return fail(ErrorKind::usage,
                  file.string() +
                      " is of a training run with other options, slides or outcomes: remove it, or name "
                      "another place");
    return stateOf(json, *tensors);
  } catch (const Json::exception&) {
    return corrupt(file);
  }
}

}  // namespace snitt
