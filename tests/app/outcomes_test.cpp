// `snitt outcomes`: dates to times and events, and no row lost in silence.
#include <filesystem>
#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "core/csv.h"
#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {
namespace {

const std::string kRules = R"(
format = "snitt-outcome-rules/1"
event = "death"
[columns]
patient = "id"
origin = "surgery"
death = "died"
lastFollowUp = "seen"
causeOfDeath = "cause"
[cause]
cancer = ["C18-C20"]
missing = "other"
)";

const std::string kRows =
    "path,id,surgery,seen,died,cause\r\n"
    "a.svs,P1,2010-01-01,2012-01-01,,\r\n"
    "b.svs,P2,2010-01-01,,2011-01-01,C18.7\r\n";

class Outcomes : public testing::Test {
 protected:
  void SetUp() override {
    write("rules.toml", kRules);
    write("data.csv", "\xEF\xBB\xBF" + kRows);
  }
  void write(const std::string& name, const std::string& text) const { writeBytes(m_folder / name, text); }
  [[nodiscard]] Ran outcomes(std::vector<std::string> more = {}) const {
    std::vector<std::string> command{"outcomes",       "--data", at("data.csv"), "--rules",
                                     at("rules.toml"), "--out",  at("out.csv")};
    command.insert(command.end(), more.begin(), more.end());
    return snitt(command);
  }
  [[nodiscard]] std::string at(const std::string& name) const { return (m_folder / name).string(); }
  [[nodiscard]] std::string out() const {
    return std::filesystem::exists(m_folder / "out.csv") ? readBytes(m_folder / "out.csv") : "nothing";
  }
  // Refused with one sentence that says `part`; nothing was written.
  void expectRefused(const Ran& ran, int code, const std::string& part) const {
    EXPECT_EQ(ran.code, code) << ran.err;
    EXPECT_NE(ran.err.find(part), std::string::npos) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_EQ(out(), "nothing");
    for (const auto& entry : std::filesystem::directory_iterator(m_folder.path()))
      EXPECT_FALSE(entry.path().filename().string().starts_with("out")) << entry.path();
  }

  TempFolder m_folder;
};

const std::string kWritten = "patient,time,event,cause,path\nP1,730,0,,a.svs\nP2,365,1,cancer,b.svs\n";

TEST_F(Outcomes, WritesTimesAndEvents) {
  const Ran ran = outcomes();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(ran.out, at("out.csv") + ": 2 rows, 2 patients, 1 event, 1 death\n");
  EXPECT_EQ(out(), kWritten);
}

TEST_F(Outcomes, TellsAsJson) {
  const Ran ran = outcomes({"--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["format"], "snitt-outcomes/1");
  EXPECT_EQ(json["file"], at("out.csv"));
  EXPECT_EQ(json["rows"], 2);
  EXPECT_EQ(json["cancerDeaths"], 1);
  EXPECT_EQ(json["dateOrders"]["died"], "iso");
  EXPECT_TRUE(json["impossible"].empty());
}

TEST_F(Outcomes, ImpossibleRowsStopItOrAreLeftOutAndListed) {
  write("data.csv", kRows + "c.svs,P3,2010-01-01,,2009-01-01,C18\r\nd.svs,P4,2010-02-30,,2011-01-01,C18\r\n");
  const std::string third = "row 4 (patient P3): died 2009-01-01 lies before surgery 2010-01-01";
  expectRefused(outcomes(), 1, "data.csv has 2 rows that cannot be: " + third + "; row 5 (patient P4): surgery ");
  const Ran json = outcomes({"--json"});
  expectRefused(json, 1, "--leave-out leaves them out");
  EXPECT_EQ(nlohmann::json::parse(json.out)["impossible"][1]["row"], 5);
  EXPECT_TRUE(nlohmann::json::parse(json.out)["file"].is_null());
  const Ran left = outcomes({"--leave-out", "--quiet"});
  EXPECT_EQ(left.code, 0) << left.err;
  EXPECT_NE(left.out.find("2 rows left out: " + third), std::string::npos) << left.out;
  EXPECT_EQ(out(), kWritten);
}

TEST_F(Outcomes, ManyImpossibleRowsAreCounted) {
  std::string rows = kRows;
  for (int i = 0; i < 30; ++i) rows += "c.svs,Q" + std::to_string(i) + ",2010-01-01,,2009-01-01,C18\r\n";
  write("data.csv", rows);
  expectRefused(outcomes(), 1, "; and 10 more, which --json lists; nothing was written");
  EXPECT_EQ(nlohmann::json::parse(outcomes({"--json"}).out)["impossible"].size(), 30U);
}

TEST_F(Outcomes, NothingIsWrittenWhereNoRowIsLeft) {
  write("data.csv", "id,surgery,seen,died,cause\nP1,2010-01-01,,2009-01-01,\n");
  expectRefused(outcomes({"--leave-out"}), 1, "no row of ");
}

TEST_F(Outcomes, RefusesRulesWithTheNearestKeyAndColumn) {
  std::string rules = kRules;
  write("rules.toml", rules.replace(rules.find("surgery"), 7, "surgry"));
  expectRefused(outcomes(), 2, R"(columns.origin is "surgry", which is no column of the table (nearest: "surgery"))");
  write("rules.toml", kRules + "mising = 1\n");
  expectRefused(outcomes(), 2, R"(rules.toml: cause.mising is no key that this version knows (nearest: "missing"))");
}

TEST_F(Outcomes, RefusesTablesItCannotRead) {
  write("data.csv", "id;surgery;seen;died;cause\nP1;2010-01-01;;2011-01-01;\n");
  expectRefused(outcomes(), 1, "is separated by semicolons: save it with commas");
  write("data.csv", "id,surgery,seen,died,cause\nP1,25/03/2010,,,\nP2,03/25/2010,,,\n");
  expectRefused(outcomes(), 1, "holds dates of two orders");
  write("data.csv", "id,surgery,seen,died,cause\n");
  expectRefused(outcomes(), 1, "has no row below its header");
  write("data.csv", "");
  expectRefused(outcomes(), 1, "the table is empty");
  std::filesystem::remove(m_folder / "data.csv");
  expectRefused(outcomes(), 1, "data.csv");
}

TEST_F(Outcomes, NeverWritesOverWhatItReads) {
  const Ran ran = outcomes({"--out", at("data.csv")});
  EXPECT_EQ(ran.code, 2) << ran.err;
  EXPECT_EQ(readBytes(m_folder / "data.csv"), "\xEF\xBB\xBF" + kRows);
  EXPECT_EQ(snitt({"outcomes", "--data", at("data.csv"), "--rules", at("rules.toml"), "--out", at("rules.toml")}).code,
            2);
  EXPECT_EQ(readBytes(m_folder / "rules.toml"), kRules);
}

TEST_F(Outcomes, AFolderThatIsNotThereIsNamed) {
  const Ran ran = snitt({"outcomes", "--data", at("data.csv"), "--rules", at("rules.toml"), "--out", at("no/out.csv")});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.err, "snitt: there is no folder " + at("no") + " to write out.csv into.\n");
}

}  // namespace
}  // namespace snitt::test
