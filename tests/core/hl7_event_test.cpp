// What messages say of patients and cases. The messages are made up after HL7 2.5.1 and 2.9.
#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/worklist/hl7_event.h"
#include "support/event_summary.h"

namespace snitt {
namespace {

const std::string kPatient = "PID|1||4711^^^RIKS^MR~01015012345^^^NOR^NI||Sæther^Åse^Marie^^^^L||19500101|F\r";

std::string header(const std::string& type, const std::string& charset = "UNICODE UTF-8") {
  return "MSH|^~\\&|LIS|Pathology Oslo|SNITT||20240305101500+0100||" + type + "|42|P|2.5.1|||||NO|" + charset + "\r";
}

std::string order(const std::string& segments) { return header("OML^O21^OML_O21") + kPatient + segments; }

LabEvent eventOf(const std::string& message, const Site* site = nullptr) {
  const auto events = hl7Events(message, site);
  EXPECT_TRUE(events) << events.error().message;
  return events && events->size() == 1 ? events->front() : LabEvent{};
}

Error errorOf(const std::string& message, const Site* site = nullptr) {
  const auto events = hl7Events(message, site);
  EXPECT_FALSE(events);
  return events ? Error{} : events.error();
}

Site siteOf(const std::string& toml) {
  const auto site = Site::parse("format = \"snitt-site/1\"\nname = \"HOSP\"\n" + toml, "/");
  EXPECT_TRUE(site) << site.error().message;
  return site ? *site : Site::withoutFile("none");
}

TEST(Hl7Event, ReadsAnOrderWithItsPatientAndSpecimens) {
  const LabEvent event = eventOf(order(
      "ORC|NW|P1^EHR|H24-7^LIS|||||||20240305\rTQ1|1||||||||S^Stat^HL70485\rOBR|1|P1^EHR|H24-7^LIS|11529-5^Study^LN\r"
      "NTE|1||Caecum \\T\\ appendix~second line\rOBX|1|ST|21899-0^pT^LN||ypT3||||||F\rNTE|1||of somebody's result\r"
      "OBX|2|CWE|x^y^L^21900-6^pN^LN||1b^pN1b^L||||||F\rOBX|3|NM|21894-1^^LN||14||||||F\r"
      "OBX|4|NM|21893-3^^LN||1||||||F\rOBX|5|NM|21893-3^^LN||9||||||X\r"
      "SPM|1|&EHR^H24-7-A&LIS||119376003^Tissue specimen^SCT||||32713005^Caecum^SCT||||||||||20240304153000+0100\r"
      "SPM|2|S2&EHR||T^^^^^^^^Node\r"));
  EXPECT_EQ(test::summaryOf(event),
            "HL7 OML^O21 of Pathology Oslo at 2024-03-05T09:15:00Z\n"
            "4711/RIKS/MR 01015012345/NOR/NI Sæther,Åse Marie,1950-01-01,F\n"
            "case H24-7 [P1] urgent received 2024-03-04T14:30:00Z\n"
            "comment Caecum & appendix\nsecond line\n"
            "specimen A (Tissue specimen, Caecum)\nspecimen S2 (Node, )\n"
            "pT 3\npN 1b\nnodes 14\npositiveNodes 1\nyPrefix yes\n");
  EXPECT_EQ(event.control, "42");
  EXPECT_EQ(event.digest.size(), 64U);
}

TEST(Hl7Event, ReadsTheSameInEveryEncodingAndLineEnd) {
  const std::string utf8 = order("ORC|NW|1|2\rOBR|1|1|2\r");
  std::string latin1;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    latin1 += byte == 0xC3 ? static_cast<char>(static_cast<unsigned char>(utf8[++i]) + 0x40) : utf8[i];
  }
  latin1.replace(latin1.find("UNICODE UTF-8"), 13, "8859/1");
  LabEvent expected = eventOf(utf8);
  for (const std::string& text : {utf8, latin1})
    for (const std::string end : {"\r", "\n", "\r\n"})
      for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
        std::string message = mark;
        for (const char letter : text) message += letter == '\r' ? end : std::string(1, letter);
        LabEvent event = eventOf(message);
        event.digest = expected.digest;
        EXPECT_EQ(event, expected);
      }
}

