// The command line draws pages and needs no windows.
#include <gtest/gtest.h>

#include "support/run_program.h"

namespace snitt::test {
namespace {

TEST(Libraries, TheCommandLineLoadsNoWidgets) {
  const Ran ran = run({"ldd", snittProgram()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("libtorch"), std::string::npos);
  EXPECT_EQ(ran.out.find("libQt6Widgets"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace snitt::test
