#include "core/geojson.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "support/shared_data.h"

namespace snitt {
namespace {

const Polygon kSquare{{{0, 0}, {100, 0}, {100, 100.5}, {0, 100}}, {{{10, 10}, {20, 10}, {10, 20}}}};
const Polygon kTriangle{{{200, 0}, {300, 0}, {200, 50}}, {}};

OutlineFeature tumour() {
  OutlineFeature feature;
  feature.className = "Tumor";
  feature.polygons = {kSquare};
  feature.measurements = {{"Area mm2", 1.25}, {"Dice", std::nan("")}};
  feature.notice = "untrained: numbers carry no meaning";
  return feature;
}

std::string errorOf(const std::string& text) {
  const auto features = parseOutlines(text);
  EXPECT_FALSE(features) << text;
  if (features) return "no error";
  EXPECT_EQ(features.error().kind, ErrorKind::corrupt);
  return features.error().message;
}

void expectError(const std::string& text, const std::string& part) {
  const std::string error = errorOf(text);
  EXPECT_NE(error.find(part), std::string::npos)
      << text.substr(0, 200) << "\n  said: " << error << "\n  want: " << part;
}

std::string polygon(const std::string& rings) { return R"({"type":"Polygon","coordinates":[)" + rings + "]}"; }

const std::string kRing = "[[0,0],[9,0],[0,9],[0,0]]";

// The form in which QuPath 0.5 exports an annotation.
TEST(Geojson, IsWrittenAsQuPathDoes) {
  OutlineFeature feature = tumour();
  feature.id = "6423a977-ffff-48db-affc-cd11632010f0";
  EXPECT_EQ(formatOutlines({feature}), R"({
  "type": "FeatureCollection",
  "features": [
    {
      "type": "Feature",
      "id": "6423a977-ffff-48db-affc-cd11632010f0",
      "geometry": {
        "type": "Polygon",
        "coordinates": [[[0, 0], [100, 0], [100, 100.5], [0, 100], [0, 0]], [[10, 10], [20, 10], [10, 20], [10, 10]]]
      },
      "properties": {
        "objectType": "annotation",
        "classification": {"name": "Tumor", "color": [200, 0, 0]},
        "isLocked": true,
        "measurements": {
          "Area mm2": 1.25,
          "Dice": "NaN"
        },
        "metadata": {
          "notice": "untrained: numbers carry no meaning"
        }
      }
    }
  ]
}
)");
}

TEST(Geojson, RoundTripLosesNothing) {
  OutlineFeature several = tumour();
  several.polygons = {kSquare, kTriangle};
  several.className = "Stroma";
  several.color = {1, 2, 3};
  several.id = "x";
  const auto again = parseOutlines(formatOutlines({tumour(), several}));
  ASSERT_TRUE(again) << again.error().message;
  ASSERT_EQ(again->size(), 2U);
  EXPECT_EQ((*again)[0].polygons, tumour().polygons);
  EXPECT_EQ((*again)[0].notice, tumour().notice);
  EXPECT_EQ((*again)[0].measurements.at("Area mm2"), 1.25);
  EXPECT_TRUE(std::isnan((*again)[0].measurements.at("Dice")));
  EXPECT_EQ((*again)[1].polygons, several.polygons);
  EXPECT_EQ((*again)[1].className, "Stroma");
  EXPECT_EQ((*again)[1].color, several.color);
  EXPECT_EQ((*again)[1].id, "x");
  EXPECT_EQ(formatOutlines(*again), formatOutlines({tumour(), several}));
}

TEST(Geojson, IdIsAUuidOfTheGeometry) {
  const auto idOf = [](const OutlineFeature& feature) { return parseOutlines(formatOutlines({feature}))->at(0).id; };
  const std::string id = idOf(tumour());
  // RFC 9562: 8-4-4-4-12 digits, version 8, variant 10.
  ASSERT_EQ(id.size(), 36U);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) EXPECT_EQ(id[dash], '-');
  EXPECT_EQ(id[14], '8');
  EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos);
  EXPECT_EQ(idOf(tumour()), id);
  OutlineFeature other = tumour();
  other.measurements.clear();
  EXPECT_EQ(idOf(other), id);
  other.polygons[0].outer[0].x = 0.5;
  EXPECT_NE(idOf(other), id);
  other = tumour();
  other.className = "Stroma";
  EXPECT_NE(idOf(other), id);
}