TEST(Hl7Event, LooksForTheAccessionInTheSitesFieldsInTheirOrder) {
  const std::string all = "ORC|NW|P1|C3" + std::string(35, '|') + "C38\rOBR|1|P1|B3\r";
  EXPECT_EQ(eventOf(order(all + "SPM|1|" + std::string(27, '|') + "|S30\r")).cases.at(0).accession, "S30");
  EXPECT_EQ(eventOf(order(all)).cases.at(0).accession, "B3");
  EXPECT_EQ(eventOf(order("ORC|NW|P1|C3\rOBR|1|P1\r")).cases.at(0).accession, "C3");
  EXPECT_EQ(eventOf(order("ORC|NW|P1|" + std::string(35, '|') + "C38\rOBR|1|P1\r")).cases.at(0).accession, "C38");
  const LabEvent pending = eventOf(order("ORC|NW|P2\rOBR|1|P1\r"));
  EXPECT_EQ(pending.cases.at(0).accession, "");
  EXPECT_EQ(pending.cases.at(0).orders, (std::vector<std::string>{"P1", "P2"}));
  const Site site = siteOf("[messages]\naccession = [\"ZXX-2.2\", \"PV1-19\"]\n");
  EXPECT_EQ(eventOf(order("PV1|1" + std::string(18, '|') + "V7\r" + all), &site).cases.at(0).accession, "V7");
  const LabEvent told = eventOf(order("PV1|1" + std::string(18, '|') + "V7\r" + all + "ZXX|1|a^b\r"), &site);
  EXPECT_EQ(told.cases.at(0).accession, "b");
  EXPECT_EQ(told.site, "HOSP");
}

// Name spaces and authorities stand where a number is missing; as an accession one would gather all such orders.
TEST(Hl7Event, ANameSpaceIsNoAccession) {
  const std::string tail(28, '|');
  const LabEvent event = eventOf(order("ORC|NW|P1|^COPATH\rOBR|1|P1|^COPATH\rSPM|1" + tail + "|^^^LAB\r"));
  EXPECT_EQ(event.cases.at(0).accession, "");
  EXPECT_EQ(event.cases.at(0).orders, std::vector<std::string>{"P1"});
  // A pair of numbers, of which the laboratory gives the second.
  const Site pair = siteOf("[messages]\naccession = [\"SPM-2\"]\n");
  EXPECT_EQ(eventOf(order("ORC|NW|P1\rSPM|1|&EHR^H24-7&LIS\r"), &pair).cases.at(0).accession, "H24-7");
  EXPECT_EQ(eventOf(order("ORC|NW|P1\rSPM|1|S1&EHR^H24-7&LIS\r"), &pair).cases.at(0).accession, "S1");
  const Site exact = siteOf("[messages]\naccession = [\"OBR-3.2\"]\n");
  EXPECT_EQ(eventOf(order("ORC|NW|P1\rOBR|1|P1|^H24-7\r"), &exact).cases.at(0).accession, "H24-7");
}

// It would count as newer than every correction that follows.
TEST(Hl7Event, AMessageOfTheFutureIsRefused) {
  const auto sentAt = [](std::chrono::seconds from) {
    const std::time_t time = std::time(nullptr) + from.count();
    std::tm utc{};
    gmtime_r(&time, &utc);
    std::array<char, 32> text{};
    std::string sent = order("ORC|NW|P1|H1\r");
    sent.replace(sent.find("20240305101500+0100"), 19,
                 std::string(text.data(), std::strftime(text.data(), text.size(), "%Y%m%d%H%M%S+0000", &utc)));
    return hl7Events(sent, nullptr);
  };
  EXPECT_TRUE(sentAt(std::chrono::minutes(10))) << "clocks differ";
  const auto refused = sentAt(std::chrono::minutes(20));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::corrupt);
  EXPECT_NE(refused.error().message.find("MSH-7 is a time that has not come yet"), std::string::npos);
}

