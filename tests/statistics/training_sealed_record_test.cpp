#include "core/training/sealed_record.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "support/temp_folder.h"

namespace snitt::training {
namespace {

// Quick, for tests alone.
constexpr SealCost kCheap{1, 8192};
constexpr std::string_view kPassword = "correct horse";
const std::string kBundle(64, 'a');

TrainingRecord record() {
  TrainingRecord made;
  made.bundleSha256 = kBundle;
  made.patients.push_back({"Patient-17", {Side::train, false}, "good", "", 3000, false, {}, {}});
  return made;
}

std::string sealed() {
  const auto text = sealRecord(record(), kPassword, kCheap);
  return text ? *text : text.error().message;
}

Error errorOf(const std::string& text, std::string_view password = kPassword, std::string_view bundle = kBundle) {
  const auto opened = openSealed(text, password, bundle);
  return opened ? Error{ErrorKind::io, "no error"} : opened.error();
}

std::string valueOf(const std::string& text, const std::string& key) {
  const std::size_t from = text.find("\"" + key + "\": \"") + key.size() + 5;
  return text.substr(from, text.find('"', from) - from);
}

TEST(SealedRecord, OpensWithItsPassword) {
  const auto opened = openSealed(sealed(), kPassword, kBundle);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_TRUE(*opened == record());
  EXPECT_TRUE(openSealed(sealed(), kPassword, ""));
  EXPECT_EQ(sealedFor(sealed()).value(), kBundle);
}

TEST(SealedRecord, ShowsNothingAndNeverTheSameTwice) {
  const std::string first = sealed();
  EXPECT_EQ(first.find("Patient"), std::string::npos);
  const std::string second = sealed();
  for (const std::string key : {"salt", "nonce", "record", "check"})
    EXPECT_NE(valueOf(first, key), valueOf(second, key));
}

TEST(SealedRecord, AWrongPasswordIsOneSentence) {
  EXPECT_EQ(errorOf(sealed(), "correct horsf"),
            (Error{ErrorKind::refused, "the password does not open the training record"}));
}

TEST(SealedRecord, BelongsToOneBundle) {
  const Error error = errorOf(sealed(), kPassword, std::string(64, 'b'));
  EXPECT_EQ(error.kind, ErrorKind::refused);
  EXPECT_EQ(error.message,
            "the training record belongs to another bundle: to aaaaaaaaaaaaaaaa and not to bbbbbbbbbbbbbbbb");
}

TEST(SealedRecord, AnyChangeIsSeen) {
  const std::string text = sealed();
  const Error changed{ErrorKind::corrupt, "the training record was changed or damaged since it was written"};
  for (const std::string key : {"bundle", "salt", "check", "nonce", "record"}) {
    std::string other = text;
    char& letter = other[other.find("\"" + key + "\": \"") + key.size() + 6];
    letter = letter == 'b' ? 'c' : 'b';
    EXPECT_EQ(errorOf(other, kPassword, ""), changed) << key;
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, text.size() / 2, text.size() - 3})
    EXPECT_EQ(errorOf(text.substr(0, size)).kind, ErrorKind::corrupt) << size;
  EXPECT_EQ(errorOf("{\"format\": \"snitt-notes/1\"}").kind, ErrorKind::corrupt);
}

// Who can compute the checksum anew is stopped by the encryption.
TEST(SealedRecord, ARecordForAnotherBundleCannotBeRelabelled) {
  TrainingRecord other = record();
  other.bundleSha256 = std::string(64, 'b');
  // A whole seal for b that holds the cipher, nonce and keys of a.
  std::string text = sealRecord(other, kPassword, kCheap).value();
  const std::string first = sealed();
  for (const std::string key : {"salt", "check", "nonce", "record"}) {
    const std::string from = valueOf(text, key);
    text.replace(text.find(from), from.size(), valueOf(first, key));
  }
  EXPECT_EQ(errorOf(text, kPassword, "").kind, ErrorKind::corrupt);
}

TEST(SealedRecord, AFileThatWouldFillTheMemoryIsNotTried) {
  std::string text = sealed();
  text.replace(text.find("\"memoryBytes\": 8192"), 19, "\"memoryBytes\": 8192000000000");
  EXPECT_EQ(errorOf(text).kind, ErrorKind::corrupt);
}

TEST(SealedRecord, ShortPasswordsAreRefused) {
  EXPECT_EQ(sealRecord(record(), "1234567", kCheap).error().message,
            "the password of the training record must have 8 characters at the least");
  EXPECT_EQ(passwordOf("correct horse\r\nsecond line\n").value(), kPassword);
  EXPECT_FALSE(passwordOf("\ncorrect horse"));
  TrainingRecord homeless = record();
  homeless.bundleSha256.clear();
  EXPECT_FALSE(sealRecord(homeless, kPassword, kCheap));
}

TEST(SealedRecord, IsWrittenForItsOwnerAlone) {
  const test::TempFolder folder;
  const auto file = folder / "training-record.json";
  ASSERT_TRUE(writeSealed(file, record(), kPassword, kCheap));
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_TRUE(readSealed(file, kPassword, kBundle).value() == record());
  EXPECT_EQ(readSealed(file, "wrong password", kBundle).error().message,
            file.string() + ": the password does not open the training record");
  EXPECT_EQ(readSealed(folder / "none.json", kPassword, kBundle).error().kind, ErrorKind::notFound);
}

}  // namespace
}  // namespace snitt::training
