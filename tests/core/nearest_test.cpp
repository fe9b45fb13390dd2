#include "core/text/nearest.h"

#include <vector>

#include <gtest/gtest.h>

namespace snitt {
namespace {

// kitten → sitting is Wagner and Fischer's three; ca → abc is the pair that tells optimal string alignment (3) from the
// unrestricted distance (2).
TEST(Nearest, DistanceIsThatOfTheLiterature) {
  EXPECT_EQ(editDistance("kitten", "sitting"), 3U);
  EXPECT_EQ(editDistance("saturday", "sunday"), 3U);
  EXPECT_EQ(editDistance("ca", "abc"), 3U);
  EXPECT_EQ(editDistance("", "abc"), 3U);
  EXPECT_EQ(editDistance("abc", ""), 3U);
  EXPECT_EQ(editDistance("", ""), 0U);
  EXPECT_EQ(editDistance("time", "tmie"), 1U) << "two neighbours swapped";
}

TEST(Nearest, ALetterIsACodePoint) {
  EXPECT_EQ(editDistance("død", "dod"), 1U);
  EXPECT_EQ(editDistance("dødsårsak", "dodsarsak"), 2U);
  EXPECT_EQ(editDistance("\xFF\xC3", "\xFF"), 1U) << "no UTF-8, yet counted";
}

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> known{"patient", "time", "event", "death_date", "surgery_date", "alder"};
  EXPECT_EQ(nearestName("Time", known), "time");
  EXPECT_EQ(nearestName("tme", known), "time");
  EXPECT_EQ(nearestName("patients", known), "patient");
  EXPECT_EQ(nearestName("Death date", known), "death_date");
  EXPECT_EQ(nearestName("deathDate", known), "death_date");
  EXPECT_EQ(nearestName("surgery_dt", known), "surgery_date");
  EXPECT_EQ(nearestName("ålder", known), "alder");
  EXPECT_FALSE(nearestName("colour", known));
  EXPECT_FALSE(nearestName("", known));
  EXPECT_FALSE(nearestName("x", {}));
}

TEST(Nearest, OfNamesThatDifferInCaseTheOneWrittenMostAlikeWins) {
  const std::vector<std::string> known{"TIME", "Time", "time"};
  EXPECT_EQ(nearestName("timE", known), "time");
  EXPECT_EQ(nearestName("TIMe", known), "TIME");
}

TEST(Nearest, HintStandsBehindAName) {
  const std::vector<std::string> known{"time", "event"};
  EXPECT_EQ(nearestHint("evnt", known), " (nearest: \"event\")");
  EXPECT_EQ(nearestHint("score", known), "");
}

}  // namespace
}  // namespace snitt