// printf 'Tumor\n[[[0, 0], [8, 0], [0, 8], [0, 0]]]' | sha256sum
TEST(Geojson, IdIsMadeAsDocumented) {
  OutlineFeature feature;
  feature.className = "Tumor";
  feature.polygons = {{{{0, 0}, {8, 0}, {0, 8}}, {}}};
  EXPECT_NE(formatOutlines({feature}).find("\"7ca371cc-b7b1-8eb7-a725-f4daae3188ff\""), std::string::npos)
      << formatOutlines({feature});
}

TEST(Geojson, FeatureWithoutPolygonIsLeftOut) {
  const auto features = parseOutlines(formatOutlines({OutlineFeature{}}));
  ASSERT_TRUE(features);
  EXPECT_TRUE(features->empty());
}

TEST(Geojson, ReadsFeatureAndBareGeometry) {
  EXPECT_EQ(parseOutlines(polygon(kRing))->at(0).polygons[0].outer.size(), 3U);
  EXPECT_EQ(parseOutlines(R"({"type":"Feature","properties":null,"geometry":)" + polygon(kRing) + "}")->size(), 1U);
  EXPECT_EQ(parseOutlines("[" + polygon(kRing) + "," + polygon(kRing) + "]")->size(), 2U);
  EXPECT_EQ(parseOutlines(R"({"type":"MultiPolygon","coordinates":[[)" + kRing + "],[" + kRing + "]]}")
                ->at(0)
                .polygons.size(),
            2U);
  // Not closed, with heights.
  EXPECT_EQ(parseOutlines(polygon("[[0,0,1],[9,0,1],[0,9,1]]"))->at(0).polygons[0].outer.size(), 3U);
}

TEST(Geojson, ReadsOlderProperties) {
  const auto features = parseOutlines(R"({"type":"Feature","geometry":)" + polygon(kRing) + R"(,"properties":{
    "object_type":"annotation", "classification":{"name":"Tumor","colorRGB":-3670016},
    "measurements":[{"name":"Area","value":12.5},{"name":"Bad","value":"NaN"}]}})");
  ASSERT_TRUE(features) << features.error().message;
  EXPECT_EQ(features->at(0).className, "Tumor");
  EXPECT_EQ(features->at(0).color, (std::array{200, 0, 0}));  // -3670016 = 0xFFC80000
  EXPECT_EQ(features->at(0).measurements.at("Area"), 12.5);
  EXPECT_TRUE(std::isnan(features->at(0).measurements.at("Bad")));
}

TEST(Geojson, RefusesGeometriesThatEncloseNothing) {
  const std::string good = R"({"type":"Feature","geometry":)" + polygon(kRing) + "}";
  for (const char* type : {"Point", "LineString", "GeometryCollection", "Circle"}) {
    const std::string bad =
        R"({"type":"Feature","geometry":{"type":")" + std::string(type) + R"(","coordinates":[1,2]}})";
    expectError(R"({"type":"FeatureCollection","features":[)" + good + "," + bad + "]}",
                "feature 2: its geometry is a " + std::string(type));
  }
  expectError(R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":null}]})",
              "feature 1: it has no geometry");
  expectError(R"({"type":"FeatureCollection","features":[7]})", "feature 1: it has no geometry");
  expectError(R"({"type":"FeatureCollection"})", "no list of features");
  expectError(R"({"type":"MultiPolygon","coordinates":[]})", "feature 1: its geometry has no coordinates");
  expectError(R"({"type":"MultiPolygon","coordinates":[[]]})", "feature 1: a polygon has no ring");
}

TEST(Geojson, RefusesRingsUnderThreePoints) {
  for (const char* ring : {"[]", "[[0,0]]", "[[0,0],[9,0]]", "[[0,0],[9,0],[0,0]]", "[[0,0],[9,0],[9,0],[0,0]]"})
    expectError(polygon(ring), "feature 1: a ring has fewer than three points");
  expectError(polygon(kRing + ",[[1,1],[2,2]]"), "fewer than three points");
}

