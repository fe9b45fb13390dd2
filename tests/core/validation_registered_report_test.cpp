// Before somebody signs: whether the report is the one that the register tells of.
#include "core/validation/registered_report.h"

#include <gtest/gtest.h>

#include "core/validation/lock_registering.h"
#include "support/temp_folder.h"

namespace snitt::validation {
namespace {

class ValidationRegisteredReport : public testing::Test {
 protected:
  void SetUp() override {
    Lock lock;
    lock.study = "Elvehavn";
    lock.at = "2026-02-01T10:00:00Z";
    m_report.lock = registerLock({m_file, m_kari, true}, lock, {{"P1"}, {}}, {"C at least 0.65"}).value();
    const auto run = registerRun({m_file, m_kari}, m_report.lock, {"s1"}, 0);
    ASSERT_TRUE(run) << run.error().message;
    m_report.run = {run->at, m_kari, m_report.lock.hash, m_report.lock.entry.id, run->number};
    m_report.files = {{"report.pdf", "aa"}, {"results.json", "bb"}, {"annex/patients.csv", "cc"}};
  }
  void conclude() const {
    ASSERT_TRUE(registerConclusion({m_file, m_kari}, m_report.run.number,
                                   {"1 of 1 criteria failed.", document::Verdict::failed, {}, m_report.files}));
  }
  [[nodiscard]] Result<std::string> why() const { return whyNotRegistered(StudyRegister::read(m_file), m_report); }
  void expectRefused(const std::string& part) const {
    const auto found = why();
    ASSERT_FALSE(found) << part;
    EXPECT_EQ(found.error().kind, ErrorKind::refused);
    EXPECT_NE(found.error().message.find(part), std::string::npos) << found.error().message;
  }

  test::TempFolder m_folder;
  std::filesystem::path m_file = m_folder / "validations.jsonl";
  Doer m_kari{"Kari", "uuid-k", "kari"};
  SignableReport m_report;
};

TEST_F(ValidationRegisteredReport, AsItWasEntered) {
  conclude();
  EXPECT_EQ(why().value(), "");
  m_report.files.erase("annex/patients.csv");
  EXPECT_EQ(why().value(), "") << "an annex stays at the site";
}

TEST_F(ValidationRegisteredReport, WhateverWasChangedAfterTheRunIsNamed) {
  conclude();
  const ReportFiles entered = m_report.files;
  m_report.files["results.json"] = "dd";
  expectRefused("results.json was changed (SHA-256 bb entered, dd now)");
  m_report.files = entered;
  m_report.files["more.csv"] = "ee";
  expectRefused("more.csv was added");
  m_report.files = entered;
  m_report.files.erase("report.pdf");
  expectRefused("report.pdf is missing");
  m_report.files = entered;
  m_report.run.by = {"Ola", "uuid-o", "ola"};
  expectRefused("run.json says that Ola");
  m_report.run.by = m_kari;
  m_report.run.number = 9;
  expectRefused("run 9");
}

TEST_F(ValidationRegisteredReport, ALockThatWasEditedIsRefused) {
  conclude();
  m_report.lock.study = "Another";
  expectRefused("lock.json was changed after it was made");
}

TEST_F(ValidationRegisteredReport, WhatTheRegisterCannotTellIsSaid) {
  EXPECT_NE(why().value().find("came to no conclusion"), std::string::npos);
  m_report.run.number = 0;
  EXPECT_EQ(why().value(), "the run was not registered");
  std::filesystem::remove(m_file);
  EXPECT_EQ(why().value(), "the register is missing");
}

}  // namespace
}  // namespace snitt::validation
