#include "core/drift/cohort_slides.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "support/drift_cohort.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt::drift {
namespace {

class DriftCohortSlides : public testing::Test {
 protected:
  static const Bundle& bundle() {
    static const Bundle bundle =
        loadBundle(std::filesystem::path(SNITT_SOURCE_DIR) / "resources/bundles/demonstrator/bundle").value();
    return bundle;
  }
  [[nodiscard]] CohortSlides read(const CohortColumns& columns = {}) {
    auto slides = readCohortSlides(folder(), columns, m_patients);
    EXPECT_TRUE(slides) << slides.error().message;
    return slides ? *std::move(slides) : CohortSlides{};
  }
  [[nodiscard]] std::filesystem::path folder() const { return m_folder / "cohort"; }

  test::TempFolder m_folder;
  PatientNumbers m_patients;
};

TEST_F(DriftCohortSlides, ReadsEachSlidesDayScannerAndFigures) {
  test::writeDriftCohort(folder(), bundle(),
                         {{"2026-05-04", "A"},
                          {"2026-05-05", "", SlideStatus::notAssessable},
                          {"2026-05-06", "B", SlideStatus::refused},
                          {"2026-05-07", "B", SlideStatus::failed},
                          {"2026-05-08", "A", SlideStatus::excluded},
                          {"2026-05-09", "A", SlideStatus::scored, 0, "CONTROL-1"},
                          {"2026-05-10", "A", SlideStatus::scored, 0, "", "", true}});
  const CohortSlides slides = read();
  EXPECT_EQ(slides.bundleSha256, bundle().sha256);
  EXPECT_EQ(slides.waiting, 1U);
  EXPECT_EQ(slides.leftOut, 1U);
  EXPECT_EQ(slides.unread, 0U);
  ASSERT_EQ(slides.observations.size(), 5U);
  const Observation& first = slides.observations[0];
  EXPECT_EQ(isoDate(first.day), "2026-05-04");
  EXPECT_EQ(first.scanner, "A");
  EXPECT_EQ(first.outcome, Outcome::scored);
  for (const ReferenceDistribution& one : bundle().manifest.references)
    EXPECT_TRUE(first.values.contains(one.name)) << one.name << " is in the bundle and not in the score";
  EXPECT_EQ(first.values.size(), bundle().manifest.references.size());
  EXPECT_EQ(slides.observations[1].scanner, "aperio") << "what the list does not say is the file's vendor";
  EXPECT_TRUE(slides.observations[1].values.empty());
  EXPECT_EQ(slides.observations[2].outcome, Outcome::refused);
  EXPECT_TRUE(slides.observations[2].outsideScope);
  EXPECT_EQ(isoDate(slides.observations[2].day), "2026-03-01") << "no score: when the run began";
  EXPECT_EQ(slides.observations[3].outcome, Outcome::unscored);
  EXPECT_FALSE(slides.observations[3].outsideScope);
  EXPECT_EQ(slides.observations[4].control, "CONTROL-1");
  EXPECT_NE(slides.observations[0].patient, slides.observations[1].patient);
}

TEST_F(DriftCohortSlides, TakesColumnsOfTheList) {
  test::writeDriftCohort(folder(), bundle(), {{"2026-05-04", "A", SlideStatus::refused}, {"", "B"}});
  const CohortSlides slides = read({"scanDate", "patient", "scanner"});
  ASSERT_EQ(slides.observations.size(), 1U);
  EXPECT_EQ(slides.withoutDay, 1U);
  EXPECT_EQ(isoDate(slides.observations[0].day), "2026-05-04");
  EXPECT_EQ(slides.observations[0].scanner, "P2");
  EXPECT_EQ(slides.observations[0].control, "A");
}

TEST_F(DriftCohortSlides, WithoutAScoreFileTheTableSpeaks) {
  test::writeDriftCohort(folder(), bundle(), {{"2026-05-04", "A"}, {"2026-05-04", "A"}});
  const CohortSlides before = read();
  std::filesystem::remove(folder() / "slides" / "2" / "score.json");
  const CohortSlides slides = read();
  EXPECT_EQ(slides.unread, 1U);
  ASSERT_EQ(slides.observations.size(), 2U);
  EXPECT_EQ(isoDate(slides.observations[0].day), "2026-03-01");
  EXPECT_NEAR(slides.observations[0].values.at("combined"), before.observations[0].values.at("combined"), 1e-9);
  EXPECT_FALSE(slides.observations[0].values.contains("eosin"));
}

// Two runs of one site: a patient is the same patient in both.
TEST_F(DriftCohortSlides, NumbersPatientsOverCohorts) {
  test::writeDriftCohort(folder(), bundle(), {{"2026-05-04", "A", SlideStatus::scored, 0, "", "Kari"}});
  test::writeDriftCohort(m_folder / "later", bundle(),
                         {{"2026-06-04", "A", SlideStatus::scored, 0, "", "Ola"},
                          {"2026-06-04", "A", SlideStatus::scored, 0, "", "Kari"}});
  const CohortSlides first = read();
  const auto later = readCohortSlides(m_folder / "later", {}, m_patients);
  ASSERT_TRUE(later);
  EXPECT_EQ(later->observations[1].patient, first.observations[0].patient);
  EXPECT_NE(later->observations[0].patient, first.observations[0].patient);
}

TEST_F(DriftCohortSlides, FaultsAreOneSentence) {
  EXPECT_EQ(readCohortSlides(folder(), {}, m_patients).error().message, "there is no folder " + folder().string());
  std::filesystem::create_directory(folder());
  EXPECT_EQ(readCohortSlides(folder(), {}, m_patients).error().kind, ErrorKind::notFound);
  test::writeDriftCohort(folder(), bundle(), {{"2026-05-04", "A"}, {"2026-05-04", "A"}});
  const auto column = readCohortSlides(folder(), {"scandate", "", ""}, m_patients);
  EXPECT_EQ(column.error().message,
            (folder() / "slides.csv").string() + " has no column \"scandate\" (nearest: \"scanDate\")");
  EXPECT_EQ(column.error().kind, ErrorKind::usage);
  const auto compared =
      readCohortSlides(folder(), {.week = "scandate", .scanner = "", .control = "", .weekMayLack = true}, m_patients);
  ASSERT_TRUE(compared) << compared.error().message;
  EXPECT_EQ(compared->observations.size(), 2U) << "a reference needs no weeks";
  const auto day = readCohortSlides(folder(), {"scanner", "", ""}, m_patients);
  EXPECT_EQ(day.error().message, (folder() / "slides.csv").string() +
                                     ": row 2: \"A\" is neither a date such as 2026-05-04 nor a week such as 2026-W19");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(readCohortSlides(folder(), {}, m_patients, stop.get_token()).error().kind, ErrorKind::cancelled);
}

}  // namespace
}  // namespace snitt::drift
