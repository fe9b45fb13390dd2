// Keys, signatures and other people's networks as a user meets them.
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/csv.h"
#include "core/sha256.h"
#include "core/text/number.h"
#include "support/openslide_oracle.h"
#include "support/score_fixture.h"

namespace snitt::test {
namespace {

class TrustVerbs : public ScoreFixture {
 protected:
  void SetUp() override {
    ScoreFixture::SetUp();
    std::filesystem::create_directories(wsinfer());
    std::filesystem::copy(m_folder / "classifier.pt", wsinfer() / "torchscript_model.pt");
    writeBytes(wsinfer() / "config.json", R"({"spec_version": "1.0", "architecture": "mean", "num_classes": 3,
      "class_names": ["Red", "Green", "Blue"], "patch_size_pixels": 256, "spacing_um_px": 0.25,
      "transform": [{"name": "ToTensor"}]})");
  }

  // With a data folder of the test's own, where its trusted keys lie.
  Ran run(std::vector<std::string> arguments) const {
    RunOptions options;
    options.environment["XDG_DATA_HOME"] = (m_folder / "data").string();
    return snitt(std::move(arguments), options);
  }
  Ran scoreWsinfer(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"score", slide().string(), "--bundle", wsinfer().string(),
                                       "--out", out().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  std::filesystem::path wsinfer() const { return m_folder / "wsinfer"; }
  std::string key() const { return (m_folder / "anna").string(); }
  void makeKey() const { ASSERT_EQ(run({"bundle", "key", "--out", key()}).code, 0); }
  void trustKey() const { ASSERT_EQ(run({"bundle", "trust", key() + ".pub", "--name", "Anna"}).code, 0); }

  nlohmann::json metadata() const {
    for (const auto& entry : std::filesystem::directory_iterator(out()))
      if (entry.path().filename().string().starts_with("run_metadata_"))
        return nlohmann::json::parse(readBytes(entry.path()));
    throw std::runtime_error("there is no run_metadata_*.json");
  }

  // The sample bundle with its 10x members as TorchScript.
  void useScript(const std::string& pt, const std::string& script) const {
    std::filesystem::copy(m_folder / pt, bundle() / "networks/code.pt");
    editManifest("allowBf16 = true", "allowBf16 = false");
    std::string text = readBytes(bundle() / "manifest.toml");
    const std::size_t begin = text.find("[[resolution.member]]");
    const std::size_t end = text.find("[[resolution", begin + 1);
    text.replace(
        begin, end - begin,
        "[[resolution.member]]\nid = \"code\"\narchitecture = \"torchscript\"\nfile = \"networks/code.pt\"\nscript = " +
            script + "\n\n");
    const std::string listed =
        "[files]\n\"networks/code.pt\" = \"" + sha256Of(readBytes(bundle() / "networks/code.pt")) + "\"\n";
    text.replace(text.find("[files]\n"), 8, listed);
    // The member that was replaced leaves a file that nobody names, which is allowed.
    writeBytes(bundle() / "manifest.toml", text);
  }
};

TEST_F(TrustVerbs, AKeyPairIsPrivateAndNeverOverwritten) {
  makeKey();
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(key()).permissions(), perms::owner_read | perms::owner_write);
  const std::string before = readBytes(key());
  expectRefused(run({"bundle", "key", "--out", key()}), 2, "exists already");
  std::filesystem::remove(key() + ".pub");
  expectRefused(run({"bundle", "key", "--out", key()}), 2, "exists already");
  EXPECT_EQ(readBytes(key()), before);
  EXPECT_FALSE(std::filesystem::exists(key() + ".pub"));
}

TEST_F(TrustVerbs, WrongKeysAreNamed) {
  makeKey();
  expectRefused(run({"bundle", "sign", bundle().string(), "--key", key() + ".pub"}), 1, "holds a public key");
  expectRefused(run({"bundle", "trust", key()}), 1, "holds a private key");
  expectRefused(run({"bundle", "trust", (m_folder / "none").string()}), 1, "does not exist");
  expectRefused(run({"bundle", "trust"}), 2, "give a public key");
  expectRefused(run({"bundle", "trust", "--remove", "Bea"}), 2, "no trusted key is called \"Bea\"");
  EXPECT_FALSE(std::filesystem::exists(bundle() / "signature.json"));
}

TEST_F(TrustVerbs, CodeRunsWhenItsMakerIsTrustedAndNotBefore) {
  expectRefused(scoreWsinfer(), 3, "nobody has signed it");
  makeKey();
  ASSERT_EQ(run({"bundle", "sign", wsinfer().string(), "--key", key()}).code, 0);
  expectRefused(scoreWsinfer(), 3, "a key that is not trusted here");
  trustKey();
  EXPECT_NE(run({"bundle", "verify", wsinfer().string()}).out.find("signed by Anna"), std::string::npos);
  EXPECT_NE(run({"doctor"}).out.find("Anna ("), std::string::npos);
  const Ran ran = scoreWsinfer();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("no prognosis"), std::string::npos) << ran.out;
  EXPECT_EQ(metadata()["model"]["signature"]["name"], "Anna");
  EXPECT_TRUE(metadata()["model"]["untrusted"].empty());
  std::filesystem::remove_all(out());
  writeBytes(wsinfer() / "config.json", readBytes(wsinfer() / "config.json") + " ");
  expectRefused(scoreWsinfer({"--untrusted"}), 3, "config.json has changed since it was signed");
}

