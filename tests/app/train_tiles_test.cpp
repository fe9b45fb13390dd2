// `snitt train --from-tiles`: two folders of pictures to a network and figures, and what is refused.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/bundle/safetensors.h"
#include "core/csv.h"
#include "core/statistics/resampling/counter_random.h"
#include "support/make_picture.h"
#include "support/score_fixture.h"
#include "support/shared_data.h"
#include "support/soak.h"

namespace snitt::test {
namespace {

namespace fs = std::filesystem;

// Coloured noise, fine and dark or coarse and pale.
Image grain(bool poor, std::uint64_t number, int edge = 64) {
  statistics::CounterRandom random(poor ? 21 : 22, number);
  const int size = poor ? 2 : 8;
  Image image(edge, edge);
  for (int y = 0; y < edge; y += size)
    for (int x = 0; x < edge; x += size) {
      const double dark = (poor ? 150 : 60) * random.uniform();
      for (int dy = 0; dy < size && y + dy < edge; ++dy)
        for (int dx = 0; dx < size && x + dx < edge; ++dx) {
          std::uint8_t* pixel = image.pixel(x + dx, y + dy);
          pixel[0] = static_cast<std::uint8_t>(230 - dark);
          pixel[1] = static_cast<std::uint8_t>(190 - dark);
          pixel[2] = static_cast<std::uint8_t>(220 - dark / 2);
        }
    }
  return image;
}

class TrainTiles : public testing::Test {
 protected:
  void SetUp() override {
    for (const bool poor : {true, false}) {
      fs::create_directories(tiles() / (poor ? "fine" : "plain"));
      for (int i = 0; i < 20; ++i) savePicture(tile(poor, i), grain(poor, static_cast<std::uint64_t>(i)));
    }
  }
  [[nodiscard]] fs::path tiles() const { return m_folder / "tiles"; }
  [[nodiscard]] fs::path out() const { return m_folder / "out"; }
  [[nodiscard]] fs::path tile(bool poor, int number) const {
    return tiles() / (poor ? "fine" : "plain") / fmt::format("P{}_{}.png", number / 2, number % 2);
  }
  // Small enough for seconds; `more` may say otherwise.
  [[nodiscard]] std::vector<std::string> command(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"train", "--from-tiles", tiles().string(), "--out", out().string()};
    const std::pair<const char*, const char*> usual[] = {
        {"--width", "0.25"}, {"--epochs", "4"}, {"--threads", "2"}, {"--bag-tiles", "2"}, {"--shares", "0.5,0.2,0.3"}};
    for (const auto& [option, value] : usual)
      if (std::ranges::find(more, option) == more.end()) arguments.insert(arguments.end(), {option, value});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  [[nodiscard]] Ran train(const std::vector<std::string>& more = {}, const RunOptions& options = {}) const {
    return snitt(command(more), options);
  }
  [[nodiscard]] std::map<std::string, std::string> results(const fs::path& folder) const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(folder))
      files[entry.path().filename().string()] = readBytes(entry.path());
    return files;
  }
  void expectRefused(const Ran& ran, int code, const std::string& part) const {
    EXPECT_EQ(ran.code, code) << ran.err;
    expectOneSentence(ran, part);
    EXPECT_EQ(ran.out, "");
    EXPECT_FALSE(fs::exists(out()));
  }

  TempFolder m_folder;
};

