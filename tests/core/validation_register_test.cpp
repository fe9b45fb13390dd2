// The register of validations: a chain that tells what was changed, cut or torn, and by whom it is added to.
#include "core/validation/register.h"

#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "core/sha256.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt::validation {
namespace {

using test::readBytes;
using test::writeBytes;

class ValidationRegister : public testing::Test {
 protected:
  [[nodiscard]] RegisterWriting writing(bool make = true) const {
    return {m_file, {"Kari Olsen", "uuid-k", "kari"}, make};
  }
  RegisterEntry add(EntryKind kind = EntryKind::locked) const {
    const auto added = addToRegister(writing(), [&](const StudyRegister& before) -> Result<RegisterEntry> {
      RegisterEntry entry;
      entry.kind = kind;
      entry.study = "Elvehavn 2026";
      entry.criteria = {"Harrell's C: lower 95 % limit at least 0.65"};
      entry.patients = {before.patientMark("P001")};
      return entry;
    });
    EXPECT_TRUE(added) << added.error().message;
    return added.value_or(RegisterEntry{});
  }
  [[nodiscard]] StudyRegister read() const {
    auto all = StudyRegister::read(m_file);
    EXPECT_TRUE(all) << all.error().message;
    return all.value_or(StudyRegister());
  }
  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> all;
    std::string text = readBytes(m_file);
    while (!text.empty()) {
      all.push_back(text.substr(0, text.find('\n')));
      text.erase(0, all.back().size() + 1);
    }
    return all;
  }
  void write(const std::vector<std::string>& all) const {
    std::string text;
    for (const std::string& one : all) text += one + "\n";
    writeBytes(m_file, text);
  }
  void expectFault(const std::string& what) const {
    const StudyRegister all = read();
    ASSERT_TRUE(all.fault()) << what;
    EXPECT_NE(all.fault()->find(what), std::string::npos) << *all.fault();
    const std::string before = readBytes(m_file);
    const auto added = addToRegister(writing(), [](const StudyRegister&) { return RegisterEntry{}; });
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().kind, ErrorKind::refused);
    EXPECT_EQ(readBytes(m_file), before) << "it is evidence";
  }

  test::TempFolder m_folder;
  std::filesystem::path m_file = m_folder / "data" / "validations.jsonl";
};

