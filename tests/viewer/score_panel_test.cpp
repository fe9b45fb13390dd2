#include "ui/score/score_panel.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextEdit>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "support/sample_score_folder.h"
#include "ui/score/card_dialog.h"
#include "ui/score/provenance_view.h"
#include "ui/score/strip_plot.h"
#include "ui/score/tile_button.h"

namespace snitt {
namespace {

using test::FolderKind;

void settle() {
  for (int i = 0; i < 3; ++i) QApplication::processEvents();
}

void show(ScorePanel& panel, int widthPx, int heightPx) {
  panel.resize(widthPx, heightPx);
  panel.show();
  settle();
}

// The label with these words, if all of it stands on the panel without scrolling.
const QLabel* inSight(const ScorePanel& panel, const QString& words) {
  for (const auto* label : panel.findChildren<QLabel*>()) {
    if (label->text() != words || !label->isVisibleTo(&panel)) continue;
    if (label->visibleRegion() == QRegion(label->rect()) && label->height() >= label->heightForWidth(label->width()))
      return label;
  }
  return nullptr;
}

bool says(const QWidget& widget, const QString& words) {
  const auto labels = widget.findChildren<QLabel*>();
  return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(words); });
}

QString nameOf(QWidget* widget) { return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name); }

std::vector<TileButton*> tilesOf(const ScorePanel& panel, const QString& resolution, const QString& end) {
  std::vector<TileButton*> tiles;
  for (auto* tile : panel.findChildren<TileButton*>())
    if (tile->tile().resolution == resolution && tile->tile().name.contains(end)) tiles.push_back(tile);
  return tiles;
}

struct Asked {
  LevelZeroRect rect;
  QPointer<QObject> receiver;
  std::function<void(QImage)> done;
};

PictureSource remember(std::vector<Asked>& asked) {
  return [&asked](const LevelZeroRect& rect, int, QObject* receiver, std::function<void(QImage)> done) {
    asked.push_back({rect, receiver, std::move(done)});
  };
}

QImage picture() {
  QImage image(8, 8, QImage::Format_RGB32);
  image.fill(Qt::magenta);
  return image;
}

TEST(ScorePanel, SaysWhereAScoreComesFromWhenThereIsNone) {
  ScorePanel panel;
  show(panel, 300, 400);
  EXPECT_NE(inSight(panel, "No score yet. Score this slide (menu Scoring), or open a folder of results."), nullptr);
  panel.setScore(test::sharedFolder(FolderKind::goodResearch));
  settle();
  EXPECT_FALSE(says(panel, "No score."));
  panel.setScore(nullptr);
  settle();
  EXPECT_NE(inSight(panel, "No score yet. Score this slide (menu Scoring), or open a folder of results."), nullptr);
  EXPECT_FALSE(says(panel, "Good prognosis"));
}

// WCAG 2.1, relative luminance.
double luminance(const QColor& colour) {
  const auto linear = [](double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

// Of what lies on the most frequent colour of the picture and differs from it most.
double contrastIn(const QImage& image) {
  std::map<QRgb, int> counts;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) ++counts[image.pixel(x, y)];
  const auto paper = std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; })->first;
  double most = 1;
  for (const auto& [pixel, count] : counts) {
    const double a = luminance(QColor(pixel)) + 0.05;
    const double b = luminance(QColor(paper)) + 0.05;
    most = std::max(most, std::max(a, b) / std::min(a, b));
  }
  return most;
}

QPalette themed(const QColor& window, const QColor& ink) {
  QPalette palette;
  palette.setColor(QPalette::Window, window);
  palette.setColor(QPalette::Base, window);
  palette.setColor(QPalette::WindowText, ink);
  palette.setColor(QPalette::Text, ink);
  return palette;
}

