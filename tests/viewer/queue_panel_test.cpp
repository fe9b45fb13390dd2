// The queue as a person sees and works it, by mouse and keyboard.
#include "ui/jobs/queue_panel.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include "support/queue_fixture.h"
#include "ui/jobs/job_text.h"
#include "ui/jobs/queue_file.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;
using test::QueueFolder;
using test::waitFor;

class QueuePanelTest : public testing::Test {
 protected:
  QueuePanelTest() {
    fs::create_directories(m_here.options.dataFolder);
    // Nothing runs in these tests but what a test starts.
    std::vector<ScoreJob> jobs;
    for (const char* name : {"good-a", "good-b", "good-c"}) {
      jobs.push_back(m_here.job(name));
      jobs.back().id = name;
    }
    EXPECT_TRUE(saveQueue(m_here.options.dataFolder / "queue.json", jobs));
    m_queue = m_here.queue();
    m_panel = std::make_unique<QueuePanel>(*m_queue);
    m_panel->resize(340, 500);
    m_panel->show();
    m_panel->activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(m_panel.get()));
  }

  QToolButton& button(const char* name) { return *m_panel->findChild<QToolButton*>(QLatin1String(name)); }
  QString row(int row) { return m_panel->view().model()->index(row, 0).data().toString(); }
  QStringList rows() {
    QStringList names;
    for (int i = 0; i < m_panel->view().model()->rowCount(); ++i) names << row(i);
    return names;
  }
  QStringList order() {
    QStringList names;
    for (const ScoreJob& job : m_queue->jobs()) names << QString::fromStdString(job.slide.filename().string());
    return names;
  }

  QueueFolder m_here;
  std::unique_ptr<ScoreQueue> m_queue;
  std::unique_ptr<QueuePanel> m_panel;
};

TEST_F(QueuePanelTest, OffersWhatIsLeftFromTheLastTime) {
  auto* banner = m_panel->findChild<QWidget*>("banner");
  EXPECT_TRUE(banner->isVisible());
  EXPECT_TRUE(banner->findChild<QLabel*>("sentence")->text().contains("Waiting since the last time: 3"));
  QTest::mouseClick(m_panel->findChild<QPushButton*>("goOn"), Qt::LeftButton);
  EXPECT_FALSE(banner->isVisible());
  EXPECT_TRUE(waitFor([&] { return m_queue->jobs().back().state == JobState::finished; }));
}

TEST_F(QueuePanelTest, RowsAreMovedByKeys) {
  m_panel->view().setFocus();
  m_panel->select("good-c");
  QTest::keyClick(&m_panel->view(), Qt::Key_Up, Qt::AltModifier);
  EXPECT_EQ(order(), (QStringList{"good-a.svs", "good-c.svs", "good-b.svs"}));
  EXPECT_EQ(rows(), order());
  EXPECT_EQ(m_panel->current()->id, "good-c") << "the row goes along";
  QTest::mouseClick(&button("earlier"), Qt::LeftButton);
  EXPECT_EQ(order().first(), "good-c.svs");
  EXPECT_FALSE(button("earlier").isEnabled());
  QTest::keyClick(&m_panel->view(), Qt::Key_Down, Qt::AltModifier);
  EXPECT_EQ(order(), (QStringList{"good-a.svs", "good-c.svs", "good-b.svs"}));
}

// No drag is to be had without a screen, so the model is asked for what a drop between two rows asks of it.
TEST_F(QueuePanelTest, RowsAreMovedByDragging) {
  QAbstractItemModel& model = *m_panel->view().model();
  EXPECT_EQ(m_panel->view().dragDropMode(), QAbstractItemView::InternalMove);
  EXPECT_TRUE(model.flags(model.index(2, 0)).testFlag(Qt::ItemIsDragEnabled));
  EXPECT_FALSE(model.flags(model.index(0, 0)).testFlag(Qt::ItemIsDropEnabled)) << "between rows, never onto one";
  ASSERT_TRUE(model.moveRow({}, 2, {}, 0));
  EXPECT_EQ(order(), (QStringList{"good-c.svs", "good-a.svs", "good-b.svs"}));
  EXPECT_EQ(rows(), order());
  ASSERT_TRUE(model.moveRow({}, 0, {}, 3));
  EXPECT_EQ(order(), (QStringList{"good-a.svs", "good-b.svs", "good-c.svs"}));
  EXPECT_EQ(rows(), order());
  EXPECT_FALSE(model.moveRow({}, 0, {}, 1)) << "a row that is dropped where it lies";
}

