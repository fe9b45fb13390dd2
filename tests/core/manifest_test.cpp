#include "core/bundle/manifest.h"

#include <gtest/gtest.h>

#include "support/sample_bundle.h"

namespace snitt {
namespace {

// A whole manifest as a person would write it.
const std::string kText = R"(
format = "snitt-bundle/1"
segmentation = "tissue"

[bundle]
id = "colon-1"
name = "Colon"
version = "2.1"
status = "research"
licence = "CC0-1.0"
intendedUse = "Tests"
card = "card.md"

[scope]
organ = ["colon", "rectum"]
pT = ["3", "4"]
leastMpp = 0.2
mostMpp = 0.5

[[resolution]]
name = "10x"
mpp = 0.92
tilePx = 512
overlapPx = 64

[[resolution.member]]
id = "10x-1"
architecture = "mobilenet_v2"
file = "nets/a.safetensors"
width = 0.5
head = { kind = "noisyAnd", channels = 10, slope = 10 }

[[resolution]]
name = "40x"
mpp = 0.23
tilePx = 256

[[resolution.member]]
id = "40x-1"
architecture = "mobilenet_v2"
file = "nets/b.safetensors"
padding = "same"

[decision]
combined = "mean"

[decision.thresholds]
10x = 0.5
40x = 0.6

[[decision.risk]]
group = "high"
class = ["poor"]
leastNodes = 3
mostNodes = 12

[assessable]
mostBlurredShare = 0.5

[assessable.leastTiles]
10x = 4

[tolerance]
devices = 0.01

[files]
"card.md" = "0000000000000000000000000000000000000000000000000000000000000000"
"nets/a.safetensors" = "1111111111111111111111111111111111111111111111111111111111111111"
"nets/b.safetensors" = "2222222222222222222222222222222222222222222222222222222222222222"
)";

const std::string kSegmentation = R"(
[segmentation]
mpp = 1
tilePx = 512
overlapPx = 64
classes = ["glass", "tumour"]
normalisation = { mean = [0.5, 0.5, 0.5], sd = [0.5, 0.5, 0.5] }
[segmentation.network]
architecture = "unet"
file = "nets/a.safetensors"
depth = 3
[segmentation.post]
medianPx = 7
lowThreshold = 80
percentile = 90
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) text.replace(at, from.size(), to);
  return text;
}

std::string withSegmentation() { return replaced(kText, "segmentation = \"tissue\"", "") + kSegmentation; }

std::string errorOf(const std::string& text) {
  const auto manifest = parseManifest(text);
  if (manifest) return "no error";
  EXPECT_EQ(manifest.error().kind, ErrorKind::model) << manifest.error().message;
  EXPECT_FALSE(manifest.error().message.ends_with('.')) << manifest.error().message;
  return manifest.error().message;
}

struct Mistake {
  std::string from;
  std::string to;
  std::string message;  // a part of it
};

void expectErrors(const std::string& text, const std::vector<Mistake>& mistakes) {
  ASSERT_TRUE(parseManifest(text)) << parseManifest(text).error().message;
  for (const Mistake& mistake : mistakes) {
    const std::string error = errorOf(replaced(text, mistake.from, mistake.to));
    EXPECT_NE(error.find(mistake.message), std::string::npos)
        << mistake.from << " -> " << mistake.to << "\n  said: " << error << "\n  want: " << mistake.message;
  }
}