TEST(ScorePanel, EveryTextCanBeReadInLightAndDark) {
  const QPalette before = QApplication::palette();
  for (const QPalette& palette :
       {themed(QColor(0xf4f5f6), QColor(0x1f242b)), themed(QColor(0x23262a), QColor(0xe6e8ea)),
        themed(Qt::white, Qt::black), themed(QColor(0x53565a), Qt::white)}) {
    QApplication::setPalette(palette);
    ScorePanel panel;
    panel.setScore(test::sharedFolder(FolderKind::poorDemonstratorOutside));
    show(panel, 420, 3000);
    const QImage whole = panel.grab().toImage();
    for (const auto* label : panel.findChildren<QLabel*>()) {
      if (!label->isVisibleTo(&panel) || label->text().isEmpty()) continue;
      const QImage part = whole.copy(QRect(label->mapTo(&panel, QPoint(0, 0)), label->size()));
      EXPECT_GE(contrastIn(part), 4.5) << label->text().toStdString();
    }
  }
  QApplication::setPalette(before);
}

struct Shown {
  FolderKind kind;
  QStringList words;
};

TEST(ScorePanel, ClassAndBannersStayInSightHoweverFarOneScrolls) {
  const std::vector<Shown> states{
      {FolderKind::goodResearch, {"Good prognosis", "Research use only"}},
      {FolderKind::poorDemonstratorOutside,
       {"Poor prognosis", "Research use only", "Demonstrator", "Outside scope",
        "Not met: stain (unknown), mpp (violated). Scored all the same; reason given: “external slide for the "
        "comparison of scanners, agreed with the study's lead”.",
        "Outline was given by maria", "Untrusted code ran"}},
      {FolderKind::untrainedUncertain,
       {"Untrained: no meaning", "Research use only", "Untrained: numbers carry no meaning"}},
      {FolderKind::notAssessable,
       {"Not assessable", "Research use only", "The tumour measures 0.71 mm², the bundle asks for at least 2 mm²."}}};
  for (const int width : {280, 420, 500})
    for (const auto& [kind, words] : states) {
      ScorePanel panel;
      panel.setScore(test::sharedFolder(kind));
      show(panel, width, 900);
      auto* bar = panel.findChild<QScrollArea*>()->verticalScrollBar();
      ASSERT_GT(bar->maximum(), 0);
      for (const int at : {0, bar->maximum()}) {
        bar->setValue(at);
        settle();
        for (const QString& one : words)
          EXPECT_NE(inSight(panel, one), nullptr) << one.toStdString() << " at " << width << ", scrolled to " << at;
      }
    }
}

TEST(ScorePanel, OnALowPanelTheBannersScrollAlong) {
  ScorePanel panel;
  panel.setScore(test::sharedFolder(FolderKind::poorDemonstratorOutside));
  show(panel, 280, 300);
  EXPECT_NE(inSight(panel, "Poor prognosis"), nullptr);
  EXPECT_NE(inSight(panel, "Research use only"), nullptr);
  auto* scroll = panel.findChild<QScrollArea*>();
  EXPECT_EQ(scroll->height(), 300);
  // And come back when there is room again.
  panel.resize(280, 1000);
  settle();
  scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
  settle();
  EXPECT_NE(inSight(panel, "Untrusted code ran"), nullptr);
}

TEST(ScorePanel, NothingIsWiderThanThePanel) {
  ScoreFolder folder = test::sampleFolder(FolderKind::poorDemonstratorOutside);
  folder.score.bundleName = std::string(90, 'n');
  folder.score.scopeOverride = std::string(200, 'r');
  folder.score.slide.findings = {std::string(120, 'f')};
  ScorePanel panel;
  panel.setScore(std::make_shared<const ScoreFolder>(folder));
  show(panel, 280, 800);
  const auto* scroll = panel.findChild<QScrollArea*>();
  EXPECT_LE(scroll->widget()->width(), scroll->viewport()->width());
  for (const auto* child : scroll->widget()->findChildren<QWidget*>()) {
    if (!child->isVisibleTo(&panel)) continue;
    EXPECT_LE(child->mapTo(scroll->widget(), QPoint(child->width(), 0)).x(), scroll->widget()->width())
        << child->metaObject()->className();
  }
}