// Were it parsed, the parser would say that it is no TorchScript.
TEST_F(TrustVerbs, CodeThatMayNotRunIsNotParsed) {
  writeBytes(wsinfer() / "torchscript_model.pt", "garbage");
  expectRefused(scoreWsinfer(), 3, "nobody has signed it");
  expectRefused(run({"bundle", "verify", wsinfer().string()}), 3, "nobody has signed it");
  expectRefused(scoreWsinfer({"--untrusted"}), 1, "no TorchScript that can be loaded");
}

TEST_F(TrustVerbs, WritesWsinfersLayoutWithNumbersThatFollowFromThePixels) {
  ASSERT_EQ(scoreWsinfer({"--untrusted", "--quiet"}).code, 0);
  const auto left = resultsLeft();
  ASSERT_EQ(left.size(), 3U);
  EXPECT_EQ(left[0], "model-outputs-csv/slide.csv");
  EXPECT_EQ(left[1], "model-outputs-geojson/slide.geojson");
  const auto table = parseCsv(readBytes(out() / left[0]));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->header, (CsvRow{"minx", "miny", "width", "height", "prob_Red", "prob_Green", "prob_Blue"}));
  ASSERT_GT(table->rows.size(), 10U);
  const auto geo = nlohmann::json::parse(readBytes(out() / left[1]));
  ASSERT_EQ(geo["features"].size(), table->rows.size());
  for (std::size_t i = 0; i < table->rows.size(); i += 5) {
    const CsvRow& row = table->rows[i];
    const auto number = [&](std::size_t column) { return *parseNumber(row[column]); };
    const Image tile = openSlidePixels(slide(), 0, std::stoll(row[0]), std::stoll(row[1]), 256, 256);
    std::array<double, 3> share{};
    for (std::size_t b = 0; b < tile.bytes.size(); ++b) share[b % 3] += tile.bytes[b];
    double sum = 0;
    for (double& one : share) sum += one = std::exp(one / (256.0 * 256.0 * 255.0));
    for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(number(4 + c), share[c] / sum, 1e-5);
    const auto& properties = geo["features"][i]["properties"];
    EXPECT_EQ(properties["objectType"], "tile");
    EXPECT_EQ(properties["measurements"]["prob_Red"].get<double>(), number(4));
  }
  const auto json = metadata();
  EXPECT_EQ(json["model"]["untrusted"][0]["sha256"], sha256Of(readBytes(wsinfer() / "torchscript_model.pt")));
  EXPECT_EQ(json["slides"][0]["status"], "done");
  EXPECT_EQ(json["slides"][0]["tiles"], table->rows.size());
  EXPECT_EQ(json.dump().find(m_folder.path().string()), std::string::npos) << "a path of the slide is in the metadata";
}

TEST_F(TrustVerbs, ASlideThatFailsIsInTheMetadataWithoutItsFolder) {
  writeBytes(m_folder / "bad.svs", "no slide");
  const Ran ran = run({"score", (m_folder / "bad.svs").string(), slide().string(), "--bundle", wsinfer().string(),
                       "--out", out().string(), "--untrusted"});
  EXPECT_EQ(ran.code, 1);
  const auto json = metadata();
  EXPECT_EQ(json["slides"][0]["status"], "failed");
  EXPECT_EQ(json["slides"][1]["status"], "done");
  EXPECT_EQ(json.dump().find(m_folder.path().string()), std::string::npos) << json["slides"][0];
}

