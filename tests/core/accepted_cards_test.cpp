#include "core/notes/accepted_cards.h"

#include <thread>

#include <nlohmann/json.hpp>

#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

namespace fs = std::filesystem;

class AcceptedCardsFile : public testing::Test {
 protected:
  test::TempFolder m_folder;
  fs::path m_file = m_folder / "data" / "accepted-cards.json";
  AcceptedCards m_cards{m_file};
};

TEST_F(AcceptedCardsFile, AreOfOneBundleVersionAndOnePerson) {
  EXPECT_FALSE(m_cards.accepted("abc", "zoë"));
  ASSERT_TRUE(m_cards.accept("abc", "Colon «demo»", "1.2.0", "zoë"));
  EXPECT_TRUE(m_cards.accepted("abc", "zoë"));
  EXPECT_FALSE(m_cards.accepted("abc", "anna"));
  EXPECT_FALSE(m_cards.accepted("abd", "zoë"));
  EXPECT_TRUE(AcceptedCards(m_file).accepted("abc", "zoë")) << "for the next start too";
  EXPECT_EQ(fs::status(m_file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(AcceptedCardsFile, AreKeptOnceWithNameVersionAndTime) {
  ASSERT_TRUE(m_cards.accept("abc", "Colon «demo»", "1.2.0", "zoë"));
  ASSERT_TRUE(m_cards.accept("abc", "Colon «demo»", "1.2.0", "zoë"));
  const auto json = nlohmann::json::parse(test::readBytes(m_file));
  ASSERT_EQ(json["accepted"].size(), 1U);
  EXPECT_EQ(json["accepted"][0]["name"], "Colon «demo»");
  EXPECT_EQ(json["accepted"][0]["version"], "1.2.0");
  EXPECT_EQ(json["accepted"][0]["accepted"].get<std::string>().size(), std::string("2026-01-31T23:59:59Z").size());
}

TEST_F(AcceptedCardsFile, TwoThatAcceptAtOnceAreBothKept) {
  constexpr int kEach = 30;
  {
    std::vector<std::jthread> threads;
    for (const std::string person : {"anna", "zoë"})
      threads.emplace_back([this, person] {
        for (int i = 0; i < kEach; ++i)
          EXPECT_TRUE(AcceptedCards(m_file).accept(std::to_string(i), "bundle", "1", person));
      });
  }
  for (const std::string person : {"anna", "zoë"})
    for (int i = 0; i < kEach; ++i) EXPECT_TRUE(m_cards.accepted(std::to_string(i), person)) << person << i;
}

// Where it is unknown whether a card was read, it is shown again; the file is left to somebody who understands it.
TEST_F(AcceptedCardsFile, ADamagedOrNewerFileAcceptsNothingAndIsKept) {
  ASSERT_TRUE(m_cards.accept("abc", "bundle", "1", "zoë"));
  const std::string whole = test::readBytes(m_file);
  for (const std::string& bytes : {std::string(), whole.substr(0, whole.size() / 2), std::string("[]"),
                                   std::string("{\"format\": \"snitt-accepted-cards/2\"}")}) {
    test::writeBytes(m_file, bytes);
    EXPECT_FALSE(m_cards.accepted("abc", "zoë"));
    const auto kept = m_cards.accept("abc", "bundle", "1", "zoë");
    ASSERT_FALSE(kept) << bytes;
    EXPECT_NE(kept.error().message.find(m_file.string()), std::string::npos) << kept.error().message;
    EXPECT_EQ(test::readBytes(m_file), bytes);
  }
}

TEST_F(AcceptedCardsFile, WithoutAFolderThereIsOneSentence) {
  EXPECT_FALSE(AcceptedCards({}).accepted("abc", "zoë"));
  const auto kept = AcceptedCards({}).accept("abc", "bundle", "1", "zoë");
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().kind, ErrorKind::io);
}

}  // namespace
}  // namespace snitt