TEST_F(QueuePanelTest, ButtonsFollowTheJob) {
  m_queue->leave();
  m_panel->select("good-a");
  EXPECT_TRUE(button("retry").isEnabled());
  EXPECT_FALSE(button("pause").isEnabled());
  EXPECT_FALSE(button("open").isEnabled());
  QTest::mouseClick(&button("retry"), Qt::LeftButton);
  ASSERT_TRUE(waitFor([&] { return m_queue->jobs().back().state == JobState::finished; }));
  m_panel->select(m_queue->jobs().back().id);
  QSignalSpy opened(m_panel.get(), &QueuePanel::openResultRequested);
  m_panel->view().setFocus();
  QTest::keyClick(&m_panel->view(), Qt::Key_Return);
  ASSERT_EQ(opened.size(), 1);
  EXPECT_EQ(opened.at(0).at(0).value<ScoreJob>().result, m_here.folder / "out/good-a");
  QTest::keyClick(&m_panel->view(), Qt::Key_Delete);
  EXPECT_EQ(m_queue->jobs().size(), 2U);
  QTest::mouseClick(&button("clear"), Qt::LeftButton);
  EXPECT_TRUE(m_queue->jobs().empty());
  EXPECT_TRUE(m_panel->findChild<QPushButton*>("scoreThis")->isVisible()) << "the empty list says how to begin";
}

TEST_F(QueuePanelTest, PausesAndGoesOnWithTheSameButton) {
  m_queue->leave();
  const std::string id = m_queue->add(m_here.job("slow")).value();
  m_panel->select(id);
  ASSERT_TRUE(waitFor([&] { return m_queue->news(id).progress.has_value(); }));
  QTest::mouseClick(&button("pause"), Qt::LeftButton);
  EXPECT_EQ(m_queue->find(id)->state, JobState::paused);
  EXPECT_EQ(button("pause").accessibleName(), "Resume");
  QTest::mouseClick(&button("pause"), Qt::LeftButton);
  EXPECT_EQ(m_queue->find(id)->state, JobState::running);
  QTest::mouseClick(&button("cancel"), Qt::LeftButton);
  EXPECT_TRUE(QueueFolder::inState(*m_queue, id, JobState::cancelled));
}

TEST_F(QueuePanelTest, AScreenReaderHearsAllOfARow) {
  m_queue->leave();
  const std::string id = m_queue->add(m_here.job("bad")).value();
  ASSERT_TRUE(QueueFolder::inState(*m_queue, id, JobState::failed));
  const QString told = m_panel->view().model()->index(3, 0).data(Qt::AccessibleTextRole).toString();
  for (const char* part : {"bad.svs", "Failed", "Sample 1.0", "The file is truncated."})
    EXPECT_TRUE(told.contains(QLatin1String(part))) << told.toStdString();
}

TEST(JobText, TellsStageTimeAndEstimate) {
  JobNews news;
  EXPECT_EQ(stageText(news), "Starting");
  news.progress = EngineProgress{"score", 340, 1200, 170};
  EXPECT_EQ(stageText(news), "Scoring tiles, 340 of 1,200, about 3 min left");
  EXPECT_EQ(estimateText(news), "");
  news.estimate = EngineEstimate{"40x", 0.62, 0.55, 0.7, "poor", true};
  EXPECT_EQ(estimateText(news), "40x 0.62 (0.55–0.70), likely poor");
  news.estimate->settled = false;
  EXPECT_EQ(estimateText(news), "40x 0.62 (0.55–0.70), poor so far");
}

// Whoever reads a number sees beside it what its bundle is worth.
TEST(JobText, ABundleWithoutMeaningSaysSo) {
  ScoreJob job;
  job.bundleName = "Demonstrator 1.0";
  job.bundleStatus = BundleStatus::demonstrator;
  EXPECT_EQ(bundleText(job), "Demonstrator 1.0 (demonstrator: says nothing of a patient)");
  job.bundleStatus = BundleStatus::research;
  job.outline = "/outline.geojson";
  job.title = "margin";
  EXPECT_EQ(bundleText(job), "Inside “margin”: Demonstrator 1.0");
}

TEST_F(QueuePanelTest, NamesOfFilesAreForWhoeverMaySeeThem) {
  SlideNames names;
  QueuePanel panel(*m_queue, names);
  names.setUnmasked(false);
  for (int i = 0; i < 3; ++i) {
    const QModelIndex row = panel.view().model()->index(i, 0);
    EXPECT_EQ(row.data().toString(), QStringLiteral("Slide %1").arg(i + 1));
    for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
      EXPECT_FALSE(row.data(role).toString().contains("good-")) << row.data(role).toString().toStdString();
  }
  ScoreJob job = m_here.job("good-a");
  job.state = JobState::finished;
  job.result = "/out/good-a";
  EXPECT_FALSE(wholeText(job, {}, names).contains("good-a")) << "a result's folder is called as its slide";
  job.state = JobState::failed;
  job.reason = job.slide.string() + " is damaged.";
  EXPECT_EQ(statusText(job, {}, names), "Slide 1 is damaged.");
  names.setUnmasked(true);
  EXPECT_EQ(panel.view().model()->index(0, 0).data().toString(), row(0));
}

}  // namespace
}  // namespace snitt
