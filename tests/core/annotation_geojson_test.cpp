// QuPath's GeoJSON: nothing of a file may be lost on the way through.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include <nlohmann/json.hpp>

#include "core/exchange/annotation_file.h"

namespace snitt {
namespace {

using Json = nlohmann::json;

const std::string kId = "7c1e7c1e-0000-4000-8000-00000000000";  // and a digit
constexpr auto kSquare = "[[0,0],[9,0],[9,9.5],[0,9],[0,0]]";

AnnotationFile read(const std::string& text, const ReadOptions& options = {}) {
  auto file = readAnnotations(text, "a.geojson", options);
  EXPECT_TRUE(file) << file.error().message;
  return file.value_or(AnnotationFile{});
}

std::string errorOf(const std::string& text, const ReadOptions& options = {}) {
  const auto file = readAnnotations(text, "a.geojson", options);
  EXPECT_FALSE(file);
  return file ? "" : file.error().message;
}

std::string written(const AnnotationFile& file) {
  WriteOptions options;
  options.foreign = file.foreign;
  const auto text = writeAnnotations(file.annotations, AnnotationFormat::geoJson, options);
  EXPECT_TRUE(text && text->findings.empty());
  return text ? text->text : "";
}

std::string feature(const std::string& geometry, const std::string& properties = R"({"objectType":"annotation"})") {
  return R"({"type":"Feature","id":")" + kId + R"(1","geometry":)" + geometry + R"(,"properties":)" + properties + "}";
}
std::string geometry(const std::string& type, const std::string& coordinates) {
  return R"({"type":")" + type + R"(","coordinates":)" + coordinates + "}";
}
std::string square(const std::string& properties = R"({"objectType":"annotation"})") {
  return feature(geometry("Polygon", std::string("[") + kSquare + "]"), properties);
}

TEST(AnnotationGeoJson, EveryMemberOfAFeatureComesBack) {
  const Json original = Json::parse(R"({"type":"FeatureCollection","crs":{"type":"name"},"features":[
    {"type":"Feature","id":"7c1e7c1e-0000-4000-8000-000000000001","bbox":[0,0,9,9.5],
     "geometry":{"type":"Polygon","plane":{"c":-1,"z":2,"t":0},"coordinates":[[[0,0],[90,0],[90,90.25],[0,90],[0,0]],[[1,1],[2,1],[1,2],[1,1]]]},
     "properties":{"objectType":"annotation","name":"<b>Ä\"\n\\</b>","color":[1,2,3],"isLocked":true,
       "classification":{"names":["Immune","CD3: x"],"color":[200,0,0],"weight":0.1},
       "measurements":{"Z first":1.5,"A second":"NaN","none":"Infinity"},
       "metadata":{"ANNOTATION_DESCRIPTION":"a note","other":"kept"},"lab":{"room":[1,null,true,"x"]}}},
    {"type":"Feature","id":"7c1e7c1e-0000-4000-8000-000000000002",
     "geometry":{"type":"Polygon","isEllipse":true,"coordinates":[[[10,5],[5,10],[0,5],[5,0],[10,5]]]},
     "nucleusGeometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]},
     "properties":{"objectType":"cell","classification":{"name":"Tumor","color":[200,0,0]}}},
    {"type":"Feature","id":"7c1e7c1e-0000-4000-8000-000000000003",
     "geometry":{"type":"MultiPoint","coordinates":[[1,2],[3.5,-4]]},"properties":{"objectType":"tma_core","metadata":"no object"}},
    {"type":"Feature","id":"7c1e7c1e-0000-4000-8000-000000000004",
     "geometry":{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8],[9,9]]]},"properties":{"objectType":"detection"}},
    {"type":"Feature","id":"7c1e7c1e-0000-4000-8000-000000000005",
     "geometry":{"type":"Point","coordinates":[1,2]},"properties":{"objectType":"tile"}},
    {"type":"Feature","id":"7c1e7c1e-0000-4000-8000-000000000006",
     "geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":{"objectType":"annotation"}},
    {"type":"Feature","id":"7c1e7c1e-0000-4000-8000-000000000007",
     "geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]],[[[20,20],[29,20],[29,29],[20,20]],[[25,22],[27,22],[27,24],[25,22]]]]},
     "properties":{"objectType":"annotation"}}]})");
  const AnnotationFile file = read(original.dump());
  EXPECT_TRUE(file.findings.empty()) << file.findings.front();
  EXPECT_EQ(Json::parse(written(file)), original);

  ASSERT_EQ(file.annotations.size(), 7U);
  const Annotation& first = file.annotations[0];
  EXPECT_EQ(first.className, "Immune: CD3: x");
  EXPECT_EQ(first.note, "a note");
  EXPECT_EQ(first.name, "<b>Ä\"\n\\</b>");
  EXPECT_TRUE(first.locked);
  EXPECT_EQ(first.colour, (Colour{1, 2, 3}));
  EXPECT_EQ(first.classColour, (Colour{200, 0, 0}));
  ASSERT_EQ(first.geometry.areas.size(), 1U);
  EXPECT_EQ(first.geometry.areas[0].holes, (std::vector<Ring>{{{1, 1}, {2, 1}, {1, 2}}}));
  EXPECT_EQ(file.annotations[1].shape, Shape::ellipse);
  EXPECT_EQ(file.annotations[1].kind, ObjectKind::cell);
  EXPECT_EQ(file.annotations[3].shape, Shape::polyline);
  EXPECT_EQ(file.annotations[5].shape, Shape::line);
  EXPECT_EQ(file.annotations[6].geometry.areas.size(), 2U);
}

