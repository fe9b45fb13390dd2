// V7's Darwin JSON after its published layout (docs.v7labs.com/reference/darwin-json), and WSInfer's tiles.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include <nlohmann/json.hpp>

#include "core/exchange/annotation_file.h"
#include "core/wsinfer/tile_classes.h"

namespace snitt {
namespace {

using Json = nlohmann::json;

AnnotationFile read(const std::string& text) {
  auto file = readAnnotations(text, "a.json");
  EXPECT_TRUE(file) << file.error().message;
  return file.value_or(AnnotationFile{});
}

WrittenAnnotations written(const AnnotationFile& file, AnnotationFormat format) {
  WriteOptions options;
  options.slideName = "slide.svs";
  options.slideWidthPx = 1000;
  options.slideHeightPx = 800;
  options.foreign = file.foreign;
  auto text = writeAnnotations(file.annotations, format, options);
  EXPECT_TRUE(text);
  return text.value_or(WrittenAnnotations{});
}

const std::string kDarwin = R"({"version":"2.0",
 "schema_ref":"https://darwin-public.s3.eu-west-1.amazonaws.com/darwin_json/2.0/schema.json",
 "item":{"name":"slide.svs","path":"/","source_info":{"dataset":{"name":"D","slug":"d"},"item_id":"0184","team":{"name":"T","slug":"t"}},
   "slots":[{"type":"image","slot_name":"0","width":1000,"height":800,"thumbnail_url":"x","source_files":[{"file_name":"slide.svs","url":"y"}]}]},
 "annotations":[
  {"id":"7c1e7c1e-0000-4000-8000-000000000001","name":"Tumor","slot_names":["0"],"bounding_box":{"h":90,"w":90,"x":0,"y":0},
   "annotators":[{"email":"a@b.c","full_name":"A B"}],"text":{"text":"a note"},"instance_id":{"value":3},"properties":[],
   "polygon":{"paths":[[{"x":0,"y":0},{"x":90,"y":0},{"x":90,"y":90},{"x":0,"y":90}],[{"x":10,"y":10},{"x":20,"y":10},{"x":10,"y":20.5}],
     [{"x":200,"y":200},{"x":290,"y":200},{"x":200,"y":290}]]}},
  {"id":"7c1e7c1e-0000-4000-8000-000000000002","name":"Old","polygon":{"path":[{"x":0,"y":0},{"x":9,"y":1},{"x":0,"y":9}]}},
  {"id":"7c1e7c1e-0000-4000-8000-000000000003","name":"Gland","ellipse":{"angle":0.5,"center":{"x":100,"y":50},"radius":{"x":40,"y":20}}},
  {"id":"7c1e7c1e-0000-4000-8000-000000000004","name":"Front","line":{"path":[{"x":1,"y":2},{"x":3,"y":4},{"x":5.5,"y":6}]}},
  {"id":"7c1e7c1e-0000-4000-8000-000000000005","name":"Box","bounding_box":{"h":20,"w":10,"x":1.5,"y":2}},
  {"id":"7c1e7c1e-0000-4000-8000-000000000006","name":"Mitosis","keypoint":{"x":7,"y":8},"inference":{"confidence":0.9}},
  {"id":"7c1e7c1e-0000-4000-8000-000000000007","name":"Bad slide","tag":{}},
  {"id":"7c1e7c1e-0000-4000-8000-000000000008","name":"Hand","skeleton":{"nodes":[{"name":"1","occluded":false,"x":5,"y":6}]}},
  {"id":"7c1e7c1e-0000-4000-8000-000000000009","name":"M","mask":{}}]})";

