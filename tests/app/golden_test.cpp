// Golden slides and qualification: `snitt bundle golden`, `snitt doctor --golden | --golden-add | --qualify`.
#include <regex>

#include <nlohmann/json.hpp>

#include "core/sha256.h"
#include "support/score_fixture.h"

namespace snitt::test {
namespace {

class Golden : public ScoreFixture {
 protected:
  // One phantom, as small as has a tile at each resolution.
  void makeGolden() const {
    const Ran ran = snitt({"bundle", "golden", "--bundle", bundle().string(), "--seeds", "1", "--size", "3000"});
    ASSERT_EQ(ran.code, 0) << ran.err;
  }
  // `snitt doctor … --bundle … --golden-folder …`, on the path that golden scores are computed on.
  [[nodiscard]] Ran doctor(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "doctor");
    arguments.insert(arguments.end(), {"--bundle", bundle().string(), "--golden-folder", (m_folder / "golden").string(),
                                       "--precision", "fp32", "--device", "cpu", "--db", "none"});
    return snitt(arguments);
  }
  [[nodiscard]] nlohmann::json check(int code) const {
    const Ran ran = doctor({"--golden", "--json"});
    EXPECT_EQ(ran.code, code) << ran.err;
    return nlohmann::json::parse(ran.out, nullptr, false);
  }
  [[nodiscard]] std::vector<std::string> add() const {
    return {"--golden-add", slide().string(), "--outside-scope", "a test"};
  }
  // Changes a stored number of the manifest: the first that `pattern` finds.
  void editNumber(const std::string& pattern, const std::string& to) const {
    const std::string text = readBytes(bundle() / "manifest.toml");
    std::smatch match;
    ASSERT_TRUE(std::regex_search(text, match, std::regex(pattern))) << text;
    writeBytes(bundle() / "manifest.toml", match.prefix().str() + to + match.suffix().str());
  }
};

std::string failuresOf(const nlohmann::json& report) {
  std::string names;
  for (const auto& slide : report["slides"])
    for (const auto& value : slide["values"])
      if (!value["pass"].get<bool>()) names += value["what"].get<std::string>() + ";";
  return names;
}

TEST_F(Golden, ABundleGivesTheScoresThatItWasGivenAndKeepsItsParts) {
  const auto parts = [this] {
    return nlohmann::json::parse(snitt({"bundle", "inspect", "--json", bundle().string()}).out)["parts"];
  };
  const auto before = parts();
  makeGolden();
  EXPECT_EQ(parts(), before);
  EXPECT_EQ(snitt({"bundle", "verify", bundle().string()}).code, 0);
  const auto report = check(0);
  EXPECT_EQ(report["format"], "snitt-golden-check/1");
  EXPECT_TRUE(report["pass"].get<bool>());
  ASSERT_EQ(report["slides"].size(), 1U);
  EXPECT_TRUE(report["slides"][0]["notes"].empty()) << report.dump(2);
  ASSERT_EQ(report["slides"][0]["values"].size(), 7U);
  for (const auto& value : report["slides"][0]["values"]) EXPECT_EQ(value["difference"], 0.0) << value.dump();

  const Ran text = doctor({"--golden"});
  EXPECT_EQ(text.code, 0) << text.err;
  for (const char* part : {"phantom 1 (of the bundle)", "expected", "tolerance", "combined", "class", "pass",
                           "the golden slide gives the stored scores"})
    EXPECT_NE(text.out.find(part), std::string::npos) << "no " << part << " in\n" << text.out;
  EXPECT_EQ(text.out.find("FAIL"), std::string::npos) << text.out;
}

TEST_F(Golden, AnExpectedScoreThatWasChangedFailsByName) {
  makeGolden();
  editNumber("combined = 0\\.[0-9]+", "combined = 0.1");
  const auto report = check(3);
  EXPECT_EQ(failuresOf(report), "combined;");
  const Ran text = doctor({"--golden"});
  EXPECT_EQ(text.code, 3);
  expectOneSentence(text, "phantom 1: combined is 0.");
  EXPECT_NE(text.out.find("FAIL"), std::string::npos) << text.out;
}

// Somebody trained on, gave the manifest the new hash, and forgot that the golden scores are of the old weights.
TEST_F(Golden, ChangedWeightsFailByTheirMember) {
  makeGolden();
  const std::string changed = firstNetwork();
  const std::string other = std::regex_replace(changed, std::regex("-1\\."), "-2.");
  ASSERT_NE(changed, other);
  const std::string old = readBytes(bundle() / changed);
  writeBytes(bundle() / changed, readBytes(bundle() / other));
  editManifest(sha256Of(old), sha256Of(readBytes(bundle() / other)));
  const std::string failures = failuresOf(check(3));
  EXPECT_NE(failures.find("10x;"), std::string::npos) << failures;
  EXPECT_NE(failures.find("10x 10x-untrained-1;"), std::string::npos) << failures;
  EXPECT_EQ(failures.find("10x 10x-untrained-2;"), std::string::npos) << failures;
  EXPECT_EQ(failures.find("40x"), std::string::npos) << failures;
}

TEST_F(Golden, AThresholdThatWasChangedFailsByTheClass) {
  makeGolden();
  // Both on the other side of whatever the random networks say.
  const std::string manifest = readBytes(bundle() / "manifest.toml");
  const bool poor = manifest.find("class = \"poor\"") != std::string::npos;
  editManifest("10x = 0.5", poor ? "10x = 1" : "10x = 0");
  editManifest("40x = 0.5", poor ? "40x = 1" : "40x = 0");
  const auto report = check(3);
  EXPECT_FALSE(report["slides"][0]["class"]["pass"].get<bool>());
  EXPECT_EQ(failuresOf(report), "");
  EXPECT_NE(report["sentence"].get<std::string>().find("the class is"), std::string::npos);
}

// Another drawing and another computation are told apart.
TEST_F(Golden, OtherPixelsAreToldAndScoresComparedAllTheSame) {
  makeGolden();
  editNumber("pixels = \"[0-9a-f]+\"", "pixels = \"" + std::string(64, '0') + "\"");
  const auto report = check(0);
  ASSERT_EQ(report["slides"][0]["notes"].size(), 1U);
  EXPECT_NE(report["slides"][0]["notes"][0].get<std::string>().find("drawn differently"), std::string::npos);
}

// Whether the drawing or the computation differs cannot be told then: no verdict, and slides of the site decide.
TEST_F(Golden, APhantomThatIsDrawnDifferentlyAndScoredDifferentlyIsNotCompared) {
  makeGolden();
  editNumber("pixels = \"[0-9a-f]+\"", "pixels = \"" + std::string(64, '0') + "\"");
  editNumber("combined = 0\\.[0-9]+", "combined = 0.123");
  const Ran ran = doctor({"--golden"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE((ran.out + ran.err).find("none of 1 golden slides could be compared"), std::string::npos) << ran.out;
  ASSERT_EQ(doctor(add()).code, 0);
  EXPECT_EQ(doctor({"--golden"}).code, 0);
}

// As every bundle for real slides does.
TEST_F(Golden, AScopeOfOtherScannersIsNoObstacle) {
  editManifest("[scope]\n", "[scope]\nscanner = [\"GT450\"]\nleastMpp = 0.1\nmostMpp = 0.2\n");
  makeGolden();
  EXPECT_EQ(check(0)["slides"].size(), 1U);
}

TEST_F(Golden, ABundleWithoutGoldenSlidesOrWithDamagedOnesIsRefusedInASentence) {
  expectRefused(doctor({"--golden"}), 3, "has no golden slides");
  makeGolden();
  editNumber("combined = 0\\.[0-9]+", "combined = \"high\"");
  expectRefused(doctor({"--golden"}), 1, "golden.slide[0].combined must be a number");
  editNumber("combined = \"high\"\n", "");
  expectRefused(doctor({"--golden"}), 1, "golden.slide[0].combined is missing");
}

TEST_F(Golden, WhatCannotBeStoredIsRefusedBeforeAnythingIsComputed) {
  const std::vector<std::string> golden{"bundle", "golden", "--bundle", bundle().string()};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), golden.begin(), golden.end());
    return snitt(more);
  };
  const std::string before = readBytes(bundle() / "manifest.toml");
  expectRefused(with({"--seeds", "1,1"}), 2, "seed 1 is given twice");
  expectRefused(with({"--size", "10"}), 2, "1000 to 20000 px");
  expectRefused(with({"--scanner", "nort"}), 2, "nearest: \"north\"");
  expectRefused(with({"--precision", "bf16"}), 2, "computed in fp32");
  ASSERT_EQ(snitt({"bundle", "key", "--out", (m_folder / "key").string()}).code, 0);
  ASSERT_EQ(snitt({"bundle", "sign", bundle().string(), "--key", (m_folder / "key").string()}).code, 0);
  expectRefused(with({}), 3, "it is signed");
  EXPECT_EQ(readBytes(bundle() / "manifest.toml"), before);
}

