// TorchScript in a manifest: which keys belong to which kind of output.
#include <gtest/gtest.h>

#include "core/bundle/manifest.h"
#include "support/sample_bundle.h"

namespace snitt {
namespace {

// sampleManifest with its first member as TorchScript, and the segmentation too.
Manifest scripted(ScriptOutput output) {
  Manifest manifest = test::sampleManifest();
  NetworkSpec& network = manifest.resolutions[0].members[0].network;
  network.architecture = scriptArchitecture;
  network.file = "networks/a.pt";
  network.script.input = ScriptInput::bytes;
  network.script.output = output;
  network.script.outputIndex = 2;
  manifest.files["networks/a.pt"] = std::string(64, 'a');
  SegmentationSpec& segmentation = manifest.segmentation;
  segmentation.useNetwork = true;
  segmentation.network.architecture = scriptArchitecture;
  segmentation.network.file = "networks/s.pt";
  segmentation.network.script = {ScriptInput::floats, ScriptOutput::logits, 1, 2, 1, 1};
  manifest.files["networks/s.pt"] = std::string(64, 'b');
  return manifest;
}

NetworkSpec& networkOf(Manifest& manifest) { return manifest.resolutions[0].members[0].network; }

Manifest withFeatures() {
  Manifest manifest = scripted(ScriptOutput::features);
  NetworkSpec& network = networkOf(manifest);
  network.script.features = 1280;
  network.head.kind = HeadKind::attention;
  network.headFile = "networks/head.safetensors";
  network.logistic = {0.5, 1};
  manifest.files["networks/head.safetensors"] = std::string(64, 'c');
  return manifest;
}

void expectRoundTrip(const Manifest& manifest) {
  const auto again = parseManifest(formatManifest(manifest));
  ASSERT_TRUE(again) << again.error().message << "\n" << formatManifest(manifest);
  EXPECT_TRUE(*again == manifest) << formatManifest(manifest) << formatManifest(*again);
}

void expectError(const Manifest& manifest, const std::string& from, const std::string& to, const std::string& part) {
  std::string text = formatManifest(manifest);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from << "\n" << text;
  const auto parsed = parseManifest(text.replace(at, from.size(), to));
  ASSERT_FALSE(parsed) << to;
  EXPECT_EQ(parsed.error().kind, ErrorKind::model);
  EXPECT_NE(parsed.error().message.find(part), std::string::npos) << parsed.error().message;
}

TEST(ManifestScript, RoundTripsEveryKindOfOutput) {
  expectRoundTrip(scripted(ScriptOutput::probability));
  expectRoundTrip(withFeatures());
  Manifest logit = scripted(ScriptOutput::logit);
  networkOf(logit).logistic = {2, -1};
  expectRoundTrip(logit);
  for (const ScriptOutput output : {ScriptOutput::probabilities, ScriptOutput::logits}) {
    Manifest several = scripted(output);
    networkOf(several).script.classes = 9;
    networkOf(several).script.classIndex = 8;
    expectRoundTrip(several);
  }
}

TEST(ManifestScript, ListsItsNetworks) {
  const Manifest manifest = withFeatures();
  ASSERT_EQ(manifest.networks().size(), 5U);
  EXPECT_EQ(manifest.networks().front()->file, "networks/s.pt");
  EXPECT_TRUE(manifest.networks()[1]->isScript());
  EXPECT_FALSE(manifest.networks()[2]->isScript());
}

TEST(ManifestScript, NeedsWhatItsOutputNeeds) {
  expectError(withFeatures(), ", features = 1280", "", "script.features is missing");
  expectError(withFeatures(), "headFile = \"networks/head.safetensors\"\n", "", "headFile is missing");
  expectError(withFeatures(), "headFile = \"networks/head.safetensors\"", "headFile = \"networks/other.safetensors\"",
              "which [files] does not list");
  const Manifest logits = scripted(ScriptOutput::logits);
  expectError(logits, ", classIndex = 1", "", "script.classIndex is missing");
  expectError(logits, "classIndex = 1", "classIndex = 2", "must be below classes");
  expectError(logits, "output = \"logits\"", "output = \"chances\"", "must be one of");
  expectError(logits, "script = { input = \"uint8\"", "padding = \"same\"\nscript = { input = \"uint8\"",
              "padding does not belong to a TorchScript network");
}

TEST(ManifestScript, RefusesKeysOfAnotherOutput) {
  const Manifest probability = scripted(ScriptOutput::probability);
  expectError(probability, "outputIndex = 2", "outputIndex = 2, classes = 3", "classes does not belong");
  expectError(probability, "outputIndex = 2", "outputIndex = 2, features = 3", "features does not belong");
  expectError(probability, "script = { input = \"uint8\"", "logistic = { scale = 2 }\nscript = { input = \"uint8\"",
              "logistic does not belong");
  expectError(probability, "script = { input = \"uint8\"", "head = { kind = \"linear\" }\nscript = { input = \"uint8\"",
              "head does not belong");
  expectError(probability, "id = \"10x-2\"\n", "id = \"10x-2\"\nscript = { output = \"logit\" }\n",
              "script does not belong to a network of architecture \"mobilenet_v2\"");
}

TEST(ManifestScript, SegmentationsGiveClassesAlone) {
  const Manifest manifest = scripted(ScriptOutput::probability);
  expectError(manifest, "output = \"logits\"", "output = \"features\"", "must be \"probabilities\" or \"logits\"");
  expectError(manifest, "input = \"float\"", "input = \"uint8\"", "normalisation does not belong");
  Manifest clash = manifest;
  clash.segmentation.tilePx = 16;
  clash.segmentation.overlapPx = 0;
  clash.segmentation.classes.clear();
  for (int i = 0; i < 16; ++i) clash.segmentation.classes.push_back("c" + std::to_string(i));
  expectError(clash, "tilePx = 16\n", "tilePx = 16\n", "must differ from the number of classes");
}

TEST(ManifestScript, RunsInFloat32Alone) {
  expectError(withFeatures(), "allowBf16 = false", "allowBf16 = true", "TorchScript networks run in float32 alone");
}

TEST(ManifestScript, TheHeadAndTheScriptArePartOfTheNetworksHash) {
  const Manifest before = withFeatures();
  Manifest after = before;
  after.files["networks/head.safetensors"] = std::string(64, 'd');
  EXPECT_NE(partHashes(after).networks, partHashes(before).networks);
  after = before;
  networkOf(after).script.outputIndex = 0;
  EXPECT_NE(partHashes(after).networks, partHashes(before).networks);
  EXPECT_EQ(partHashes(after).segmentation, partHashes(before).segmentation);
}

}  // namespace
}  // namespace snitt
