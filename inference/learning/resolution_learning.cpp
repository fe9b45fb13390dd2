#include "inference/learning/resolution_learning.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/bundle/half_weights.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "inference/learning/simulated_encoder.h"
#include "inference/learning/training_setup.h"
#include "inference/training/whole_bags.h"

namespace snitt {
namespace {

constexpr std::size_t kSlidesTogether = 16;

// Names for ever what a bag's tiles are.
std::string tilesOf(const PatientBags::Bag& bag) {
  std::string text;
  for (const StoredTiles* slide : bag.slides) text += slide->sha256() + "\n";
  return text;
}

}  // namespace

ResolutionLearning::ResolutionLearning(ResolutionInput input)
    : m_input(std::move(input)), m_network(memberNetworkOf(m_input.resolution)) {}

Result<std::unique_ptr<ResolutionLearning>> ResolutionLearning::prepare(ResolutionInput input,
                                                                        const RunControl& control) {
  std::unique_ptr<ResolutionLearning> made(new ResolutionLearning(std::move(input)));
  auto ready = made->readStart()
                   .and_then([&] { return made->trainEncoder(control); })
                   .and_then([&] { return made->loadEncoder(); })
                   .and_then([&] { return made->computeFeatures(control); });
  if (!ready) return fail(ready.error());
  return made;
}

bool ResolutionLearning::isHalf() const { return m_input.config.bundle.weights == training::StoredWeights::float16; }

Result<void> ResolutionLearning::readStart() {
  const std::string& name = m_input.resolution.pretrained;
  if (name.empty()) return {};
  const std::filesystem::path file = m_input.configFolder / name;
  auto bytes = readFile(file);
  if (!bytes) return fail(bytes.error());
  m_startSha256 = sha256Of(*bytes);
  // A frozen encoder becomes part of the members as it is.
  if (isHalf() && m_input.resolution.encoder == training::EncoderUse::frozen) {
    bytes = inHalf(std::move(*bytes));
    if (!bytes) return failIn(file.string(), bytes.error());
  }
  auto parsed = SafetensorsFile::parse(std::move(*bytes));
  if (!parsed) return failIn(file.string(), parsed.error());
  m_start = std::move(*parsed);
  m_beginning = fmt::format("Networks of {} began with the weights of a file (SHA-256 {})", this->name(),
                            m_startSha256.substr(0, 16));
  return {};
}

Result<void> ResolutionLearning::trainEncoder(const RunControl& control) {
  if (!m_input.config.startsFromSimulated(m_input.resolution)) return {};
  SimulatedEncoderPlan plan = encoderPlanOf(m_input.config, m_input.resolution);
  plan.device = m_input.engine.device;
  plan.tilesOfAPass = m_input.resolution.tiles.batch;
  const auto checkpoint = m_input.work / "networks" / fmt::format("{}-encoder.checkpoint", name());
  const auto encoder = trainSimulatedEncoder(plan, m_input.threads, checkpoint,
                                             reportedAs(control, fmt::format("encoder {}", name())), control.stop);
  if (!encoder) return fail(encoder.error());
  std::string bytes = writeSafetensors(encoder->features, isHalf());
  m_startSha256 = sha256Of(bytes);
  m_start = SafetensorsFile::parse(std::move(bytes)).value();
  m_beginning = fmt::format(
      "Networks of {} began with one encoder that was trained on {} tiles of simulated tumours with known truth",
      name(), plan.tumours * plan.tilesPerTumour);
  return {};
}

Result<void> ResolutionLearning::loadEncoder() {
  if (m_input.resolution.encoder == training::EncoderUse::trained) return {};
  const training::Extractor& extractor = m_input.resolution.extractor;
  if (extractor.file.empty()) {
    auto encoder = TileEncoder::ofTensors(m_network, m_input.resolution.tiles, m_start.value(),
                                          "what the encoder begins with", m_input.engine);
    if (!encoder) return fail(encoder.error());
    m_encoder = std::move(*encoder);
    m_beginning += "; the encoder stayed as it was, and heads were trained on its features";
    return {};
  }
  const std::filesystem::path file = m_input.configFolder / extractor.file;
  auto bytes = readFile(file);
  if (!bytes) return fail(bytes.error());
  CodeFile code(file.filename().string(), std::move(*bytes));
  code.allow({}, m_input.untrusted);
  m_startSha256 = code.sha256();
  auto encoder = TileEncoder::ofScript(m_network, m_input.resolution.tiles, code, m_input.engine);
  if (!encoder) return fail(encoder.error());
  m_encoder = std::move(*encoder);
  m_beginning = fmt::format("Features of {} come from the TorchScript network {} (SHA-256 {}), which stayed as it was",
                            name(), code.name(), m_startSha256.substr(0, 16));
  return {};
}

Result<std::unique_ptr<FeatureBags>> ResolutionLearning::featuresOf(const std::vector<PatientBags::Bag>& bags,
                                                                    const FeatureOptions& options,
                                                                    const RunControl& control) const {
  FeatureRun run;
  run.folder = m_input.work / "features";
  run.threads = m_input.threads;
  run.stop = control.stop;
  const std::string stage = fmt::format("features {}", name());
  run.progress = [&](const FeatureProgress& now) {
    control.report(stage, static_cast<std::int64_t>(now.cached + now.computed), static_cast<std::int64_t>(now.bags));
  };
  return FeatureBags::compute(
      PatientBags(bags), [&](std::size_t bag) { return tilesOf(bags[bag]); }, *m_encoder, options, run);
}

Result<void> ResolutionLearning::computeFeatures(const RunControl& control) {
  if (m_encoder == nullptr) {
    m_train = std::make_unique<PatientBags>(m_input.train);
    m_tune = std::make_unique<PatientBags>(m_input.tune);
    return {};
  }
  FeatureOptions views{m_input.resolution.featureViews, augmentationOf(m_input.config), 1};
  auto train = featuresOf(m_input.train, views, control);
  if (!train) return fail(train.error());
  auto tune = featuresOf(m_input.tune, {}, control);
  if (!tune) return fail(tune.error());
  m_train = std::move(*train);
  m_tune = std::move(*tune);
  return {};
}

BagNetworkSpec ResolutionLearning::specOf(int seed) const {
  BagNetworkSpec spec = networkSpecOf(m_input.resolution, seed);
  if (m_encoder == nullptr) {
    computeOn(spec, m_input.engine.device, m_input.resolution.tiles.batch);
    return spec;
  }
  spec = m_encoder->headSpec(m_network);
  spec.seed = static_cast<std::uint64_t>(seed);
  return spec;
}

Result<LearnedNetwork> ResolutionLearning::train(int seed, const RunControl& control) const {
  const std::string network = fmt::format("{}-{}", name(), seed);
  auto lock = os::FileLock::acquire(m_input.work / "networks" / (network + ".lock"), std::chrono::milliseconds(0));
  if (!lock)
    return fail(lock.error().kind, fmt::format("the network {}/{} is being trained by another process: {}", name(),
                                               seed, lock.error().message));
  TrainingRun run;
  run.threads = m_input.threads;
  run.checkpoint = m_input.work / "networks" / (network + ".checkpoint");
  run.data = sha256Of(m_input.patients + m_startSha256);
  run.startFrom = m_start && m_encoder == nullptr ? &*m_start : nullptr;
  run.stop = control.stop;
  run.progress = reportedAs(control, fmt::format("train {}/{}", name(), seed));
  auto trained = snitt::train(specOf(seed), trainingOptionsOf(m_input.config, seed), *m_train, m_tune.get(), run);
  if (!trained) {
    if (trained.error().kind == ErrorKind::cancelled) return fail(trained.error());
    return failIn(fmt::format("network {}/{}", name(), seed), trained.error());
  }
  if (isHalf())
    if (auto rounded = roundToHalf(trained->tensors); !rounded)
      return failIn(fmt::format("network {}/{}", name(), seed), rounded.error());
  LearnedNetwork learned{name(), seed, std::move(*trained), 0};
  learned.figure = learned.trained.history.at(static_cast<std::size_t>(learned.trained.bestEpoch)).tuningMetric;
  return learned;
}

Result<std::vector<double>> ResolutionLearning::outputs(const LearnedNetwork& network,
                                                        const std::vector<const StoredTiles*>& slides,
                                                        ScoringProgress& progress, const RunControl& control) const {
  const BagNetworkSpec spec = specOf(network.seed);
  auto loaded = BagNetwork::create(spec, m_input.threads);
  if (!loaded) return fail(loaded.error());
  if (auto restored = (*loaded)->restore(network.trained.tensors, "trained weights"); !restored)
    return fail(restored.error());
  std::vector<double> outputs;
  for (std::size_t first = 0; first < slides.size(); first += kSlidesTogether) {
    if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
    const std::size_t end = std::min(slides.size(), first + kSlidesTogether);
    std::vector<PatientBags::Bag> own;
    for (std::size_t i = first; i < end; ++i) own.push_back({{}, {slides[i]}});
    std::unique_ptr<BagSet> bags;
    if (m_encoder == nullptr) {
      bags = std::make_unique<PatientBags>(own);
    } else {
      RunControl quiet = control;
      quiet.progress = {};
      auto features = featuresOf(own, {}, quiet);
      if (!features) return fail(features.error());
      bags = std::move(*features);
    }
    const auto some = outputsOfWholeBags(**loaded, spec, *bags, control.stop);
    if (!some) return fail(some.error());
    outputs.insert(outputs.end(), some->begin(), some->end());
    progress.done += static_cast<std::int64_t>(end - first);
    control.report("scores", progress.done, progress.total);
  }
  return outputs;
}

Result<std::map<std::string, std::string>> ResolutionLearning::memberFiles(const NetworkSpec& member,
                                                                           const LearnedNetwork& network) const {
  if (m_encoder != nullptr) return m_encoder->memberFiles(member, network.trained.tensors);
  return std::map<std::string, std::string>{{member.file, writeSafetensors(network.trained.tensors)}};
}

}  // namespace snitt