TEST(ScorePanel, GalleryIsInTheOrderOfTheScores) {
  ScoreFolder folder = test::sampleFolder(FolderKind::goodResearch);
  std::mt19937 random(7);
  // Few different values, so that ties are many, and some tiles without.
  for (TileTable& table : folder.tiles)
    for (float& value : table.values.back()) {
      const auto drawn = random() % 40;
      value = drawn == 39 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(drawn) / 40;
    }
  ScorePanel panel;
  panel.setScore(std::make_shared<const ScoreFolder>(folder));
  for (const TileTable& table : folder.tiles)
    for (const bool highest : {true, false}) {
      std::vector<std::size_t> order;
      for (std::size_t i = 0; i < table.tiles.size(); ++i)
        if (!std::isnan(table.values.back()[i])) order.push_back(i);
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const float first = table.values.back()[a];
        const float second = table.values.back()[b];
        return highest ? first > second : first < second;
      });
      const auto shown = tilesOf(panel, QString::fromStdString(table.name), highest ? "highest" : "lowest");
      ASSERT_EQ(shown.size(), 6U);
      for (std::size_t place = 0; place < 6; ++place)
        EXPECT_EQ(shown[place]->tile().rect, table.tiles[order[place]]) << table.name << " " << place;
    }
}

TEST(ScorePanel, GalleryShowsFewerTilesWhereThereAreFewer) {
  ScoreFolder folder = test::sampleFolder(FolderKind::goodResearch);
  folder.tiles.resize(1);
  TileTable& table = folder.tiles.front();
  const float none = std::numeric_limits<float>::quiet_NaN();
  table.tiles.resize(4);
  for (auto& column : table.values) column = {0.25F, none, 0.75F, none};
  ScorePanel panel;
  panel.setScore(std::make_shared<const ScoreFolder>(folder));
  const auto highest = tilesOf(panel, "10x", "highest");
  ASSERT_EQ(highest.size(), 2U);
  EXPECT_EQ(nameOf(highest[0]).toStdString(), "Tile 1 of 2 with highest score, 0.75");
  EXPECT_EQ(nameOf(highest[1]).toStdString(), "Tile 2 of 2 with highest score, 0.25");
  for (auto& column : table.values) column.assign(4, none);
  panel.setScore(std::make_shared<const ScoreFolder>(folder));
  EXPECT_TRUE(panel.findChildren<TileButton*>().empty());
  EXPECT_TRUE(says(panel, "No tile has a score."));
  folder.tiles.clear();
  panel.setScore(std::make_shared<const ScoreFolder>(folder));
  EXPECT_TRUE(says(panel, "The tiles' scores were not kept with this score."));
}

TEST(ScorePanel, SaysThatAScoreOfATileIsNoDiagnosis) {
  ScorePanel panel;
  panel.setScore(test::sharedFolder(FolderKind::goodResearch));
  EXPECT_TRUE(says(panel, "contribution to this model's score, not a diagnosis"));
}

TEST(ScorePanel, ATileLeadsToItsPlaceByMouseAndByKeyboard) {
  const auto folder = test::sharedFolder(FolderKind::goodResearch);
  ScorePanel panel;
  panel.setScore(folder);
  show(panel, 280, 900);
  QSignalSpy went(&panel, &ScorePanel::goTo);
  TileButton* tile = tilesOf(panel, "40x", "highest")[2];
  const LevelZeroRect rect = tile->tile().rect;
  const QRectF place(static_cast<double>(rect.minX), static_cast<double>(rect.minY), 472, 472);
  QTest::mouseClick(tile, Qt::LeftButton);
  tile->setFocus();
  for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) QTest::keyClick(tile, key);
  ASSERT_EQ(went.size(), 4);
  for (const auto& one : went) {
    EXPECT_EQ(one[0].toRectF(), place);
    EXPECT_DOUBLE_EQ(one[1].toDouble(), 118.0 / 512);
  }
  QTest::mouseClick(tilesOf(panel, "10x", "lowest")[0], Qt::LeftButton);
  EXPECT_DOUBLE_EQ(went.back()[1].toDouble(), 471.0 / 512);
}