TEST_F(Golden, ASignedBundleStaysValidAndGolden) {
  makeGolden();
  ASSERT_EQ(snitt({"bundle", "key", "--out", (m_folder / "key").string()}).code, 0);
  ASSERT_EQ(snitt({"bundle", "sign", bundle().string(), "--key", (m_folder / "key").string()}).code, 0);
  EXPECT_TRUE(check(0)["pass"].get<bool>());
}

TEST_F(Golden, ASlideOfTheSiteIsCheckedAfterwards) {
  const Ran added = doctor(add());
  ASSERT_EQ(added.code, 0) << added.err;
  EXPECT_NE(added.out.find("is a golden slide of untrained"), std::string::npos) << added.out;
  expectOneSentence(doctor(add()), "is a golden slide of this bundle already");
  EXPECT_EQ(doctor(add()).code, 2);
  const auto report = check(0);
  ASSERT_EQ(report["slides"].size(), 1U);
  EXPECT_EQ(report["slides"][0]["origin"], "site");
  EXPECT_EQ(report["slides"][0]["slide"], slide().string());

  const std::string bytes = readBytes(slide());
  writeBytes(slide(), bytes + "x");
  EXPECT_NE(check(3)["slides"][0]["problem"].get<std::string>().find("the file has changed"), std::string::npos);
  std::filesystem::remove(slide());
  EXPECT_EQ(check(3)["slides"][0]["problem"], "the file is missing");
  writeBytes(slide(), bytes);

  // The bundle gets another hash: what was scored before proves nothing of it, and is no failure either.
  makeGolden();
  const auto other = check(0);
  ASSERT_EQ(other["slides"].size(), 2U);
  EXPECT_EQ(other["slides"][1]["status"], "not compared");
  EXPECT_NE(other["slides"][1]["notCompared"].get<std::string>().find("not with this one"), std::string::npos);
}

