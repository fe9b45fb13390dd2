// Whether the scored list held the outcomes, under whatever name.
#include "core/validation/outcomes_in_view.h"

#include <gtest/gtest.h>

namespace snitt::validation {
namespace {

using Columns = std::vector<std::string>;

Columns columnsOf(const std::string& list, const std::string& outcomes = "patient,time,event,cause\nP1,10,0,\n",
                  const Protocol& protocol = {}) {
  const auto found = outcomeColumns(list, outcomes, protocol);
  EXPECT_TRUE(found) << found.error().message;
  return found.value_or(Columns{"?"});
}

TEST(ValidationOutcomesInView, AListOfSlidesAndFactsShowsNothing) {
  EXPECT_EQ(columnsOf("path,patient,accession,age,sex,site,scanner,pT,pN,exclude\na,P1,1,60,f,Oslo,S,3,0,\n"),
            Columns());
  EXPECT_EQ(outcomesNotice({}), "");
}

TEST(ValidationOutcomesInView, ColumnsOfOutcomesAreFoundInAnyCase) {
  EXPECT_EQ(columnsOf("path,patient,Time,event,recurrenceTime,label\na,P1,1,0,,good\n"),
            (Columns{"Time", "event", "recurrenceTime", "label"}));
  EXPECT_EQ(outcomesNotice({"time", "event", "label"}),
            "Scored with outcomes in view: the slide list holds time, event and label");
}

TEST(ValidationOutcomesInView, ColumnsThatTheProtocolOrTheOutcomesFileNamesAreFound) {
  Protocol protocol;
  protocol.outcomes.time = "os_months";
  protocol.outcomes.event = "dead";
  protocol.outcomes.patient = "id";
  const std::string outcomes = "id,os_months,dead,death_date,age,grade\nP1,10,0,,60,2\n";
  EXPECT_EQ(columnsOf("path,patient,id,OS_months,dead,death_date,age,grade\na,P1,P1,1,0,,60,2\n", outcomes, protocol),
            (Columns{"OS_months", "dead", "death_date", "grade"}));
  protocol.adjust = {"grade"};
  EXPECT_EQ(columnsOf("path,patient,age,grade\na,P1,60,2\n", outcomes, protocol), Columns()) << "known before";
  protocol.adjust = {"dead"};
  EXPECT_EQ(columnsOf("path,patient,dead\na,P1,0\n", outcomes, protocol), Columns{"dead"}) << "an outcome all the same";
}

TEST(ValidationOutcomesInView, ARenamedTimeIsFoundByItsNumbers) {
  std::string list = "path,patient,x1,x2\n";
  std::string outcomes = "patient,time,event\n";
  for (int i = 0; i < 30; ++i) {
    const std::string patient = "P" + std::to_string(i);
    outcomes += patient + "," + std::to_string(100 + 7 * i) + ",0\n";
    list += "a," + patient + "," + std::to_string(100 + 7 * i) + ".0," + std::to_string(i) + "\n";
  }
  EXPECT_EQ(columnsOf(list, outcomes), Columns{"x1"});
  EXPECT_EQ(columnsOf("path,patient,x1\na,P1,107\na,P2,114\n", outcomes), Columns()) << "two agree by chance";
}

TEST(ValidationOutcomesInView, ATableThatIsNoneIsNamed) {
  const auto found = outcomeColumns("path,path\n", "patient\n", {});
  ASSERT_FALSE(found);
  EXPECT_TRUE(found.error().message.starts_with("the slide list: ")) << found.error().message;
}

}  // namespace
}  // namespace snitt::validation
