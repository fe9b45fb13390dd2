// What people have drawn, as the command line gives it on: exports, lists for learning, scores inside an outline and
// the pages that tell of each other.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/annotation/edits.h"
#include "core/atomic_file.h"
#include "core/csv.h"
#include "core/drawing/drawing_file.h"
#include "core/drawing/outline_file.h"
#include "core/geojson.h"
#include "core/sha256.h"
#include "support/score_fixture.h"
#include "support/train_fixture.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

using test::Ran;

std::string fingerprintFor(const std::filesystem::path& slide) {
  return fingerprintOf((*openSlide(slide))->info()).value();
}

// Draws in a data folder as the viewer would.
class Hand {
 public:
  Hand(std::filesystem::path data, const std::filesystem::path& slide)
      : m_places{data / "snitt/snitt.db", data / "snitt/annotations", "test", "anna", {}},
        m_fingerprint(fingerprintFor(slide)) {}

  AnnotationPtr draw(double x, double y, double edge, Origin origin = Origin::human,
                     const std::string& className = "Tumor") {
    AnnotationSet set;
    auto one = std::make_shared<Annotation>(*newAnnotation(
        set, rectangleOf({x, y}, {x + edge, y + edge}), Shape::rectangle, className, {"anna", "2026-11-26T14:03:00Z"}));
    one->origin = origin;
    put(one);
    return one;
  }
  void put(const AnnotationPtr& one) { save({one->id, one, m_next++}); }
  void remove(const std::string& id) { save({id, nullptr, 0}); }

 private:
  void save(const AnnotationRow& row) {
    auto file = DrawingFile::open(m_fingerprint, m_places);
    ASSERT_TRUE(file) << file.error().message;
    const auto saved = file->save({row}, {});
    ASSERT_TRUE(saved) << saved.error().message;
  }
  DrawingPlaces m_places;
  std::string m_fingerprint;
  std::size_t m_next = 0;
};

class DrawingProgram : public test::ScoreFixture {
 protected:
  [[nodiscard]] test::RunOptions withData() const {
    return {.environment = {{"XDG_DATA_HOME", (m_folder / "data").string()}}};
  }
  [[nodiscard]] Ran snitt(std::vector<std::string> arguments) const {
    return test::snitt(std::move(arguments), withData());
  }
  [[nodiscard]] Hand hand() const { return {m_folder / "data", slide()}; }
  [[nodiscard]] static std::string pageOf(const std::filesystem::path& folder) {
    return test::run({"pdftotext", "-layout", (folder / "report.pdf").string(), "-"}).out;
  }
};

TEST_F(DrawingProgram, AnnotationsAreExportedInEachFormat) {
  const AnnotationPtr one = hand().draw(1000.25, 900, 500);
  for (const auto& [format, ending] : {std::pair("geojson", ".geojson"), std::pair("asap", ".xml"),
                                       std::pair("aperio", ".xml"), std::pair("darwin", ".json")}) {
    const std::filesystem::path to = m_folder / format;
    const Ran ran = snitt({"export", "annotations", slide().string(), "--format", format, "--out", to.string()});
    ASSERT_EQ(ran.code, 0) << ran.err;
    const auto text = readFile(to / ("slide" + std::string(ending)));
    ASSERT_TRUE(text) << format;
    EXPECT_NE(text->find("Tumor"), std::string::npos) << format;
    EXPECT_NE(text->find("1000.25"), std::string::npos) << format;
  }
  const auto outline = parseOutlines(readFile(m_folder / "geojson/slide.geojson").value());
  ASSERT_TRUE(outline);
  EXPECT_NE(
      readFile(m_folder / "geojson/slide.geojson")->find("level-0 pixels from the whole slide's upper left corner"),
      std::string::npos)
      << "QuPath counts from elsewhere on a padded slide";
  EXPECT_EQ(outline->front().id, one->id);
  EXPECT_EQ(outline->front().polygons, one->geometry.areas);
}

