#include "core/store/account_seal.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/atomic_file.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

namespace fs = std::filesystem;

class AccountSeal : public testing::Test {
 protected:
  void SetUp() override {
    m_before = std::getenv("SNITT_KEY_FOLDER");
    setenv("SNITT_KEY_FOLDER", (m_folder / "keys").c_str(), 1);
  }
  void TearDown() override { setenv("SNITT_KEY_FOLDER", m_before.c_str(), 1); }

  test::TempFolder m_folder;
  std::string m_before;
};

TEST_F(AccountSeal, ATextComesBackAtItsPlaceAlone) {
  const auto sealed = sealForAccount("/data/Kari Nordmann.svs\n/data/2", "recent");
  ASSERT_TRUE(sealed) << sealed.error().message;
  EXPECT_EQ(sealed->find("Nordmann"), std::string::npos);
  EXPECT_EQ(sealed->find('\n'), std::string::npos);
  EXPECT_TRUE(isSealedForAccount(*sealed));
  EXPECT_EQ(openForAccount(*sealed, "recent"), "/data/Kari Nordmann.svs\n/data/2");
  EXPECT_EQ(openForAccount(*sealed, "queue").error().kind, ErrorKind::corrupt);
  EXPECT_EQ(fs::status(m_folder / "keys/account.key").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(AccountSeal, WhatEarlierVersionsKeptIsReadAsItIs) {
  EXPECT_EQ(openForAccount("{\"format\": \"snitt-queue/1\"}", "queue"), "{\"format\": \"snitt-queue/1\"}");
  EXPECT_EQ(openForAccount("", "queue"), "");
  EXPECT_FALSE(fs::exists(m_folder / "keys")) << "no key is made for it";
}

TEST_F(AccountSeal, WhatWasChangedOrSealedByAnotherKeyDoesNotOpen) {
  std::string sealed = sealForAccount("text", "queue").value();
  std::string changed = sealed;
  changed[20] = changed[20] == 'A' ? 'B' : 'A';
  for (const std::string& one : {changed, sealed.substr(0, 12), std::string("sealed:"), std::string("sealed:***")})
    EXPECT_EQ(openForAccount(one, "queue").error().kind, ErrorKind::corrupt) << one;
  fs::remove(m_folder / "keys/account.key");
  EXPECT_EQ(openForAccount(sealed, "queue").error().kind, ErrorKind::corrupt);
}

TEST_F(AccountSeal, AKeyThatCannotBeUsedIsNamedAndNotReplaced) {
  ASSERT_TRUE(sealForAccount("text", "queue"));
  ASSERT_TRUE(writePrivateFileAtomically(m_folder / "keys/account.key", "no key"));
  const auto sealed = sealForAccount("text", "queue");
  ASSERT_FALSE(sealed);
  EXPECT_NE(sealed.error().message.find("account.key"), std::string::npos) << sealed.error().message;
  EXPECT_EQ(readFile(m_folder / "keys/account.key"), "no key");
}

}  // namespace
}  // namespace snitt
