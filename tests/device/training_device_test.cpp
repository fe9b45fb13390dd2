// A GPU's way through the trainers, on a device that is pretended; and on a real one where there is one.
#include <gtest/gtest.h>
#include <torch/torch.h>

#include "inference/training/optimiser.h"
#include "inference/training/segmentation_trainee.h"
#include "inference/training/train.h"
#include "tests/device/pretend_device.h"
#include "tests/inference/training/disc_tiles.h"
#include "tests/inference/training/feature_fixture.h"
#include "tests/inference/training/training_fixture.h"
#include "tests/support/temp_folder.h"

namespace snitt {
namespace {

TEST(PretendDevice, RefusesWhatAGpuWouldAndComputesAsTheCpu) {
  const at::Tensor here = torch::rand({4, 3});
  const at::Tensor there = here.to(at::Device(test::kPretendDevice));
  EXPECT_THROW(static_cast<void>(at::matmul(there, here.t())), c10::Error);
  EXPECT_THROW(static_cast<void>(there + here), c10::Error);
  EXPECT_TRUE(at::equal(at::matmul(there, there.t()).to(at::kCPU), at::matmul(here, here.t())));
  EXPECT_TRUE(at::equal((there + 1).to(at::kCPU), here + 1));
  EXPECT_DEATH(std::printf("%f", static_cast<double>(*there.data_ptr<float>())), "");
}

LossFunction labels() {
  return [](std::span<const double> outputs) { return labelLoss(outputs, std::vector<std::uint8_t>{1, 0, 1}); };
}

template <class Network>
std::vector<float> gradientsOf(const Network& network) {
  std::vector<float> all;
  for (const TrainedParameter& parameter : network.parameters())
    all.insert(all.end(), parameter.gradient.begin(), parameter.gradient.end());
  return all;
}

std::vector<float> valuesOf(const NetworkTensors& tensors) {
  std::vector<float> all;
  for (const auto& [name, tensor] : tensors) all.insert(all.end(), tensor.values.begin(), tensor.values.end());
  return all;
}

// Length of the difference over that of `a`.
double apart(const std::vector<float>& a, const std::vector<float>& b) {
  EXPECT_EQ(a.size(), b.size());
  double squares = 0;
  double differences = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    squares += double{a[i]} * double{a[i]};
    differences += (double{a[i]} - double{b[i]}) * (double{a[i]} - double{b[i]});
  }
  return std::sqrt(differences / squares);
}

// Networks of the same weights and norms on the CPU and on a device, and bags for both.
struct Pair {
  BagNetworkSpec spec;
  test::NoiseBags source;
  std::vector<PreparedBag> prepared;
  std::unique_ptr<BagNetwork> here;
  std::unique_ptr<BagNetwork> there;

