#include "core/training/train_config.h"

#include <gtest/gtest.h>

namespace snitt::training {
namespace {

const std::string kText = R"(
format = "snitt-train/1"
[bundle]
id = "colon-1"
name = "Colon"
version = "2.1"
licence = "CC0-1.0"
intendedUse = "Tests"
[[resolution]]
name = "10x"
mpp = 0.92
tilePx = 512
seeds = [1, 2, 3, 4, 5, 6]
pretrained = "/data/weights/mobilenet_v2.safetensors"
[[resolution]]
name = "40x"
mpp = 0.23
tilePx = 256
seeds = [7, 8, 9, 10, 11]
[learning]
epochs = 20
[split]
train = 0.6
tune = 0.4
)";

std::string with(const std::string& from, const std::string& to) {
  std::string text = kText;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string errorOf(const std::string& text) {
  const auto config = parseTrainConfig(text);
  if (config) return "no error";
  EXPECT_EQ(config.error().kind, ErrorKind::usage);
  EXPECT_FALSE(config.error().message.ends_with('.'));
  return config.error().message;
}

const std::string kExtractor = R"(encoder = "frozen"
featureViews = 3
extractor = { file = "/data/weights/uni.pt", features = 1024, input = "uint8" }
)";

TEST(TrainConfig, AnExtractorBecomesTheMembersNetworkAndLosesItsFolder) {
  std::string text = with("tilePx = 256\n", "tilePx = 256\n" + kExtractor);
  const auto config = parseTrainConfig(text);
  ASSERT_TRUE(config) << config.error().message;
  const auto again = parseTrainConfig(formatTrainConfig(*config));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(*again == *config);
  EXPECT_EQ(withoutFolders(*config).resolutions[1].extractor.file, "uni.pt");
  const NetworkSpec& member = draftManifest(*config).resolutions[1].members[0].network;
  EXPECT_TRUE(member.isScript());
  EXPECT_EQ(member.script.output, ScriptOutput::features);
  EXPECT_EQ(member.script.features, 1024);
  EXPECT_NE(member.headFile, "");
  EXPECT_TRUE(parseManifest(formatManifest(draftManifest(*config))));
}

TEST(TrainConfig, EncodersThatWouldStayRandomAreRefused) {
  EXPECT_EQ(
      errorOf(with("tilePx = 256\n", "tilePx = 256\nencoder = \"frozen\"\n")),
      "resolution.encoder of 40x is frozen with random weights: name pretrained, extractor or [simulatedEncoder]");
  EXPECT_EQ(errorOf(with("tilePx = 256\n", "tilePx = 256\nfrozenBlocks = 3\n")),
            "resolution.frozenBlocks of 40x would keep random weights: name pretrained or [simulatedEncoder]");
  const auto simulated = parseTrainConfig(with("[learning]", "[simulatedEncoder.cells]\ntumours = 50\n[learning]"));
  ASSERT_TRUE(simulated) << simulated.error().message;
  EXPECT_FALSE(simulated->startsFromSimulated(simulated->resolutions[0]));  // it has weights of its own
  EXPECT_TRUE(simulated->startsFromSimulated(simulated->resolutions[1]));
  EXPECT_EQ(simulated->simulatedEncoder->cells.tumours, 50);
  EXPECT_NE(simulated->simulatedEncoder->architecture.tumours, 50);
  EXPECT_TRUE(*parseTrainConfig(formatTrainConfig(*simulated)) == *simulated);
}

TEST(TrainConfig, KeysOfAnotherEncoderAreMistakes) {
  EXPECT_EQ(errorOf(with("tilePx = 256\n", "tilePx = 256\nfeatureViews = 2\n")),
            "resolution[1].featureViews does not belong to encoder = \"trained\"");
  EXPECT_EQ(errorOf(with("tilePx = 256\n", "tilePx = 256\nwidth = 0.5\n" + kExtractor)),
            "resolution[1].width does not belong to an extractor");
}

TEST(TrainConfig, IsReadWithTheMethodsDefaults) {
  const auto config = parseTrainConfig(kText);
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->bundle.status, BundleStatus::research);
  EXPECT_EQ(config->labels, (LabelRule{85, 6, 100, 2.5, true, 365.25}));
  EXPECT_EQ(config->learning.epochs, 20);
  EXPECT_EQ(config->keep, 5);
  EXPECT_EQ(config->threshold.kind, ThresholdKind::youden);
  EXPECT_EQ(config->resolutions[0].seeds.size(), 6U);
  EXPECT_EQ(config->horizonsDays(), (std::vector<double>{365.25, 1095.75, 1826.25}));
}

