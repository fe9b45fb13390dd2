// Letters beyond ASCII in TOML: in strings and comments they are text, elsewhere they are refused with their line.
#include <gtest/gtest.h>

#include "core/site/site_file.h"

namespace snitt {
namespace {

const std::string kHead = "format = \"snitt-site/1\"\n";

// The name that a site file gives, or why it gives none.
std::string nameIn(const std::string& rest) {
  const auto site = Site::parse(kHead + rest, "/");
  return site ? site->name() : site.error().message;
}

TEST(TomlText, StringsAndCommentsHoldAnyLetter) {
  EXPECT_EQ(nameIn("name = \"Tromsø\" # sør\n"), "Tromsø");
  EXPECT_EQ(nameIn("name = 'Tromsø'\n"), "Tromsø");
  EXPECT_EQ(nameIn("name = \"\"\"Tromsø\"\"\"\n"), "Tromsø");
  EXPECT_EQ(nameIn("name = '''\n'ø'''''\n# ø\n"), "'ø''");
  EXPECT_EQ(nameIn("name = \"\"\"\"ø\"\"\"\"\" # ø\n"), "\"ø\"\"");
  EXPECT_EQ(nameIn("name = \"a\\\"ø\" # \"\n"), "a\"ø");
  EXPECT_EQ(nameIn("stains = {\"ø\" = 'ø', \"\" = \"x\"}\nname = \"X\" # '\n"), "X");
  EXPECT_EQ(Site::parse("\xEF\xBB\xBF" + kHead + "name = \"X\"\n", "/")->name(), "X");
}

TEST(TomlText, ElsewhereTheyAreRefused) {
  const std::string refused = " is no TOML: a letter beyond ASCII stands outside of quotes";
  EXPECT_EQ(nameIn("name = Tromsø\n"), "line 2" + refused);
  EXPECT_EQ(nameIn("name = \"X\"\nø = 1\n"), "line 3" + refused);
  EXPECT_EQ(nameIn("name = \"X\"\n\n[\xC2\xB2]\n"), "line 4" + refused);
  EXPECT_EQ(nameIn("name = \"\"ø"), "line 2" + refused);
  EXPECT_EQ(nameIn("name = '''X''' ø"), "line 2" + refused);
  EXPECT_NE(nameIn("name = \"X\nø"), "X");  // the string never closes
}

}  // namespace
}  // namespace snitt
