// Scoring from the viewer's window: with an engine that is none, and once with the engine itself.
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

#include <gtest/gtest.h>

#include "core/notes/accepted_cards.h"
#include "core/os/os.h"
#include "support/queue_fixture.h"
#include "support/run_program.h"
#include "support/viewer_window.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/score_dialog.h"
#include "ui/score/card_dialog.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;
using test::QueueFolder;
using test::ViewerWindow;
using test::waitFor;

const fs::path kDemonstrator = fs::path(SNITT_SOURCE_DIR) / "resources/bundles/demonstrator/bundle";
constexpr int kScoringMs = 120000;

class ScoringWindowTest : public testing::Test {
 protected:
  void useEngine(const fs::path& program) {
    QueueOptions options;
    options.dataFolder = m_viewer.context.dataFolder;
    options.program = program;
    options.database = "none";
    m_queue = std::make_unique<ScoreQueue>(options);
    m_viewer.context.scores = m_queue.get();
  }
  ~ScoringWindowTest() override { m_viewer.close(); }

  ScoreDialog* dialog() { return m_viewer.window().findChild<ScoreDialog*>(); }
  bool isOpen(const char* dock) { return m_viewer.window().findChild<QDockWidget*>(QLatin1String(dock))->isVisible(); }

  ViewerWindow m_viewer;
  std::unique_ptr<ScoreQueue> m_queue;
};

TEST_F(ScoringWindowTest, WithoutAnEngineOneSentenceSaysSo) {
  useEngine(m_viewer.folder / "snitt");
  ASSERT_TRUE(m_viewer.open(m_viewer.slide("one.svs")));
  m_viewer.trigger("score.this");
  EXPECT_EQ(dialog(), nullptr);
  ASSERT_EQ(m_viewer.notices().size(), 1);
  EXPECT_TRUE(m_viewer.notices()[0].contains("missing beside the viewer")) << m_viewer.notices()[0].toStdString();
}

TEST_F(ScoringWindowTest, CommandsWithoutASlideSayWhatIsMissing) {
  useEngine(SNITT_FAKE_ENGINE);
  m_viewer.show();
  m_viewer.trigger("score.this");
  EXPECT_EQ(dialog(), nullptr);
  EXPECT_EQ(m_viewer.notices().size(), 1);
}

TEST_F(ScoringWindowTest, AllOpenSlidesAndAFolderAreListed) {
  useEngine(SNITT_FAKE_ENGINE);
  OpenRequest request;
  for (const char* name : {"slides/a.svs", "slides/b.svs"}) request.slides.push_back(m_viewer.slide(name));
  (void)m_viewer.slide("slides/c.svs");
  m_viewer.window().open(request);
  m_viewer.trigger("score.open");
  ASSERT_NE(dialog(), nullptr);
  EXPECT_EQ(dialog()->findChild<QTreeWidget*>("slides")->topLevelItemCount(), 2);
  delete dialog();
  m_viewer.window().scoreFolderOf(m_viewer.folder / "slides");
  ASSERT_TRUE(waitFor([this] { return dialog() != nullptr; }));
  EXPECT_EQ(dialog()->findChild<QTreeWidget*>("slides")->topLevelItemCount(), 3);
}

TEST_F(ScoringWindowTest, AFailureIsToldWhereTheSlideIsLookedAt) {
  useEngine(SNITT_FAKE_ENGINE);
  const fs::path slide = m_viewer.slide("crash.svs");
  ASSERT_TRUE(m_viewer.open(slide));
  ScoreJob job;
  job.slide = slide;
  job.bundle = kDemonstrator;
  job.out = m_viewer.folder / "out";
  ASSERT_TRUE(m_queue->add(job));
  ASSERT_TRUE(waitFor([this] { return !m_viewer.notices().isEmpty(); }));
  EXPECT_TRUE(m_viewer.notices()[0].contains("crashed (signal 11)")) << m_viewer.notices()[0].toStdString();
  EXPECT_TRUE(m_viewer.window().isVisible());
}

