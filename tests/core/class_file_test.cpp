#include "core/annotation/class_file.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include <gtest/gtest.h>

#include "support/shared_data.h"

namespace snitt {
namespace {

std::string unzipped(const std::filesystem::path& archive, const std::string& member) {
  const std::string command =
      "python3 -c \"import sys,zipfile;sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read("
      "sys.argv[2]).decode())\" '" +
      archive.string() + "' '" + member + "' 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  std::string text;
  std::array<char, 4096> part{};
  while (pipe) {
    const std::size_t got = fread(part.data(), 1, part.size(), pipe.get());
    if (got == 0) break;
    text.append(part.data(), got);
  }
  return text;
}

TEST(ClassFile, ReadsWhatItWrote) {
  const std::vector<AnnotationClass> classes{{"Tumor: \"budding\"", {1, 2, 3}}, {"Gewebe ü", {255, 0, 128}}};
  const auto read = parseClasses(formatClasses(classes));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, classes);
}

TEST(ClassFile, ReadsTheClassesOfAQuPathProject) {
  SNITT_NEEDS_SHARED_DATA();
  const auto archive = test::sharedData() / "annotations" / "stardist_qupath_example_project.zip";
  if (!std::filesystem::exists(archive)) GTEST_SKIP() << "the QuPath project is not present";
  const std::string text = unzipped(archive, "qupath_example_project/classifiers/classes.json");
  ASSERT_FALSE(text.empty());
  const auto classes = parseClasses(text);
  ASSERT_TRUE(classes) << classes.error().message;
  ASSERT_GT(classes->size(), 3U);
  // As QuPath draws it: packed -3670016 is 0xFFC80000.
  EXPECT_NE(std::ranges::find(*classes, AnnotationClass{"Tumor", {200, 0, 0}}), classes->end());
}

TEST(ClassFile, ColoursArePackedListsOrFollowFromTheName) {
  const auto classes = parseClasses(
      R"({"pathClasses": [{"name": "A", "colorRGB": -65536}, {"name": "B", "color": [1, 2, 3]}, {"name": "C"},
          {"color": 5}, {"name": "A", "color": 7}]})");
  ASSERT_TRUE(classes);
  EXPECT_EQ(*classes, (std::vector<AnnotationClass>{{"A", {255, 0, 0}}, {"B", {1, 2, 3}}, {"C", colourForName("C")}}));
}

TEST(ClassFile, WhatItCannotReadIsAnErrorWithAReason) {
  for (const char* text : {"", "[]", "{", R"({"pathClasses": 3})", R"({"format": "snitt-classes/1", "classes": {}})"}) {
    const auto read = parseClasses(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, ErrorKind::corrupt) << text;
    EXPECT_FALSE(read.error().message.empty());
  }
  const auto newer = parseClasses(R"({"format": "snitt-classes/2", "classes": []})");
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace snitt
