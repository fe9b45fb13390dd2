#include "core/drawing/drawing_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>

#include "core/annotation/wkb.h"
#include "core/text/identity.h"
#include "support/raw_sqlite_p.h"
#include "support/sample_record.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

const std::string kSlide(64, 'a');

AnnotationPtr drawn(const std::string& name, double x = 10) {
  auto one = std::make_shared<Annotation>();
  one->id = randomUuid();
  one->name = name;
  one->className = "Tumor";
  one->author = "anna";
  one->created = "2026-11-26T14:03:00Z";
  one->geometry = rectangleOf({x, 10}, {x + 100.125, 60.0000001});
  one->shape = Shape::rectangle;
  return one;
}

AnnotationRow rowOf(const AnnotationPtr& one, std::size_t place) { return {one->id, one, place}; }

class DrawingFiles : public testing::Test {
 protected:
  test::TempFolder m_folder;
  DrawingPlaces m_places{m_folder / "cases.db", m_folder / "annotations", "test", "anna", {}};

  void makeDatabaseThatKnows(const std::string& fingerprint) const {
    StoreOptions options;
    options.makeIfMissing = true;
    auto store = Store::open(m_places.database, options);
    ASSERT_TRUE(store);
    ScoreRecord record = test::sampleRecord(1);
    record.score.slide.fingerprint = fingerprint;
    ASSERT_TRUE(store->save(record, {}));
  }
  static std::vector<std::string> names(const std::vector<PlacedAnnotation>& annotations) {
    std::vector<std::string> list;
    for (const PlacedAnnotation& one : annotations) list.push_back(one.annotation->name);
    return list;
  }
  [[nodiscard]] std::vector<std::string> onDisk() const {
    const auto all = readDrawing(kSlide, m_places);
    EXPECT_TRUE(all) << all.error().message;
    return names(all->annotations);
  }
  void save(DrawingFile& file, const std::vector<AnnotationRow>& rows) const {
    const auto saved = file.save(rows, rows);
    ASSERT_TRUE(saved) << saved.error().message;
  }
};

TEST_F(DrawingFiles, EverythingOfAnAnnotationComesBackAsItWas) {
  auto one = std::make_shared<Annotation>(*drawn("a name with æøå and 'quotes'"));
  one->geometry.areas = {Polygon{{{0.1, 0.2}, {1e6 + 1.0 / 3, 5}, {7, 9}}, {{{1, 1}, {2, 1}, {2, 2}}}},
                         Polygon{{{50, 50}, {60, 50}, {60, 60}}, {}}};
  one->shape = Shape::polygon;
  one->parent = randomUuid();
  one->classColour = Colour{1, 2, 255};
  one->colour = Colour{0, 0, 0};
  one->note = "a\nnote";
  one->locked = true;
  one->origin = Origin::aiVerified;
  one->changed = "2026-11-26T15:00:00Z";
  one->measurements = {{"Area µm^2", 12.5},
                       {"x", std::numeric_limits<double>::quiet_NaN()},
                       {"x", -std::numeric_limits<double>::infinity()}};
  one->foreign = R"({"properties":{"kept":true}})";
  auto line = std::make_shared<Annotation>(*drawn("line"));
  line->geometry = {{}, {{{1, 2}, {3.25, 4}}, {{5, 6}, {7, 8}, {9, 10}}}, {}};
  line->shape = Shape::polyline;
  auto points = std::make_shared<Annotation>(*drawn("points"));
  points->geometry = {{}, {}, {{1, 2}, {-3, 4.5}}};
  points->shape = Shape::points;
  {
    auto file = DrawingFile::open(kSlide, m_places);
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->keeping(), DrawingFile::Keeping::projectFile);
    save(*file, {rowOf(one, 0), rowOf(line, 1), rowOf(points, 7)});
  }
  const auto file = DrawingFile::open(kSlide, m_places);
  ASSERT_TRUE(file) << file.error().message;
  ASSERT_EQ(file->annotations().size(), 3U);
  EXPECT_EQ(*file->annotations()[0].annotation, *one);
  EXPECT_EQ(*file->annotations()[1].annotation, *line);
  EXPECT_EQ(*file->annotations()[2].annotation, *points);
  EXPECT_EQ(file->annotations()[2].place, 7U);
}

TEST_F(DrawingFiles, ChangesAndRemovalsAreKept) {
  auto file = DrawingFile::open(kSlide, m_places);
  const AnnotationPtr a = drawn("a");
  const AnnotationPtr b = drawn("b");
  save(*file, {rowOf(a, 0), rowOf(b, 1)});
  auto renamed = std::make_shared<Annotation>(*a);
  renamed->name = "c";
  save(*file, {rowOf(renamed, 0), {b->id, nullptr, 0}});
  EXPECT_EQ(onDisk(), std::vector<std::string>{"c"});
}