TEST_F(Golden, WhatIsKeptOfASiteSlideMustBeReadable) {
  makeGolden();
  std::filesystem::create_directories(m_folder / "golden");
  writeBytes(m_folder / "golden/one.json", "{");
  const auto report = check(3);
  EXPECT_NE(report["slides"][1]["problem"].get<std::string>().find("no JSON"), std::string::npos) << report.dump(2);
  EXPECT_TRUE(report["slides"][0]["status"] == "pass");
}

TEST_F(Golden, ASlideThatCannotBeScoredDoesNotBecomeGolden) {
  expectRefused(doctor({"--golden-add", (m_folder / "nowhere.svs").string()}), 1, "nowhere.svs");
  expectRefused(doctor({"--golden-add", slide().string(), "--fact", "pT=9"}), 2, "pT=9");
  EXPECT_FALSE(std::filesystem::exists(m_folder / "golden"));
}

TEST_F(Golden, OptionsThatWouldChangeNothingAreRefused) {
  expectRefused(snitt({"doctor", "--golden"}), 2, "--bundle");
  expectRefused(doctor({"--golden", "--qualify", out().string()}), 2, "one at a time");
  expectRefused(doctor({"--golden", "--fact", "pT=3"}), 2, "belong to --golden-add");
  expectRefused(snitt({"doctor", "--untrusted"}), 2, "belong to --golden");
}