TEST(ScorePanel, ArrowKeysGoFromTileToTileAndBringThemIntoSight) {
  ScorePanel panel;
  panel.setScore(test::sharedFolder(FolderKind::goodResearch));
  show(panel, 280, 500);
  panel.activateWindow();
  const auto tiles = tilesOf(panel, "40x", "lowest");
  tiles[0]->setFocus(Qt::TabFocusReason);
  QTest::keyClick(tiles[0], Qt::Key_Right);
  EXPECT_TRUE(tiles[1]->hasFocus());
  QTest::keyClick(tiles[1], Qt::Key_Down);
  EXPECT_TRUE(tiles[4]->hasFocus());
  settle();
  EXPECT_EQ(tiles[4]->visibleRegion(), QRegion(tiles[4]->rect()));
  QTest::keyClick(tiles[4], Qt::Key_Down);
  EXPECT_TRUE(tiles[4]->hasFocus());
  QTest::keyClick(tiles[4], Qt::Key_Left);
  QTest::keyClick(tiles[3], Qt::Key_Up);
  EXPECT_TRUE(tiles[0]->hasFocus());
}

TEST(ScorePanel, PicturesArriveOneByOneAndAMissingOneSaysSo) {
  std::vector<Asked> asked;
  ScorePanel panel;
  panel.setScore(test::sharedFolder(FolderKind::goodResearch));
  panel.setPictureSource(remember(asked));
  ASSERT_EQ(asked.size(), 24U);
  const auto tiles = tilesOf(panel, "10x", "highest");
  EXPECT_EQ(asked[1].rect, tiles[1]->tile().rect);
  EXPECT_EQ(tiles[1]->picture(), TileButton::Picture::waiting);
  asked[1].done(picture());
  asked[2].done({});
  EXPECT_EQ(tiles[0]->picture(), TileButton::Picture::waiting);
  EXPECT_EQ(tiles[1]->picture(), TileButton::Picture::shown);
  EXPECT_EQ(tiles[2]->picture(), TileButton::Picture::unreadable);
  EXPECT_TRUE(nameOf(tiles[2]).endsWith("could not be read"));
}

TEST(ScorePanel, PicturesOfAnEarlierScoreAreIgnored) {
  std::vector<Asked> asked;
  auto panel = std::make_unique<ScorePanel>();
  panel->setPictureSource(remember(asked));
  panel->setScore(test::sharedFolder(FolderKind::goodResearch));
  const std::vector<Asked> early = std::move(asked);
  asked.clear();
  panel->setScore(test::sharedFolder(FolderKind::poorDemonstratorOutside));
  for (const Asked& one : early) {
    EXPECT_TRUE(one.receiver.isNull());
    one.done(picture());
  }
  for (const auto* tile : panel->findChildren<TileButton*>()) EXPECT_EQ(tile->picture(), TileButton::Picture::waiting);
  // The same score again, and another slide's source, are new questions too.
  const std::vector<Asked> second = std::move(asked);
  asked.clear();
  panel->setPictureSource(remember(asked));
  for (const Asked& one : second) one.done(picture());
  for (const auto* tile : panel->findChildren<TileButton*>()) EXPECT_EQ(tile->picture(), TileButton::Picture::waiting);
  panel.reset();
  for (const Asked& one : asked) one.done(picture());
}