TEST(AnnotationGeoJson, MeasurementsKeepTheirOrder) {
  const AnnotationFile file = read(square(R"({"measurements":{"Z":1,"A":"NaN","M":"-Infinity","B":0.1}})"));
  std::string names;
  const AnnotationFile again = read(written(file));
  for (const Measurement& one : again.annotations.at(0).measurements) names += one.name;
  EXPECT_EQ(names, "ZAMB");
  EXPECT_EQ(again.annotations, file.annotations);
}

TEST(AnnotationGeoJson, WhatOlderQuPathWrote) {
  const AnnotationFile file = read(
      R"([{"type":"Feature","id":"PathCellObject","geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[4,7]]]},
           "properties":{"classification":{"name":"Tumor","colorRGB":-3670016},"isLocked":false,
             "measurements":[{"name":"Area","value":12.5},{"name":"None","value":"NaN"}]}},
          {"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},
           "properties":{"object_type":"detection","color":-16711936,"classification":"Stroma"}}])");
  ASSERT_EQ(file.annotations.size(), 2U);
  const Annotation& cell = file.annotations[0];
  EXPECT_EQ(cell.kind, ObjectKind::cell);
  EXPECT_EQ(cell.classColour, (Colour{200, 0, 0}));
  EXPECT_EQ(cell.measurements, (std::vector<Measurement>{{"Area", 12.5}, {"None", std::nan("")}}));
  EXPECT_EQ(cell.geometry.areas[0].outer.size(), 3U);
  EXPECT_EQ(file.annotations[1].kind, ObjectKind::detection);
  EXPECT_EQ(file.annotations[1].colour, (Colour{0, 255, 0}));
  EXPECT_EQ(file.annotations[1].className, "Stroma");
  EXPECT_NE(file.annotations[0].id, file.annotations[1].id);
  EXPECT_EQ(read(written(file)).annotations, file.annotations);
}

TEST(AnnotationGeoJson, SnittsOwnFactsAreTextsInMetadata) {
  Annotation one;
  one.id = kId + "1";
  one.parent = kId + "2";
  one.shape = Shape::fieldFrame;
  one.geometry.areas = {{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {}}};
  one.className = "Immune: CD3";
  one.note = "line\nbreak \xE2\x82\xAC";
  one.origin = Origin::aiVerified;
  one.author = "A. B.";
  one.created = "2026-01-02T03:04:05Z";
  one.changed = "2026-01-03T03:04:05Z";
  one.foreign = R"({"aperio":{"region":{"Zoom":"0.5"}}})";
  AnnotationFile file;
  file.annotations = {one};
  const std::string text = written(file);
  const Json metadata = Json::parse(text)["features"][0]["properties"]["metadata"];
  for (const Json& value : metadata) EXPECT_TRUE(value.is_string()) << value;
  EXPECT_EQ(read(text).annotations, file.annotations);
}