// It is handed on to others as it is: no key may belong to it, and nobody's account.
TEST_F(DrawingFiles, AProjectFileKnowsNoPeopleAndHasNoKey) {
  auto file = DrawingFile::open(kSlide, m_places);
  save(*file, {rowOf(drawn("a"), 0)});
  test::RawSqlite database(m_places.folder / (kSlide + ".snitt"));
  EXPECT_EQ(database.run("SELECT count(*) FROM sqlite_schema WHERE name IN ('person', 'setting', 'audit')"), "0\n");
  EXPECT_EQ(database.run("SELECT max(usable_from) FROM schema_migration"), "1\n");
}

TEST_F(DrawingFiles, ASlideThatTheDatabaseKnowsIsDrawnOnThere) {
  makeDatabaseThatKnows(kSlide);
  auto file = DrawingFile::open(kSlide, m_places);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->keeping(), DrawingFile::Keeping::database);
  save(*file, {rowOf(drawn("a"), 0)});
  EXPECT_EQ(onDisk(), std::vector<std::string>{"a"});
  EXPECT_FALSE(std::filesystem::exists(m_places.folder / (kSlide + ".snitt")));
  const auto other = DrawingFile::open(std::string(64, 'b'), m_places);
  EXPECT_EQ(other->keeping(), DrawingFile::Keeping::projectFile);
}

TEST_F(DrawingFiles, WhatWasDrawnBeforeTheDatabaseKnewTheSlideGoesThere) {
  {
    auto file = DrawingFile::open(kSlide, m_places);
    save(*file, {rowOf(drawn("before"), 0)});
  }
  makeDatabaseThatKnows(kSlide);
  EXPECT_EQ(onDisk(), std::vector<std::string>{"before"});
  {
    auto file = DrawingFile::open(kSlide, m_places);
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(names(file->annotations()), std::vector<std::string>{"before"});
    save(*file, {{file->annotations()[0].annotation->id, nullptr, 0}});
  }
  // Removed is removed: the project file does not bring it back.
  EXPECT_TRUE(DrawingFile::open(kSlide, m_places)->annotations().empty());
  EXPECT_TRUE(onDisk().empty());
}

TEST_F(DrawingFiles, AMoveThatWasKilledIsDoneAgain) {
  {
    auto file = DrawingFile::open(kSlide, m_places);
    save(*file, {rowOf(drawn("before"), 0)});
  }
  makeDatabaseThatKnows(kSlide);
  std::filesystem::rename(m_places.folder / (kSlide + ".snitt"), m_places.folder / (kSlide + ".moving.snitt"));
  EXPECT_EQ(onDisk(), std::vector<std::string>{"before"});
  EXPECT_EQ(names(DrawingFile::open(kSlide, m_places)->annotations()), std::vector<std::string>{"before"});
}

TEST_F(DrawingFiles, ASecondWriterGetsACopyAndTheFirstIsToldOfIt) {
  auto first = DrawingFile::open(kSlide, m_places);
  const AnnotationPtr a = drawn("a");
  save(*first, {rowOf(a, 0)});
  const AnnotationPtr b = drawn("b");
  {
    DrawingPlaces bert = m_places;
    bert.account = "bert";
    auto second = DrawingFile::open(kSlide, bert);
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(second->keeping(), DrawingFile::Keeping::copy);
    EXPECT_TRUE(second->holder().starts_with("anna on ")) << second->holder();
    EXPECT_EQ(names(second->annotations()), std::vector<std::string>{"a"});
    ASSERT_TRUE(second->save({rowOf(b, 1)}, {rowOf(a, 0), rowOf(b, 1)}));
    EXPECT_EQ(onDisk(), std::vector<std::string>{"a"});
    ASSERT_EQ(first->copies().size(), 1U);
    EXPECT_EQ(first->readCopy(first->copies()[0]).error().kind, ErrorKind::refused);
  }
  const auto copies = first->copies();
  ASSERT_EQ(copies.size(), 1U);
  EXPECT_EQ(copies[0].account, "bert");
  EXPECT_EQ(names(first->readCopy(copies[0]).value()), (std::vector<std::string>{"a", "b"}));
  ASSERT_TRUE(first->putAway(copies[0]));
  EXPECT_TRUE(first->copies().empty());
  EXPECT_EQ(onDisk(), std::vector<std::string>{"a"});
}