TEST_F(ValidationRegister, EntriesAreNumberedAndFollowEachOther) {
  const RegisterEntry first = add();
  const RegisterEntry second = add(EntryKind::run);
  EXPECT_EQ(first.number, 1);
  EXPECT_EQ(second.number, 2);
  EXPECT_EQ(second.previous, first.hash);
  const StudyRegister all = read();
  EXPECT_FALSE(all.fault());
  ASSERT_EQ(all.entries().size(), 3U);
  EXPECT_EQ(all.entries()[0].kind, EntryKind::begun);
  EXPECT_EQ(all.entries()[1].criteria, first.criteria);
  EXPECT_EQ(all.entries()[1].by.inWords(), "Kari Olsen (account kari)");
  EXPECT_NE(all.entry(1, EntryKind::locked), nullptr);
  EXPECT_EQ(all.entry(1, EntryKind::run), nullptr);
  EXPECT_EQ(all.entry(7, EntryKind::run), nullptr);
  EXPECT_EQ(std::filesystem::status(m_file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(ValidationRegister, HoldsNoPatientAndTwoRegistersHideThemDifferently) {
  add();
  EXPECT_EQ(readBytes(m_file).find("P001"), std::string::npos);
  const StudyRegister all = read();
  EXPECT_EQ(all.entries()[1].patients, std::vector<std::string>{all.patientMark("P001")});
  EXPECT_EQ(all.patientMark("P001").size(), 16U);
  EXPECT_NE(all.patientMark("P001"), sha256Of("P001").substr(0, 16));
  EXPECT_NE(all.patientMark("P001"), all.slideMark("P001"));
  std::filesystem::remove(m_file);
  add();
  EXPECT_NE(read().patientMark("P001"), all.patientMark("P001"));
}

TEST_F(ValidationRegister, WhatWasChangedIsNamed) {
  for (int i = 0; i < 4; ++i) add();
  const auto whole = lines();
  auto changed = whole;
  changed[3].replace(changed[3].find("0.65"), 4, "0.55");
  write(changed);
  expectFault("entry 3 was changed");
  changed = whole;
  changed.erase(changed.begin() + 2);
  write(changed);
  expectFault("entry 2 does not follow the one before it");
  changed = whole;
  std::swap(changed[2], changed[3]);
  write(changed);
  expectFault("entry 2 does not follow");
  changed = whole;
  changed[1] = "{}";
  write(changed);
  expectFault("entry 1 cannot be read");
  changed = whole;
  changed.insert(changed.begin() + 2, changed[0]);
  write(changed);
  expectFault("entry 2 does not follow");
  for (const char* first : {"[]", R"({"format": 1})", R"({"format": ["snitt-validation-register/2"]})", "null"}) {
    writeBytes(m_file, std::string(first) + "\n");
    expectFault("entry 0 cannot be read");
  }
  write(whole);
  EXPECT_FALSE(read().fault());
}

// Deeper than a stack is, as no program writes one.
TEST_F(ValidationRegister, ALineThatIsNestedWithoutEndIsNoEntry) {
  add();
  const std::string whole = readBytes(m_file);
  constexpr std::size_t kDeep = 1000000;
  std::string line = lines()[1];
  line.insert(1, "\"deep\": " + std::string(kDeep, '[') + std::string(kDeep, ']') + ",");
  writeBytes(m_file, line + "\n" + whole);
  EXPECT_TRUE(read().fault());
  writeBytes(m_file, whole + line + "\n");
  EXPECT_EQ(read().entries().size(), 2U);
  EXPECT_FALSE(read().torn().empty());
}

// Every place at which a crash can cut the last line off.
TEST_F(ValidationRegister, ATornLineStaysAsEvidenceAndTheNextEntryTellsOfIt) {
  add();
  add();
  const std::string whole = readBytes(m_file);
  const std::size_t begin = whole.rfind('\n', whole.size() - 2) + 1;
  for (const std::size_t end : {begin + 1, begin + 40, whole.size() - 2}) {
    writeBytes(m_file, whole.substr(0, end));
    EXPECT_FALSE(read().fault());
    EXPECT_FALSE(read().torn().empty());
    EXPECT_EQ(read().entries().size(), 2U);
    const RegisterEntry next = add();
    EXPECT_EQ(next.number, 2);
    const StudyRegister after = read();
    EXPECT_FALSE(after.fault()) << *after.fault();
    EXPECT_EQ(after.entries().size(), 3U);
    EXPECT_FALSE(after.entries()[2].torn.empty());
    EXPECT_NE(readBytes(m_file).find(whole.substr(begin, end - begin) + "\n"), std::string::npos) << "kept";
    // What was torn off cannot be taken away unseen.
    auto without = lines();
    without.erase(without.begin() + 2);
    write(without);
    expectFault("a line before entry 2 was changed");
  }
  writeBytes(m_file, whole.substr(0, whole.size() - 1));
  EXPECT_EQ(read().entries().size(), 3U) << "all of an entry but its line feed";
  EXPECT_TRUE(read().torn().empty());
  EXPECT_EQ(add().number, 3);
  EXPECT_FALSE(read().fault());
}

TEST_F(ValidationRegister, ABeginningThatWasTornOffIsBegunAgain) {
  add();
  const std::string whole = readBytes(m_file);
  for (const std::string& start : {std::string(), whole.substr(0, 30)}) {
    writeBytes(m_file, start);
    EXPECT_TRUE(read().entries().empty());
    EXPECT_EQ(add().number, 1);
    EXPECT_FALSE(read().fault()) << *read().fault();
  }
}

TEST_F(ValidationRegister, IsMadeOnlyWhereThatIsAskedFor) {
  EXPECT_EQ(StudyRegister::read(m_file).error().kind, ErrorKind::notFound);
  std::filesystem::create_directories(m_file.parent_path());
  const auto added = addToRegister(writing(false), [](const StudyRegister&) { return RegisterEntry{}; });
  EXPECT_EQ(added.error().kind, ErrorKind::notFound);
  EXPECT_FALSE(std::filesystem::exists(m_file));
  writeBytes(m_file, "{\"format\":\"snitt-validation-register/2\"}\n");
  EXPECT_EQ(StudyRegister::read(m_file).error().kind, ErrorKind::unsupported);
}

TEST_F(ValidationRegister, WhatTheMakerRefusesIsNotWritten) {
  add();
  const std::string before = readBytes(m_file);
  const auto refused = addToRegister(
      writing(), [](const StudyRegister&) -> Result<RegisterEntry> { return fail(ErrorKind::refused, "no"); });
  EXPECT_EQ(refused.error().message, "no");
  EXPECT_EQ(readBytes(m_file), before);
}

TEST_F(ValidationRegister, ManyAtOnceMakeOneChain) {
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([this] {
        for (int i = 0; i < 10; ++i) add();
      });
  }
  const StudyRegister all = read();
  EXPECT_FALSE(all.fault());
  EXPECT_EQ(all.entries().size(), 41U);
}

}  // namespace
}  // namespace snitt::validation
