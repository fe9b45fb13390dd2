// Lists, slides and configurations that `snitt train` refuses: one sentence with the rows, and nothing written.
#include <algorithm>
#include <fstream>

#include "support/train_fixture.h"

namespace snitt::test {
namespace {

class TrainRefusal : public TrainFixture {
 protected:
  void rename(const std::string& from, const std::string& to) { m_cells.front().at(column(from)) = to; }
};

TEST_F(TrainRefusal, MissingColumnsAreNamed) {
  rename("time", "timme");
  expectRefused(train(), 2, R"(lacks the column "time" (nearest: "timme"))");
}

TEST_F(TrainRefusal, SlidesThatCannotBeReadAreNamedByRow) {
  cell(3, "path") = (m_folder / "nowhere.svs").string();
  writeBytes(m_folder / "garbage.svs", "no slide at all");
  cell(6, "path") = (m_folder / "garbage.svs").string();
  const Ran ran = train();
  expectRefused(ran, 1, "row 3: ");
  EXPECT_NE(ran.err.find("row 6: "), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("exclude"), std::string::npos) << ran.err;
}

TEST_F(TrainRefusal, NoEvents) {
  for (std::size_t row = 2; row <= m_cells.size(); ++row) {
    cell(row, "event") = "0";
    cell(row, "cause").clear();
  }
  expectRefused(train(), 2, "none of the 24 patients has an event");
}

TEST_F(TrainRefusal, OnePatient) {
  m_cells.resize(2);
  expectRefused(train(), 2, "the list has one patient");
}

TEST_F(TrainRefusal, OutcomesThatAreNone) {
  const std::string time = cell(4, "time");
  for (const auto& [text, part] : std::vector<std::pair<std::string, std::string>>{
           {"0", "row 4"}, {"-3", "row 4"}, {"NaN", "row 4"}, {"soon", "row 4"}, {"", "row 4"}}) {
    cell(4, "time") = text;
    expectRefused(train(), 2, part);
  }
  cell(4, "time") = time;
  cell(7, "event") = "2";
  expectRefused(train(), 2, "row 7");
}

TEST_F(TrainRefusal, OneSlideTwice) {
  m_cells.push_back(m_cells[4]);
  expectRefused(train(), 2, "listed twice, in rows 5 and 26");
}

TEST_F(TrainRefusal, APatientOnTwoSides) {
  for (std::size_t row = 2; row <= m_cells.size(); ++row) cell(row, "split") = row % 2 == 0 ? "train" : "tune";
  cell(3, "patient") = cell(2, "patient");
  for (const char* name : {"time", "event", "cause", "recurrence", "recurrenceTime"}) cell(3, name) = cell(2, name);
  const Ran ran = train();
  EXPECT_NE(ran.code, 0);
  EXPECT_NE(ran.err.find("split"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("row 3"), std::string::npos) << ran.err;
  EXPECT_FALSE(std::filesystem::exists(out() / "bundle"));
}

TEST_F(TrainRefusal, OneFileUnderTwoPatientsOnTwoSides) {
  for (std::size_t row = 2; row <= m_cells.size(); ++row) cell(row, "split") = row % 2 == 0 ? "train" : "tune";
  std::filesystem::copy_file(cell(2, "path"), m_folder / "copy.svs");
  cell(3, "path") = (m_folder / "copy.svs").string();
  const Ran ran = train();
  expectRefused(ran, 3, "copy.svs");
  EXPECT_NE(ran.err.find(cell(2, "patient")), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find(cell(3, "patient")), std::string::npos) << ran.err;
}

// The same section, scanned and compressed again: other bytes, the same picture.
TEST_F(TrainRefusal, NearlyTheSamePictureOnTwoSides) {
  for (std::size_t row = 2; row <= m_cells.size(); ++row) cell(row, "split") = row % 2 == 0 ? "train" : "tune";
  const Ran vips = run({"vips", "tiffsave", cell(2, "path"), (m_folder / "again.tif").string(), "--tile", "--pyramid",
                        "--compression", "jpeg", "--Q", "60"});
  ASSERT_EQ(vips.code, 0) << vips.err;
  cell(3, "path") = (m_folder / "again.tif").string();
  cell(3, "mpp") = cell(2, "mpp");
  expectRefused(train(), 3, "again.tif");
}

TEST_F(TrainRefusal, AListOfExcludedRowsAlone) {
  addColumn("exclude");
  for (std::size_t row = 2; row <= m_cells.size(); ++row) cell(row, "exclude") = "1";
  expectRefused(train(), 1, "every row of the list is excluded");
}

TEST_F(TrainRefusal, NoPasswordIsToldBeforeTheWork) {
  std::vector<std::string> command = trainCommand();
  command.erase(std::ranges::find(command, "--password-file"), std::ranges::find(command, "--password-file") + 2);
  expectRefused(snitt(command), 2, "--password-file");
  EXPECT_FALSE(std::filesystem::exists(out()));
  writeBytes(m_folder / "password", "short\n");
  expectRefused(train(), 2, "8");
}

TEST_F(TrainRefusal, OnlyNamesANetworkOfTheConfiguration) {
  expectRefused(train({"--only", "20x/1"}), 2, "20x/1");
  expectRefused(train({"--only", "10x/9"}), 2, "10x/9");
  expectRefused(train({"--only", "10x"}), 2, "--only");
}

// As scoring says it, and before anything is read.
TEST_F(TrainRefusal, ADeviceThatIsNotThere) {
  expectRefused(train({"--device", "tpu"}), 2, "device \"tpu\" is not auto, cpu, cuda or cuda:NUMBER");
  if (snitt({"doctor", "--device", "cuda"}).code == 0) GTEST_SKIP() << "this machine has a GPU";
  expectRefused(train({"--device", "cuda"}), 1, "device cuda was asked for, but no CUDA device is usable here");
  EXPECT_FALSE(std::filesystem::exists(out()));
}

TEST_F(TrainRefusal, ATrainingThatBeganOnAnotherDevice) {
  ASSERT_EQ(train({"--only", "10x/1"}).code, 0);
  std::ofstream(out() / "work" / "training", std::ios::app) << "cuda\n";
  expectRefused(train({"--only", "10x/1"}), 2, "go on with --device cuda, or name another folder");
}

TEST_F(TrainRefusal, FilesThatAreNotThere) {
  std::vector<std::string> command = trainCommand();
  command[2] = (m_folder / "none.csv").string();
  expectRefused(snitt(command), 1, "none.csv");
  writeConfig("[1]", "[[nonsense]]\n");
  expectRefused(train(), 2, "nonsense");
}

// What a laboratory or a patient has said of a slide holds for training too, and is counted.
TEST_F(TrainRefusal, SlidesWhoseFlagsForbidTrainingAreLeftOut) {
  m_cells.resize(2);
  const std::string database = (m_folder / "cases.db").string();
  const auto said = [&](std::vector<std::string> command) {
    command.insert(command.end(), {"--db", database});
    const Ran ran = snitt(command);
    EXPECT_EQ(ran.code, 0) << ran.err;
  };
  said({"db", "create", "--role", "pathologist"});
  said({"case", "make", "NORTH:H26-1"});
  said({"case", "link", cell(2, "path"), "NORTH:H26-1"});
  said({"case", "flag", "NORTH:H26-1", "research-reservation", "--of", "case"});
  const Ran ran = train({"--db", database});
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("1 slide left out: its case is flagged \"research reservation\", which forbids training"),
            std::string::npos)
      << ran.err;
  EXPECT_NE(ran.err.find("no slide is left to learn from"), std::string::npos) << ran.err;
  EXPECT_FALSE(std::filesystem::exists(out() / "bundle"));
}

}  // namespace
}  // namespace snitt::test