TEST_F(TrustVerbs, AnotherSlideOfTheSameNameGetsItsOwnFiles) {
  ASSERT_EQ(scoreWsinfer({"--untrusted"}).code, 0);
  std::filesystem::create_directories(m_folder / "other");
  SlideRecipe other = recipe();
  other.scanner = "SS9999";
  makeSlide(m_folder / "other/slide.svs", other);
  const std::string first = readBytes(out() / "model-outputs-csv/slide.csv");
  ASSERT_EQ(run({"score", (m_folder / "other/slide.svs").string(), "--bundle", wsinfer().string(), "--out",
                 out().string(), "--untrusted"})
                .code,
            0);
  ASSERT_EQ(scoreWsinfer({"--untrusted"}).code, 0);
  EXPECT_EQ(readBytes(out() / "model-outputs-csv/slide.csv"), first);
  int tables = 0;
  for (const auto& entry : std::filesystem::directory_iterator(out() / "model-outputs-csv"))
    tables += entry.exists() ? 1 : 0;
  EXPECT_EQ(tables, 2);
}

TEST_F(TrustVerbs, OptionsOfOtherBundlesAreRefused) {
  expectRefused(scoreWsinfer({"--untrusted", "--fact", "organ=colon"}), 2, "--fact belongs to Snitt's bundles");
  expectRefused(scoreWsinfer({"--untrusted", "--outputs", "score"}), 2, "--outputs belongs to Snitt's bundles");
  std::string text = readBytes(wsinfer() / "config.json");
  const std::string step = "{\"name\": \"ToTensor\"}";
  writeBytes(wsinfer() / "config.json", text.replace(text.find(step), step.size(), "{\"name\": \"CenterCrop\"}"));
  expectRefused(scoreWsinfer({"--untrusted"}), 1, "CenterCrop");
}

TEST_F(TrustVerbs, AScoreRecordsWhatRanUntrusted) {
  useScript("logit.pt", "{ output = \"logit\" }");
  expectRefused(score(slide()), 3, "\"networks/code.pt\" is TorchScript");
  const Ran ran = score(slide(), {"--untrusted"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("without a trusted signature"), std::string::npos) << ran.out;
  const auto json = nlohmann::json::parse(readBytes(out() / "slide/score.json"));
  EXPECT_EQ(json["bundle"]["untrusted"][0]["file"], "networks/code.pt");
  EXPECT_EQ(json["bundle"]["untrusted"][0]["sha256"], sha256Of(readBytes(bundle() / "networks/code.pt")));
  EXPECT_EQ(json["bundle"]["signature"]["state"], "none");
}

TEST_F(TrustVerbs, ASignedBundleScoresWithoutAWordOfDistrust) {
  useScript("logit.pt", "{ output = \"logit\" }");
  makeKey();
  ASSERT_EQ(run({"bundle", "sign", bundle().string(), "--key", key()}).code, 0);
  trustKey();
  const Ran ran = run(scoreCommand(slide()));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("signed by Anna"), std::string::npos) << ran.out;
  const auto json = nlohmann::json::parse(readBytes(out() / "slide/score.json"));
  EXPECT_EQ(json["bundle"]["signature"]["state"], "trusted");
  EXPECT_TRUE(json["bundle"]["untrusted"].empty());
  EXPECT_NE(run({"bundle", "inspect", bundle().string()}).out.find("signed by Anna"), std::string::npos);
}

TEST_F(TrustVerbs, ASegmentationThatIsTorchScriptFindsTheTumour) {
  std::filesystem::copy(m_folder / "segmentation.pt", bundle() / "networks/code.pt");
  editManifest("allowBf16 = true", "allowBf16 = false");
  editManifest("segmentation = \"tissue\"\n", "");
  editManifest(
      "[[resolution]]",
      "[segmentation]\nmpp = 2\ntilePx = 512\noverlapPx = 64\n[segmentation.network]\narchitecture = \"torchscript\"\n"
      "file = \"networks/code.pt\"\nscript = { input = \"uint8\", output = \"probabilities\" }\n[segmentation.post]\n"
      "medianPx = 1\ngaussianPx = 1\ndropPx = 10\nhighThreshold = 128\npercentileAbove = 100\n\n[[resolution]]");
  editManifest("[files]\n",
               "[files]\n\"networks/code.pt\" = \"" + sha256Of(readBytes(bundle() / "networks/code.pt")) + "\"\n");
  const std::vector<std::string> segment{"segment",         slide().string(), "--bundle",
                                         bundle().string(), "--out",          out().string()};
  expectRefused(run(segment), 3, "\"networks/code.pt\" is TorchScript");
  auto untrusted = segment;
  untrusted.insert(untrusted.end(), {"--untrusted", "--json"});
  const Ran ran = run(untrusted);
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["source"], "network");
  EXPECT_GT(json["tumourMm2"].get<double>(), 0.01);
  EXPECT_NE(json["untrusted"].get<std::string>().find(sha256Of(readBytes(bundle() / "networks/code.pt"))),
            std::string::npos);
}

}  // namespace
}  // namespace snitt::test
