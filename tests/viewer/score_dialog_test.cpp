// What is asked before slides are scored: scope, facts, scale, reason.
#include "ui/jobs/score_dialog.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

#include <fstream>

#include <gtest/gtest.h>

#include "core/bundle/bundle.h"
#include "core/notes/accepted_cards.h"
#include "support/fake_slide.h"
#include "support/make_slide.h"
#include "support/open_view.h"
#include "support/sample_bundle.h"
#include "support/temp_folder.h"
#include "ui/score/card_dialog.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;
using test::waitFor;

class ScoreDialogTest : public testing::Test {
 protected:
  ScoreDialogTest() {
    m_options.out = m_folder / "out";
    m_options.person = "kari";
    m_options.bundles = {bundle("bundle", [](Manifest& manifest) {
      manifest.scope.allowed = {{"organ", {"colon", "rectum"}}, {"stain", {"H&E"}}};
      manifest.scope.leastMpp = 0.2;
      manifest.scope.mostMpp = 0.3;
    })};
  }

  template <class F>
  fs::path bundle(const std::string& name, F change) {
    Manifest manifest = test::sampleManifest();
    manifest.status = BundleStatus::research;
    change(manifest);
    EXPECT_TRUE(writeBundle(m_folder / name, manifest, test::sampleFiles()));
    return m_folder / name;
  }

  fs::path slide(const std::string& name, std::optional<double> mpp = 0.25) {
    test::SlideRecipe recipe;
    recipe.mpp = mpp;
    recipe.magnification.reset();
    test::makeSlide(m_folder / name, recipe);
    return m_folder / name;
  }

  ScoreDialog& open(const std::vector<fs::path>& slides) {
    for (const auto& one : slides) m_options.slides.push_back({one, {}});
    m_dialog = std::make_unique<ScoreDialog>(m_options);
    m_dialog->show();
    EXPECT_TRUE(settled());
    return *m_dialog;
  }

  bool settled() {
    return waitFor([this] {
      return m_dialog->idle() &&
             m_dialog->findChild<QLabel*>("bundleFacts")->text() !=
                 QStringLiteral("Reading and checking the bundle…") &&
             state(0) != QStringLiteral("being looked at…");
    });
  }

  template <class T>
  T* find(const char* name) {
    return m_dialog->findChild<T*>(QLatin1String(name));
  }
  QString state(int row) { return find<QTreeWidget>("slides")->topLevelItem(row)->text(1); }
  QString obstacle() { return find<QLabel>("obstacle")->isVisible() ? find<QLabel>("obstacle")->text() : QString(); }
  QPushButton& start() { return *find<QPushButton>("start"); }
  QComboBox* field(const char* fact) {
    return find<QComboBox>(qPrintable(QStringLiteral("fact-") + QLatin1String(fact)));
  }
  void type(QComboBox* into, const char* text) {
    into->lineEdit()->setFocus();
    into->lineEdit()->selectAll();
    QTest::keyClicks(into->lineEdit(), QLatin1String(text));
  }

  test::TempFolder m_folder;
  ScoreDialogOptions m_options;
  std::unique_ptr<ScoreDialog> m_dialog;
};

TEST_F(ScoreDialogTest, WhatIsNotKnownIsTypedAndHandedOn) {
  const fs::path one = slide("one.svs");
  open({one});
  EXPECT_EQ(state(0), "facts are missing");
  EXPECT_FALSE(start().isEnabled());
  EXPECT_TRUE(obstacle().contains("type what is known")) << obstacle().toStdString();
  // The slide tells its stain itself.
  EXPECT_FALSE(field("stain")->isVisible());
  type(field("organ"), "colon");
  EXPECT_EQ(state(0), "in scope");
  ASSERT_TRUE(start().isEnabled()) << obstacle().toStdString();
  QTest::mouseClick(&start(), Qt::LeftButton);
  ASSERT_EQ(m_dialog->jobs().size(), 1U);
  const ScoreJob& job = m_dialog->jobs()[0];
  EXPECT_EQ(job.slide, one);
  EXPECT_EQ(job.bundle, m_options.bundles[0]);
  EXPECT_EQ(job.bundleName, "Sample bundle 1.0");
  EXPECT_EQ(job.facts, std::vector<std::string>{"organ=colon"});
  EXPECT_EQ(job.outsideScope, "");
  EXPECT_FALSE(job.mpp);
  EXPECT_EQ(job.out, m_options.out);
}

TEST_F(ScoreDialogTest, OutsideTheScopeNeedsAReason) {
  open({slide("one.svs")});
  type(field("organ"), "stomach");
  EXPECT_EQ(state(0), "outside scope");
  EXPECT_FALSE(start().isEnabled());
  auto* reason = find<QLineEdit>("reason");
  ASSERT_TRUE(reason->isVisible());
  QTest::keyClicks(reason, "   ");
  EXPECT_FALSE(start().isEnabled()) << "white space is no reason";
  QTest::keyClicks(reason, "to compare");
  ASSERT_TRUE(start().isEnabled());
  start().click();
  EXPECT_EQ(m_dialog->jobs().at(0).outsideScope, "to compare");
}