  Pair(BagNetworkSpec made, const std::string& device, std::size_t tiles = 6)
      : spec(std::move(made)), source(3, tiles, spec.tilePx, 5), prepared(test::allTiles(source, spec)) {
    here = BagNetwork::create(spec, 2).value();
    if (!here->estimateNormsAndCentreHead(bags(), {})) throw std::runtime_error("norms");
    BagNetworkSpec other = spec;
    other.device = device;
    there = BagNetwork::create(other, 2).value();
    if (!there->restore(here->tensors(), "the other")) throw std::runtime_error("restore");
  }
  [[nodiscard]] Bags bags() const { return test::pointersTo(prepared); }
};

TEST(TrainingDevice, GivesTheCpusGradientAndOutputsToTheBit) {
  for (const HeadKind head : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    const Pair pair(test::smallSpec(head), test::kPretendDevice);
    const auto before = test::pretendKernels();
    const auto ours = pair.here->gradient(pair.bags(), labels(), {});
    EXPECT_EQ(test::pretendKernels(), before);
    const auto theirs = pair.there->gradient(pair.bags(), labels(), {});
    ASSERT_TRUE(ours);
    ASSERT_TRUE(theirs) << theirs.error().message;
    EXPECT_GT(test::pretendKernels(), before + 100);
    EXPECT_EQ(ours->loss, theirs->loss);
    EXPECT_EQ(ours->outputs, theirs->outputs);
    EXPECT_EQ(gradientsOf(*pair.here), gradientsOf(*pair.there));
    const auto outputs = pair.there->outputs(pair.bags(), {});
    ASSERT_TRUE(outputs) << outputs.error().message;
    EXPECT_EQ(*outputs, pair.here->outputs(pair.bags(), {}).value());
    EXPECT_EQ(valuesOf(pair.here->tensors()), valuesOf(pair.there->tensors()));
  }
}

TEST(TrainingDevice, FollowsWeightsThatAStepHasChanged) {
  const Pair pair(test::smallSpec(), test::kPretendDevice);
  for (BagNetwork* network : {pair.here.get(), pair.there.get()}) {
    Optimiser optimiser({}, network->parameters());
    for (int step = 0; step < 2; ++step) {
      ASSERT_TRUE(network->gradient(pair.bags(), labels(), {}));
      ASSERT_TRUE(optimiser.step(0.01));
    }
  }
  EXPECT_EQ(valuesOf(pair.here->tensors()), valuesOf(pair.there->tensors()));
}

TEST(TrainingDevice, LeavesWhatIsFrozenAlone) {
  BagNetworkSpec spec = test::smallSpec();
  spec.frozenBlocks = 14;
  const Pair pair(spec, test::kPretendDevice);
  for (const bool encoder : {false, true}) {
    for (BagNetwork* network : {pair.here.get(), pair.there.get()}) {
      network->freezeEncoder(encoder);
      ASSERT_TRUE(network->gradient(pair.bags(), labels(), {}));
    }
    EXPECT_EQ(gradientsOf(*pair.here), gradientsOf(*pair.there));
  }
}

// Bags of a tile or two would leave a GPU idle: chunks go on into the next bag, which changes last bits alone.
TEST(TrainingDevice, TakesTilesOfSeveralBagsTogether) {
  BagNetworkSpec spec = test::smallSpec();
  spec.tilesPerChunk = 8;
  const Pair pair(spec, test::kPretendDevice, 5);
  const auto before = test::pretendKernels();
  const auto ours = pair.here->gradient(pair.bags(), labels(), {});
  const auto theirs = pair.there->gradient(pair.bags(), labels(), {});
  ASSERT_TRUE(ours);
  ASSERT_TRUE(theirs) << theirs.error().message;
  const auto together = test::pretendKernels() - before;
  for (std::size_t bag = 0; bag < 3; ++bag) EXPECT_NEAR(ours->outputs[bag], theirs->outputs[bag], 1e-5);
  EXPECT_LT(apart(gradientsOf(*pair.here), gradientsOf(*pair.there)), 1e-3);

  // 15 tiles are two chunks, not one a bag.
  const Pair apartPair(spec, test::kPretendDevice, 8);
  ASSERT_TRUE(apartPair.there->gradient(apartPair.bags(), labels(), {}));
  EXPECT_LT(together, test::pretendKernels() - before - together);
}

TEST(TrainingDevice, EstimatesTheNormsOfTheCpu) {
  const Pair pair(test::smallSpec(HeadKind::attention), test::kPretendDevice);
  NetworkTensors start = pair.there->tensors();
  for (auto& [name, tensor] : start)
    if (name.ends_with("running_mean") || name.ends_with("running_var")) std::ranges::fill(tensor.values, 1.0F);
  for (BagNetwork* network : {pair.here.get(), pair.there.get()}) {
    ASSERT_TRUE(network->restore(start, "start"));
    const auto estimated = network->estimateNormsAndCentreHead(pair.bags(), {});
    ASSERT_TRUE(estimated) << estimated.error().message;
  }
  EXPECT_LT(apart(valuesOf(pair.here->tensors()), valuesOf(pair.there->tensors())), 1e-5);
}

// A head alone, and the features that it learns from.
TEST(TrainingDevice, ComputesFeaturesAndTrainsAHeadOnThem) {
  const test::NoiseBags source(3, 6, 64, 5);
  const auto ofChoice = [](const EngineChoice& choice) {
    ResolutionSpec tiles = test::featureTiles();
    tiles.batch = 1;
    return TileEncoder::ofTensors(test::narrowMember(HeadKind::attention), tiles, test::narrowWeights(), "w", choice);
  };
  const auto here = ofChoice({}).value();
  const auto made = ofChoice({test::kPretendDevice, Precision::fp32, Kernels::plain, 32});
  ASSERT_TRUE(made) << made.error().message;
  const auto& there = *made;
  EXPECT_NE(here->identity(), there->identity());
  const test::TempFolder folder;
  std::vector<std::vector<float>> gradients;
  std::vector<std::vector<double>> outputs;
  for (const TileEncoder* encoder : {here.get(), there.get()}) {
    const auto features = test::featuresOf(source, *encoder, folder.path() / encoder->identity());
    BagNetworkSpec spec = encoder->headSpec(test::narrowMember(HeadKind::attention));
    EXPECT_EQ(spec.device, encoder == here.get() ? "cpu" : test::kPretendDevice);
    spec.tilesPerChunk = 6;
    std::vector<std::unique_ptr<BagTiles>> bags;
    Bags pointers;
    for (std::size_t bag = 0; bag < 3; ++bag)
      pointers.push_back(bags.emplace_back(features->prepare(bag, drawTiles(6, 0, {1, 1}), {})).get());
    const auto network = BagNetwork::create(spec, 2).value();
    ASSERT_TRUE(network->estimateNormsAndCentreHead(pointers, {}));
    const auto step = network->gradient(pointers, labels(), {});
    ASSERT_TRUE(step) << step.error().message;
    gradients.push_back(gradientsOf(*network));
    outputs.push_back(step->outputs);
  }
  EXPECT_EQ(outputs[0], outputs[1]);
  EXPECT_EQ(gradients[0], gradients[1]);
}

TrainingOptions quickOptions() {
  TrainingOptions options;
  options.optimiser.learningRate = 3e-3;
  options.epochs = 2;
  options.bagsPerStep = 4;
  options.normTiles = 16;
  return options;
}

// Of one tile a pass: then nothing differs in how tiles are put together.
BagNetworkSpec specOn(const std::string& device) {
  BagNetworkSpec spec = test::smallSpec();
  spec.tilesPerChunk = 1;
  computeOn(spec, device, 1);
  return spec;
}

TEST(TrainingDevice, TrainsAsTheCpuDoesAndGoesOnWhereItWasStopped) {
  const test::NoiseBags source(8, 4, 64, 7);
  const test::TempFolder folder;
  TrainingRun run;
  run.threads = 2;
  const auto whole = train(specOn(test::kPretendDevice), quickOptions(), source, nullptr, run);
  ASSERT_TRUE(whole) << whole.error().message;
  const auto onTheCpu = train(specOn("cpu"), quickOptions(), source, nullptr, run);
  ASSERT_TRUE(onTheCpu);
  EXPECT_EQ(valuesOf(whole->tensors), valuesOf(onTheCpu->tensors));

  std::stop_source stop;
  run.checkpoint = folder.path() / "checkpoint";
  run.stop = stop.get_token();
  run.progress = [&](const TrainingProgress& now) {
    if (now.epoch == 1) stop.request_stop();
  };
  ASSERT_FALSE(train(specOn(test::kPretendDevice), quickOptions(), source, nullptr, run));
  run.stop = {};
  run.progress = {};
  // Not on another kind of device: half a training each would be neither's.
  const auto elsewhere = train(specOn("cpu"), quickOptions(), source, nullptr, run);
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().kind, ErrorKind::usage);
  const auto further = train(specOn(test::kPretendDevice), quickOptions(), source, nullptr, run);
  ASSERT_TRUE(further) << further.error().message;
  EXPECT_EQ(valuesOf(whole->tensors), valuesOf(further->tensors));
}

