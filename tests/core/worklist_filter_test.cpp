#include <gtest/gtest.h>

#include "core/cases/worklist.h"

namespace snitt {
namespace {

SavedFilter everything() {
  SavedFilter saved;
  saved.name = "mine; DROP TABLE lab_case; <b>";
  saved.filter.search = "H24 \xE2\x80\xAE\"walsh\"";
  saved.filter.site = "north";
  saved.filter.states = {CaseState::closed, CaseState::cancelled};
  saved.filter.priority = Priority::urgent;
  saved.filter.ai = AiState::slidesNotChosen;
  saved.filter.prognosis = Prognosis::poor;
  saved.filter.slidesMissing = true;
  saved.filter.flagged = true;
  saved.order = {WorklistColumn::slidesMissing, true};
  return saved;
}

TEST(WorklistFilter, ReadsBackWhatWasWritten) {
  for (const SavedFilter& saved : {SavedFilter{}, everything()}) {
    const auto read = parseFilter(formatFilter(saved));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, saved);
  }
}

TEST(WorklistFilter, EveryColumnAndStateHasAWord) {
  for (int i = 0; i <= static_cast<int>(WorklistColumn::flags); ++i) {
    SavedFilter saved;
    saved.order.column = static_cast<WorklistColumn>(i);
    EXPECT_EQ(parseFilter(formatFilter(saved)).value_or(SavedFilter{}), saved);
  }
  for (int i = 0; i <= static_cast<int>(AiState::notAssessable); ++i) {
    SavedFilter saved;
    saved.filter.ai = static_cast<AiState>(i);
    EXPECT_EQ(parseFilter(formatFilter(saved)).value_or(SavedFilter{}), saved);
  }
}

std::string faultOf(std::string json) {
  const auto read = parseFilter(json);
  EXPECT_FALSE(read);
  return read ? "" : read.error().message;
}

std::string changed(const std::string& from, const std::string& to) {
  std::string json = formatFilter(everything());
  json.replace(json.find(from), from.size(), to);
  return json;
}

TEST(WorklistFilter, NamesWhatCannotBeRead) {
  EXPECT_EQ(faultOf(changed("\"closed\"", "\"shut\"")), "states has a value that is not known");
  EXPECT_EQ(faultOf(changed("\"urgent\"", "\"asap\"")), "priority has a value that is not known");
  EXPECT_EQ(faultOf(changed("\"flagged\": true", "\"flagged\": 1")), "flagged must be true or false");
  EXPECT_EQ(faultOf(changed("snitt-filter/1", "snitt-filter/2")),
            "its format is \"snitt-filter/2\", newer than this program, which reads snitt-filter/1");
  EXPECT_NE(faultOf("{"), "");
}

}  // namespace
}  // namespace snitt
