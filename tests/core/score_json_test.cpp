#include <cmath>

#include <gtest/gtest.h>

#include "core/score.h"

namespace snitt {
namespace {

Score scored() {
  Score score;
  score.slide = {"/data/Präparat 1.svs",
                 "aa",
                 "bb",
                 "aperio",
                 40000,
                 30000,
                 0.25,
                 0.252,
                 "typed by anna",
                 "label",
                 0.5,
                 {"the typed mpp differs from the file's"}};
  score.bundleId = "sample";
  score.bundleName = "Sample";
  score.bundleVersion = "1.0";
  score.bundleSha256 = "cc";
  score.bundleStatus = BundleStatus::clinicalResearch;
  score.bundleParts = {"s", "n", "d"};
  score.bundleSignature = {SignatureState::unknownKey, "ee", ""};
  score.untrusted = {{"networks/a.pt", "ff"}};
  score.scope = {false, {{"organ", FactState::unknown, "organ is not known; the bundle is made for colon"}}};
  score.scopeOverride = "a study of its limits";
  score.tissueQuality = QualityFigures{12.5, 0, 0.01, 0.125, 181};
  score.input = InputFigures{0.2125, 0.1875, 0.5};
  score.stainSeen = "H&E";
  score.tumourSource = "network";
  score.tumourAreaMm2 = 7.25;
  score.tumourComponents = 2;
  score.tumourDice = 0.875;
  score.resolutions = {
      {"10x", 471.04, 0.92, 30, {3, 17}, {{"10x-1", 0.1}, {"10x-2", 1e-7}}, 0.1 + 0.2, 0.5, Prognosis::good}};
  score.combined = 0.3;
  score.prognosis = Prognosis::good;
  score.why = "Good: 10x 0.30 is 0.20 below its threshold 0.50";
  score.risk = {"low", "row 1 of the risk table"};
  score.run = {"id-1",
               "2026-01-31T23:59:59Z",
               12.5,
               {{"score", 10}, {"segment", 2.5}},
               "cpu",
               "fp32",
               "fp32, oneDNN fused convolutions, channels-last, 1 tile a pass",
               "bf16 was too far off",
               2,
               "snitt 0.1.0",
               "anna"};
  return score;
}

TEST(ScoreJson, IsWrittenAsTheManualSays) {
  EXPECT_EQ(formatScore(scored()), R"({
  "format": "snitt-score/1",
  "slide": {
    "path": "/data/Präparat 1.svs",
    "sha256": "aa",
    "fingerprint": "bb",
    "vendor": "aperio",
    "widthPx": 40000,
    "heightPx": 30000,
    "mpp": {"x": 0.25, "y": 0.252, "source": "typed by anna", "reason": "label", "inFile": 0.5},
    "findings": [
      "the typed mpp differs from the file's"
    ]
  },
  "bundle": {
    "id": "sample",
    "name": "Sample",
    "version": "1.0",
    "sha256": "cc",
    "status": "clinical-research",
    "parts": {
      "segmentation": "s",
      "networks": "n",
      "decision": "d"
    },
    "signature": {"state": "unknown key", "key": "ee", "name": null},
    "untrusted": [
      {"file": "networks/a.pt", "sha256": "ff"}
    ]
  },
  "scope": {
    "ok": false,
    "findings": [
      {"fact": "organ", "state": "unknown", "detail": "organ is not known; the bundle is made for colon"}
    ],
    "override": "a study of its limits"
  },
  "quality": {
    "stain": "H&E",
    "tissue": {"areaMm2": 12.5, "penShare": 0, "foldShare": 0.01, "blurShare": 0.125, "brightness": 181},
    "tumour": null,
    "input": {"haematoxylin": 0.2125, "eosin": 0.1875, "tissueShare": 0.5}
  },
  "tumour": {
    "source": "network",
    "areaMm2": 7.25,
    "components": 2,
    "dice": 0.875
  },
  "resolutions": [
    {
      "name": "10x",
      "tileUm": 471.04,
      "mpp": 0.92,
      "tiles": 30,
      "unreadable": [3, 17],
      "members": [
        {"id": "10x-1", "score": 0.1},
        {"id": "10x-2", "score": 1e-07}
      ],
      "score": 0.30000000000000004,
      "threshold": 0.5,
      "class": "good"
    }
  ],
  "combined": 0.3,
  "class": "good",
  "why": "Good: 10x 0.30 is 0.20 below its threshold 0.50",
  "notAssessable": null,
  "risk": {
    "group": "low",
    "reason": "row 1 of the risk table"
  },
  "run": {
    "id": "id-1",
    "started": "2026-01-31T23:59:59Z",
    "seconds": 12.5,
    "stages": {
      "score": 10,
      "segment": 2.5
    },
    "device": "cpu",
    "precision": "fp32",
    "numericPath": "fp32, oneDNN fused convolutions, channels-last, 1 tile a pass",
    "numericNote": "bf16 was too far off",
    "threads": 2,
    "software": "snitt 0.1.0",
    "typedBy": "anna"
  },
  "researchUseOnly": true
}
)");
}

Score notAssessable() {
  Score score = scored();
  score.slide.path.clear();
  score.slide.mppReason.clear();
  score.slide.mppInFile.reset();
  score.slide.findings.clear();
  score.scope = {};
  score.scopeOverride.clear();
  score.stainSeen.clear();
  score.tumourDice.reset();
  score.resolutions[0].score.reset();
  score.resolutions[0].prognosis.reset();
  score.resolutions[0].members.clear();
  score.resolutions[0].unreadable.clear();
  score.combined.reset();
  score.prognosis.reset();
  score.notAssessable = "no tumour was found";
  score.risk = {"", "the slide has no class"};
  score.run.stages.clear();
  score.run.typedBy.clear();
  score.notice = "untrained: numbers carry no meaning";
  return score;
}

TEST(ScoreJson, WithoutClassSaysNull) {
  const std::string text = formatScore(notAssessable());
  for (const char* line : {"\n  \"notice\": \"untrained: numbers carry no meaning\",", "\n  \"class\": null,",
                           "\n  \"combined\": null,", "\"reason\": \"no tumour was found\"", "\n    \"group\": null,",
                           "\n    \"override\": null\n", "\n      \"class\": null\n", "\"findings\": []"})
    EXPECT_NE(text.find(line), std::string::npos) << line << "\n" << text;
  EXPECT_EQ(text.find("\"path\""), std::string::npos);
  EXPECT_LT(text.find("\"notice\""), text.find("\"slide\""));
}

TEST(ScoreJson, RoundTripsToTheSameBytes) {
  for (const Score& score : {scored(), notAssessable()}) {
    const std::string text = formatScore(score);
    const auto again = parseScore(text);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(formatScore(*again), text);
  }
}

TEST(ScoreJson, ReadsEveryValue) {
  const auto score = parseScore(formatScore(scored()));
  ASSERT_TRUE(score) << score.error().message;
  EXPECT_EQ(score->slide.path, "/data/Präparat 1.svs");
  EXPECT_EQ(score->slide.mppInFile, 0.5);
  EXPECT_EQ(score->bundleStatus, BundleStatus::clinicalResearch);
  EXPECT_EQ(score->bundleSignature, scored().bundleSignature);
  EXPECT_EQ(score->untrusted, scored().untrusted);
  EXPECT_EQ(score->scope.findings[0].state, FactState::unknown);
  EXPECT_EQ(score->resolutions[0].unreadable, (std::vector<int>{3, 17}));
  EXPECT_EQ(score->resolutions[0].members[1], (MemberScore{"10x-2", 1e-7}));
  EXPECT_EQ(score->resolutions[0].score, 0.1 + 0.2);
  EXPECT_EQ(score->prognosis, Prognosis::good);
  EXPECT_EQ(score->run.stages.at("segment"), 2.5);
}

TEST(ScoreJson, NeverWritesNan) {
  Score score = scored();
  score.combined = std::nan("");
  score.resolutions[0].members[0].score = INFINITY;
  score.tumourQuality = QualityFigures{1, std::nan(""), 0, 0, 0};
  const std::string text = formatScore(score);
  EXPECT_EQ(text.find("NaN"), std::string::npos);
  EXPECT_EQ(text.find("nan"), std::string::npos);
  EXPECT_EQ(text.find("nfinity"), std::string::npos);
  EXPECT_NE(text.find("\"combined\": null"), std::string::npos);
  // A member without a number is nothing that may be read back as a score.
  score.tumourQuality.reset();
  const auto again = parseScore(formatScore(score));
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().message.find("members[0].score must be a number"), std::string::npos)
      << again.error().message;
}