Manifest unusualManifest() {
  Manifest manifest = test::sampleManifest();
  manifest.name = "Quote \" backslash \\ line\nbreak, bell \a, ü";
  manifest.status = BundleStatus::clinicalResearch;
  manifest.scope.allowed = {{"organ", {"colon"}}, {"pT", {"4a"}}, {"stage", {"II", "III"}}, {"stain", {"H&E"}}};
  manifest.scope.leastMpp = 0.1;
  manifest.outlineAllowed = false;
  manifest.maxUpsampling = 1.5;
  manifest.segmentation.useNetwork = true;
  manifest.segmentation.network.architecture = "unet";
  manifest.segmentation.network.file = "segmentation.safetensors";
  manifest.segmentation.network.baseChannels = 8;
  manifest.segmentation.network.depth = 3;
  manifest.segmentation.network.convolutionBias = true;
  manifest.segmentation.mpp = 2;
  manifest.segmentation.tilePx = 1024;
  manifest.segmentation.overlapPx = 128;
  manifest.segmentation.mapMpp = 4;
  manifest.segmentation.batch = 2;
  manifest.segmentation.classes = {"rest", "tumour"};
  manifest.segmentation.normalisation = {{.8298, .7107, .8242}, {.1051, .1544, .0992}};
  manifest.segmentation.post = {7, 3, 0.25, 80, 220, 90.5, 200, 5, 9000, 7, 1500};
  ResolutionSpec& resolution = manifest.resolutions[0];
  resolution.overlapPx = 12;
  resolution.leastTumourShare = 1.0 / 3;
  resolution.mostTiles = 77;
  resolution.batch = 4;
  resolution.normalisation.sd = {0.1, 1e-5, 1};
  NetworkSpec& network = resolution.members[0].network;
  network.width = 0.35;
  network.padding = Padding::same;
  network.convolutionBias = true;
  network.head = {HeadKind::attention, 10, 10, {64, 32}, 16, true};
  network.logistic = {2.5, -0.125};
  manifest.resolutions[1].members[0].network.head = {HeadKind::noisyAnd, 3, 7.5, {256}, 128, false};
  manifest.resolutions[1].members[1].network.head.kind = HeadKind::linear;
  manifest.decision.combined = CombineRule::max;
  manifest.decision.patients = PatientRule::worstClass;
  manifest.decision.risk = {{"high", {"poor", "uncertain"}, {"4"}, {"1", "2"}, 1, 12}, {"low", {}, {}, {}, {}, {}}};
  manifest.assessable = {0.5, {{"10x", 3}}, 0.1, 0.2, 0.3, 0.4};
  manifest.tolerance = {true, 0.02};
  manifest.decision.riskMaps = {{365.25, "death", {0.1, 0.9}, {0.01, 1.0 / 3}}, {1826.25, "death", {0, 1}, {0.5, 0.5}}};
  manifest.training = {"snitt 1", "cox", "The median", "training/config.toml", "", "", ""};
  manifest.references = {{"combined", {0.25, 0.5}, {5, 6, 7}}, {"focus", {}, {18}}};
  manifest.files["training/config.toml"] = std::string(64, 'b');
  manifest.files["segmentation.safetensors"] = std::string(64, 'a');
  return manifest;
}

TEST(Manifest, ReadsWhatAPersonWrote) {
  const auto manifest = parseManifest(kText);
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_EQ(manifest->id, "colon-1");
  EXPECT_EQ(manifest->status, BundleStatus::research);
  EXPECT_EQ(manifest->scope.allowed.at("organ"), (std::vector<std::string>{"colon", "rectum"}));
  EXPECT_FALSE(manifest->scope.allowed.contains("stain"));
  EXPECT_EQ(manifest->scope.mostMpp, 0.5);
  EXPECT_FALSE(manifest->segmentation.useNetwork);
  ASSERT_NE(manifest->resolution("40x"), nullptr);
  EXPECT_EQ(manifest->resolution("40x")->tilePx, 256);
  EXPECT_EQ(manifest->resolution("40x")->members[0].network.padding, Padding::same);
  EXPECT_EQ(manifest->resolution("10x")->members[0].network.width, 0.5);
  EXPECT_EQ(manifest->resolution("20x"), nullptr);
  EXPECT_EQ(manifest->decision.thresholds.at("40x"), 0.6);
  EXPECT_EQ(manifest->decision.risk[0].mostNodes, 12);
  EXPECT_EQ(manifest->assessable.leastTiles.at("10x"), 4);
  EXPECT_EQ(manifest->maxUpsampling, 1.25);
  EXPECT_TRUE(manifest->outlineAllowed);
}

