// Messages of other systems, as they were published: what each gives, as a person reads it in the file.
#include <cstdlib>
#include <ctime>
#include <map>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/hl7/message.h"
#include "core/worklist/hl7_event.h"
#include "support/event_summary.h"
#include "support/shared_data.h"

namespace snitt {
namespace {

class Hl7RealMessages : public testing::Test {
 protected:
  // Central European time, for messages that name no zone.
  void SetUp() override {
    SNITT_NEEDS_SHARED_DATA();
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
  }
  void TearDown() override {
    unsetenv("TZ");
    tzset();
  }

  static std::string textOf(const std::string& name) {
    const auto text = readFile(test::sharedData() / "messages" / name);
    EXPECT_TRUE(text) << name;
    return text ? *text : "";
  }

  // The event, or the error in words.
  static std::string givenBy(const std::string& name, const Site* site = nullptr) {
    const std::string file = textOf(name);
    const auto messages = hl7::messagesIn(file);
    if (!messages) return messages.error().message;
    if (messages->size() != 1) return "several messages";
    const auto events = hl7Events(messages->front(), site);
    if (!events) return events.error().message;
    return events->size() == 1 ? test::summaryOf(events->front()) : "several events";
  }
};

TEST_F(Hl7RealMessages, HistopathologyOrder) {
  EXPECT_EQ(givenBy("histopathology/medlis_histo_OML_O21.hl7"),
            "HL7 OML^O21 of STJAMES at 2024-11-05T08:30:00Z\n"
            "7145823/STJAMES/MRN 2098734EF/PPS/PPS WALSH,CATHAL,1958-06-14,M\n"
            "case  [ORD19001] received 2024-11-05T08:30:00Z\n"
            "comment Right hemicolectomy. Caecal mass. Known malignancy on biopsy.\n"
            "specimen  (Tissue specimen, )\n");
}

TEST_F(Hl7RealMessages, GenomicOrder) {
  EXPECT_EQ(givenBy("nwgmsa/OML_O21_PDF.txt"),
            "HL7 OML^O21 of R0A at 2019-05-14T08:25:27Z\n"
            "633/R0A/MR 9449305552/NHS/NH CHISLETT,Octavia,2008-09-20,F\n"
            "case 1001166717 [1601737] received 2019-05-14T08:20:00Z\n"
            "specimen  (, )\n");
}

TEST_F(Hl7RealMessages, PublicHealthOrders) {
  EXPECT_EQ(givenBy("reportstream/sample_oml_20240319-001.hl7"),
            "HL7 OML^O21 of Centracare at 2023-05-06T10:29:16Z\n"
            "11102779/CRPMRN/MR SMITH,BB SARAH,2023-05-04,M\n"
            "case  [421832901] received 2023-05-06T10:29:13Z\n"
            "specimen  (Blood spatter specimen, )\n");
  EXPECT_EQ(givenBy("reportstream/oml_o21-full.hl7"),
            "HL7 OML^O21 of OrderingFacilityName at 2019-07-20T07:12:29Z\n"
            "Patidlist/STARLIMS.CDC.Stag/PI PID123/SPHL-000048/PI test/STARLIMS.CDC.Stag/PI Mega,HL7 MI,1640,F\n"
            "case Filler Identifier [Placer Identifier, Specimen123, Specimen12311] received 2021-06-04T11:25:06Z\n"
            "comment relevent info\nNote about the observation request\nsecond\nthird\nfourth\nMore request notes\n"
            "specimen  (SNOMEDTEXT, Nasopharyngeal structure (body structure))\n");
  // It names no laboratory, and its patient is empty.
  EXPECT_EQ(givenBy("reportstream/oml-obr-to-specimen.hl7"), "MSH-4 names no laboratory; a site file would");
  const Site site = Site::withoutFile("LAB");
  EXPECT_EQ(givenBy("reportstream/oml-obr-to-specimen.hl7", &site),
            "HL7 OML^O21 of LAB at 2023-08-16T17:33:58Z\n,,,\n"
            "case  [Specimen123] received 2024-02-20T14:00:00Z\nspecimen  (ID, Left Naris)\n");
}

TEST_F(Hl7RealMessages, ImagingOrders) {
  const std::string rest =
      "PID_1/ADT1/ Smith,Lucy Mark,2014-10-14,F\n"
      "case FillerOrderNumberImagingServiceRequest [PlacerOrderNumberImagingServiceRequest] received ";
  EXPECT_EQ(givenBy("dcm4che/OMI_O23-ImagingOrder.hl7"), "HL7 OMI^O23 of XYZ_RADIOLOGY at 2022-03-24T18:31:55Z\n" +
                                                             rest + "2022-03-24T18:31:55Z\ncomment MedicalAlerts\n");
  EXPECT_EQ(givenBy("dcm4che/ORM_O01-GeneralOrder.hl7"), "HL7 OMI^O23 of XYZ_RADIOLOGY at 2022-03-24T18:31:56Z\n" +
                                                             rest + "2022-03-24T18:31:56Z\ncomment MedicalAlerts\n");
  const auto site =
      Site::parse("format = \"snitt-site/1\"\nname = \"X\"\n[messages]\naccession = [\"IPC-1\", \"OBR-18\"]\n", "/");
  ASSERT_TRUE(site);
  for (const char* name : {"dcm4che/OMI_O23-ImagingOrder.hl7", "dcm4che/ORM_O01-GeneralOrder.hl7"})
    EXPECT_NE(givenBy(name, &*site).find("case AccessionNumber [Placer"), std::string::npos) << name;
}

TEST_F(Hl7RealMessages, ConverterOrders) {
  // The legal name is the second one.
  const std::string patient = "PATID1234/test1/MR 123456789/USSSA/SS Josh,stanley,1988-08-18,M\n";
  EXPECT_EQ(givenBy("fhir-converter/OML-O21-01.hl7"),
            "HL7 OML^O21 of GHHSFacility at 2021-10-20T09:11:00Z\n" + patient +
                "case AI-30 [1101, 1201] routine received 2012-02-29T21:45:00Z\ncomment Urgent\n"
                "specimen  (Serum, Specimen source site)\n");
  EXPECT_EQ(givenBy("fhir-converter/OML-O21-02.hl7"),
            "HL7 ORM^O01 of GHHSFacility at 2021-10-20T09:11:00Z\n" + patient +
                "case AI-30 [1101, 1201, 2203, 2301] routine received 2012-02-29T21:45:00Z\ncomment Urgent\n"
                "specimen  (Serum, Specimen source site)\n");
  EXPECT_EQ(givenBy("fhir-converter/OML-O21-03.hl7"),
            "ORC belongs to an order that has neither an accession nor an order number");
}

TEST_F(Hl7RealMessages, ScannedSlides) {
  const std::string head =
      " of CASECENTER FACILITY at 2019-03-11T09:16:33Z\n00000-0000000// AAAAAAAA,AAAAAA A,2019-04-11,M\n";
  const std::string one = "case 40bcbe96bcbf8cda8b07403263b92cb4 [5ca95f51971d414bbcb4be9ca88e9846]";
  const std::string rest = " received \ncomment Submission of serum\nspecimen  (Biopsy, Skin, )\n";
  EXPECT_EQ(givenBy("fhir-converter/OUL-R22-01.hl7"), "HL7 OUL^R22" + head + one + " urgent" + rest);
  EXPECT_EQ(givenBy("fhir-converter/OUL-R24-01.hl7"), "HL7 OUL^R24" + head + one + " urgent" + rest);
  EXPECT_EQ(givenBy("fhir-converter/OUL-R22-02.hl7"),
            "HL7 OUL^R22" + head + one + rest +
                "case 40bcbe9f8cda8b07403263b92cb4 [5ca95f519414bbcb4be9ca88e9846] received \ncomment Submission\n"
                "specimen  (Biopsy, Skin, )\n");
  // As a laboratory would set it up: the accession of the container, blocks and slides of its number.
  const auto site = Site::parse(R"(
format = "snitt-site/1"
name = "CASECENTER"
[messages]
accession = ["SAC-2"]
[[pattern]]
sources = ["barcode"]
match = '(?P<accession>\d{4}-PAT-\d+)-(?P<specimen>\d+)-(?P<block>\d+)-(?P<slide>\d+)'
[[pattern.example]]
text = "2017-PAT-123456-1-2-5"
accession = "2017-PAT-123456"
specimen = "1"
block = "2"
slide = "5"
)",
                                "/");
  ASSERT_TRUE(site) << site.error().message;
  const std::string given = givenBy("fhir-converter/OUL-R22-02.hl7", &*site);
  EXPECT_NE(given.find("case 2017-PAT-123456 [5ca95f51971d414bbcb4be9ca88e9846, 40bcbe96bcbf8cda8b07403263b92cb4]"),
            std::string::npos)
      << given;
  EXPECT_NE(given.find("specimen 1 (Biopsy, Skin, )\nblock 2\nslide 5  2018-PAT-123456-1-2-5\n"), std::string::npos)
      << given;
}

TEST_F(Hl7RealMessages, ReportsAreNoOrders) {
  for (const char* name :
       {"histopathology/medlis_histo_ORU_R01.hl7", "nwgmsa/ORU_R01_PDF.txt", "dcm4che/ORU_R01-CDA.hl7",
        "dcm4che/ORU_R01-SR.hl7", "fhir-converter/ORU-R01-01.hl7", "fhir-converter/ORU-R01-RMGEAD.hl7"})
    EXPECT_EQ(givenBy(name), "MSH-9 says ORU^R01, which is neither an order nor a patient message that is read")
        << name;
}

// A line end stands in the middle of its document.
TEST_F(Hl7RealMessages, ABrokenSegmentIsNamed) {
  EXPECT_EQ(givenBy("dcm4che/ORU_R01-PDF.hl7"), "line 10 is no segment");
}

// Other files of that folder are no HL7 version 2.
TEST_F(Hl7RealMessages, WhatIsNoMessageIsRefused) {
  for (const char* name : {"DiagnosticReport-ex-MHV-labReport-5.json", "mwl/wklist1.wl", "mwl/wklist1.dump",
                           "mwl/dcm4che_findscu_mwl_query.xml"})
    EXPECT_FALSE(hl7::messagesIn(textOf(name))) << name;
}

TEST_F(Hl7RealMessages, MayBeCutAnywhere) {
  for (const char* name : {"histopathology/medlis_histo_OML_O21.hl7", "fhir-converter/OUL-R22-02.hl7"}) {
    const std::string text = textOf(name);
    for (std::size_t length = 0; length < text.size(); ++length) (void)hl7Events(text.substr(0, length), nullptr);
  }
}

}  // namespace
}  // namespace snitt
