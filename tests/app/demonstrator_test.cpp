// The bundle in the box: whole, signed, small, honest about itself; and it does what it is there to show.
#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "support/run_program.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::test {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(SNITT_SOURCE_DIR) / "resources/bundles/demonstrator";
const std::filesystem::path kBundle = kFolder / "bundle";

class Demonstrator : public testing::Test {
 protected:
  [[nodiscard]] Ran score(const std::vector<std::string>& slides, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"score", "--bundle", kBundle.string(), "--out", (m_folder / "out").string(),
                                       "--db",  "none"};
    arguments.insert(arguments.end(), slides.begin(), slides.end());
    arguments.insert(arguments.end(), more.begin(), more.end());
    return snitt(arguments);
  }
  [[nodiscard]] nlohmann::json result(const std::string& slide) const {
    return nlohmann::json::parse(readBytes(m_folder / "out" / slide / "score.json"), nullptr, false);
  }

  TempFolder m_folder;
};

TEST_F(Demonstrator, IsWholeSignedAndSmall) {
  RunOptions own;
  own.environment["XDG_DATA_HOME"] = (m_folder / "data").string();
  const Ran trusted = snitt({"bundle", "trust", (kFolder / "maker.pub").string(), "--name", "maker"}, own);
  ASSERT_EQ(trusted.code, 0) << trusted.err;
  const Ran verified = snitt({"bundle", "verify", kBundle.string()}, own);
  EXPECT_EQ(verified.code, 0) << verified.err;
  EXPECT_NE(verified.out.find("maker"), std::string::npos) << verified.out;
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kBundle))
    if (entry.is_regular_file()) bytes += entry.file_size();
  EXPECT_LT(bytes, 10U << 20U);
}

TEST_F(Demonstrator, ComputesItsGoldenScoresHere) {
  const Ran checked = snitt({"doctor", "--golden", "--bundle", kBundle.string(), "--golden-folder",
                             (m_folder / "golden").string(), "--db", "none"});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
}

// The patients of `./dev demo`, whom it was not trained on.
TEST_F(Demonstrator, TellsGoodFromPoor) {
  const std::filesystem::path cohort = m_folder / "cohort";
  const Ran drawn = snitt({"simulate", "--out", cohort.string(), "--patients", "2", "--seed", "9276"});
  ASSERT_EQ(drawn.code, 0) << drawn.err;
  const Ran scored = score(
      {(cohort / "slides/P000001-A1.svs").string(), (cohort / "slides/P000002-A1.svs").string()},
      {"--fact", "organ=colon", "--fact", "specimenType=resection", "--fact", "neoadjuvant=no", "--outputs", "score"});
  ASSERT_EQ(scored.code, 0) << scored.err;
  const nlohmann::json good = result("P000001-A1"), poor = result("P000002-A1");
  EXPECT_EQ(good["class"], "good");
  EXPECT_EQ(poor["class"], "poor");
  EXPECT_GT(poor["combined"], good["combined"]);
  EXPECT_EQ(good["bundle"]["status"], "demonstrator");
  EXPECT_TRUE(good["notice"].get<std::string>().starts_with("demonstrator: ")) << good["notice"];
  EXPECT_NE(scored.out.find("say nothing of a patient"), std::string::npos) << scored.out;
  EXPECT_TRUE(good["scope"]["ok"]);
}

TEST_F(Demonstrator, WantsAReasonForARealSlide) {
  SNITT_NEEDS_SHARED_DATA();
  const std::string slide = (sharedData() / "slides/CMU-1-Small-Region.svs").string();
  const Ran refused = score({slide}, {"--outputs", "score"});
  EXPECT_EQ(refused.code, 3) << refused.err;
  EXPECT_NE(refused.err.find("scope"), std::string::npos) << refused.err;
  const Ran scored =
      score({slide}, {"--outputs", "score,report", "--tumour", "tissue", "--outside-scope", "to try it"});
  EXPECT_TRUE(scored.code == 0 || scored.code == 3) << scored.err;
  EXPECT_EQ(result("CMU-1-Small-Region")["scope"]["override"], "to try it");
}

}  // namespace
}  // namespace snitt::test
