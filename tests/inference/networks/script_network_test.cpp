// Networks of somebody else: what may run, what is refused and why, and that the same tile gives the same bytes.
#include "inference/networks/script_network_p.h"

#include <thread>

#include <gtest/gtest.h>

#include "inference/engine/worker_p.h"
#include "inference/networks/script_fixture_p.h"
#include "support/shared_data.h"

namespace snitt {
namespace {

using test::allowedScript;
using test::scriptBytes;

constexpr const char* convolution = R"(
def forward(self, x):
    y = torch.relu(torch.conv2d(x, self.weight, self.bias))
    z = torch.sigmoid(y * 1.7 + 0.3) * torch.tanh(y)
    return torch.mean(z, [2, 3])
)";

std::map<std::string, at::Tensor> convolutionWeights() {
  torch::manual_seed(3);
  return {{"weight", torch::randn({5, 3, 3, 3})}, {"bias", torch::randn({5})}};
}

Result<ScriptNetwork> load(const std::string& bytes) {
  return onWorker("member a", [&] { return ScriptNetwork::load(allowedScript(bytes), at::kCPU, "member a"); });
}

Result<at::Tensor> run(const ScriptNetwork& network, const at::Tensor& input, int outputIndex = 0) {
  return onWorker("member a", [&] { return network.run(input.clone(), outputIndex); });
}

// Loads, and runs where it loads: the first error.
Error fault(const std::string& source, int outputIndex = 0) {
  const auto network = load(scriptBytes(source));
  if (!network) return network.error();
  const auto output = run(*network, torch::ones({1, 3, 4, 4}), outputIndex);
  return output ? Error{ErrorKind::cancelled, "it ran"} : output.error();
}

void expectFault(const std::string& source, const std::string& part, int outputIndex = 0) {
  const Error error = fault(source, outputIndex);
  EXPECT_EQ(error.kind, ErrorKind::model) << error.message;
  EXPECT_TRUE(error.message.starts_with("member a: ")) << error.message;
  EXPECT_NE(error.message.find(part), std::string::npos) << error.message;
  EXPECT_EQ(error.message.find('\n'), std::string::npos) << error.message;
}

TEST(ScriptNetwork, GivesWhatLibTorchGives) {
  const c10::InferenceMode inference;
  const auto weights = convolutionWeights();
  const auto network = load(scriptBytes(convolution, weights));
  ASSERT_TRUE(network) << network.error().message;
  const at::Tensor x = torch::randn({2, 3, 32, 32});
  const auto found = run(*network, x);
  ASSERT_TRUE(found) << found.error().message;
  const at::Tensor y = at::relu(at::conv2d(x, weights.at("weight"), weights.at("bias")));
  EXPECT_TRUE(found->allclose((at::sigmoid(y * 1.7 + 0.3) * at::tanh(y)).mean(at::IntArrayRef{2, 3}), 1e-5, 1e-6));
}

// The profiling executor compiles other kernels after its first runs.
TEST(ScriptNetwork, GivesTheSameBytesInEveryRunAndThread) {
  const auto network = load(scriptBytes(convolution, convolutionWeights()));
  ASSERT_TRUE(network) << network.error().message;
  const at::Tensor x = torch::randn({1, 3, 64, 64});
  const at::Tensor first = run(*network, x).value();
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(at::equal(run(*network, x).value(), first)) << "run " << i + 2;
  std::vector<std::jthread> threads;
  std::atomic<int> same = 0;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int j = 0; j < 5; ++j) same += at::equal(run(*network, x).value(), first) ? 1 : 0;
    });
  threads.clear();
  EXPECT_EQ(same, 20);
}

// The bytes are no TorchScript: a parser that saw them would say so instead.
TEST(ScriptNetwork, ANetworkThatMayNotRunIsNotEvenParsed) {
  const CodeFile garbage("network.pt", "garbage");
  const auto network = onWorker("a", [&] { return ScriptNetwork::load(garbage, at::kCPU, "member a"); });
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().kind, ErrorKind::refused);
  EXPECT_NE(network.error().message.find("--untrusted"), std::string::npos) << network.error().message;
}

TEST(ScriptNetwork, RefusesWhatIsNoTorchScript) {
  for (const std::string& bytes :
       {std::string("garbage"), std::string(), scriptBytes(convolution, convolutionWeights()).substr(0, 900)}) {
    const auto network = load(bytes);
    ASSERT_FALSE(network);
    EXPECT_EQ(network.error().kind, ErrorKind::model);
    EXPECT_NE(network.error().message.find("no TorchScript"), std::string::npos) << network.error().message;
    EXPECT_EQ(network.error().message.find('\n'), std::string::npos) << network.error().message;
  }
}

TEST(ScriptNetwork, TellsWhatTheNetworkSaidOfItsFailure) {
  expectFault("def forward(self, x):\n    return torch.matmul(x, torch.ones([7, 7]))\n", "the network failed");
  expectFault("def forward(self, x):\n    assert x.size(2) == 224, 'only for 224 px'\n    return x\n",
              "only for 224 px");
}

TEST(ScriptNetwork, RefusesOtherArguments) {
  expectFault("def forward(self, x, y):\n    return x + y\n", "must take one tensor");
  expectFault("def forward(self, x: List[Tensor]):\n    return x[0]\n", "must take one tensor");
  expectFault("def other(self, x):\n    return x\n", "no method forward");
}

TEST(ScriptNetwork, PicksAnOutputOfATupleOrList) {
  const std::string tuple = "def forward(self, x):\n    return x + 1, x + 2\n";
  const auto network = load(scriptBytes(tuple));
  ASSERT_TRUE(network) << network.error().message;
  EXPECT_EQ(run(*network, torch::zeros({1})).value().item<float>(), 1);
  EXPECT_EQ(run(*network, torch::zeros({1}), 1).value().item<float>(), 2);
  expectFault(tuple, "gives 2 outputs", 2);
  const auto list = load(scriptBytes("def forward(self, x):\n    return [x, x + 5]\n"));
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(run(*list, torch::zeros({1}), 1).value().item<float>(), 5);
  expectFault("def forward(self, x):\n    return x\n", "outputIndex must be 0", 1);
  expectFault("def forward(self, x):\n    return 'text'\n", "no tensor");
}

// One that counts its tiles would make a score depend on their order.
TEST(ScriptNetwork, RefusesANetworkWithAStateOfItsOwn) {
  const std::string counting = "def forward(self, x):\n    self.seen += 1\n    return x * self.seen\n";
  const auto network = load(scriptBytes(counting, {}, {{"seen", torch::zeros({1})}}));
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().kind, ErrorKind::model);
  EXPECT_NE(network.error().message.find("its own state (seen)"), std::string::npos) << network.error().message;
}

TEST(ScriptNetwork, HalfWeightsBecomeFloatAndIndicesStay) {
  const auto network =
      load(scriptBytes("def forward(self, x):\n    return torch.index_select(self.table, 0, self.index) * x\n",
                       {{"table", torch::arange(4).to(at::kHalf)}}, {{"index", torch::tensor({2, 3})}}));
  ASSERT_TRUE(network) << network.error().message;
  const auto output = run(*network, torch::ones({1}));
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(output->scalar_type(), at::kFloat);
  EXPECT_TRUE(at::equal(*output, torch::tensor({2.0F, 3.0F})));
}

}  // namespace
}  // namespace snitt