TEST_F(ScoringWindowTest, ClosingAsksWhileASlideIsBeingScored) {
  useEngine(SNITT_FAKE_ENGINE);
  m_viewer.show();
  ScoreJob job;
  job.slide = m_viewer.folder / "slow.svs";
  job.bundle = kDemonstrator;
  job.out = m_viewer.folder / "out";
  const std::string id = m_queue->add(job).value();
  ASSERT_TRUE(waitFor([&] { return m_queue->news(id).progress.has_value(); }));
  const auto answer = [](const char* word) {
    QTimer::singleShot(0, [word] {
      auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
      ASSERT_NE(box, nullptr);
      for (QAbstractButton* button : box->buttons())
        if (button->text() == QLatin1String(word)) button->click();
    });
  };
  answer("Go on scoring");
  EXPECT_FALSE(m_viewer.window().close());
  EXPECT_EQ(m_queue->find(id)->state, JobState::running);
  answer("Close");
  EXPECT_TRUE(m_viewer.window().close());
}

// As a person does it, with the engine and the bundle in the box.
TEST_F(ScoringWindowTest, TheDemonstratorScoresASimulatedSlide) {
  const auto cohort = m_viewer.folder / "cohort";
  const test::Ran drawn = test::snitt({"simulate", "--out", cohort.string(), "--patients", "1", "--seed", "9276"});
  ASSERT_EQ(drawn.code, 0) << drawn.err;
  useEngine(test::snittProgram());
  m_viewer.settings.setFolder(QStringLiteral("bundle"), kDemonstrator);
  const fs::path slide = cohort / "slides/P000001-A1.svs";
  ASSERT_TRUE(m_viewer.open(slide));
  m_viewer.trigger("score.this");
  ASSERT_NE(dialog(), nullptr);
  auto* list = dialog()->findChild<QTreeWidget*>("slides");
  ASSERT_TRUE(waitFor([&] { return list->topLevelItem(0)->text(1) == "facts are missing"; }))
      << list->topLevelItem(0)->text(1).toStdString();
  for (const auto& [fact, value] :
       {std::pair("organ", "colon"), std::pair("specimenType", "resection"), std::pair("neoadjuvant", "no")})
    dialog()->findChild<QComboBox*>(QStringLiteral("fact-") + fact)->setCurrentText(value);
  EXPECT_EQ(list->topLevelItem(0)->text(1), "in scope");
  // Its card is read once, before it is used.
  QTimer::singleShot(0, [] {
    if (auto* card = qobject_cast<CardDialog*>(QApplication::activeModalWidget()))
      card->findChild<QPushButton*>("acceptCard")->click();
  });
  dialog()->findChild<QPushButton*>("start")->click();
  ASSERT_EQ(m_queue->jobs().size(), 1U);
  EXPECT_TRUE(isOpen("dock.queue"));
  bool estimated = false;
  QObject::connect(m_queue.get(), &ScoreQueue::newsChanged, m_queue.get(),
                   [&](const std::string& id) { estimated = estimated || m_queue->news(id).estimate.has_value(); });
  ASSERT_TRUE(QTest::qWaitFor([this] { return hasEnded(m_queue->jobs()[0].state); }, kScoringMs));
  const ScoreJob& job = m_queue->jobs()[0];
  ASSERT_EQ(job.state, JobState::finished) << job.reason;
  EXPECT_TRUE(estimated);
  EXPECT_EQ(job.result, m_viewer.context.dataFolder / "scores/P000001-A1");
  // The result opens by itself.
  SlideDocument& document = *m_viewer.window().pane().document();
  ASSERT_TRUE(waitFor([&] { return document.score() != nullptr; }));
  EXPECT_EQ(document.score()->folder, job.result);
  EXPECT_EQ(document.score()->score.bundleStatus, BundleStatus::demonstrator);
  EXPECT_EQ(m_viewer.window().pane().findChild<NoticeBar*>()->news(),
            "This slide has been scored: the result is shown.");
}

}  // namespace
}  // namespace snitt