TEST_F(DrawingFiles, ADatabaseThatIsMadeMeanwhileLetsNoSecondWriterIn) {
  auto first = DrawingFile::open(kSlide, m_places);
  save(*first, {rowOf(drawn("a"), 0)});
  makeDatabaseThatKnows(kSlide);
  auto second = DrawingFile::open(kSlide, m_places);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->keeping(), DrawingFile::Keeping::copy);
  save(*first, {rowOf(drawn("b"), 1)});
  EXPECT_EQ(onDisk(), (std::vector<std::string>{"a", "b"}));
}

// A share that is away, or a link that leads nowhere, is no slide without drawings.
TEST_F(DrawingFiles, WhatCannotBeLookedAtIsAnError) {
  std::filesystem::create_symlink(m_folder / "away/cases.db", m_places.database);
  EXPECT_FALSE(DrawingFile::open(kSlide, m_places));
  EXPECT_FALSE(readDrawing(kSlide, m_places));
}

TEST_F(DrawingFiles, WhatWasRemovedIsKnownAsRemoved) {
  auto file = DrawingFile::open(kSlide, m_places);
  const AnnotationPtr a = drawn("a");
  save(*file, {rowOf(a, 0)});
  EXPECT_TRUE(readDrawing(kSlide, m_places)->removed.empty());
  save(*file, {{a->id, nullptr, 0}});
  EXPECT_EQ(readDrawing(kSlide, m_places)->removed, std::set<std::string>{a->id});
  save(*file, {rowOf(a, 0)});
  EXPECT_TRUE(readDrawing(kSlide, m_places)->removed.empty());
}

// Scored while a window draws into the project file: another window sees all of it.
TEST_F(DrawingFiles, ASecondWindowSeesWhatLiesInTheProjectFileStill) {
  auto first = DrawingFile::open(kSlide, m_places);
  save(*first, {rowOf(drawn("a"), 0)});
  makeDatabaseThatKnows(kSlide);
  const auto second = DrawingFile::open(kSlide, m_places);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->keeping(), DrawingFile::Keeping::copy);
  EXPECT_EQ(names(second->annotations()), std::vector<std::string>{"a"});
}

TEST_F(DrawingFiles, WhatCannotBeReadIsAnErrorAndStaysAsItIs) {
  std::filesystem::create_directories(m_places.folder);
  const auto file = m_places.folder / (kSlide + ".snitt");
  std::ofstream(file) << "no database, but perhaps somebody's work";
  const auto opened = DrawingFile::open(kSlide, m_places);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::database);
  EXPECT_NE(opened.error().message.find(file.string()), std::string::npos);
  EXPECT_EQ(std::filesystem::file_size(file), 40U);
  EXPECT_FALSE(readDrawing(kSlide, m_places));
}

// Killed after the file was made and before anything was in it.
TEST_F(DrawingFiles, AFileThatWasNeverFilledHoldsNothing) {
  std::filesystem::create_directories(m_places.folder);
  std::ofstream(m_places.folder / (kSlide + ".snitt"));
  EXPECT_TRUE(onDisk().empty());
  auto file = DrawingFile::open(kSlide, m_places);
  ASSERT_TRUE(file) << file.error().message;
  save(*file, {rowOf(drawn("a"), 0)});
  EXPECT_EQ(onDisk(), std::vector<std::string>{"a"});
}

TEST_F(DrawingFiles, OneDamagedRowIsAnErrorOfTheWhole) {
  {
    auto file = DrawingFile::open(kSlide, m_places);
    save(*file, {rowOf(drawn("a"), 0), rowOf(drawn("b"), 1)});
  }
  test::RawSqlite(m_places.folder / (kSlide + ".snitt")).run("UPDATE drawn SET geometry = x'0106' WHERE name = 'b'");
  const auto opened = DrawingFile::open(kSlide, m_places);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::corrupt);
  EXPECT_NE(opened.error().message.find("its geometry is damaged"), std::string::npos) << opened.error().message;
}

TEST_F(DrawingFiles, NamesThatAreNoFingerprintAreRefused) {
  EXPECT_EQ(DrawingFile::open("../x", m_places).error().kind, ErrorKind::usage);
  EXPECT_EQ(DrawingFile::open("", m_places).error().kind, ErrorKind::usage);
}

TEST(Wkb, DamagedBytesAreRefused) {
  const std::string sound = toWkb(rectangleOf({0, 0}, {5, 5}));
  ASSERT_TRUE(fromWkb(sound));
  for (std::size_t length = 0; length < sound.size(); ++length)
    EXPECT_FALSE(fromWkb(sound.substr(0, length))) << length;
  EXPECT_FALSE(fromWkb(sound + "x"));
  for (std::size_t at = 0; at < sound.size(); ++at) {
    std::string bad = sound;
    bad[at] = static_cast<char>(bad[at] ^ 0x7F);
    (void)fromWkb(bad);  // an error or another geometry, never more memory than there are bytes
  }
}

}  // namespace
}  // namespace snitt
