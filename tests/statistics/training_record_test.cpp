#include "core/training/training_record.h"

#include <gtest/gtest.h>

namespace snitt::training {
namespace {

TrainingRecord record() {
  TrainingRecord made;
  made.bundleId = "colon";
  made.bundleVersion = "1.0";
  made.bundleSha256 = std::string(64, 'a');
  made.software = "snitt 1.0";
  made.device = "cuda";
  made.config = "format = \"snitt-train/1\"\n";
  RecordedPatient patient{"P \"1\"",
                          {Side::tune, true},
                          "between",
                          "too old at surgery",
                          812.5,
                          true,
                          {{"10x", 0.1}, {"combined", 1.0 / 3}},
                          {}};
  patient.slides.push_back({"a.svs", "/data/æ/a.svs", std::string(64, 'b'), std::string(64, 'c'), 0xFEDCBA9876543210});
  patient.slides.push_back({"b.svs", "b.svs", std::string(64, 'd'), "", std::nullopt});
  made.patients.push_back(patient);
  made.patients.push_back({"P2", {Side::test, false}, "", "", 1, false, {}, {{"t.svs", "t.svs", "t", "", 1}}});
  return made;
}

TEST(TrainingRecord, ComesBackAsItWas) {
  const auto back = parseRecord(formatRecord(record()));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_TRUE(*back == record());
  // Earlier ones do not tell the device.
  TrainingRecord earlier = record();
  earlier.device.clear();
  const auto old = parseRecord(formatRecord(earlier));
  ASSERT_TRUE(old) << old.error().message;
  EXPECT_TRUE(*old == earlier);
}

TEST(TrainingRecord, RefusesWhatIsNone) {
  EXPECT_FALSE(parseRecord("{}"));
  std::string text = formatRecord(record());
  text.replace(text.find("record/1"), 8, "record/2");
  EXPECT_EQ(parseRecord(text).error().kind, ErrorKind::unsupported);
  text = formatRecord(record());
  text.replace(text.find("fedcba98"), 8, "xxxxxxxx");
  EXPECT_NE(parseRecord(text).error().message.find("imageFingerprint must have 16"), std::string::npos);
}

TEST(TrainingRecord, TellsWhoOfAStudyTrained) {
  const std::vector<PlacedSlide> study{
      {"X", "x.svs", 2, std::string(64, 'd'), std::nullopt, Side::train},  // the same file
      {"P \"1\"", "y.svs", 3, "y", std::nullopt, Side::train},             // the same patient
      {"Z", "z.svs", 4, "z", 0xFEDCBA9876543210 ^ 0b101, Side::train},     // nearly the same image
      {"P2", "t.svs", 5, "t", 1, Side::train}};                            // was only tested on
  const Overlap overlap = overlapWith(record(), study, 4);
  ASSERT_EQ(overlap.slides.size(), 6U);
  EXPECT_EQ(overlap.leaks, (std::vector<Leak>{{LeakKind::patient, 0, 3, 0},
                                              {LeakKind::patient, 1, 3, 0},
                                              {LeakKind::sha256, 1, 2, 0},
                                              {LeakKind::thumbnail, 0, 4, 2}}));
}

}  // namespace
}  // namespace snitt::training