Result<SegmentationCrop> readDisc(std::size_t number) {
  const test::DiscTiles tiles(6, 3);
  const SegmentationNetworkSpec spec = test::smallUNet();
  const auto pixels = static_cast<std::size_t>(spec.cropPx * spec.cropPx);
  std::vector<std::uint8_t> rgb(3 * pixels);
  std::vector<std::uint8_t> classes(pixels);
  auto drawn = tiles.draw(number, {17, number}, spec.cropPx, rgb, classes);
  if (!drawn) return fail(drawn.error());
  return changedCrop(rgb, classes, spec.cropPx, {}, channelScale(spec.normalisation));
}

// All that a segmentation's training asks of its network.
struct OfSegmentation {
  std::vector<float> tensors;
  std::vector<float> gradients;
  double loss = 0;
  SegmentationJudgement judgement;

  explicit OfSegmentation(const std::string& device) {
    SegmentationNetworkSpec spec = test::smallUNet();
    spec.device = device;
    const auto network = SegmentationTrainee::create(spec, 2).value();
    // Away from the start, where the output's zeros let no gradient through.
    NetworkTensors start = network->tensors();
    statistics::CounterRandom random(5, 5);
    for (float& value : start.at("output.weight").values) value = static_cast<float>(random.normal());
    const auto done =
        network->restore(viewsOf(start), "start").and_then([&] { return network->estimateNorms(4, readDisc, {}); });
    if (!done) throw std::runtime_error(done.error().message);
    const auto step = network->gradient(6, readDisc, {});
    if (!step) throw std::runtime_error(step.error().message);
    loss = *step;
    gradients = gradientsOf(*network);
    tensors = valuesOf(network->tensors());
    judgement = network->judge(6, readDisc, {}).value();
  }
};