TEST(Geojson, RefusesCoordinatesThatAreNoFiniteNumbers) {
  expectError(polygon(R"([[0,0],[9,"NaN"],[0,9],[0,0]])"), "feature 1: a coordinate is \"NaN\" and no finite number");
  expectError(polygon("[[0,0],[9,null],[0,9],[0,0]]"), "feature 1: a coordinate is null");
  expectError(polygon("[[0,0],[9],[0,9],[0,0]]"), "feature 1: a point is no pair");
  expectError(polygon("[0,0,9,0,0,9]"), "feature 1: a point is no pair");
  expectError(polygon("[[0,0],[1e300,0],[0,9],[0,0]]"), "feature 1: a coordinate lies outside any slide");
  expectError(polygon("[[0,0],[1e999,0],[0,9],[0,0]]"), "a number that is too large");
}

TEST(Geojson, RefusesTextThatIsNoJson) {
  expectError("", "the outline: it is no JSON");
  expectError("<xml/>", "the outline: it is no JSON from byte 1 on");
  expectError(polygon("[[0,0],[NaN,0],[0,9],[0,0]]"), "it is no JSON");
  expectError(polygon(kRing).substr(0, 40), "it is no JSON");
  expectError("7", "is no GeoJSON");
  expectError("{}", "feature 1: it has no geometry");
  expectError(std::string(1'000'000, '['), "no JSON");
  expectError(std::string(100, '[') + std::string(100, ']'), "nested");
}

std::vector<OutlineFeature> shared(const std::string& name) {
  const auto text = readFile(test::sharedData() / "annotations" / name);
  EXPECT_TRUE(text);
  const auto features = parseOutlines(text.value_or(""));
  EXPECT_TRUE(features) << features.error().message;
  return features.value_or(std::vector<OutlineFeature>{});
}

double areaOf(const OutlineFeature& feature) {
  double area = 0;
  for (const Polygon& one : feature.polygons) area += polygonArea(one);
  return area;
}

// Areas and counts of the three files were worked out apart, in Python.
TEST(Geojson, ReadsFilesOfQuPath) {
  SNITT_NEEDS_SHARED_DATA();
  const auto collection = shared("dlup_qupath05.geojson");
  ASSERT_EQ(collection.size(), 3U);
  EXPECT_EQ(collection[0].id, "6423a977-ffff-48db-affc-cd11632010f0");
  EXPECT_EQ(collection[0].polygons[0].outer.size(), 163U);
  EXPECT_EQ(collection[0].color, (std::array{255, 0, 0}));
  EXPECT_DOUBLE_EQ(areaOf(collection[0]), 51687.5);
  EXPECT_DOUBLE_EQ(areaOf(collection[2]), 46151.5);

  const auto holed = shared("histoqc_holed.geojson");
  ASSERT_EQ(holed.size(), 1U);
  ASSERT_EQ(holed[0].polygons[0].holes.size(), 1U);
  EXPECT_EQ(holed[0].polygons[0].holes[0].size(), 240U);
  EXPECT_NEAR(areaOf(holed[0]), 7827735.3053, 1e-3);

  const auto multi = shared("qupath_polygon.geojson");
  ASSERT_EQ(multi.size(), 1U);
  ASSERT_EQ(multi[0].polygons.size(), 3U);
  EXPECT_EQ(multi[0].polygons[0].holes.size(), 26U);
  EXPECT_NEAR(areaOf(multi[0]), 54694789.60215, 1e-3);
}

TEST(Geojson, KeepsRealGeometryThroughARoundTrip) {
  SNITT_NEEDS_SHARED_DATA();
  for (const char* name : {"dlup_qupath05.geojson", "histoqc_holed.geojson", "qupath_polygon.geojson"}) {
    const auto features = shared(name);
    const auto again = parseOutlines(formatOutlines(features));
    ASSERT_TRUE(again) << again.error().message;
    ASSERT_EQ(again->size(), features.size());
    for (std::size_t i = 0; i < features.size(); ++i) EXPECT_EQ((*again)[i].polygons, features[i].polygons);
  }
}

}  // namespace
}  // namespace snitt