TEST(AnnotationTables, DarwinsKindsOfAnnotations) {
  const AnnotationFile file = read(kDarwin);
  EXPECT_EQ(file.format, AnnotationFormat::darwin);
  ASSERT_EQ(file.annotations.size(), 7U);
  const Annotation& first = file.annotations[0];
  EXPECT_EQ(first.className, "Tumor");
  EXPECT_EQ(first.author, "A B");
  EXPECT_EQ(first.note, "a note");
  ASSERT_EQ(first.geometry.areas.size(), 2U);
  EXPECT_EQ(first.geometry.areas[0].holes, (std::vector<Ring>{{{10, 10}, {20, 10}, {10, 20.5}}}));
  EXPECT_TRUE(first.geometry.areas[1].holes.empty());
  EXPECT_EQ(file.annotations[1].geometry.areas.at(0).outer, (Ring{{0, 0}, {9, 1}, {0, 9}}));
  // A turned ellipse: its polygon lies on the ellipse that the file tells.
  EXPECT_EQ(file.annotations[2].shape, Shape::ellipse);
  for (const Point& p : file.annotations[2].geometry.areas.at(0).outer) {
    const double along = (p.x - 100) * std::cos(0.5) + (p.y - 50) * std::sin(0.5);
    const double across = -(p.x - 100) * std::sin(0.5) + (p.y - 50) * std::cos(0.5);
    EXPECT_NEAR(std::hypot(along / 40, across / 20), 1, 1e-9);
  }
  EXPECT_EQ(file.annotations[3].shape, Shape::polyline);
  EXPECT_EQ(file.annotations[4].shape, Shape::rectangle);
  EXPECT_EQ(file.annotations[4].geometry.areas.at(0).outer, (Ring{{1.5, 2}, {11.5, 2}, {11.5, 22}, {1.5, 22}}));
  EXPECT_EQ(file.annotations[5].geometry.points, (std::vector<Point>{{7, 8}}));
  EXPECT_EQ(file.annotations[5].origin, Origin::ai);
  EXPECT_EQ(file.findings,
            (std::vector<std::string>{"1 object (mask) has no outline that can be read, and was left out",
                                      "1 skeleton is read as its points",
                                      "1 tag is about the slide as a whole, has no place on it, and was left out"}));
}

TEST(AnnotationTables, DarwinComesBack) {
  const AnnotationFile file = read(kDarwin);
  const WrittenAnnotations text = written(file, AnnotationFormat::darwin);
  EXPECT_EQ(read(text.text).annotations, file.annotations);
  const Json before = Json::parse(kDarwin);
  const Json after = Json::parse(text.text);
  EXPECT_EQ(after["item"], before["item"]);
  EXPECT_EQ(after["version"], "2.0");
  EXPECT_EQ(after["annotations"][0]["polygon"], before["annotations"][0]["polygon"]);
  EXPECT_EQ(after["annotations"][0]["annotators"], before["annotations"][0]["annotators"]);
  EXPECT_EQ(after["annotations"][0]["instance_id"], before["annotations"][0]["instance_id"]);
  EXPECT_EQ(after["annotations"][2]["ellipse"], before["annotations"][2]["ellipse"]);
  EXPECT_EQ(after["annotations"][4]["bounding_box"], before["annotations"][4]["bounding_box"]);
  EXPECT_EQ(after["annotations"][6]["skeleton"], before["annotations"][7]["skeleton"]);
  // Through GeoJSON, nothing more is lost.
  const std::string geoJson = written(file, AnnotationFormat::geoJson).text;
  const AnnotationFile through = read(geoJson);
  // QuPath would stand a turned ellipse upright.
  EXPECT_EQ(geoJson.find("isEllipse"), std::string::npos);
  EXPECT_EQ(through.annotations, file.annotations);
}

TEST(AnnotationTables, DarwinForASlideOfOurs) {
  AnnotationFile file;
  Annotation one;
  one.id = "7c1e7c1e-0000-4000-8000-000000000001";
  one.className = "Tumor";
  one.shape = Shape::points;
  one.geometry.points = {{1, 2}, {3, 4}};
  file.annotations = {one};
  const WrittenAnnotations text = written(file, AnnotationFormat::darwin);
  const Json json = Json::parse(text.text);
  EXPECT_EQ(json["item"]["slots"][0]["width"], 1000);
  EXPECT_EQ(json["item"]["slots"][0]["source_files"][0]["file_name"], "slide.svs");
  EXPECT_EQ(json["annotations"].size(), 2U);
  EXPECT_EQ(text.findings,
            (std::vector<std::string>{"1 object of several lines or points was written as so many objects"}));
}