class Qualify : public Golden {
 protected:
  [[nodiscard]] std::filesystem::path written(const std::string& ending) const {
    for (const auto& entry : std::filesystem::directory_iterator(out()))
      if (entry.path().extension() == ending) return entry.path();
    return {};
  }
  [[nodiscard]] std::string pages() const { return run({"pdftotext", "-layout", written(".pdf").string(), "-"}).out; }
};

TEST_F(Qualify, WritesEvidenceOfWhatStandsHere) {
  makeGolden();
  const Ran ran = doctor({"--qualify", out().string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(std::regex_match(written(".pdf").filename().string(),
                               std::regex("qualification-\\d{4}-\\d{2}-\\d{2}-\\d{6}\\.pdf")))
      << written(".pdf");
  const auto json = nlohmann::json::parse(readBytes(written(".json")));
  EXPECT_EQ(json["format"], "snitt-qualification/1");
  EXPECT_TRUE(json["qualified"].get<bool>());
  EXPECT_TRUE(std::regex_match(json["date"].get<std::string>(),
                               std::regex("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[+-]\\d{2}:\\d{2}")));
  const std::string manifestHash = sha256Of(readBytes(bundle() / "manifest.toml"));
  EXPECT_EQ(json["bundle"]["sha256"], manifestHash);
  std::map<std::string, std::string> files;
  for (const auto& file : json["bundle"]["files"]) files[file["file"]] = file["sha256"];
  EXPECT_EQ(files["manifest.toml"], manifestHash);
  EXPECT_EQ(files[firstNetwork()], sha256Of(readBytes(bundle() / firstNetwork())));
  EXPECT_EQ(json["programFiles"][0]["sha256"], sha256Of(readBytes(snittProgram())));
  EXPECT_TRUE(json["golden"]["pass"].get<bool>());
  EXPECT_EQ(json["golden"]["slides"][0]["values"].size(), 7U);

  const std::string text = pages();
  for (const std::string& words :
       {std::string("Snitt qualification report"), std::string("Qualified: with the bundle"), manifestHash,
        json["date"].get<std::string>(), json["machine"]["host"].get<std::string>(), std::string("phantom 1"),
        std::string("Reviewed and accepted by"), std::string("Snitt is research software"),
        std::string("not a medical device"), std::string("LibTorch"), std::string("numbers carry no meaning"),
        sha256Of(readBytes(snittProgram()))})
    EXPECT_NE(text.find(words), std::string::npos) << "no " << words << " in\n" << text;
}

TEST_F(Qualify, NeverOverwritesAndSaysWhatFails) {
  makeGolden();
  editNumber("combined = 0\\.[0-9]+", "combined = 0.1");
  for (int i = 0; i < 2; ++i) EXPECT_EQ(doctor({"--qualify", out().string()}).code, 3);
  EXPECT_EQ(resultsLeft().size(), 4U);
  EXPECT_FALSE(nlohmann::json::parse(readBytes(written(".json")))["qualified"].get<bool>());
  const std::string text = pages();
  EXPECT_NE(text.find("Not qualified: this installation does not compute what it should: phantom 1: combined"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("FAIL"), std::string::npos) << text;
}

TEST_F(Qualify, ADamagedBundleIsAFindingAndAMissingOneAMistake) {
  writeBytes(bundle() / firstNetwork(), "damaged");
  EXPECT_EQ(doctor({"--qualify", out().string()}).code, 3);
  const auto json = nlohmann::json::parse(readBytes(written(".json")));
  EXPECT_FALSE(json["qualified"].get<bool>());
  EXPECT_NE(json["bundle"]["problem"].get<std::string>().find("has changed"), std::string::npos) << json.dump(2);
  EXPECT_NE(pages().find("cannot be used"), std::string::npos) << pages();
  std::filesystem::remove_all(out());
  std::filesystem::remove_all(bundle());
  const Ran ran = doctor({"--qualify", out().string()});
  EXPECT_EQ(ran.code, 1);
  EXPECT_TRUE(resultsLeft().empty());
}

TEST_F(Qualify, ABundleWithoutGoldenSlidesIsNotQualified) {
  EXPECT_EQ(doctor({"--qualify", out().string()}).code, 3);
  EXPECT_NE(pages().find("has no golden slides"), std::string::npos) << pages();
}

}  // namespace
}  // namespace snitt::test