TEST_F(TrainTiles, TellsTheClassesApartOnTilesThatItNeverSaw) {
  for (const bool poor : {true, false})
    for (int i = 20; i < 60; ++i) savePicture(tile(poor, i), grain(poor, static_cast<std::uint64_t>(i)));
  const Ran ran = train({"--json", "--epochs", "10", "--bag-tiles", "4"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["classes"]["poor"], "fine");
  EXPECT_EQ(json["sides"]["train"]["tiles"]["poor"], 30);
  EXPECT_EQ(json["sides"]["tune"]["tiles"]["good"], 12);
  EXPECT_EQ(json["sides"]["test"]["tiles"]["good"], 18);
  EXPECT_EQ(json["sides"]["test"]["bags"]["good"], 5);
  EXPECT_GT(json["test"]["tiles"]["auc"], 0.9) << ran.out;
  EXPECT_LT(json["test"]["bags"]["lower95"], 0.9) << "ten bags cannot be that sure";
  EXPECT_EQ(json["tilesMayShareCases"], true);
  EXPECT_TRUE(json["mpp"].is_null());

  const auto curves = parseCsv(readBytes(out() / "curves.csv"));
  ASSERT_TRUE(curves);
  ASSERT_EQ(curves->rows.size(), 10U);
  EXPECT_LT(std::stod(curves->rows.back()[1]), std::stod(curves->rows.front()[1])) << "the loss does not fall";
  const auto scores = parseCsv(readBytes(out() / "scores.csv"));
  ASSERT_TRUE(scores);
  EXPECT_EQ(scores->header, (CsvRow{"bag", "side", "label", "score"}));
  EXPECT_TRUE(SafetensorsFile::parse(readBytes(out() / "network.safetensors")));
  EXPECT_FALSE(fs::exists(out() / "checkpoint"));
}

TEST_F(TrainTiles, TheSameSeedGivesTheSameFilesWithOtherThreads) {
  ASSERT_EQ(train().code, 0);
  const auto first = results(out());
  fs::remove_all(out());
  ASSERT_EQ(train({"--threads", "1"}).code, 0);
  EXPECT_EQ(results(out()), first);
  fs::remove_all(out());
  ASSERT_EQ(train({"--seed", "2"}).code, 0);
  EXPECT_NE(results(out()).at("tiles.csv"), first.at("tiles.csv"));
}

TEST_F(TrainTiles, GoesOnAfterAnInterruptToTheSameFiles) {
  ASSERT_EQ(train().code, 0);
  const auto whole = results(out());
  fs::remove_all(out());
  RunOptions stopping;
  stopping.keepInputOpen = true;
  stopping.awaited = R"("stage":"train")";
  stopping.whenSeen = [](Child& child) { child.closeInput(); };
  const Ran stopped = train({"--json", "--control"}, stopping);
  ASSERT_EQ(stopped.code, 130) << stopped.err;
  EXPECT_FALSE(fs::exists(out() / "summary.json"));
  EXPECT_TRUE(fs::exists(out() / "checkpoint"));
  ASSERT_EQ(train().code, 0);
  EXPECT_EQ(results(out()), whole);
  // Once more finds it done.
  const Ran again = train();
  EXPECT_EQ(again.code, 0);
  EXPECT_EQ(again.out, whole.at("summary.txt"));
  EXPECT_NE(again.err.find("holds this run, finished"), std::string::npos) << again.err;
}

TEST_F(TrainTiles, CasesAreKeptWhole) {
  ASSERT_EQ(train({"--group-by", "P[0-9]+", "--epochs", "1"}).code, 0);
  const auto table = parseCsv(readBytes(out() / "tiles.csv"));
  ASSERT_TRUE(table);
  std::map<std::string, std::set<std::string>> sides;
  for (const CsvRow& row : table->rows) {
    const std::string file = row[0].substr(row[0].find('/') + 1);
    sides[file.substr(0, file.find('_'))].insert(row[1]);
  }
  EXPECT_EQ(sides.size(), 10U);
  for (const auto& [name, on] : sides) EXPECT_EQ(on.size(), 1U) << name;
  EXPECT_EQ(nlohmann::json::parse(readBytes(out() / "summary.json"))["tilesMayShareCases"], false);
}

TEST_F(TrainTiles, ThePictureThatIsThereTwiceStandsOnOneSideAndIsTold) {
  fs::copy_file(tile(true, 0), tiles() / "plain/copy.png");
  for (const char* seed : {"1", "2", "3"}) {
    fs::remove_all(out());
    const Ran ran = train({"--epochs", "1", "--seed", seed});
    ASSERT_EQ(ran.code, 0) << ran.err;
    EXPECT_NE(ran.out.find("1 pair of nearly the same picture"), std::string::npos) << ran.out;
    EXPECT_NE(ran.out.find("lie in different classes"), std::string::npos) << ran.out;
    const auto table = parseCsv(readBytes(out() / "tiles.csv"));
    ASSERT_TRUE(table);
    std::set<std::string> sides;
    for (const CsvRow& row : table->rows)
      if (row[0] == "fine/P0_0.png" || row[0] == "plain/copy.png") sides.insert(row[1]);
    EXPECT_EQ(sides.size(), 1U);
  }
}

TEST_F(TrainTiles, ItsNetworkIsAStartForAnother) {
  ASSERT_EQ(train({"--epochs", "1"}).code, 0);
  const fs::path weights = m_folder / "start.safetensors";
  fs::rename(out() / "network.safetensors", weights);
  fs::remove_all(out());
  expectRefused(train({"--weights", weights.string(), "--width", "0.5"}), 2, "is it of another --width than 0.5");
  const Ran ran = train({"--weights", weights.string(), "--epochs", "1"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
}

TEST_F(TrainTiles, WrongFoldersGetOneSentence) {
  fs::create_directories(tiles() / "other");
  expectRefused(train(), 2, "has 3 subfolders: fine, other, plain, where one a class is needed; name two of them");
  expectRefused(train({"--poor", "fine", "--good", "other"}), 2, "other holds no picture");
  expectRefused(train({"--poor", "fine", "--good", "plian"}), 2, "no subfolder \"plian\" (nearest: \"plain\")");
  expectRefused(train({"--poor", "fine"}), 2, "--poor and --good are given together");
  fs::remove_all(tiles() / "other");
  fs::remove_all(tiles() / "plain");
  expectRefused(train(), 2, "has 1 subfolder: fine, where one a class is needed");
  fs::remove_all(tiles());
  expectRefused(train(), 1, "there is no folder");
}

TEST_F(TrainTiles, WrongPicturesGetOneSentence) {
  expectRefused(train({"--tile-px", "100"}), 2, "smaller than --tile-px 100");
  expectRefused(train({"--bag-tiles", "8"}), 2, "\"fine\" has 4 tiles to tune, too few for a bag of 8");
  expectRefused(train({"--group-by", "X[0-9]"}), 2, "finds nothing in \"P0_0.png\"");
  writeBytes(tile(true, 0), "damaged");
  const Ran one = train({"--epochs", "1"});
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_NE(one.out.find("1 picture could not be read and was left out: fine/P0_0.png"), std::string::npos) << one.out;
  fs::remove_all(out());
  for (const int number : {1, 2}) writeBytes(tile(true, number), "damaged");
  expectRefused(train(), 1,
                "3 of 40 pictures cannot be read, more than one in 20; the first: " + tile(true, 0).string());
  for (const int number : {0, 1, 2})
    savePicture(tile(true, number), grain(true, 50 + static_cast<std::uint64_t>(number), 50));
  expectRefused(train(), 2, "50 × 50 px; pictures must be 64 px or more");
}

TEST_F(TrainTiles, WrongOptionsGetOneSentence) {
  expectRefused(snitt({"train", "--out", out().string()}), 2, "--cohort with --config, or --from-tiles");
  expectRefused(train({"--config", "a.toml"}), 2, "--config does not go with --from-tiles");
  expectRefused(train({"--shares", "0.5,0.2,0.2"}), 2, "shares of train, tune and test");
  expectRefused(train({"--padding", "same"}), 2, "--padding says how --weights were trained");
  expectRefused(train({"--weights", (m_folder / "none").string()}), 1, "none");
  expectRefused(train({"--weights", tile(true, 0).string()}), 1, "P0_0.png");
  expectRefused(train({"--device", "tpu"}), 2, "is not auto, cpu, cuda or cuda:NUMBER");
}

TEST_F(TrainTiles, AnotherRunsFolderIsLeftAlone) {
  ASSERT_EQ(train({"--epochs", "1"}).code, 0);
  const auto before = results(out());
  const Ran ran = train({"--epochs", "2"});
  EXPECT_EQ(ran.code, 2);
  expectOneSentence(ran, "holds a run of other tiles, options or weights");
  EXPECT_EQ(results(out()), before);
}

// Real tissue, from the ImageNet weights: the recipe of resources/help/train-from-tiles.md, over several seeds.
TEST(SoakTrainTiles, AdenocarcinomaAgainstHealthyMucosa) {
  SNITT_NEEDS_SHARED_DATA();
  const TempFolder folder;
  const std::string weights = (folder / "imagenet.safetensors").string();
  const Ran converted = run({SNITT_PYTHON, SNITT_SOURCE_DIR "/resources/tools/weights_to_safetensors.py",
                             (sharedData() / "weights/mobilenet_v2_imagenet_half.torchscript.pt").string(), weights});
  ASSERT_EQ(converted.code, 0) << converted.err;
  // Short: fewer tiles and one epoch, for a minute. Whole: five seeds as the manual has it.
  const int seeds = soaked(5);
  const bool isShort = seeds < 2;
  for (int seed = 1; seed <= seeds; ++seed) {
    std::vector<std::string> command{"train",
                                     "--from-tiles",
                                     (sharedData() / "tiles/colorectal").string(),
                                     "--json",
                                     "--poor",
                                     "AC",
                                     "--good",
                                     "H",
                                     "--weights",
                                     weights,
                                     "--seed",
                                     std::to_string(seed),
                                     "--out",
                                     (folder / std::to_string(seed)).string()};
    if (isShort) command.insert(command.end(), {"--epochs", "1", "--tile-px", "160", "--threads", "2"});
    const Ran ran = snitt(command);
    ASSERT_EQ(ran.code, 0) << ran.err;
    const auto json = nlohmann::json::parse(ran.out);
    EXPECT_GE(json["test"]["bags"]["auc"], 0.95) << "seed " << seed;
    EXPECT_GE(json["test"]["tiles"]["auc"], 0.9) << "seed " << seed;
  }
}

}  // namespace
}  // namespace snitt::test