TEST(TrainConfig, ComesBackAsItWasWritten) {
  TrainConfig config = parseTrainConfig(kText).value();
  config.bundle.status = BundleStatus::demonstrator;
  config.bundle.limits = {"One scanner", "Quote \" and\nline"};
  config.scope.allowed = {{"organ", {"colon"}}};
  config.scope.leastMpp = 0.1;
  config.assessable.leastTiles = {{"10x", 7}};
  config.event = EventKind::death;
  config.labels = {80, 5, 30, 3, false, 365};
  config.split = {0.5, 0.3, 0.2, 77};
  config.thumbnailDistance = 2;
  config.segmentation.source = SegmentationSource::train;
  config.segmentation.epochs = 3;
  config.segmentation.post.medianPx = 3;
  config.resolutions[0].head = {HeadKind::attention, 10, 10, {64}, 16, true};
  config.resolutions[1].padding = Padding::same;
  config.resolutions[1].tiles.normalisation.sd = {0.1, 0.2, 0.3};
  config.learning.optimiser = Optimiser::adamw;
  config.learning.schedule = Schedule::cosine;
  config.learning.augmentation = {false, 0.2, 0.3, 0.4, 0.1};
  config.keep = 4;
  config.memberFigure = MemberFigure::concordance;
  config.threshold = {ThresholdKind::goodSensitivity, 0.9};
  config.combined = CombineRule::max;
  config.patients = PatientRule::worstClass;
  config.horizonsYears = {};
  config.referenceBins = 5;
  const auto back = parseTrainConfig(formatTrainConfig(config));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_TRUE(*back == config) << formatTrainConfig(config);
  EXPECT_EQ(formatTrainConfig(*back), formatTrainConfig(config));
}

TEST(TrainConfig, LabelsAreNeededByLossFigureOrThreshold) {
  TrainConfig config = parseTrainConfig(with("epochs = 20", "loss = \"cox\"")).value();
  EXPECT_EQ(config.memberFigure, MemberFigure::concordance);
  EXPECT_TRUE(config.needsLabels());
  config.threshold.kind = ThresholdKind::median;
  EXPECT_FALSE(config.needsLabels());
  config.memberFigure = MemberFigure::auc;
  EXPECT_TRUE(config.needsLabels());
}

TEST(TrainConfig, FoldersStayAtHome) {
  const std::string text = formatTrainConfig(withoutFolders(parseTrainConfig(kText).value()));
  EXPECT_EQ(text.find("/data"), std::string::npos);
  EXPECT_NE(text.find("pretrained = \"mobilenet_v2.safetensors\""), std::string::npos);
}

TEST(TrainConfig, AnUnknownKeyIsNamedWithTheNearest) {
  EXPECT_EQ(errorOf(with("epochs = 20", "epoch = 20")).substr(0, 75),
            "learning.epoch is no key that this version knows (nearest: \"epochs\"); known");
  EXPECT_NE(errorOf(kText + "[labls]\n").find("labls is no key that this version knows (nearest: \"labels\")"),
            std::string::npos);
}

TEST(TrainConfig, NeverClaimsMoreThanResearch) {
  EXPECT_EQ(errorOf(with("id = \"colon-1\"", "id = \"colon-1\"\nstatus = \"clinical-research\"")),
            "bundle.status is \"clinical-research\", and a training never claims more than \"research\"");
}