TEST_F(ScoreDialogTest, AReasonGoesToSlidesOutsideAlone) {
  const fs::path inside = slide("inside.svs");
  const fs::path outside = slide("outside.svs", 0.5);
  open({inside, outside});
  type(field("organ"), "colon");
  ASSERT_TRUE(waitFor([this] { return state(1) == "outside scope"; }));
  EXPECT_EQ(state(0), "in scope");
  QTest::keyClicks(find<QLineEdit>("reason"), "to compare");
  start().click();
  ASSERT_EQ(m_dialog->jobs().size(), 2U);
  EXPECT_EQ(m_dialog->jobs()[0].outsideScope, "");
  EXPECT_EQ(m_dialog->jobs()[1].outsideScope, "to compare");
}

TEST_F(ScoreDialogTest, ASlideThatIsLeftOutNeedsNothing) {
  open({slide("inside.svs"), slide("outside.svs", 0.5)});
  type(field("organ"), "colon");
  ASSERT_TRUE(waitFor([this] { return state(1) == "outside scope"; }));
  find<QTreeWidget>("slides")->topLevelItem(1)->setCheckState(0, Qt::Unchecked);
  ASSERT_TRUE(start().isEnabled()) << obstacle().toStdString();
  start().click();
  EXPECT_EQ(m_dialog->jobs().size(), 1U);
}

TEST_F(ScoreDialogTest, AMissingScaleIsTypedWithWhereItComesFrom) {
  open({slide("one.svs", std::nullopt)});
  type(field("organ"), "colon");
  EXPECT_EQ(state(0), "has no scale");
  EXPECT_FALSE(start().isEnabled());
  auto* mpp = find<QLineEdit>("mpp");
  ASSERT_TRUE(mpp->isVisible());
  QTest::keyClicks(mpp, "0,25");
  QTest::keyClicks(find<QLineEdit>("mppReason"), "stage micrometer");
  mpp->setFocus();
  m_dialog->setFocus();
  QTest::keyClick(find<QLineEdit>("mppReason"), Qt::Key_Tab);
  find<QLineEdit>("mppReason")->clearFocus();
  ASSERT_TRUE(waitFor([this] { return state(0) == "in scope"; })) << state(0).toStdString();
  start().click();
  EXPECT_EQ(m_dialog->jobs().at(0).mpp, 0.25);
  EXPECT_EQ(m_dialog->jobs().at(0).mppReason, "stage micrometer");
}

TEST_F(ScoreDialogTest, ASlideThatCannotBeReadSaysSo) {
  std::ofstream(m_folder / "broken.svs") << "no slide";
  open({m_folder / "broken.svs"});
  EXPECT_TRUE(state(0).startsWith("cannot be read")) << state(0).toStdString();
  EXPECT_FALSE(start().isEnabled());
}

TEST_F(ScoreDialogTest, AChangedBundleCannotBeUsed) {
  std::ofstream(m_options.bundles[0] / "card.md", std::ios::app) << "More.";
  open({slide("one.svs")});
  EXPECT_TRUE(find<QLabel>("bundleWarning")->text().contains("cannot be used"))
      << find<QLabel>("bundleWarning")->text().toStdString();
  EXPECT_FALSE(start().isEnabled());
}

TEST_F(ScoreDialogTest, ADemonstratorSaysWhatItIsWorth) {
  m_options.bundles = {
      bundle("demonstrator", [](Manifest& manifest) { manifest.status = BundleStatus::demonstrator; })};
  open({slide("one.svs")});
  EXPECT_TRUE(find<QLabel>("bundleWarning")->text().contains("say nothing of a patient"));
  EXPECT_TRUE(start().isEnabled());
}

TEST_F(ScoreDialogTest, AnOutlineNeedsABundleThatAllowsOne) {
  m_options.bundles = {bundle("own", [](Manifest& manifest) { manifest.outlineAllowed = false; })};
  m_options.outline = m_folder / "outline.geojson";
  open({slide("one.svs")});
  EXPECT_FALSE(start().isEnabled());
  EXPECT_TRUE(obstacle().contains("does not allow an outline"));
}

TEST_F(ScoreDialogTest, FactsThatCannotBeAreNamed) {
  m_options.bundles = {bundle("staged", [](Manifest& manifest) { manifest.scope.allowed = {{"pT", {"3", "4"}}}; })};
  open({slide("one.svs")});
  type(field("pT"), "9");
  EXPECT_TRUE(obstacle().contains("“9”")) << obstacle().toStdString();
  type(field("pT"), "pT3");
  EXPECT_EQ(state(0), "in scope");
}

TEST_F(ScoreDialogTest, ABundleIsUsedOnceItsCardHasBeenRead) {
  m_options.cardsFile = m_folder / "data/accepted-cards.json";
  open({slide("one.svs")});
  type(field("organ"), "colon");
  const auto answer = [](const char* button) {
    QTimer::singleShot(0, [button] {
      auto* card = qobject_cast<CardDialog*>(QApplication::activeModalWidget());
      ASSERT_NE(card, nullptr);
      if (auto* found = card->findChild<QPushButton*>(QLatin1String(button)))
        found->click();
      else
        card->reject();
    });
  };
  answer("none");
  start().click();
  EXPECT_TRUE(m_dialog->jobs().empty());
  EXPECT_EQ(m_dialog->result(), 0);
  answer("acceptCard");
  start().click();
  EXPECT_EQ(m_dialog->jobs().size(), 1U);
  EXPECT_TRUE(AcceptedCards(m_options.cardsFile).accepted(loadBundle(m_options.bundles[0])->sha256, "kari"));
}

}  // namespace
}  // namespace snitt