const std::string kTraining = R"(
[[decision.riskMap]]
horizonDays = 365.25
event = "death"
scores = [0.1, 0.5, 0.9]
risks = [0.05, 0.15, 0.4]
[training]
software = "snitt 1"
loss = "cox"
thresholdRule = "The median"
config = "card.md"
[[reference]]
name = "combined"
edges = [0.25, 0.5]
counts = [5, 6, 7]
)";

TEST(Manifest, RefusesWhatATrainingCannotHaveLeft) {
  expectErrors(kText + kTraining,
               {{"scores = [0.1, 0.5, 0.9]", "scores = [0.1, 0.9, 0.5]", "decision.riskMap[0].scores must ascend"},
                {"scores = [0.1, 0.5, 0.9]", "scores = [0.1]", "must list two scores"},
                {"risks = [0.05, 0.15, 0.4]", "risks = [0.05, 0.15]", "must have one for each of the 3 scores"},
                {"risks = [0.05, 0.15, 0.4]", "risks = [0.05, 0.4, 0.15]", "must not fall where the score rises"},
                {"risks = [0.05, 0.15, 0.4]", "risks = [0.05, 0.15, 1.4]", "risks[2] is 1.4"},
                {"horizonDays = 365.25", "horizonDays = 0", "decision.riskMap[0].horizonDays is 0"},
                {"software = \"snitt 1\"", "", "training.software is missing"},
                {"config = \"card.md\"", "config = \"other.toml\"", "training.config is \"other.toml\", which [files]"},
                {"counts = [5, 6, 7]", "counts = [5, 6]", "reference[0].counts has 2 entries"},
                {"edges = [0.25, 0.5]", "edges = [0.5, 0.5]", "reference[0].edges must ascend"}});
}

TEST(Manifest, ARiskIsReadBetweenKnots) {
  const RiskMap map = parseManifest(kText + kTraining)->decision.riskMaps.at(0);
  EXPECT_DOUBLE_EQ(riskAt(map, 0.3), 0.1);
  EXPECT_DOUBLE_EQ(riskAt(map, 0.5), 0.15);
  EXPECT_DOUBLE_EQ(riskAt(map, 0), 0.05);
  EXPECT_DOUBLE_EQ(riskAt(map, 1), 0.4);
}

TEST(Manifest, RiskMapIsPartOfTheDecision) {
  Manifest manifest = test::sampleManifest();
  const PartHashes before = partHashes(manifest);
  manifest.references = {{"combined", {0.5}, {5, 6}}};
  EXPECT_TRUE(partHashes(manifest) == before);
  manifest.decision.riskMaps = {{365, "death", {0, 1}, {0, 1}}};
  EXPECT_NE(partHashes(manifest).decision, before.decision);
  EXPECT_EQ(partHashes(manifest).networks, before.networks);
}

TEST(Manifest, ReadsSegmentationNetwork) {
  const auto manifest = parseManifest(withSegmentation());
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_TRUE(manifest->segmentation.useNetwork);
  EXPECT_EQ(manifest->segmentation.network.depth, 3);
  EXPECT_EQ(manifest->segmentation.post.medianPx, 7);
  EXPECT_EQ(manifest->segmentation.post.highThreshold, 229);
}

TEST(Manifest, RoundTripsEveryField) {
  const Manifest manifest = unusualManifest();
  const auto again = parseManifest(formatManifest(manifest));
  ASSERT_TRUE(again) << again.error().message << "\n" << formatManifest(manifest);
  EXPECT_TRUE(*again == manifest) << formatManifest(*again);
  EXPECT_EQ(formatManifest(*again), formatManifest(manifest));
}