// Labels are shown to everybody and stay when a patient is erased: a number that may be the case's is none.
TEST(Hl7Event, NumbersOfSpecimensTellThemApartAndAreNoLabels) {
  const auto labelsOf = [](const std::string& segments, const Site* site = nullptr) {
    std::vector<std::string> labels;
    const LabEvent event = eventOf(order(segments), site);
    for (const ToldSpecimen& specimen : event.cases.at(0).specimens) labels.push_back(specimen.label);
    return labels;
  };
  using Labels = std::vector<std::string>;
  EXPECT_EQ(labelsOf("ORC|NW|P1\rSPM|1|2017-PAT-123456-1\r"), Labels{""});
  EXPECT_EQ(labelsOf("ORC|NW|P1\rSPM|1|H24-7\rSPM|2|380604-s\rSPM|3|H24-7\rSPM|4|B\r"), (Labels{"", "2", "B"}));
  EXPECT_EQ(labelsOf("ORC|NW|P1\rSPM|1|2\rSPM|2\rSPM|3|H24-7-A\r"), (Labels{"2", "", "3"}));
  EXPECT_EQ(labelsOf("ORC|NW|P1\rSPM|1|H24-7-A\rORC|NW|P1\rSPM|1|H24-7-B\r"), (Labels{"", "2"}));
  EXPECT_EQ(labelsOf("ORC|NW|P1|H24-7\rSPM|1|H24-7-A\rSPM|2|H24-9-B\r"), (Labels{"A", ""}));
  // What the site's patterns say is a label.
  const Site site = siteOf(
      "[[pattern]]\nsources = [\"barcode\"]\nmatch = '(?P<accession>H[0-9]+);(?P<specimen>[A-Z0-9]+)'\n"
      "[[pattern.example]]\ntext = \"H1;A1B2C3\"\naccession = \"H1\"\nspecimen = \"A1B2C3\"\n");
  EXPECT_EQ(labelsOf("ORC|NW|P1|H1\rSPM|1|H1;A1B2C3\r", &site), Labels{"A1B2C3"});
}

TEST(Hl7Event, NeverGuessesBetweenAccessions) {
  const std::string tail(28, '|');
  EXPECT_EQ(errorOf(order("ORC|NW|P1\rSPM|1" + tail + "|S1\rSPM|2" + tail + "|S2\r")).message,
            "SPM-30 names several accessions for one order");
  EXPECT_EQ(errorOf(order("ORC|NW\rOBR|1\r")).message,
            "ORC belongs to an order that has neither an accession nor an order number");
}

TEST(Hl7Event, GathersTheOrdersOfACase) {
  const LabEvent event =
      eventOf(order("ORC|CA|P1|H1\rOBR|1|P1|H1\rSPM|1|A\rORC|NW|P2|H1\rOBR|1|P2|H1\rSPM|1|B\rORC|OC|P3|H2\rOBR|1|P3|"
                    "H2\rOBR|2|P4|H3\r"));
  ASSERT_EQ(event.cases.size(), 3U);
  EXPECT_EQ(event.cases[0].orders, (std::vector<std::string>{"P1", "P2"}));
  EXPECT_EQ(event.cases[0].deed, OrderDeed::place);
  EXPECT_EQ(event.cases[0].specimens.size(), 2U);
  EXPECT_EQ(event.cases[1].deed, OrderDeed::cancel);
  // An order control holds for every request under it.
  EXPECT_EQ(event.cases[2].accession, "H3");
  EXPECT_EQ(event.cases[2].deed, OrderDeed::cancel);
}

