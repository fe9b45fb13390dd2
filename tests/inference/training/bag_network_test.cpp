#include "inference/training/bag_network.h"

#include <gtest/gtest.h>

#include "inference/engine/engine.h"
#include "inference/networks/heads_p.h"
#include "inference/networks/mobilenet_v2_p.h"
#include "inference/networks/module_tensors_p.h"
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

  at::Tensor outputs(const std::vector<PreparedBag>& bags, int tilePx) {
    std::vector<at::Tensor> result;
    for (const PreparedBag& bag : bags) {
      at::Tensor pixels = at::empty({static_cast<std::int64_t>(bag.size()), tilePx, tilePx, 3});
      const std::span room(pixels.data_ptr<float>(), static_cast<std::size_t>(pixels.numel()));
      if (!bag.read(0, bag.size(), room)) throw std::runtime_error("read");
      result.push_back(head->bagOutput(head->embed(network.forward(pixels.permute({0, 3, 1, 2}).contiguous()))));
    }
    return at::cat(result);
  }
};

struct Trained {
  BagNetworkSpec spec;
  test::NoiseBags source{3, 7, 64, 5};
  std::vector<PreparedBag> bags = test::allTiles(source, spec);
  std::unique_ptr<BagNetwork> network;

  explicit Trained(BagNetworkSpec made, int threads = 2) : spec(std::move(made)) {
    bags = test::allTiles(source, spec);
    network = BagNetwork::create(spec, threads).value();
    if (const auto done = network->estimateNormsAndCentreHead(test::pointersTo(bags), {}); !done)
      throw std::runtime_error(done.error().message);
  }
};

LossFunction labels(const std::vector<std::uint8_t>& values) {
  return [values](std::span<const double> outputs) { return labelLoss(outputs, values); };
}

void expectOrdinaryGradient(const BagNetworkSpec& spec) {
  Trained trained(spec);
  const auto step = trained.network->gradient(test::pointersTo(trained.bags), labels({1, 0, 1}), {});
  ASSERT_TRUE(step) << step.error().message;

  Ordinary ordinary(spec, trained.network->tensors());
  const at::Tensor outputs = ordinary.outputs(trained.bags, spec.tilePx);
  const at::Tensor loss = at::binary_cross_entropy_with_logits(outputs, torch::tensor({1.0, 0.0, 1.0}, at::kDouble));
  loss.backward();
  EXPECT_NEAR(step->loss, loss.item<double>(), 1e-5);

  const auto expected = moduleTensors(ordinary.parts());
  std::size_t trainedCount = 0;
  double squares = 0;
  double squaredErrors = 0;
  for (const TrainedParameter& parameter : trained.network->parameters()) {
    const at::Tensor gradient = expected.at(parameter.name).grad().contiguous().view({-1}).to(at::kDouble);
    const at::Tensor own =
        torch::tensor(std::vector<float>(parameter.gradient.begin(), parameter.gradient.end())).to(at::kDouble);
    const double error = (own - gradient).square().sum().item<double>();
    const double size = gradient.square().sum().item<double>();
    // Each tensor by itself; a gradient of nothing but rounding (a bias before a softmax) has no relative error.
    EXPECT_LE(std::sqrt(error), 1e-5 * std::sqrt(size) + 1e-10) << parameter.name << ' ' << std::sqrt(size);
    squares += size;
    squaredErrors += error;
    ++trainedCount;
  }
  EXPECT_GT(squares, 0);
  EXPECT_LE(std::sqrt(squaredErrors / squares), 1e-5);
  EXPECT_EQ(trainedCount, ordinary.network.parameters().size() + ordinary.head->parameters().size());
}

TEST(BagNetwork, HasTheOrdinaryGradientWithNoisyAnd) { expectOrdinaryGradient(test::smallSpec(HeadKind::noisyAnd)); }

TEST(BagNetwork, HasTheOrdinaryGradientWithALinearHead) { expectOrdinaryGradient(test::smallSpec(HeadKind::linear)); }

TEST(BagNetwork, HasTheOrdinaryGradientWithAttention) {
  BagNetworkSpec spec = test::smallSpec(HeadKind::attention);
  spec.network.head.encoder = {32, 16};
  spec.network.head.batchNorm = true;
  expectOrdinaryGradient(spec);
  spec.network.head.encoder = {};
  spec.network.head.batchNorm = false;
  spec.network.padding = Padding::same;
  expectOrdinaryGradient(spec);
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
  ASSERT_TRUE(whole.network->gradient(test::pointersTo(whole.bags), labels({1, 0, 1}), {}));
  ASSERT_TRUE(frozen.network->gradient(test::pointersTo(frozen.bags), labels({1, 0, 1}), {}));
  const auto left = frozen.network->parameters();
  ASSERT_LT(left.size(), whole.network->parameters().size());
  EXPECT_TRUE(left.front().name.starts_with("features.17.")) << left.front().name;
  const auto all = allGradients(*whole.network);
  const auto own = allGradients(*frozen.network);
  EXPECT_EQ(own, std::vector<float>(all.end() - static_cast<std::ptrdiff_t>(own.size()), all.end()));
}

TEST(BagNetwork, StopsBetweenChunks) {
  Trained trained(test::smallSpec());
  std::stop_source stop;
  stop.request_stop();
  const auto step = trained.network->gradient(test::pointersTo(trained.bags), labels({1, 0, 1}), stop.get_token());
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().kind, ErrorKind::cancelled);
}

// A norm in training mode with momentum 1 keeps the statistics of its batch: of the whole sample as one batch.
TEST(BagNetwork, NormsAreThoseOfOnePassInTrainingMode) {
  Trained trained(test::smallSpec());
  NetworkTensors start = trained.network->tensors();
  Ordinary ordinary(trained.spec, start);
  for (const auto& unit : ordinary.network.modules().units()) unit.norm->options.momentum(1.0);
  ordinary.network.train();
  std::vector<at::Tensor> tiles;
  for (const PreparedBag& bag : trained.bags) {
    at::Tensor pixels = at::empty({static_cast<std::int64_t>(bag.size()), 64, 64, 3});
    ASSERT_TRUE(bag.read(0, bag.size(), {pixels.data_ptr<float>(), static_cast<std::size_t>(pixels.numel())}));
    tiles.push_back(pixels.permute({0, 3, 1, 2}).contiguous());
  }
  const torch::NoGradGuard noGradient;
  static_cast<void>(ordinary.network.forward(at::cat(tiles)));
  // From norms that say nothing, so that all of it is estimated.
  for (auto& [name, tensor] : start)
    if (name.ends_with("running_mean") || name.ends_with("running_var")) std::ranges::fill(tensor.values, 1.0F);
  ASSERT_TRUE(trained.network->restore(start, "start"));
  ASSERT_TRUE(trained.network->estimateNorms(test::pointersTo(trained.bags), {}));
  const NetworkTensors estimated = trained.network->tensors();
  for (const auto& [name, tensor] : moduleTensors({{"", &ordinary.network}})) {
    if (!name.ends_with("running_mean") && !name.ends_with("running_var")) continue;
    const at::Tensor own = torch::tensor(estimated.at(name).values);
    const at::Tensor distance = (own - tensor).abs() / (tensor.abs() + tensor.abs().mean());
    EXPECT_LE(distance.max().item<float>(), 1e-3) << name;
  }
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