TEST(ScoreJson, BlurThatCouldNotBeMeasuredStaysUnknown) {
  Score score = scored();
  score.tumourQuality = QualityFigures{1, 0, 0, std::nan(""), 180};
  const std::string text = formatScore(score);
  EXPECT_NE(text.find("\"blurShare\": null"), std::string::npos) << text;
  const auto again = parseScore(text);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_TRUE(std::isnan(again->tumourQuality->blurShare));
  EXPECT_EQ(formatScore(*again), text);
}

TEST(ScoreJson, PathThatIsNoUtf8IsStillJson) {
  Score score = scored();
  score.slide.path = "/data/\xff\"\n.svs";
  const auto again = parseScore(formatScore(score));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->slide.path, "/data/\xef\xbf\xbd\"\n.svs");
}

TEST(ScoreJson, NamesKeyThatIsMissingOrWrong) {
  const auto errorOf = [](const std::string& from, const std::string& to) {
    std::string text = formatScore(scored());
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto score = parseScore(text);
    EXPECT_FALSE(score) << from;
    return score ? "" : score.error().message;
  };
  EXPECT_EQ(errorOf("\"why\"", "\"because\""), "why is missing");
  EXPECT_EQ(errorOf("\"widthPx\": 40000", "\"widthPx\": \"wide\""), "slide.widthPx must be a whole number");
  EXPECT_EQ(errorOf("\"threshold\": 0.5", "\"threshold\": null"), "resolutions[0].threshold must be a number");
  EXPECT_EQ(errorOf("\"tiles\": 30", "\"tiles\": 3000000000"), "resolutions[0].tiles is too large");
  EXPECT_EQ(errorOf("[3, 17]", "[3, -17]"), "resolutions[0].unreadable must list whole numbers");
  EXPECT_EQ(errorOf("\"class\": \"good\",\n", "\"class\": \"fine\",\n"), "class is \"fine\", which is not known here");
  EXPECT_EQ(errorOf("\"state\": \"unknown\"", "\"state\": 1"), "scope.findings[0].state must be a text");
  EXPECT_EQ(errorOf("\"tissue\": {", "\"tissue\": 4, \"x\": {"), "quality.tissue must be an object");
  EXPECT_EQ(errorOf("\"id-1\"", "[]"), "run.id must be a text");
}

TEST(ScoreJson, RefusesOtherFormats) {
  const auto kindOf = [](const std::string& text) {
    const auto score = parseScore(text);
    EXPECT_FALSE(score) << text;
    return score ? ErrorKind::cancelled : score.error().kind;
  };
  EXPECT_EQ(kindOf("{\"format\": \"snitt-score/2\"}"), ErrorKind::unsupported);
  EXPECT_EQ(kindOf("{\"format\": \"snitt-stats/1\"}"), ErrorKind::corrupt);
  EXPECT_EQ(kindOf("{}"), ErrorKind::corrupt);
  EXPECT_EQ(kindOf("[]"), ErrorKind::corrupt);
  EXPECT_EQ(kindOf(""), ErrorKind::corrupt);
  EXPECT_EQ(kindOf(formatScore(scored()).substr(0, 200)), ErrorKind::corrupt);
  EXPECT_EQ(kindOf("{\"format\": 1e999}"), ErrorKind::corrupt);
  EXPECT_EQ(kindOf(std::string(1'000'000, '[')), ErrorKind::corrupt);
}

}  // namespace
}  // namespace snitt