TEST(Hl7Event, KnowsPrioritiesOldAndNew) {
  const auto priorityIn = [](const std::string& segments) { return eventOf(order(segments)).cases.at(0).priority; };
  EXPECT_EQ(priorityIn("ORC|NW|1|2||||^^^^^S\r"), Priority::urgent);
  EXPECT_EQ(priorityIn("OBR|1|1|2||A\r"), Priority::urgent);
  EXPECT_EQ(priorityIn("OBR|1|1|2" + std::string(23, '|') + "|^^^^^R\r"), Priority::routine);
  EXPECT_EQ(priorityIn("ORC|NW|1|2\rTQ1|1||||||||R\r"), Priority::routine);
  EXPECT_EQ(priorityIn("ORC|NW|1|2\rTQ1|1||||||||TS5\r"), Priority::urgent);
  EXPECT_EQ(priorityIn("ORC|NW|1|2\rTQ1|1||||||||PRN\r"), std::nullopt);
}

TEST(Hl7Event, ALaterMessageDoesNotMoveWhenACaseWasReceived) {
  EXPECT_EQ(eventOf(order("ORC|NW|1|2||||||20240301+0000\r")).cases.at(0).received, "2024-03-01T00:00:00Z");
  EXPECT_EQ(eventOf(order("ORC|NW|1|2\r")).cases.at(0).received, "2024-03-05T09:15:00Z");
  EXPECT_EQ(eventOf(order("ORC|XO|1|2||||||20240301\r")).cases.at(0).received, "");
}

TEST(Hl7Event, UnderstandsContainersByTheSitesPatterns) {
  const Site site = siteOf(
      "[[pattern]]\nsources = [\"barcode\"]\n"
      "match = "
      "'(?P<accession>H[0-9]+);(?P<specimen>[A-Z])(?:;(?P<block>[0-9]+)(?:;(?P<slide>[0-9]+);(?P<stain>.+))?)?'\n"
      "[[pattern.example]]\ntext = \"H1;A\"\naccession = \"H1\"\nspecimen = \"A\"\n[stains]\n\"01\" = \"HE\"\n");
  const LabEvent event = eventOf(
      order("ORC|NW|P1|H1\rOBR|1|P1|H1\rSPM|1|H1;B||T\rSAC|||H1;B;2|H9;B;3\rSAC|||H1;B;2;1;01\rSAC|||H1;B;2;1;01\r"),
      &site);
  EXPECT_EQ(test::summaryOf(event.cases.at(0)),
            "case H1 [P1] received 2024-03-05T09:15:00Z\nspecimen B (T, )\nblock 2\nslide 1 HE H1;B;2;1;01\n");
}

TEST(Hl7Event, SetsFlagsThatTheSiteReadsFromFields) {
  const Site site = siteOf(
      "[[messages.flag]]\nfield = \"ZCO-1\"\nvalue = \"N\"\nflag = \"no-ai\"\n"
      "[[messages.flag]]\nfield = \"ZCO-2\"\nvalue = \"Y\"\nflag = \"research-reservation\"\nof = \"case\"\nset = "
      "false\n");
  const LabEvent event = eventOf(order("ORC|NW|1|2\rZCO|N|Y\r"), &site);
  EXPECT_EQ(event.flags,
            (std::vector<ToldFlag>{{Flag::noAi, true, true, ""}, {Flag::researchReservation, false, false, ""}}));
  const LabEvent update = eventOf(header("ADT^A08") + kPatient + "ZCO|N\r", &site);
  EXPECT_EQ(update.flags, (std::vector<ToldFlag>{{Flag::noAi, true, true, ""}}));
}

