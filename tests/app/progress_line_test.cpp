#include "app/snitt/progress_line.h"

#include <gtest/gtest.h>

namespace snitt::app {
namespace {

const ScoreEstimate kEstimate{"40x", 100, 12345, 0.6213, 0.548, 0.6849, "uncertain", false};
const Progress kLate{"score", 12345, 12345};

TEST(ProgressLine, AnEstimateIsMarkedAsOne) {
  const EstimateTexts texts = describeEstimate(kEstimate);
  EXPECT_EQ(texts.full, "estimate 40x 0.62 (0.55-0.68), uncertain so far");
  EXPECT_EQ(texts.brief, "est. 40x 0.62 (0.55-0.68), uncertain");
}

TEST(ProgressLine, GivesWayToTheEstimateWhereTheTerminalIsNarrow) {
  const Progress early{"score", 100, 250};
  EXPECT_EQ(progressLine(early, 12, {}, 100), "score    [============                  ]  40 %  100/250  0:12 left");
  const auto texts = describeEstimate(kEstimate);
  EXPECT_EQ(progressLine(early, 12, texts, 100),
            "score    [====      ]  40 %  100/250  0:12 left  estimate 40x 0.62 (0.55-0.68), uncertain so far");
  EXPECT_EQ(progressLine(early, 12, texts, 80),
            "score     40 %  100/250  0:12 left  est. 40x 0.62 (0.55-0.68), uncertain");
}

// A line as long as the terminal is wide wraps, and is then no longer overwritten by the next.
TEST(ProgressLine, NeverFillsTheTerminal) {
  const auto texts = describeEstimate(kEstimate);
  for (int columns = 1; columns < 140; ++columns)
    EXPECT_LT(progressLine(kLate, 6000, texts, columns).size(), std::max(2, columns)) << columns;
  for (const int columns : {80, 100, 120})
    EXPECT_NE(progressLine(kLate, 6000, texts, columns).find("40x 0.62 (0.55-0.68), uncertain"), std::string::npos);
}

}  // namespace
}  // namespace snitt::app