TEST(ScorePanel, AsksForTheCard) {
  ScorePanel panel;
  panel.setScore(test::sharedFolder(FolderKind::goodResearch));
  show(panel, 320, 700);
  QSignalSpy asked(&panel, &ScorePanel::cardRequested);
  QTest::mouseClick(panel.findChild<QPushButton*>("cardButton"), Qt::LeftButton);
  EXPECT_EQ(asked.size(), 1);
}

TEST(ScorePanel, FindingsNameWhatIsWrong) {
  ScorePanel panel;
  panel.setScore(test::sharedFolder(FolderKind::poorDemonstratorOutside));
  for (const char* words : {"mpp: violated", "0.499 (file), allowed: 0.2 to 0.3", "stain: unknown", "organ: met",
                            "48.62 mm² in 1 part (outline given by maria (sha256 0123456789abcdef))", "Dice 0.87",
                            "The file's colours were converted from YCbCr", "10x: 2 of 231 tiles"})
    EXPECT_TRUE(says(panel, words)) << words;
  panel.setScore(test::sharedFolder(FolderKind::notAssessable));
  EXPECT_TRUE(says(panel, "not measured"));
  EXPECT_TRUE(says(panel, "No tile was scored."));
}

TEST(ScorePanel, CopiesTheWholeProvenance) {
  ScorePanel panel;
  const auto folder = test::sharedFolder(FolderKind::goodResearch);
  panel.setScore(folder);
  show(panel, 320, 700);
  QTest::mouseClick(panel.findChild<QPushButton*>("copyAll"), Qt::LeftButton);
  const std::string text = QApplication::clipboard()->text().toStdString();
  for (const std::string& line :
       {"Bundle SHA-256: " + folder->score.bundleSha256, "Slide SHA-256: " + folder->score.slide.sha256,
        std::string("Version: 1.2.0"), std::string("Status: Research"), std::string("Scale: 0.2503 µm/px, file"),
        std::string("Run: b3c1f0de-5a77-4d3e-9c51-2f0a77c1d9aa"), std::string("Started: 2026-05-04 09:31:22 UTC"),
        std::string("Started by: anna"), std::string("Precision: fp32"), std::string("Threads: 8"),
        std::string("Stages: networks 52.2 s, tissue 3.5 s, tumour 11.8 s")})
    EXPECT_NE(text.find(line + "\n"), std::string::npos) << line << " in\n" << text;
}

TEST(ScorePanel, WhatWasNotRecordedSaysSo) {
  ScoreFolder folder;
  ScorePanel panel;
  panel.setScore(std::make_shared<const ScoreFolder>(folder));
  show(panel, 280, 900);
  EXPECT_NE(inSight(panel, "No class"), nullptr);
  EXPECT_TRUE(says(panel, "This score holds no resolution."));
  EXPECT_TRUE(provenanceText(folder.score).contains("Slide SHA-256: not recorded\n"));
}

TEST(StripPlot, ADotTellsItsMemberAndDotsNeverHideEachOther) {
  ScoredResolution one = test::sampleResolution("10x", 471, 231, 0.5, 0.4);
  one.members = {{"a", 0.4}, {"b", 0.4}, {"c", 0.401}, {"d", 0.7}};
  StripPlot plot(one, true);
  plot.resize(260, plot.heightForWidth(260));
  const StripLayout strip = plot.marks();
  ASSERT_EQ(strip.dots.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const QPointF apart = strip.dots[i].centre - strip.dots[j].centre;
      EXPECT_GE(std::hypot(apart.x(), apart.y()), 2 * strip.radiusPx);
    }
    const MemberScore& member = one.members[strip.dots[i].member];
    EXPECT_NEAR(strip.dots[i].centre.x(), strip.axis.left() + member.score * strip.axis.width(), 1e-9);
    EXPECT_TRUE(strip.axis.contains(strip.dots[i].centre));
    EXPECT_TRUE(plot.tipAt(strip.dots[i].centre)
                    .contains(QString::fromStdString(member.id) + ": " + QString::number(member.score, 'f', 3)));
  }
  EXPECT_TRUE(plot.tipAt(strip.ensemble).contains("0.400"));
  EXPECT_TRUE(plot.tipAt({1, strip.axis.top() + 1}).isEmpty());
}