TEST(Hl7Event, ReadsPatientUpdates) {
  for (const std::string trigger : {"A01", "A04", "A08", "A28", "A31", "A35"}) {
    const LabEvent event = eventOf(header("ADT^" + trigger) + "EVN||20240305\r" + kPatient + "PV1|1|I\r");
    EXPECT_EQ(event.kind, EventKind::patientUpdate) << trigger;
    EXPECT_EQ(event.patient.family, "Sæther");
    EXPECT_EQ(event.source, "HL7 ADT^" + trigger);
    EXPECT_TRUE(event.cases.empty());
  }
}

TEST(Hl7Event, ReadsMergesAndNumberChanges) {
  const std::string merge = "MRG|0815^^^RIKS^MR\r";
  for (const std::string trigger : {"A18", "A30", "A34", "A36", "A39", "A40"}) {
    const LabEvent event = eventOf(header("ADT^" + trigger + "^ADT_A39") + "EVN||20240305\r" + kPatient + merge);
    EXPECT_EQ(event.kind, EventKind::patientMerge) << trigger;
    EXPECT_EQ(event.prior.numbers, (std::vector<PatientNumber>{{"0815", "RIKS", "MR"}}));
    EXPECT_EQ(event.patient.numbers.at(0).number, "4711");
  }
  EXPECT_EQ(eventOf(header("ADT^A47") + kPatient + merge).kind, EventKind::numberChange);
  EXPECT_EQ(errorOf(header("ADT^A40") + kPatient).message, "MRG-1 names no patient");
  EXPECT_EQ(errorOf(header("ADT^A40") + kPatient + "MRG|4711^^^RIKS^MR\r").message, "MRG-1 names the patient of PID-3");
  EXPECT_EQ(errorOf(header("ADT^A40") + "PID|1\r" + merge).message, "PID-3 holds no patient number");
  EXPECT_EQ(errorOf(header("ADT^A08")).message, "PID is missing");
}

TEST(Hl7Event, ReadsEveryPairOfAMerge) {
  const auto events = hl7Events(header("ADT^A40") + "PID|1||1\rMRG|2\rPID|1||3\rMRG|4\r", nullptr);
  ASSERT_TRUE(events) << events.error().message;
  ASSERT_EQ(events->size(), 2U);
  EXPECT_EQ(events->at(1).patient.numbers.at(0).number, "3");
  EXPECT_EQ(events->at(1).prior.numbers.at(0).number, "4");
  EXPECT_NE(events->at(0).digest, events->at(1).digest);
}

TEST(Hl7Event, SaysWhatIsNoOrderApartFromWhatIsMalformed) {
  const Error report = errorOf(header("ORU^R01") + kPatient + "OBR|1\r");
  EXPECT_EQ(report.kind, ErrorKind::unsupported);
  EXPECT_EQ(report.message, "MSH-9 says ORU^R01, which is neither an order nor a patient message that is read");
  EXPECT_EQ(errorOf(header("ADT^A29") + kPatient).kind, ErrorKind::unsupported);
  EXPECT_EQ(errorOf(header("<script>^x")).message,
            "MSH-9 says something, which is neither an order nor a patient message that is read");
  EXPECT_EQ(errorOf(header("")).kind, ErrorKind::corrupt);
  EXPECT_EQ(errorOf(header("OML^O21") + kPatient).message, "it holds no order: neither ORC, OBR nor SPM");
  EXPECT_EQ(errorOf(order("ORC|NW|1|2\r") + kPatient).kind, ErrorKind::unsupported);
}

