// Real files of QuPath, ASAP and ImageScope: each is read, written and read again, and what it holds is compared with
// what Python's own parsers find in it.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/annotation/annotation_measure.h"
#include "core/annotation/class_file.h"
#include "core/atomic_file.h"
#include "core/exchange/annotation_file.h"
#include "support/rings_of.h"
#include "support/run_program.h"
#include "support/shared_data.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;

std::vector<test::PointList> oracle(const fs::path& file) {
  const auto ran = test::run({SNITT_PYTHON, SNITT_SOURCE_DIR "/tests/support/annotation_oracle.py", file.string()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  return test::parseRings(ran.out);
}

AnnotationFile read(const fs::path& file) {
  const auto bytes = readFile(file);
  EXPECT_TRUE(bytes) << file;
  auto read = readAnnotations(bytes.value_or(""), file.filename().string());
  EXPECT_TRUE(read) << read.error().message;
  return read.value_or(AnnotationFile{});
}

AnnotationFile writtenAndRead(const AnnotationFile& file, AnnotationFormat format, const fs::path& path) {
  WriteOptions options;
  options.slideName = "slide.svs";
  options.mpp = file.mpp;
  options.classes = file.classes;
  options.foreign = file.foreign;
  const auto written = writeAnnotations(file.annotations, format, options);
  EXPECT_TRUE(written);
  std::ofstream(path, std::ios::binary) << written->text;
  return read(path);
}

class AnnotationSharedFiles : public testing::TestWithParam<const char*> {
 protected:
  test::TempFolder m_folder;
};

TEST_P(AnnotationSharedFiles, ReadWrittenAndReadAgainAreTheSame) {
  SNITT_NEEDS_SHARED_DATA();
  const fs::path file = test::sharedData() / "annotations" / GetParam();
  const AnnotationFile once = read(file);
  ASSERT_FALSE(once.annotations.empty());
  const AnnotationFile again = writtenAndRead(once, once.format, m_folder.path() / GetParam());
  EXPECT_EQ(again.annotations, once.annotations);
  EXPECT_EQ(again.classes, once.classes);
  EXPECT_EQ(again.foreign, once.foreign);
  EXPECT_EQ(again.mpp, once.mpp);
  // What is written is read alike by others.
  EXPECT_EQ(oracle(m_folder.path() / GetParam()), test::ringsOf(once.annotations));
}

TEST_P(AnnotationSharedFiles, CoordinatesAreThoseThatPythonReads) {
  SNITT_NEEDS_SHARED_DATA();
  const fs::path path = test::sharedData() / "annotations" / GetParam();
  const AnnotationFile file = read(path);
  const auto expected = oracle(path);
  const auto found = test::ringsOf(file.annotations);
  // Three outlines of the ImageScope file cross themselves; what became of them still lies on the lines that were
  // drawn.
  std::size_t repaired = 0;
  for (const test::PointList& ring : found) {
    if (std::ranges::find(expected, ring) != expected.end()) continue;
    ++repaired;
    double nearest = 1e9;
    for (const test::PointList& drawn : expected) {
      Geometry outline;
      outline.areas = {{drawn, {}}};
      double furthest = 0;
      for (const Point& point : ring) furthest = std::max(furthest, distanceTo(outline, point));
      nearest = std::min(nearest, furthest);
    }
    EXPECT_LT(nearest, 0.01);
  }
  const auto saysRepaired = [](const std::string& finding) { return finding.ends_with("it was repaired"); };
  EXPECT_EQ(repaired > 0, std::ranges::any_of(file.findings, saysRepaired));
  EXPECT_EQ(std::ranges::count_if(file.findings, saysRepaired),
            std::string_view(GetParam()).starts_with("dicom") ? 3 : 0);
}

TEST_P(AnnotationSharedFiles, GeoJsonHoldsAllOfIt) {
  SNITT_NEEDS_SHARED_DATA();
  const AnnotationFile once = read(test::sharedData() / "annotations" / GetParam());
  const AnnotationFile again = writtenAndRead(once, AnnotationFormat::geoJson, m_folder.path() / "copy.geojson");
  EXPECT_EQ(again.annotations, once.annotations);
  EXPECT_TRUE(again.findings.empty());
}

INSTANTIATE_TEST_SUITE_P(Files, AnnotationSharedFiles,
                         testing::Values("dlup_qupath05.geojson", "histoqc_holed.geojson", "qupath_polygon.geojson",
                                         "dplabtools_asap1.xml", "dicom_wsi_aperio_annotation.xml"));

TEST(AnnotationSharedFiles, ClassesOfAQuPathProject) {
  SNITT_NEEDS_SHARED_DATA();
  const test::TempFolder folder;
  const fs::path copy = folder.path() / "classes.json";
  const auto ran =
      test::run({SNITT_PYTHON, SNITT_SOURCE_DIR "/tests/support/annotation_oracle.py",
                 (test::sharedData() / "annotations/stardist_qupath_example_project.zip").string(), copy.string()});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto classes = parseClasses(readFile(copy).value_or(""));
  ASSERT_TRUE(classes) << classes.error().message;
  std::string shown;
  for (const AnnotationClass& one : *classes)
    shown += std::to_string(one.colour[0]) + " " + std::to_string(one.colour[1]) + " " + std::to_string(one.colour[2]) +
             " " + one.name + "\n";
  EXPECT_EQ(shown, ran.out);
  const auto asAnnotations = readAnnotations(readFile(copy).value_or(""), "classes.json");
  ASSERT_FALSE(asAnnotations);
  EXPECT_EQ(asAnnotations.error().message, "classes.json: object 1: it is a list of classes, and holds no annotations");
}

TEST(AnnotationSharedFiles, WhatIsInTheAsapFile) {
  SNITT_NEEDS_SHARED_DATA();
  const AnnotationFile file = read(test::sharedData() / "annotations/dplabtools_asap1.xml");
  ASSERT_EQ(file.annotations.size(), 5U);
  EXPECT_EQ(file.annotations[0].shape, Shape::points);
  EXPECT_EQ(file.annotations[1].shape, Shape::rectangle);
  EXPECT_EQ(file.annotations[2].shape, Shape::polygon);
  EXPECT_EQ(file.annotations[3].shape, Shape::polygon);
  EXPECT_EQ(file.annotations[4].shape, Shape::line);
  EXPECT_EQ(file.annotations[4].name, "Annotation 4");
  EXPECT_EQ(file.annotations[4].className, "");
  EXPECT_EQ(file.findings, (std::vector<std::string>{"1 spline is read as the polygon of its points"}));
}

TEST(AnnotationSharedFiles, WhatIsInTheAperioFile) {
  SNITT_NEEDS_SHARED_DATA();
  const AnnotationFile file = read(test::sharedData() / "annotations/dicom_wsi_aperio_annotation.xml");
  ASSERT_EQ(file.annotations.size(), 15U);
  EXPECT_EQ(file.mpp, 0.2521);
  EXPECT_EQ(file.annotations[0].name, "Fibroblast");
  EXPECT_EQ(file.annotations[0].colour, (Colour{0, 255, 0}));
  EXPECT_EQ(file.annotations[1].name, "ROI");
  EXPECT_EQ(file.annotations[1].shape, Shape::rectangle);
  for (const Annotation& annotation : file.annotations) EXPECT_EQ(annotation.geometry.areas.empty(), false);
}

}  // namespace
}  // namespace snitt
