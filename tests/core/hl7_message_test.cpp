// Messages as senders write them: line ends, encoding characters, escape sequences, character sets, batches.
#include <gtest/gtest.h>

#include "core/hl7/message.h"
#include "core/hl7/time.h"

namespace snitt::hl7 {
namespace {

const std::string kHeader = "MSH|^~\\&|APP|LAB|||20240102030405+0100||OML^O21|7|P|2.5.1||||||";

// The text of PID-5.1 in a message with this field and character set.
std::string familyIn(const std::string& charset, const std::string& bytes) {
  const auto message = Message::parse(kHeader + charset + "\rPID|1||||" + bytes + "^GIVEN");
  return message ? message->first("PID").field(5).text() : "error: " + message.error().message;
}

TEST(Hl7Message, ReadsEveryLineEnd) {
  for (const std::string end : {"\r", "\n", "\r\n", "\r\r\n", "\n\n"}) {
    for (const std::string before : {"", "\xEF\xBB\xBF", "\x0B", "\r\n"}) {
      const auto message = Message::parse(before + kHeader + end + "PID|1||77^^^LAB^MR" + end + "\x1C\r");
      ASSERT_TRUE(message) << message.error().message;
      ASSERT_EQ(message->segments().size(), 2U);
      EXPECT_EQ(message->first("PID").field(3).text(4), "LAB");
      EXPECT_EQ(message->first("PID").field(3).text(5), "MR");
      EXPECT_EQ(message->first("MSH").field(1).whole(), "|");
      EXPECT_EQ(message->first("MSH").field(7).text(), "20240102030405+0100");
    }
  }
}

TEST(Hl7Message, TakesEncodingCharactersFromItsHeader) {
  const auto message = Message::parse("MSH$*!?%$APP\rPID$1$$1*2%3!4$a?S?b?T?c?F?d");
  ASSERT_TRUE(message) << message.error().message;
  const Value field = message->first("PID").field(3);
  EXPECT_EQ(field.repetitions(), 2U);
  EXPECT_EQ(field.component(2).subcomponent(2).text(), "3");
  EXPECT_EQ(field.repetition(2).text(), "4");
  EXPECT_EQ(message->first("PID").field(4).text(), "a*b%c$d");
}

TEST(Hl7Message, UnescapesAndLeavesWhatIsNoSequence) {
  EXPECT_EQ(familyIn("", "a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f"), "a|b^c&d~e\\f");
  EXPECT_EQ(familyIn("", "one\\.br\\two\\.sp2\\three\\H\\bold\\N\\"), "one\ntwo\n\nthreebold");
  EXPECT_EQ(familyIn("", "C:\\slides\\T\\x"), "C:\\slides&x");
  EXPECT_EQ(familyIn("", "end\\"), "end\\");
  EXPECT_EQ(familyIn("8859/1", "Bj\\XF8\\rn"), "Bjørn");
  EXPECT_EQ(familyIn("UNICODE UTF-8", "Bj\\XC3B8\\rn"), "Bjørn");
  EXPECT_EQ(familyIn("", "\\.sp999999999\\x").size(), 1U);  // blanks in front are trimmed, the rest is bounded
}

TEST(Hl7Message, ReadsNorwegianLettersInBothEncodings) {
  const std::string utf8 = "Sæther Øå";
  const std::string latin1 = "S\xE6ther \xD8\xE5";
  for (const std::string name : {"8859/1", "ISO-8859-1", "8859/15", "WINDOWS-1252", "iso_8859-1"})
    EXPECT_EQ(familyIn(name, latin1), utf8) << name;
  for (const std::string name : {"UNICODE UTF-8", "UTF-8", "utf8", "UNICODE"}) EXPECT_EQ(familyIn(name, utf8), utf8);
  for (const std::string name : {"", "ASCII"}) {
    EXPECT_EQ(familyIn(name, utf8), utf8);
    EXPECT_EQ(familyIn(name, latin1), utf8);
  }
  EXPECT_EQ(familyIn("8859/1~UNICODE UTF-8", latin1), utf8);
  EXPECT_EQ(familyIn("8859/2", "\xA3\xF3\x64\xBC"), "Łódź");
  EXPECT_EQ(familyIn("GB 18030-2000", "\xD6\xD0"), "中");
}

TEST(Hl7Message, RefusesCharacterSetsItDoesNotKnow) {
  for (const std::string name : {"KLINGON", "../../x", "//IGNORE", "UTF-8//TRANSLIT"}) {
    const auto message = Message::parse(kHeader + name + "\rPID|1");
    ASSERT_FALSE(message) << name;
    EXPECT_EQ(message.error().kind, ErrorKind::unsupported);
    EXPECT_EQ(message.error().message, "MSH-18: names a character set that is not known");
  }
  const auto wrong = Message::parse(kHeader + "UTF-8\rPID|1||\xE6");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::corrupt);
}

TEST(Hl7Message, NamesWhatIsMalformedAndNoValue) {
  const auto messageOf = [](const std::string& text) {
    const auto message = Message::parse(text);
    return message ? std::string("none") : message.error().message;
  };
  EXPECT_EQ(messageOf(""), "it does not begin with the segment MSH");
  EXPECT_EQ(messageOf("PID|1"), "it does not begin with the segment MSH");
  EXPECT_EQ(messageOf("MSH"), "MSH-1 is no field separator");
  EXPECT_EQ(messageOf("MSH|"), "MSH-2, the encoding characters, is empty");
  EXPECT_EQ(messageOf("MSH|^^\\&|"), "MSH-2 holds an impossible or repeated encoding character");
  EXPECT_EQ(messageOf(kHeader + "\rPID|1\rSecret Name"), "line 3 is no segment");
  EXPECT_EQ(messageOf(kHeader + "\r\n\r\nPID|1\r\npid|1"), "line 4 is no segment");
  EXPECT_EQ(messageOf(std::string(kMostMessageBytes + 1, 'x')), "the message is larger than 16 MiB");
}

TEST(Hl7Message, CutsHugeFieldsBetweenLetters) {
  std::string huge;
  while (huge.size() < kMostFieldBytes + 10) huge += "€";
  const std::string kept = familyIn("UTF-8", huge);
  EXPECT_LE(kept.size(), kMostFieldBytes);
  EXPECT_EQ(kept.size() % 3, 0U);
  EXPECT_GT(kept.size(), kMostFieldBytes - 4);
}

TEST(Hl7Message, FindsTheMessagesOfABatch) {
  const std::string one = kHeader + "\rPID|1";
  const std::string framed = "\x0B" + one + "\r\x1C\r";
  const auto alone = messagesIn(framed);
  ASSERT_TRUE(alone);
  EXPECT_EQ(*alone, std::vector<std::string_view>{one});
  const std::string batch = "FHS|^~\\&|A\rBHS|^~\\&|A\r" + one + "\r" + one + "\rBTS|2\rFTS|1\r";
  const auto both = messagesIn(batch);
  ASSERT_TRUE(both);
  EXPECT_EQ(*both, (std::vector<std::string_view>{one, one}));
  EXPECT_EQ(messagesIn("\r\n").error().message, "it holds no message: no segment MSH");
  EXPECT_EQ(messagesIn("\nx\n" + one).error().message, "line 2 belongs to no message: no segment MSH before it");
  EXPECT_EQ(messagesIn("\xFF\xFEM").error().kind, ErrorKind::unsupported);
}

TEST(Hl7Time, GivesUtcAndDays) {
  EXPECT_EQ(utcOf("20240102030405+0100", {}), "2024-01-02T02:04:05Z");
  EXPECT_EQ(utcOf("20240102030405.123-0530", {}), "2024-01-02T08:34:05Z");
  EXPECT_EQ(utcOf("202401020304", 60), "2024-01-02T02:04:00Z");
  EXPECT_EQ(utcOf("20240102", 0), "2024-01-02T00:00:00Z");
  EXPECT_EQ(zoneOf("20240102030405-0130"), -90);
  EXPECT_EQ(dayOf("19580614"), "1958-06-14");
  EXPECT_EQ(dayOf("198808182330+0215"), "1988-08-18");  // a birthday does not move with zones
  EXPECT_EQ(dayOf("195806"), "1958-06");
  EXPECT_EQ(dayOf("1958"), "1958");
  for (const char* wrong : {"", "yesterday", "20240230", "2024130", "20240102250000", "20240102+99", "00000000"}) {
    EXPECT_FALSE(utcOf(wrong, 0)) << wrong;
    EXPECT_FALSE(dayOf(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace snitt::hl7
