// ASAP's and ImageScope's XML.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/annotation/annotation_measure.h"
#include "core/exchange/annotation_file.h"

namespace snitt {
namespace {

const std::string kId = "7c1e7c1e-0000-4000-8000-00000000000";  // and a digit

AnnotationFile read(const std::string& text, const ReadOptions& options = {}) {
  auto file = readAnnotations(text, "a.xml", options);
  EXPECT_TRUE(file) << file.error().message;
  return file.value_or(AnnotationFile{});
}

std::string errorOf(const std::string& text) {
  const auto file = readAnnotations(text, "a.xml");
  EXPECT_FALSE(file);
  return file ? "" : file.error().message;
}

WrittenAnnotations written(const AnnotationFile& file, AnnotationFormat format) {
  WriteOptions options;
  options.mpp = file.mpp;
  options.classes = file.classes;
  options.foreign = file.foreign;
  auto text = writeAnnotations(file.annotations, format, options);
  EXPECT_TRUE(text);
  return text.value_or(WrittenAnnotations{});
}

std::string asap(const std::string& annotations, const std::string& groups = "") {
  return "<?xml version=\"1.0\"?><ASAP_Annotations><Annotations>" + annotations + "</Annotations><AnnotationGroups>" +
         groups + "</AnnotationGroups></ASAP_Annotations>";
}

std::string drawn(const std::string& attributes, const std::vector<Point>& points) {
  std::string text = "<Annotation " + attributes + "><Coordinates>";
  for (std::size_t i = 0; i < points.size(); ++i)
    text += "<Coordinate Order=\"" + std::to_string(i) + "\" X=\"" + std::to_string(points[i].x) + "\" Y=\"" +
            std::to_string(points[i].y) + "\"/>";
  return text + "</Coordinates></Annotation>";
}

std::string aperio(const std::string& regions, const std::string& layer = R"(Name="Tumor" LineColor="255")") {
  return "<Annotations MicronsPerPixel=\"0.5\"><Annotation Id=\"1\" " + layer + "><Regions>" + regions +
         "</Regions></Annotation></Annotations>";
}

std::string region(const std::string& attributes, const std::vector<Point>& points) {
  std::string text = "<Region " + attributes + "><Attributes/><Vertices>";
  for (const Point& point : points)
    text += "<Vertex X=\"" + std::to_string(point.x) + "\" Y=\"" + std::to_string(point.y) + "\" Z=\"0\"/>";
  return text + "</Vertices></Region>";
}

Ring box(double at, double size) { return {{at, at}, {at + size, at}, {at + size, at + size}, {at, at + size}}; }

// Every shape, with everything that both formats hold.
AnnotationFile everything() {
  AnnotationFile file;
  const auto add = [&](Shape shape, Geometry geometry) -> Annotation& {
    Annotation one;
    one.id = kId + std::to_string(file.annotations.size());
    one.shape = shape;
    one.geometry = std::move(geometry);
    one.className = "Tumor";
    one.classColour = Colour{200, 10, 20};
    one.name = "<&\"'\n> " + one.id;
    file.annotations.push_back(one);
    return file.annotations.back();
  };
  add(Shape::polygon,
      {{{box(0, 10.1), {{{1, 1}, {2, 1}, {1, 2}}, {{4, 4}, {5, 4}, {4, 5}}}}, {{{50, 50}, {60, 51}, {50, 60}}, {}}},
       {},
       {}});
  add(Shape::rectangle, {{{box(1000.125, 20), {}}}, {}, {}});
  add(Shape::line, {{}, {{{1, 2}, {3, 4.1}}}, {}});
  add(Shape::polyline, {{}, {{{1, 2}, {3, 4}, {5, 6}}, {{7, 8}, {9, 10}}}, {}});
  add(Shape::points, {{}, {}, {{1, 2}, {3, 4}}});
  Annotation& plain = add(Shape::points, {{}, {}, {{0.1, 0.2}}});
  plain.className.clear();
  plain.classColour.reset();
  plain.colour = Colour{1, 2, 3};
  return file;
}

bool says(const std::vector<std::string>& findings, const std::string& part) {
  return std::ranges::any_of(findings, [&](const std::string& one) { return one.find(part) != std::string::npos; });
}

TEST(AnnotationXml, AsapHoldsGeometryClassNameAndColour) {
  const AnnotationFile file = everything();
  const WrittenAnnotations text = written(file, AnnotationFormat::asap);
  const AnnotationFile again = read(text.text);
  EXPECT_EQ(again.annotations, file.annotations);
  EXPECT_TRUE(says(text.findings, "2 holes were written as polygons of the group \"Hole\""));
  EXPECT_TRUE(says(text.findings, "of several areas"));
}

TEST(AnnotationXml, AperioHoldsThemToo) {
  AnnotationFile file = everything();
  file.annotations[1].note = "a note";
  file.annotations[2].locked = true;
  Annotation ellipse = file.annotations[1];
  ellipse.id = kId + "9";
  ellipse.shape = Shape::ellipse;
  ellipse.geometry = ellipseOf({10, 20}, {110.5, 60.25});
  file.annotations.push_back(ellipse);
  const WrittenAnnotations text = written(file, AnnotationFormat::aperio);
  AnnotationFile again = read(text.text);
  std::ranges::sort(again.annotations, {}, &Annotation::id);
  ASSERT_EQ(again.annotations.size(), file.annotations.size());
  for (std::size_t i = 0; i < file.annotations.size(); ++i) {
    if (i == 4 || i == 5) again.annotations[i].foreign.clear();
    EXPECT_EQ(again.annotations[i], file.annotations[i]) << i << " " << again.annotations[i].foreign;
  }
  EXPECT_TRUE(says(text.findings, "as ImageScope has no points"));
}

TEST(AnnotationXml, WhatTheyHaveNoPlaceForIsSaid) {
  AnnotationFile file = everything();
  for (Annotation& one : file.annotations) {
    one.measurements = {{"a", 1}};
    one.author = "A";
    one.parent = kId + "0";
    one.foreign = R"({"feature":{"bbox":[]}})";
  }
  file.annotations[0].origin = Origin::aiVerified;
  for (const auto format : {AnnotationFormat::asap, AnnotationFormat::aperio, AnnotationFormat::darwin}) {
    const auto findings = written(file, format).findings;
    for (const char* what : {"6 objects lose their measurements", "6 objects lose their parent",
                             "1 object loses its origin", "6 objects lose their further facts of other programs"})
      EXPECT_TRUE(says(findings, what)) << what;
  }
}

TEST(AnnotationXml, AsapGroupsAreClasses) {
  const std::string text = asap(
      drawn(R"(Name="a" Type="Polygon" PartOfGroup="Tumor" Color="#64FE2E" Reader="X")", {{0, 0}, {9, 0}, {0, 9}}) +
          drawn(R"(Name="b" Type="Spline" PartOfGroup="Tumor" Color="#FF0000")", {{0, 0}, {9, 0}, {0, 9}}) +
          drawn(R"(Name="c" Type="PointSet" PartOfGroup="None" Color="#F4FA58")", {{1, 2}}),
      R"(<Group Name="Tumor" PartOfGroup="All" Color="#64FE2E"><Attributes/></Group><Group Name="All" PartOfGroup="None" Color="#000001"/>)");
  const AnnotationFile file = read(text);
  ASSERT_EQ(file.annotations.size(), 3U);
  EXPECT_EQ(file.classes, (std::vector<AnnotationClass>{{"Tumor", {0x64, 0xFE, 0x2E}}, {"All", {0, 0, 1}}}));
  EXPECT_EQ(file.annotations[0].colour, std::nullopt);
  EXPECT_EQ(file.annotations[1].colour, (Colour{255, 0, 0}));
  EXPECT_EQ(file.annotations[2].className, "");
  const std::string again = written(file, AnnotationFormat::asap).text;
  for (const char* kept :
       {"Reader=\"X\"", "Type=\"Spline\"", "Type=\"PointSet\"", "PartOfGroup=\"All\"", "Name=\"All\""})
    EXPECT_NE(again.find(kept), std::string::npos) << kept;
  EXPECT_EQ(read(again).annotations, file.annotations);
}

TEST(AnnotationXml, AsapPointsStandInTheirOrder) {
  const AnnotationFile file =
      read(asap("<Annotation Type=\"Measurement\"><Coordinates><Coordinate Order=\"1\" X=\"1\" Y=\"1\"/><Coordinate "
                "Order=\"0\" X=\"0\" "
                "Y=\"0\"/></Coordinates></Annotation>"));
  EXPECT_EQ(file.annotations.at(0).geometry.lines, (std::vector<std::vector<Point>>{{{0, 0}, {1, 1}}}));
}

TEST(AnnotationXml, ImageScopesTypesOfRegions) {
  const AnnotationFile file = read(aperio(
      region(R"(Type="0" Text="free")", {{0, 0}, {9, 0}, {0, 9}}) + region(R"(Type="1")", box(0, 10)) +
      region(R"(Type="2")", {{0, 0}, {40, 20}}) + region(R"(Type="3")", {{1, 1}, {5, 5}}) +
      region(R"(Type="4")", {{1, 1}, {5, 5}}) + region(R"(Type="2")", {{5, 0}, {8, 2}, {9, 7}, {4, 9}, {0, 4}})));
  ASSERT_EQ(file.annotations.size(), 6U);
  // Some programs write an ellipse's whole outline.
  EXPECT_EQ(file.annotations[5].geometry.areas.at(0).outer.size(), 5U);
  EXPECT_EQ(file.mpp, 0.5);
  EXPECT_EQ(file.annotations[0].name, "free");
  EXPECT_EQ(file.annotations[0].className, "Tumor");
  EXPECT_EQ(file.annotations[0].classColour, (Colour{255, 0, 0}));
  EXPECT_EQ(file.annotations[1].shape, Shape::rectangle);
  EXPECT_EQ(file.annotations[2].shape, Shape::ellipse);
  EXPECT_EQ(file.annotations[2].geometry, ellipseOf({0, 0}, {40, 20}));
  EXPECT_EQ(file.annotations[3].shape, Shape::line);
  const std::string text = written(file, AnnotationFormat::aperio).text;
  EXPECT_EQ(read(text).annotations, file.annotations);
  EXPECT_NE(text.find("Type=\"3\""), std::string::npos);
  // 10 × 10 px at 0.5 µm a pixel.
  EXPECT_NE(text.find(R"(Length="40.0" Area="100.0" LengthMicrons="20.0" AreaMicrons="25.0")"), std::string::npos);
  EXPECT_NE(text.find(R"(LineColor="255")"), std::string::npos);
}

TEST(AnnotationXml, NegativeRegionsAreHoles) {
  const std::string hole = R"(Type="0" NegativeROA="1")";
  const AnnotationFile file =
      read(aperio(region(hole, box(2, 2)) + region("", box(0, 100)) + region("", box(1, 50)) +
                  region(hole, box(60, 5)) + region(hole, box(95, 10)) + region(hole, box(500, 5))));
  ASSERT_EQ(file.annotations.size(), 2U);
  // The rim was cut, which turns rings; the hole is still that hole.
  ASSERT_EQ(file.annotations[0].geometry.areas.at(0).holes.size(), 1U);
  EXPECT_TRUE(std::ranges::is_permutation(file.annotations[0].geometry.areas[0].holes[0], box(60, 5)));
  EXPECT_EQ(file.annotations[1].geometry.areas.at(0).holes, (std::vector<Ring>{box(2, 2)}));
  EXPECT_NEAR(polygonArea(file.annotations[0].geometry.areas[0]), 100 * 100 - 25 - 25, 0.1);
  EXPECT_EQ(file.findings,
            (std::vector<std::string>{
                "object 5: it is a negative region that reaches over the rim of others, and was cut out of them",
                "object 6: it is a negative region that lies in no other, and was left out"}));
}

TEST(AnnotationXml, AperioKeepsWhatItsRegionsAndLayersSay) {
  const AnnotationFile file = read(
      "<Annotations MicronsPerPixel=\"0.5\"><Annotation Id=\"1\" Name=\"A\" LineColor=\"1\" ReadOnly=\"1\" "
      "Visible=\"0\">"
      "<Attributes><Attribute Name=\"Description\" Id=\"0\" "
      "Value=\"layer\"/></Attributes><Regions><RegionAttributeHeaders>"
      "<AttributeHeader Id=\"7\" Name=\"Description\"/></RegionAttributeHeaders><Region Type=\"0\" Zoom=\"0.3\" "
      "Mine=\"x\"><Attributes>"
      "<Attribute Name=\"7\" Id=\"0\" Value=\"note\"/><Attribute Name=\"9\" Id=\"0\" "
      "Value=\"grade\"/></Attributes><Vertices>"
      "<Vertex X=\"0\" Y=\"0\"/><Vertex X=\"9\" Y=\"0\"/><Vertex X=\"0\" "
      "Y=\"9\"/></Vertices></Region></Regions></Annotation></Annotations>");
  ASSERT_EQ(file.annotations.size(), 1U);
  EXPECT_TRUE(file.annotations[0].locked);
  EXPECT_EQ(file.annotations[0].note, "note");
  const std::string text = written(file, AnnotationFormat::aperio).text;
  for (const char* kept :
       {"Zoom=\"0.3\"", "Mine=\"x\"", "Visible=\"0\"", "Value=\"layer\"", "Value=\"grade\"", "ReadOnly=\"1\""})
    EXPECT_NE(text.find(kept), std::string::npos) << kept;
  EXPECT_EQ(read(text).annotations, file.annotations);
}

TEST(AnnotationXml, AnotherResolutionIsSaid) {
  ReadOptions options;
  options.slideMpp = 0.25;
  EXPECT_EQ(read(aperio(""), options).findings,
            (std::vector<std::string>{"it was drawn at 0.5 µm a pixel, and the slide has 0.25"}));
}

TEST(AnnotationXml, RefusedWithTheObjectAndTheReason) {
  EXPECT_EQ(
      errorOf(aperio(region("", box(0, 9)) + "<Region><Vertices><Vertex X=\"NaN\" Y=\"1\"/></Vertices></Region>")),
      "a.xml: object 2: a coordinate is \"NaN\" and no finite number");
  EXPECT_EQ(errorOf(asap("<Annotation Type=\"Dot\"><Coordinates><Coordinate X=\"1\"/></Coordinates></Annotation>")),
            "a.xml: object 1: a point has no Y");
  EXPECT_EQ(errorOf(asap(drawn("Type=\"Cube\"", {{1, 2}}))),
            "a.xml: object 1: \"Cube\" is no type of ASAP's annotations");
  EXPECT_EQ(errorOf("<html></html>"), "a.xml: it is XML of another kind (\"html\"), neither ASAP's nor Aperio's");
}

TEST(AnnotationXml, CutOffAnywhereIsRefused) {
  const std::string whole = aperio(region("Text=\"x\"", box(0, 9)));
  for (std::size_t size = 1; size < whole.size(); ++size)
    EXPECT_FALSE(readAnnotations(whole.substr(0, size), "a.xml")) << size;
  EXPECT_EQ(errorOf(whole.substr(0, 100)), "a.xml: it ends in the middle, at byte 100");
}

TEST(AnnotationXml, BombsAndDepthsDoNothing) {
  const AnnotationFile bomb = read(
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
      "<ASAP_Annotations><Annotations><Annotation Name=\"&b;\" Type=\"Dot\"><Coordinates><Coordinate X=\"1\" "
      "Y=\"2\"/></Coordinates></Annotation></Annotations></ASAP_Annotations>");
  EXPECT_EQ(bomb.annotations.at(0).name, "&b;");
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  for (int i = 0; i < 200'000; ++i) deep += "</a>";
  EXPECT_TRUE(read(aperio("<Region>" + deep + "</Region>")).annotations.empty());
}

TEST(AnnotationXml, EncodingsBecomeUtf8) {
  const std::string text = asap(drawn("Name=\"M\xC3\xB6we\" Type=\"Dot\"", {{1, 2}}));
  std::string wide = "\xFF\xFE";
  for (const char c : asap(drawn("Name=\"Moewe\" Type=\"Dot\"", {{1, 2}}))) wide.append({c, '\0'});
  EXPECT_EQ(read(wide).annotations.at(0).name, "Moewe");
  EXPECT_EQ(read(text).annotations.at(0).name, "M\xC3\xB6we");
  std::string latin = asap(drawn("Name=\"M\xF6we\" Type=\"Dot\"", {{1, 2}}));
  latin.replace(0, 21, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>");
  EXPECT_EQ(read(latin).annotations.at(0).name, "M\xC3\xB6we");
  // Latin-1 that says nothing of it.
  EXPECT_EQ(read(asap(drawn("Name=\"M\xF6we\" Type=\"Dot\"", {{1, 2}}))).annotations.at(0).name, "M\xEF\xBF\xBDwe");
}

TEST(AnnotationXml, NoBytesCrashIt) {
  std::mt19937 random(4);
  for (const auto format : {AnnotationFormat::asap, AnnotationFormat::aperio}) {
    const std::string whole = written(everything(), format).text;
    for (int i = 0; i < 3'000; ++i) {
      std::string text = whole;
      for (int k = 0; k <= i % 3; ++k) text[random() % text.size()] = "<>/&;=\"'09-N\0\xFF"[random() % 14];
      if (const auto file = readAnnotations(text, "a"); file) {
        EXPECT_TRUE(writeAnnotations(file->annotations, format));
      }
    }
  }
}

TEST(AnnotationXml, SelfCrossingOutlinesAreRepairedAndSaid) {
  const AnnotationFile file = read(aperio(region("Text=\"bow tie\"", {{0, 0}, {10, 10}, {10, 0}, {0, 10}})));
  ASSERT_EQ(file.findings.size(), 1U);
  EXPECT_EQ(file.findings[0], "object 1 (\"bow tie\"): its outline crosses itself at 5.0, 5.0; it was repaired");
}

}  // namespace
}  // namespace snitt
