#include "inference/training/bag_network.h"

#include <gtest/gtest.h>

#include "inference/engine/engine.h"
#include "inference/networks/heads_p.h"
#include "inference/networks/mobilenet_v2_p.h"
#include "inference/networks/module_tensors_p.h"
#include "inference/training/training_convolver_p.h"
#include "tests/inference/network_fixture.h"
#include "tests/inference/training/training_fixture.h"

namespace snitt {
namespace {

// The same network as torch's own modules, batch norms in evaluation mode, every bag as one batch.
struct Ordinary {
  MobileNetV2Impl network;
  std::shared_ptr<HeadImpl> head;

  Ordinary(const BagNetworkSpec& spec, const NetworkTensors& tensors)
      : network(spec.network), head(makeHead(spec.network.head, network.layout().featureCount)) {
    network.eval();
    head->eval();
    const auto filled = fillModules(parts(), viewsOf(tensors), "ordinary");
    if (!filled) throw std::runtime_error(filled.error().message);
  }
  std::vector<ModulePart> parts() { return {{"", &network}, {"head.", head.get()}}; }

  static at::Tensor tiles(const PreparedBag& bag, int tilePx) {
    at::Tensor pixels = at::empty({static_cast<std::int64_t>(bag.size()), tilePx, tilePx, 3});
    const std::span room(pixels.data_ptr<float>(), static_cast<std::size_t>(pixels.numel()));
    if (!bag.read(0, bag.size(), room)) throw std::runtime_error("read");
    return pixels.permute({0, 3, 1, 2}).contiguous();
  }
  static at::Tensor tiles(const std::vector<PreparedBag>& bags, int tilePx) {
    std::vector<at::Tensor> all;
    for (const PreparedBag& bag : bags) all.push_back(tiles(bag, tilePx));
    return at::cat(all);
  }
  void toDouble() {
    network.to(at::kDouble);
    head->to(at::kDouble);
  }
  at::Tensor outputs(const std::vector<PreparedBag>& bags, int tilePx) {
    const at::ScalarType type = head->parameters().front().scalar_type();
    std::vector<at::Tensor> result;
    for (const PreparedBag& bag : bags)
      result.push_back(head->bagOutput(head->embed(network.forward(tiles(bag, tilePx).to(type)).to(type))));
    return at::cat(result);
  }
};

struct Trained {
  BagNetworkSpec spec;
  test::NoiseBags source{3, 7, spec.tilePx, 5};
  std::vector<PreparedBag> bags = test::allTiles(source, spec);
  std::unique_ptr<BagNetwork> network;

