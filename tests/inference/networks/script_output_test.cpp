#include "inference/networks/script_output_p.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

ScriptSpec spec(ScriptOutput output) {
  ScriptSpec result;
  result.output = output;
  return result;
}

void expectWrong(const Result<at::Tensor>& result, const std::string& part) {
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::model);
  EXPECT_NE(result.error().message.find(part), std::string::npos) << result.error().message;
}

TEST(ScriptRows, TakesOneValueATileInEitherShape) {
  const at::Tensor values = torch::tensor({0.25F, 0.5F});
  for (const at::Tensor& shaped : {values, values.unsqueeze(1)}) {
    const auto rows = scoringRows(shaped, spec(ScriptOutput::probability), 2);
    ASSERT_TRUE(rows) << rows.error().message;
    EXPECT_TRUE(at::equal(*rows, values.unsqueeze(1)));
  }
  EXPECT_TRUE(scoringRows(values * 100, spec(ScriptOutput::logit), 2));
}

TEST(ScriptRows, PicksTheClassOfSeveral) {
  const at::Tensor logits = torch::tensor({{1.0F, 2.0F, 3.0F}, {0.0F, 0.0F, 5.0F}});
  ScriptSpec third = spec(ScriptOutput::logits);
  third.classes = 3;
  third.classIndex = 2;
  EXPECT_TRUE(scoringRows(logits, third, 2)->allclose(at::softmax(logits, 1).slice(1, 2, 3)));
  third.output = ScriptOutput::probabilities;
  EXPECT_TRUE(at::equal(*scoringRows(at::softmax(logits, 1), third, 2), at::softmax(logits, 1).slice(1, 2, 3)));
}

TEST(ScriptRows, RefusesWhatTheManifestDoesNotSay) {
  ScriptSpec two = spec(ScriptOutput::logits);
  expectWrong(scoringRows(torch::zeros({1, 3}), two, 1), "expected was [1, 2]");
  expectWrong(scoringRows(torch::zeros({2, 2}), two, 1), "[2, 2]");
  expectWrong(scoringRows(torch::zeros({1, 2, 7, 7}), two, 1), "shape");
  expectWrong(scoringRows(torch::tensor({{NAN, 1.0F}}), two, 1), "NaN or Inf");
  expectWrong(scoringRows(torch::tensor({{INFINITY}}), spec(ScriptOutput::logit), 1), "NaN or Inf");
  expectWrong(scoringRows(torch::tensor({1.5F}), spec(ScriptOutput::probability), 1), "no probabilities");
  expectWrong(scoringRows(torch::tensor({-0.5F}), spec(ScriptOutput::probability), 1), "no probabilities");
}

ScriptSpec maps(ScriptOutput output) { return spec(output); }

TEST(ScriptMaps, ReadsTheLastClassInEitherLayout) {
  const at::Tensor chances = at::softmax(torch::randn({2, 3, 16, 16}), 1);
  const auto first = tumourMaps(chances, maps(ScriptOutput::probabilities), 2, 16, 3);
  const auto last = tumourMaps(chances.permute({0, 2, 3, 1}), maps(ScriptOutput::probabilities), 2, 16, 3);
  ASSERT_TRUE(first && last);
  EXPECT_TRUE(at::equal(*first, chances.select(1, 2)));
  EXPECT_TRUE(at::equal(*first, *last));
  EXPECT_TRUE(last->is_contiguous());
}

TEST(ScriptMaps, BytesAreShares) {
  at::Tensor bytes = torch::zeros({1, 16, 16, 3}, at::kByte);
  bytes[0][4][5][2] = 255;
  bytes[0][4][6][2] = 51;
  const auto map = tumourMaps(bytes, maps(ScriptOutput::probabilities), 1, 16, 3);
  ASSERT_TRUE(map) << map.error().message;
  EXPECT_EQ(map->index({0, 4, 5}).item<float>(), 1);
  EXPECT_NEAR(map->index({0, 4, 6}).item<float>(), 0.2, 1e-7);
  expectWrong(tumourMaps(bytes, maps(ScriptOutput::logits), 1, 16, 3), "cannot be logits");
}

TEST(ScriptMaps, LogitsGoThroughTheSoftmax) {
  const at::Tensor logits = torch::randn({1, 16, 16, 4});
  const auto map = tumourMaps(logits, maps(ScriptOutput::logits), 1, 16, 4);
  ASSERT_TRUE(map);
  EXPECT_TRUE(map->allclose(at::softmax(logits, 3).select(3, 3)));
}

TEST(ScriptMaps, RefusesOtherSizesAndNumbers) {
  const ScriptSpec any = maps(ScriptOutput::probabilities);
  expectWrong(tumourMaps(torch::zeros({1, 16, 16, 2}), any, 1, 16, 3), "[1, 16, 16, 3] or [1, 3, 16, 16]");
  expectWrong(tumourMaps(torch::zeros({1, 3, 8, 8}), any, 1, 16, 3), "shape");
  expectWrong(tumourMaps(torch::full({1, 3, 16, 16}, NAN), any, 1, 16, 3), "NaN or Inf");
  expectWrong(tumourMaps(torch::full({1, 3, 16, 16}, 200.0F), any, 1, 16, 3), "no probabilities");
  expectWrong(tumourMaps(torch::zeros({1, 3, 16, 16}, at::kInt), any, 1, 16, 3), "neither bytes nor floats");
}

// WSInfer's rule: several logits softmax, one sigmoid.
TEST(ScriptClasses, SoftmaxOfSeveralSigmoidOfOne) {
  const at::Tensor logits = torch::randn({2, 3});
  EXPECT_TRUE(classProbabilities(logits, 2, 3)->allclose(at::softmax(logits, 1)));
  EXPECT_TRUE(classProbabilities(logits.slice(1, 0, 1), 2, 1)->allclose(at::sigmoid(logits.slice(1, 0, 1))));
  EXPECT_TRUE(classProbabilities(logits.select(1, 0), 2, 1)->allclose(at::sigmoid(logits.slice(1, 0, 1))));
  expectWrong(classProbabilities(logits, 2, 2), "expected was [2, 2]");
}

}  // namespace
}  // namespace snitt