TEST(AnnotationGeoJson, TheSameDoublesComeBack) {
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> place(-1e6, 1e6);
  Annotation one;
  one.id = kId + "1";
  one.shape = Shape::points;
  for (int i = 0; i < 20'000; ++i) one.geometry.points.push_back({place(random), place(random)});
  one.geometry.points.push_back({std::nextafter(1.0, 2.0), std::numeric_limits<double>::denorm_min()});
  AnnotationFile file;
  file.annotations = {one};
  EXPECT_EQ(read(written(file)).annotations, file.annotations);
}

TEST(AnnotationGeoJson, OneFeatureABareGeometryAndNothing) {
  EXPECT_EQ(read(square()).annotations.size(), 1U);
  EXPECT_EQ(read("[" + square() + "]").annotations.size(), 1U);
  EXPECT_EQ(read(geometry("MultiPoint", "[[1,2]]")).annotations.size(), 1U);
  EXPECT_TRUE(read(R"({"features":[],"type":"FeatureCollection"})").annotations.empty());
  EXPECT_TRUE(read("[]").annotations.empty());
}

TEST(AnnotationGeoJson, ACollectionOfKindsBecomesSeveralObjects) {
  const AnnotationFile file =
      read(feature(R"({"type":"GeometryCollection","geometries":[)" + geometry("Point", "[1,2]") + "," +
                       geometry("Polygon", std::string("[") + kSquare + "]") + "," + geometry("Point", "[3,4]") + "]}",
                   R"({"name":"mixed"})"));
  ASSERT_EQ(file.annotations.size(), 2U);
  EXPECT_EQ(file.annotations[0].geometry.areas.size(), 1U);
  EXPECT_EQ(file.annotations[1].geometry.points, (std::vector<Point>{{1, 2}, {3, 4}}));
  EXPECT_NE(file.annotations[0].id, file.annotations[1].id);
  EXPECT_EQ(file.findings,
            (std::vector<std::string>{
                "object 1 (\"mixed\"): it holds areas, lines or points together, and became 2 objects"}));
}

TEST(AnnotationGeoJson, IdsAreKeptAndDiffer) {
  const AnnotationFile file = read("[" + square() + "," + square() + R"(,{"type":"Feature","id":"12","geometry":)" +
                                   geometry("Point", "[1,2]") + R"(,"properties":{}}])");
  ASSERT_EQ(file.annotations.size(), 3U);
  EXPECT_EQ(file.annotations[0].id, kId + "1");
  EXPECT_NE(file.annotations[1].id, kId + "1");
  EXPECT_EQ(file.annotations[1].id.size(), 36U);
  EXPECT_EQ(file.findings, (std::vector<std::string>{"1 object has an id that is no UUID, and got one",
                                                     "1 object has the id of another, and got a new one"}));
  const AnnotationFile again = read(written(file));
  EXPECT_EQ(again.annotations, file.annotations);
  EXPECT_TRUE(again.findings.empty());
  EXPECT_NE(written(file).find(R"("snitt.originalId":"12")"), std::string::npos);
}

TEST(AnnotationGeoJson, CrossingRingsAreRepairedAndSaid) {
  const AnnotationFile file =
      read(feature(geometry("Polygon", "[[[0,0],[10,10],[10,0],[0,10],[0,0]]]"), R"({"name":"bow tie"})"));
  ASSERT_EQ(file.annotations.size(), 1U);
  ASSERT_EQ(file.findings.size(), 1U);
  EXPECT_EQ(file.findings[0], "object 1 (\"bow tie\"): its outline crosses itself at 5.0, 5.0; it was repaired");
  double area = 0;
  for (const Polygon& polygon : file.annotations[0].geometry.areas) area += polygonArea(polygon);
  EXPECT_NEAR(area, 50, 0.01);
}

TEST(AnnotationGeoJson, WhatHasNoPlaceIsSaid) {
  const AnnotationFile file =
      read("[" + feature("null", R"({"name":"lost"})") + "," + feature(geometry("Polygon", "[]")) + "," +
           feature(geometry("Polygon", "[[[1,1],[2,2],[1,1]]]")) + "," + feature(geometry("Point", "[1,2,7]")) + "]");
  EXPECT_EQ(file.annotations.size(), 1U);
  EXPECT_EQ(file.findings,
            (std::vector<std::string>{"1 point has a third coordinate, which was left out",
                                      "object 1 (\"lost\"): it has no place on the slide, and was left out",
                                      "object 2: it has no coordinates, and was left out",
                                      "object 3: it has too few points for an area or a line, and was left out"}));
}

TEST(AnnotationGeoJson, AThousandFaultsAreAScreenful) {
  std::string text = "[";
  for (int i = 0; i < 1000; ++i) text.append(i == 0 ? "" : ",").append(feature("null"));
  EXPECT_EQ(read(text + "]").findings.size(), 9U);
  EXPECT_EQ(read(text + "]").findings.back(), "992 more objects were treated likewise");
}

TEST(AnnotationGeoJson, RefusedWithTheObjectAndTheReason) {
  const auto point = [](const std::string& coordinates) { return feature(geometry("Point", coordinates)); };
  EXPECT_EQ(errorOf("[" + square() + "," + point(R"(["NaN",2])") + "]"),
            "a.geojson: object 2: a coordinate is \"NaN\" and no finite number");
  EXPECT_EQ(errorOf(point("[null,2]")), "a.geojson: object 1: a coordinate is null and no finite number");
  EXPECT_EQ(errorOf(point("[1e12,2]")), "a.geojson: object 1: a coordinate lies outside any slide");
  EXPECT_EQ(errorOf(point("[1e999,2]")), "a.geojson: it holds a number that is too large");
  EXPECT_EQ(errorOf(point("[1]")), "a.geojson: object 1: a point is no pair of numbers");
  EXPECT_EQ(errorOf(point("[[1,2]]")), "a.geojson: object 1: its coordinates are not those of a Point");
  EXPECT_EQ(errorOf(feature(geometry("Polygon", "[[[1,2],[3,4]],[5,6]]"))),
            "a.geojson: object 1: its coordinates are nested unevenly");
  EXPECT_EQ(errorOf(feature(geometry("Blob", "[1,2]"))), "a.geojson: object 1: \"Blob\" is no geometry of GeoJSON");
  EXPECT_EQ(errorOf(feature(R"({"type":"Point","coordinates":0})")),
            "a.geojson: object 1: its geometry has no list of coordinates");
  EXPECT_EQ(errorOf(R"({"type":"FeatureCollection"})"),
            "a.geojson: object 1: its FeatureCollection has no list of features");
  EXPECT_EQ(errorOf("[1]"), "a.geojson: object 1: it is no object");
  EXPECT_EQ(errorOf("[[]]"), "a.geojson: object 1: it is no object");
  EXPECT_EQ(errorOf("{}"), "a.geojson: object 1: it is no GeoJSON: it has neither type nor geometry");
  EXPECT_EQ(errorOf(std::string(100'000, '[')), "a.geojson: object 1: it is no object");
  EXPECT_EQ(errorOf("{\"a\":" + std::string(100'000, '[')),
            "a.geojson: it is nested more deeply than any such file is");
  EXPECT_EQ(errorOf(R"({"type":"Feature","properties":{"name":")"
                    "\xFF\xFE"
                    R"("}})")
                .substr(0, 40),
            "a.geojson: it is no JSON from byte 41 on");
}

TEST(AnnotationGeoJson, CutOffAnywhereIsRefusedWithThePlace) {
  const std::string whole =
      R"({"type":"FeatureCollection","features":[)" + square() + "," + square(R"({"name":"é"})") + "]}";
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const std::string message = errorOf(whole.substr(0, size));
    EXPECT_NE(message.find("byte"), std::string::npos) << size << " " << message;
  }
  EXPECT_EQ(
      errorOf(whole.substr(0, whole.size() - 20)),
      "a.geojson: it ends in the middle, at byte " + std::to_string(whole.size() - 20) + ", in or after object 2");
}

TEST(AnnotationGeoJson, NoBytesCrashIt) {
  const std::string whole =
      R"({"type":"FeatureCollection","features":[)" +
      square(
          R"({"measurements":{"a":1},"metadata":{"snitt.foreign":"{\"asap\":[]}","snitt.shape":"points"},"classification":{"names":[1]}})") +
      "]}";
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = whole;
    for (int k = 0; k < 3; ++k) text[random() % text.size()] = "[]{}\",:01-eN\0\xFF"[random() % 14];
    const auto file = readAnnotations(text, "a");
    if (!file) continue;
    for (const auto format :
         {AnnotationFormat::geoJson, AnnotationFormat::asap, AnnotationFormat::aperio, AnnotationFormat::darwin}) {
      EXPECT_TRUE(writeAnnotations(file->annotations, format));
    }
  }
}

TEST(AnnotationGeoJson, WithoutAnAuthorItIsWhoReads) {
  ReadOptions options;
  options.author = "Reader";
  EXPECT_EQ(read(square(), options).annotations.at(0).author, "Reader");
  EXPECT_EQ(read(square(R"({"metadata":{"snitt.author":"Writer"}})"), options).annotations.at(0).author, "Writer");
}

TEST(AnnotationGeoJson, AnotherKindOfFileIsNamed) {
  EXPECT_EQ(errorOf(std::string("PK\x03\x04xx")), "a.geojson: it is a zip archive: unpack it first");
  EXPECT_EQ(errorOf(std::string("\xAC\xED\0\5x", 5)),
            "a.geojson: it is QuPath's .qpdata, which only QuPath can read: export the objects as GeoJSON there");
  EXPECT_EQ(errorOf(std::string("\xFF\xFE{\0", 4)), "a.geojson: it is written in UTF-16: save it as UTF-8");
  EXPECT_EQ(errorOf(" \n"), "a.geojson: it is empty");
  EXPECT_EQ(errorOf("hello"),
            "a.geojson: it is none of GeoJSON, ASAP's or Aperio's XML, Darwin JSON and WSInfer's tables of tiles");
  EXPECT_EQ(read("\xEF\xBB\xBF" + square()).annotations.size(), 1U);
}

}  // namespace
}  // namespace snitt
