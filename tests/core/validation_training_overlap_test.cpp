// Patients of a study who also made the bundle: found by id, file and image, and never called "none" without a look.
#include "core/validation/training_overlap.h"

#include <gtest/gtest.h>

namespace snitt::validation {
namespace {

using training::Side;

training::TrainingRecord record() {
  training::TrainingRecord made;
  const auto add = [&made](const std::string& id, Side side, const std::string& sha256, std::uint64_t image) {
    training::RecordedPatient patient;
    patient.id = id;
    patient.side.side = side;
    patient.slides.push_back({id + ".svs", "/x", sha256, "f", image});
    made.patients.push_back(patient);
  };
  add("T1", Side::train, "h-train", 0xFFFF0000FFFF0000ULL);
  add("U1", Side::tune, "h-tune", 0x00000000000000FFULL);
  add("V1", Side::test, "h-test", 0x0F0F0F0F0F0F0F0FULL);
  return made;
}

StudySlideIds slide(std::size_t row, const std::string& patient, const std::string& sha256,
                    std::optional<std::uint64_t> image = 0xAAAAAAAAAAAAAAAAULL) {
  return {row, patient, sha256, image};
}

TEST(ValidationTrainingOverlap, NoneIsSaidOnlyAfterALookAtAll) {
  const TrainingOverlap none = overlapOf(record(), {slide(2, "P1", "h1"), slide(3, "P2", "h2")});
  EXPECT_TRUE(refuseTrained(none));
  EXPECT_TRUE(none.notices(StudyKind::external).empty());
  EXPECT_EQ(none.sentence(), "No overlap with the training was found among the 3 patients of its record");
  const TrainingOverlap gaps = overlapOf(record(), {slide(2, "P1", ""), slide(3, "P2", "h2", std::nullopt)});
  EXPECT_NE(gaps.sentence().find("the files of 1 of 2 slides were not hashed"), std::string::npos) << gaps.sentence();
  EXPECT_NE(gaps.sentence().find("the images of 1 of 2 slides could not be read"), std::string::npos);
  const TrainingOverlap unknown = notAssessable("no training record was given");
  EXPECT_EQ(unknown.sentence(), "Overlap with the training is not assessable: no training record was given");
  EXPECT_EQ(unknown.notices(StudyKind::internal), std::vector<std::string>{"Overlap with training patients is not "
                                                                           "assessable"});
  EXPECT_TRUE(refuseTrained(unknown));
}

TEST(ValidationTrainingOverlap, TrainingPatientsAreRefusedHoweverTheyAreFound) {
  const TrainingOverlap found =
      overlapOf(record(), {slide(2, "T1", "h1"), slide(3, "P2", "h-train"), slide(4, "P2", "h3", 0xFFFF0000FFFF0003ULL),
                           slide(5, "P9", "h4", 0xFFFF0000FFFF001FULL)});
  EXPECT_EQ(found.trained.rows, (std::vector<std::size_t>{2, 3, 4})) << "2 of 64 bits differ in row 4, 5 in row 5";
  EXPECT_EQ(found.trained.patients, 2U);
  EXPECT_EQ(found.trained.byPatient, 1U);
  EXPECT_EQ(found.trained.byHash, 1U);
  EXPECT_EQ(found.trained.byImage, 1U);
  const auto refused = refuseTrained(found);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_NE(refused.error().message.find("2 patients (3 slides: 1 by patient id, 1 by the file's hash, 1 by image) of "
                                         "the study trained the bundle: rows 2, 3, 4"),
            std::string::npos)
      << refused.error().message;
}

TEST(ValidationTrainingOverlap, TuningPatientsAreFlaggedAndTestPatientsMakeNoExternalStudy) {
  const TrainingOverlap found = overlapOf(record(), {slide(2, "P1", "h-tune"), slide(3, "V1", "h2")});
  EXPECT_TRUE(refuseTrained(found));
  EXPECT_EQ(found.notices(StudyKind::internal),
            std::vector<std::string>{"1 patient of this study also tuned the bundle's thresholds"});
  EXPECT_EQ(found.notices(StudyKind::external).size(), 2U);
  EXPECT_NE(found.sentence().find("1 patient (1 slide: 1 by the file's hash) tuned the bundle"), std::string::npos)
      << found.sentence();
}

TEST(ValidationTrainingOverlap, SlidesOfNobodyAreOnePatientEach) {
  const TrainingOverlap found = overlapOf(record(), {slide(2, "", "h-train"), slide(3, "", "h-train")});
  EXPECT_EQ(found.trained.patients, 2U);
  EXPECT_EQ(found.trained.byPatient, 0U);
}

}  // namespace
}  // namespace snitt::validation
