#include "core/notes/slide_notes.h"

#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "core/os/os.h"
#include "support/small_disk.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

namespace fs = std::filesystem;

const std::string kSlide(64, 'a');

Bookmark bookmark(const std::string& id, const std::string& name = "Invasive front") {
  return {id, name, "", {1234.5, -67.25}, 2.5, 90, false, "2026-01-31T23:59:59Z", "Anna"};
}

Ruler ruler(const std::string& id) { return {id, "Depth", {1, 2}, {3, 4}, "2026-01-31T23:59:59Z", "Anna"}; }

SlideNotes sample() {
  SlideNotes notes;
  notes.bookmarks.push_back(bookmark("b-1", "Ødegård – β \"tumour\"\n2nd line"));
  notes.bookmarks.back().note = "日本語 🔬 \\ /";
  notes.bookmarks.back().flipped = true;
  notes.bookmarks.back().rotationDeg = 33.3;
  notes.frames.push_back({"f-1", "Hot spot", FrameShape::square, 0.785, {0.1, 1e6}, "2026-01-31T23:59:59Z", "Zoë"});
  notes.rulers.push_back(ruler("r-1"));
  notes.scale = TypedScale{0.2526, "from the scanner's log", "Zoë"};
  return notes;
}

std::vector<std::string> ids(const SlideNotes& notes) {
  std::vector<std::string> found;
  for (const Bookmark& one : notes.bookmarks) found.push_back(one.id);
  return found;
}

SlideNotes with(const std::vector<std::string>& bookmarkIds) {
  SlideNotes notes;
  for (const std::string& id : bookmarkIds) notes.bookmarks.push_back(bookmark(id));
  return notes;
}

class SlideNotesFiles : public testing::Test {
 protected:
  [[nodiscard]] fs::path file() const { return m_notes / (kSlide + ".json"); }

  test::TempFolder m_folder;
  fs::path m_notes = m_folder / "data" / "notes";
  SlideNotesStore m_store{m_notes};
};

TEST_F(SlideNotesFiles, ComeBackAsTheyWere) {
  EXPECT_EQ(m_store.load(kSlide), SlideNotes());
  EXPECT_FALSE(fs::exists(m_notes)) << "looking makes no folder";
  EXPECT_EQ(m_store.save(kSlide, {}, sample()), sample());
  EXPECT_EQ(m_store.load(kSlide), sample());
  EXPECT_EQ(m_store.load(std::string(64, 'b')), SlideNotes());
  const auto json = nlohmann::json::parse(test::readBytes(file()));
  EXPECT_EQ(json["format"], "snitt-notes/1");
  EXPECT_EQ(json["bookmarks"][0]["name"], "Ødegård – β \"tumour\"\n2nd line");
  EXPECT_EQ(json["scale"]["mpp"], 0.2526);
}

TEST_F(SlideNotesFiles, AreTheOwnersAlone) {
  umask(0);
  ASSERT_TRUE(m_store.save(kSlide, {}, sample()));
  EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::status(m_notes).permissions(), fs::perms::owner_all);
  umask(022);
}

TEST_F(SlideNotesFiles, APlaceOrSizeThatIsNoNumberIsRefused) {
  ASSERT_TRUE(m_store.save(kSlide, {}, sample()));
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    std::vector<SlideNotes> wrong(6, sample());
    wrong[0].bookmarks[0].centre.x = bad;
    wrong[1].bookmarks[0].rotationDeg = bad;
    wrong[2].frames[0].centre.y = bad;
    wrong[3].frames[0].areaMm2 = bad;
    wrong[4].rulers[0].to.x = bad;
    wrong[5].scale->mpp = bad;
    for (const SlideNotes& notes : wrong) {
      const auto saved = m_store.save(kSlide, sample(), notes);
      ASSERT_FALSE(saved);
      EXPECT_EQ(saved.error().kind, ErrorKind::usage) << saved.error().message;
    }
  }
  SlideNotes flat = sample();
  flat.bookmarks[0].downsample = 0;
  EXPECT_FALSE(m_store.save(kSlide, sample(), flat));
  EXPECT_EQ(m_store.load(kSlide), sample());
}

TEST_F(SlideNotesFiles, ItemsNeedIdsOfTheirOwn) {
  EXPECT_FALSE(m_store.save(kSlide, {}, with({"b-1", "b-1"})));
  EXPECT_FALSE(m_store.save(kSlide, {}, with({""})));
}

TEST_F(SlideNotesFiles, AFingerprintIsNoPath) {
  for (const std::string& name : {std::string("../../x"), std::string(), std::string("a/b"), std::string(200, 'a')}) {
    EXPECT_FALSE(m_store.load(name)) << name;
    EXPECT_FALSE(m_store.save(name, {}, sample())) << name;
  }
}