TEST(Manifest, IsWrittenForReaders) {
  Manifest manifest = test::sampleManifest();
  manifest.resolutions.pop_back();
  manifest.resolutions[0].members.pop_back();
  manifest.decision.thresholds.erase("40x");
  manifest.files = {{"card.md", std::string(64, '0')}, {"networks/10x-1.safetensors", std::string(64, '1')}};
  EXPECT_EQ(formatManifest(manifest), R"(format = "snitt-bundle/1"
segmentation = "tissue"

[bundle]
id = "sample"
name = "Sample bundle"
version = "1.0"
status = "untrained"
licence = "CC0-1.0"
intendedUse = "Tests"
card = "card.md"

[scope]

[input]
maxUpsampling = 1.25

[outline]
allowed = true

[[resolution]]
name = "10x"
mpp = 0.92
tilePx = 512
overlapPx = 0
leastTumourShare = 0.5
mostTiles = 0
batch = 8
normalisation = { mean = [0.5, 0.5, 0.5], sd = [0.5, 0.5, 0.5] }

[[resolution.member]]
id = "10x-1"
architecture = "mobilenet_v2"
file = "networks/10x-1.safetensors"
convolutionBias = false
width = 1
padding = "torchvision"
head = { kind = "noisyAnd", channels = 10, slope = 10 }
logistic = { scale = 1, offset = 0 }

[decision]
combined = "mean"
patients = "mean"

[decision.thresholds]
10x = 0.5

[assessable]
leastTumourMm2 = 0
mostBlurredShare = 1
mostFoldedShare = 1
mostInkedShare = 1
mostUnreadableShare = 0

[tolerance]
allowBf16 = false
mostBf16Difference = 0.02
devices = 0.001
fp32 = 1e-04

[files]
"card.md" = "0000000000000000000000000000000000000000000000000000000000000000"
"networks/10x-1.safetensors" = "1111111111111111111111111111111111111111111111111111111111111111"
)");
}

TEST(Manifest, NamesKeyThatIsMissing) {
  expectErrors(kText, {
                          {"format = \"snitt-bundle/1\"", "", "format is missing"},
                          {"segmentation = \"tissue\"", "", "segmentation is missing"},
                          {"id = \"colon-1\"", "", "bundle.id is missing"},
                          {"status = \"research\"", "", "bundle.status is missing"},
                          {"card = \"card.md\"", "", "bundle.card is missing"},
                          {"mpp = 0.92", "", "resolution[0].mpp is missing"},
                          {"tilePx = 256", "", "resolution[1].tilePx is missing"},
                          {"file = \"nets/b.safetensors\"", "", "resolution[1].member[0].file is missing"},
                          {"40x = 0.6", "", "decision.thresholds.\"40x\" is missing"},
                          {"group = \"high\"", "", "decision.risk[0].group is missing"},
                      });
  EXPECT_NE(errorOf(kText.substr(0, kText.find("[files]"))).find("files is missing"), std::string::npos);
  EXPECT_NE(errorOf("format = \"snitt-bundle/1\"").find("bundle is missing"), std::string::npos);
}

TEST(Manifest, NamesKeyOfWrongType) {
  expectErrors(kText, {
                          {"name = \"Colon\"", "name = 3", "bundle.name must be a text"},
                          {"mpp = 0.92", "mpp = \"0.92\"", "resolution[0].mpp must be a number"},
                          {"tilePx = 512", "tilePx = 512.5", "resolution[0].tilePx must be a whole number"},
                          {"organ = [\"colon\", \"rectum\"]", "organ = \"colon\"", "scope.organ must be a list"},
                          {"organ = [\"colon\", \"rectum\"]", "organ = [1]", "scope.organ must list texts"},
                          {"segmentation = \"tissue\"", "segmentation = 1", "segmentation must be a table"},
                          {"devices = 0.01", "allowBf16 = 1", "tolerance.allowBf16 must be true or false"},
                          {"channels = 10", "channels = true", "resolution[0].member[0].head.channels must be a whole"},
                          {"[assessable]\n", "[[assessable]]\n", "assessable must be a table"},
                      });
}