TEST(Hl7Event, NamesTheFieldThatIsWrongAndNotItsValue) {
  const std::string secret = "SECRET";
  const auto messageOf = [&](const std::string& text) {
    const Error error = errorOf(text);
    EXPECT_EQ(error.kind, ErrorKind::corrupt);
    EXPECT_EQ(error.message.find(secret), std::string::npos) << error.message;
    return error.message;
  };
  EXPECT_EQ(messageOf(header("OML^O21") + "PID|1||1||a||" + secret + "\rORC|NW|1|2\r"), "PID-7 is no date");
  std::string untimed = order("ORC|NW|1|2\r");
  untimed.replace(untimed.find("20240305101500+0100"), 19, secret);
  EXPECT_EQ(messageOf(untimed), "MSH-7 is no time: it says which of two messages is the newer one");
  std::string nameless = order("ORC|NW|1|2\r");
  nameless.replace(nameless.find("Pathology Oslo"), 14, "");
  EXPECT_EQ(messageOf(nameless), "MSH-4 names no laboratory; a site file would");
  std::string longNumber = secret;
  while (longNumber.size() <= 200) longNumber += secret;
  EXPECT_EQ(messageOf(order("ORC|NW|1|" + longNumber + "\r")), "ORC-3 is longer than 200 bytes");
  EXPECT_EQ(messageOf(order("ORC|NW|1|2\r" + secret + " line\r")), "line 4 is no segment");
}

TEST(Hl7Event, KeepsHostileTextAsText) {
  const std::string hostile =
      "'; DROP TABLE patient; --<script>alert(1)</script>\xE2\x80\xAE\x01\x7F" + std::string(1, '\0') + "\xEF\xBF\xBF";
  std::string huge = "X";
  while (huge.size() < (std::size_t{1} << 20U)) huge += huge;
  for (const std::string& text : {hostile, huge}) {
    const LabEvent event = eventOf(header("OML^O21") + "PID|1||1||" + text + "^" + text + "||1950|" + text +
                                   "\rORC|NW|1|2\rOBR|1|1|2\rNTE|1||" + text + "\rSPM|1|A||" + text + "\r");
    EXPECT_EQ(event.patient.sex, "");
    EXPECT_EQ(event.patient.family.substr(0, 5), text.substr(0, 5));
    EXPECT_LE(event.patient.family.size(), 1000U);
    EXPECT_LE(event.cases.at(0).comment.size(), std::size_t{1} << 20U);
    EXPECT_EQ(event.patient.family.find('\0'), std::string::npos);
    const auto again = parseEvent(formatEvent(event));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, event);
  }
}

TEST(Hl7Event, NotesOfSeveralOrdersStandOnce) {
  const std::string one = "ORC|NW|P1|H1\rOBR|1|P1|H1\rNTE|1||Caecum\rNTE|2||Urgent\r";
  const std::string two = "ORC|NW|P2|H1\rOBR|1|P2|H1\rNTE|1||Caecum\rNTE|2||Caecum, too\r";
  EXPECT_EQ(eventOf(order(one + two)).cases.at(0).comment, "Caecum\nUrgent\nCaecum, too");
}

TEST(Hl7Event, HostileBulkIsBounded) {
  const std::string repetitions(std::size_t{15} << 20U, '~');
  EXPECT_EQ(eventOf(header("OML^O21") + "PID|1||1||" + repetitions + "\rORC|NW|1|2\r").patient.family, "");
  EXPECT_EQ(errorOf(header("OML^O21") + "PID|1||" + repetitions + "\rORC|NW|1|2\r").message,
            "PID-3 has more than 50 repetitions");
  std::string notes = "ORC|NW|1|2\r";
  for (int i = 0; i < 9000; ++i) notes += fmt::format("NTE|1||{}{}\rSPM|1|S{}\r", std::string(700, 'a'), i, i);
  const LabEvent event = eventOf(order(notes));
  EXPECT_EQ(event.cases.at(0).specimens.size(), 9000U);
  EXPECT_EQ(event.cases.at(0).comment.size(), std::size_t{1} << 20U);
  EXPECT_EQ(errorOf(order(notes + notes)).message, "it has more than 20000 segments");
}