TEST_F(DrawingProgram, ASlideWithoutDrawingsSaysSoAndWritesNothing) {
  const Ran ran = snitt({"export", "annotations", slide().string(), "--out", (m_folder / "none").string()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("nothing is drawn on it"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(m_folder / "none"));
}

TEST_F(DrawingProgram, WhatCannotBeExportedIsSaid) {
  EXPECT_EQ(snitt({"export", "annotations", (m_folder / "no.svs").string(), "--out", (m_folder / "x").string()}).code,
            1);
  EXPECT_EQ(snitt({"export", "annotations", slide().string(), "--format", "word", "--out", "x"}).code, 2);
  EXPECT_EQ(snitt({"export"}).code, 2);
  // A drawing that cannot be read is no drawing without anything in it.
  hand().draw(100, 100, 50);
  const auto file = m_folder / ("data/snitt/annotations/" + fingerprintFor(slide()) + ".snitt");
  ASSERT_TRUE(writeFileAtomically(file, "damaged"));
  const Ran ran = snitt({"export", "annotations", slide().string(), "--out", (m_folder / "y").string()});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find(".snitt"), std::string::npos) << ran.err;
}

TEST_F(DrawingProgram, AScoreInsideAnOutlineStaysBesideTheFirstAndEachPageShowsTheOther) {
  ASSERT_EQ(score(slide()).code, 0);
  Hand drawing = hand();
  const AnnotationPtr mine = drawing.draw(1000, 1000, 2500);
  ASSERT_TRUE(writeFileAtomically(m_folder / "mine.geojson", outlineFile({mine})));
  const std::filesystem::path second = m_folder / "second";
  auto command = scoreCommand(slide(), {"--tumour", (m_folder / "mine.geojson").string()});
  *(std::ranges::find(command, "--out") + 1) = second.string();
  ASSERT_EQ(snitt(command).code, 0);
  std::filesystem::rename(second / "slide", out() / "slide-outline-1");
  const auto kept = readFile(out() / "slide-outline-1/outline.geojson");
  ASSERT_TRUE(kept) << "what was scored, as it was given";
  const auto json = nlohmann::json::parse(readFile(out() / "slide-outline-1/score.json").value());
  EXPECT_NE(json["tumour"]["source"].get<std::string>().find(sha256Of(*kept).substr(0, 8)), std::string::npos);

  const std::vector<std::string> report{"report", (out() / "slide").string(), (out() / "slide-outline-1").string(),
                                        "--db", "none"};
  ASSERT_EQ(snitt(report).code, 0);
  EXPECT_NE(pageOf(out() / "slide").find("Also scored inside the outline given by"), std::string::npos)
      << pageOf(out() / "slide");
  EXPECT_NE(pageOf(out() / "slide-outline-1").find("Also scored inside"), std::string::npos);
  EXPECT_EQ(pageOf(out() / "slide-outline-1").find("Stale"), std::string::npos);

  // Edited since, put back, and removed.
  drawing.put(redrawn(*mine, movedBy(mine->geometry, 10, 0), Shape::rectangle, {"bert", "2026-11-27T08:00:00Z"}));
  ASSERT_EQ(snitt(report).code, 0);
  EXPECT_NE(pageOf(out() / "slide-outline-1").find("Stale: the outline it rests on was edited since"),
            std::string::npos)
      << pageOf(out() / "slide-outline-1");
  EXPECT_EQ(pageOf(out() / "slide").find("Stale"), std::string::npos) << "it does not rest on that outline";
  drawing.put(mine);
  ASSERT_EQ(snitt(report).code, 0);
  EXPECT_EQ(pageOf(out() / "slide-outline-1").find("Stale"), std::string::npos);
  drawing.remove(mine->id);
  ASSERT_EQ(snitt(report).code, 0);
  EXPECT_NE(pageOf(out() / "slide-outline-1").find("was deleted since"), std::string::npos);
}

TEST_F(DrawingProgram, AnOutlineThatWasCorrectedMakesTheFirstScoreStale) {
  ASSERT_EQ(score(slide()).code, 0);
  const auto outline = parseOutlines(readFile(out() / "slide/tumour.geojson").value());
  ASSERT_TRUE(outline);
  ASSERT_FALSE(outline->empty());
  Hand drawing = hand();
  const AnnotationPtr taken = outlineAnnotations(*outline, "bundle", "2026-11-26T14:03:00Z").front();
  drawing.put(taken);
  const std::vector<std::string> report{"report", (out() / "slide").string(), "--db", "none"};
  ASSERT_EQ(snitt(report).code, 0);
  EXPECT_EQ(pageOf(out() / "slide").find("Stale"), std::string::npos) << "taken over is not edited";
  drawing.put(redrawn(*taken, rectangleOf({10, 10}, {500, 500}), Shape::polygon, {"anna", "2026-11-26T15:00:00Z"}));
  ASSERT_EQ(snitt(report).code, 0);
  EXPECT_NE(pageOf(out() / "slide").find("Stale: the outline it rests on was edited since"), std::string::npos);
}

class TrainingExportProgram : public test::TrainFixture {
 protected:
  [[nodiscard]] Ran snitt(std::vector<std::string> arguments) const {
    return test::snitt(std::move(arguments), {.environment = {{"XDG_DATA_HOME", (m_folder / "data").string()}}});
  }
  [[nodiscard]] std::filesystem::path slideOf(std::size_t row) { return cell(row, "path"); }
  void writeCells() {
    std::string text;
    for (const auto& row : m_cells) text += csvRow(row);
    ASSERT_TRUE(writeFileAtomically(m_folder / "cohort.csv", text));
  }
  [[nodiscard]] CsvTable exported() const { return parseCsv(readFile(m_folder / "training/list.csv").value()).value(); }
};

TEST_F(TrainingExportProgram, CorrectedOutlinesBecomeAListThatTrainingAccepts) {
  Hand first(m_folder / "data", slideOf(2));
  first.draw(200, 200, 400);
  first.draw(700, 200, 100, Origin::aiVerified);
  first.draw(50, 50, 100, Origin::ai);                 // nobody has looked at it
  first.draw(50, 50, 100, Origin::human, "Necrosis");  // another class
  writeCells();
  const Ran ran = snitt({"export", "training", "--list", (m_folder / "cohort.csv").string(), "--out",
                         (m_folder / "training").string(), "--db", "none"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("1 of them with an outline"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("nobody has verified"), std::string::npos) << ran.out;
  const CsvTable table = exported();
  EXPECT_EQ(table.rows.size() + 1, m_cells.size());
  const std::size_t tumour = *table.column("tumour");
  EXPECT_TRUE(table.rows[0][tumour].starts_with("outlines/"));
  EXPECT_EQ(table.rows[1][tumour], cell(3, "tumour")) << "as it was";
  const auto outline = parseOutlines(readFile(m_folder / "training" / table.rows[0][tumour]).value());
  ASSERT_TRUE(outline);
  EXPECT_EQ(outline->size(), 2U);
  // As far as training reads the list and the outlines before it learns.
  const Ran train = snitt({"train", "--cohort", (m_folder / "training/list.csv").string(), "--config",
                           (m_folder / "train.toml").string(), "--out", (m_folder / "bundle").string(),
                           "--password-file", (m_folder / "password").string()});
  EXPECT_EQ(train.code, 0) << train.err;
}

TEST_F(TrainingExportProgram, WhatIsAskedWronglyIsSaid) {
  writeCells();
  const std::string list = (m_folder / "cohort.csv").string();
  EXPECT_EQ(snitt({"export", "training", "--out", (m_folder / "t").string()}).code, 2);
  EXPECT_EQ(
      snitt({"export", "training", "--list", (m_folder / "no.csv").string(), "--out", (m_folder / "t").string()}).code,
      1);
  ASSERT_TRUE(writeFileAtomically(m_folder / "t/thing", "x") || std::filesystem::create_directories(m_folder / "t"));
  ASSERT_TRUE(writeFileAtomically(m_folder / "t/thing", "x"));
  const Ran full = snitt({"export", "training", "--list", list, "--out", (m_folder / "t").string()});
  EXPECT_EQ(full.code, 2);
  EXPECT_NE(full.err.find("not empty"), std::string::npos) << full.err;
}

}  // namespace
}  // namespace snitt
