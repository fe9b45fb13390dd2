// What a person places on a slide is kept, whatever the window does meanwhile.
#include <QTest>

#include <algorithm>

#include <gtest/gtest.h>

#include "support/make_slide.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/document/reaper.h"
#include "ui/document/slide_document.h"

namespace snitt {
namespace {

class DocumentNotes : public ::testing::Test {
 protected:
  void SetUp() override {
    test::SlideRecipe recipe;
    recipe.widthPx = 1024;
    recipe.heightPx = 768;
    makeSlide(m_folder / "slide.svs", recipe);
  }

  [[nodiscard]] std::unique_ptr<SlideDocument> open() const {
    DocumentOptions options;
    options.notesFolder = m_folder / "notes";
    auto document = std::make_unique<SlideDocument>(m_folder / "slide.svs", options);
    EXPECT_TRUE(QTest::qWaitFor([&] { return document->state() == SlideDocument::State::open; }, 10000));
    return document;
  }
  [[nodiscard]] std::unique_ptr<SlideDocument> openWithNotes() const {
    auto document = open();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !document->fingerprint().isEmpty() && document->idle(); }, 10000));
    return document;
  }
  static SlideNotes with(SlideNotes notes, const std::string& id) {
    Bookmark bookmark;
    bookmark.id = id;
    bookmark.name = id;
    notes.bookmarks.push_back(bookmark);
    return notes;
  }
  static std::vector<std::string> idsOf(const SlideDocument& document) {
    std::vector<std::string> ids;
    for (const Bookmark& bookmark : document.notes().bookmarks) ids.push_back(bookmark.id);
    return ids;
  }

  test::TempFolder m_folder;
};

TEST_F(DocumentNotes, AWindowThatClosesAtOnceLosesNothing) {
  auto document = openWithNotes();
  for (const char* id : {"a", "b", "c"}) document->setNotes(with(document->notes(), id));
  document.reset();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::milliseconds(10000)));
  EXPECT_EQ(idsOf(*openWithNotes()), (std::vector<std::string>{"a", "b", "c"}));
}

TEST_F(DocumentNotes, WhatIsPlacedBeforeTheFileIsReadStaysBesideWhatItHolds) {
  {
    auto document = openWithNotes();
    document->setNotes(with(document->notes(), "kept"));
  }
  ASSERT_TRUE(Reaper::allEnded(std::chrono::milliseconds(10000)));
  DocumentOptions options;
  options.notesFolder = m_folder / "notes";
  auto document = std::make_unique<SlideDocument>(m_folder / "slide.svs", options);
  QObject::connect(document.get(), &SlideDocument::stateChanged, document.get(), [&] {
    if (document->state() == SlideDocument::State::open) document->setNotes(with(document->notes(), "early"));
  });
  ASSERT_TRUE(QTest::qWaitFor([&] { return document->notes().bookmarks.size() == 2; }, 10000));
  document.reset();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::milliseconds(10000)));
  auto ids = idsOf(*openWithNotes());
  std::ranges::sort(ids);
  EXPECT_EQ(ids, (std::vector<std::string>{"early", "kept"}));
}

TEST_F(DocumentNotes, TheNextSaveBringsAlongWhatCouldNotBeSaved) {
  auto document = openWithNotes();
  // A file stands where the folder is to be.
  test::writeBytes(m_folder / "notes", "in the way");
  QString told;
  QObject::connect(document.get(), &SlideDocument::told, [&](const QString& sentence) { told = sentence; });
  document->setNotes(with(document->notes(), "a"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return told.startsWith("Not saved"); }, 10000));
  std::filesystem::remove(m_folder / "notes");
  document->setNotes(with(document->notes(), "b"));
  document.reset();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::milliseconds(10000)));
  EXPECT_EQ(idsOf(*openWithNotes()), (std::vector<std::string>{"a", "b"}));
}

TEST_F(DocumentNotes, OpeningTheSlideOnceMoreKeepsWhatIsShown) {
  auto document = openWithNotes();
  document->setNotes(with(document->notes(), "a"));
  document->reopen();
  document->setNotes(with(document->notes(), "b"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return document->idle(); }, 10000));
  QTest::qWait(20);
  EXPECT_EQ(idsOf(*document), (std::vector<std::string>{"a", "b"}));
}

// Neither before it is open nor where it could not be opened.
TEST_F(DocumentNotes, OverlaysAreAskedForOnlyWhereThereIsASlide) {
  DocumentOptions options;
  auto document = std::make_unique<SlideDocument>(m_folder / "missing.svs", options);
  document->openScoreFolder(m_folder.path());
  document->openOverlay(m_folder / "nothing.csv");
  document->findTissueAndQuality();
  ASSERT_TRUE(QTest::qWaitFor([&] { return document->state() == SlideDocument::State::failed; }, 10000));
  document->openScoreFolder(m_folder.path());
  document->openOverlay(m_folder / "nothing.csv");
  EXPECT_FALSE(document->fault().isEmpty());
}

}  // namespace
}  // namespace snitt