TEST(Manifest, NamesKeyOutOfRange) {
  expectErrors(
      kText,
      {
          {"mpp = 0.92", "mpp = 0.04", "resolution[0].mpp is 0.04 and must be from 0.05 to 20"},
          {"mpp = 0.92", "mpp = nan", "resolution[0].mpp is NaN"},
          {"tilePx = 512", "tilePx = -9223372036854775808", "resolution[0].tilePx is -9223372036854775808"},
          {"overlapPx = 64", "overlapPx = 512", "resolution[0].overlapPx is 512 and must be below tilePx"},
          {"overlapPx = 64", "batch = 0", "resolution[0].batch is 0 and must be from 1"},
          {"overlapPx = 64", "leastTumourShare = 0", "resolution[0].leastTumourShare is 0 and must be above 0"},
          {"overlapPx = 64", "mostTiles = -1", "resolution[0].mostTiles is -1"},
          {"overlapPx = 64", "normalisation = { sd = [1, 0, 1] }", "resolution[0].normalisation.sd[1] is 0"},
          {"overlapPx = 64", "normalisation = { mean = [1, 0] }", "resolution[0].normalisation.mean must list three"},
          {"width = 0.5", "width = 0", "resolution[0].member[0].width is 0"},
          {"slope = 10", "slope = -1", "resolution[0].member[0].head.slope is -1"},
          {"padding = \"same\"", "padding = \"none\"",
           "resolution[1].member[0].padding is \"none\" and must be one of"},
          {"padding = \"same\"", "logistic = { scale = 0 }", "resolution[1].member[0].logistic.scale is 0"},
          {"architecture = \"mobilenet_v2\"", "architecture = \"vgg\"", "architecture is \"vgg\" and must be"},
          {"10x = 0.5", "10x = 1.01", "decision.thresholds.10x is 1.01 and must be from 0 to 1"},
          {"combined = \"mean\"", "combined = \"median\"", "decision.combined is \"median\""},
          {"status = \"research\"", "status = \"cleared\"", "bundle.status is \"cleared\""},
          {"segmentation = \"tissue\"", "segmentation = \"all\"", "segmentation is \"all\""},
          {"mostBlurredShare = 0.5", "mostBlurredShare = 50", "assessable.mostBlurredShare is 50"},
          {"mostMpp = 0.5", "mostMpp = 0.1", "scope.leastMpp is 0.2 and must not be above mostMpp"},
          {"mostNodes = 12", "mostNodes = 2", "decision.risk[0].leastNodes is 3 and must not be above mostNodes"},
          {"devices = 0.01", "devices = -1", "tolerance.devices is -1"},
          {"[scope]", "[input]\nmaxUpsampling = 0.9\n[scope]", "input.maxUpsampling is 0.9"},
          {"name = \"Colon\"", "name = \"  \"", "bundle.name is empty"},
          {"organ = [\"colon\", \"rectum\"]", "organ = []", "scope.organ is an empty list"},
      });
}

TEST(Manifest, NamesKeyThatIsWrongInSegmentation) {
  expectErrors(withSegmentation(),
               {
                   {"overlapPx = 64\nclasses", "overlapPx = 600\nclasses", "segmentation.overlapPx is 600"},
                   {"classes = [\"glass\", \"tumour\"]", "classes = [\"tumour\"]", "segmentation.classes must list"},
                   {"\"glass\", \"tumour\"", "\"tumour\", \"tumour\"", "segmentation.classes lists a class twice"},
                   {"classes = [", "mapMpp = 0.5\nclasses = [", "segmentation.mapMpp must not be finer"},
                   {"depth = 3", "depth = 0", "segmentation.network.depth is 0"},
                   {"depth = 3", "width = 1", "segmentation.network.width is no key"},
                   {"\"unet\"", "\"mobilenet_v2\"", "segmentation.network.architecture is \"mobilenet_v2\""},
                   {"medianPx = 7", "medianPx = 8", "segmentation.post.medianPx is 8 and must be odd"},
                   {"lowThreshold = 80", "lowThreshold = 240", "segmentation.post.lowThreshold is 240"},
                   {"percentile = 90", "percentile = 101", "segmentation.post.percentile is 101"},
                   {"percentile = 90", "smoothScale = 0", "segmentation.post.smoothScale is 0"},
               });
}

