// A study on slides that are really scored: simulate, lock, cohort, validate, verify.
#include <gtest/gtest.h>

#include "core/csv.h"
#include "core/text/number.h"
#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {
namespace {

constexpr const char* kProtocol = R"(format = "snitt-protocol/1"
study = "A chain"
site = "Simulated hospital"
intendedUse = "A test"
responsible = "Nobody"
kind = "external"
thresholds = "frozen"
bundle = "{}"
[cohort]
list = "patients/list.csv"
[outcomes]
file = "patients/outcomes.csv"
unit = "days"
cause = "cause"
counts = ["cancer"]
competes = ["other"]
origin = "surgery"
endpoint = "death of colorectal cancer"
cutOff = 2024-01-01
[analysis]
horizonsYears = [5]
smallestCell = 1
resamples = 100
seed = 1
[[criterion]]
figure = "segmentationDice"
atLeast = 0.7
)";

class ValidateChain : public testing::Test {
 protected:
  [[nodiscard]] std::string at(const std::string& name) const { return (m_folder / name).string(); }
  void on(std::vector<std::string> command) const {
    const Ran ran = snitt(command);
    ASSERT_EQ(ran.code, 0) << command.front() << ": " << ran.err;
  }
  void validate(std::vector<std::string> more) const {
    more.insert(more.begin(), "validate");
    for (const std::string& one : {std::string("--db"), std::string("none"), std::string("--register"), at("register")})
      more.push_back(one);
    on(more);
  }

  TempFolder m_folder;
};

TEST_F(ValidateChain, FromSimulatedSlidesToAVerifiedReport) {
  const std::string bundle = SNITT_SOURCE_DIR "/resources/bundles/demonstrator/bundle";
  on({"simulate", "--out", at("patients"), "--patients", "12", "--seed", "5", "--size", "4000", "--quiet"});
  std::string protocol = kProtocol;
  protocol.replace(protocol.find("{}"), 2, bundle);
  writeBytes(m_folder / "protocol.toml", protocol);
  validate({"--lock", at("protocol.toml")});
  on({"cohort", at("patients/list.csv"), "--bundle", bundle, "--out", at("cohort"), "--db", "none", "--quiet"});
  validate({"--protocol", at("protocol.toml"), "--cohort", at("cohort"), "--out", at("report")});
  validate({"--verify", at("report")});
  // The truth of simulated slides is a mask; the demonstrator finds such tumours.
  const CsvTable outlines = parseCsv(readBytes(m_folder / "report/segmentation.csv")).value();
  ASSERT_EQ(outlines.rows.size(), 1U);
  EXPECT_GE(parseNumber(outlines.rows[0][outlines.column("slides").value()]).value(), 8);
  EXPECT_GT(parseNumber(outlines.rows[0][outlines.column("median").value()]).value(), 0.7);
  const CsvTable spread = parseCsv(readBytes(m_folder / "report/ensemble-spread.csv")).value();
  ASSERT_EQ(spread.rows.size(), 2U) << "a row a resolution";
  EXPECT_GT(parseNumber(spread.rows[0][spread.column("median").value()]).value(), 0);
  // Nothing is said against a cohort that was scored after the lock by this program.
  const std::string results = readBytes(m_folder / "report/results.json");
  EXPECT_EQ(results.find("before the protocol was locked"), std::string::npos);
  EXPECT_EQ(results.find("is not known: an earlier"), std::string::npos);
}

}  // namespace
}  // namespace snitt::test
