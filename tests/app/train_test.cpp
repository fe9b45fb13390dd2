// `snitt train` from a list to a bundle that scores, and what becomes of it when it is stopped.
#include <csignal>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/bundle/safetensors.h"
#include "core/sha256.h"
#include "core/training/sealed_record.h"
#include "support/train_fixture.h"

namespace snitt::test {
namespace {

class Train : public TrainFixture {
 protected:
  // The score of a slide by the bundle, held against what the training noted for its patient.
  void expectBundleAgrees(const training::TrainingRecord& record) const {
    const auto tuned = std::ranges::find_if(record.patients, [](const auto& one) { return !one.scores.empty(); });
    ASSERT_NE(tuned, record.patients.end());
    const Ran scored = snitt({"score", tuned->slides.at(0).path, "--bundle", (out() / "bundle").string(), "--out",
                              (m_folder / "scores").string(), "--outputs", "score", "--db", "none", "--json"});
    ASSERT_EQ(scored.code, 0) << scored.err;
    const auto score = nlohmann::json::parse(scored.out)["slides"][0]["score"];
    for (const auto& resolution : score["resolutions"])
      EXPECT_NEAR(resolution["score"].get<double>(), tuned->scores.at(resolution["name"]), 1e-4);
    EXPECT_NEAR(score["combined"].get<double>(), tuned->scores.at("combined"), 1e-4);
    EXPECT_EQ(score["bundle"]["sha256"], record.bundleSha256);
  }
};

std::vector<double> columnOf(const std::string& csv, const std::string& name, const std::string& resolution) {
  const CsvTable table = parseCsv(csv).value();
  const auto at = static_cast<std::size_t>(std::ranges::find(table.header, name) - table.header.begin());
  std::vector<double> values;
  for (const auto& row : table.rows)
    if (row[0] == resolution) values.push_back(std::stod(row.at(at)));
  return values;
}

TEST_F(Train, TheLossFallsAndTheBundleScoresWhatTheTrainingSaw) {
  addColumn("exclude");
  cell(5, "exclude") = "1";
  const Ran ran = train({"--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto told = nlohmann::json::parse(ran.out);
  EXPECT_EQ(told["format"], "snitt-training/1");
  EXPECT_EQ(told["status"], "research");
  const std::filesystem::path bundle = told["bundle"].get<std::string>();
  const std::string curves = readBytes(bundle / "training" / "curves.csv");
  for (const char* resolution : {"10x", "40x"}) {
    const auto losses = columnOf(curves, "trainLoss", resolution);
    ASSERT_EQ(losses.size(), 8U);
    EXPECT_LT(losses.back(), losses.front()) << resolution;
  }
  EXPECT_EQ(snitt({"bundle", "verify", bundle.string()}).code, 0);
  EXPECT_TRUE(readBytes(bundle / "training" / "curves.svg").find("<svg") != std::string::npos);

  const auto record = training::readSealed(told["record"].get<std::string>(), "long enough", "");
  ASSERT_TRUE(record) << record.error().message;
  EXPECT_EQ(record->patients.size(), 23U);  // one of 24 is excluded
  EXPECT_EQ(record->device, snitt({"doctor", "--device", "cuda"}).code == 0 ? "cuda" : "cpu");
  expectBundleAgrees(*record);
}

// With everything that a bundle can be made of: a segmentation, encoders from simulated tiles, heads on frozen
// features.
const std::string kSegmentationAndEncoders = R"([segmentation]
source = "train"
mpp = 4
mapMpp = 4
tilePx = 128
overlapPx = 32
baseChannels = 4
depth = 3
epochs = 12
learningRate = 0.005
tilesPerSlide = 4
[segmentation.post]
lowThreshold = 64
highThreshold = 128
percentileAbove = 128
dropPx = 100
[simulatedEncoder.architecture]
tumours = 24
tilesPerTumour = 1
epochs = 1
)";

TEST_F(Train, LearnsASegmentationAndHeadsOnFrozenFeatures) {
  writeConfig("[1]", kSegmentationAndEncoders, "encoder = \"frozen\"\nfeatureViews = 1\n");
  std::string config = readBytes(m_folder / "train.toml");
  config.insert(config.find("[outcome]"), "weights = \"float16\"\n");
  writeBytes(m_folder / "train.toml", config);
  const Ran ran = train();
  ASSERT_EQ(ran.code, 0) << ran.err;
  for (const char* name : {"segmentation", "10x-1", "40x-1"})
    for (const auto& [tensor, view] :
         SafetensorsFile::parse(readBytes(out() / "bundle" / "networks" / (std::string(name) + ".safetensors")))
             ->tensors())
      EXPECT_EQ(view.type, TensorType::f16) << name << " " << tensor;
  const auto record = training::readSealed(out() / "training-record.json", "long enough", "");
  ASSERT_TRUE(record) << record.error().message;
  expectBundleAgrees(*record);
  const CsvTable curve = parseCsv(readBytes(out() / "bundle" / "training" / "segmentation.csv")).value();
  EXPECT_GT(std::stod(curve.rows.back().back()), std::stod(curve.rows.front().back())) << "Dice";
  const std::string card = readBytes(out() / "bundle" / "card.md");
  for (const char* part : {"trained on 24 tiles of simulated tumours", "The segmentation was learned from",
                           "heads were trained on its features"})
    EXPECT_NE(card.find(part), std::string::npos) << part;
}

TEST_F(Train, NothingOfAPatientIsInTheBundle) {
  ASSERT_EQ(train().code, 0);
  std::vector<std::string> forbidden{m_folder.path().string(), cohort().string(), ".svs"};
  for (std::size_t row = 2; row <= m_cells.size(); ++row) {
    for (const char* name : {"patient", "accession"}) {
      forbidden.push_back(cell(row, name));
      forbidden.push_back(sha256Of(cell(row, name)));
    }
    forbidden.push_back(sha256OfFile(cell(row, "path")).value());
  }
  for (const auto& [name, bytes] : filesOf(out() / "bundle"))
    for (const std::string& text : forbidden) EXPECT_EQ(bytes.find(text), std::string::npos) << text << " in " << name;
  // The record that stays is sealed: not even the one who has the file reads a patient's name in it.
  const std::string record = readBytes(out() / "training-record.json");
  EXPECT_EQ(record.find(cell(2, "patient")), std::string::npos);
}

TEST_F(Train, KilledAtAnyMomentItGoesOnAndEndsWithTheSameBundle) {
  ASSERT_EQ(train({"--threads", "2"}).code, 0);
  const auto whole = filesOf(out() / "bundle");
  const std::vector<std::string> other{"--json", "--threads", "1", "--out", (m_folder / "killed").string()};
  for (const char* moment : {R"("stage":"look")", R"("stage":"tiles")", R"("stage":"train 10x/1","done":3)",
                             R"("stage":"train 40x/1","done":4)"}) {
    RunOptions options;
    options.awaited = moment;
    options.whenSeen = [](Child& child) { kill(child.processId(), SIGKILL); };
    const Ran ran = train(other, options);
    EXPECT_NE(ran.code, 0) << moment << ": it ended before it could be killed";
    EXPECT_FALSE(std::filesystem::exists(m_folder / "killed" / "bundle"));
  }
  const Ran ended = train(other);
  ASSERT_EQ(ended.code, 0) << ended.err;
  EXPECT_TRUE(filesOf(m_folder / "killed" / "bundle") == whole);
}

TEST_F(Train, AnInterruptIsObeyedAndLosesNothing) {
  RunOptions options;
  options.awaited = R"("stage":"train 10x/1","done":3)";
  options.whenSeen = [](Child& child) { kill(child.processId(), SIGINT); };
  const Ran stopped = train({"--json"}, options);
  EXPECT_EQ(stopped.code, 130) << stopped.err;
  EXPECT_EQ(stopped.out, "");
  EXPECT_FALSE(std::filesystem::exists(out() / "bundle"));
  const Ran again = train({"--json"});
  ASSERT_EQ(again.code, 0) << again.err;
  // It goes on where it was: the first steps are not told again.
  EXPECT_EQ(again.err.find(R"("stage":"train 10x/1","done":1,)"), std::string::npos) << again.err;
}

TEST_F(Train, NetworksTrainedOneByOneMakeTheSameBundle) {
  writeConfig("[1, 7]");
  ASSERT_EQ(train().code, 0);
  const std::vector<std::string> apart{"--out", (m_folder / "apart").string()};
  for (const char* one : {"40x/7", "10x/7", "40x/1", "10x/1"}) {
    const Ran ran = train({"--out", (m_folder / "apart").string(), "--only", one});
    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_FALSE(std::filesystem::exists(m_folder / "apart" / "bundle"));
  }
  ASSERT_EQ(train(apart).code, 0);
  EXPECT_TRUE(filesOf(m_folder / "apart" / "bundle") == filesOf(out() / "bundle"));
}

TEST_F(Train, AFinishedTrainingIsToldAgainAndKept) {
  ASSERT_EQ(train().code, 0);
  const auto first = filesOf(out() / "bundle");
  const Ran again = train();
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_TRUE(filesOf(out() / "bundle") == first);
}

TEST_F(Train, AFolderOfAnotherTrainingIsLeftAlone) {
  ASSERT_EQ(train({"--only", "10x/1"}).code, 0);
  writeConfig("[1, 2]");
  expectRefused(train(), 2, "another list or configuration");
}

TEST_F(Train, DamagedTilesAreDecodedAgain) {
  ASSERT_EQ(train().code, 0);
  const auto first = filesOf(out() / "bundle");
  std::filesystem::remove_all(out() / "bundle");
  for (const auto& entry : std::filesystem::directory_iterator(out() / "work" / "tiles"))
    if (entry.path().extension() == ".tiles") {
      std::string bytes = readBytes(entry.path());
      bytes[100] = static_cast<char>(bytes[100] + 1);
      writeBytes(entry.path(), bytes);
    }
  const Ran again = train();
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_TRUE(filesOf(out() / "bundle") == first);
}

}  // namespace
}  // namespace snitt::test
