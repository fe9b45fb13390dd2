// The real files are QuPath's and those of programs that write for it; what they hold was counted with Python's json.
#include "core/overlay/detections.h"

#include <gtest/gtest.h>

#include <set>

#include "core/atomic_file.h"
#include "core/geojson.h"
#include "support/shared_data.h"

namespace snitt {
namespace {

std::string feature(const std::string& geometry, const std::string& properties = "{}") {
  return R"({"type":"Feature","geometry":)" + geometry + R"(,"properties":)" + properties + "}";
}

std::string geometry(const std::string& type, const std::string& coordinates) {
  return R"({"type":")" + type + R"(","coordinates":)" + coordinates + "}";
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

const std::string kPoint = geometry("Point", "[3,4]");
const std::string kTriangle = "[[0,0],[9,0],[0,9],[0,0]]";

TEST(Detections, EveryGeometryThatIsShown) {
  const std::string text =
      collection(feature(kPoint) + "," + feature(geometry("MultiPoint", "[[1,2],[3,4,5]]")) + "," +
                 feature(geometry("LineString", "[[1,2],[3.5,4]]")) + "," +
                 feature(geometry("Polygon", "[" + kTriangle + ",[[1,1],[2,1],[1,2]]]")) + "," +
                 feature(geometry("MultiPolygon",
                                  "[[" + kTriangle + "],[[[20,0],[29,0],[20,9]],[[21,1],[22,1],[21,2],[21,1]]]]")));
  const auto set = parseDetections(text, "cells");
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_EQ(set->name, "cells");
  ASSERT_EQ(set->detections.size(), 5U);
  EXPECT_EQ(set->detections[0].points, (std::vector<Point>{{3, 4}}));
  EXPECT_EQ(set->detections[1].points, (std::vector<Point>{{1, 2}, {3, 4}}));
  EXPECT_EQ(set->detections[2].points, (std::vector<Point>{{1, 2}, {3.5, 4}}));
  const Ring triangle{{0, 0}, {9, 0}, {0, 9}};
  EXPECT_EQ(set->detections[3].polygons, (std::vector<Polygon>{{triangle, {{{1, 1}, {2, 1}, {1, 2}}}}}));
  EXPECT_TRUE(set->detections[3].points.empty());
  EXPECT_EQ(set->detections[4].polygons,
            (std::vector<Polygon>{{triangle, {}}, {{{20, 0}, {29, 0}, {20, 9}}, {{{21, 1}, {22, 1}, {21, 2}}}}}));
}

TEST(Detections, ClassesAndColours) {
  const auto inClass = [](const std::string& classification) {
    return feature(kPoint, R"({"objectType":"detection","classification":)" + classification + "}");
  };
  const auto set = parseDetections(
      std::string("[") + inClass(R"({"name":"Tumor","color":[200,1,2]})") + "," + inClass("null") + "," +
          inClass(R"({"name":"Stroma","colorRGB":-6895466})") + "," + inClass(R"({"name":"Tumor","color":[9,9,9]})") +
          "," + inClass(R"({"names":["Immune","CD3"]})") + "," + inClass(R"("Necrosis")") + "," +
          feature(kPoint, R"({"color":[7,8,9],"classification":{"name":"Own","color":[1,2,3]}})") + "," +
          feature(kPoint, R"({"classification":{"name":"Plain"},"color":[4,5,6]})") + "," +
          feature(kPoint, R"({"classification":{"name":"Odd","color":[4,5,600]}})") + "]",
      "");
  ASSERT_TRUE(set) << set.error().message;
  std::vector<std::string> names;
  for (const auto& one : set->classes) names.push_back(one.name);
  EXPECT_EQ(names, (std::vector<std::string>{"Tumor", "", "Stroma", "Immune: CD3", "Necrosis", "Own", "Plain", "Odd"}));
  using Rgb = std::array<std::uint8_t, 3>;
  EXPECT_EQ(set->classes[0].colour, (Rgb{200, 1, 2}));
  EXPECT_EQ(set->classes[1].colour, DetectionClass{}.colour);
  EXPECT_EQ(set->classes[2].colour, (Rgb{150, 200, 150}));
  EXPECT_EQ(set->classes[5].colour, (Rgb{1, 2, 3}));
  EXPECT_EQ(set->classes[6].colour, (Rgb{4, 5, 6}));
  EXPECT_EQ(set->detections[3].classIndex, 0U);
  EXPECT_EQ(set->detections[4].classIndex, 3U);
}

TEST(Detections, AColourFollowsFromTheName) {
  const auto colourOf = [](const std::string& name) {
    return parseDetections(feature(kPoint, R"({"classification":{"name":")" + name + "\"}}"), "")->classes.at(0).colour;
  };
  EXPECT_EQ(colourOf("Lymphocyte"), colourOf("Lymphocyte"));
  std::set<std::array<std::uint8_t, 3>> colours;
  for (const char* name : {"Lymphocyte", "Neutrophil", "Epithelium", "Plasma cell", "Eosinophil", "Stroma"})
    colours.insert(colourOf(name));
  EXPECT_GE(colours.size(), 5U);
}

TEST(Detections, OneFeatureABareGeometryNoneAndUnlocatedOnes) {
  EXPECT_EQ(parseDetections(feature(kPoint), "")->detections.size(), 1U);
  EXPECT_EQ(parseDetections(kPoint, "")->detections.at(0).points, (std::vector<Point>{{3, 4}}));
  EXPECT_TRUE(parseDetections("[]", "")->detections.empty());
  EXPECT_TRUE(parseDetections(std::string("\xEF\xBB\xBF") + collection(""), "")->detections.empty());
  EXPECT_EQ(parseDetections(collection(feature("null") + "," + feature(kPoint)), "")->detections.size(), 1U);
  // Members in another order, and members that nobody knows.
  const auto odd = parseDetections(
      R"({"features":[{"properties":{"measurements":{"a":1},"x":{"geometry":{"coordinates":[[[1]]]}}},)"
      R"("nucleusGeometry":{"type":"Point","coordinates":[9,9]},"geometry":{"coordinates":[3,4],"type":"Point"},)"
      R"("type":"Feature"}],"crs":{"features":[1]},"type":"FeatureCollection"})",
      "");
  ASSERT_TRUE(odd) << odd.error().message;
  EXPECT_EQ(odd->detections.at(0).points, (std::vector<Point>{{3, 4}}));
}

TEST(Detections, RealFiles) {
  SNITT_NEEDS_SHARED_DATA();
  const auto folder = test::sharedData() / "annotations";
  // The outlines' reader is another one.
  for (const char* name : {"dlup_qupath05.geojson", "histoqc_holed.geojson", "qupath_polygon.geojson"}) {
    const auto text = readFile(folder / name).value();
    const auto set = parseDetections(text, name);
    const auto outlines = parseOutlines(text);
    ASSERT_TRUE(set && outlines) << name;
    ASSERT_EQ(set->detections.size(), outlines->size());
    for (std::size_t i = 0; i < outlines->size(); ++i)
      EXPECT_EQ(set->detections[i].polygons, (*outlines)[i].polygons) << name;
  }
  const auto set = parseDetections(readFile(folder / "dlup_qupath05.geojson").value(), "");
  EXPECT_EQ(set->detections.size(), 3U);
  ASSERT_EQ(set->classes.size(), 1U);
  EXPECT_EQ(set->classes[0].colour, (std::array<std::uint8_t, 3>{255, 0, 0}));
}

void expectError(const std::string& text, const std::string& part) {
  const auto set = parseDetections(text, "x");
  ASSERT_FALSE(set) << text.substr(0, 200);
  EXPECT_EQ(set.error().kind, ErrorKind::corrupt);
  EXPECT_NE(set.error().message.find(part), std::string::npos) << set.error().message << "\n  want: " << part;
}

TEST(Detections, FaultsAreNamedWithTheFeature) {
  const auto second = [](const std::string& shape) { return collection(feature(kPoint) + "," + feature(shape)); };
  expectError(second(geometry("Point", "[1,null]")), "feature 2: a coordinate is null");
  expectError(second(geometry("Point", R"(["NaN",1])")), "feature 2: a coordinate is \"NaN\"");
  expectError(second(geometry("Point", "[1]")), "feature 2: a point is no pair");
  expectError(second(geometry("Point", "[1,2e9]")), "feature 2: a coordinate lies outside");
  expectError(second(geometry("Point", "[[1,2]]")), "feature 2: its coordinates are not those of a Point");
  expectError(second(geometry("Point", "[]")), "feature 2: its geometry has no coordinates");
  expectError(second(geometry("Point", "[{}]")), "feature 2: a point is no pair");
  expectError(second(geometry("MultiPoint", "[[1,2],[]]")), "feature 2: a point is no pair");
  expectError(second(geometry("Polygon", "[[[1,2],[3,4],[1,2]]]")), "feature 2: a ring has fewer than three");
  expectError(second(geometry("Polygon", "[[[1,2],[3,4],[1,2],[3,4]]]")), "feature 2: a ring has fewer than three");
  expectError(second(geometry("Polygon", "[[[1,2],[3,4],[5,9]],[]]")), "feature 2: a ring has fewer than three");
  expectError(second(geometry("Polygon", "[[1,2],[3,4],[5,9]]")), "feature 2: its coordinates are not those");
  expectError(second(geometry("Polygon", "[[[1,2],[3,4],5]]")), "feature 2: a point is no pair");
  expectError(second(geometry("Polygon", "[[[1,2],[[3,4]]]]")), "feature 2: its coordinates are nested unevenly");
  expectError(second(geometry("MultiPolygon", "[[" + kTriangle + "],[]]")), "feature 2: a polygon has no ring");
  expectError(second(geometry("GeometryCollection", "[]")), "feature 2: its geometry is a GeometryCollection");
  expectError(second("{}"), "feature 2: it has no geometry");
  expectError(collection(feature(kPoint) + ",7"), "feature 2 is no object");
  expectError("[[]]", "feature 1 is no object");
  expectError(R"({"type":"FeatureCollection"})", "no list of features");
  expectError("7", "no GeoJSON");
  expectError("", "no JSON");
  expectError(collection(feature(geometry("Point", "[1e999,1]"))), "too large");
  expectError(collection(feature(geometry("Point", "[NaN,1]"))), "no JSON from byte");
  expectError(collection(feature(kPoint)) + "x", "no JSON from byte");
}

TEST(Detections, CutAnywhereTheyAreCorrupt) {
  const std::string text = collection(feature(kPoint) + "," + feature(geometry("Polygon", "[" + kTriangle + "]")));
  for (std::size_t size = 0; size < text.size(); ++size)
    EXPECT_EQ(parseDetections(text.substr(0, size), "x").error().kind, ErrorKind::corrupt) << size;
}

TEST(Detections, DeepNestingFailsAtOnce) {
  const std::string deep(2000000, '[');
  expectError(deep, "feature 1 is no object");
  expectError(collection(feature(geometry("Polygon", deep))), "nested more deeply");
  expectError(R"({"a":)" + deep, "nested more deeply");
  std::string objects;
  for (int i = 0; i < 200000; ++i) objects += "{\"a\":";
  expectError(objects, "nested more deeply");
}

TEST(Detections, AMillionPointsAndCells) {
  std::string points = "[[0,0]";
  for (int i = 1; i < 1000000; ++i) points.append(",[").append(std::to_string(i)).append(",0.5]");
  const auto one = parseDetections(feature(geometry("MultiPoint", points + "]")), "");
  ASSERT_TRUE(one) << one.error().message;
  EXPECT_EQ(one->detections.at(0).points.size(), 1000000U);
  const std::string tumour = R"({"objectType":"detection","classification":{"name":"Tumor","color":[200,0,0]}})";
  std::string cells;
  for (int i = 0; i < 1000000; ++i) {
    const std::string x = std::to_string(i + 1);
    std::string ring = "[[[";
    ring.append(x).append(",0],[").append(x).append(",9.25],[0,").append(x).append("],[").append(x).append(",0]]]");
    cells.append(i == 0 ? "" : ",").append(feature(geometry("Polygon", ring), tumour));
  }
  const auto set = parseDetections(collection(cells), "");
  ASSERT_TRUE(set) << set.error().message;
  ASSERT_EQ(set->detections.size(), 1000000U);
  EXPECT_EQ(set->detections[999999].polygons.at(0).outer.at(1), (Point{1000000, 9.25}));
}

}  // namespace
}  // namespace snitt