  explicit Trained(BagNetworkSpec made, int threads = 2) : spec(std::move(made)) {
    bags = test::allTiles(source, spec);
    network = BagNetwork::create(spec, threads).value();
    if (const auto done = network->estimateNormsAndCentreHead(test::pointersTo(bags), {}); !done)
      throw std::runtime_error(done.error().message);
  }
};

at::Tensor target() { return torch::tensor({1.0, 0.0, 1.0}, at::kDouble); }

LossFunction labels(const std::vector<std::uint8_t>& values) {
  return [values](std::span<const double> outputs) { return labelLoss(outputs, values); };
}

void expectClose(const std::map<std::string, at::Tensor>& expected, const BagNetwork& network) {
  double squares = 0;
  double squaredErrors = 0;
  for (const TrainedParameter& parameter : network.parameters()) {
    ASSERT_TRUE(expected.contains(parameter.name)) << parameter.name;
    const at::Tensor gradient = expected.at(parameter.name).contiguous().view({-1}).to(at::kDouble);
    const std::vector<double> own(parameter.gradient.begin(), parameter.gradient.end());
    const double error = (torch::tensor(own, at::kDouble) - gradient).norm().item<double>();
    const double size = gradient.norm().item<double>();
    // Each tensor by itself; a gradient that is nothing but rounding (of the bias before a softmax) cannot agree.
    EXPECT_LE(error, 1e-5 * size + 1e-7) << parameter.name << " of length " << size;
    squares += size * size;
    squaredErrors += error * error;
  }
  EXPECT_GT(squares, 0);
  EXPECT_LE(std::sqrt(squaredErrors / squares), 1e-5);
}

using Gradients = std::map<std::string, at::Tensor>;

// Of every parameter, by ordinary back-propagation through one graph over all bags. Tiles go forward in the same
// chunks: kernels round differently for other batches, and see below for what a last bit does.
Gradients oneGraphsGradient(Ordinary& whole, TrainingConvolver& convolver, const Trained& trained,
                            at::ScalarType type) {
  convolver.fold();
  std::vector<at::Tensor> outputs;
  for (const PreparedBag& bag : trained.bags) {
    std::vector<at::Tensor> features;
    for (const at::Tensor& chunk : Ordinary::tiles(bag, trained.spec.tilePx).split(trained.spec.tilesPerChunk)) {
      const at::Tensor tiles = chunk.to(type).contiguous(at::MemoryFormat::ChannelsLast);
      features.push_back(runMobileNetV2(whole.network.layout(), convolver, tiles).to(type));
    }
    outputs.push_back(whole.head->bagOutput(whole.head->embed(at::cat(features))));
  }
  std::vector<at::Tensor> inputs = convolver.leaves();
  const auto leaves = static_cast<std::ptrdiff_t>(inputs.size());
  for (const at::Tensor& parameter : whole.head->parameters()) inputs.push_back(parameter);
  const at::Tensor loss = at::binary_cross_entropy_with_logits(at::cat(outputs), target());
  const auto gradients = torch::autograd::grad({loss}, inputs);
  const auto network =
      convolver.backThroughFold({gradients.begin(), gradients.begin() + leaves}, whole.network.parameters());
  Gradients result;
  std::size_t index = 0;
  for (const auto& item : whole.network.named_parameters()) result[item.key()] = network[index++];
  index = static_cast<std::size_t>(leaves);
  for (const auto& item : whole.head->named_parameters()) result["head." + item.key()] = gradients[index++];
  return result;
}

BagNetworkSpec attentionSpec() {
  BagNetworkSpec spec = test::smallSpec(HeadKind::attention);
  spec.network.head.encoder = {32, 16};
  spec.network.head.batchNorm = true;
  return spec;
}

std::vector<BagNetworkSpec> allHeads() {
  BagNetworkSpec padded = test::smallSpec(HeadKind::attention);
  padded.network.head.encoder = {};
  padded.network.padding = Padding::same;
  return {test::smallSpec(HeadKind::noisyAnd), test::smallSpec(HeadKind::linear), attentionSpec(), padded};
}

TEST(BagNetwork, TwoPassesGiveTheGradientOfOrdinaryBackPropagation) {
  at::set_num_threads(1);  // with more, other kernels are chosen
  for (const BagNetworkSpec& spec : allHeads()) {
    Trained trained(spec);
    ASSERT_TRUE(trained.network->gradient(test::pointersTo(trained.bags), labels({1, 0, 1}), {}));
    Ordinary whole(spec, trained.network->tensors());
    TrainingConvolver convolver(whole.network.modules());
    expectClose(oneGraphsGradient(whole, convolver, trained, at::kFloat), *trained.network);
  }
}

// Against torch's own batch norms, in float64: a value at the edge of a rectifier falls on either side by its last bit
// and takes its whole gradient with it, so that in float32 torch's own gradients of one network, computed in two ways,
// differ by percents.
TEST(BagNetwork, FoldedNormsHaveTheGradientOfTorchsNorms) {
  for (const BagNetworkSpec& spec : allHeads()) {
    Trained trained(spec);
    Ordinary ordinary(spec, trained.network->tensors());
    ordinary.toDouble();
    at::binary_cross_entropy_with_logits(ordinary.outputs(trained.bags, spec.tilePx), target()).backward();
    Ordinary folded(spec, trained.network->tensors());
    folded.toDouble();
    TrainingConvolver convolver(folded.network.modules());
    const Gradients own = oneGraphsGradient(folded, convolver, trained, at::kDouble);
    std::size_t compared = 0;
    for (const auto& [name, tensor] : moduleTensors(ordinary.parts())) {
      if (!tensor.requires_grad()) continue;
      ++compared;
      const double error = (own.at(name) - tensor.grad()).norm().item<double>();
      EXPECT_LE(error, 1e-5 * tensor.grad().norm().item<double>() + 1e-9) << name;
    }
    EXPECT_EQ(compared, trained.network->parameters().size());
  }
}

std::vector<float> allGradients(const BagNetwork& network) {
  std::vector<float> all;
  for (const TrainedParameter& parameter : network.parameters())
    all.insert(all.end(), parameter.gradient.begin(), parameter.gradient.end());
  return all;
}

TEST(BagNetwork, GradientIsTheSameBitsWhateverTheThreads) {
  std::vector<std::vector<float>> gradients;
  for (const int threads : {1, 3}) {
    Trained trained(test::smallSpec(), threads);
    ASSERT_TRUE(trained.network->gradient(test::pointersTo(trained.bags), labels({1, 0, 1}), {}));
    gradients.push_back(allGradients(*trained.network));
  }
  EXPECT_EQ(gradients[0], gradients[1]);
}

TEST(BagNetwork, FrozenBlocksAreNotTrainedAndChangeNoOtherGradient) {
  Trained whole(test::smallSpec());
  BagNetworkSpec spec = test::smallSpec();
  spec.frozenBlocks = 17;
  Trained frozen(spec);
  ASSERT_TRUE(frozen.network->restore(whole.network->tensors(), "whole"));
  ASSERT_TRUE(whole.network->gradient(test::pointersTo(whole.bags), labels({1, 0, 1}), {}));
  ASSERT_TRUE(frozen.network->gradient(test::pointersTo(frozen.bags), labels({1, 0, 1}), {}));
  const auto left = frozen.network->parameters();
  ASSERT_LT(left.size(), whole.network->parameters().size());
  EXPECT_TRUE(left.front().name.starts_with("features.17.")) << left.front().name;
  const auto all = allGradients(*whole.network);
  const auto own = allGradients(*frozen.network);
  EXPECT_EQ(own, std::vector<float>(all.end() - static_cast<std::ptrdiff_t>(own.size()), all.end()));
}

// A norm that is frozen stays as it was given; those behind it follow what it makes of the tiles.
TEST(BagNetwork, FrozenBlocksKeepTheirNorms) {
  BagNetworkSpec spec = test::smallSpec();
  spec.frozenBlocks = 3;
  spec.seed = 4;
  const auto network = BagNetwork::create(spec, 2).value();
  const NetworkTensors before = network->tensors();
  const test::NoiseBags source(3, 7, spec.tilePx, 5);
  const auto bags = test::allTiles(source, spec);
  ASSERT_TRUE(network->estimateNormsAndCentreHead(test::pointersTo(bags), {}));
  const NetworkTensors after = network->tensors();
  EXPECT_EQ(after.at("features.2.conv.0.1.running_var").values, before.at("features.2.conv.0.1.running_var").values);
  EXPECT_NE(after.at("features.3.conv.0.1.running_var").values, before.at("features.3.conv.0.1.running_var").values);
}

TEST(BagNetwork, AFrozenEncoderLeavesTheHeadsGradientAsItIs) {
  Trained trained(test::smallSpec());
  ASSERT_TRUE(trained.network->gradient(test::pointersTo(trained.bags), labels({1, 0, 1}), {}));
  const auto whole = allGradients(*trained.network);
  trained.network->freezeEncoder(true);
  ASSERT_TRUE(trained.network->gradient(test::pointersTo(trained.bags), labels({1, 0, 1}), {}));
  std::size_t place = 0;
  for (const TrainedParameter& parameter : trained.network->parameters())
    for (const float value : parameter.gradient) {
      ASSERT_EQ(value, parameter.ofHead ? whole[place] : 0.0F) << parameter.name;
      ++place;
    }
}

TEST(BagNetwork, StopsBetweenChunks) {
  Trained trained(test::smallSpec());
  std::stop_source stop;
  stop.request_stop();
  const auto step = trained.network->gradient(test::pointersTo(trained.bags), labels({1, 0, 1}), stop.get_token());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().kind, ErrorKind::cancelled);
}

// Walks the ordinary network with the whole sample as one batch, and holds each norm against what comes to it.
class NormWatch : public Convolver {
 public:
  explicit NormWatch(const ConvModules& modules) : m_modules(modules) {}
  at::Tensor run(const ConvLayer& layer, const at::Tensor& x, const at::Tensor* add) const override {
    const auto& unit = m_modules.units().at(layer.index);
    const at::Tensor raw = convolve(layer, x, unit.convolution->weight, {}).to(at::kDouble);
    const at::Tensor variance = raw.var({0, 2, 3}, false);
    const at::Tensor offMean = (unit.norm->running_mean - raw.mean({0, 2, 3})) / (variance + 1e-5).sqrt();
    const at::Tensor offVariance = (unit.norm->running_var - variance) / (variance + 1e-5);
    worst = std::max({worst, offMean.abs().max().item<double>(), offVariance.abs().max().item<double>()});
    return m_modules.run(layer, x, add);
  }
  mutable double worst = 0;