TEST_F(SlideNotesFiles, WhatAnotherAddedOrDeletedSurvives) {
  ASSERT_TRUE(m_store.save(kSlide, {}, with({"a", "b", "c"})));
  // Another program adds d and deletes b.
  ASSERT_TRUE(m_store.save(kSlide, with({"a", "b", "c"}), with({"a", "c", "d"})));
  // This one, which has not seen it, adds e and deletes a.
  const auto saved = m_store.save(kSlide, with({"a", "b", "c"}), with({"b", "c", "e"}));
  ASSERT_TRUE(saved);
  EXPECT_EQ(ids(*saved), (std::vector<std::string>{"c", "d", "e"}));
  EXPECT_EQ(m_store.load(kSlide), *saved);
}

TEST_F(SlideNotesFiles, OfTwoChangesToOneItemOursWins) {
  const SlideNotes before = with({"a", "b", "c", "d"});
  ASSERT_TRUE(m_store.save(kSlide, {}, before));
  SlideNotes theirs = before;
  theirs.bookmarks[0].name = "theirs";
  theirs.bookmarks[1].name = "theirs";
  theirs.bookmarks[3].name = "theirs";
  theirs.bookmarks.erase(theirs.bookmarks.begin() + 2);
  theirs.scale = TypedScale{0.5, "theirs", "B"};
  ASSERT_TRUE(m_store.save(kSlide, before, theirs));
  SlideNotes ours = before;
  ours.bookmarks[0].name = "ours";
  ours.bookmarks[2].name = "ours";  // deleted by them
  ours.bookmarks.pop_back();        // changed by them
  const auto saved = m_store.save(kSlide, before, ours);
  ASSERT_TRUE(saved);
  std::map<std::string, std::string> names;
  for (const Bookmark& one : saved->bookmarks) names[one.id] = one.name;
  EXPECT_EQ(names, (std::map<std::string, std::string>{{"a", "ours"}, {"b", "theirs"}, {"c", "ours"}}));
  EXPECT_EQ(saved->scale, theirs.scale);
}

TEST_F(SlideNotesFiles, TheOrderIsOursWhereWeChangedIt) {
  ASSERT_TRUE(m_store.save(kSlide, {}, with({"a", "b", "c"})));
  ASSERT_TRUE(m_store.save(kSlide, with({"a", "b", "c"}), with({"c", "b", "a"})));
  EXPECT_EQ(ids(*m_store.load(kSlide)), (std::vector<std::string>{"c", "b", "a"}));
  // Adding to a list seen before that leaves the new order alone.
  const auto saved = m_store.save(kSlide, with({"a", "b", "c"}), with({"a", "b", "c", "d"}));
  EXPECT_EQ(ids(*saved), (std::vector<std::string>{"c", "b", "a", "d"}));
}

constexpr int kSaves = 100;

// Adds one ruler a save and now and then deletes one, as a person does with a list loaded a while ago.
void writeMany(const SlideNotesStore& store, const std::string& writer, std::vector<std::string>& errors) {
  SlideNotes known;
  for (int i = 0; i < kSaves; ++i) {
    SlideNotes mine = known;
    mine.rulers.push_back(ruler(writer + std::to_string(i)));
    std::erase_if(mine.rulers,
                  [&](const Ruler& one) { return one.id == writer + std::to_string(i - 10) && i % 10 == 5; });
    const auto saved = store.save(kSlide, known, mine);
    if (!saved) errors.push_back(saved.error().message);
    if (saved && i % 3 != 0) known = *saved;
    if (saved && i % 3 == 0) known = mine;
  }
}

void expectAllOf(const SlideNotes& notes, const std::vector<std::string>& writers) {
  std::set<std::string> found;
  for (const Ruler& one : notes.rulers) found.insert(one.id);
  std::set<std::string> expected;
  for (const std::string& writer : writers)
    for (int i = 0; i < kSaves; ++i)
      if (i % 10 != 5 || i + 10 >= kSaves) expected.insert(writer + std::to_string(i));
  EXPECT_EQ(found, expected);
}

TEST_F(SlideNotesFiles, TwoThreadsThatSaveAtOnceLoseNothing) {
  std::vector<std::string> first;
  std::vector<std::string> second;
  {
    const std::jthread one([&] { writeMany(m_store, "one-", first); });
    const std::jthread two([&] { writeMany(SlideNotesStore(m_notes), "two-", second); });
  }
  EXPECT_TRUE(first.empty()) << first.front();
  EXPECT_TRUE(second.empty()) << second.front();
  expectAllOf(*m_store.load(kSlide), {"one-", "two-"});
}