TEST(Manifest, NamesUnknownKey) {
  expectErrors(kText, {
                          {"[scope]", "[scoop]\na = 1\n[scope]", "scoop is no key that this version knows"},
                          {"licence =", "license = \"x\"\nlicence =", "bundle.license is no key"},
                          {"overlapPx = 64", "overlap = 64", "resolution[0].overlap is no key"},
                          {"slope = 10", "slop = 10", "resolution[0].member[0].head.slop is no key"},
                          {"combined = \"mean\"", "treshold = 1", "decision.treshold is no key"},
                          {"pT = [\"3\", \"4\"]", "size = [\"3\"]", "scope.size is no key"},
                      });
  // The keys that exist help to see the slip.
  EXPECT_NE(errorOf(replaced(kText, "mostNodes", "maxNodes")).find("mostNodes"), std::string::npos);
}

TEST(Manifest, RefusesKeyOfAnotherHead) {
  expectErrors(kText, {{"kind = \"noisyAnd\", channels = 10", "kind = \"attention\"",
                        "resolution[0].member[0].head.slope does not belong to a head of kind \"attention\""},
                       {"slope = 10", "encoder = [4]", "head.encoder does not belong to a head of kind \"noisyAnd\""}});
}

TEST(Manifest, RefusesNamesThatClashOrCannotNameFiles) {
  expectErrors(kText,
               {
                   {"id = \"colon-1\"", "id = \"colon 1\"", "bundle.id is \"colon 1\""},
                   {"name = \"40x\"", "name = \"10x\"", "resolution[1].name is \"10x\", which another"},
                   {"name = \"40x\"", "name = \"../40x\"", "resolution[1].name is \"../40x\""},
                   {"id = \"40x-1\"", "id = \"10x-1\"", "resolution[1].member[0].id is \"10x-1\", which another"},
                   {"id = \"40x-1\"", "id = \"a,b\"", "resolution[1].member[0].id is \"a,b\""},
                   {"id = \"40x-1\"", "id = \"ensemble\"", "resolution[1].member[0].id is \"ensemble\""},
                   {"10x = 0.5", "10x = 0.5\n20x = 0.5", "decision.thresholds.\"20x\" names a resolution"},
                   {"10x = 4", "20x = 4", "assessable.leastTiles.\"20x\" names a resolution"},
               });
}

TEST(Manifest, RefusesImpossibleCategories) {
  expectErrors(kText, {
                          {"pT = [\"3\", \"4\"]", "pT = [\"5\"]", "scope.pT lists \"5\""},
                          {"pT = [\"3\", \"4\"]", "pT = [\"X\"]", "scope.pT lists \"X\""},
                          {"pT = [\"3\", \"4\"]", "stage = [\"IV\"]", "scope.stage lists \"IV\""},
                          {"class = [\"poor\"]", "class = [\"bad\"]", "decision.risk[0].class lists \"bad\""},
                          {"class = [\"poor\"]", "pN = [\"3\"]", "decision.risk[0].pN lists \"3\""},
                      });
}

TEST(Manifest, RefusesFilesThatAreUnlistedOrLeaveTheFolder) {
  const std::string hash(64, '3');
  const auto listing = [&](const std::string& path) { return "[files]\n\"" + path + "\" = \"" + hash + "\""; };
  expectErrors(kText, {
                          {"card = \"card.md\"", "card = \"other.md\"", "bundle.card is \"other.md\", which [files]"},
                          {"file = \"nets/a.safetensors\"", "file = \"nets/c.safetensors\"",
                           "resolution[0].member[0].file is \"nets/c.safetensors\", which [files] does not list"},
                          {"file = \"nets/a.safetensors\"", "file = \"/nets/a.safetensors\"", "no relative path"},
                          {"[files]", listing("../x"), "files.\"../x\" is no relative path"},
                          {"[files]", listing("/etc/passwd"), "files.\"/etc/passwd\" is no relative path"},
                          {"[files]", listing("a/../../x"), "is no relative path"},
                          {"[files]", listing("a//x"), "is no relative path"},
                          {"[files]", listing("a/."), "is no relative path"},
                          {"[files]", listing("a\\\\x"), "is no relative path"},
                          {"[files]", listing("C:x"), "is no relative path"},
                          {"[files]", listing("a\\u0000b"), "is no relative path"},
                          {"[files]", listing("manifest.toml"), "is the manifest itself"},
                          {"\"1111", "\"111", "files.\"nets/a.safetensors\" must be a SHA-256"},
                          {"\"1111", "\"A111", "files.\"nets/a.safetensors\" must be a SHA-256"},
                      });
}

