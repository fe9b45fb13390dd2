// What slides are called for whom, and what is left of a sentence that names files.
#include "ui/document/slide_names.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace snitt {
namespace {

const std::filesystem::path kSlide = "/archive/Hansen Kari 1951/Hansen tumour 3.svs";
const std::filesystem::path kOther = "/archive/Hansen Kari 1951/node.svs";

TEST(SlideNames, WhoeverMaySeesFiles) {
  SlideNames names;
  names.learn(kSlide, "S26-1 A1 H&E");
  EXPECT_EQ(names.name(kSlide), "Hansen tumour 3.svs");
  EXPECT_EQ(names.name("/archive/series/"), "series") << "a slide of DICOM is a folder";
  EXPECT_EQ(names.place(kSlide), QString::fromStdString(kSlide.string()));
  EXPECT_EQ(names.fileStem(kSlide), "Hansen tumour 3");
  EXPECT_EQ(names.sentence("/archive/x.svs is gone", kSlide), "/archive/x.svs is gone");
}

TEST(SlideNames, OthersSeeCasesAndNumbersThatStay) {
  SlideNames names;
  names.setUnmasked(false);
  EXPECT_EQ(names.name(kSlide), "Slide 1");
  EXPECT_EQ(names.name(kOther), "Slide 2");
  QSignalSpy changed(&names, &SlideNames::changed);
  names.learn(kSlide, "S26-1 A1 H&E");
  names.learn(kSlide, "S26-1 A1 H&E");
  EXPECT_EQ(changed.size(), 1);
  EXPECT_EQ(names.name(kSlide), "S26-1 A1 H&E");
  EXPECT_EQ(names.place(kSlide), "S26-1 A1 H&E");
  EXPECT_EQ(names.fileStem(kSlide), "S26-1_A1_H_E");
  EXPECT_EQ(names.name(kOther), "Slide 2");
  names.learn(kSlide, {});
  EXPECT_EQ(names.name(kSlide), "Slide 1") << "it was taken away from the case";
  names.setUnmasked(true);
  EXPECT_EQ(names.name(kSlide), "Hansen tumour 3.svs");
}

TEST(SlideNames, SentencesKeepTheirReasonAndLoseTheirNames) {
  SlideNames names;
  names.setUnmasked(false);
  names.learn(kSlide, "S26-1 A1");
  const auto said = [&](const char* words) { return names.sentence(QString::fromUtf8(words), kSlide).toStdString(); };
  EXPECT_EQ(said("/archive/Hansen Kari 1951/Hansen tumour 3.svs is truncated"), "S26-1 A1 is truncated");
  EXPECT_EQ(said("Hansen tumour 3.svs: a tile cannot be read"), "S26-1 A1: a tile cannot be read");
  EXPECT_EQ(said("the result lies in /home/me/scores/Hansen tumour 3/score.json"), "the result lies in …");
  EXPECT_EQ(said("could not write /mnt/Hansen Kari/out.tmp: No space left on device"),
            "could not write …: No space left on device");
  EXPECT_EQ(said("“/mnt/Olsen Per/a b.svs” cannot be opened"), "“…” cannot be opened");
  EXPECT_EQ(said("Hansen tumour 3 holds no tissue"), "S26-1 A1 holds no tissue");
  // What is no path stays.
  EXPECT_EQ(said("the file states 0.25 µm/px and 40x/0.75"), "the file states 0.25 µm/px and 40x/0.75");
  EXPECT_EQ(said(""), "");
}

}  // namespace
}  // namespace snitt