TEST(TrainingDevice, GivesASegmentationsNormsGradientAndJudgementToTheBit) {
  const auto before = test::pretendKernels();
  const OfSegmentation here("cpu");
  EXPECT_EQ(test::pretendKernels(), before);
  const OfSegmentation there(test::kPretendDevice);
  EXPECT_GT(test::pretendKernels(), before + 100);
  EXPECT_EQ(here.tensors, there.tensors);
  EXPECT_EQ(here.loss, there.loss);
  EXPECT_EQ(here.gradients, there.gradients);
  EXPECT_EQ(here.judgement.loss, there.judgement.loss);
  EXPECT_EQ(here.judgement.counts.tumour, there.judgement.counts.tumour);
}

// These need a GPU, and a LibTorch that was built for it.
class OnAGpu : public testing::Test {
 protected:
  void SetUp() override {
    if (!torch::cuda::is_available()) GTEST_SKIP() << "no CUDA device is usable here";
  }
};

TEST_F(OnAGpu, GradientIsTheCpus) {
  for (const HeadKind head : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    const Pair pair(test::smallSpec(head), "cuda:0");
    const auto ours = pair.here->gradient(pair.bags(), labels(), {});
    const auto theirs = pair.there->gradient(pair.bags(), labels(), {});
    ASSERT_TRUE(ours);
    ASSERT_TRUE(theirs) << theirs.error().message;
    EXPECT_NEAR(ours->loss, theirs->loss, 1e-5);
    EXPECT_LT(apart(gradientsOf(*pair.here), gradientsOf(*pair.there)), 1e-4);
  }
}

TEST_F(OnAGpu, SegmentationIsTheCpus) {
  const OfSegmentation here("cpu");
  const OfSegmentation there("cuda:0");
  EXPECT_LT(apart(here.tensors, there.tensors), 1e-5);
  EXPECT_NEAR(here.loss, there.loss, 1e-5);
  EXPECT_LT(apart(here.gradients, there.gradients), 1e-4);
}

TEST_F(OnAGpu, TheLossFalls) {
  const test::NoiseBags source(36, 6, 64, 11);
  TrainingOptions options = quickOptions();
  options.epochs = 8;
  options.bagsPerStep = 6;
  BagNetworkSpec spec = test::smallSpec();
  computeOn(spec, "cuda:0", 8);
  const auto trained = train(spec, options, source, nullptr, {});
  ASSERT_TRUE(trained) << trained.error().message;
  EXPECT_LT(trained->history.back().trainingLoss, 0.8 * trained->history.front().trainingLoss);
}

}  // namespace
}  // namespace snitt