TEST(Manifest, NeedsResolutionAndMember) {
  Manifest manifest = test::sampleManifest();
  manifest.resolutions[1].members.clear();
  EXPECT_NE(errorOf(formatManifest(manifest)).find("resolution[1].member is missing"), std::string::npos);
  manifest.resolutions.clear();
  EXPECT_NE(errorOf(formatManifest(manifest)).find("resolution is missing"), std::string::npos);
}

TEST(Manifest, ResolutionsMayHaveDifferentNumbersOfMembers) {
  Manifest manifest = test::sampleManifest();
  manifest.resolutions[1].members.pop_back();
  EXPECT_TRUE(parseManifest(formatManifest(manifest)));
}

TEST(Manifest, RefusesNewerMajorVersionWhateverElseItHolds) {
  const auto newer = parseManifest("format = \"snitt-bundle/2\"\nnovelty = 1");
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().kind, ErrorKind::unsupported);
  EXPECT_NE(newer.error().message.find("snitt-bundle/2"), std::string::npos);
  EXPECT_TRUE(parseManifest(replaced(kText, "snitt-bundle/1", "snitt-bundle/1.3")));
  EXPECT_NE(errorOf(replaced(kText, "snitt-bundle/1", "bundle")).find("format is \"bundle\""), std::string::npos);
}

TEST(Manifest, NamesLineThatIsNoToml) {
  EXPECT_NE(errorOf("format = \"snitt-bundle/1\"\n[bundle\n").find("line 2"), std::string::npos);
  EXPECT_NE(errorOf(replaced(kText, "version = \"2.1\"", "version = \"2.1\"\nversion = \"2.2\"")).find("is no TOML"),
            std::string::npos);
  EXPECT_NE(errorOf(std::string(100000, '[')).find("is no TOML"), std::string::npos);
}

TEST(Manifest, ThresholdChangesOnlyTheDecisionsHash) {
  const Manifest before = unusualManifest();
  Manifest after = before;
  after.decision.thresholds["10x"] = 0.51;
  EXPECT_NE(partHashes(after).decision, partHashes(before).decision);
  EXPECT_EQ(partHashes(after).networks, partHashes(before).networks);
  EXPECT_EQ(partHashes(after).segmentation, partHashes(before).segmentation);
  after = before;
  after.assessable.leastTumourMm2 += 1;
  EXPECT_NE(partHashes(after).decision, partHashes(before).decision);
}

TEST(Manifest, NetworkFilesChangeTheirPartsHash) {
  const Manifest before = unusualManifest();
  Manifest after = before;
  after.files["networks/40x-2.safetensors"][5] = 'f';
  EXPECT_NE(partHashes(after).networks, partHashes(before).networks);
  EXPECT_EQ(partHashes(after).segmentation, partHashes(before).segmentation);
  after = before;
  after.files["segmentation.safetensors"][5] = 'f';
  EXPECT_EQ(partHashes(after).networks, partHashes(before).networks);
  EXPECT_NE(partHashes(after).segmentation, partHashes(before).segmentation);
}

TEST(Manifest, WhatChangesInferenceChangesHashes) {
  const Manifest before = unusualManifest();
  Manifest after = before;
  after.maxUpsampling = 1.3;
  EXPECT_NE(partHashes(after).networks, partHashes(before).networks);
  EXPECT_NE(partHashes(after).segmentation, partHashes(before).segmentation);
  after = before;
  after.resolutions[0].batch = 2;
  EXPECT_NE(partHashes(after).networks, partHashes(before).networks);
  after = before;
  after.segmentation.post.closePx = 11;
  EXPECT_NE(partHashes(after).segmentation, partHashes(before).segmentation);
  after = before;
  after.name = "Renamed";
  after.files["card.md"] = std::string(64, 'e');
  EXPECT_EQ(partHashes(after), partHashes(before));
}

}  // namespace
}  // namespace snitt
