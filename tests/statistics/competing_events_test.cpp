#include "core/statistics/competing/competing_events.h"

#include <gtest/gtest.h>

namespace snitt::statistics {
namespace {

using Flags = std::vector<std::uint8_t>;

TEST(CompetingEvents, AreOneOfThreeEndsOfAFollowUp) {
  const std::vector<double> time{1, 2, 3};
  const Flags event{1, 0, 0}, competing{0, 1, 0};
  EXPECT_EQ(causesOf({time, event}, competing), (Flags{1, 2, 0}));
  EXPECT_EQ(anyEvent({time, event}, competing), (Flags{1, 1, 0}));
  EXPECT_EQ(causesOf({time, event}, {}), event);
  EXPECT_EQ(anyEvent({time, event}, {}), event);
  EXPECT_EQ(competingOf(competing, std::vector<std::size_t>{2, 1}), (Flags{0, 1}));
  EXPECT_TRUE(competingOf({}, std::vector<std::size_t>{2, 1}).empty()) << "nothing competes with some of them either";
}

TEST(CompetingEvents, NameThePatientWhoCannotBe) {
  const std::vector<double> time{1, 2};
  const Flags event{1, 0};
  const auto messageOf = [&](const Flags& competing) {
    const auto checked = checkCompetingEvents({time, event}, competing);
    return checked ? std::string("accepted") : checked.error().message;
  };
  EXPECT_EQ(messageOf({}), "accepted");
  EXPECT_EQ(messageOf({0, 1}), "accepted");
  EXPECT_EQ(messageOf({0}), "1 competing events stand beside 2 patients");
  EXPECT_EQ(messageOf({0, 3}), "the competing event of patient 2 is neither 0 nor 1");
  EXPECT_EQ(messageOf({1, 0}), "patient 1 has both the event and the competing one");
}

}  // namespace
}  // namespace snitt::statistics
