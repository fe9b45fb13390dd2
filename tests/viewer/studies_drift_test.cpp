// Drift: its results as the window shows them, and how they are asked for.
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

#include <algorithm>

#include <gtest/gtest.h>

#include "support/fake_snitt.h"
#include "support/open_view.h"
#include "support/sample_drift.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/studies/drift_dialog.h"
#include "ui/studies/drift_page.h"
#include "ui/studies/study_places.h"
#include "ui/studies/study_work.h"
#include "ui/studies/verdict_chip_p.h"
#include "ui/window/viewer_settings.h"

namespace snitt::test {
namespace {

class StudiesDrift : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directory(m_folder / "drift"); }
  DriftPage& show(const SlideNames& names = unmaskedNames()) {
    m_page = std::make_unique<DriftPage>(
        DriftPageParts{&m_work, &m_places, {}, {}, &names, [this](const auto& file) { m_opened = file; }});
    m_page->resize(1200, 700);
    m_page->show();
    return *m_page;
  }
  [[nodiscard]] QString words(const char* name) const {
    return m_page->findChild<QLabel*>(QString::fromLatin1(name))->text();
  }

  TempFolder m_folder;
  FakeSnitt m_fake{m_folder.path()};
  StudyWork m_work{m_fake.program()};
  ViewerSettings m_settings{m_folder / "viewer.ini"};
  StudyPlaces m_places{&m_settings};
  std::filesystem::path m_opened;
  std::unique_ptr<DriftPage> m_page;
};

TEST_F(StudiesDrift, ResultsAreReadAsTheyAreWritten) {
  const auto reading = parseDrift(sampleDriftJson());
  ASSERT_TRUE(reading) << reading.error().message;
  EXPECT_EQ(reading->verdict, document::Verdict::failed);
  ASSERT_EQ(reading->alarms.size(), 1U);
  EXPECT_EQ(reading->alarms[0].scanner, "Aperio GT450");
  ASSERT_EQ(reading->series.size(), 5U);
  EXPECT_EQ(reading->series[1].limit, 0.45);
  EXPECT_EQ(reading->series[1].alarms, 1);
  EXPECT_FALSE(reading->series[2].value);
  EXPECT_EQ(reading->series[4].figure, "CONTROL-1");
  EXPECT_EQ(reading->falseAlarms.substr(0, 40), "One series is expected to alarm falsely ");
  EXPECT_FALSE(parseDrift("{}"));
  EXPECT_EQ(parseDrift(R"({"format": "snitt-drift/2"})").error().kind, ErrorKind::unsupported);
}

TEST_F(StudiesDrift, AlarmsStandAboveTheSeriesAndSoDoesTheirWord) {
  writeBytes(m_folder / "drift/results.json", sampleDriftJson());
  writeBytes(m_folder / "drift/report.pdf", "%PDF");
  DriftPage& page = show();
  EXPECT_TRUE(page.findChild<QPushButton*>("help")->isVisible()) << "nobody has looked yet";
  page.showReport(m_folder / "drift");
  ASSERT_TRUE(waitFor([&] { return page.reading().has_value(); }));
  EXPECT_EQ(page.findChild<VerdictChip*>("driftVerdict")->word(), QStringLiteral("Alarm"));
  const auto* alarms = page.findChild<QTreeWidget*>("alarms");
  ASSERT_EQ(alarms->topLevelItemCount(), 1);
  EXPECT_TRUE(alarms->isVisible());
  const auto* series = page.findChild<QTreeWidget*>("series");
  ASSERT_EQ(series->topLevelItemCount(), 5);
  EXPECT_EQ(series->topLevelItem(0)->text(2), QStringLiteral("No alarm"));
  EXPECT_EQ(series->topLevelItem(1)->text(2), QStringLiteral("Alarm"));
  EXPECT_EQ(series->topLevelItem(1)->text(6), QStringLiteral("0.450"));
  EXPECT_EQ(series->topLevelItem(2)->text(2), QStringLiteral("Not assessable"));
  EXPECT_EQ(series->topLevelItem(2)->text(5), QString()) << "what was not judged has no value";
  EXPECT_TRUE(words("falseAlarms").contains(QStringLiteral("0.5 in these 12 weeks")));
  page.findChild<QPushButton*>("driftPdf")->click();
  EXPECT_EQ(m_opened, m_folder / "drift/report.pdf");
  EXPECT_FALSE(page.findChild<QPushButton*>("driftHtml")->isVisible()) << "there is none";
}

