#include "inference/networks/heads_p.h"

#include <gtest/gtest.h>

#include "inference/networks/module_tensors_p.h"

namespace snitt {
namespace {

at::Tensor floats(const std::vector<float>& values) { return torch::tensor(values); }

void set(HeadImpl& head, const std::string& name, const at::Tensor& values) {
  const torch::NoGradGuard noGradient;
  at::Tensor target = moduleTensors({{"", &head}}).at(name);
  target.copy_(values.view(target.sizes()));
}

// Worked by hand with a = 10:
//   b = 0.5, p̄ = 0.5: numerator σ(0) − σ(−5) = 0.5 − 0.0066928509 = 0.4933071491,
//     denominator σ(5) − σ(−5) = 0.9933071491 − 0.0066928509 = 0.9866142982, P = 0.5 (by symmetry);
//   b = 0.5, p̄ = 0.6: σ(1) = 0.7310585786, P = 0.7243657277 / 0.9866142982 = 0.7341934;
//   b = 0.3, p̄ = 0.2: σ(−1) = 0.2689414214, σ(−3) = 0.0474258732, σ(7) = 0.9990889488,
//     P = 0.2215155482 / 0.9516630756 = 0.2327668;
//   b = 0.3, p̄ = 0.7: σ(4) = 0.9820137900, P = 0.9345879168 / 0.9516630756 = 0.9820576.
TEST(Heads, NoisyAndGivesValuesWorkedByHand) {
  const at::Tensor mean = floats({0.5F, 0.6F, 0.2F, 0.7F});
  const at::Tensor b = floats({0.5F, 0.5F, 0.3F, 0.3F});
  EXPECT_TRUE(noisyAnd(mean, b, 10).allclose(floats({0.5F, 0.7341934F, 0.2327668F, 0.9820576F}), 1e-5, 1e-6));
}

TEST(Heads, NoisyAndIsZeroForNoneAndOneForAll) {
  const at::Tensor b = floats({0.1F, 0.5F, 0.9F});
  for (const double slope : {1.0, 10.0, 40.0}) {
    EXPECT_TRUE(noisyAnd(torch::zeros({3}), b, slope).allclose(torch::zeros({3}), 0, 1e-6)) << slope;
    EXPECT_TRUE(noisyAnd(torch::ones({3}), b, slope).allclose(torch::ones({3}), 0, 1e-6)) << slope;
  }
}

// One channel, w = 1, bias = 0: features ±ln 4 give activations 0.8 and 0.2, whose mean is 0.5. With b = 0.5 P = 0.5,
// and output 2 · 0.5 − 1 = 0 gives 0.5. A tile alone: P(0.8) = (σ(3) − σ(−5)) / 0.9866142982 =
// (0.9525741268 − 0.0066928509) / 0.9866142982 = 0.9587143, output 0.9174287, σ = 0.7145179; the other is
// 1 − 0.7145179 by symmetry.
TEST(Heads, NoisyAndPoolsTheMeanOfActivations) {
  HeadSpec spec;
  spec.channels = 1;
  NoisyAndHeadImpl head(spec, 1);
  set(head, "instance.weight", floats({1}));
  set(head, "instance.bias", floats({0}));
  set(head, "noisy_and.b", floats({0.5F}));
  set(head, "output.weight", floats({2}));
  set(head, "output.bias", floats({-1}));
  const at::Tensor embeddings = head.embed(floats({1.3862944F, -1.3862944F}).view({2, 1}));
  EXPECT_TRUE(embeddings.view({-1}).allclose(floats({0.8F, 0.2F})));
  EXPECT_NEAR(head.bagScore(embeddings, {}).item<double>(), 0.5, 1e-6);
  const at::Tensor tiles = head.tileScores(embeddings, {});
  EXPECT_NEAR(tiles[0].item<double>(), 0.7145179, 1e-6);
  EXPECT_NEAR(tiles[1].item<double>(), 0.2854821, 1e-6);
  // scale 3, offset 1 on an output of 0: σ(1).
  EXPECT_NEAR(head.bagScore(embeddings, {3, 1}).item<double>(), 0.7310586, 1e-6);
}

// Encoder x → relu(x); attention tanh(h) · ln 3 over h = {0, 20} gives softmax weights 1/4 and 3/4 (tanh 20 = 1),
// pooled 0.25 · 0 + 0.75 · 20 = 15; norm (15 − 5) / √(4 − 1e-5 + 1e-5) = 5; output 5 · 0.2 − 1 = 0 → 0.5.
// Tiles alone: (0 − 5) / 2 · 0.2 − 1 = −1.5 and (20 − 5) / 2 · 0.2 − 1 = 0.5.
TEST(Heads, AttentionPoolsByHandWorkedWeights) {
  HeadSpec spec;
  spec.encoder = {1};
  spec.attention = 1;
  spec.batchNorm = true;
  AttentionHeadImpl head(spec, 1);
  head.eval();
  for (const char* name : {"encoder.0.weight", "attention.0.weight", "norm.weight"}) set(head, name, floats({1}));
  for (const char* name : {"encoder.0.bias", "attention.0.bias", "attention.2.bias", "norm.bias"})
    set(head, name, floats({0}));
  set(head, "attention.2.weight", floats({1.0986123F}));
  set(head, "norm.running_mean", floats({5}));
  set(head, "norm.running_var", floats({4 - 1e-5F}));
  set(head, "output.weight", floats({0.2F}));
  set(head, "output.bias", floats({-1}));
  const torch::NoGradGuard noGradient;
  const at::Tensor embeddings = head.embed(floats({-7, 20}).view({2, 1}));
  EXPECT_TRUE(embeddings.view({-1}).allclose(floats({0, 20})));
  EXPECT_TRUE(head.attentionWeights(embeddings).allclose(floats({0.25F, 0.75F})));
  EXPECT_NEAR(head.bagScore(embeddings, {}).item<double>(), 0.5, 1e-6);
  const at::Tensor tiles = head.tileScores(embeddings, {});
  EXPECT_NEAR(tiles[0].item<double>(), 0.1824255, 1e-6);  // σ(−1.5)
  EXPECT_NEAR(tiles[1].item<double>(), 0.6224593, 1e-6);  // σ(0.5)
}

// Logits 0 and ln 3 are scores 0.5 and 0.75: the bag's is their mean, not the logistic of the mean logit (0.634).
TEST(Heads, LinearAveragesScores) {
  LinearHeadImpl head(1);
  set(head, "output.weight", floats({1}));
  set(head, "output.bias", floats({0}));
  const at::Tensor embeddings = head.embed(floats({0, 1.0986123F}).view({2, 1}));
  EXPECT_NEAR(head.bagScore(embeddings, {}).item<double>(), 0.625, 1e-6);
  EXPECT_NEAR(head.tileScores(embeddings, {})[1].item<double>(), 0.75, 1e-6);
}

// Bags summed up part by part score as if pooled from their tiles; the oracle is LibTorch's own pooling above.
void expectSummaryAgrees(HeadImpl& head, std::int64_t features, const Logistic& logistic, double spread) {
  const torch::NoGradGuard noGradient;
  head.eval();
  // A probability is what a network of one output may give, and above zero.
  const at::Tensor input = features == 1 ? torch::rand({60, 1}) : torch::randn({60, features});
  const at::Tensor embeddings = head.embed(input * spread).contiguous();
  const auto summary = head.summary(logistic);
  std::vector<double> whole(summary->size());
  for (const std::int64_t begin : {0, 1, 30}) {
    std::vector<double> part(summary->size());
    const std::int64_t end = begin == 0 ? 1 : begin == 1 ? 30 : 60;
    for (std::int64_t tile = begin; tile < end; ++tile)
      summary->add({embeddings[tile].data_ptr<float>(), static_cast<std::size_t>(embeddings.size(1))}, part);
    for (std::size_t i = 0; i < part.size(); ++i) whole[i] += part[i];
    const auto score = summary->score(whole);
    ASSERT_TRUE(score);
    EXPECT_NEAR(*score, head.bagScore(embeddings.slice(0, 0, end), logistic).item<double>(), 1e-6) << end;
  }
  EXPECT_FALSE(summary->score(std::vector<double>(summary->size())));
}

TEST(Heads, SummariesScoreAsPoolingDoes) {
  const torch::NoGradGuard noGradient;
  torch::manual_seed(4);
  HeadSpec spec;
  spec.encoder = {24};
  spec.attention = 16;
  for (const HeadKind kind : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear})
    for (const bool norm : {false, true}) {
      spec.kind = kind;
      spec.batchNorm = norm;
      const auto head = makeHead(spec, 40);
      for (const auto& [name, tensor] : moduleTensors({{"", head.get()}}))
        if (name.find("norm.") == 0) at::Tensor(tensor).uniform_(0.5, 2);
      expectSummaryAgrees(*head, 40, {1.5, -0.2}, 1);
    }
  OwnScoreHeadImpl logits(OwnScoreHeadImpl::Gives::logit);
  expectSummaryAgrees(logits, 1, {2, 0.5}, 3);
  OwnScoreHeadImpl probabilities(OwnScoreHeadImpl::Gives::probability);
  expectSummaryAgrees(probabilities, 1, {}, 0.01);
}

// Weights far beyond what exp can hold: the tile with the largest is the bag.
TEST(Heads, ASummarySurvivesAnEnormousAttention) {
  torch::manual_seed(4);
  HeadSpec spec;
  spec.kind = HeadKind::attention;
  spec.encoder = {};
  spec.attention = 8;
  const auto head = makeHead(spec, 6);
  const torch::NoGradGuard noGradient;
  moduleTensors({{"", head.get()}}).at("attention.2.weight").fill_(120);
  const at::Tensor embeddings = torch::randn({40, 6});
  const auto summary = head->summary({});
  std::vector<double> sums(summary->size());
  for (std::int64_t tile = 0; tile < 40; ++tile) summary->add({embeddings[tile].data_ptr<float>(), 6}, sums);
  const auto score = summary->score(sums);
  ASSERT_TRUE(score);
  EXPECT_NEAR(*score, head->bagScore(embeddings, {}).item<double>(), 1e-6);
}

TEST(Heads, CountTheirWeightsWithoutBeingBuilt) {
  HeadSpec spec;
  spec.encoder = {64, 32};
  for (const HeadKind kind : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    spec.kind = kind;
    const auto head = makeHead(spec, 100);
    std::int64_t weights = 0;
    for (const auto& [name, tensor] : moduleTensors({{"", head.get()}})) {
      if (tensor.dim() == 2) weights += tensor.numel();
    }
    EXPECT_EQ(weightCount(spec, 100), weights) << static_cast<int>(kind);
  }
}

}  // namespace
}  // namespace snitt
