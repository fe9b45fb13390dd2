// What a score leaves to be looked at: heatmaps and the page, made at once and made again.
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "support/score_fixture.h"
#include "tiling/heatmap_tiff.h"

namespace snitt {
namespace {

using test::Ran;
using test::run;

class ReportProgram : public test::ScoreFixture {
 protected:
  [[nodiscard]] std::filesystem::path results(const std::string& name = "slide") const { return out() / name; }
  [[nodiscard]] std::string bytes(const std::string& name) const { return readFile(results() / name).value_or(""); }
  [[nodiscard]] static std::string pageText(const std::filesystem::path& folder) {
    return run({"pdftotext", "-layout", (folder / "report.pdf").string(), "-"}).out;
  }
};

TEST_F(ReportProgram, theHeatmapHasEachTilesScoreWhereTheTileLies) {
  ASSERT_EQ(score(slide()).code, 0);
  for (const std::string name : {"10x", "40x"}) {
    const auto heatmap = readHeatmap(results() / ("heatmap-" + name + ".tif"));
    ASSERT_TRUE(heatmap) << heatmap.error().message;
    const auto tiles = parseCsv(bytes("tiles-" + name + ".csv"));
    ASSERT_TRUE(tiles);
    const double stepPx = heatmap->stepUmX / 0.25;
    const std::size_t score = *tiles->column("prob_ensemble");
    for (const CsvRow& row : tiles->rows) {
      const auto cell = [&](std::size_t column) {
        return static_cast<int>(std::lround(std::stod(row[column]) / stepPx));
      };
      EXPECT_FLOAT_EQ(heatmap->values.at(cell(0), cell(1)), std::stof(row[score]));
    }
    const auto finite = std::count_if(heatmap->values.values.begin(), heatmap->values.values.end(),
                                      [](float value) { return std::isfinite(value); });
    EXPECT_EQ(static_cast<std::size_t>(finite), tiles->rows.size());
  }
}

TEST_F(ReportProgram, theReportMadeAgainIsTheSameBytesWithoutTheSlide) {
  ASSERT_EQ(score(slide()).code, 0);
  const std::string first = bytes("report.pdf");
  std::filesystem::remove(slide());
  std::filesystem::remove(results() / "report.pdf");
  const Ran again = test::snitt({"report", results().string()});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_TRUE(first == bytes("report.pdf"));
  EXPECT_NE(again.out.find("report.pdf"), std::string::npos);
}

TEST_F(ReportProgram, whatWasNotKeptIsSaidOnThePage) {
  ASSERT_EQ(score(slide()).code, 0);
  std::filesystem::remove(results() / "heatmap-40x.tif");
  std::filesystem::remove(results() / "thumbnail.png");
  ASSERT_EQ(test::snitt({"report", results().string()}).code, 0);
  const std::string page = pageText(results());
  EXPECT_NE(page.find("no heatmap was kept"), std::string::npos) << page;
  EXPECT_NE(page.find("the slide was not at hand"), std::string::npos) << page;
}

// The folder is named after the slide because that was asked for; nothing inside names it but score.json.
TEST_F(ReportProgram, fileNamesStayOutOfReportPicturesAndLog) {
  const auto named = slide().parent_path() / "Mustermann_Erika.svs";
  std::filesystem::rename(slide(), named);
  const std::string state = (slide().parent_path() / "state").string();
  ASSERT_EQ(score(named, {}, {.environment = {{"XDG_STATE_HOME", state}}}).code, 0);
  const auto folder = results("Mustermann_Erika");
  EXPECT_EQ(pageText(folder).find("Mustermann"), std::string::npos);
  for (const std::string name : {"report.pdf", "thumbnail.png", "heatmap-10x.tif", "tumour.geojson", "tiles-10x.csv"})
    EXPECT_EQ(readFile(folder / name)->find("Mustermann"), std::string::npos) << name;
  const auto log = readFile(std::filesystem::path(state) / "snitt/snitt.log");
  ASSERT_TRUE(log);
  EXPECT_EQ(log->find("Mustermann"), std::string::npos);

  ASSERT_EQ(test::snitt({"report", folder.string(), "--show-paths"}).code, 0);
  EXPECT_NE(pageText(folder).find("Mustermann_Erika.svs"), std::string::npos);
}

TEST_F(ReportProgram, aFolderWithoutUsableResultsIsAFaultInOneSentence) {
  const Ran missing = test::snitt({"report", (out() / "nowhere").string()});
  EXPECT_EQ(missing.code, 1);
  EXPECT_NE(missing.err.find("there is no folder"), std::string::npos) << missing.err;

  std::filesystem::create_directories(results());
  const Ran empty = test::snitt({"report", results().string()});
  EXPECT_EQ(empty.code, 1);
  EXPECT_NE(empty.err.find("holds no score.json"), std::string::npos) << empty.err;

  test::writeBytes(results() / "score.json", "{");
  EXPECT_EQ(test::snitt({"report", results().string()}).code, 1);
  EXPECT_FALSE(std::filesystem::exists(results() / "report.pdf"));
}

TEST_F(ReportProgram, aDamagedHeatmapOrThumbnailIsNotDrawnAsIfItWereWhole) {
  ASSERT_EQ(score(slide()).code, 0);
  const std::string before = bytes("report.pdf");
  for (const std::string name : {"heatmap-10x.tif", "thumbnail.png", "tumour.geojson"}) {
    const std::string whole = bytes(name);
    test::writeBytes(results() / name, whole.substr(0, whole.size() / 2));
    const Ran ran = test::snitt({"report", results().string()});
    EXPECT_EQ(ran.code, 1) << name;
    EXPECT_NE(ran.err.find(name), std::string::npos) << ran.err;
    EXPECT_TRUE(before == bytes("report.pdf")) << name;
    test::writeBytes(results() / name, whole);
  }
}

TEST(ReportProgramLibraries, noWindowsAreLinked) {
  const Ran libraries = run({"ldd", test::snittProgram()});
  ASSERT_EQ(libraries.code, 0);
  EXPECT_NE(libraries.out.find("libQt6Gui"), std::string::npos) << "the test no longer looks at the right program";
  EXPECT_EQ(libraries.out.find("libQt6Widgets"), std::string::npos) << libraries.out;
}

}  // namespace
}  // namespace snitt