// Cut at every byte and with bytes changed: an event or a refusal, never a crash. Worth most in the asan build.
TEST(Hl7Event, SurvivesDamage) {
  const std::string good =
      order("ORC|NW|P1|H1\rTQ1|1||||||||S\rOBR|1|P1|H1\rNTE|1||a\\X41\\b\rSPM|1|A&B^C&D||T\rSAC|||X\r");
  for (std::size_t length = 0; length < good.size(); ++length) (void)hl7Events(good.substr(0, length), nullptr);
  std::mt19937 random(5);
  static const std::string kSigns = "|^~\\&\r\n\"MSHPID0\xff\x00";
  for (int i = 0; i < 3000; ++i) {
    std::string text = good;
    for (int change = 0; change < 3; ++change) text[random() % text.size()] = kSigns[random() % kSigns.size()];
    (void)hl7Events(text, nullptr);
  }
}

TEST(LabEvent, SurvivesAsJson) {
  LabEvent event = eventOf(order("ORC|CA|P1|H1\rTQ1|1||||||||R\rSPM|1|A||T\rOBX|1|ST|21899-0||pT3\r"));
  event.flags = {{Flag::consentWithdrawn, false, true, "2024-01-01"}};
  event.cases[0].specimens[0].blocks = {{"1", true, {{"1", "HE", "bar"}}}, {"2", false, {}}, {"3", std::nullopt, {}}};
  event.prior.numbers = {{"7", "A", "MR"}};
  event.kind = EventKind::patientMerge;
  const auto again = parseEvent(formatEvent(event));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, event);
  EXPECT_FALSE(parseEvent("{}"));
  EXPECT_FALSE(parseEvent("[]"));
}

// The laboratory's clock, not that of the machine that reads.
TEST(Hl7Event, TimesWithoutAZoneAreThoseOfTheSitesZone) {
  const std::string before = std::getenv("TZ") != nullptr ? std::getenv("TZ") : "";
  setenv("TZ", "NZST-12NZDT,M9.5.0,M4.1.0/3", 1);
  tzset();
  const Site oslo = siteOf("timezone = \"Europe/Oslo\"\n");
  const auto at = [](const std::string& time, const std::string& received) {
    return "MSH|^~\\&|LIS|X|SNITT||" + time + "||OML^O21^OML_O21|42|P|2.5.1\r" + kPatient +
           "ORC|NW|P1^EHR|H24-7^LIS\rOBR|1|P1^EHR|H24-7^LIS\rSPM|1|||T" + std::string(14, '|') + received + "\r";
  };
  const LabEvent winter = eventOf(at("20240305101500", "20240304153000"), &oslo);
  EXPECT_EQ(winter.stated, "2024-03-05T09:15:00Z");
  EXPECT_EQ(winter.cases.at(0).received, "2024-03-04T14:30:00Z");
  EXPECT_EQ(eventOf(at("20240705101500", ""), &oslo).stated, "2024-07-05T08:15:00Z");
  // Twice that hour, and never: the first, and the moment of the change.
  EXPECT_EQ(eventOf(at("20241027023000", ""), &oslo).stated, "2024-10-27T00:30:00Z");
  EXPECT_EQ(eventOf(at("20240331023000", ""), &oslo).stated, "2024-03-31T01:00:00Z");
  // One that names its zone means that; without a site's, this machine's counts.
  EXPECT_EQ(eventOf(at("20240305101500-0500", ""), &oslo).stated, "2024-03-05T15:15:00Z");
  const Site nowhere = siteOf("");
  EXPECT_EQ(eventOf(at("20240305101500", ""), &nowhere).stated, "2024-03-04T21:15:00Z");
  before.empty() ? unsetenv("TZ") : setenv("TZ", before.c_str(), 1);
  tzset();
  const auto wrong = Site::parse("format = \"snitt-site/1\"\nname = \"HOSP\"\ntimezone = \"Oslo\"\n", "/");
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("timezone is no time zone that this machine knows"), std::string::npos)
      << wrong.error().message;
}

}  // namespace
}  // namespace snitt
