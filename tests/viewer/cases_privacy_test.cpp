// What persons without the permission must not see is nowhere in these windows, whatever the database hands out; and
// hostile text is text.
#include <QListWidget>
#include <QTableWidget>

#include "support/cases_fixture.h"

namespace snitt {
namespace {

using test::waitFor;

class MaskedCases : public test::CasesFixture {
 protected:
  // The values are there all the same: windows do not rely on the database to leave them out.
  MaskedCases() : CasesFixture(5, true) {
    for (WorklistRow& row : cases->rows) {
      row.patient = "WALSH, Cathal";
      row.birthDate = test::kSampleBirth;
    }
    cases->cases[2] = test::sampleCase(2, false);
    cases->cases[2].labCase.patient.masked = true;
    cases->cases[2].waiting.clear();
    for (std::int64_t scan = 210; scan < 215; ++scan)
      cases->files[scan] = "/slides/WALSH " + std::to_string(scan) + ".svs";
    cases->unmatched = {test::sampleUnmatched(1, "/slides/WALSH.svs")};
  }
  void expectNothing() const {
    const QStringList all = test::toldBy(*window);
    EXPECT_GT(all.size(), 100);
    for (const QString& told : all)
      for (const char* secret : {test::kSampleFamily, test::kSampleGiven, test::kSampleBirth, test::kSampleNumber,
                                 test::kSampleComment, "/slides", ".svs", "BC201"})
        EXPECT_FALSE(told.contains(QLatin1String(secret))) << secret << " in: " << told.toStdString();
  }
};

TEST_F(MaskedCases, NothingNamesThePatient) {
  openList();
  expectNothing();
  EXPECT_EQ(model().index(0, WorklistModel::patient).data(), "•••");
  EXPECT_TRUE(model().index(0, WorklistModel::patient).data(Qt::ToolTipRole).toString().contains("pathologist"));
  window->showCase(CaseId{2});
  ASSERT_TRUE(waitFor([this] { return window->caseView().slides().model()->rowCount() > 0; }));
  QTest::qWait(300);  // thumbnails that cannot be opened
  expectNothing();
  window->showUnmatched();
  QTest::qWait(50);
  expectNothing();
}

TEST_F(MaskedCases, WhatMayNotBeChangedIsOffAndSaysWhy) {
  openList();
  window->showCase(CaseId{2});
  ASSERT_TRUE(waitFor([this] { return window->caseView().slides().model()->rowCount() > 0; }));
  for (const char* name : {"close", "setFlag", "lift", "editComment"}) {
    const auto& button = find<QPushButton>(name, &window->caseView());
    EXPECT_FALSE(button.isEnabled()) << name;
    EXPECT_TRUE(button.toolTip().contains("Needs the permission")) << name;
  }
  EXPECT_FALSE(find<QLineEdit>("pT", &window->caseView()).isEnabled());
  QTest::keyClick(&window->caseView().slides(), Qt::Key_N);
  EXPECT_TRUE(saysAnywhere("Needs the permission to confirm slides and stages (role pathologist)."));
  const auto log = cases->log();
  EXPECT_TRUE(std::ranges::none_of(log, [](const auto& one) { return one.starts_with("choose"); }));
}

// SQL, markup, what hides and reorders, and a field of a megabyte.
const std::vector<std::string>& hostile() {
  static const std::vector<std::string> texts{"'; DROP TABLE patient; --", "<img src=file:///etc/passwd><b>x</b>",
                                              "a\xE2\x80\xAE"
                                              "b\x1b[2Jc\x01\xE2\x80\x8B",
                                              std::string(1 << 20, 'W'), "&amp; %1 %2 %n &File\nnext"};
  return texts;
}

class HostileCases : public test::CasesFixture, public testing::WithParamInterface<int> {
 protected:
  HostileCases() {
    const std::string& text = hostile()[static_cast<std::size_t>(GetParam())];
    WorklistRow& row = cases->rows[1];
    row.received = "2000-01-01T00:00:00Z";
    row.name = {text, text};
    row.patient = row.birthDate = row.specimens = text;
    OpenedCase& opened = cases->cases[2];
    LabCase& one = opened.labCase;
    one.name = {text, text};
    one.otherNumbers = {text};
    one.patient.identity = {{{text, text, text}}, text, text, text, text};
    one.received = one.comment = text;
    one.workedOnBy = {text};
    for (Specimen& specimen : one.specimens) {
      specimen.label = specimen.kind = specimen.bodySite = text;
      for (Block& block : specimen.blocks) {
        block.label = text;
        for (Glass& slide : block.slides) {
          slide.number = slide.stain = slide.barcode = slide.chosenBy = slide.chosenAt = text;
          for (Scan& scan : slide.scans) scan.scanner = scan.added = text;
        }
      }
    }
    for (StagingFact& fact : one.staging) fact.value = fact.source = fact.at = text;
    for (CaseFlag& flag : one.flags) flag.since = flag.source = text;
    for (ScanScore& score : one.scores) score.bundleName = score.bundleVersion = score.notAssessable = text;
    for (CaseResult& result : one.results) result.bundleName = result.why = result.riskGroup = result.riskReason = text;
    opened.waiting[0].source = opened.waiting[0].taken = text;
    opened.waiting[0].changes = {text, text};
    opened.history = {{1, text, text, text, {text, text, {{"from", text}, {"to", text}, {"reason", text}}}}};
    UnmatchedSlide slide = test::sampleUnmatched(1, "/slides/" + text.substr(0, 200));
    slide.site = slide.scanner = slide.reason = slide.added = text;
    for (SaidIdentity& said : slide.said) {
      said.text = said.site = text;
      if (said.identity) said.identity = {text, text, text, text, text};
    }
    cases->unmatched = {slide};
    cases->saved = {{text, {}, {}}};
    cases->actor.name = text;
  }

  void expectHarmless() const {
    for (const QString& told : test::toldBy(*window)) {
      EXPECT_LT(told.size(), 6000);
      for (const QChar letter : told)
        EXPECT_TRUE(letter == u'\n' ||
                    (letter.unicode() >= 0x20 && letter.unicode() != 0x202e && letter.unicode() != 0x200b))
            << QString::number(letter.unicode(), 16).toStdString() << " in: " << told.left(200).toStdString();
    }
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
      EXPECT_FALSE(widget->toolTip().contains("<img"));
      const auto* label = qobject_cast<const QLabel*>(widget);
      if (label != nullptr && label->text().contains(u'<')) {
        EXPECT_EQ(label->textFormat(), Qt::PlainText);
      }
    }
  }
};

TEST_P(HostileCases, AreShownAsText) {
  openList();
  expectHarmless();
  window->showCase(CaseId{2});
  ASSERT_TRUE(waitFor([this] { return window->caseView().slides().model()->rowCount() > 0; }));
  expectHarmless();
  window->grab();
  window->showUnmatched();
  ASSERT_TRUE(waitFor([this] { return window->unmatched().count() == 1; }));
  expectHarmless();
  window->grab();
}

INSTANTIATE_TEST_SUITE_P(Texts, HostileCases, testing::Range(0, 5));

}  // namespace
}  // namespace snitt
