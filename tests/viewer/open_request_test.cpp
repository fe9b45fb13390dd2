#include "ui/window/open_request.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace snitt {
namespace {

OpenRequest sample() {
  OpenRequest request;
  // The last name is no UTF-8, as old shares have them.
  request.slides = {"/data/Pasient Ø 1/å%20.svs", "/data/\"quoted\"\n.tiff", "/data/\xE6ldre.svs"};
  request.at = "1000,2000.5,0.25";
  request.scores = {"/data/score"};
  request.geojson = {"/data/日本.geojson"};
  request.cohorts = {"/data/run 1/\xE6"};
  return request;
}

TEST(OpenRequest, ArrivesAsItWasSent) {
  EXPECT_EQ(OpenRequest::fromBytes(sample().toBytes()), sample());
  EXPECT_EQ(OpenRequest::fromBytes(OpenRequest().toBytes()), OpenRequest());
}

TEST(OpenRequest, ACaseAndARefusedLinkArrive) {
  OpenRequest request;
  request.labCase = CaseName{"\u00d8st & \"S\u00f8r\"", "26/H <1>"};
  EXPECT_EQ(OpenRequest::fromBytes(request.toBytes()), request);
  request.labCase->site.clear();
  EXPECT_EQ(OpenRequest::fromBytes(request.toBytes()), request);
  OpenRequest refused;
  refused.refused = "The link opens no case.";
  EXPECT_EQ(OpenRequest::fromBytes(refused.toBytes()), refused);
}

// Whatever runs as this account may write to the socket.
TEST(OpenRequest, WhatCanNameNoCaseIsAnError) {
  for (const QJsonValue& value :
       std::initializer_list<QJsonValue>{{},
                                         "STJ:1",
                                         1,
                                         QJsonArray{"STJ", "1"},
                                         QJsonObject(),
                                         QJsonObject{{"site", "STJ"}},
                                         QJsonObject{{"site", "STJ"}, {"accession", 1}},
                                         QJsonObject{{"site", "S:J"}, {"accession", "1"}},
                                         QJsonObject{{"site", "STJ"}, {"accession", "1\n2"}},
                                         QJsonObject{{"site", "\u202e"}, {"accession", "1"}},
                                         QJsonObject{{"site", "STJ"}, {"accession", QString(101, u'x')}}}) {
    QJsonObject object = QJsonDocument::fromJson(OpenRequest().toBytes()).object();
    object.insert(QLatin1String("case"), value);
    const auto read = OpenRequest::fromBytes(QJsonDocument(object).toJson());
    ASSERT_FALSE(read) << QJsonDocument(object).toJson().toStdString();
    EXPECT_EQ(read.error().kind, ErrorKind::corrupt);
  }
}

TEST(OpenRequest, PathsAreSeenFromTheSendersFolder) {
  OpenRequest request;
  request.slides = {"a slide.svs"};
  const auto received = OpenRequest::fromBytes(request.toBytes());
  ASSERT_TRUE(received);
  EXPECT_EQ(received->slides.front(), std::filesystem::current_path() / "a slide.svs");
}

TEST(OpenRequest, WhatIsNoRequestIsAnError) {
  const QByteArray whole = sample().toBytes();
  for (qsizetype size = 0; size < whole.size(); ++size) EXPECT_FALSE(OpenRequest::fromBytes(whole.first(size)));
  for (const auto& [key, value] : {std::pair<const char*, QJsonValue>("slides", "/a"),
                                   {"slides", QJsonArray{"a.svs"}},
                                   {"slides", QJsonArray{1}},
                                   {"slides", QJsonArray{"/a%00b"}},
                                   {"geojson", QJsonValue::Null},
                                   {"at", 3},
                                   {"format", "snitt-score/1"}}) {
    QJsonObject object = QJsonDocument::fromJson(whole).object();
    object.insert(QLatin1String(key), value);
    const auto read = OpenRequest::fromBytes(QJsonDocument(object).toJson());
    ASSERT_FALSE(read) << key;
    EXPECT_EQ(read.error().kind, ErrorKind::corrupt) << read.error().message;
  }
  EXPECT_FALSE(OpenRequest::fromBytes(QByteArray(50000, '[')));
}

TEST(OpenRequest, ANewerProgramsRequestIsNamedAsSuch) {
  const auto read = OpenRequest::fromBytes("{\"format\": \"snitt-open/2\"}");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::unsupported);
  EXPECT_NE(read.error().message.find("snitt-open/2"), std::string::npos);
  EXPECT_NE(read.error().message.find("snitt-open/1"), std::string::npos);
}

}  // namespace
}  // namespace snitt
