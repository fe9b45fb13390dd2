// Signatures under a report: two persons, every file, nothing changed in between.
#include "core/validation/sign_off.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "core/sha256.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::validation {
namespace {

using test::readBytes;
using test::writeBytes;

class ValidationSignOff : public testing::Test {
 protected:
  void SetUp() override {
    Lock lock;
    lock.study = "Elvehavn 2026";
    lock.at = "2026-02-01T10:00:00Z";
    lock.by = {"Quentin", "uuid-q", "quentin"};
    m_lock = sealedLock(lock);
    for (const char* name : {"report.pdf", "report.html", "protocol.toml"})
      writeBytes(m_folder / name, std::string("the ") + name);
    writeBytes(m_folder / "results.json", R"({"conclusion":"1 of 2 criteria failed.","verdict":"failed","criteria":[
      {"number":1,"asked":"Harrell's C: at least 0.65","found":"0.58","verdict":"failed","why":null,"section":"x"}]})");
    std::filesystem::create_directories(m_folder / "annex");
    writeBytes(m_folder / "annex" / "patients.csv", "patient\n");
    writeBytes(m_folder / "lock.json", formatLock(m_lock));
    writeBytes(m_folder / "run.json", formatRunNote({"2026-03-01T10:00:00Z", m_kari, m_lock.hash, "register", 2}));
  }
  [[nodiscard]] SignableReport read() const {
    auto report = readSignable(m_folder.path());
    EXPECT_TRUE(report) << report.error().message;
    return report.value_or(SignableReport{});
  }
  Result<Signature> sign(SignRole role, const Doer& by) const {
    SignableReport report = read();
    auto signature = nextSignature(report, role, by, "2026-03-02T10:00:00Z");
    if (!signature) return signature;
    report.signatures.push_back(*signature);
    writeBytes(m_folder / kSignaturesFile, formatSignatures(report.signatures));
    return signature;
  }
  void expectRefused(const std::string& what) const {
    const auto report = readSignable(m_folder.path());
    ASSERT_FALSE(report) << what;
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_NE(report.error().message.find(what), std::string::npos) << report.error().message;
  }

  test::TempFolder m_folder;
  Doer m_kari{"Kari", "uuid-k", "kari"};
  Doer m_ola{"Ola", "uuid-o", "ola"};
  Lock m_lock;
};

TEST_F(ValidationSignOff, TwoPersonsSignAllFiles) {
  const auto first = sign(SignRole::runner, m_kari);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->files.at("report.pdf"), sha256Of("the report.pdf"));
  EXPECT_TRUE(first->files.contains("annex/patients.csv"));
  EXPECT_EQ(first->files.size(), 7U);
  const auto second = sign(SignRole::reviewer, m_ola);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->previous, first->hash);
  const SignableReport report = read();
  ASSERT_EQ(report.signatures.size(), 2U);
  EXPECT_EQ(report.signatures[0], *first);
  EXPECT_EQ(report.signatures[1], *second);
}

// They are there to be filled in, also between two signatures.
TEST_F(ValidationSignOff, DraftsAreNoPartOfWhatIsSigned) {
  writeBytes(m_folder / "mini-hta.odt", "a draft");
  ASSERT_TRUE(sign(SignRole::runner, m_kari));
  writeBytes(m_folder / "mini-hta.odt", "filled in");
  const auto second = sign(SignRole::reviewer, m_ola);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_FALSE(second->files.contains("mini-hta.odt"));
}

TEST_F(ValidationSignOff, TheSecondMustBeAnotherPersonAndIndependent) {
  const auto refusal = [&](SignRole role, const Doer& by) {
    const auto signature = nextSignature(read(), role, by, "2026-03-02T10:00:00Z");
    EXPECT_FALSE(signature);
    return signature ? std::string() : signature.error().message;
  };
  EXPECT_EQ(refusal(SignRole::reviewer, m_kari), "Kari ran this report: somebody else must review it");
  EXPECT_EQ(refusal(SignRole::reviewer, m_lock.by),
            "Quentin locked the protocol of this report: somebody else must review it");
  EXPECT_EQ(refusal(SignRole::runner, m_ola), "Kari ran this report, and signs it as operator; Ola did not");
  ASSERT_TRUE(sign(SignRole::reviewer, m_ola)) << "in whatever order";
  EXPECT_NE(refusal(SignRole::reviewer, {"Per", "uuid-p", "per"}).find("Ola signed this report as reviewer"),
            std::string::npos);
  ASSERT_TRUE(sign(SignRole::runner, m_kari));
}

// Of a run that no person of a database did.
TEST_F(ValidationSignOff, WithoutARunnerAnybodySignsAsOperatorButNotTwice) {
  writeBytes(m_folder / "run.json", formatRunNote({"2026-03-01T10:00:00Z", {"", "", "kari"}, m_lock.hash, "", 0}));
  ASSERT_TRUE(sign(SignRole::runner, m_ola));
  const auto again = sign(SignRole::reviewer, m_ola);
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().message.find("the second signature must be another person's"), std::string::npos)
      << again.error().message;
}