TEST(TrainConfig, BadValuesAreOneSentence) {
  const auto plus = [](const std::string& more) { return errorOf(kText + more); };
  EXPECT_EQ(plus("[labels]\nageLimitYears = 0"), "labels.ageLimitYears is 0 and must be above 0 and at most 200");
  EXPECT_EQ(plus("[labels]\npoorLeastDays = 1000"),
            "labels.poorLeastDays is 1000 and lies beyond poorMostYears, which is 2.5");
  EXPECT_EQ(plus("[labels]\ngoodYears = 2"), "labels.poorMostYears is 2.5 and must not be above goodYears, which is 2");
  EXPECT_EQ(errorOf(with("tune = 0.4", "tune = 0.3")),
            "split.train and tune and test add up to 0.9 and must add up to 1");
  EXPECT_EQ(plus("[thresholds]\nrule = \"lowestP\""),
            "thresholds.rule is \"lowestP\" and must be one of \"youden\", \"median\", \"poorShare\", "
            "\"goodSensitivity\", \"poorSensitivity\"");
  EXPECT_EQ(plus("[thresholds]\nrule = \"poorShare\""), "thresholds.share is missing");
  EXPECT_EQ(plus("[thresholds]\nshare = 0.5"), "thresholds.share does not belong to the rule \"youden\"");
  EXPECT_EQ(plus("[members]\nkeep = 6"), "members.keep is 6, and resolution 40x trains 5 networks");
  EXPECT_EQ(errorOf(with("seeds = [7, 8, 9, 10, 11]", "seeds = [7, 8, 9, 7, 11]")),
            "resolution[1].seeds lists 7 twice");
  EXPECT_EQ(errorOf(with("seeds = [7, 8, 9, 10, 11]", "")),
            "resolution[1].seeds must list the seed of one network at the least");
  EXPECT_EQ(errorOf(with("epochs = 20", "loss = \"cox\"\nbags = 1")),
            "learning.bags is 1, and the loss \"cox\" compares patients: it needs 2 at the least");
  EXPECT_EQ(errorOf(with("epochs = 20", "optimiser = \"adam\"\nmomentum = 0.9")),
            "learning.momentum does not belong to the optimiser \"adam\"");
  EXPECT_EQ(plus("[segmentation]\nmpp = 4"), "segmentation.mpp does not belong to source = \"tissue\"");
  EXPECT_EQ(plus("[segmentation]\nsource = \"network\""), "segmentation.file is missing");
  EXPECT_EQ(plus("[risk]\nhorizonsYears = [5, 3]"), "risk.horizonsYears must ascend");
  EXPECT_NE(errorOf("format = ").find("line 1 is no TOML"), std::string::npos);
}

TEST(TrainConfig, WhatTheManifestCouldNotHoldIsSaidBeforeTheTraining) {
  EXPECT_EQ(errorOf(with("name = \"40x\"", "name = \"10x\"")),
            "resolution[1].name is \"10x\", which another resolution has");
  EXPECT_EQ(errorOf(with("id = \"colon-1\"", "id = \"colon 1\"")),
            "bundle.id is \"colon 1\" and may hold letters, digits, '-', '_' and '.' alone");
  EXPECT_EQ(errorOf(kText + "[assessable.leastTiles]\n20x = 4\n"),
            "assessable.leastTiles.\"20x\" names a resolution that the manifest does not have");
  EXPECT_EQ(errorOf(kText + "[scope]\npT = [\"7\"]\n"), "scope.pT lists \"7\", which is no category of TNM");
}

TEST(TrainConfig, ANewerFormatIsUnsupported) {
  const auto config = parseTrainConfig(with("snitt-train/1", "snitt-train/2"));
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().kind, ErrorKind::unsupported);
}

TEST(TrainConfig, TheDraftIsAManifest) {
  Manifest draft = draftManifest(parseTrainConfig(kText).value());
  EXPECT_EQ(draft.resolution("40x")->members.size(), 5U);
  const auto back = parseManifest(formatManifest(draft));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_TRUE(*back == draft);
}

}  // namespace
}  // namespace snitt::training