 private:
  const ConvModules& m_modules;
};

TEST(BagNetwork, NormsAreThoseOfTheSampleLayerByLayer) {
  Trained trained(test::smallSpec());
  NetworkTensors start = trained.network->tensors();
  // From norms that say nothing, so that all of it is estimated.
  for (auto& [name, tensor] : start)
    if (name.ends_with("running_mean") || name.ends_with("running_var")) std::ranges::fill(tensor.values, 1.0F);
  ASSERT_TRUE(trained.network->restore(start, "start"));
  ASSERT_TRUE(trained.network->estimateNorms(test::pointersTo(trained.bags), {}));

  Ordinary ordinary(trained.spec, trained.network->tensors());
  const torch::NoGradGuard noGradient;
  const NormWatch watch(ordinary.network.modules());
  static_cast<void>(runMobileNetV2(ordinary.network.layout(), watch, ordinary.tiles(trained.bags, 64)));
  EXPECT_GT(watch.worst, 0);
  EXPECT_LT(watch.worst, 1e-3);
}

// What the engine makes of the exported weights is what the trainer said.
TEST(BagNetwork, ExportsWhatTheEngineScores) {
  for (const HeadKind head : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    test::SmallBundle bundle(head);
    BagNetworkSpec spec = test::smallSpec(head);
    spec.network = bundle.network();
    spec.normalisation = bundle.resolution().normalisation;
    Trained trained(spec);
    const auto outputs = trained.network->outputs(test::pointersTo(trained.bags), {});
    ASSERT_TRUE(outputs);

    test::setNetwork(bundle.bundle, bundle.file(), trained.network->tensors());
    const EngineChoice choice = chooseEngine({"cpu", "fp32", "auto"}, {}).value();
    const auto engine = loadTileNetworks(bundle.bundle, bundle.resolution(), choice);
    ASSERT_TRUE(engine) << engine.error().message;
    for (std::size_t bag = 0; bag < trained.bags.size(); ++bag) {
      const std::vector<std::uint32_t> tiles = drawTiles(7, 0, {1, 1});
      std::vector<std::uint8_t> rgb(7 * 64 * 64 * 3);
      ASSERT_TRUE(trained.source.read(bag, tiles, rgb));
      std::vector<float> embeddings(7 * static_cast<std::size_t>((*engine)->embeddingSize(0)));
      const std::vector<std::span<float>> perMember{embeddings};
      ASSERT_TRUE((*engine)->embed(rgb, perMember, {}));
      const auto score = (*engine)->pool(0, embeddings);
      ASSERT_TRUE(score);
      EXPECT_NEAR(score->score, 1 / (1 + std::exp(-(*outputs)[bag])), 1e-5);
    }
  }
}

TEST(BagNetwork, StartsFromTorchvisionsWeightsWithoutTheirClassifier) {
  Trained first(test::smallSpec());
  NetworkTensors file = first.network->tensors();
  std::erase_if(file, [](const auto& item) { return item.first.starts_with("head."); });
  file["classifier.1.weight"] = {{1000, 2}, std::vector<float>(2000, 0.5F)};
  BagNetworkSpec spec = test::smallSpec();
  spec.seed = 99;
  const auto second = BagNetwork::create(spec, 1).value();
  ASSERT_TRUE(second->startFrom(viewsOf(file), "mobilenet.safetensors"));
  EXPECT_EQ(second->tensors().at("features.3.conv.1.0.weight").values, file.at("features.3.conv.1.0.weight").values);
  EXPECT_NE(second->tensors().at("head.instance.weight").values,
            first.network->tensors().at("head.instance.weight").values);
  file.erase("features.0.0.weight");
  const auto refused = second->startFrom(viewsOf(file), "mobilenet.safetensors");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("features.0.0.weight is missing"), std::string::npos);
}

}  // namespace
}  // namespace snitt
