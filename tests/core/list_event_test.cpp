// Lists of laboratories: which rows become which cases, and what a list is refused for.
#include <gtest/gtest.h>

#include "core/worklist/list_event.h"
#include "support/event_summary.h"

namespace snitt {
namespace {

const std::string kColumns =
    "[list.columns]\naccession = \"Case\"\norder = \"Order\"\npatientNumber = \"PID\"\nname = \"Name\"\n"
    "birthDate = \"Born\"\nsex = \"Sex\"\nspecimen = \"Specimen\"\nblock = \"Block\"\ntumourBlock = \"Tumour\"\n"
    "slide = \"Slide\"\nstain = \"Stain\"\nbarcode = \"Barcode\"\nfile = \"File\"\nflags = \"Flags\"\nurgent = "
    "\"Urgent\"\n"
    "received = \"Received\"\npT = \"pT\"\n";
const std::string kHeader =
    "Case,Order,PID,Name,Born,Sex,Specimen,Block,Tumour,Slide,Stain,Barcode,File,Flags,Urgent,Received,pT\n";

Site siteOf(const std::string& list = "", const std::string& columns = kColumns) {
  const auto site = Site::parse("format = \"snitt-site/1\"\nname = \"HOSP\"\n[list]\n" + list + columns, "/");
  EXPECT_TRUE(site) << site.error().message;
  return site ? *site : Site::withoutFile("none");
}

LabList listOf(const std::string& text, const Site& site = siteOf()) {
  auto list = readList(text, site, "2024-03-05T10:00:00Z");
  EXPECT_TRUE(list) << list.error().message;
  return list ? std::move(*list) : LabList{};
}

std::string errorOf(const std::string& text, const Site& site = siteOf()) {
  const auto list = readList(text, site, "2024-03-05T10:00:00Z");
  EXPECT_FALSE(list);
  return list ? "" : list.error().message;
}

TEST(ListEvent, RowsOfACaseAreOneEvent) {
  const LabList list = listOf(kHeader +
                              "H1,O1,7,\"Sæther, Åse\",1950-01-01,F,A,1,yes,1,HE,H1;A;1;1,/scans/H1_A1.svs,,yes,,pT3\n"
                              "H2,,8,Berg,19600202,M,,,,,,,,no-ai; do not use,no,,\n"
                              "H1,,7,,,,A,1,,2,PAS,,,,,,\n"
                              "H1,,,,,,B,,,,,,,,,,3\n");
  ASSERT_EQ(list.events.size(), 2U);
  EXPECT_EQ(test::summaryOf(list.events[0]),
            "list of HOSP at 2024-03-05T10:00:00Z\n7//MR Sæther,Åse,1950-01-01,F\n"
            "case H1 [O1] urgent received \nspecimen A (, )\nblock 1 tumour\nslide 1 HE H1;A;1;1\nslide 2 PAS \n"
            "specimen B (, )\npT 3\n");
  EXPECT_EQ(test::summaryOf(list.events[1]),
            "list of HOSP at 2024-03-05T10:00:00Z\n8//MR Berg,,1960-02-02,M\ncase H2 [] routine received \n");
  EXPECT_EQ(list.events[1].flags,
            (std::vector<ToldFlag>{{Flag::noAi, true, true, ""}, {Flag::doNotUse, true, true, ""}}));
  EXPECT_EQ(list.events[1].control, "line 3");
  EXPECT_NE(list.events[0].digest, list.events[1].digest);
  const SlideIdentity slide{"H1", "A", "1", "1", "HE"};
  EXPECT_EQ(list.slides,
            (std::vector<SlideOnList>{{"H1;A;1;1", {"HOSP", "H1"}, slide}, {"H1_A1", {"HOSP", "H1"}, slide}}));
}

TEST(ListEvent, TheSameRowsGiveTheSameDigest) {
  const std::string row = "H1,,7,,,,,,,,,,,,,,\n";
  const std::string digest = listOf(kHeader + row).events.at(0).digest;
  EXPECT_EQ(listOf(kHeader + "H0,,,,,,,,,,,,,,,,\n" + row).events.at(1).digest, digest);
  EXPECT_NE(listOf(kHeader + "H1,,8,,,,,,,,,,,,,,\n").events.at(0).digest, digest);
}

// A mistake that a list told and the next one took back.
TEST(ListEvent, TheSameRowsOfALaterListAreNews) {
  const auto digestAt = [](const char* stated) {
    return readList(kHeader + "H1,,7,,,,,,,,,,,,,,pT2\n", siteOf(), stated)->events.at(0).digest;
  };
  EXPECT_EQ(digestAt("2024-03-05T10:00:00Z"), digestAt("2024-03-05T10:00:00Z"));
  EXPECT_NE(digestAt("2024-03-05T10:00:00Z"), digestAt("2024-03-07T10:00:00Z"));
}

TEST(ListEvent, AnOrderStandsForACaseWithoutAccession) {
  const LabList list = listOf(kHeader + ",O1,7,,,,,,,,,X1,,,,,\n");
  EXPECT_EQ(list.events.at(0).cases.at(0).orders, std::vector<std::string>{"O1"});
  EXPECT_TRUE(list.slides.empty());
  EXPECT_EQ(errorOf(kHeader + ",,7,,,,,,,,,,,,,,\n"),
            "line 2, column \"Case\": is empty, and nothing else names the case");
}

TEST(ListEvent, ReadsWhatExcelWrites) {
  const Site site = siteOf("separator = \";\"\n", "[list.columns]\naccession = \"Sak\"\nfamily = \"Navn\"\n");
  for (const std::string text : {"Sak;Navn\nH1;Bj\xC3\xB8rn\n", "\xEF\xBB\xBFSak;Navn\r\nH1;Bj\xC3\xB8rn\r\n",
                                 "Sak;Navn\r\nH1;Bj\xF8rn", "sep=,\r\nSak,Navn\r\nH1,Bj\xF8rn\r\n",
                                 "\xEF\xBB\xBFsep=;\nSak;Navn\nH1;\"Bj\xC3\xB8rn\"\n", "Sak;Navn\rH1;Bj\xF8rn\r"})
    EXPECT_EQ(listOf(text, site).events.at(0).patient.family, "Bjørn") << text;
  EXPECT_EQ(errorOf("sep=,\nSak,Navn\nH1,a\nH1,b\n", site),
            "line 4, column \"Navn\": says something else than an earlier row of the same case");
}

TEST(ListEvent, ReadsTheDatesThatTheSiteWrites) {
  const auto born = [](const std::string& dates, const std::string& text) {
    const Site site = siteOf(dates, "[list.columns]\naccession = \"C\"\nbirthDate = \"B\"\n");
    const auto list = readList("C,B\nH1," + text + "\n", site, "");
    return list ? list->events.at(0).patient.birthDate : "refused";
  };
  for (const char* text : {"1958-06-14", "19580614", "14.06.1958", "14.6.1958"})
    EXPECT_EQ(born("", text), "1958-06-14");
  for (const char* text : {"", "NA", "unknown"}) EXPECT_EQ(born("", text), "");
  EXPECT_EQ(born("dates = \"day-first\"\n", "03/06/1958"), "1958-06-03");
  EXPECT_EQ(born("dates = \"month-first\"\n", "03/06/1958"), "1958-03-06");
  EXPECT_EQ(born("dates = \"month-first\"\n", "3.6.1958"), "1958-06-03");
  for (const char* text : {"03/06/1958", "31.02.1958", "1958", "14.06.58", "June 1958", "1.2.3.1958"})
    EXPECT_EQ(born("", text), "refused") << text;
}

TEST(ListEvent, NamesLineAndColumnAndNoValue) {
  const auto messageOf = [](const std::string& cells) {
    const std::string message = errorOf(kHeader + cells);
    EXPECT_EQ(message.find("SECRET"), std::string::npos);
    return message;
  };
  EXPECT_EQ(
      messageOf("H1,,,,SECRET,,,,,,,,,,,,\n"),
      "line 2, column \"Born\": is no date such as 2024-12-31 (the site's list.dates says which others are read)");
  EXPECT_EQ(messageOf("H1,,,,,,,,SECRET,,,,,,,,\n"), "line 2, column \"Tumour\": is neither yes nor no");
  EXPECT_EQ(messageOf("H1,,,,,,,,,,,,,SECRET,,,\n"),
            "line 2, column \"Flags\": is no flag: no-ai, research-reservation, consent-withdrawn and do-not-use are");
  EXPECT_EQ(messageOf("H1,,,,,,,,,,,,,,,,SECRET\n"), "line 2, column \"pT\": is no value of pT");
  EXPECT_EQ(messageOf("H1,,7,,,,,,,,,,,,,,\nH1,,SECRET,,,,,,,,,,,,,,\n"),
            "line 3, column \"PID\": says something else than an earlier row of the same case");
  EXPECT_EQ(messageOf("H1,,,,,,,1,yes,,,,,,,,\nH1,,,,,,,1,no,,,,,,,,\n"),
            "line 3, column \"Tumour\": says something else than an earlier row of the same case");
  EXPECT_EQ(messageOf("H1,,,,,,A,,,,,X,,,,,\nH1,,,,,,B,,,,,X,,,,,\n"),
            "line 3, column \"Barcode\": names another slide in an earlier row");
  EXPECT_EQ(messageOf("SECRET\n"), "line 2 has 1 fields, the header has 17");
  EXPECT_EQ(messageOf(std::string(201, 'x') + ",,,,,,,,,,,,,,,,\n"),
            "line 2, column \"Case\": is longer than 200 bytes");
}

TEST(ListEvent, SaysWhichColumnIsNotThere) {
  EXPECT_EQ(errorOf("SECRET,SECRET\n"), "the list has no header in which each column has a name of its own");
  EXPECT_EQ(errorOf("SECRET,OTHER\n"),
            "the list has no column \"Case\", which the site's list.columns.accession names");
  EXPECT_EQ(errorOf(""), "the list is empty: it needs a header");
  EXPECT_EQ(errorOf("A\n", siteOf("", "")),
            "the site file says nothing of the columns of lists: list.columns is missing");
  EXPECT_EQ(errorOf("A\n", siteOf("", "[list.columns]\nfamily = \"A\"\n")),
            "the site's list.columns name neither an accession nor an order");
}

TEST(ListEvent, KeepsHostileTextAsText) {
  const Site site = siteOf("", "[list.columns]\naccession = \"C\"\nfamily = \"F\"\ncomment = \"T\"\n");
  const std::string hostile = "=cmd|' /C calc'!A1<img src=x onerror=1>'); DROP TABLE lab_case;--\xE2\x80\xAE\x1B[31m";
  const std::string huge(std::size_t{3} << 20U, 'x');
  const LabList list = listOf("C,F,T\n\"" + hostile + "\",\"" + hostile + "\",\"" + huge + "\"\n", site);
  EXPECT_EQ(list.events.at(0).cases.at(0).accession, hostile);
  EXPECT_EQ(list.events.at(0).patient.family, hostile);
  EXPECT_EQ(list.events.at(0).cases.at(0).comment.size(), std::size_t{1} << 20U);
}

}  // namespace
}  // namespace snitt