TEST_F(SlideNotesFiles, TwoProgramsThatSaveAtOnceLoseNothing) {
  std::vector<pid_t> children;
  for (const char* writer : {"one-", "two-"}) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      std::vector<std::string> errors;
      writeMany(SlideNotesStore(m_notes), writer, errors);
      _exit(errors.empty() ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  expectAllOf(*m_store.load(kSlide), {"one-", "two-"});
}

TEST_F(SlideNotesFiles, ADamagedFileIsNamedAndKept) {
  ASSERT_TRUE(m_store.save(kSlide, {}, sample()));
  const std::string whole = test::readBytes(file());
  std::vector<std::string> damaged{"",    "null", "[]", "{}", "{\"format\": 1}", "{\"format\": \"snitt-score/1\"}",
                                   "\xff"};
  for (std::size_t size = 1; size + 2 < whole.size(); size += 7) damaged.push_back(whole.substr(0, size));
  std::string wrong = whole;
  wrong.replace(wrong.find("1234.5"), 6, "\"here\"");
  damaged.push_back(wrong);
  wrong.replace(wrong.find("\"here\""), 6, "1e9999");
  damaged.push_back(wrong);
  for (const std::string& bytes : damaged) {
    test::writeBytes(file(), bytes);
    const auto loaded = m_store.load(kSlide);
    ASSERT_FALSE(loaded) << bytes;
    EXPECT_EQ(loaded.error().kind, ErrorKind::corrupt) << bytes;
    EXPECT_NE(loaded.error().message.find(file().string()), std::string::npos) << loaded.error().message;
    const auto saved = m_store.save(kSlide, {}, sample());
    ASSERT_FALSE(saved) << bytes;
    EXPECT_EQ(saved.error().kind, ErrorKind::corrupt);
    EXPECT_EQ(test::readBytes(file()), bytes) << "it was overwritten";
  }
}

TEST_F(SlideNotesFiles, ANewerFormatIsRefusedWithBothVersionsAndKept) {
  fs::create_directories(m_notes);
  for (const std::string version : {"snitt-notes/2", "snitt-notes/1.5", "snitt-notes/10"}) {
    const std::string bytes = "{\"format\": \"" + version + "\", \"marks\": {}}";
    test::writeBytes(file(), bytes);
    for (const auto& result : {m_store.load(kSlide), m_store.save(kSlide, {}, sample())}) {
      ASSERT_FALSE(result);
      EXPECT_EQ(result.error().kind, ErrorKind::unsupported);
      EXPECT_NE(result.error().message.find("\"" + version + "\""), std::string::npos) << result.error().message;
      EXPECT_NE(result.error().message.find("reads snitt-notes/1"), std::string::npos) << result.error().message;
    }
    EXPECT_EQ(test::readBytes(file()), bytes);
  }
}

void expectOneSentence(const Error& error, const std::string& named) {
  EXPECT_EQ(error.kind, ErrorKind::io) << error.message;
  EXPECT_NE(error.message.find(named), std::string::npos) << error.message;
  EXPECT_EQ(error.message.find('\n'), std::string::npos) << error.message;
  EXPECT_NE(error.message.back(), '.');
}

TEST_F(SlideNotesFiles, AFolderThatCannotBeMadeGivesOneSentence) {
  test::writeBytes(m_folder / "data", "a file where the folder should be");
  const auto saved = m_store.save(kSlide, {}, sample());
  ASSERT_FALSE(saved);
  expectOneSentence(saved.error(), m_notes.string());
  EXPECT_FALSE(SlideNotesStore({}).save(kSlide, {}, sample()));
}

TEST_F(SlideNotesFiles, AFullDiskGivesOneSentenceAndKeepsTheOldNotes) {
  const test::SmallDisk disk(m_folder / "disk", "64k");
  if (!disk.mounted()) GTEST_SKIP() << "a file system can be mounted by root alone";
  const SlideNotesStore store(m_folder / "disk" / "notes");
  ASSERT_TRUE(store.save(kSlide, {}, sample()));
  SlideNotes large = sample();
  large.bookmarks[0].note = std::string(100'000, 'x');
  const auto saved = store.save(kSlide, sample(), large);
  ASSERT_FALSE(saved);
  expectOneSentence(saved.error(), "No space left on device");
  EXPECT_EQ(store.load(kSlide), sample());
  const auto entries = std::distance(fs::directory_iterator(m_folder / "disk" / "notes"), fs::directory_iterator());
  EXPECT_EQ(entries, 2) << "the notes and the lock, nothing half written";
}

// A program that stopped in the middle of a save costs others two seconds, not for ever.
TEST_F(SlideNotesFiles, AnotherThatHangsIsNotWaitedForForEver) {
  ASSERT_TRUE(m_store.save(kSlide, {}, sample()));
  {
    const auto held = os::FileLock::acquire(m_notes / ".lock", std::chrono::milliseconds(0));
    ASSERT_TRUE(held);
    const auto saved = m_store.save(kSlide, sample(), {});
    ASSERT_FALSE(saved);
    expectOneSentence(saved.error(), m_notes.string());
    EXPECT_EQ(m_store.load(kSlide), sample()) << "looking needs no lock";
  }
  EXPECT_EQ(m_store.save(kSlide, sample(), {}), SlideNotes());
}

}  // namespace
}  // namespace snitt