TEST_F(StudiesDrift, WithoutAlarmsThereIsNoListOfThem) {
  writeBytes(m_folder / "drift/results.json", sampleDriftJson(false));
  m_places.setLast("drift", m_folder / "drift");
  DriftPage& page = show();
  ASSERT_TRUE(waitFor([&] { return page.reading().has_value(); })) << "the last results are shown again";
  EXPECT_FALSE(page.findChild<QTreeWidget*>("alarms")->isVisible());
  EXPECT_EQ(page.findChild<VerdictChip*>("driftVerdict")->word(), QStringLiteral("No alarm"));
}

TEST_F(StudiesDrift, ResultsThatCannotBeReadAreSaid) {
  writeBytes(m_folder / "drift/results.json", "{}");
  DriftPage& page = show();
  page.showReport(m_folder / "drift");
  ASSERT_TRUE(waitFor([&] { return words("sentence").contains(QStringLiteral("no results of a drift")); }));
}

TEST_F(StudiesDrift, WhoeverTakesOverSeesNoFolder) {
  SlideNames names;
  const auto isTold = [&] {
    return std::ranges::any_of(m_page->findChildren<QLabel*>(), [&](const QLabel* one) {
      return one->isVisible() && one->text().contains(QString::fromStdString(m_folder.path().string()));
    });
  };
  writeBytes(m_folder / "drift/results.json", "{}");
  m_places.setLast("drift", m_folder / "drift");
  DriftPage& page = show(names);
  ASSERT_TRUE(waitFor([&] { return words("sentence").contains(QStringLiteral("no results of a drift")); }));
  EXPECT_TRUE(isTold());
  names.setUnmasked(false);
  EXPECT_FALSE(isTold());
  EXPECT_TRUE(words("sentence").contains(QStringLiteral("no results of a drift"))) << "the fault stays";
  names.setUnmasked(true);
  writeBytes(m_folder / "drift/results.json", sampleDriftJson());
  page.showReport(m_folder / "drift");
  ASSERT_TRUE(waitFor([&] { return page.reading().has_value(); }));
  EXPECT_TRUE(isTold());
  names.setUnmasked(false);
  EXPECT_FALSE(isTold());
}

// Where results are shown as well as where there are none.
TEST_F(StudiesDrift, WhatKeepsItFromBeginningIsSaid) {
  writeBytes(m_folder / "drift/results.json", sampleDriftJson());
  m_places.setLast("drift", m_folder / "drift");
  DriftPage& page = show();
  ASSERT_TRUE(waitFor([&] { return page.reading().has_value(); }));
  const QSignalSpy said(&page, &DriftPage::said);
  page.askDrift();
  ASSERT_EQ(said.size(), 1);
  EXPECT_TRUE(said[0][0].toString().contains(QStringLiteral("snitt is missing"))) << "nobody fills in a form in vain";
  EXPECT_EQ(page.findChild<DriftDialog*>(), nullptr);
  m_fake.does("");
  page.askDrift();
  auto* dialog = page.findChild<DriftDialog*>();
  ASSERT_NE(dialog, nullptr);
  std::filesystem::remove(m_fake.program());
  dialog->done(QDialog::Accepted);
  ASSERT_EQ(said.size(), 2);
  EXPECT_TRUE(said[1][0].toString().contains(QStringLiteral("snitt is missing")));
}

TEST_F(StudiesDrift, ADialogNeedsASourceABundleAndAFolder) {
  DriftDialog dialog({}, {}, m_places, unmaskedNames());
  dialog.show();
  const auto obstacle = [&] { return dialog.findChild<QLabel*>("obstacle")->text(); };
  EXPECT_FALSE(dialog.findChild<QWidget*>("ofDatabase")->isEnabled()) << "there is no database";
  EXPECT_EQ(obstacle(), QStringLiteral("Add the folder of a cohort."));
  dialog.addCohort("/cohorts/spring");
  dialog.addCohort("/cohorts/spring");
  dialog.addCohort("/cohorts/summer");
  EXPECT_EQ(obstacle(), QStringLiteral("A bundle has to be chosen and read first."));
  EXPECT_EQ(dialog.order().cohorts.size(), 2U);
  EXPECT_TRUE(dialog.order().database.empty());
}

}  // namespace
}  // namespace snitt::test