// Of what was done without a database the account alone is known.
TEST_F(ValidationSignOff, AReviewerHasAnotherAccountThanWhoeverRanIt) {
  writeBytes(m_folder / "run.json", formatRunNote({"2026-03-01T10:00:00Z", {"", "", "lab"}, m_lock.hash, "", 0}));
  const auto same = nextSignature(read(), SignRole::reviewer, {"Ola", "uuid-o", "lab"}, "2026-03-02T10:00:00Z");
  ASSERT_FALSE(same);
  EXPECT_NE(same.error().message.find("the account lab ran this report"), std::string::npos) << same.error().message;
  EXPECT_TRUE(sign(SignRole::reviewer, m_ola));
}

TEST_F(ValidationSignOff, WhateverWasChangedAfterTheFirstSignatureIsNamed) {
  ASSERT_TRUE(sign(SignRole::runner, m_kari));
  writeBytes(m_folder / "report.pdf", "another report");
  expectRefused("is not what Kari signed on 2026-03-02: report.pdf was changed (SHA-256 " +
                sha256Of("the report.pdf").substr(0, 12));
  writeBytes(m_folder / "report.pdf", "the report.pdf");
  writeBytes(m_folder / "annex" / "more.csv", "");
  expectRefused("annex/more.csv was added");
  std::filesystem::remove(m_folder / "annex" / "more.csv");
  std::filesystem::remove(m_folder / "annex" / "patients.csv");
  expectRefused("annex/patients.csv is missing");
  writeBytes(m_folder / "annex" / "patients.csv", "patient\n");
  writeBytes(m_folder / "sign-off.pdf", "the sheet");
  writeBytes(m_folder / ".editor", "a file of no matter");
  EXPECT_EQ(read().signatures.size(), 1U);
}

TEST_F(ValidationSignOff, EditedSignaturesAndLocksAreRefused) {
  ASSERT_TRUE(sign(SignRole::runner, m_kari));
  ASSERT_TRUE(sign(SignRole::reviewer, m_ola));
  const std::string whole = readBytes(m_folder / kSignaturesFile);
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"Kari", "Karl"}, {"03-02T10", "03-01T10"}, {"uuid-o", "uuid-p"}}) {
    std::string edited = whole;
    edited.replace(edited.find(from), from.size(), to);
    writeBytes(m_folder / kSignaturesFile, edited);
    expectRefused("was changed after it was made");
  }
  SignableReport alone;
  alone.signatures = parseSignatures(whole).value();
  alone.signatures.erase(alone.signatures.begin());
  writeBytes(m_folder / kSignaturesFile, formatSignatures(alone.signatures));
  expectRefused("signature 1 was changed");
  std::filesystem::remove(m_folder / kSignaturesFile);
  std::string lock = readBytes(m_folder / "lock.json");
  lock.replace(lock.find("Elvehavn"), 8, "Elvehamn");
  writeBytes(m_folder / "lock.json", lock);
  expectRefused("its hash does not belong to it");
}

TEST_F(ValidationSignOff, ARunOfAnotherLockIsRefused) {
  writeBytes(m_folder / "run.json", formatRunNote({"2026-03-01T10:00:00Z", m_kari, std::string(64, '0'), "", 0}));
  expectRefused("are not of one lock");
}

TEST_F(ValidationSignOff, ResultsThatAreNoneAreNotSigned) {
  writeBytes(m_folder / "results.json", "{\"conclusion\":\"good\",\"verdict\":\"splendid\",\"criteria\":[]}");
  const auto report = readSignable(m_folder.path());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::corrupt);
  EXPECT_NE(report.error().message.find("results.json: verdict is not known"), std::string::npos);
}

TEST_F(ValidationSignOff, AReportThatIsNotWholeIsNotSigned) {
  std::filesystem::remove(m_folder / "report.html");
  const auto report = readSignable(m_folder.path());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, ErrorKind::notFound);
  EXPECT_NE(report.error().message.find("it lacks report.html"), std::string::npos);
}

TEST_F(ValidationSignOff, TheSheetShowsWhoAndWhat) {
  EXPECT_EQ(signOffDocument(read()).sections[0].sentence, "Not signed.");
  ASSERT_TRUE(sign(SignRole::runner, m_kari));
  EXPECT_EQ(signOffDocument(read()).sections[0].sentence,
            "Signed by the operator alone; the reviewer's signature is missing.");
  const auto second = sign(SignRole::reviewer, m_ola);
  const document::Document sheet = signOffDocument(read());
  EXPECT_EQ(sheet.sections[0].sentence, "Signed by the operator and by an independent reviewer.");
  EXPECT_EQ(sheet.conclusion, "1 of 2 criteria failed.");
  EXPECT_EQ(sheet.verdict, document::Verdict::failed) << "a signature makes no study pass";
  ASSERT_EQ(sheet.sections[0].criteria.size(), 1U);
  EXPECT_EQ(sheet.sections[0].criteria[0].found, "0.58");
  EXPECT_EQ(sheet.hash, m_lock.hash);
  const auto& table = std::get<document::Table>(sheet.sections[0].blocks[0]);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(std::get<std::string>(table.rows[1][1]), "Ola");
  EXPECT_EQ(std::get<std::string>(table.rows[1][4]), second->hash);
  EXPECT_EQ(std::get<document::Table>(sheet.sections[1].blocks[0]).rows.size(), 7U);
}

}  // namespace
}  // namespace snitt::validation