TEST(AnnotationTables, DarwinIsRefusedWithTheObject) {
  const auto errorOf = [](const std::string& annotation) {
    const auto file = readAnnotations(R"({"version":"2.0","annotations":[)" + annotation + "]}", "a.json");
    return file ? "" : file.error().message;
  };
  EXPECT_EQ(errorOf(R"({"keypoint":{"x":"NaN","y":1}})"), "a.json: object 1: its \"x\" is no finite number");
  EXPECT_EQ(errorOf(R"({"polygon":{"path":[{"x":1}]}})"), "a.json: object 1: a point has no x or y");
  EXPECT_EQ(errorOf(R"({"polygon":{"path":[{"x":"NaN","y":2}]}})"),
            "a.json: object 1: a coordinate is \"NaN\" and no finite number");
  EXPECT_EQ(errorOf(R"({"polygon":{"path":[1,2]}})"), "a.json: object 1: a point is no pair of numbers");
  const auto cut = readAnnotations(kDarwin.substr(0, 700), "a.json");
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().message, "a.json: it ends in the middle, at byte 700, in or after object 1");
}

TEST(AnnotationTables, NoBytesCrashIt) {
  std::mt19937 random(6);
  for (int i = 0; i < 5'000; ++i) {
    std::string text = kDarwin;
    for (int k = 0; k < 3; ++k) text[random() % text.size()] = "[]{}\",:01-eN\0\xFF"[random() % 14];
    if (const auto file = readAnnotations(text, "a"); file) {
      EXPECT_TRUE(writeAnnotations(file->annotations, AnnotationFormat::darwin));
    }
  }
}

TileClasses tiles() {
  TileClasses classes;
  classes.geometry = {2, 100, 100};
  classes.classNames = {"Tumor", "Other"};
  classes.tiles = {{0, 0}, {1, 0}, {0, 1}};
  classes.probabilities = {{0.1, 0.9}, {1.0 / 3, 2.0 / 3}, {}};
  return classes;
}

TEST(AnnotationTables, WsinfersTilesAreObjects) {
  for (const std::string& text : {formatClassCsv(tiles()), formatClassGeoJson(tiles())}) {
    const AnnotationFile file = read(text);
    ASSERT_EQ(file.annotations.size(), 2U);
    const Annotation& second = file.annotations[1];
    EXPECT_EQ(second.kind, ObjectKind::tile);
    EXPECT_EQ(second.shape, Shape::rectangle);
    EXPECT_EQ(second.origin, Origin::ai);
    EXPECT_EQ(second.measurements, (std::vector<Measurement>{{"prob_Tumor", 1.0 / 3}, {"prob_Other", 2.0 / 3}}));
    EXPECT_EQ(second.geometry.areas.at(0).outer, (Ring{{200, 0}, {400, 0}, {400, 200}, {200, 200}}));
    EXPECT_EQ(written(file, AnnotationFormat::wsinferCsv).text, formatClassCsv(tiles()));
    EXPECT_TRUE(file.findings.empty());
  }
}

TEST(AnnotationTables, TablesAreRefusedWithLineAndColumn) {
  const auto errorOf = [](const std::string& text) {
    const auto file = readAnnotations(text, "a.csv");
    return file ? "" : file.error().message;
  };
  EXPECT_EQ(errorOf("minx,miny,width,height,prob_A\n1,2,3,x,0.5\n"),
            "a.csv: line 2, column \"height\": \"x\" is no finite number");
  EXPECT_EQ(errorOf("minx,miny,width,height,prob_A\n1,2,3,4,x\n"),
            "a.csv: line 2, column \"prob_A\": \"x\" is no number");
  EXPECT_EQ(errorOf("a,b\n1,2\n"), "a.csv: it is no table of tiles: it has no column \"minx\"");
  EXPECT_EQ(read("minx,miny,width,height,prob_A\n1,2,3,4,nan\n").annotations.at(0).measurements,
            (std::vector<Measurement>{{"prob_A", std::nan("")}}));
}

TEST(AnnotationTables, OnlyTilesFitInATable) {
  AnnotationFile file = read(formatClassCsv(tiles()));
  Annotation line;
  line.geometry.lines = {{{0, 0}, {1, 1}}};
  file.annotations.push_back(line);
  EXPECT_EQ(written(file, AnnotationFormat::wsinferCsv).findings,
            (std::vector<std::string>{"1 object is no upright rectangle with measurements, and was left out"}));
  EXPECT_FALSE(writeAnnotations({line}, AnnotationFormat::wsinferCsv));
}

}  // namespace
}  // namespace snitt
