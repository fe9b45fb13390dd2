#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <sstream>

#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/geojson.h"
#include "core/sha256.h"
#include "core/text/number.h"
#include "support/score_fixture.h"
#include "support/shared_data.h"

namespace snitt::test {
namespace {

nlohmann::json jsonIn(const std::filesystem::path& file) { return nlohmann::json::parse(readFile(file).value()); }

class ScoreProgram : public ScoreFixture {};

TEST_F(ScoreProgram, LeavesScoreOutlineAndTiles) {
  const Ran ran = score(slide());
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(resultsLeft(),
            (std::vector<std::string>{"slide/heatmap-10x.tif", "slide/heatmap-40x.tif", "slide/model-card.md",
                                      "slide/report.pdf", "slide/score.json", "slide/thumbnail.png",
                                      "slide/tiles-10x.csv", "slide/tiles-40x.csv", "slide/tumour.geojson"}));
  const auto json = jsonIn(out() / "slide/score.json");
  EXPECT_EQ(json["format"], "snitt-score/1");
  EXPECT_EQ(json["slide"]["sha256"], sha256OfFile(slide()).value());
  EXPECT_EQ(json["slide"]["mpp"]["x"], 0.25);
  EXPECT_EQ(json["bundle"]["status"], "untrained");
  EXPECT_TRUE(json["researchUseOnly"]);
  EXPECT_EQ(json["resolutions"].size(), 2U);
  EXPECT_NE(ran.out.find("untrained: numbers carry no meaning"), std::string::npos);
  EXPECT_NE(readFile(out() / "slide/tumour.geojson")->find("untrained: numbers carry no meaning"), std::string::npos);
}

// Where the score goes, what it may be used for goes too; a card of an earlier bundle must not lie beside it.
TEST_F(ScoreProgram, TheBundlesCardLiesBesideTheScore) {
  std::filesystem::create_directories(out() / "slide");
  writeBytes(out() / "slide/model-card.md", "of another bundle");
  ASSERT_EQ(score(slide()).code, 0);
  const std::string card = readFile(bundle() / "card.md").value();
  EXPECT_FALSE(card.empty());
  EXPECT_EQ(readFile(out() / "slide/model-card.md"), card);
  writeBytes(out() / "slide/model-card.md", "changed");
  ASSERT_EQ(snitt({"report", (out() / "slide").string()}).code, 0);
  EXPECT_EQ(readFile(out() / "slide/model-card.md"), "changed") << "a report made again is no score";
}

// The numbers in the tables are those in the score, and the score follows from them by the published rule.
TEST_F(ScoreProgram, MembersEnsembleAndClassAgree) {
  ASSERT_EQ(score(slide()).code, 0);
  const auto json = jsonIn(out() / "slide/score.json");
  int poor = 0;
  double sum = 0;
  for (const auto& resolution : json["resolutions"]) {
    double mean = 0;
    for (const auto& member : resolution["members"]) mean += member["score"].get<double>();
    mean /= static_cast<double>(resolution["members"].size());
    EXPECT_NEAR(resolution["score"].get<double>(), mean, 1e-12);
    const bool isPoor = mean > resolution["threshold"].get<double>();
    EXPECT_EQ(resolution["class"], isPoor ? "poor" : "good");
    poor += isPoor ? 1 : 0;
    sum += mean;
    const auto table =
        parseCsv(readFile(out() / "slide" / ("tiles-" + resolution["name"].get<std::string>() + ".csv")).value());
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows.size(), resolution["tiles"].get<std::size_t>());
    EXPECT_EQ(table->header.size(), 4 + resolution["members"].size() + 1);
  }
  EXPECT_EQ(json["class"], poor == 2 ? "poor" : poor == 0 ? "good" : "uncertain");
  EXPECT_NEAR(json["combined"].get<double>(), sum / 2, 1e-12);
}

TEST_F(ScoreProgram, SameBytesWithOneThreadOrFourAndAgain) {
  std::vector<std::string> hashes;
  for (const char* threads : {"1", "4", "4"}) {
    ASSERT_EQ(score(slide(), {"--threads", threads}).code, 0);
    auto json = jsonIn(out() / "slide/score.json");
    json.erase("run");
    hashes.push_back(sha256Of(json.dump() + *readFile(out() / "slide/tiles-10x.csv") +
                              *readFile(out() / "slide/tiles-40x.csv") + *readFile(out() / "slide/tumour.geojson")));
  }
  EXPECT_EQ(hashes[0], hashes[1]);
  EXPECT_EQ(hashes[1], hashes[2]);
}

TEST_F(ScoreProgram, TheSlideIsNotTouched) {
  const std::string hash = sha256OfFile(slide()).value();
  const auto time = std::filesystem::last_write_time(slide());
  ASSERT_EQ(score(slide()).code, 0);
  EXPECT_EQ(sha256OfFile(slide()).value(), hash);
  EXPECT_EQ(std::filesystem::last_write_time(slide()), time);
}

TEST_F(ScoreProgram, JsonOnStandardOutputAndProgressOnStandardError) {
  const Ran ran = score(slide(), {"--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  ASSERT_EQ(json["slides"].size(), 1U);
  EXPECT_EQ(json["slides"][0]["status"], "scored");
  std::set<std::string> stages;
  std::istringstream lines(ran.err);
  for (std::string line; std::getline(lines, line);) {
    const auto event = nlohmann::json::parse(line);
    EXPECT_LE(event["done"], event["total"]);
    if (event["event"] == "progress") stages.insert(event["stage"]);
  }
  EXPECT_TRUE(stages.contains("tissue"));
  EXPECT_TRUE(stages.contains("score"));
}

// What goes out while it runs arrives at what is written at the end, and nothing of it is written itself.
TEST_F(ScoreProgram, EstimatesEndAtTheScoreAndAreNotStored) {
  for (int resolution = 0; resolution < 2; ++resolution) editManifest("mostTiles = 6\n", "mostTiles = 60\n");
  const Ran ran = score(slide(), {"--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  std::map<std::string, nlohmann::json> last;
  std::istringstream lines(ran.err);
  for (std::string line; std::getline(lines, line);) {
    const auto event = nlohmann::json::parse(line);
    if (event["event"] != "estimate") continue;
    EXPECT_LE(event["lower95"], event["score"]);
    EXPECT_GE(event["upper95"], event["score"]);
    const auto& before = last[event["resolution"]];
    if (!before.is_null()) {
      EXPECT_GT(event["done"], before["done"]);
    }
    last[event["resolution"]] = event;
  }
  const std::string text = readFile(out() / "slide/score.json").value();
  const auto json = nlohmann::json::parse(text);
  ASSERT_EQ(json["resolutions"].size(), 2U);
  for (const auto& resolution : json["resolutions"]) {
    const auto& event = last[resolution["name"]];
    ASSERT_FALSE(event.is_null()) << ran.err;
    EXPECT_EQ(event["done"], resolution["tiles"]);
    EXPECT_EQ(event["total"], resolution["tiles"]);
    EXPECT_NEAR(event["score"].get<double>(), resolution["score"].get<double>(), 1e-4);
    EXPECT_EQ(event["lower95"], event["upper95"]) << "nothing is left to be estimated";
  }
  EXPECT_EQ(last["40x"]["class"], json["class"]);
  EXPECT_EQ(last["40x"]["settled"], true);
  EXPECT_EQ(text.find("stimate"), std::string::npos);
  EXPECT_EQ(text.find("lower95"), std::string::npos);
  EXPECT_EQ(ran.out.find("lower95"), std::string::npos);
}

TEST_F(ScoreProgram, ScoresInsideAGivenOutline) {
  const std::string outline = R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon",
    "coordinates":[[[1000,1000],[4000,1000],[4000,3500],[1000,3500],[1000,1000]]]},"properties":{}}]})";
  ASSERT_TRUE(writeFileAtomically(m_folder / "outline.geojson", outline));
  const Ran ran = score(slide(), {"--tumour", (m_folder / "outline.geojson").string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = jsonIn(out() / "slide/score.json");
  EXPECT_TRUE(json["tumour"]["source"].get<std::string>().starts_with("outline"));
  EXPECT_NEAR(json["tumour"]["areaMm2"].get<double>(), 0.75 * 0.625, 0.01);
  const auto table = parseCsv(readFile(out() / "slide/tiles-40x.csv").value()).value();
  ASSERT_FALSE(table.rows.empty());
  for (const CsvRow& row : table.rows) {
    const double centreX = parseNumber(row[0]).value() + parseNumber(row[2]).value() / 2;
    EXPECT_GE(centreX, 1000);
    EXPECT_LE(centreX, 4000);
  }
}

// A QuPath export holds all annotations of a slide: once they carry classes, only the tumour's are meant.
TEST_F(ScoreProgram, OfClassedAnnotationsOnlyTheTumourIsScored) {
  const auto square = [](const std::string& name, int left) {
    const std::string x0 = std::to_string(left);
    const std::string x1 = std::to_string(left + 2000);
    return R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[)" + x0 + ",0],[" + x1 + ",0],[" + x1 +
           ",2000],[" + x0 + ",2000],[" + x0 +
           R"(,0]]]},"properties":{"objectType":"annotation","classification":{"name":")" + name + R"("}}})";
  };
  const auto collection = [](const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
  };
  const std::filesystem::path file = m_folder / "annotations.geojson";
  ASSERT_TRUE(writeFileAtomically(file, collection(square("Tumor", 0) + "," + square("Necrosis", 2600))));
  const Ran ran = score(slide(), {"--tumour", file.string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto json = jsonIn(out() / "slide/score.json");
  EXPECT_NEAR(json["tumour"]["areaMm2"].get<double>(), 0.5 * 0.5, 0.005);
  EXPECT_NE(json["slide"]["findings"].dump().find("1 of 2 annotations"), std::string::npos);

  ASSERT_TRUE(writeFileAtomically(file, collection(square("Stroma", 1000))));
  const Ran refused = score(slide(), {"--tumour", file.string()});
  EXPECT_EQ(refused.code, 1);
  expectOneSentence(refused, "none of class Tumor (found: Stroma)");
}

TEST_F(ScoreProgram, ItsOwnOutlineCanBeGivenBack) {
  ASSERT_EQ(score(slide()).code, 0);
  const auto first = jsonIn(out() / "slide/score.json");
  const std::filesystem::path own = m_folder / "own.geojson";
  std::filesystem::copy_file(out() / "slide/tumour.geojson", own);
  const Ran again = score(slide(), {"--tumour", own.string()});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_NEAR(jsonIn(out() / "slide/score.json")["tumour"]["areaMm2"].get<double>(),
              first["tumour"]["areaMm2"].get<double>(), 0.01);
}

TEST_F(ScoreProgram, AnEmptyValueIsNotTheSameAsNone) {
  for (const char* option : {"--tumour", "--mpp", "--mpp-reason", "--outside-scope"}) {
    const Ran ran =
        snitt({"score", slide().string(), "--bundle", bundle().string(), "--out", out().string(), option, " "});
    EXPECT_EQ(ran.code, 2) << option;
    expectOneSentence(ran, option);
  }
}

TEST_F(ScoreProgram, NoNameLeadsOutOfTheResultsFolder) {
  std::filesystem::copy_file(slide(), m_folder / "...svs");
  ASSERT_EQ(score(m_folder / "...svs").code, 0);
  ASSERT_FALSE(resultsLeft().empty());
  for (const std::string& name : resultsLeft()) EXPECT_TRUE(name.starts_with("slide/")) << name;
  EXPECT_FALSE(std::filesystem::exists(m_folder / "score.json"));
}

TEST_F(ScoreProgram, TwoSlidesOfOneNameGetFoldersOfTheirOwn) {
  std::filesystem::create_directory(m_folder / "other");
  SlideRecipe different = recipe();
  different.widthPx = 4800;
  makeSlide(m_folder / "other/slide.svs", different);
  std::vector<std::string> command = scoreCommand(slide());
  command.insert(command.begin() + 2, (m_folder / "other/slide.svs").string());
  const Ran ran = snitt(command);
  ASSERT_EQ(ran.code, 0) << ran.err;
  int folders = 0;
  for (const auto& entry : std::filesystem::directory_iterator(out())) {
    const auto json = jsonIn(entry.path() / "score.json");
    EXPECT_EQ(entry.path().filename().string(),
              "slide-" + json["slide"]["fingerprint"].get<std::string>().substr(0, 8));
    ++folders;
  }
  EXPECT_EQ(folders, 2);
}

// Results of another slide that happens to have the same name are not overwritten by a later run.
TEST_F(ScoreProgram, ALaterSlideOfTheSameNameDoesNotReplaceTheFirst) {
  ASSERT_EQ(score(slide()).code, 0);
  const std::string first = readFile(out() / "slide/score.json").value();
  SlideRecipe different = recipe();
  different.widthPx = 4800;
  makeSlide(slide(), different);
  ASSERT_EQ(score(slide()).code, 0);
  EXPECT_EQ(readFile(out() / "slide/score.json").value(), first);
}

TEST_F(ScoreProgram, OutputsCanBeChosen) {
  ASSERT_EQ(score(slide(), {"--outputs", "score"}).code, 0);
  EXPECT_EQ(resultsLeft(), (std::vector<std::string>{"slide/model-card.md", "slide/score.json"}));
}

TEST_F(ScoreProgram, StepsGiveWhatTheScoreUses) {
  ASSERT_EQ(score(slide()).code, 0);
  const std::filesystem::path steps = m_folder / "steps";
  ASSERT_EQ(snitt({"tissue", slide().string(), "--out", steps.string()}).code, 0);
  ASSERT_EQ(snitt({"tiles", slide().string(), "--bundle", bundle().string(), "--out", steps.string()}).code, 0);
  const auto plan = parseCsv(readFile(steps / "slide/plan-40x.csv").value()).value();
  const auto scored = parseCsv(readFile(out() / "slide/tiles-40x.csv").value()).value();
  ASSERT_EQ(plan.rows.size(), scored.rows.size());
  for (std::size_t i = 0; i < plan.rows.size(); ++i)
    EXPECT_TRUE(std::equal(plan.rows[i].begin(), plan.rows[i].end(), scored.rows[i].begin()));
  const auto outline = parseOutlines(readFile(steps / "slide/tissue.geojson").value());
  ASSERT_TRUE(outline) << outline.error().message;
  EXPECT_EQ(outline->front().polygons, parseOutlines(*readFile(out() / "slide/tumour.geojson"))->front().polygons);
  EXPECT_TRUE(std::filesystem::exists(steps / "slide/tissue.tif"));
}

TEST_F(ScoreProgram, SegmentsWithANetwork) {
  const std::filesystem::path own = m_folder / "unet";
  ASSERT_EQ(snitt({"bundle", "untrained", "--out", own.string(), "--width", "0.25", "--members", "1", "--most-tiles",
                   "4", "--segmentation-network"})
                .code,
            0);
  const Ran ran = snitt({"segment", slide().string(), "--bundle", own.string(), "--out", out().string(), "--json"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(nlohmann::json::parse(ran.out)["source"], "network");
  EXPECT_TRUE(std::filesystem::exists(out() / "slide/tumour.tif"));
}

// Whose outline it was, and how far it agrees with the network's, is part of the score.
TEST_F(ScoreProgram, AGivenRegionIsComparedWithTheNetworks) {
  const std::filesystem::path own = m_folder / "unet";
  ASSERT_EQ(snitt({"bundle", "untrained", "--out", own.string(), "--width", "0.25", "--members", "1", "--most-tiles",
                   "4", "--segmentation-network"})
                .code,
            0);
  const Ran ran = snitt({"score", slide().string(), "--bundle", own.string(), "--out", out().string(),
                         "--outside-scope", "test", "--tumour", "tissue"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto tumour = jsonIn(out() / "slide/score.json")["tumour"];
  EXPECT_EQ(tumour["source"], "tissue");
  ASSERT_TRUE(tumour["dice"].is_number());
  EXPECT_GE(tumour["dice"], 0);
  EXPECT_LE(tumour["dice"], 1);
}

TEST_F(ScoreProgram, UnreadableTilesAreListedAndBeyondTheToleranceNotAssessable) {
  ASSERT_EQ(score(slide()).code, 0);
  const CsvRow row = parseCsv(readFile(out() / "slide/tiles-40x.csv").value())->rows.at(2);
  const auto tile = [&](std::size_t field) { return static_cast<int>(parseNumber(row[field]).value() + 200) / 240; };
  corruptTile(slide(), 0, tile(0), tile(1));
  std::filesystem::remove_all(out());  // the damaged file is another slide, which would get a folder of its own
  const Ran ran = score(slide());
  EXPECT_EQ(ran.code, 3) << ran.err;
  const auto json = jsonIn(out() / "slide/score.json");
  EXPECT_TRUE(json["class"].is_null());
  EXPECT_TRUE(json["combined"].is_null());
  EXPECT_NE(json["notAssessable"]["reason"].get<std::string>().find("unreadable"), std::string::npos);
  EXPECT_NE(std::find(json["resolutions"][1]["unreadable"].begin(), json["resolutions"][1]["unreadable"].end(), 2),
            json["resolutions"][1]["unreadable"].end());
}

TEST_F(ScoreProgram, NoTissueIsNotAssessableAndWritesItsScore) {
  SlideRecipe glass = recipe();
  glass.paint = [](std::int64_t, std::int64_t, Image& tile) { std::fill(tile.bytes.begin(), tile.bytes.end(), 242); };
  makeSlide(m_folder / "glass.svs", glass);
  const Ran ran = score(m_folder / "glass.svs");
  EXPECT_EQ(ran.code, 3) << ran.err;
  const auto json = jsonIn(out() / "glass/score.json");
  EXPECT_TRUE(json["class"].is_null());
  EXPECT_EQ(json["notAssessable"]["reason"], "no tissue was found");
}

TEST_F(ScoreProgram, SeveralSlidesGoOnAfterABadOne) {
  ASSERT_TRUE(writeFileAtomically(m_folder / "bad.svs", "this is no slide"));
  std::vector<std::string> command = scoreCommand(m_folder / "bad.svs");
  command.insert(command.begin() + 2, slide().string());
  const Ran ran = snitt(command);
  EXPECT_EQ(ran.code, 1);
  EXPECT_TRUE(std::filesystem::exists(out() / "slide/score.json"));
  EXPECT_NE(ran.err.find("bad.svs"), std::string::npos);
}

TEST_F(ScoreProgram, RealSlides) {
  SNITT_NEEDS_SHARED_DATA();
  const Ran svs = score(sharedData() / "slides/CMU-1-Small-Region.svs");
  EXPECT_EQ(svs.code, 0) << svs.err;
  const Ran polyp = score(sharedData() / "slides/colon_polyp_region.tif", {"--mpp", "0.25"});
  EXPECT_EQ(polyp.code, 0) << polyp.err;
  const auto mpp = jsonIn(out() / "colon_polyp_region/score.json")["slide"]["mpp"];
  EXPECT_TRUE(mpp["source"].get<std::string>().starts_with("typed by")) << mpp;
}

TEST_F(ScoreProgram, DicomFolderInItsTrueColours) {
  SNITT_NEEDS_SHARED_DATA();
  const Ran ran = score(sharedData() / "dicom/dicom_jcupitt_cmu1");
  EXPECT_TRUE(ran.code == 0 || ran.code == 3) << ran.err;
  const auto json = jsonIn(out() / "dicom_jcupitt_cmu1/score.json");
  EXPECT_NE(json["slide"]["findings"].dump().find("YCbCr"), std::string::npos);
  EXPECT_EQ(json["slide"]["vendor"], "dicom");
}

}  // namespace
}  // namespace snitt::test