TEST(StripPlot, IsToldInWordsToo) {
  StripPlot plot(test::sampleResolution("10x", 471, 231, 0.5, 0.4), true);
  const std::string words = plot.accessibleDescription().toStdString();
  for (const char* part : {"Ensemble (mean): 0.400", "0.100 below the threshold 0.500", "10x-1: 0.339", "Class: good"})
    EXPECT_NE(words.find(part), std::string::npos) << part << " in " << words;
}

TEST(StripPlot, SurvivesScoresThatAreNone) {
  ScoredResolution one;
  one.name = "10x";
  one.threshold = std::numeric_limits<double>::quiet_NaN();
  one.members = {{"a", std::numeric_limits<double>::quiet_NaN()}, {"b", 7}, {"c", -1}};
  one.score = std::numeric_limits<double>::quiet_NaN();
  StripPlot plot(one, true);
  plot.resize(100, plot.heightForWidth(100));
  EXPECT_FALSE(plot.grab().isNull());
  const StripLayout strip = plot.marks();
  EXPECT_EQ(strip.dots.size(), 2U);
  for (const StripDot& dot : strip.dots) EXPECT_TRUE(strip.axis.adjusted(-1, 0, 1, 0).contains(dot.centre));
}

TEST(CardDialog, IsAcceptedOnlyByTheButtonThatSaysSo) {
  const CardBundle bundle{"Sample", "1.2.0", BundleStatus::research};
  for (const bool accept : {true, false}) {
    CardDialog dialog(bundle, "# Card", CardDialog::Mode::mustAccept);
    dialog.show();
    auto* button = dialog.findChild<QPushButton*>("acceptCard");
    ASSERT_NE(button, nullptr);
    EXPECT_TRUE(button->isEnabled());
    if (accept)
      QTest::mouseClick(button, Qt::LeftButton);
    else
      QTest::keyClick(&dialog, Qt::Key_Return);
    EXPECT_FALSE(dialog.isVisible());
    EXPECT_EQ(dialog.accepted(), accept);
  }
  CardDialog reading(bundle, "# Card", CardDialog::Mode::read);
  EXPECT_EQ(reading.findChild<QPushButton*>("acceptCard"), nullptr);
  EXPECT_TRUE(says(reading, "version 1.2.0"));
  EXPECT_TRUE(says(reading, "research"));
}

TEST(CardDialog, ShowsTheCardAndLoadsNothing) {
  CardDialog dialog({"Sample", "1", BundleStatus::research},
                    "# Use\n\nSee [paper](https://example.org/p). ![x](file:///etc/hostname) <b>raw</b>",
                    CardDialog::Mode::read);
  auto* text = dialog.findChild<QTextEdit*>("card");
  const std::string words = text->toPlainText().toStdString();
  for (const char* part : {"Use", "paper (https://example.org/p)", "picture not shown: file:///etc/hostname", "<b>raw"})
    EXPECT_NE(words.find(part), std::string::npos) << part << " in " << words;
  EXPECT_FALSE(text->toHtml().contains("href"));
  EXPECT_FALSE(text->toHtml().contains("<img"));
}

TEST(CardDialog, ACardThatWasNotKeptCannotBeAccepted) {
  CardDialog dialog({"Sample", "1", BundleStatus::research}, "", CardDialog::Mode::mustAccept);
  EXPECT_EQ(dialog.findChild<QTextEdit*>("card")->toPlainText().toStdString(),
            "The card was not kept with this score.");
  EXPECT_EQ(dialog.findChild<QPushButton*>("acceptCard"), nullptr);
}

}  // namespace
}  // namespace snitt
