#include <gtest/gtest.h>

#include "core/cases/flags.h"

namespace snitt {
namespace {

constexpr Flags bits(Flag flag) { return static_cast<Flags>(flag); }

TEST(CaseFlags, HaveTwoNamesThatBothReadBack) {
  for (const Flag flag : {Flag::noAi, Flag::researchReservation, Flag::consentWithdrawn, Flag::doNotUse}) {
    EXPECT_EQ(flagOf(toText(flag)), flag);
    EXPECT_EQ(flagOf(inWords(flag)), flag);
  }
  EXPECT_EQ(flagOf(" NO AI in Care "), Flag::noAi);
  EXPECT_EQ(flagOf("Do-Not-Use"), Flag::doNotUse);
  EXPECT_EQ(flagOf(""), std::nullopt);
  EXPECT_EQ(flagOf("no"), std::nullopt);
}

TEST(CaseFlags, SeveralAreToldInOneLine) {
  const Flags two = bits(Flag::doNotUse) | bits(Flag::noAi);
  EXPECT_EQ(inWords(two), "no AI in care, do not use");
  EXPECT_EQ(flagsIn(two), (std::vector{Flag::noAi, Flag::doNotUse}));
  EXPECT_EQ(inWords(Flags{0}), "");
}

TEST(CaseFlags, ForbidWhatTheySay) {
  for (const Use use : {Use::careScoring, Use::researchScoring, Use::training, Use::exporting}) {
    EXPECT_EQ(forbids(0, use), std::nullopt);
    EXPECT_EQ(forbids(bits(Flag::doNotUse), use), Flag::doNotUse);
  }
  EXPECT_EQ(forbids(bits(Flag::noAi), Use::careScoring), Flag::noAi);
  EXPECT_EQ(forbids(bits(Flag::noAi), Use::researchScoring), Flag::noAi);
  EXPECT_EQ(forbids(bits(Flag::noAi), Use::training), std::nullopt);
  EXPECT_EQ(forbids(bits(Flag::noAi), Use::exporting), std::nullopt);
  for (const Flag flag : {Flag::researchReservation, Flag::consentWithdrawn}) {
    EXPECT_EQ(forbids(bits(flag), Use::careScoring), std::nullopt);
    for (const Use use : {Use::researchScoring, Use::training, Use::exporting})
      EXPECT_EQ(forbids(bits(flag), use), flag);
  }
}

TEST(CaseFlags, OfSeveralTheOneThatForbidsIsNamed) {
  const Flags both = bits(Flag::noAi) | bits(Flag::consentWithdrawn);
  EXPECT_EQ(forbids(both, Use::training), Flag::consentWithdrawn);
  EXPECT_EQ(forbids(both, Use::careScoring), Flag::noAi);
}

}  // namespace
}  // namespace snitt
